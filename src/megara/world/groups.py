"""Groups of countries with dates of membership (``world/data/groups.csv``).

A row says that ``member`` belongs to ``group`` from the day ``from`` to the day ``to``, both
included; an empty ``to`` means still, and a year alone means that only the year is known (its
first day as ``from``, its last as ``to``).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from megara.errors import UsageError

_ALSO = {
    "europeanunion": "EU",
    "eurozone": "Euro area",
    "groupof7": "G7",
    "groupofseven": "G7",
    "fvey": "Five Eyes",
    "russia2022coalition": "Russia-2022",
    "gecc": "Russia-2022",
    "usmca": "North America",
    "nafta": "North America",
}


@dataclass(frozen=True)
class Membership:
    """One row of the table: a country in a group over a span of days."""

    group: str
    member: str
    start: date
    end: date | None
    source: str

    def holds(self, day: date | None) -> bool:
        """Say whether the country is a member on a day; None asks for the latest state."""
        if day is None:
            return self.end is None
        return self.start <= day and (self.end is None or day <= self.end)


def _day(text: str, *, last: bool) -> date:
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    return date.fromisoformat(text)


@cache
def memberships() -> tuple[Membership, ...]:
    """Return the whole table, in its order."""
    text = resources.files("megara.world").joinpath("data/groups.csv").read_text("utf-8")
    return tuple(
        Membership(
            row["group"],
            row["member"],
            _day(row["from"], last=False),
            _day(row["to"], last=True) if row["to"] else None,
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def groups() -> tuple[str, ...]:
    """Return the names of all groups, in the table's order."""
    return tuple(dict.fromkeys(m.group for m in memberships()))


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold()).removeprefix("the")


def find_group(name: str) -> str | None:
    """Return the table's name of a group in any usual spelling ("eu-27"), or None."""
    if len(name) > 60:
        return None
    spelled = {**_ALSO, **{_key(g): g for g in groups()}}
    return spelled.get(_key(name))


def members(group: str, date: date | None = None) -> tuple[str, ...]:
    """Return the members of a group on a day.

    Parameters
    ----------
    group
        Name of the group, in any usual spelling.
    date
        The day; None for the latest state that the table knows.

    Returns
    -------
    tuple of str
        ISO3 codes, in alphabetical order.

    Raises
    ------
    UsageError
        If the group is unknown, or had no members on that day.
    """
    found = find_group(group)
    if found is None:
        raise UsageError(f"unknown group {group[:60]!r}; known are {', '.join(groups())}")
    rows = [m for m in memberships() if m.group == found]
    current = tuple(sorted({m.member for m in rows if m.holds(date)}))
    if not current:
        first = min(m.start for m in rows)
        raise UsageError(f"the group {found} had no members on {date}; it began on {first}")
    return current
