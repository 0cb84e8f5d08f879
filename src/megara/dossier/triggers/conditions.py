"""Conditions: where a sentence says "if", "should", "unless", "in the event", or warns against."""

from __future__ import annotations

from typing import NamedTuple

from megara.dossier.positions.direction import matters
from megara.dossier.sentence import Sentence

PROMPTING = frozenset("trigger prompt draw provoke bring invite spark cause mean lead result meet "
                      "unleash".split())  # fmt: skip
NO_CONDITION = frozenset({"as", "what", "see", "asked", "decide", "know"})  # "as if", "asked if"
OPENERS = frozenset(
    "if should were unless event warn warned warns warning caution cautioned deter deterring "
    "dissuade discourage".split()
)
DETERRING = ("deter", "dissuade", "discourage")
WARNING = ("warn", "caution")


class Condition(NamedTuple):
    """An act that would have consequences: its verb (or noun) and subject; "unless" turns it."""

    verb: int
    subject: int | None
    unless: bool = False


def may_have(sentence: Sentence) -> bool:
    """Say whether a sentence has a word that could open a condition."""
    return bool(OPENERS & set(sentence.low) or PROMPTING & set(sentence.lemma))


def conditions(sentence: Sentence) -> list[Condition]:
    """Return the conditions of a sentence, in order."""
    found: list[Condition] = []
    for token, word in enumerate(sentence.low):
        if word in ("if", "unless") and sentence.dep[token] in ("mark", "advmod", "prep", "dep"):
            found += _if(sentence, token)
        elif word in ("should", "were") and _inverted(sentence, token):
            found += _should(sentence, token)
        elif word == "event" and token + 1 < len(sentence) and sentence.low[token - 1] == "the":
            found += _in_the_event(sentence, token)
        elif sentence.lemma[token] in DETERRING:
            found += _deterred(sentence, token)
        elif sentence.lemma[token] in WARNING and sentence.is_verb(token):
            found += _warned(sentence, token)
        elif sentence.lemma[token] in PROMPTING and sentence.is_verb(token):
            found += _prompting(sentence, token)
    return found


def _if(sentence: Sentence, token: int) -> list[Condition]:
    """Read "if X does" and "unless X does"."""
    if token > 0 and sentence.low[token - 1] in NO_CONDITION:
        return []
    verb = sentence.head[token]
    if verb < token:
        later = [k for k in range(token + 1, len(sentence)) if sentence.is_verb(k)]
        if not later:
            return []
        verb = later[0]
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return [Condition(verb, subject, sentence.low[token] == "unless")]


def _should(sentence: Sentence, token: int) -> list[Condition]:
    """Read "should X do" and "were X to do"."""
    verb = sentence.head[token] if sentence.dep[token] == "aux" else token
    subject = next((k for k in sentence.children(verb, "nsubj", "nsubjpass") if k > token), None)
    if sentence.low[token] == "were":
        deeper = sentence.child(verb, "xcomp", "ccomp", "advcl")
        if deeper is not None and deeper > token:
            verb = deeper
    return [Condition(verb, subject)] if subject is not None else []


def _inverted(sentence: Sentence, token: int) -> bool:
    """Say whether a modal opens a condition ("should Iran transfer"), and is no question."""
    if "?" in sentence.words[-2:]:
        return False
    verb = sentence.head[token] if sentence.dep[token] == "aux" else token
    before = [k for k in sentence.children(verb, "nsubj", "nsubjpass") if k < token]
    after = [k for k in sentence.children(verb, "nsubj", "nsubjpass") if k > token]
    return bool(after) and not before


def _in_the_event(sentence: Sentence, noun: int) -> list[Condition]:
    """Read "in the event that X does" and "in the event of an attack by X"."""
    for kid in sentence.kids[noun]:
        if sentence.dep[kid] in ("acl", "relcl", "ccomp"):
            return [Condition(kid, sentence.child(kid, "nsubj", "nsubjpass"))]
        if sentence.low[kid] == "of":
            for thing in sentence.children(kid, "pobj"):
                return [Condition(thing, None)]
    return []


def _deterred(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "to deter X from doing"."""
    patient = sentence.child(verb, "dobj")
    if patient is None:
        return []
    return [Condition(act, patient) for act in _acts_after(sentence, verb, "from")]


def _warned(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "warned X against doing" and "warned X not to do"."""
    patient = sentence.child(verb, "dobj")
    if patient is None:
        return []
    acts = _acts_after(sentence, verb, "against")
    acts += [kid for kid in sentence.children(verb, "xcomp") if sentence.negated(kid)]
    return [Condition(act, patient) for act in acts]


def _acts_after(sentence: Sentence, verb: int, word: str) -> list[int]:
    """Return the acts after a verb's preposition: "from sending", "against sending"."""
    return [act for kid in sentence.children(verb, "prep") if sentence.low[kid] == word
            for act in sentence.children(kid, "pcomp")]  # fmt: skip


def _is_act(sentence: Sentence, subject: int) -> bool:
    """Say whether a subject is something done, not a party, a pronoun or a measure."""
    return (
        sentence.mention[subject] is None
        and sentence.tag[subject] not in ("PRP", "DT", "WDT", "WP", "EX")
        and sentence.base[subject] not in matters()
    )


def _prompting(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "any transfer by X would trigger sanctions"."""
    modal = any(sentence.tag[k] == "MD" for k in sentence.kids[verb])
    subject = sentence.child(verb, "nsubj", "nsubjpass", "csubj")
    if not modal or subject is None or subject > verb:
        return []
    if not _is_act(sentence, subject):
        return []
    if sentence.lemma[verb] == "meet" and sentence.dep[subject] != "nsubjpass":
        return []  # "will be met with sanctions", not "will meet again"
    if sentence.is_verb(subject):
        return [Condition(subject, sentence.child(subject, "nsubj"))]
    return [Condition(subject, None)]
