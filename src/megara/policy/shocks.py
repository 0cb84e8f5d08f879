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
from megara.policy.layout import Layout
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

    def arrays(
        self, members: Collection[str] | None = None, depth: Depths = "mode"
    ) -> tuple[Floats, Floats]:
        """Return openness and tariff of every flow of the plan on every rung.

        Returns
        -------
        tuple of numpy.ndarray
            Openness and tariff rate, each of shape (rung, F); a tariff of nan keeps the world's.
        """
        part, value = self.taking_part(members), self.values(depth)
        size = (len(self.scenario.ladder), len(self.flow))
        factor, added = np.ones(size), np.zeros(size)
        for term in self.terms:
            rung, on = term.act.rung, term.active(part)
            where, measure = term.flow[on], term.act.measure
            coverage = value[(*term.act.key, "coverage")]
            if measure.kind == "tariff":
                added[rung, where] += coverage * value[(*term.act.key, "rate")]
            elif measure.kind == "cost":
                dearer = 1 + value[(*term.act.key, "rate")]
                factor[rung, where] *= 1 - coverage + coverage * dearer ** -term.theta[on]
            else:
                factor[rung, where] *= 1 - coverage * value[(*term.act.key, "cut")]
        openness: Floats = np.multiply.accumulate(factor, axis=0)
        rate: Floats = np.add.accumulate(added, axis=0)
        tariff: Floats = np.full(size, np.nan)
        touched = rate != 0
        tariff[touched] = (self._tariff + rate)[touched]
        if bool((tariff <= -1).any()):
            raise UsageError("tariffs of the plan add up to -100 % or less on some trade")
        return openness, tariff

    def shocks(self, members: Collection[str] | None = None, depth: Depths = "mode") -> list[Shock]:
        """Return one shock per rung, each with all that stands below it."""
        found = []
        for openness, tariff in zip(*self.arrays(members, depth), strict=True):
            changed = (openness != 1) | ~np.isnan(tariff)
            found.append(Shock(self.flow[changed], openness[changed], tariff[changed]))
        return found


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
