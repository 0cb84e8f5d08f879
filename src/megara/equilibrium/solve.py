r"""Solving the model for many shocks at once.

From the state (log w, log P, X) the equations give right-hand sides and residuals

``r_p = log P(rhs) - log P``,  ``r_x = X(rhs) - X``,  ``r_w = log(labour demanded / labour income)``

and the next state is one Newton step with the approximate inverse of the baseline (``linear.py``):

``omega = -K^-1 (r_w + m_p r_p + m_x r_x)``
``log w += omega``;  ``log P += (I - A_n)^-1 r_p + T omega``;  ``X += (I - C_n)^-1 r_x + U omega``

after which wages are put back in the numeraire. A scenario leaves the batch as soon as its largest
relative residual is within tolerance, so that it takes the same steps alone and in company.
A scenario whose residual stops falling goes to ``path.py``, which takes the shock in parts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from megara.equilibrium.changes import changes
from megara.equilibrium.economy import Array, Economy, economy
from megara.equilibrium.equations import Evaluation, State, evaluate, swap
from megara.equilibrium.equilibrium import Certificate, Equilibrium, build
from megara.equilibrium.linear import Inverse, inverse
from megara.equilibrium.shock import Floats, Shock
from megara.errors import MegaraError
from megara.world.world import World

TOLERANCE = 1e-10
"""Largest relative violation of an equation that is accepted unless the caller says otherwise."""

LIMIT = 200
"""Evaluations after which a scenario counts as not converged."""

CHUNK = 32
"""Scenarios solved side by side: their arrays then stay in the processor's cache."""

_PATIENCE = 12
"""Evaluations without a new best residual after which a scenario is taken in parts instead."""


@dataclass
class Batch:
    """The solutions of some scenarios in the solver's layout, scenario last.

    Shapes: ``log_wage``, ``income``, ``revenue``, ``transfer`` (N, B); ``log_price``,
    ``spending``, ``sales`` (J, N, B); ``residual`` (B,), ``iterations`` (B,).
    ``residual`` is nan where no solution was found.
    """

    log_wage: Floats
    log_price: Floats
    spending: Floats
    sales: Floats
    income: Floats
    revenue: Floats
    transfer: Floats
    residual: Floats
    iterations: Floats

    @classmethod
    def empty(cls, J: int, N: int, B: int) -> Batch:
        """Return a batch of B scenarios without solutions."""
        small, large = (N, B), (J, N, B)
        return cls(
            log_wage=np.full(small, np.nan),
            log_price=np.full(large, np.nan),
            spending=np.full(large, np.nan),
            sales=np.full(large, np.nan),
            income=np.full(small, np.nan),
            revenue=np.full(small, np.nan),
            transfer=np.full(small, np.nan),
            residual=np.full(B, np.nan),
            iterations=np.zeros(B),
        )


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


def deficit_after(prepared: Economy, deficits: str) -> Floats:
    """Return the deficits of the solved world, shape (N, 1), for ``constant`` or ``zero``."""
    if deficits == "constant":
        return np.asarray(prepared.deficit)
    if deficits == "zero":
        return np.zeros_like(prepared.deficit)
    from megara.errors import UsageError

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
        _settle(prepared, part, batch, deficit, members, thetas, tolerance)
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
    J, N = prepared.shape
    B = len(shocks)
    batch = Batch.empty(J, N, B)
    change = changes(prepared, shocks, theta)
    state = start or baseline(prepared, B)
    after = prepared.deficit if deficit is None else deficit
    live = np.arange(B)
    best = np.full(B, np.inf)
    best_at = np.zeros(B, dtype=int)
    for iteration in range(1, LIMIT + 1):
        with np.errstate(all="ignore"):
            rhs = evaluate(np, prepared, change, state, after, members)
            r_p = rhs.log_price - state.log_price
            r_x = rhs.spending - state.spending
            residual = largest_violation(prepared, state, rhs, r_p, r_x)
        better = residual < best
        best[better], best_at[better] = residual[better], iteration
        done = residual <= tolerance
        if done.any():
            _store(batch, live[done], done, state, rhs, residual, iteration)
        go_on = ~done & np.isfinite(residual) & (iteration - best_at < _PATIENCE)
        if not go_on.any():
            break
        if not go_on.all():
            live, best, best_at = live[go_on], best[go_on], best_at[go_on]
            keep = np.flatnonzero(go_on)
            change, state = change.columns(keep), state.columns(keep)
            r_p, r_x = r_p[:, :, keep], r_x[:, :, keep]
            members = None if members is None else members[:, keep]
            step(prepared, steer, state, r_p, r_x, rhs.log_labour[:, keep])
        else:
            step(prepared, steer, state, r_p, r_x, rhs.log_labour)
    return batch


