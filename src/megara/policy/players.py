"""From the names in a plan to players and countries.

A player is a country, or a bloc that joins as one. A group's name among the senders stands for its
members on the date of the plan, each a player of its own; among a bloc's members, for its members.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from megara.errors import UsageError
from megara.policy.parts import Resolve, fault
from megara.world import countries
from megara.world.groups import find_group, groups, members

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Player:
    """A country, or a bloc that joins as one.

    Parameters
    ----------
    name
        ISO3 code of a country, or the name of a bloc.
    members
        ISO3 codes; one for a country.
    core
        Whether it is in from the start; otherwise it is being asked.
    resolve
        What it is said to accept, or None where the plan is silent.
    """

    name: str
    members: tuple[str, ...]
    core: bool
    resolve: Resolve | None = None
    note: str = ""
    source: str = ""

    @property
    def bloc(self) -> bool:
        """Whether it is a bloc under a name of its own."""
        return self.members != (self.name,)


def expand(name: str, day: date | None, path: Path) -> tuple[tuple[str, ...], str]:
    """Return the countries that a name stands for, and the group's name or an empty text.

    Raises
    ------
    PydanticCustomError
        At ``path``, if it is neither a country nor a group with members on that day.
    """
    group = find_group(name)
    try:
        if group is not None:
            return members(group, day), group
        return (countries.iso3(name),), ""
    except UsageError as error:
        reason = str(error)
        if group is None and "did you mean" not in reason:
            reason += f"; groups are {', '.join(groups())}"
        raise fault(reason, *path) from None


def expand_all(names: Iterable[str], day: date | None, path: Path) -> tuple[str, ...]:
    """Return the countries that some names stand for, in order, each once."""
    found: dict[str, None] = {}
    for index, name in enumerate(names):
        found.update(dict.fromkeys(expand(name, day, (*path, index))[0]))
    return tuple(found)


class Register:
    """The players so far: refuses a country that is in twice, or that is also a target."""

    def __init__(self, targets: Iterable[str]) -> None:
        self.targets = frozenset(targets)
        self.players: list[Player] = []
        self.owner: dict[str, str] = {}

    def add(self, player: Player, path: Path, said: str = "") -> None:
        """Take a player in; ``said`` is what the plan wrote, if it was a group."""
        through = f" (through {said})" if said else ""
        for country in player.members:
            shown = f"{countries.country_name(country)} ({country}){through}"
            if country in self.targets:
                raise fault(f"{shown} is a target and cannot be a sender too", *path)
            if country in self.owner:
                other = self.owner[country]
                part = f" as a member of {other!r}" if other != country else ""
                raise fault(f"{shown} is already a player{part}; list it once", *path)
        taken = {p.name.casefold() for p in self.players}
        if player.name.casefold() in taken:
            raise fault(f"two players are named {player.name!r}", *path)
        for country in player.members:
            self.owner[country] = player.name
        self.players.append(player)
