r"""From a scenario to shocks: one cumulative shock per rung, for any set of players.

For a flow f = (exporter i, importer n, sector j), a set S of players that take part, and the
measures m of rung r and below that touch f and whose actor is in S::

    o_f(S)    = prod_m o_fm          o_fm = 1 - c_m u_m      or  1 - c_m + c_m (1 + r_m)^(-theta_j)
    tau'_f(S) = tau_f + sum_m c_m r_m                           over tariffs

Which flows a measure touches, and whose taking part switches each of them on, does not depend on S
or on the depths. ``Plan`` works that out once; a shock is then a few products over vectors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.shock import Shock
from megara.errors import UsageError
from megara.policy.measure import Direction
from megara.policy.players import Player
from megara.policy.scenario import Act, DepthKey, Scenario
from megara.policy.sectors import sector_indices
from megara.world.countries import country_name
from megara.world.world import World

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Level = Literal["mode", "low", "high"]
Depths = Level | Mapping[DepthKey, float]

# When a flow under a measure is on: always, if its player takes part, if it stays out.
ALWAYS, IN, OUT = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Term:
    """What one act does to the flows of a plan.

    ``flow`` (K,) are positions in ``Plan.flow``; ``player`` (K,) is the sender concerned, -1 for a
    country that is none; ``when`` (K,) is one of ALWAYS, IN, OUT. ``actors`` are the players of
    whom one at least has to take part.
    """

    act: Act
    flow: Integers
    player: Integers
    when: Integers
    actors: Integers
    theta: Floats

    def active(self, taking_part: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which of its flows are on, shape (K,), for players taking part (P,)."""
        if not taking_part[self.actors].any():
            return np.zeros(len(self.flow), bool)
        inside = taking_part[self.player] & (self.player >= 0)
        on: NDArray[np.bool_] = (self.when == ALWAYS) | (inside == (self.when == IN))
        return on


