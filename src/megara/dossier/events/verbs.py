"""The event that a verb tells.

Its own ("met"), that of its object ("held talks"), the coming into force of a measure ("the ban
starts"), what is planned ("is expected to vote"), or, if a party does it, one of no listed kind. A
verb of saying tells none but that at or after which it is said ("said after a meeting").
"""

from __future__ import annotations

from megara.dossier.events.days import Day, tense_of
from megara.dossier.events.lists import Told, kinds, no_events, words
from megara.dossier.events.nouns import APART, AT, by_noun, by_object, kind_of_noun
from megara.dossier.lexicon import roles
from megara.dossier.positions.matters import matters
from megara.dossier.schema import EventKind
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

ISO_MONTH = 7
FAILING = frozenset({"fail", "refuse", "decline"})
DECIDING = frozenset({"agree", "decide", "approve", "endorse"})


def is_listed(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb tells an event of a listed kind."""
    return sentence.lemma[verb] in kinds("verb")


def by_verb(story: Story, sentence: Sentence, verb: int, day: Day) -> Told | None:
    """Return what a verb tells of a date, or None if it tells nothing."""
    lemma = sentence.lemma[verb]
    for kid in sentence.children(verb, "prt", "advmod", "prep"):
        phrase = kinds("phrase").get(f"{lemma} {sentence.low[kid]}")
        if phrase is not None and not (phrase == "deadline" and _runs_out_of(sentence, verb)):
            return Told(verb, verb, phrase)
    if lemma in words("verb", "light") or lemma in words("verb", "start"):
        told = by_object(sentence, verb)
        if told is not None:
            return told
    if sentence.dep[verb] in ("acl", "relcl") and not is_listed(sentence, verb):
        return by_noun(sentence, sentence.head[verb], None)  # "a paper circulated on Monday"
    kind = _own_kind(sentence, verb)
    if kind is not None:
        return Told(verb, verb, kind)
    if lemma in words("verb", "plan") or lemma == "be":
        told = _by_infinitive(story, sentence, verb, day)
        if told is not None:
            return told
    above = sentence.head[verb]
    if sentence.dep[verb] == "xcomp" and sentence.is_verb(above) and is_listed(sentence, above):
        return Told(above, above, _as_voted(sentence, above, kinds("verb")[sentence.lemma[above]]))
    return _beside(sentence, verb, day) or _of_no_listed_kind(story, sentence, verb, day)


def _own_kind(sentence: Sentence, verb: int) -> EventKind | None:
    """Return the kind of event that a verb tells by itself."""
    lemma = sentence.lemma[verb]
    kind = kinds("verb").get(lemma)
    passive = kind == "vote" and sentence.child(verb, "nsubjpass") is not None
    if (kind == "other" or passive) and _imposes(sentence, verb):
        return "imposition"
    if kind is not None:
        return _as_called(sentence, verb, _as_voted(sentence, verb, kind))
    if lemma == "call" and _rings(sentence, verb):
        return "call"
    if lemma in words("verb", "travel"):
        traveller = sentence.subject(verb)
        if traveller is not None and _acts(sentence, traveller):
            return "meeting"
    if lemma in words("verb", "against") and any(
        sentence.low[k] == "against" for k in sentence.kids[verb]
    ):
        return "imposition"  # "moved against Minsk"
    if lemma in words("verb", "start") and _is_on_measure(sentence, verb):
        return "imposition"
    return None


def _beside(sentence: Sentence, verb: int, day: Day) -> Told | None:
    """Return what stands beside a verb that is listed under no kind.

    "Said after a meeting", "blamed it for the attack of May 3", "the talks collapsed in March".
    """
    for prep in sentence.children(verb, "prep"):
        if sentence.child(prep, "npadvmod") is not None:
            continue  # "two days after the summit" is of another day
        if sentence.low[prep] not in AT and sentence.low[prep] not in APART:
            continue
        for noun in sentence.children(prep, "pobj"):
            kind = kind_of_noun(sentence, noun)
            if sentence.low[prep] in AT:
                if kind in ("meeting", "call"):
                    return Told(noun, verb, kind)
            elif kind == "other" and noun < day.first:
                return Told(noun, None, kind)
    if _imposes(sentence, verb) and tense_of(sentence, verb) is not None:
        return Told(verb, verb, "imposition")
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is not None and sentence.lemma[verb] not in no_events():
        kind = kind_of_noun(sentence, subject)
        if kind in ("meeting", "call", "vote"):
            return Told(subject, None, kind)
    return None


def _runs_out_of(sentence: Sentence, verb: int) -> bool:
    """Say whether something else than a time runs out: "will run out of money"."""
    return any(sentence.low[k] == "of" for p in (verb, *sentence.kids[verb])
               for k in sentence.kids[p])  # fmt: skip


def _imposes(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb, or its object, was read as a measure: "suspended all trade"."""
    if verb in sentence.measures:
        return True
    if sentence.lemma[verb] not in words("verb", "light"):
        return False
    return any(k in sentence.measures for k in sentence.children(verb, "dobj", "nsubjpass"))


def _as_called(sentence: Sentence, verb: int, kind: EventKind) -> EventKind:
    """Return the kind of a meeting, a call where it is by telephone."""
    if kind == "meeting" and any(
        sentence.base[thing] in words("noun", "wire")
        for prep in sentence.children(verb, "prep")
        if sentence.low[prep] in ("by", "over", "on")
        for thing in sentence.children(prep, "pobj")
    ):
        return "call"
    return kind


def _as_voted(sentence: Sentence, verb: int, kind: EventKind) -> EventKind:
    """Return the kind of an event, a meeting where nothing came of a vote: "failed to agree"."""
    if kind != "vote" or sentence.lemma[verb] not in DECIDING:
        return kind
    above = sentence.head[verb]
    if sentence.negated(verb) or (
        sentence.dep[verb] == "xcomp" and sentence.lemma[above] in FAILING
    ):
        return "meeting"
    return kind


def _rings(sentence: Sentence, verb: int) -> bool:
    """Say whether "called" is by telephone: it has a person as object, whom it calls nothing."""
    thing = sentence.child(verb, "dobj")
    if thing is None or sentence.child(verb, "oprd", "ccomp", "xcomp", "prt", "acomp") is not None:
        return False
    mention = sentence.mention[thing]
    if mention is not None:
        return mention.name.kind == "person"
    return sentence.base[thing] in roles() or sentence.base[thing] in words("noun", "peer")


def _is_on_measure(sentence: Sentence, verb: int) -> bool:
    subject = sentence.subject(verb)
    return subject is not None and (
        sentence.base[subject] in matters() or not sentence.measures.isdisjoint(
            sentence.subtree(subject))
    )  # fmt: skip


def _by_infinitive(story: Story, sentence: Sentence, verb: int, day: Day) -> Told | None:
    """Return what is planned, or what is to be: "is expected to vote", "the summit is on"."""
    for kid in sentence.children(verb, "xcomp", "acomp", "ccomp"):
        inner = kid if sentence.is_verb(kid) else sentence.child(kid, "xcomp")
        if inner is not None and inner != verb and sentence.is_verb(inner):
            told = by_verb(story, sentence, inner, day)
            if told is not None:
                return told
    nouns = sentence.children(verb, "nsubj", "nsubjpass", "attr")
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] == "for":  # "were in Vienna for a sixth round of talks"
            aims = sentence.children(prep, "pobj")
            nouns += aims + [k for aim in aims for p in sentence.children(aim, "prep")
                             for k in sentence.children(p, "pobj")]  # fmt: skip
    for noun in nouns:
        kind = kind_of_noun(sentence, noun)
        if kind is not None:
            return Told(noun, verb, kind)
        if sentence.base[noun] in matters() and "due" in sentence.low[verb : verb + 3]:
            return Told(verb, verb, "deadline")
    return None


def _of_no_listed_kind(story: Story, sentence: Sentence, verb: int, day: Day) -> Told | None:
    """Return what a party did or will do on a day, if it is no saying and no background."""
    if day.iso is None or len(day.iso) < ISO_MONTH or sentence.lemma[verb] in no_events():
        return None
    if "since" in sentence.low[max(0, day.first - 1) : day.first + 1]:
        return None
    if sentence.tag[verb] not in ("VBD", "VBN", "VBZ", "VBP", "VB") or sentence.negated(verb):
        return None
    if sentence.dep[verb] not in ("ROOT", "conj", "ccomp", "advcl"):
        return None
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None and sentence.dep[verb] == "conj":
        subject = sentence.subject(verb)
    if subject is None:
        return None
    acts = _acts(sentence, subject) and story.parties(sentence, subject)
    return Told(verb, verb, "other") if acts else None


def _acts(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun is a party, a person or a role, not a thing."""
    mention = sentence.mention[noun]
    if mention is None:
        return sentence.base[noun] in words("noun", "actor") or sentence.base[noun] in roles()
    return mention.name.kind in ("country", "bloc", "seat", "person", "body")
