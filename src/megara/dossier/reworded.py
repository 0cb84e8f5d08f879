"""Texts that a machine reworded: their phrases put back before the parse.

Sites that copy news let a program swap words to pass for new: "said" becomes "mentioned", "against"
"in opposition to", "the foreign ministry" "the overseas ministry", "a round" "a spherical". The
swaps are much the same everywhere, so ``data/reworded.csv`` lists them. They are put back only in a
text that has several swaps which nobody writes by hand (``telling``); spans stay those of the text
as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from megara.dossier.accents import small
from megara.dossier.lexicon import rows

ENOUGH = 3  # different telling swaps, by which a text is known for reworded
# Words that such texts have and others hardly: without two of them no phrases are looked for.
SIGNALS = frozenset(
    "mentioned physique spherical govt underneath till instructed advised overseas navy fee bundle "
    "greenback nationwide additionally whereas journey yr contemporary dominated workplace droop "
    "uncooked".split()
)
FEWEST_SIGNALS = 2
WORD = re.compile(r"(?<![\w-])(?:(?:[a-z]\.)+|[\w{][\w{}'-]*)")
GOES_ON = re.compile(r"\w")


class Listed(NamedTuple):
    """A phrase of the list in lower case, what it stands for, and whether nobody writes it."""

    written: str
    plain: str
    telling: bool


@dataclass(frozen=True)
class Swap:
    """A phrase put back: ``new`` characters at ``at`` of the text put back were ``old`` ones."""

    at: int
    new: int
    old: int


def is_reworded(text: str) -> bool:
    """Say whether a machine reworded a text."""
    if len(SIGNALS.intersection(text.lower().split())) < FEWEST_SIGNALS:
        return False
    telling = {swap.written for swap, _ in _swaps(text) if swap.telling}
    return len(telling) >= ENOUGH


def put_back(text: str) -> tuple[str, list[Swap]]:
    """Return a reworded text with its phrases put back, and which ones, in order."""
    parts, swaps, size, behind = [], [], 0, 0
    for listed, start in _swaps(text):
        end = start + len(listed.written)
        new = _cased(listed.plain, text[start:end])
        parts += [text[behind:start], new]
        size += start - behind
        swaps.append(Swap(size, len(new), end - start))
        size, behind = size + len(new), end
    parts.append(text[behind:])
    return "".join(parts), swaps


def as_given(swaps: list[Swap], starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """Return spans of the text put back as those of the text as given; both count from 0.

    A token inside a phrase that was put back gets the span of the whole phrase.
    """
    places = [swap.at for swap in swaps]
    shifts = [0]
    for swap in swaps:
        shifts.append(shifts[-1] + swap.old - swap.new)

    def start_of(at: int) -> int:
        number = bisect_right(places, at)
        inside = number and at < places[number - 1] + swaps[number - 1].new
        return places[number - 1] + shifts[number - 1] if inside else at + shifts[number]

    def end_of(at: int) -> int:
        number = bisect_right(places, at - 1)
        if number and at <= places[number - 1] + swaps[number - 1].new:
            return places[number - 1] + shifts[number - 1] + swaps[number - 1].old
        return at + shifts[number]

    return [start_of(at) for at in starts], [end_of(at) for at in ends]


def _cased(plain: str, written: str) -> str:
    """Return a phrase with a capital where the one it is put in for has one."""
    if written[0].isupper() and plain[0].islower():
        words = written.split()
        if len(words) > 1 and all(word[0].isupper() for word in words):
            return plain.title()  # "Overseas Ministry"
        return plain[0].upper() + plain[1:]
    return plain


def _swaps(text: str) -> Iterator[tuple[Listed, int]]:
    """Yield the listed phrases of a text, the longest at each place, with where they begin."""
    low, table, behind = small(text), _table(), 0
    for match in WORD.finditer(low):
        start = match.start()
        for listed in table.get(match.group(), ()) if start >= behind else ():
            end = start + len(listed.written)
            if low.startswith(listed.written, start) and not GOES_ON.match(low, end):
                yield listed, start
                behind = end
                break


@cache
def _table() -> dict[str, list[Listed]]:
    """Return the listed phrases by their first word, the longest first."""
    table: dict[str, list[Listed]] = {}
    for row in sorted(rows("reworded"), key=lambda row: -len(row["written"])):
        written = row["written"].lower()
        first = WORD.match(written)
        assert first is not None, written
        listed = Listed(written, row["plain"], row["telling"] == "yes")
        table.setdefault(first.group(), []).append(listed)
    return table
