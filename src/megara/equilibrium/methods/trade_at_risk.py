r"""Trade at risk: what policy briefs add up when there is no model.

``T_n = sum_{f: n exports or imports} M_f max(0, 1 - phi_f)``

the baseline value of the flows that a shock stops at unchanged costs and prices, exports and
imports of a country together (sales at home do not count). It is a value of trade, not a loss of
income: it says what is exposed, and leaves out that goods are sold and bought elsewhere, and what
stands behind them in the chains of production. No source but the baseline itself.
"""

from __future__ import annotations

import numpy as np

from megara.equilibrium.shock import Floats, Shock
from megara.world.world import World


def remaining(world: World, shock: Shock) -> Floats:
    """Return phi of each flow of a shock: openness times the effect of its tariff, shape (F,)."""
    i, n, j = shock.flow.T
    base = 1 + world.array("tariff")[i, n, j]
    new = np.where(np.isnan(shock.tariff), base, 1 + shock.tariff)
    return np.asarray(shock.openness * (new / base) ** -world.array("theta")[j])


def trade_at_risk(world: World, shock: Shock) -> Floats:
    """Return the exports and imports at risk of each country, shape (country,), USD million."""
    i, n, j = shock.flow.T
    abroad = i != n
    stopped = world.array("trade")[i, n, j] * np.maximum(0.0, 1 - remaining(world, shock))
    total = np.zeros(len(world.countries))
    np.add.at(total, i[abroad], stopped[abroad])
    np.add.at(total, n[abroad], stopped[abroad])
    return total
