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
from dataclasses import dataclass
from functools import cache

from megara.dossier.lexicon import rows

ENOUGH = 3  # different telling swaps, by which a text is known for reworded
# Words that most such texts have; other texts are passed without looking for whole phrases.
SIGNALS = frozenset(
    "mentioned physique spherical govt underneath till instructed advised overseas navy fee bundle "
    "obligations greenback nationwide additionally whereas journey worth yr contemporary commerce "
    "dominated subsequent workplace stated uncooked droop opposition division safety supply home "
    "protection transfer settlement referred pure known keeping restrict international".split()
)


@dataclass(frozen=True)
class Swap:
    """A phrase put back: ``new`` characters at ``at`` of the text put back were ``old`` ones."""

    at: int
    new: int
    old: int


def is_reworded(text: str) -> bool:
    """Say whether a machine reworded a text."""
    low = text.lower()
    if len(SIGNALS.intersection(low.split())) < ENOUGH - 1:
        return False
    _, telling = _listed()
    return len({m.group() for m in _phrases().finditer(low)} & telling) >= ENOUGH


def put_back(text: str) -> tuple[str, list[Swap]]:
    """Return a reworded text with its phrases put back, and which ones, in order."""
    plain, _ = _listed()
    parts, swaps, size, behind = [], [], 0, 0
    for match in _phrases().finditer(text):
        written = match.group()
        new = _cased(plain[written.lower()], written)
        parts += [text[behind : match.start()], new]
        size += match.start() - behind
        swaps.append(Swap(size, len(new), len(written)))
        size, behind = size + len(new), match.end()
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


@cache
def _listed() -> tuple[dict[str, str], frozenset[str]]:
    """Return the plain phrase of each reworded one, and those that nobody writes by hand."""
    plain = {row["written"].lower(): row["plain"] for row in rows("reworded")}
    return plain, frozenset(r["written"].lower() for r in rows("reworded") if r["telling"])


@cache
def _phrases() -> re.Pattern[str]:
    """Return the pattern of all listed phrases, the longest first."""
    longest_first = sorted(_listed()[0], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.I)
