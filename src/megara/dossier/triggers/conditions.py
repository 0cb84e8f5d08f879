"""Conditions: where a sentence says "if", "should", "unless", "in the event", or warns against."""

from __future__ import annotations

from typing import NamedTuple

from megara.dossier.lexicon import instruments
from megara.dossier.positions.direction import matters, words
from megara.dossier.sentence import Sentence

PROMPTING = frozenset("trigger prompt draw provoke bring invite spark cause mean lead result meet "
                      "unleash".split())  # fmt: skip
NO_CONDITION = frozenset({"as", "what", "see", "asked", "decide", "know"})  # "as if", "asked if"
OPENERS = frozenset(
    "if should were unless event warn warned warns warning caution cautioned deter deterring "
    "dissuade discourage case soon condition moment minute or".split()
)
DETERRING = ("deter", "dissuade", "discourage")
WARNING = ("warn", "caution")


class Condition(NamedTuple):
    """An act that would have consequences: its verb (or noun) and subject; "unless" turns it."""

    verb: int
    subject: int | None
    unless: bool = False


# Other words that open a condition; its verb is the first after them with a subject there.
PHRASES = {
    "in": (("in", "case"),),
    "as": (("as", "soon", "as"),),
    "on": (("on", "condition", "that"),),
    "the": (("the", "moment"), ("the", "minute"), ("the", "day")),
}
FACING = frozenset({"face", "risk", "incur", "suffer"})
HAVING_TO = frozenset({"must", "should"})


def may_have(sentence: Sentence) -> bool:
    """Say whether a sentence has a word that could open a condition."""
    words = set(sentence.low)
    return bool(OPENERS & words or (PROMPTING | FACING) & set(sentence.lemma))


def conditions(sentence: Sentence) -> list[Condition]:
    """Return the conditions of a sentence, in order."""
    found: list[Condition] = []
    for token, word in enumerate(sentence.low):
        if word in ("if", "unless") and sentence.dep[token] in ("mark", "advmod", "prep", "dep"):
            found += _if(sentence, token)
        elif word in ("should", "were") and _inverted(sentence, token):
            found += _should(sentence, token)
        elif word in PHRASES and _opens(sentence, token):
            found += _after_phrase(sentence, token)
        elif word == "or":
            found += _or_else(sentence, token)
        elif sentence.lemma[token] in FACING and sentence.is_verb(token):
            found += _facing(sentence, token)
        elif word == "event" and token and sentence.low[token - 1] == "the":
            found += _in_the_event(sentence, token)
        elif sentence.lemma[token] in DETERRING:
            found += _deterred(sentence, token)
        elif sentence.lemma[token] in WARNING and sentence.is_verb(token):
            found += _warned(sentence, token)
        elif sentence.lemma[token] in PROMPTING and sentence.is_verb(token):
            found += _prompting(sentence, token)
    return found


def _opens(sentence: Sentence, token: int) -> bool:
    """Say whether a phrase that opens a condition begins at a token."""
    phrases = PHRASES[sentence.low[token]]
    return any(tuple(sentence.low[token : token + len(p)]) == p for p in phrases)


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
    comma = next((k for k in range(token, len(sentence)) if sentence.low[k] == ","), token)
    if token < comma < verb:
        # the parser hung it on the main clause: the act is the first verb before the comma
        acts = [k for k in range(token + 1, comma) if sentence.tag[k] == "VB"]
        named = [m for m in sentence.mentions if token < m.first < comma]
        if acts and named and named[0].last <= acts[0]:
            return [Condition(acts[0], named[0].last - 1)]
        return []
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
    before = [k for k in sentence.children(verb, "nsubj", "nsubjpass")
              if k < token and sentence.low[k] != "that"]  # fmt: skip
    after = [k for k in sentence.children(verb, "nsubj", "nsubjpass") if k > token]
    return bool(after) and not before


def _after_phrase(sentence: Sentence, token: int) -> list[Condition]:
    """Read "in case X does", "as soon as X does"."""
    for verb in range(token + 2, len(sentence)):
        if sentence.is_verb(verb):
            subject = sentence.child(verb, "nsubj", "nsubjpass")
            if subject is not None and subject > token:
                return [Condition(verb, subject)]
    return []


def _or_else(sentence: Sentence, token: int) -> list[Condition]:
    """Read "X must do it or sanctions follow", "gave X a week to do it or face sanctions"."""
    if not answers(sentence, range(token, min(len(sentence), token + 7))):
        return []
    for verb in range(token - 1, -1, -1):
        if not sentence.is_verb(verb):
            continue
        if any(sentence.low[k] in HAVING_TO for k in sentence.kids[verb]):
            subject = sentence.child(verb, "nsubj")
            return [Condition(verb, subject, True)] if subject is not None else []
        above = sentence.head[verb]
        if any(sentence.low[k] == "to" for k in sentence.children(verb, "aux")):
            while not sentence.is_verb(above) and sentence.head[above] != above:
                above = sentence.head[above]
            patient = sentence.child(above, "dative", "dobj")
            return [Condition(verb, patient, True)] if patient is not None else []
    return []


def answers(sentence: Sentence, tokens: range) -> bool:
    """Say whether a measure or being punished is told among the tokens."""
    return any(
        sentence.base[k] in words("noun", "matter")
        or sentence.base[k] in instruments()
        or sentence.lemma[k] in FACING
        for k in tokens
    )


def _facing(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "X would face sanctions for doing it", "X risks sanctions by doing it"."""
    modal = any(sentence.tag[k] == "MD" for k in sentence.kids[verb])
    subject = sentence.subject(verb)
    if subject is None or not (modal or sentence.lemma[verb] == "risk"):
        return []
    places = [verb, *sentence.children(verb, "dobj")]
    return [
        Condition(act, subject)
        for place in places
        for prep in sentence.children(place, "prep")
        if sentence.low[prep] in ("for", "by")
        for act in sentence.children(prep, "pcomp")
    ]


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