class Plan:
    """A scenario laid out on a world: every flow that it can touch, and what touches it.

    Parameters
    ----------
    scenario, world
        The plan and the baseline economy.

    Attributes
    ----------
    flow
        Positions (exporter, importer, sector), shape (F, 3), sorted, each once.
    players
        The senders, in the order of the scenario; P of them.
    missing
        ISO3 codes of senders, and of countries in ``reach``, that the world does not show apart:
        what they do has no effect.

    Raises
    ------
    UsageError
        With the place in the file: a target that the world does not show, an unknown sector.
    """

    def __init__(self, scenario: Scenario, world: World) -> None:
        self.scenario, self.world = scenario, world
        self.players: tuple[Player, ...] = scenario.players
        self._country = {code: i for i, code in enumerate(world.countries)}
        self._owner = np.full(len(world.countries), -1)
        absent: dict[str, None] = {}
        for p, player in enumerate(self.players):
            for code in player.members:
                if code in self._country:
                    self._owner[self._country[code]] = p
                else:
                    absent[code] = None
        for act in scenario.acts:
            self._check_shown(act)
            absent.update(
                dict.fromkeys(c for c in act.reach or () if c.isupper() and not self._shown(c))
            )
        self.missing: tuple[str, ...] = tuple(absent)
        self._depths = {d.key: d.estimate for d in scenario.depths()}

        drafts = [d for act in scenario.acts for d in self._drafts(act)]
        flat = [d[1] for d in drafts]
        size = (len(world.countries), len(world.countries), len(world.sectors))
        every = np.unique(np.concatenate(flat)) if flat else np.empty(0, np.int64)
        self.flow: Integers = np.stack(np.unravel_index(every, size), axis=1).astype(np.int64)
        theta = world.array("theta")
        self.terms: list[Term] = []
        for act, flows, owner, when, actors in drafts:
            at = np.searchsorted(every, flows)
            self.terms.append(Term(act, at, owner, when, actors, theta[self.flow[at, 2]]))
        self._tariff = world.array("tariff")[tuple(self.flow.T)]

    # -- laying out ----------------------------------------------------------------------------

    def _shown(self, code: str) -> bool:
        return code in self._country

    def _check_shown(self, act: Act) -> None:
        for code in act.against if not act.retaliation else act.by:
            if not self._shown(code):
                known = self.scenario.target if code in self.scenario.targets else None
                path = ("target",) if known else (*act.path, "against")
                raise self.scenario.fault_at(
                    path,
                    f"the world {self.world.name} does not show {country_name(code)} ({code})",
                )

    def _sectors(self, act: Act) -> Integers:
        found: set[int] = set()
        for index, name in enumerate(act.measure.sector_names):
            try:
                found |= set(sector_indices(name, self.world.sectors, self.world.sector_names))
            except UsageError as error:
                raise self.scenario.fault_at((*act.path, "sectors", index), str(error)) from None
        return np.array(sorted(found), np.int64)

    def _drafts(self, act: Act) -> list[tuple[Act, Integers, Integers, Integers, Integers]]:
        """Return (act, flat flows, player, when, actors) for an act, and for its mirror if any."""
        sectors = self._sectors(act)
        by = self._positions(act.by)
        against = self._positions(act.against)
        own = against if act.retaliation else by  # the side that may or may not take part
        actors = np.unique(self._owner[own])
        drafts = []
        if act.reach is None:
            inside = np.full(len(own), IN)
            drafts.append(self._draft(act, by, against, sectors, act.measure.ways, own, inside))
        else:
            reached, when = self._reached(act)
            drafts.append(
                self._draft(act, reached, against, sectors, act.measure.ways, reached, when)
            )
        if self.scenario.retaliation.answer == "mirror":
            answering = self._positions(c for c in act.against if c in self.scenario.targets)
            drafts.append(
                self._draft(act, answering, by, sectors, act.measure.ways, by, np.full(len(by), IN))
            )
        return [(act, *draft, actors) for draft in drafts if len(draft[0])]

    def _positions(self, codes: Iterable[str]) -> Integers:
        return np.array(
            [self._country[c] for c in codes if c in self._country],
            np.int64,
        )

    def _reached(self, act: Act) -> tuple[Integers, Integers]:
        """Return the countries that ``reach`` names, and when each is on."""
        assert act.reach is not None
        when: dict[int, int] = {}
        against, by = set(self._positions(act.against)), set(self._positions(act.by))
        for word in act.reach:
            if word in self._country:
                when[self._country[word]] = ALWAYS
                continue
            if word.isupper():
                continue  # a country that the world does not show: in ``missing``
            for country, owner in enumerate(self._owner):
                if word == "senders":
                    state = IN if owner >= 0 else None
                elif word == "third_countries":
                    state = OUT if owner >= 0 else ALWAYS
                elif word == "others":
                    state = None if country in by else ALWAYS
                else:
                    state = ALWAYS
                if state is not None and country not in against:
                    before = when.get(country, state)
                    when[country] = state if before == state else ALWAYS
        for code in self.scenario.targets:
            when.pop(self._country.get(code, -1), None)
        places = sorted(when)
        return np.array(places, np.int64), np.array([when[c] for c in places], np.int64)

    def _draft(
        self,
        act: Act,
        doing: Integers,
        hit: Integers,
        sectors: Integers,
        ways: tuple[Direction, ...],
        side: Integers,
        when: Integers,
    ) -> tuple[Integers, Integers, Integers]:
        """Return flat flows between two sides; ``side`` is the one whose taking part counts."""
        first = side is doing
        flows, players, states = [], [], []
        for way in ways:
            exporters, importers = (doing, hit) if way == "exports" else (hit, doing)
            i, n, j = np.meshgrid(exporters, importers, sectors, indexing="ij")
            flows.append(((i * len(self._country) + n) * len(self.world.sectors) + j).reshape(-1))
            theirs = i if first == (way == "exports") else n
            state = np.zeros(len(self._country), np.int64)
            state[side] = when
            players.append(self._owner[theirs].reshape(-1))
            states.append(state[theirs].reshape(-1))
        return np.concatenate(flows), np.concatenate(players), np.concatenate(states)

    # -- shocks --------------------------------------------------------------------------------

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
            low, high = (-1.0, np.inf) if key[2] == "rate" else (0.0, 1.0)
            if not low <= value <= high:
                raise UsageError(f"depth {key} is {value}; it must lie from {low:g} to {high:g}")
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
        openness: Floats = np.cumprod(factor, axis=0)
        rate: Floats = np.cumsum(added, axis=0)
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
