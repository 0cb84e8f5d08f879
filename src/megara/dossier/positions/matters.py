"""What a stance may be about: the measures of a sentence, and the plans for one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from megara.dossier.lexicon import instruments, rows
from megara.dossier.measures.mentions.phrases import match_phrase
from megara.dossier.sentence import Sentence

NO_MATTER = {"penalty": "death", "pressure": "under"}  # by the word before it


@cache
def words(part: str, kind: str) -> frozenset[str]:
    """Return the words of one part of speech and class of ``directions.csv``."""
    return frozenset(
        row["word"] for row in rows("directions") if row["part"] == part and row["class"] == kind
    )


@cache
def matters() -> frozenset[str]:
    """Return the nouns that a stance may be about: plan, text, ..., and every instrument."""
    return words("noun", "matter") | frozenset(instruments())


def speaks_of_measure(sentence: Sentence, tokens: Iterable[int]) -> bool:
    """Say whether a measure, or a plan for one, is among the tokens."""
    found = sentence.matters
    if found is None:
        found = _find_matters(sentence)
    return bool(found) and not found.isdisjoint(tokens)


def is_on_measure(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of a measure, or of a plan for one, at all."""
    found = sentence.matters
    return bool(_find_matters(sentence) if found is None else found)


def _find_matters(sentence: Sentence) -> set[int]:
    """Find the tokens of a sentence that a stance may be about, and keep them with it."""
    found = set(sentence.measures)
    sentence.matters = found
    if matters().isdisjoint(sentence.bases):
        return found
    plain, listed, base = words("noun", "matter"), instruments(), sentence.base
    either = matters()
    for token, word in enumerate(base):
        if word not in either:
            continue
        if word in NO_MATTER and sentence.low[token - 1] == NO_MATTER[word]:
            continue
        if word in plain:
            found.add(token)
        elif (cue := match_phrase(listed, base, token)) is not None:
            found.update(range(token, token + len(cue.words)))  # "asset freeze", by its head
    return found
