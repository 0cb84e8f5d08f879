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
from megara.equilibrium.newton import SOLVED, Batch
from megara.equilibrium.shock import Floats, Shock
from megara.errors import MegaraError

_SMALLEST = 1 / 256
"""Steps along the path shorter than this mean that it leads nowhere."""

_ON_THE_WAY = 1e-6
"""Tolerance before the end of the path, where only a start for the next step is wanted."""


def solve_along_path(
    prepared: Economy,
    shock: Shock,
    batch: Batch,
    b: int,
    deficit: Floats | None,
    members: Floats | None,
    theta: Floats | None,
    tolerance: float,
) -> None:
    """Solve one scenario in parts and store it in column ``b`` of the batch.

    The first step is half the way; a step that fails is halved, one that succeeds is doubled.

    Raises
    ------
    MegaraError
        If no solution is found; names the equation, country and sector that is worst.
    """
    if theta is not None:
        prepared = replace(prepared, theta=theta[:, :, None])
    final = prepared.deficit if deficit is None else deficit
    state, steer = solver.baseline(prepared, 1), linear.inverse(prepared)
    at, stride, evaluations = 0.0, 0.5, 0
    while at < 1:
        t = min(1.0, at + stride)
        part, here = _partial(prepared, shock, t), prepared.deficit + t * (final - prepared.deficit)
        exact = tolerance if t == 1 else max(tolerance, _ON_THE_WAY)
        solved = solver.solve_batch(
            prepared, steer, [part], here, members, None, exact, _copy(state)
        )
        evaluations += int(solved.iterations[0])
        if np.isnan(solved.residual[0]):
            stride /= 2
            if stride < _SMALLEST:
                raise MegaraError(_worst(prepared, part, here, members, state, t, tolerance))
            continue
        at, stride = t, 2 * stride
        state = State(solved.log_wage, solved.log_price, solved.spending)
        if at < 1:
            steer = steer_at(prepared, part, state, here)
    _store(batch, b, solved, evaluations)


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


def steer_at(
    prepared: Economy, shock: Shock, state: State, deficit: Floats | None = None
) -> linear.Inverse:
    """Return the approximate inverse of the equations linearised at a solved state."""
    return linear.inverse(economy_at(prepared, shock, state, deficit))


def economy_at(
    prepared: Economy, shock: Shock, state: State, deficit: Floats | None = None
) -> Economy:
    """Return the economy that a solved state describes: shares, spending, output after a shock."""
    J, N = prepared.shape
    after = prepared.deficit if deficit is None else deficit
    rhs = evaluate(np, prepared, changes(prepared, [shock]), state, after)
    openness, tariff = (a.transpose(2, 1, 0) for a in shock.dense((N, N, J)))
    tariff = np.where(np.isnan(tariff), prepared.tariff, tariff)
    log_cost = swap(np.matmul(prepared.gamma.swapaxes(1, 2), swap(rhs.log_price)))
    log_cost = log_cost + prepared.beta * state.log_wage
    supply = np.exp(-prepared.theta * log_cost)[:, None, :, 0]
    factor = openness * ((1 + tariff) / (1 + prepared.tariff)) ** -prepared.theta
    weight = prepared.share * factor * supply
    share = weight / weight.sum(axis=2, keepdims=True)
    value_added = np.exp(state.log_wage) * prepared.value_added
    return replace(
        prepared,
        share=share,
        net_share=share / (1 + tariff) if tariff.any() else share,
        tariff=tariff,
        spending=np.where(prepared.spending > 0, np.maximum(rhs.spending, 0.0), 0.0),
        output=rhs.sales,
        value_added=value_added,
        income=rhs.income,
    )


def _store(batch: Batch, b: int, solved: Batch, evaluations: int) -> None:
    for name in SOLVED:
        getattr(batch, name)[..., b] = getattr(solved, name)[..., 0]
    batch.residual[b] = solved.residual[0]
    batch.iterations[b] = evaluations


def _worst(
    prepared: Economy,
    shock: Shock,
    deficit: Floats,
    members: Floats | None,
    state: State,
    t: float,
    tolerance: float,
) -> str:
    """Say how far the path led, and which equation, country and sector is worst beyond."""
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
    hint = _surplus_without_outlet(prepared, shock, deficit)
    return (
        f"no equilibrium within {tolerance:g} was found: with {100 * t:.0f} % of the shock the "
        f"{place} is off by {error:.2g}{hint}"
    )


def _surplus_without_outlet(prepared: Economy, shock: Shock, deficit: Floats) -> str:
    """Name the surplus country that loses the largest share of its exports, if one loses much.

    A surplus is fixed in the numeraire; a country that may no longer sell enough abroad to earn it
    has no equilibrium.
    """
    J, N = prepared.shape
    openness = shock.dense((N, N, J))[0].transpose(2, 1, 0)
    trade = prepared.net_share * prepared.spending
    home = np.arange(N)
    abroad = trade.copy()
    abroad[:, home, home] = 0.0
    exports = abroad.sum(axis=(0, 1))
    lost = 1 - (abroad * openness).sum(axis=(0, 1)) / np.where(exports > 0, exports, 1.0)
    lost = np.where(deficit[:, 0] < 0, lost, 0.0)
    worst = int(np.argmax(lost))
    if lost[worst] < 0.3:
        return ""
    return (
        f"; {prepared.countries[worst]} is left to earn a trade surplus of USD "
        f"{-deficit[worst, 0]:,.0f} million with {100 * lost[worst]:.0f} % of its exports closed: "
        "solve with deficits 'zero'"
    )
