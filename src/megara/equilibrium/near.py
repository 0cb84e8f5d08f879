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

from megara.equilibrium.economy import Economy, economy
from megara.equilibrium.equations import State
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.linear import Inverse, inverse
from megara.equilibrium.path import solve_along_path, steer_at
from megara.equilibrium.shock import Floats, Shock
from megara.equilibrium.solve import TOLERANCE, Batch, solve_batch
from megara.errors import MegaraError

CHUNK = 32
"""Scenarios solved side by side."""

_HARD = 20
"""Evaluations from the baseline beyond which a linearisation at the solution pays."""


@dataclass(frozen=True, eq=False)
class Anchor:
    """A solved state to start from; ``state`` has one scenario."""

    economy: Economy
    state: State
    steer: Inverse


def anchor(equilibrium: Equilibrium) -> Anchor:
    """Return the place in which an equilibrium stands, to solve its neighbours from."""
    prepared = economy(equilibrium.world)
    state = state_of(equilibrium)
    if equilibrium.certificate.iterations > _HARD:
        return Anchor(prepared, state, steer_at(prepared, equilibrium.shock, state))
    return Anchor(prepared, state, inverse(prepared))


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
    batch = solve_batch(at.economy, at.steer, shocks, None, None, theta, tolerance, start)
    for b in np.flatnonzero(np.isnan(batch.residual)):
        own = None if theta is None else theta[:, b : b + 1]
        solve_along_path(at.economy, shocks[b], batch, int(b), None, None, own, tolerance)
    if bool((batch.income <= 0).any()):
        n, b = np.argwhere(batch.income <= 0)[0]
        raise MegaraError(
            f"income of {at.economy.countries[n]} would be {batch.income[n, b]:.4g} USD million: "
            "its trade surplus is larger than what it earns; solve with deficits 'zero'"
        )
    return batch


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
