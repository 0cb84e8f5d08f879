r"""The input-output measure: output lost when nothing substitutes for what is embargoed.

After Imbs & Pauwels (2024), "An empirical approximation of the effects of trade sanctions with an
application to Russia", *Economic Policy* 39(117), 159-200: the entries of the international
input-output table that are embargoed are set to zero (here: multiplied by phi, which is zero for
an embargo), the table is solved anew and output compared. It needs no elasticity. In the world's
shares, with net_inj = pi_inj / (1 + tau_inj) and final demand F_jn = alpha_jn I_n,

markets lost (upstream)   ``Y'_ji = sum_n phi_inj net_inj (sum_k gamma_jkn Y'_kn + F_jn)``
inputs lost (downstream)  ``r_kn = 1 - sum_j gamma_jkn + sum_j gamma_jkn sum_i phi_inj pi_inj r_ij``

where r = Y'/Y is the share of an output that can still be made when each input counts by its share
in cost (Ghosh 1958, *Economica* 25(97)). Neither lets buyers or sellers turn to others, so the two
bound what happens at once; they hold quantities where the equilibrium holds incomes. Losses are of
value added at the baseline's prices. How the paper weighs its two sides is not copied: they are
shown apart.
"""

from __future__ import annotations

import numpy as np

from megara.equilibrium.methods.trade_at_risk import remaining
from megara.equilibrium.shock import Floats, Shock
from megara.errors import MegaraError
from megara.world.world import World

_LIMIT = 2000
_ENOUGH = 1e-13


def _kept(world: World, shock: Shock) -> Floats:
    """Return phi pi, what is left of each share, in the order (sector, importer, exporter)."""
    share = world.share.copy()
    share[tuple(shock.flow.T)] *= remaining(world, shock)
    return np.ascontiguousarray(share.transpose(2, 1, 0))


def markets_lost(world: World, shock: Shock) -> Floats:
    """Return the value added lost with markets, shape (country,), USD million.

    Raises
    ------
    MegaraError
        If the table has no Leontief inverse.
    """
    kept = _kept(world, shock) / (1 + world.array("tariff").transpose(2, 1, 0))
    gamma, final = world.array("input_share"), world.array("final_share") * world.income[:, None]
    output = world.output.T.copy()  # (sector, country)
    scale = output.max()
    for _ in range(_LIMIT):
        spending = np.matmul(gamma, output.T[:, :, None])[:, :, 0] + final
        new = np.matmul(kept.swapaxes(1, 2), spending.T[:, :, None])[:, :, 0]
        step, output = np.abs(new - output).max(), new
        if step <= _ENOUGH * scale:
            lost = world.array("value_added_share") * (world.output - output.T)
            return np.asarray(lost.sum(axis=1))
    raise MegaraError("the input-output measure of lost markets did not converge")


def inputs_lost(world: World, shock: Shock) -> Floats:
    """Return the value added lost with inputs, shape (country,), USD million.

    Raises
    ------
    MegaraError
        If the table has no Ghosh inverse.
    """
    kept = _kept(world, shock)
    gamma = world.array("input_share").swapaxes(1, 2)  # (country, sector, input)
    # a market in which nothing is bought passes nothing on
    own = 1 - gamma.sum(axis=2)
    left = np.ones(world.output.shape)
    for _ in range(_LIMIT):
        inputs = np.matmul(kept, left.T[:, :, None])[:, :, 0]  # (input, importer)
        new = own + np.matmul(gamma, inputs.T[:, :, None])[:, :, 0]
        step, left = np.abs(new - left).max(), new
        if step <= _ENOUGH:
            lost = world.array("value_added_share") * world.output * (1 - left)
            return np.asarray(lost.sum(axis=1))
    raise MegaraError("the input-output measure of lost inputs did not converge")
