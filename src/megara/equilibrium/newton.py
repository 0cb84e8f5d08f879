r"""The steps by which many scenarios are solved side by side.

From the state (log w, log P, X) the equations give right-hand sides and residuals

``r_p = log P(rhs) - log P``,  ``r_x = X(rhs) - X``,  ``r_w = log(labour demanded / labour income)``

and the next state is one Newton step with an approximate inverse (``linear.py``):

``omega = -K^-1 (r_w + m_p r_p + m_x r_x)``
``log w += omega``;  ``log P += (I - A_n)^-1 r_p + T omega``;  ``X += (I - C_n)^-1 r_x + U omega``

after which wages are put back in the numeraire. A scenario leaves the batch as soon as its largest
relative residual is within tolerance, so that it takes the same steps alone and in company. One
whose residual stops falling leaves it too, unsolved.

States and residuals live in the array library that is passed in; the decisions are NumPy's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType

import numpy as np

from megara.equilibrium.changes import Changes
from megara.equilibrium.economy import Array, Economy
from megara.equilibrium.equations import Evaluation, State, evaluate, swap
from megara.equilibrium.library import NUMPY, Library
from megara.equilibrium.linear import Inverse
from megara.equilibrium.shock import Floats, Integers

LIMIT = 200
"""Evaluations after which a scenario counts as not converged."""

PATIENCE = 12
"""Evaluations without a new best residual after which a scenario is given up here."""


@dataclass
class Batch:
    """The solutions of some scenarios in the solver's layout, scenario last; NumPy arrays.

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
    def unsolved(cls, xp: ModuleType, state: State) -> Batch:
        """Return a batch without solutions for the scenarios of a state, where the state lies."""
        B = int(state.log_wage.shape[1])

        def like(array: Array) -> Array:
            return xp.full_like(array, xp.nan)

        return cls(
            log_wage=like(state.log_wage),
            log_price=like(state.log_price),
            spending=like(state.spending),
            sales=like(state.spending),
            income=like(state.log_wage),
            revenue=like(state.log_wage),
            transfer=like(state.log_wage),
            residual=np.full(B, np.nan),
            iterations=np.zeros(B),
        )


SOLVED = ("log_wage", "log_price", "spending", "sales", "income", "revenue", "transfer")
"""What a solution consists of; the rest of a ``Batch`` says how good it is."""

Move = Callable[[Integers, State, Array, Array, Array], None]
"""A step: scenarios still in the batch (indices), their state (moved in place), r_p, r_x, r_w."""


def newton(
    prepared: Economy,
    steer: Inverse | Move,
    change: Changes,
    state: State,
    deficit: Array | None = None,
    members: Array | None = None,
    tolerance: float = 1e-10,
    library: Library = NUMPY,
    patience: int = PATIENCE,
) -> Batch:
    """Solve the scenarios of some changes; those that do not converge are left as nan.

    Parameters
    ----------
    prepared, steer, change, state, deficit, members
        The world, the approximate inverse (or a step of the caller's own), the shocks, where to
        start (overwritten), deficits (N, 1) and who shares losses (N, B); arrays of ``library``.
    tolerance
        Largest relative violation of an equation that is accepted.
    library
        The array library and device of the arrays.
    patience
        Evaluations without a new best residual after which a scenario is given up.
    """
    xp = library.xp
    B = int(state.log_wage.shape[1])
    # Solutions stay on the device until all are there: each way back costs as much as a step.
    batch = Batch.unsolved(xp, state)
    after = prepared.deficit if deficit is None else deficit
    live = np.arange(B)
    best = np.full(B, np.inf)
    best_at = np.zeros(B, dtype=int)
    for iteration in range(1, LIMIT + 1):
        with np.errstate(all="ignore"):
            rhs = evaluate(xp, prepared, change, state, after, members)
            r_p = rhs.log_price - state.log_price
            r_x = rhs.spending - state.spending
            residual = library.get(largest_violation(xp, prepared, state, rhs, r_p, r_x))
        better = residual < best
        best[better], best_at[better] = residual[better], iteration
        done = residual <= tolerance
        if done.any():
            _store(batch, live[done], np.flatnonzero(done), state, rhs, library)
            batch.residual[live[done]] = residual[done]
            batch.iterations[live[done]] = iteration
        go_on = ~done & np.isfinite(residual) & (iteration - best_at < patience)
        if not go_on.any():
            break
        r_w = rhs.log_labour
        if not go_on.all():
            live, best, best_at = live[go_on], best[go_on], best_at[go_on]
            keep = library.put(np.flatnonzero(go_on))
            change, state = change.columns(xp, keep), state.columns(xp, keep)
            r_p, r_x, r_w = (xp.take(r, keep, axis=-1) for r in (r_p, r_x, r_w))
            members = None if members is None else xp.take(members, keep, axis=-1)
        with np.errstate(all="ignore"):
            if isinstance(steer, Inverse):
                step(xp, prepared, steer, state, r_p, r_x, r_w)
            else:
                steer(live, state, r_p, r_x, r_w)
    return replace(batch, **{name: library.get(getattr(batch, name)) for name in SOLVED})