def step(
    prepared: Economy, steer: Inverse, state: State, r_p: Array, r_x: Array, r_w: Array
) -> None:
    """Move the state by one Newton step with the approximate inverse, in place."""
    J, N, B = r_p.shape
    # Single precision steers well enough; residuals and states stay in double.
    p, x = r_p.astype(np.float32), r_x.astype(np.float32)
    labour = steer.price_to_labour @ p.reshape(J * N, B)
    labour += steer.spending_to_labour @ x.reshape(J * N, B)
    omega = -(steer.labour_to_wage @ (r_w + labour))
    log_wage = state.log_wage + omega
    income = (np.exp(log_wage) * prepared.value_added).sum(0)
    log_wage -= np.log(income / prepared.value_added.sum())
    omega32 = (log_wage - state.log_wage).astype(np.float32)
    state.log_wage = log_wage
    state.log_price += swap(np.matmul(steer.price_chain, swap(p)))
    state.log_price += (steer.wage_to_price @ omega32).reshape(J, N, B)
    state.spending += swap(np.matmul(steer.spending_chain, swap(x)))
    state.spending += (steer.wage_to_spending @ omega32).reshape(J, N, B)


def largest_violation(
    prepared: Economy, state: State, rhs: Evaluation, r_p: Array, r_x: Array
) -> Floats:
    """Return each scenario's largest relative violation of (2), (6), (7), (8), shape (B,)."""
    price = np.abs(r_p).max(axis=(0, 1))
    # Spending is relative to itself; dust below 1e-12 of the country's income is relative to that.
    scale = np.maximum(np.abs(state.spending), 1e-12 * np.abs(rhs.income))
    spending = (np.abs(r_x) / scale).max(axis=(0, 1))
    labour = np.abs(rhs.log_labour).max(axis=0)
    income = (np.exp(state.log_wage) * prepared.value_added).sum(axis=0)
    numeraire = np.abs(income / prepared.value_added.sum() - 1)
    # nan must stay nan: np.maximum propagates it.
    worst: Floats = np.maximum(np.maximum(price, spending), np.maximum(labour, numeraire))
    return worst


def _store(
    batch: Batch,
    into: Array,
    done: Array,
    state: State,
    rhs: Evaluation,
    residual: Floats,
    iteration: int,
) -> None:
    batch.log_wage[:, into] = state.log_wage[:, done]
    batch.log_price[:, :, into] = state.log_price[:, :, done]
    batch.spending[:, :, into] = state.spending[:, :, done]
    batch.sales[:, :, into] = rhs.sales[:, :, done]
    batch.income[:, into] = rhs.income[:, done]
    batch.revenue[:, into] = rhs.revenue[:, done]
    batch.transfer[:, into] = rhs.transfer[:, done]
    batch.residual[into] = residual[done]
    batch.iterations[into] = iteration


def _settle(
    prepared: Economy,
    shocks: Sequence[Shock],
    batch: Batch,
    deficit: Floats | None,
    members: Floats | None,
    theta: Floats | None,
    tolerance: float,
) -> None:
    """Take the scenarios that did not converge along the path, and refuse incomes below zero."""
    for b in map(int, np.flatnonzero(np.isnan(batch.residual))):
        from megara.equilibrium.path import solve_along_path

        share = None if members is None else members[:, b : b + 1]
        own = None if theta is None else theta[:, b : b + 1]
        solve_along_path(prepared, shocks[b], batch, b, deficit, share, own, tolerance)
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
