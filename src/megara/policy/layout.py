"""A scenario laid out on a world: which flows each act touches, and who switches them on.

For every act (and its mirror, if the target answers in kind) this gives the flows
(exporter, importer, sector) in its scope and, for each of them, the player whose taking part
decides whether the act counts there. Nothing of it depends on who takes part or on the depths.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError
from megara.policy.acts import Act
from megara.policy.measure import Direction
from megara.policy.players import Player
from megara.policy.scenario import Scenario
from megara.policy.sectors import sector_indices
from megara.world.countries import country_name
from megara.world.world import World

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

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


class Layout:
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
