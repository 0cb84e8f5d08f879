"""What the chapters on who joins read: the highest rung solved, with names for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from megara.brief.words import amount, join, rounded, the

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions, RungCoalitions
    from megara.world.world import World


EDGE = 0.2
"""How near to the resolve, as a share of it, a price is called a knife's edge."""


class View:
    """The highest rung solved, with names for readers."""

    def __init__(self, found: Coalitions, world: World) -> None:
        self.found, self.record, self.world = found, found.record, world
        self.rung: RungCoalitions = found.rung()
        names = world.country_names
        self.names = names
        players = (*self.rung.core, *self.rung.players)
        self.label = {p.name: names.get(p.name, p.name) for p in players}
        asked = [p.name for p in self.rung.players]
        self.defaults = [p for p in asked if self.record["resolves"][p]["default"]]

    def get(self, key: str, rung: str | None = None) -> Any:
        """Return what the record holds under a key, of the rung in view or of another."""
        return self.record[key][rung or self.rung.name]

    def edges(self) -> list[tuple[str, float, float]]:
        """Return name, price and resolve of players whose move a slightly other resolve turns.

        The price is that of joining, or of staying in, the coalition that forms.
        """
        prices, resolves = self.get("prices"), self.record["resolves"]
        found = []
        for player in self.rung.players:
            asks, accepts = prices[player.name]["formed"], resolves[player.name]["value"]
            if asks is not None and accepts > 0 and abs(asks - accepts) <= EDGE * accepts:
                found.append((player.name, float(asks), float(accepts)))
        return found

    def said(self, players: list[str]) -> str:
        """Return players as they stand in a sentence."""
        return join(the(self.label[p]) for p in players) if players else "nobody"

    @property
    def target(self) -> str:
        """The targets, as they stand in a sentence."""
        return join(the(self.names.get(c, c)) for c in self.rung.targets)

    @property
    def core(self) -> str:
        """The core, named or counted."""
        if len(self.rung.core) > 3:
            return f"the core of {len(self.rung.core)}"
        return join(the(self.label[p.name]) for p in self.rung.core)


def usd(billions: float) -> str:
    """Return an amount in USD billion without a plus sign."""
    return amount(billions).removeprefix("+")


def figures(value: float) -> str:
    """Return three significant figures: what every harm, price and loss of these chapters has."""
    return rounded(value, 3)
