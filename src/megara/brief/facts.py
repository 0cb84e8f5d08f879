"""What the chapters read from a run, by rung and country, in plain arrays.

``real_income[r, n]`` in % and ``usd[r, n]`` in USD billion a year, changes against the baseline,
rungs r in order, countries n in the order of the world. A *seat* is one line of the tables of
senders: a country, or a bloc under its own name, whose members are added up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from megara.brief.bands import Band, bands
from megara.brief.words import capital, join, the

if TYPE_CHECKING:
    from megara.policy.run import Run
    from megara.world.world import World

Floats = NDArray[np.float64]

NOTHING = 5e-4
"""Changes below this, in per cent or USD billion, are called none: no data are that good."""

# "Machinery, Nec", "equipment n.e.c.": not elsewhere classified.
_NOT_ELSEWHERE = re.compile(r",? n\.?e\.?c\b", re.IGNORECASE)


@dataclass(frozen=True)
class Seat:
    """A country or a bloc among the senders."""

    name: str
    members: tuple[str, ...]
    core: bool


class Facts:
    """The results of a run as the chapters need them."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.world: World = run.world
        self.place = {code: n for n, code in enumerate(self.world.countries)}
        self.rungs = [r.name for r in run.rungs]
        self.targets = [c for c in run.targets if c in self.place]
        self.senders = [c for c in run.senders if c in self.place]
        taken = {*self.targets, *self.senders}
        self.third = [c for c in self.world.countries if c not in taken]
        self.harm = np.array([r.harm_usd_bn for r in run.rungs], dtype=float)
        self.harm_percent = np.array([r.harm_percent for r in run.rungs], dtype=float)
        self.cost = np.array([r.cost_usd_bn for r in run.rungs], dtype=float)
        self.cost_percent = np.array([r.cost_percent for r in run.rungs], dtype=float)

    @cached_property
    def exchange(self) -> Floats:
        """Harm per unit of cost by rung; nan where harm or cost is none that could be measured."""
        measured = (self.harm_percent >= NOTHING) & (self.cost_percent >= NOTHING)
        return np.where(measured, self.harm / np.where(measured, self.cost, 1.0), np.nan)

    @cached_property
    def asked(self) -> list[Seat]:
        """Prospective senders that the world shows."""
        return [seat for seat in self.seats if not seat.core]

    @cached_property
    def real_income(self) -> Floats:
        """Change of real income in %, shape (rung, country)."""
        return self._by_country("real_income")

    @cached_property
    def usd(self) -> Floats:
        """Change of real income in USD billion a year, shape (rung, country)."""
        return self._by_country("real_income_usd")

    def _by_country(self, variable: str) -> Floats:
        order = list(self.world.countries)
        return np.array(
            [np.asarray(r.outcome[variable].sel(country=order)) for r in self.run.rungs],
            dtype=float,
        )

    def by_sector(self, variable: str, country: str, rung: int = -1) -> Floats:
        """Return a variable of one country and rung, shape (sector,)."""
        values = self.run.rungs[rung].outcome[variable].sel(country=country)
        return np.asarray(values.sel(sector=list(self.world.sectors)), dtype=float)

    def name(self, code: str) -> str:
        """Return a country's name."""
        return self.world.country_names.get(code, code)

    def the(self, code: str) -> str:
        """Return a country's name with its article."""
        return the(self.name(code))

    def sector(self, code: str) -> str:
        """Return a sector's name, without what statisticians put before and after it."""
        name = self.world.sector_names.get(code, code)
        for prefix in ("Manufacture of ", "Building of "):
            name = name.removeprefix(prefix)
        name = name.replace(" and of ", " and ").split(";")[0]
        name = _NOT_ELSEWHERE.split(name)[0].removeprefix("basic ")
        return capital(name.strip(" ,") or code)

    @cached_property
    def missing(self) -> str:
        """Senders that the world does not show apart, named; empty if there are none."""
        from megara.world.countries import country_name

        return join(the(country_name(code)) for code in self.run.missing)

    @cached_property
    def target_name(self) -> str:
        """The target or targets, as a subject in a sentence."""
        return join(self.the(c) for c in self.targets)

    @cached_property
    def seats(self) -> list[Seat]:
        """Senders that the world shows, by seat, in the order of the plan."""
        found = []
        for player in self.run.players:
            members = tuple(c for c in player.members if c in self.place)
            if not members:
                continue  # named in ``missing``
            single = members == (player.name,)
            found.append(
                Seat(self.name(player.name) if single else player.name, members, player.core)
            )
        return found

    def seat_usd(self, seat: Seat) -> Floats:
        """Change of a seat's real income in USD billion a year, shape (rung,)."""
        return np.asarray(self.usd[:, self.places(seat.members)].sum(axis=1))

    def seat_percent(self, seat: Seat) -> Floats:
        """Change of a seat's real income in % of its income, shape (rung,)."""
        where = self.places(seat.members)
        income = self.world.income[where]
        return np.asarray(self.real_income[:, where] @ income / income.sum())

    def places(self, codes: tuple[str, ...] | list[str]) -> list[int]:
        """Return the positions of countries in the world."""
        return [self.place[c] for c in codes]

    @property
    def whole(self) -> str:
        """What the last rung is, in a sentence."""
        if len(self.rungs) == 1:
            return f"\u201c{self.rungs[0]}\u201d"
        return f"the whole ladder, up to \u201c{self.rungs[-1]}\u201d"

    @cached_property
    def retaliation(self) -> bool:
        """Whether the plan has the targets answer."""
        answer = getattr(self.run.scenario, "retaliation", None)
        return answer is not None and answer.answer != "none"

    @cached_property
    def bands(self) -> dict[tuple[int, str, str], Band]:
        """Low and high by (rung, country, variable); empty where nothing was drawn."""
        return bands(self.run)


@lru_cache(maxsize=1)
def read(run: Run) -> Facts:
    """Return the facts of a run; the chapters of one brief share them."""
    return Facts(run)
