"""How a written name is like a listed one: letter by letter, or by its sound."""

from __future__ import annotations

from functools import cache

import jellyfish
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

CLOSE = 82  # of 100, rapidfuzz ratio of the whole name
CLOSE_BY_SOUND = 68  # the same, where a word is alike by sound only
CLOSE_WORD = 0.84  # Jaro-Winkler of one word


@cache
def sound(word: str) -> str:
    """Return the sound key of a word."""
    return str(jellyfish.metaphone(word))


def likeness(written: str, listed: str) -> str | None:
    """Return how a written name is like a listed one: "spelling", "sound", or None.

    Every word must be like its counterpart, and the whole close; names of different length in
    words are compared by their first and last word.
    """
    ours, theirs = written.lower().split(), listed.lower().split()
    if len(ours) != len(theirs):
        if min(len(ours), len(theirs)) < 2:
            return None
        ours, theirs = [ours[0], ours[-1]], [theirs[0], theirs[-1]]
    pairs = list(zip(ours, theirs, strict=True))
    # a word that is right supports its neighbour; a name of one word has no neighbour
    supported = any(mine == other for mine, other in pairs)
    grounds = {_ground(mine, other, supported) for mine, other in pairs if mine != other}
    if not grounds or None in grounds:
        return None
    enough = CLOSE_BY_SOUND if "sound" in grounds else CLOSE
    if fuzz.ratio(" ".join(ours), " ".join(theirs)) < enough:
        return None
    return "sound" if grounds == {"sound"} else "spelling"


def _ground(mine: str, other: str, supported: bool) -> str | None:
    """Return how one word is like its counterpart."""
    if JaroWinkler.similarity(mine, other) >= CLOSE_WORD and abs(len(mine) - len(other)) <= 3:
        return "spelling"
    key = sound(mine)
    if key != sound(other):
        return None
    # a key of two letters is shared by many words, so something else must agree
    if len(key) > 2 or (len(key) > 1 and (mine[0] == other[0] or supported)):
        return "sound"
    return None
