"""What a party would refuse: "is urging Japan to stop it, threatening tariffs if they refuse".

The act is then what was asked, and whoever was asked acts.
"""

from __future__ import annotations

from typing import NamedTuple

from megara.dossier.sentence import Sentence
from megara.dossier.triggers.condition import Condition

REFUSING = frozenset({"refuse", "decline", "balk", "baulk", "demur", "resist"})
ASKING = frozenset("urge ask press call tell order demand request push warn want beg "
                   "implore pressure".split())  # fmt: skip
LONGEST = 14  # words of what was asked


class Asked(NamedTuple):
    """Who was asked to do what: the token of each."""

    patient: int
    act: int


def asked(sentence: Sentence, condition: Condition) -> Asked | None:
    """Return who was asked what, where a condition says no more than that he refuses."""
    verb = condition.verb
    if sentence.lemma[verb] not in REFUSING or not sentence.is_verb(verb):
        return None
    if sentence.child(verb, "dobj", "xcomp", "ccomp") is not None:
        return None
    for asking in range(verb - 1, -1, -1):
        if sentence.lemma[asking] not in ASKING or not sentence.is_verb(asking):
            continue
        for act in sentence.children(asking, "xcomp", "ccomp"):
            patient = sentence.child(asking, "dobj", "nsubjpass")
            patient = sentence.child(act, "nsubj") if patient is None else patient
            if patient is not None and act < verb and sentence.tag[act] == "VB":
                return Asked(patient, act)
    return None


def not_doing(sentence: Sentence, act: int, before: int, text: str) -> str:
    """Return an act that was asked, as it is not done: "does not stop servicing equipment"."""
    last = act
    for token in sentence.subtree(act):
        if token > act and (token >= before or sentence.low[token] in (",", ";")):
            break
        last = max(last, token)
    words = text[sentence.start[act] : sentence.end[last]].split()
    return " ".join(["does not", *words[:LONGEST]])
