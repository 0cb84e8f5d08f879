"""The words of asking and talking, by their class in ``data/soundings.csv``."""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import instrument_verbs, rows
from megara.dossier.positions.matters import matters
from megara.dossier.sentence import Sentence

ISO3 = 3


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of a class."""
    return frozenset(row["word"] for row in rows("soundings") if row["class"] == kind)


@cache
def values(kind: str) -> dict[str, str]:
    """Return what each word of a class stands for: a region's bloc, the level of a role."""
    return {row["word"]: row["value"] for row in rows("soundings") if row["class"] == kind}


@cache
def telling() -> frozenset[str]:
    """Return the verbs that may tell of asking."""
    return words("sounding") | words("asking") | words("seeking") | words("over")


@cache
def needing_topic() -> frozenset[str]:
    """Return the verbs that tell it only with a topic or a sort of help as their object."""
    return (words("seeking") | words("over")) - {"reach", "look"}


@cache
def _measures() -> frozenset[str]:
    return matters() | words("about")


@cache
def _measuring() -> frozenset[str]:
    return words("about") | frozenset(instrument_verbs())


def on_measures(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of a measure, or of what one is called while talked of."""
    return not (
        _measures().isdisjoint(sentence.bases)
        and _measuring().isdisjoint(sentence.lemma)
        and not sentence.measures
    )
