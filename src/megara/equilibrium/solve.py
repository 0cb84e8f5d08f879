r"""Solving the model for many shocks: chunk by chunk, on every core.

The steps themselves are in ``newton.py``. A scenario that they do not solve goes to ``path.py``,
which takes the shock in parts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_limits

from megara.equilibrium.changes import changes
from megara.equilibrium.economy import Economy, economy
from megara.equilibrium.equations import State
from megara.equilibrium.equilibrium import Certificate, Equilibrium, build
from megara.equilibrium.linear import Inverse, inverse
from megara.equilibrium.newton import Batch, newton
from megara.equilibrium.shock import Floats, Shock
from megara.errors import MegaraError, UsageError
from megara.world.world import World

TOLERANCE = 1e-10
"""Largest relative violation of an equation that is accepted unless the caller says otherwise."""

TIGHTEST, LOOSEST = 1e-13, 1e-4
"""Bounds of a tolerance: double precision reaches no further, and with more, small effects are all
error."""

CHUNK = 32
"""Scenarios solved side by side: their arrays then stay in the processor's cache."""


def solve(
    world: World,
    shocks: Sequence[Shock],
    *,
    deficits: str = "constant",
    sharing: Sequence[Sequence[int]] | None = None,
    theta: Floats | None = None,
    tolerance: float = TOLERANCE,
    progress: Callable[[int], None] | None = None,
) -> list[Equilibrium]:
    """Solve the model for each shock.

    Parameters
    ----------
    shocks
        One for each scenario.
    deficits
        ``constant``: deficits keep their value in the numeraire; ``zero``: every deficit is
        removed together with the shock (``without_deficits`` gives a balanced baseline instead).
    sharing
        For each scenario the indices of the countries that equalise their losses by transfers.
    theta
        Trade elasticities by scenario, shape (sector, scenario); None for the world's.
    tolerance
        Largest relative violation of an equation that is accepted.
    progress
        Called with the number of scenarios solved since the last call.

    Raises
    ------
    MegaraError
        If a market is left without an open supplier, an income would not be positive, or no
        solution within tolerance is found; the message names the place.
    UsageError
        If a shock does not fit the world.
    """
    prepared = economy(world)
    solved: list[Equilibrium | None] = [None] * len(shocks)

    def keep(first: int, batch: Batch) -> None:
        for b in range(batch.residual.size):
            own = world
            if theta is not None:
                own = world.with_theta(theta[:, first + b], "by scenario")
            solved[first + b] = _equilibrium(own, shocks[first + b], batch, b)
        if progress is not None:
            progress(batch.residual.size)

    solve_chunks(
        prepared,
        shocks,
        keep,
        deficit=deficit_after(prepared, deficits),
        sharing=sharing,
        theta=theta,
        tolerance=tolerance,
    )
    return [equilibrium for equilibrium in solved if equilibrium is not None]


def check_tolerance(tolerance: float) -> float:
    """Return a tolerance that makes sense.

    Raises
    ------
    UsageError
        If it lies outside ``TIGHTEST`` to ``LOOSEST``.
    """
    if not TIGHTEST <= tolerance <= LOOSEST:
        raise UsageError(
            f"the tolerance is {tolerance:g}; it must lie from {TIGHTEST:g} to {LOOSEST:g}"
        )
    return tolerance


def deficit_after(prepared: Economy, deficits: str) -> Floats:
    """Return the deficits of the solved world, shape (N, 1), for ``constant`` or ``zero``."""
    if deficits == "constant":
        return np.asarray(prepared.deficit)
    if deficits == "zero":
        return np.zeros_like(prepared.deficit)
    raise UsageError(f"deficits must be 'constant' or 'zero', not {deficits!r}")


