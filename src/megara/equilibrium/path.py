r"""Following a hard shock in parts.

The steps of ``solve.py`` are steered by the world before the shock. Where a shock changes the world
so much that they no longer lead home, the shock is taken in parts: openness, tariffs and deficits
move along the straight line from the baseline to their final values,

``o(t) = 1 + t (o - 1)``,  ``tau(t) = tau + t (tau' - tau)``,  ``D(t) = D + t (D' - D)``,

and before each part the linearisation is taken anew at the equilibrium reached. The equations that
are solved are those of the original world at every t, so that the last part gives the equilibrium
itself and its certificate needs no composition.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from megara.equilibrium import linear
from megara.equilibrium import solve as solver
from megara.equilibrium.changes import changes
from megara.equilibrium.economy import Economy
from megara.equilibrium.equations import State, evaluate, swap
from megara.equilibrium.shock import Floats, Shock
from megara.errors import MegaraError

_PARTS = (1, 4, 16)


def solve_along_path(
    prepared: Economy,
    shock: Shock,
    batch: solver.Batch,
    b: int,
    deficit: Floats | None,
    members: Floats | None,
    theta: Floats | None,
    tolerance: float,
) -> None:
    """Solve one scenario in parts and store it in column ``b`` of the batch.

    Raises
    ------
    MegaraError
        If no solution is found; names the equation, country and sector that is worst.
    """
    if theta is not None:
        prepared = replace(prepared, theta=theta[:, :, None])
    final = prepared.deficit if deficit is None else deficit
    state = solver.baseline(prepared, 1)
    evaluations = 0
    part, here = shock, prepared.deficit
    for parts in _PARTS:
        state, steer = solver.baseline(prepared, 1), linear.inverse(prepared)
        for k in range(1, parts + 1):
            t = k / parts
            part = _partial(prepared, shock, t)
            here = prepared.deficit + t * (final - prepared.deficit)
            exact = tolerance if k == parts else max(tolerance, 1e-6)
            solved = solver.solve_batch(
                prepared, steer, [part], here, members, None, exact, _copy(state)
            )
            evaluations += int(solved.iterations[0])
            if np.isnan(solved.residual[0]) and k == parts:
                # One more try from where the path ends, linearised there.
                steer = _steer_at(prepared, part, state)
                solved = solver.solve_batch(
                    prepared, steer, [part], here, members, None, exact, _copy(state)
                )
                evaluations += int(solved.iterations[0])
            if np.isnan(solved.residual[0]):
                break
            state = State(solved.log_wage, solved.log_price, solved.spending)
            if k < parts:
                steer = _steer_at(prepared, part, state)
        else:
            _store(batch, b, solved, evaluations)
            return
    raise MegaraError(_worst(prepared, part, here, members, state, tolerance))


def _partial(prepared: Economy, shock: Shock, t: float) -> Shock:
    exporter, importer, sector = shock.flow.T
    base = prepared.tariff[sector, importer, exporter]
    return Shock(
        shock.flow,
        1 + t * (shock.openness - 1),
        base + t * (shock.tariff - base),
    )


def _copy(state: State) -> State:
    return State(state.log_wage.copy(), state.log_price.copy(), state.spending.copy())


def _steer_at(prepared: Economy, shock: Shock, state: State) -> linear.Inverse:
    """Return the approximate inverse of the equations linearised at a solved state."""
    J, N = prepared.shape
    rhs = evaluate(np, prepared, changes(prepared, [shock]), state, prepared.deficit)
    openness, tariff = (a.transpose(2, 1, 0) for a in shock.dense((N, N, J)))
    tariff = np.where(np.isnan(tariff), prepared.tariff, tariff)
    log_cost = swap(np.matmul(prepared.gamma.swapaxes(1, 2), swap(rhs.log_price)))
    log_cost = log_cost + prepared.beta * state.log_wage
    supply = np.exp(-prepared.theta * log_cost)[:, None, :, 0]
    factor = openness * ((1 + tariff) / (1 + prepared.tariff)) ** -prepared.theta
    weight = prepared.share * factor * supply
    share = weight / weight.sum(axis=2, keepdims=True)
    value_added = np.exp(state.log_wage) * prepared.value_added
    here = replace(
        prepared,
        share=share,
        net_share=share / (1 + tariff) if tariff.any() else share,
        tariff=tariff,
        spending=np.where(prepared.spending > 0, np.maximum(rhs.spending, 0.0), 0.0),
        output=rhs.sales,
        value_added=value_added,
        income=rhs.income,
    )
    return linear.inverse(here)


def _store(batch: solver.Batch, b: int, solved: solver.Batch, evaluations: int) -> None:
    for name in ("log_wage", "log_price", "spending", "sales", "income", "revenue", "transfer"):
        getattr(batch, name)[..., b] = getattr(solved, name)[..., 0]
    batch.residual[b] = solved.residual[0]
    batch.iterations[b] = evaluations


def _worst(
    prepared: Economy,
    shock: Shock,
    deficit: Floats,
    members: Floats | None,
    state: State,
    tolerance: float,
) -> str:
    """Say which equation, country and sector is worst at the last state of the path."""
    with np.errstate(all="ignore"):
        rhs = evaluate(np, prepared, changes(prepared, [shock]), state, deficit, members)
        price = np.abs(rhs.log_price - state.log_price)[:, :, 0]
        spending = np.abs(rhs.spending / state.spending - 1)[:, :, 0]
        labour = np.abs(rhs.log_labour)[:, 0]
    spending = np.where(prepared.spending[:, :, 0] > 0, spending, 0.0)
    found = []
    for name, error in (("price", price), ("spending", spending)):
        j, n = map(int, np.unravel_index(int(np.nanargmax(error)), error.shape))
        place = f"{name} of {prepared.sectors[j]} in {prepared.countries[n]}"
        found.append((float(error[j, n]), place))
    n = int(np.nanargmax(labour))
    found.append((float(labour[n]), f"labour market of {prepared.countries[n]}"))
    error, place = max(found)
    hint = ""
    exporter = int(np.argmin(deficit[:, 0] / prepared.value_added[:, 0]))
    if deficit[exporter, 0] < 0:
        hint = (
            "; a trade surplus that its country can no longer earn has no equilibrium "
            "(try deficits 'zero')"
        )
    return (
        f"no equilibrium within {tolerance:g} was found: the {place} is off by {error:.2g} "
        f"where the search ended{hint}"
    )
