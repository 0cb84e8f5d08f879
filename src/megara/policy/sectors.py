"""Sectors as a plan names them: codes, names, or named sets such as ``goods``.

``policy/data/sectors.csv`` lists the codes of each classification with the sets they belong to
(``also`` is another code in use for the same sector), ``policy/data/sector_sets.csv`` says what
each set means. The classification of a world is the one that knows most of its codes; a set then
stands for those of its codes that the world has.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from megara.errors import UsageError
from megara.policy.faults import nearest, shown

# The classification of the default world, OECD ICIO in the release of 2025.
ICIO = "icio-2025"


@dataclass(frozen=True)
class Sector:
    """One row of the table: a code of a classification, another code for it, its name and sets."""

    classification: str
    code: str
    also: str
    name: str
    sets: frozenset[str]


def _rows(file: str) -> list[dict[str, str]]:
    text = resources.files("megara.policy").joinpath(f"data/{file}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def table() -> tuple[Sector, ...]:
    """Return all rows of ``sectors.csv``."""
    return tuple(
        Sector(
            row["classification"],
            row["code"],
            row["also"],
            row["name"],
            frozenset(row["sets"].split()),
        )
        for row in _rows("sectors.csv")
    )


@cache
def sets() -> dict[str, str]:
    """Return what each named set means, by name."""
    return {row["set"]: row["description"] for row in _rows("sector_sets.csv")}


@cache
def classification(codes: tuple[str, ...]) -> str | None:
    """Return the classification that knows most of these codes, or None if none knows half."""
    found: dict[str, int] = {}
    for sector in table():
        if sector.code in codes or (sector.also and sector.also in codes):
            found[sector.classification] = found.get(sector.classification, 0) + 1
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and 2 * found[best] > len(codes) else None


@cache
def _sets_of(codes: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Return the positions of each set's codes in a world's list of codes."""
    place = {code: index for index, code in enumerate(codes)}
    kind = classification(codes)
    found: dict[str, list[int]] = {name: [] for name in sets()}
    for sector in table():
        index = place.get(sector.code, place.get(sector.also))
        if sector.classification == kind and index is not None:
            for name in sector.sets:
                found[name].append(index)
    return {
        **{name: tuple(sorted(where)) for name, where in found.items()},
        "all": tuple(range(len(codes))),
    }


@cache
def _codes_of(codes: tuple[str, ...]) -> dict[str, int]:
    """Return the position of each code in lower case, the other code in use included."""
    found: dict[str, int] = {}
    kind = classification(codes)
    for sector in table():
        if sector.classification == kind and sector.also:
            for one, other in ((sector.code, sector.also), (sector.also, sector.code)):
                if one in codes:
                    found[other.casefold()] = codes.index(one)
    return {**found, **{code.casefold(): index for index, code in enumerate(codes)}}


def sector_indices(name: str, codes: tuple[str, ...], names: Mapping[str, str]) -> tuple[int, ...]:
    """Return the positions in a world of the sectors that a name stands for.

    Parameters
    ----------
    name
        A code, the name of a sector, or a set of ``sets()``, in any case.
    codes
        Sector codes of the world, in its order.
    names
        Names of the sectors by code.

    Raises
    ------
    UsageError
        If the world has no such sector; the message names the nearest.
    """
    plain = name.strip().casefold()
    by_code = _codes_of(codes)
    if plain in by_code:
        return (by_code[plain],)
    group = plain.replace(" ", "_").replace("-", "_")
    by_set = _sets_of(codes)
    if group in by_set:
        if by_set[group]:
            return by_set[group]
        raise UsageError(
            f"the set {group!r} has no sectors in this world; name its sector codes instead"
        )
    by_name = {names.get(code, code).strip().casefold(): i for i, code in enumerate(codes)}
    if plain in by_name:
        return (by_name[plain],)
    near = nearest(name, [*codes, *sets(), *(names.get(c, c) for c in codes)])
    hint = f"did you mean {near!r}?" if near else f"its codes are {', '.join(codes)}"
    raise UsageError(f"this world has no sector {shown(name)}; {hint}")
