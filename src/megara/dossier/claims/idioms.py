"""Idioms of speech: "made clear that", "gave a cautious welcome to", "put the loss at $2 billion".

The verb alone tells nothing; with its noun or particle it tells that something was said. The pairs
are of class ``idiom`` in ``data/verbs.csv``. "asked the government to settle" and "put X at N" need
their whole construction.
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence

FAR = 7  # words between the verb and its noun: "gave only a very cautious welcome"
STOPS = frozenset({",", ";", ":", "“", "(", "—"})
TOLD_AT = ("CD", "$", "``")  # what a reckoning is put at: a number or a quotation
ASKING = frozenset({"ask", "request"})


@cache
def idioms() -> dict[str, frozenset[str]]:
    """Return the verbs of the idioms, each with its nouns: make -> {clear, plain}."""
    found: dict[str, set[str]] = {}
    for cue in classes()["idiom"]:
        verb, _, noun = cue.partition(" ")
        found.setdefault(verb, set()).add(noun)
    return {verb: frozenset(nouns) for verb, nouns in found.items()}


def idiomatic(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb with what follows it is an idiom of speech."""
    lemma = sentence.lemma[verb]
    if lemma in ASKING:
        asked = sentence.child(verb, "dobj")
        return asked is not None and sentence.child(verb, "xcomp") is not None
    nouns = idioms().get(lemma)
    if nouns is None:
        return False
    if lemma == "put":
        return _reckoned(sentence, verb)
    for token in range(verb + 1, min(len(sentence), verb + 1 + FAR)):
        if sentence.base[token] in nouns or sentence.low[token] in nouns:
            return True
        if sentence.words[token] in STOPS or (sentence.is_verb(token) and lemma != "let"):
            return False
    return False


def clear(sentence: Sentence, verb: int) -> bool:
    """Say whether an idiom has the clause that it tells: "made it plain that"."""
    return sentence.lemma[verb] == "make" and (
        sentence.child(verb, "ccomp") is not None or "that" in sentence.low[verb + 1 : verb + 9]
    )


def _reckoned(sentence: Sentence, verb: int) -> bool:
    """Say whether a thing is put at a number or at words: "put the chances at one in two"."""
    if sentence.child(verb, "dobj") is None:
        return False
    for token in range(verb + 2, min(len(sentence) - 1, verb + 12)):
        if sentence.low[token] == "at" and any(
            tag in TOLD_AT for tag in sentence.tag[token + 1 : token + 4]
        ):
            return True
    return False
