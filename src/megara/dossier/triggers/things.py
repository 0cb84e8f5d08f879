"""Conditions told by a noun: "in the event of an attack", "upon any attack", "failing a truce"."""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import rows
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.demands import clause_follows

PHRASES = (
    ("in", "the", "event", "of"),
    ("in", "event", "of"),
    ("in", "case", "of"),
    ("in", "response", "to"),
    ("in", "answer", "to"),
    ("in", "reaction", "to"),
    ("at", "the", "first", "sign", "of"),
    ("on", "evidence", "of"),
    ("upon",),
    ("after",),
    ("following",),
)
SURE = frozenset({"event", "case"})
# "in response to any attack", not "to the attack"
OPEN = frozenset({"any", "another", "further", "every", "future", "possible", "such", "next"})
ACCORDS = frozenset("ceasefire truce deal agreement settlement progress breakthrough release "
                    "withdrawal apology concession accord election vote return "
                    "restoration handover extradition pullback pullout retreat halt compliance "
                    "cooperation timetable climbdown reversal disarmament".split())  # fmt: skip


def after_noun_phrase(sentence: Sentence, token: int) -> list[Condition]:
    """Read "in the event of an attack by X", "upon any attack", "in response to any step"."""
    word = sentence.low[token]
    for phrase in PHRASES:
        if word != phrase[0]:
            continue
        after = token + len(phrase)
        if after >= len(sentence) or tuple(sentence.low[token:after]) != phrase:
            continue
        sure = not SURE.isdisjoint(phrase)
        if sure and "event" in phrase and sentence.tag[token - 1] == "MD":
            return []
        noun = next((k for k in sentence.children(after - 1, "pobj")), None)
        if noun is None or sentence.tag[noun] not in (*NOUNS, "VBG"):
            return []
        if sure or is_open(sentence, noun):
            return [Condition(noun, None, weak=not sure)]
    return []


@cache
def acts() -> frozenset[str]:
    """Return the nouns that name an act on which measures may follow: "attack", "delivery"."""
    return frozenset(row["phrase"] for row in rows("conditions") if row["kind"] == "act")


def is_open(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun names an act that may still come: "any step", "another attack"."""
    return any(sentence.low[k] in OPEN for k in sentence.kids[noun]) and (
        sentence.is_verb(noun) or sentence.base[noun] in acts()
    )


def after_answer(sentence: Sentence, verb: int) -> list[int]:
    """Return what a verb answers: "answer any step", "respond to further attacks"."""
    things = sentence.children(verb, "dobj")
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] in ("to", "against", "for"):
            things += sentence.children(prep, "pobj")
    return [k for k in things if is_open(sentence, k)]


def without(sentence: Sentence, token: int) -> list[Condition]:
    """Read "without a ceasefire by Monday", "failing a truce": what has to be done first."""
    first = token
    if sentence.low[token] == "absence":  # "in the absence of a pullback"
        token = sentence.child(token, "prep") or token
        first = max(0, first - 2)
    for noun in sentence.children(token, "pobj", "dobj"):
        before = sentence.words[first - 1] if first else ","
        ahead = "MD" in sentence.tag and (before in (",", ";", "“", "—") or first < 2)
        if sentence.base[noun] in ACCORDS and ahead:
            return [Condition(noun, None, True, True)]
    if sentence.low[token] == "failing" and sentence.low[token + 1 : token + 2] == ["which"]:
        return _to_do_before(sentence, token)
    return []


def _to_do_before(sentence: Sentence, token: int) -> list[Condition]:
    """Read "gave X a week to do it, failing which"."""
    for verb in range(token - 1, 0, -1):
        if sentence.tag[verb] == "VB" and sentence.low[verb - 1] == "to":
            above = sentence.head[verb]
            while not sentence.is_verb(above) and sentence.head[above] != above:
                above = sentence.head[above]
            patient = sentence.child(above, "dative", "dobj")
            return [Condition(verb, patient, True)]
    return []


def one_more(sentence: Sentence, token: int) -> list[Condition]:
    """Read "one more missile test and there will be sanctions"."""
    noun = sentence.head[token]
    if sentence.low[noun] == "one" and sentence.dep[noun] == "nummod":
        noun = sentence.head[noun]
    before = [k for k in range(token) if sentence.words[k].isalnum()]
    if sentence.tag[noun] not in NOUNS or len(before) > 1:
        return []
    for joint in range(noun + 1, len(sentence)):
        if sentence.low[joint] == "and" and clause_follows(sentence, joint):
            modal = any(t == "MD" for t in sentence.tag[joint : joint + 8])
            act = next((k for k in range(noun + 1, joint) if sentence.tag[k] == "VBG"), noun)
            return [Condition(act, None, addressed=True)] if modal else []
    return []