def solve_chunks(
    prepared: Economy,
    shocks: Sequence[Shock],
    take: Callable[[int, Batch], None],
    *,
    deficit: Floats | None = None,
    sharing: Sequence[Sequence[int]] | None = None,
    theta: Floats | None = None,
    tolerance: float = TOLERANCE,
    chunk: int = CHUNK,
    start: Callable[[int, int], State] | None = None,
    threads: int | None = None,
) -> None:
    """Solve shocks chunk by chunk and hand over each chunk as it is solved.

    Parameters
    ----------
    take
        Called with the number of the chunk's first scenario and the solved chunk, never by two
        threads at once, in any order.
    start
        Called with first and last+1 scenario of a chunk; returns the states to start from. None
        starts at the baseline.
    threads
        Threads to use; None uses every core. Results do not depend on it.

    Raises
    ------
    MegaraError, UsageError
        As ``solve``.
    """
    steer = inverse(prepared)
    workers = threads or os.cpu_count() or 1
    # Large batches: a chunk for each thread. Small ones: smaller chunks, so that no core idles.
    size = max(1, min(chunk, -(-len(shocks) // workers)))
    firsts = range(0, len(shocks), size)
    _, N = prepared.shape

    def one(first: int) -> tuple[int, Batch]:
        part = shocks[first : first + size]
        members = None
        if sharing is not None:
            members = np.zeros((N, len(part)))
            for b, group in enumerate(sharing[first : first + size]):
                members[list(group), b] = 1.0
        state = start(first, first + len(part)) if start else None
        thetas = None if theta is None else theta[:, first : first + size]
        batch = solve_batch(prepared, steer, part, deficit, members, thetas, tolerance, state)
        settle(prepared, part.__getitem__, batch, deficit, members, thetas, tolerance)
        return first, batch

    with threadpool_limits(limits=1):
        if workers == 1 or len(firsts) == 1:
            for first in firsts:
                take(*one(first))
            return
        with ThreadPoolExecutor(workers) as pool:
            for first, batch in pool.map(one, firsts):
                take(first, batch)


def baseline(prepared: Economy, B: int) -> State:
    """Return the state of the baseline for B scenarios."""
    J, N = prepared.shape
    spending = np.repeat(prepared.spending, B, axis=2)
    return State(np.zeros((N, B)), np.zeros((J, N, B)), spending)


def solve_batch(
    prepared: Economy,
    steer: Inverse,
    shocks: Sequence[Shock],
    deficit: Floats | None = None,
    members: Floats | None = None,
    theta: Floats | None = None,
    tolerance: float = TOLERANCE,
    start: State | None = None,
) -> Batch:
    """Solve some shocks side by side; scenarios that do not converge are left as nan.

    Parameters
    ----------
    deficit
        Shape (N, 1), USD million; None keeps the world's.
    members
        Shape (N, B), 1.0 where a country shares losses; None where nobody does.
    theta
        Shape (J, B), trade elasticities by scenario; None for the world's.
    start
        States to start from; None for the baseline.
    """
    return newton(
        prepared,
        steer,
        changes(prepared, shocks, theta),
        start or baseline(prepared, len(shocks)),
        deficit,
        members,
        tolerance,
    )


def settle(
    prepared: Economy,
    shock: Callable[[int], Shock],
    batch: Batch,
    deficit: Floats | None,
    members: Floats | None,
    theta: Floats | None,
    tolerance: float,
) -> None:
    """Take the scenarios that did not converge along the path, and refuse incomes below zero.

    Parameters
    ----------
    shock
        Returns the shock of a column of the batch.

    Raises
    ------
    MegaraError
        If no solution is found, or an income is not positive; the message names the place.
    """
    for b in map(int, np.flatnonzero(np.isnan(batch.residual))):
        from megara.equilibrium.path import solve_along_path

        share = None if members is None else members[:, b : b + 1]
        own = None if theta is None else theta[:, b : b + 1]
        solve_along_path(prepared, shock(b), batch, b, deficit, share, own, tolerance)
    if bool((batch.income <= 0).any()):
        n, b = np.argwhere(batch.income <= 0)[0]
        raise MegaraError(
            f"income of {prepared.countries[n]} would be {batch.income[n, b]:.4g} USD million: "
            "its trade surplus is larger than what it earns; solve with deficits 'zero'"
        )


def _equilibrium(world: World, shock: Shock, batch: Batch, b: int) -> Equilibrium:
    return build(
        world,
        shock,
        Certificate(float(batch.residual[b]), int(batch.iterations[b]), "solved"),
        log_wage=batch.log_wage[:, b],
        log_price=batch.log_price[:, :, b],
        spending=batch.spending[:, :, b],
        sales=batch.sales[:, :, b],
        income=batch.income[:, b],
        revenue=batch.revenue[:, b],
        transfer=batch.transfer[:, b],
    )
