r"""The figures of ``outcome.py`` for many scenarios at once, without any flow-by-flow array.

``outcome(equilibrium)`` builds trade[exporter, importer, sector] of one scenario; over thousands of
draws that takes longer than solving. Every figure by country, sector or world needs of it only sums
that are matrix products: with supply ``q_ji = c_ji^(-theta_j)``, access ``a_jn = sum_i pi phi q``
and demand ``d_jn = X'_jn / a_jn`` (as in ``equations.py``)

``home trade      M'_nnj = net_nnj phi_nnj q_jn d_jn``,
``taxed volume    sum_ij tau_inj M'_inj = sum_j d_jn sum_i tau_inj net_inj phi_inj q_ji``.

Arrays come in the solver's layout, scenario last; figures go out as ``outcome`` orders them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np

from megara.equilibrium.changes import add, changes
from megara.equilibrium.economy import Economy
from megara.equilibrium.equations import swap
from megara.equilibrium.newton import Batch
from megara.equilibrium.outcome import VARIABLES
from megara.equilibrium.shock import Floats, Shock

REPORTED = tuple(name for name, v in VARIABLES.items() if len(v.dims) < 3)
"""Variables of an outcome that are not bilateral, in its order."""


class Baseline:
    """What the figures need of the world before the shock; made once for an economy.

    Shapes: ``exports``, ``imports`` (N, 1), USD million at basic prices across borders;
    ``trade`` (J, N, N): trade[j, n, i], USD million.
    """

    def __init__(self, economy: Economy) -> None:
        e = economy
        trade = e.net_share * e.spending  # [j, n, i]
        home = np.diagonal(trade, axis1=1, axis2=2)
        self.home = home.T.sum(axis=1)[:, None]
        self.exports = trade.sum(axis=(0, 1))[:, None] - self.home
        self.imports = trade.sum(axis=(0, 2))[:, None] - self.home
        self.bought = e.spending[:, :, 0] > 0
        self.trade = np.where(self.bought[:, :, None], trade, 0.0)
        self.home_net = np.ascontiguousarray(np.diagonal(e.net_share, axis1=1, axis2=2)[:, :, None])
        self.taxed_trade = (self.trade * e.tariff).sum(axis=(0, 2))[:, None]
        self.taxed = replace(e, net_share=e.net_share * e.tariff) if e.has_tariffs else None


_known: WeakKeyDictionary[Economy, Baseline] = WeakKeyDictionary()


def figures(
    economy: Economy, shocks: Sequence[Shock], batch: Batch, theta: Floats | None = None
) -> Iterator[tuple[str, Floats]]:
    """Yield each variable of ``REPORTED`` with its values, shape (values, B).

    Values are flattened as in an outcome: countries, or countries by sectors.

    Parameters
    ----------
    shocks, batch
        The scenarios and their solutions.
    theta
        Trade elasticities by scenario, shape (J, B); None for the world's.
    """
    if economy not in _known:
        _known[economy] = Baseline(economy)
    base, e = _known[economy], economy
    J, N = e.shape
    B = batch.residual.size
    elasticity = e.theta if theta is None else np.asarray(theta, float)[:, None, :]

    wage = np.exp(batch.log_wage)
    log_living = (e.alpha * batch.log_price).sum(axis=0)
    living = np.exp(log_living)
    log_cost = swap(np.matmul(e.gamma.swapaxes(1, 2), swap(batch.log_price)))
    log_cost = log_cost + e.beta * batch.log_wage
    cost = np.exp(log_cost) - 1
    real = batch.income / e.income / living - 1
    income = e.income

    supply = np.exp(-elasticity * log_cost)
    demand = batch.spending * np.exp(elasticity * batch.log_price)
    home_net = base.home_net
    if any((shock.flow[:, 0] == shock.flow[:, 1]).any() for shock in shocks):
        home_net = home_net + _home_changes(e, shocks, elasticity)
    spending = np.where(base.bought[:, :, None], batch.spending, 0.0)
    home = (home_net * supply * np.where(base.bought[:, :, None], demand, 0.0)).sum(axis=0)
    exports = batch.sales.sum(axis=0) - home
    imports = spending.sum(axis=0) - batch.revenue - home

    # first-order sums of the split: exports and imports of the baseline at the change of cost
    sold = (e.output * cost).sum(axis=0)
    bought = np.matmul(base.trade, cost)
    terms = (sold - bought.sum(axis=0)) / income
    volume = np.zeros((N, B))
    if base.taxed is not None:
        taxed_after = np.matmul(base.taxed.net_share, supply)
        add(changes(base.taxed, shocks, theta).to_net, supply, taxed_after)
        volume = (taxed_after * demand).sum(axis=0) - base.taxed_trade
        volume -= np.matmul(base.taxed.net_share * e.spending, cost).sum(axis=0)
        volume = volume / income
    first = terms + volume
    revenue_before = base.taxed_trade

    with np.errstate(divide="ignore", invalid="ignore"):
        active = e.output > 0
        quantity = np.where(active, batch.sales / np.exp(log_cost) / e.output - 1, np.nan)
        value_added = e.beta * e.output
        after = e.beta * batch.sales
        real_after = after / living
        earning = value_added > 0
        value_change = np.where(earning, real_after / value_added - 1, np.nan)
        employment = np.where(earning, after / wage / value_added - 1, np.nan)
        trades_out = np.where(base.exports > 0, exports / base.exports - 1, np.nan)
        trades_in = np.where(base.imports > 0, imports / base.imports - 1, np.nan)

    def flat(array: Floats) -> Floats:
        return swap(array).reshape(N * J, B)  # type: ignore[no-any-return]

    yield "real_income", 100 * real
    yield "real_income_usd", real * income / 1e3
    yield "terms_of_trade", 100 * terms
    yield "trade_volume", 100 * volume
    yield "lost_trade", 100 * (real - first)
    yield "first_order", 100 * first
    yield "tariff_revenue", 100 * (batch.revenue - revenue_before) / income
    yield "transfer", batch.transfer / 1e3
    yield "real_wage", 100 * (wage / living - 1)
    yield "wage", 100 * (wage - 1)
    yield "consumer_price", 100 * (living - 1)
    yield "exports", 100 * trades_out
    yield "imports", 100 * trades_in
    yield "price", flat(100 * np.expm1(batch.log_price))
    yield "output", flat(100 * quantity)
    yield "output_usd", flat(quantity * e.output / 1e3)
    yield "value_added", flat(100 * value_change)
    yield "value_added_usd", flat((real_after - value_added) / 1e3)
    yield "employment", flat(100 * employment)
    lost = real * income
    yield "world_real_income", 100 * lost.sum(axis=0, keepdims=True) / income.sum()
    yield "world_real_income_usd", lost.sum(axis=0, keepdims=True) / 1e3
    yield (
        "world_trade",
        100 * (exports.sum(axis=0, keepdims=True) / base.exports.sum() - 1),
    )


def _home_changes(e: Economy, shocks: Sequence[Shock], elasticity: Floats) -> Floats:
    """Return what shocks to sales at home add to the net home shares, shape (J, N, B)."""
    J, N = e.shape
    added = np.zeros((J, N, len(shocks)))
    for b, shock in enumerate(shocks):
        own = shock.flow[:, 0] == shock.flow[:, 1]
        n, j = shock.flow[own, 1], shock.flow[own, 2]
        base = 1 + e.tariff[j, n, n]
        new = np.where(np.isnan(shock.tariff[own]), base, 1 + shock.tariff[own])
        theta = elasticity[j, 0, min(b, elasticity.shape[2] - 1)]
        factor = shock.openness[own] * (new / base) ** -theta * base / new
        added[j, n, b] = e.net_share[j, n, n] * (factor - 1)
    return added
