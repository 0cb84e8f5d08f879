"""The event that a noun names: "Sunday's summit", "the attack of April 22", "held talks"."""

from __future__ import annotations

from megara.dossier.events.lists import Told, kinds, no_events, words
from megara.dossier.lexicon import instruments, singular
from megara.dossier.schema import EventKind
from megara.dossier.sentence import NOUNS, Sentence

# Between a verb and a noun of another time than the verb's: "punished it over the coup of July".
APART = frozenset({"after", "since", "over", "following", "before", "for", "despite", "until"})
# Where something is said, or after what.
AT = frozenset({"at", "after", "during", "before", "in", "following", "on"})


def kind_of_noun(sentence: Sentence, noun: int) -> EventKind | None:
    """Return the kind of event that a noun names."""
    if sentence.mention[noun] is not None or sentence.tag[noun] not in NOUNS:
        return None
    word = singular(sentence.low[noun])
    kind = kinds("noun").get(word)
    if kind == "meeting" and word == "conference" and "video" in sentence.low[noun - 1]:
        return "call"
    return kind


def of_noun_after(sentence: Sentence, noun: int) -> Told | None:
    """Return the event of a noun with its date before it: "Sunday's presidential election"."""
    while sentence.dep[noun] in ("compound", "nmod") and sentence.head[noun] > noun:
        noun = sentence.head[noun]
    kind = kind_of_noun(sentence, noun)
    if kind is None and sentence.base[noun] in instruments():
        kind = "imposition"
    if kind is None and sentence.base[noun] in words("noun", "deal"):
        kind = "vote"
    return Told(noun, None, kind) if kind is not None else None


def stands_apart(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun has a date of its own: "punished it over the coup of July 26"."""
    return sentence.dep[noun] == "pobj" and sentence.low[sentence.head[noun]] in APART


def by_noun(sentence: Sentence, noun: int, verb: int | None) -> Told | None:
    """Return the event of a noun, and whether its verb's subject does it."""
    kind = kind_of_noun(sentence, noun)
    if kind is None:
        return None
    if verb is not None:
        above = sentence.head[noun]
        if above == verb:
            does = sentence.lemma[verb] in words("verb", "light")
        elif sentence.low[above] == "for" and sentence.lemma[verb] in no_events():
            if kind in ("meeting", "call", "vote") and sentence.head[above] == verb:
                return None  # "called for a summit" that may never be
            does = False
        else:
            does = kind in ("meeting", "call", "statement") and sentence.low[above] in AT
        verb = verb if does else None
    return Told(noun, verb, kind)


def landing(sentence: Sentence, nouns: list[int]) -> Told | None:
    """Return what somebody is punished or blamed for: "over the forced landing of a plane"."""
    for noun in nouns:
        if sentence.low[noun].endswith("ing") and stands_apart(sentence, noun):
            return Told(noun, None, "other")
    return None


def by_object(sentence: Sentence, verb: int) -> Told | None:
    """Return the event of a light verb's object, or subject: "held talks", "talks began"."""
    for noun in _objects(sentence, verb):
        kind = kind_of_noun(sentence, noun)
        if kind is not None:
            return Told(noun, verb, kind)
        if sentence.base[noun] in words("noun", "deal"):
            return Told(verb, verb, "vote")
    return None


def _objects(sentence: Sentence, verb: int) -> list[int]:
    """Return the nouns that may tell what a light verb is about, its object first."""
    found = sentence.children(verb, "dobj", "nsubjpass", "attr", "dative")
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] in ("to", "in", "into", "on", "at"):
            found += sentence.children(prep, "pobj")
    found += [k for noun in found for p in sentence.children(noun, "prep")
              if sentence.low[p] in ("of", "in") for k in sentence.children(p, "pobj")]  # fmt: skip
    return found + sentence.children(verb, "nsubj")
