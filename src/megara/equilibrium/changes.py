r"""The shocks of a batch, as changes to the sums in which shares stand.

A shock enters the model through two factors of the flow i -> n in sector j,

``share factor      phi_inj = o_inj ((1 + tau'_inj) / (1 + tau_inj))^(-theta_j)``
``net-share factor  phi_inj (1 + tau_inj) / (1 + tau'_inj)``

Sums over all flows are matrix products with the world's shares, the same for every scenario; a
shock adds to them the few flows it changes:

``sum_i pi_inj phi_inj q_ji = sum_i pi_inj q_ji + sum_{i changed} pi_inj (phi_inj - 1) q_ji``

The changed flows of all scenarios of a batch are listed once, with one column of changes for each
scenario. Flows that end in the same market are grouped, groups of equal length go together, and a
sum over a group is then a sum over the first axis of an array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from megara.equilibrium.economy import Array, Economy
from megara.equilibrium.shock import Floats, Integers, Shock
from megara.errors import MegaraError, UsageError


@dataclass(frozen=True)
class _Group:
    """Sums of equal length L: ``total[into[g]] += sum_l change[l, g] * value[source[l, g]]``."""

    source: Array
    into: Array
    change: Array


@dataclass(frozen=True)
class Changes:
    """What the shocks of a batch add to the three sums of the model.

    ``to_price`` adds to ``sum_i pi q`` (rows are markets j, n; values are supplies j, i);
    ``to_sales`` adds to ``sum_n net pi z`` (rows are suppliers j, i; values are demands j, n);
    ``to_net`` adds to ``sum_i net pi q`` (as to_price, with net shares). ``taxed`` says whether
    any tariff stands before or after, so that revenue has to be counted. ``theta`` is the trade
    elasticity, shape (J, 1, 1) for all scenarios alike or (J, 1, B).
    """

    to_price: tuple[_Group, ...]
    to_sales: tuple[_Group, ...]
    to_net: tuple[_Group, ...]
    taxed: bool
    theta: Array

    def columns(self, keep: Array) -> Changes:
        """Return the changes of the scenarios in ``keep`` (indices) alone."""

        def cut(groups: tuple[_Group, ...]) -> tuple[_Group, ...]:
            return tuple(_Group(g.source, g.into, g.change[:, :, keep]) for g in groups)

        theta = self.theta if self.theta.shape[2] == 1 else self.theta[:, :, keep]
        return Changes(cut(self.to_price), cut(self.to_sales), cut(self.to_net), self.taxed, theta)


def add(groups: tuple[_Group, ...], value: Array, total: Array) -> None:
    """Add the sums over changed flows to ``total`` in place; both of shape (J, N, B)."""
    flat_value = value.reshape(-1, value.shape[-1])
    flat_total = total.reshape(-1, total.shape[-1])
    for group in groups:
        flat_total[group.into] += (flat_value[group.source] * group.change).sum(0)


def changes(economy: Economy, shocks: Sequence[Shock], theta: Floats | None = None) -> Changes:
    """Collect the changes of a batch of shocks.

    Parameters
    ----------
    theta
        Trade elasticities by scenario, shape (J, B); None for the world's.

    Raises
    ------
    UsageError
        If a shock names a country or sector outside the world.
    MegaraError
        If a market that buys something is left without any open supplier.
    """
    J, N = economy.shape
    elasticity = economy.theta if theta is None else np.asarray(theta, float)[:, None, :]
    flow, openness, tariff = _union(shocks, (N, N, J))
    exporter, importer, sector = flow.T
    base_tariff = economy.tariff[sector, importer, exporter]
    # Only what is traded can change: a flow of zero stays zero whatever is done to it.
    traded = (economy.share[sector, importer, exporter] > 0) & (
        economy.spending[sector, importer, 0] > 0
    )
    flow, openness, tariff = flow[traded], openness[traded], tariff[traded]
    exporter, importer, sector = flow.T
    base = (1 + base_tariff[traded])[:, None]
    new = np.where(np.isnan(tariff), base, 1 + tariff)
    factor = openness * (new / base) ** -elasticity[sector, 0]
    share = economy.share[sector, importer, exporter][:, None]
    net_share = economy.net_share[sector, importer, exporter][:, None]
    taxed = economy.has_tariffs or bool((new != base).any())
    change = share * (factor - 1)
    net_change = net_share * (factor * base / new - 1)
    _refuse_empty_markets(economy, flow, share[:, 0], factor)
    market, supplier = sector * N + importer, sector * N + exporter
    return Changes(
        to_price=_group(market, supplier, change),
        to_sales=_group(supplier, market, net_change),
        to_net=_group(market, supplier, net_change) if taxed else (),
        taxed=taxed,
        theta=elasticity,
    )


def _union(shocks: Sequence[Shock], shape: tuple[int, int, int]) -> tuple[Integers, Floats, Floats]:
    """Return all changed flows (F, 3), and openness and tariff of each, shape (F, B)."""
    keys = []
    for shock in shocks:
        if len(shock.flow) and not (
            (shock.flow >= 0).all() and (shock.flow < np.array(shape)).all()
        ):
            raise UsageError(
                f"a shock names a flow outside the world of {shape[0]} countries and "
                f"{shape[2]} sectors"
            )
        keys.append(np.ravel_multi_index(tuple(shock.flow.T), shape))
    union = np.unique(np.concatenate(keys)) if keys else np.empty(0, np.int64)
    openness = np.ones((len(union), len(shocks)))
    tariff = np.full((len(union), len(shocks)), np.nan)
    for b, (key, shock) in enumerate(zip(keys, shocks, strict=True)):
        row = np.searchsorted(union, key)
        openness[row, b], tariff[row, b] = shock.openness, shock.tariff
    return np.stack(np.unravel_index(union, shape), axis=1), openness, tariff


def _group(into: Integers, source: Integers, change: Floats) -> tuple[_Group, ...]:
    """Group flows by where they add; one _Group for each length of group."""
    order = np.argsort(into, kind="stable")
    into, source, change = into[order], source[order], change[order]
    target, first, count = np.unique(into, return_index=True, return_counts=True)
    groups = []
    for length in np.unique(count):
        of_length = count == length
        row = first[of_length][None, :] + np.arange(length)[:, None]
        groups.append(_Group(source[row], target[of_length], np.ascontiguousarray(change[row])))
    return tuple(groups)


def _refuse_empty_markets(economy: Economy, flow: Integers, share: Floats, factor: Floats) -> None:
    """Raise if a market that spends has every supplier closed in some scenario."""
    closed = (factor == 0).any(axis=1)
    if not bool(closed.any()):
        return
    suppliers = (economy.share > 0).sum(axis=2)
    left = np.repeat(suppliers[:, :, None], factor.shape[1], axis=2)
    np.subtract.at(left, (flow[closed, 2], flow[closed, 1]), (factor[closed] == 0).astype(int))
    empty = (left <= 0) & (economy.spending > 0)
    if bool(empty.any()):
        j, n, b = np.argwhere(empty)[0]
        raise MegaraError(
            f"no supplier of {economy.sectors[j]} is left open to {economy.countries[n]} "
            f"(scenario {b + 1} of the batch): leave at least one supplier some openness, "
            "home included"
        )
