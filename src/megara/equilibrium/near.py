r"""Solving many scenarios that lie near one already solved: other depths, other elasticities.

All start at the solved state instead of the baseline. Where the shock is so hard that the baseline
steers slowly, the steps are steered by the equations linearised at the solved state (``path.py``).
The equations and the certificate are those of ``solve.py``.

A chunk has always the same size and the same company, whatever the number of threads, so that
results do not depend on it by a single bit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from megara.equilibrium.changes import changes
from megara.equilibrium.economy import Economy, economy
from megara.equilibrium.equations import State
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.linear import inverse
from megara.equilibrium.newton import Batch, newton
from megara.equilibrium.path import economy_at
from megara.equilibrium.shock import Floats, Integers, Shock
from megara.equilibrium.solve import TOLERANCE, settle, solve_batch
from megara.equilibrium.steer import Steer, steer, step

CHUNK = 32
"""Scenarios solved side by side."""

_PATIENCE = 20
"""Evaluations without a new best residual after which a scenario is taken in parts instead."""

_HARD = 20
"""Evaluations from the baseline beyond which a linearisation at the solution pays."""


@dataclass(frozen=True, eq=False)
class Anchor:
    """A solved state to start from; ``state`` has one scenario."""

    economy: Economy
    state: State
    steer: Steer


def anchor(equilibrium: Equilibrium) -> Anchor:
    """Return the place in which an equilibrium stands, to solve its neighbours from."""
    prepared = economy(equilibrium.world)
    state = state_of(equilibrium)
    here = prepared
    if equilibrium.certificate.iterations > _HARD:
        here = economy_at(prepared, equilibrium.shock, state)
    return Anchor(prepared, state, steer(here, inverse(here), prepared.value_added))


def state_of(equilibrium: Equilibrium) -> State:
    """Return an equilibrium in the solver's layout, as one scenario."""
    return State(
        np.log(equilibrium.wage)[:, None],
        np.ascontiguousarray(np.log(equilibrium.price).T)[:, :, None],
        np.ascontiguousarray(equilibrium.spending.T)[:, :, None],
    )


def solve_near(
    at: Anchor,
    shocks: Sequence[Shock],
    theta: Floats | None = None,
    tolerance: float = TOLERANCE,
) -> Batch:
    """Solve some scenarios side by side from an anchor.

    Parameters
    ----------
    theta
        Trade elasticities by scenario, shape (J, B); None for the world's.

    Raises
    ------
    MegaraError
        If a scenario has no equilibrium within tolerance; the message names the place.
    """
    B = len(shocks)
    start = State(
        np.repeat(at.state.log_wage, B, axis=1),
        np.repeat(at.state.log_price, B, axis=2),
        np.repeat(at.state.spending, B, axis=2),
    )
    if theta is None:
        batch = solve_batch(
            at.economy, at.steer.inverse, shocks, None, None, None, tolerance, start
        )
    else:
        batch = _solve(at, shocks, theta, tolerance, start)
    settle(at.economy, shocks.__getitem__, batch, None, None, theta, tolerance)
    return batch


def solve_from(
    at: Anchor, shocks: Sequence[Shock], theta: Floats, start: State, tolerance: float = TOLERANCE
) -> Batch:
    """Solve some scenarios side by side, each from a state of its own; see ``solve_near``.

    Parameters
    ----------
    theta
        Trade elasticities by scenario, shape (J, B).
    start
        States of B scenarios; overwritten.

    Raises
    ------
    MegaraError
        If a scenario has no equilibrium within tolerance; the message names the place.
    """
    batch = _solve(at, shocks, theta, tolerance, start)
    settle(at.economy, shocks.__getitem__, batch, None, None, theta, tolerance)
    return batch


def _solve(
    at: Anchor, shocks: Sequence[Shock], theta: Floats, tolerance: float, start: State
) -> Batch:
    """Solve scenarios with their own elasticities; those that do not converge are left as nan."""
    to_wage = at.steer.labour_to_wage(theta)

    def move(live: Integers, state: State, r_p: Floats, r_x: Floats, r_w: Floats) -> None:
        step(at.steer, to_wage[live], theta[:, live], state, r_p, r_x, r_w)

    change = changes(at.economy, shocks, theta)
    return newton(at.economy, move, change, start, tolerance=tolerance, patience=_PATIENCE)


def in_chunks(
    count: int, work: Callable[[int, int], None], *, workers: int | None = None, size: int = CHUNK
) -> None:
    """Call ``work(first, last + 1)`` for every chunk of ``count`` scenarios, on several threads.

    Parameters
    ----------
    work
        Writes what it finds to places that no other chunk touches.
    workers
        Threads; None uses every core. Chunks, and so results, do not depend on it.
    """
    bounds = [(first, min(first + size, count)) for first in range(0, count, size)]
    threads = min(workers or os.cpu_count() or 1, len(bounds))
    with threadpool_limits(limits=1):
        if threads <= 1:
            for first, last in bounds:
                work(first, last)
            return
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(lambda pair: work(*pair), bounds):
                pass
