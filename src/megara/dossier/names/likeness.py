"""How a written name is like a listed one: letter by letter, or by its sound."""

from __future__ import annotations

from functools import cache, lru_cache

import jellyfish
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

CLOSE = 82  # of 100, rapidfuzz ratio of the whole name
CLOSE_BY_SOUND = 68  # the same, where a word is alike by sound only
MANY = 20_000  # pairs of names kept: the same few are compared all through a story
HALF = 0.55  # the same, where two words or more of the name are right
CLOSE_WORD = 0.84  # Jaro-Winkler of one word
# The same where both the office and the country beside the name agree.
CLOSE_IN_OFFICE = 74
CLOSE_WORD_IN_OFFICE = 0.74
# Letters that a hearer takes for one another: "Vadeful" for Wadephul, "Fitzo" for Fico.
HEARD = (("ph", "f"), ("tsch", "ch"), ("cz", "ch"), ("tz", "z"), ("ts", "z"), ("w", "v"),
         ("f", "v"), ("y", "i"), ("j", "i"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"),
         ("th", "t"), ("dh", "d"), ("gh", "g"), ("kh", "k"), ("zh", "z"), ("sz", "s"),
         ("sch", "sh"))  # fmt: skip


@cache
def sound(word: str) -> str:
    """Return the sound key of a word."""
    return str(jellyfish.metaphone(word))


@cache
def as_heard(word: str) -> str:
    """Return a word with one letter for those that are heard alike, and none doubled."""
    for letters, one in HEARD:
        word = word.replace(letters, one)
    return "".join(c for at, c in enumerate(word) if at == 0 or c != word[at - 1])


@lru_cache(maxsize=MANY)
def likeness_in_office(written: str, listed: str) -> str | None:
    """Return how a name is like that of a person whose office and country stand beside it.

    With two grounds beside it, a name may be further off than :func:`likeness` allows.
    """
    ours, theirs = _paired(written, listed)
    if not ours or ours == theirs:
        return None
    heard = []
    for mine, other in zip(ours, theirs, strict=True):
        heard.append((as_heard(mine), as_heard(other)))
        short = min(len(mine), len(other)) < 4  # "Fu" and "Xu" are two families
        enough = CLOSE_WORD if short else CLOSE_WORD_IN_OFFICE
        if JaroWinkler.similarity(*heard[-1]) < enough:
            return None
    ratio = fuzz.ratio(" ".join(m for m, _ in heard), " ".join(o for _, o in heard))
    return "sound" if ratio >= CLOSE_IN_OFFICE else None


def _paired(written: str, listed: str) -> tuple[list[str], list[str]]:
    """Return the words of two names to compare: all, or the first and the last of each."""
    ours, theirs = written.lower().split(), listed.lower().split()
    if len(ours) != len(theirs):
        if min(len(ours), len(theirs)) < 2:
            return [], []
        return [ours[0], ours[-1]], [theirs[0], theirs[-1]]
    return ours, theirs


@lru_cache(maxsize=MANY)
def likeness(written: str, listed: str) -> str | None:
    """Return how a written name is like a listed one: "spelling", "sound", or None.

    Every word must be like its counterpart, and the whole close; names of different length in
    words are compared by their first and last word.
    """
    ours, theirs = _paired(written, listed)
    pairs = list(zip(ours, theirs, strict=True))
    # a word that is right supports its neighbour; a name of one word has no neighbour
    supported = any(mine == other for mine, other in pairs)
    right = sum(mine == other for mine, other in pairs)
    if 1 < right < len(pairs):  # "Aung San Soo Chi"
        near = all(JaroWinkler.similarity(mine, other) > HALF for mine, other in pairs)
        return "spelling" if near else None
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
    if (
        supported
        and len(mine) > 4
        and JaroWinkler.similarity(as_heard(mine), as_heard(other)) > (CLOSE_WORD_IN_OFFICE)
    ):
        return "sound"  # "Kristia Freeland" for Chrystia
    key = sound(mine)
    if key != sound(other):
        return None
    # a key of two letters is shared by many words, so something else must agree
    if len(key) > 2 or (len(key) > 1 and (mine[0] == other[0] or supported)):
        return "sound"
    return None
