"""Listed phrases in a sentence: the longest at a token, and the goods between two tokens."""

from __future__ import annotations

from megara.dossier.lexicon import Cue, goods, instruments, singular
from megara.dossier.sentence import Sentence

# What is no good in the singular: "the date", "a part in".
ONLY_IN_THE_PLURAL = frozenset({"date", "part", "shell", "jet", "plane", "nut", "camera", "server",
                                "rocket", "log", "generator", "pump", "component"})  # fmt: skip


def match_phrase(table: dict[str, list[Cue]], words: list[str], at: int) -> Cue | None:
    """Return the longest phrase of a list that begins at a token."""
    after = words[at + 1] if at + 1 < len(words) else None
    for cue in table.get(words[at], ()):
        size = len(cue.words)
        if size == 1 or (cue.words[1] == after and tuple(words[at : at + size]) == cue.words):
            return cue
    return None


def is_instrument(word: str) -> bool:
    """Say whether a word by itself is listed as an instrument, not only begins one."""
    return any(len(cue.words) == 1 for cue in instruments().get(word, ()))


def goods_in(sentence: Sentence, first: int, last: int) -> list[str]:
    """Return the goods named at tokens ``first:last``, once each."""
    found: list[str] = []
    behind = first
    for at, longest in wares_of(sentence):
        if at < behind:
            continue
        if at >= last:
            break
        cue: Cue | None = longest
        if at + len(longest.words) > last:
            cue = match_phrase(goods(), sentence.base[:last], at)
        if cue is not None and _names(sentence, at, cue):
            found.append(cue.value)
            behind = at + len(cue.words)
    return list(dict.fromkeys(found))


def wares_of(sentence: Sentence) -> list[tuple[int, Cue]]:
    """Return where the listed goods of a sentence begin, with the longest phrase there."""
    found = sentence.wares
    if found is None:  # many rules ask the same sentence, and most have no goods at all
        listed, base = goods(), sentence.base
        begin = [at for at, word in enumerate(base) if word in listed]
        cues = ((at, match_phrase(listed, base, at)) for at in begin)
        found = sentence.wares = [(at, cue) for at, cue in cues if cue is not None]
    return found


def _names(sentence: Sentence, first: int, cue: Cue) -> bool:
    """Say whether the words are goods here: no verb, and "dates" only in the plural."""
    last = first + len(cue.words) - 1
    return not (sentence.tag[last] in ("VBZ", "VBD") or sentence.low[last] in ONLY_IN_THE_PLURAL)


def goods_below(sentence: Sentence, token: int) -> list[str]:
    """Return the goods named in the phrase of a token."""
    inside = sentence.subtree(token)
    return goods_in(sentence, inside[0], inside[-1] + 1)


def good_at(sentence: Sentence, token: int) -> str | None:
    """Return the good that is named from a token on."""
    cue = match_phrase(goods(), [singular(w) for w in sentence.low[token : token + 4]], 0)
    return cue.value if cue is not None else None


def ends_good(sentence: Sentence, token: int) -> bool:
    """Say whether a token is the last word of a listed good."""
    base = sentence.base
    for first in range(max(0, token - 3), token + 1):
        words = tuple(base[first : token + 1])
        if any(cue.words == words for cue in goods().get(words[0], ())):
            return True
    return False
