r"""Real income split as in Caliendo & Parro (2015), eq. 15, and what that split leaves out.

With exports E_jn,i = M_jin and imports M_jni of the baseline (basic prices), to first order

``terms of trade  = sum_ji (E_jni dc_jn - M_jin dc_ji) / I_n``
``trade volume    = sum_ji tau_inj M_inj (dM_inj - dc_ji) / I_n``

where d is the relative change, hat - 1, of the full solution: this is how the published Table 2 is
computed, and how it comes out here. The first-order sum is exact for small changes only. Sanctions
are not small and close flows for which the formula has no term, so the rest of the exact change is
given beside the two:

``lost trade = exact change - terms of trade - trade volume``

It holds the cost of flows closed or made dearer and all second-order effects.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.shock import Floats


class Split(NamedTuple):
    """Parts of the change of real income, each of shape (country,), as fractions of income.

    ``first_order`` is the welfare figure of the paper: terms of trade plus trade volume.
    ``revenue`` is the change of tariff revenue; it is a memo item, not a part of the sum.
    """

    terms_of_trade: Floats
    trade_volume: Floats
    lost_trade: Floats
    first_order: Floats
    revenue: Floats


def split(equilibrium: Equilibrium) -> Split:
    """Split each country's change of real income."""
    world = equilibrium.world
    before, after = world.array("trade"), equilibrium.trade
    income, tariff = world.income, world.array("tariff")
    cost = equilibrium.input_cost - 1
    value = before * cost[:, None, :]
    # Home sales stand on both sides and cancel.
    terms_of_trade = (value.sum(axis=(1, 2)) - value.sum(axis=(0, 2))) / income
    traded = before > 0
    volume = np.where(traded, after / np.where(traded, before, 1.0) - 1 - cost[:, None, :], 0.0)
    trade_volume = (tariff * before * volume).sum(axis=(0, 2)) / income
    first_order = terms_of_trade + trade_volume
    revenue = (equilibrium.revenue - (tariff * before).sum(axis=(0, 2))) / income
    return Split(
        terms_of_trade,
        trade_volume,
        equilibrium.real_income - 1 - first_order,
        first_order,
        revenue,
    )
