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
from dataclasses import dataclass, replace
from types import ModuleType

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

    def columns(self, xp: ModuleType, keep: Array) -> Changes:
        """Return the changes of the scenarios in ``keep`` (indices) alone."""

        def cut(groups: tuple[_Group, ...]) -> tuple[_Group, ...]:
            return tuple(_Group(g.source, g.into, xp.take(g.change, keep, axis=-1)) for g in groups)

        theta = self.theta if self.theta.shape[2] == 1 else xp.take(self.theta, keep, axis=-1)
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
    flow, openness, tariff = _union(shocks, (N, N, J))
    return Touched(economy, flow).changes(openness, tariff, theta)


class Touched:
    """The flows that the shocks of many batches change: what does not depend on by how much.

    Parameters
    ----------
    economy
        The world; a flow of zero is left out, as it stays zero whatever is done to it.
    flow
        Positions (exporter, importer, sector), shape (F, 3), each once.
    """

    def __init__(self, economy: Economy, flow: Integers) -> None:
        self.economy = economy
        _, N = economy.shape
        exporter, importer, sector = flow.T
        self.traded = (economy.share[sector, importer, exporter] > 0) & (
            economy.spending[sector, importer, 0] > 0
        )
        self.flow = flow[self.traded]
        exporter, importer, sector = self.flow.T
        self._base = (1 + economy.tariff[sector, importer, exporter])[:, None]
        self._share = economy.share[sector, importer, exporter][:, None]
        self._net_share = economy.net_share[sector, importer, exporter][:, None]
        market, supplier = sector * N + importer, sector * N + exporter
        self._by_market = _rows(market, supplier)
        self._by_supplier = _rows(supplier, market)

    def changes(self, openness: Floats, tariff: Floats, theta: Floats | None = None) -> Changes:
        """Return what openness and tariffs of the flows, shape (F, B), add to the sums.

        Parameters
        ----------
        tariff
            Rate after the shock; nan keeps the world's.
        theta
            Trade elasticities by scenario, shape (J, B); None for the world's.

        Raises
        ------
        MegaraError
            If a market that buys something is left without any open supplier.
        """
        economy = self.economy
        elasticity = economy.theta if theta is None else np.asarray(theta, float)[:, None, :]
        factor, ratio = self._factors(openness, tariff, elasticity)
        taxed = economy.has_tariffs or bool((ratio != 1).any())
        change = self._share * (factor - 1)
        net_change = self._net_share * (factor * ratio - 1)
        _refuse_empty_markets(economy, self.flow, factor)
        return Changes(
            to_price=_group(self._by_market, change),
            to_sales=_group(self._by_supplier, net_change),
            to_net=_group(self._by_market, net_change) if taxed else (),
            taxed=taxed,
            theta=elasticity,
        )

    def _factors(self, openness: Floats, tariff: Floats, theta: Floats) -> tuple[Floats, Floats]:
        """Return phi and (1 + tau) / (1 + tau') of each flow and scenario."""
        new = np.where(np.isnan(tariff[self.traded]), self._base, 1 + tariff[self.traded])
        factor = openness[self.traded]
        if bool((new != self._base).any()):
            factor = factor * (new / self._base) ** -theta[self.flow[:, 2], 0]
        return factor, self._base / new

    def folded(self, openness: Floats, tariff: Floats) -> Economy:
        """Return the world with one shock, shape (F,), written into its shares.

        ``pi phi`` takes the place of ``pi`` in every equation, so that a shock that all scenarios
        have in common need not be carried by each. Hats stay relative to the original world.

        Raises
        ------
        MegaraError
            If a market that buys something is left without any open supplier.
        """
        economy = self.economy
        factor, ratio = self._factors(openness[:, None], tariff[:, None], economy.theta)
        _refuse_empty_markets(economy, self.flow, factor)
        exporter, importer, sector = self.flow.T
        share = economy.share.copy()
        share[sector, importer, exporter] *= factor[:, 0]
        net_share = share
        if economy.has_tariffs or bool((ratio != 1).any()):
            net_share = economy.net_share.copy()
            net_share[sector, importer, exporter] *= (factor * ratio)[:, 0]
        return replace(economy, share=share, net_share=net_share)


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


_Rows = tuple[tuple[Integers, Integers, Integers], ...]


def _rows(into: Integers, source: Integers) -> _Rows:
    """Group flows by where they add: (flows, sources, targets) for each length of group."""
    order = np.argsort(into, kind="stable")
    target, first, count = np.unique(into[order], return_index=True, return_counts=True)
    found = []
    for length in np.unique(count):
        of_length = count == length
        row = order[first[of_length][None, :] + np.arange(length)[:, None]]
        found.append((row, source[row], target[of_length]))
    return tuple(found)


def _group(rows: _Rows, change: Floats) -> tuple[_Group, ...]:
    return tuple(_Group(source, target, change[row]) for row, source, target in rows)


def _refuse_empty_markets(economy: Economy, flow: Integers, factor: Floats) -> None:
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