def step(
    xp: ModuleType,
    prepared: Economy,
    steer: Inverse,
    state: State,
    r_p: Array,
    r_x: Array,
    r_w: Array,
) -> None:
    """Move the state by one Newton step with the approximate inverse, in place."""
    J, N, B = r_p.shape
    # Single precision steers well enough; residuals and states stay in double.
    p, x = xp.astype(r_p, xp.float32), xp.astype(r_x, xp.float32)
    labour = steer.price_to_labour @ xp.reshape(p, (J * N, B))
    labour += steer.spending_to_labour @ xp.reshape(x, (J * N, B))
    omega = -(steer.labour_to_wage @ (r_w + labour))
    log_wage = state.log_wage + omega
    income = (xp.exp(log_wage) * prepared.value_added).sum(0)
    log_wage -= xp.log(income / prepared.value_added.sum())
    omega32 = xp.astype(log_wage - state.log_wage, xp.float32)
    state.log_wage = log_wage
    state.log_price += swap(xp.matmul(steer.price_chain, swap(p)))
    state.log_price += xp.reshape(steer.wage_to_price @ omega32, (J, N, B))
    state.spending += swap(xp.matmul(steer.spending_chain, swap(x)))
    state.spending += xp.reshape(steer.wage_to_spending @ omega32, (J, N, B))


def largest_violation(
    xp: ModuleType, prepared: Economy, state: State, rhs: Evaluation, r_p: Array, r_x: Array
) -> Array:
    """Return each scenario's largest relative violation of (2), (6), (7), (8), shape (B,)."""
    price = xp.max(xp.abs(r_p), axis=(0, 1))
    # Spending is relative to itself; dust below 1e-12 of the country's income is relative to that.
    scale = xp.maximum(xp.abs(state.spending), 1e-12 * xp.abs(rhs.income)[None, :, :])
    spending = xp.max(xp.abs(r_x) / scale, axis=(0, 1))
    labour = xp.max(xp.abs(rhs.log_labour), axis=0)
    income = (xp.exp(state.log_wage) * prepared.value_added).sum(0)
    numeraire = xp.abs(income / prepared.value_added.sum() - 1)
    # nan must stay nan: maximum propagates it.
    return xp.maximum(xp.maximum(price, spending), xp.maximum(labour, numeraire))


def _store(
    batch: Batch, into: Integers, done: Integers, state: State, rhs: Evaluation, library: Library
) -> None:
    to, where = library.put(into), library.put(done)
    for name in SOLVED:
        source = state if hasattr(state, name) else rhs
        getattr(batch, name)[..., to] = library.xp.take(getattr(source, name), where, axis=-1)
