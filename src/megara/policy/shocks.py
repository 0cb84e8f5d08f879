r"""From a scenario to shocks: one cumulative shock per rung, for any set of players.

For a flow f = (exporter i, importer n, sector j), a set S of players that take part, and the
measures m of rung r and below that touch f and whose actor is in S::

    o_f(S)    = prod_m o_fm          o_fm = 1 - c_m u_m      or  1 - c_m + c_m (1 + r_m)^(-theta_j)
    tau'_f(S) = tau_f + sum_m c_m r_m                           over tariffs

Which flows a measure touches, and whose taking part switches each of them on, does not depend on S
or on the depths. ``Plan`` works that out once; a shock is then a few products over vectors.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.shock import Shock
from megara.errors import UsageError
from megara.policy.layout import Layout, Term
from megara.policy.scenario import DepthKey, Scenario
from megara.world.world import World

Floats = NDArray[np.float64]
Level = Literal["mode", "low", "high"]
Depths = Level | Mapping[DepthKey, float]


class Plan(Layout):
    """A scenario laid out on a world, ready to give the shocks of any coalition at any depths.

    ``flow``, ``players``, ``missing`` and the errors are those of ``Layout``.
    """

    def __init__(self, scenario: Scenario, world: World) -> None:
        super().__init__(scenario, world)
        self._depths = {d.key: d.estimate for d in scenario.depths()}
        self._tariff = world.array("tariff")[tuple(self.flow.T)]

    def taking_part(self, members: Collection[str] | None) -> NDArray[np.bool_]:
        """Return who takes part, shape (P,), for names of players; None for all.

        Raises
        ------
        UsageError
            If a name is no player of the scenario.
        """
        if members is None:
            return np.ones(len(self.players), bool)
        names = {p.name: i for i, p in enumerate(self.players)}
        part = np.zeros(len(self.players), bool)
        for name in members:
            if name not in names:
                raise UsageError(f"{name!r} is no player; the players are {', '.join(names)}")
            part[names[name]] = True
        return part

    def values(self, depth: Depths = "mode") -> dict[DepthKey, float]:
        """Return the value of every depth of the scenario.

        Parameters
        ----------
        depth
            ``mode``, ``low`` or ``high`` for all, or values by identity; others keep their mode.

        Raises
        ------
        UsageError
            If an identity is unknown or a value is out of its range.
        """
        if isinstance(depth, str):
            if depth not in ("mode", "low", "high"):
                raise UsageError(f"depth is mode, low or high, not {depth!r}")
            side = {"low": 0, "high": 1}
            return {
                key: e.mode if depth == "mode" else e.bounds[side[depth]]
                for key, e in self._depths.items()
            }
        found = {key: estimate.mode for key, estimate in self._depths.items()}
        for key, value in depth.items():
            if key not in found:
                raise UsageError(f"the scenario has no depth {key}")
            if key[2] == "rate" and not -1 < value < np.inf:
                raise UsageError(f"depth {key} is {value}; a rate must be above -1 (-100 %)")
            if key[2] != "rate" and not 0 <= value <= 1:
                raise UsageError(f"depth {key} is {value}; it must lie from 0 to 1")
            found[key] = float(value)
        return found

    def _effect(
        self, term: Term, on: NDArray[np.bool_], value: Mapping[DepthKey, float], theta: Floats
    ) -> tuple[Floats | float, float]:
        """Return the factor on openness and the tariff points of a term on its active flows."""
        measure, key = term.act.measure, term.act.key
        coverage = value[(*key, "coverage")]
        if measure.kind == "tariff":
            return 1.0, coverage * value[(*key, "rate")]
        if measure.kind == "cost":
            dearer = 1 + value[(*key, "rate")]
            return 1 - coverage + coverage * dearer ** -theta[self.flow[term.flow[on], 2]], 0.0
        return 1 - coverage * value[(*key, "cut")], 0.0

    def _theta(self, theta: Floats | None) -> Floats:
        return self.world.array("theta") if theta is None else np.asarray(theta, float)

    def _refuse_tariffs(self, tariff: Floats) -> None:
        if bool((tariff <= -1).any()):
            raise UsageError("tariffs of the plan add up to -100 % or less on some trade")

    def arrays(
        self,
        members: Collection[str] | None = None,
        depth: Depths = "mode",
        theta: Floats | None = None,
    ) -> tuple[Floats, Floats]:
        """Return openness and tariff of every flow of the plan on every rung.

        Parameters
        ----------
        theta
            Trade elasticities, shape (sector,), for measures that make trade dearer; None for the
            world's.

        Returns
        -------
        tuple of numpy.ndarray
            Openness and tariff rate, each of shape (rung, F); a tariff of nan keeps the world's.
        """
        part, value, elasticity = self.taking_part(members), self.values(depth), self._theta(theta)
        size = (len(self.scenario.ladder), len(self.flow))
        factor, added = np.ones(size), np.zeros(size)
        for term in self.terms:
            on = term.active(part)
            less, more = self._effect(term, on, value, elasticity)
            factor[term.act.rung, term.flow[on]] *= less
            added[term.act.rung, term.flow[on]] += more
        openness = np.asarray(np.cumprod(factor, axis=0), float)
        rate = np.cumsum(added, axis=0)
        tariff = np.asarray(self._tariff + rate, float)
        tariff[rate == 0] = np.nan
        self._refuse_tariffs(tariff)
        return openness, tariff

    def shocks(
        self,
        members: Collection[str] | None = None,
        depth: Depths = "mode",
        theta: Floats | None = None,
    ) -> list[Shock]:
        """Return one shock per rung, each with all that stands below it."""
        openness, tariff = self.arrays(members, depth, theta)
        return [self._shock(o, t) for o, t in zip(openness, tariff, strict=True)]

    def shock(
        self,
        rung: int,
        members: Collection[str] | None = None,
        depth: Depths = "mode",
        theta: Floats | None = None,
    ) -> Shock:
        """Return the shock of one rung, with all that stands below it; as ``shocks`` gives it."""
        part, value, elasticity = self.taking_part(members), self.values(depth), self._theta(theta)
        openness, rate = np.ones(len(self.flow)), np.zeros(len(self.flow))
        for term in self.terms:
            if term.act.rung <= rung:
                on = term.active(part)
                less, more = self._effect(term, on, value, elasticity)
                openness[term.flow[on]] *= less
                rate[term.flow[on]] += more
        tariff = self._tariff + rate
        tariff[rate == 0] = np.nan
        self._refuse_tariffs(tariff)
        return self._shock(openness, tariff)

    def _shock(self, openness: Floats, tariff: Floats) -> Shock:
        changed = (openness != 1) | ~np.isnan(tariff)
        return Shock(self.flow[changed], openness[changed], tariff[changed])


def shocks(
    scenario: Scenario,
    world: World,
    *,
    members: Collection[str] | None = None,
    depth: Depths = "mode",
) -> list[Shock]:
    """Return the shocks of a scenario on a world, one per rung, cumulative.

    Parameters
    ----------
    members
        Names of the players that take part; None for the core and all prospective ones. A measure
        acts only for those of its ``by`` that take part.
    depth
        ``mode``, ``low`` or ``high``, or values by identity (see ``Scenario.depths``).

    Raises
    ------
    UsageError
        If the world does not show a target, a sector is unknown, or a name is no player.
    """
    return Plan(scenario, world).shocks(members, depth)


def missing(scenario: Scenario, world: World) -> tuple[str, ...]:
    """Return the ISO3 codes of senders that the world does not show, whose part has no effect."""
    return Plan(scenario, world).missing
