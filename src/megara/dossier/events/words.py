"""The word that tells what happened on a date, and the kind of event.

A date stands before its noun ("Sunday's summit"), after it ("the attack of April 22"), or by a
verb. A verb tells its own event ("met"), that of its object ("held talks"), the coming into force
of a measure ("the ban starts"), or, if a party does it, one of no listed kind. A verb of saying
tells none but that at or after which it is said ("said after a meeting on Tuesday").
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from megara.dossier.events.days import PARTS_OF_TIME, Day, tense_of
from megara.dossier.lexicon import classes, instruments, roles, rows, singular, stance_cues
from megara.dossier.positions.matters import matters
from megara.dossier.schema import EventKind
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

PARTS_OF_DAY = frozenset({"night", "evening", "morning", "afternoon", "midnight", "day", "week",
                          "weekend", "month", "year"})  # fmt: skip
BEFORE_NOUN = frozenset({"poss", "nmod", "compound", "amod", "nummod"})
# Between a verb and a noun of another time than the verb's: "punished it over the coup of July".
APART = frozenset({"after", "since", "over", "following", "before", "for", "despite", "until"})
# Where something is said, or after what.
AT = frozenset({"at", "after", "during", "before", "in", "following", "on"})
ABOUT = frozenset({"on", "about", "over", "of"})
ISO_MONTH = 7
UNTIL = frozenset({"until", "till", "by"})
ACTORS = frozenset("delegation mission troop force army police junta soldier jet warship warplane "
                   "team president premier king".split())  # fmt: skip
PEERS = dict.fromkeys(("counterpart", "colleague", "president", "premier"), "")
DEALS = frozenset({"agreement", "deal", "consensus", "accord", "compromise"})
BY_WIRE = frozenset({"phone", "telephone", "video", "videolink", "link"})
FAILING = frozenset({"fail", "refuse", "decline"})


class Told(NamedTuple):
    """An event's word, the verb whose subject does it, if any, and its kind."""

    word: int
    verb: int | None
    kind: EventKind


@cache
def listed(part: str, kind: str | None = None) -> dict[str, EventKind]:
    """Return the kind of each word of a part of speech of ``data/events.csv``."""
    kinds = (kind,) if kind else ("meeting", "call", "statement", "vote", "imposition", "deadline",
                                  "other")  # fmt: skip
    return {
        row["word"]: row["kind"]  # type: ignore[misc]
        for row in rows("events")
        if row["part"] == part and row["kind"] in kinds
    }


@cache
def no_events() -> frozenset[str]:
    """Return the verbs that tell no event by themselves: of saying, stance, and some others."""
    saying = {verb for verbs in classes().values() for verb in verbs if " " not in verb}
    return frozenset(saying | set(stance_cues()["verb"]) | set(listed("verb", "none")))


def told_on(story: Story, sentence: Sentence, day: Day) -> Told | None:
    """Return what a sentence tells of a date, or None if it tells nothing of it."""
    root = next(
        (t for t in range(day.first, day.last + 1)
         if not day.first <= sentence.head[t] <= day.last or sentence.head[t] == t),
        day.last,
    )  # fmt: skip
    if sentence.dep[root] in ("compound", "nmod") and sentence.base[sentence.head[root]] in (
        PARTS_OF_DAY
    ):
        root = sentence.head[root]  # "Tuesday night"
    misread = sentence.dep[root] == "compound" and sentence.mention[sentence.head[root]] is not None
    if sentence.dep[root] in BEFORE_NOUN and sentence.head[root] > root and not misread:
        return _of_noun_after(sentence, sentence.head[root])
    if day.told_from:
        for noun in sentence.children(day.last, "pobj"):
            return _of_noun_after(sentence, noun)
    nouns: list[int] = []
    verb = None
    for above in sentence.ancestors(root):
        if sentence.is_verb(above) and sentence.dep[above] not in ("amod", "compound", "aux"):
            verb = above
            break
        if sentence.tag[above] in NOUNS and not day.first <= above <= day.last:
            nouns.append(above)
    if _is_until(sentence, day, root):
        return Told(verb if verb is not None else root, verb, "deadline")
    noun = next((n for n in nouns if kind_of_noun(sentence, n)), None)
    if noun is None and nouns:
        landing = _landing(sentence, nouns)
        if landing is not None:
            return landing
    if verb is None:
        return _by_noun(sentence, noun, None) if noun is not None else None
    if noun is not None and _stands_apart(sentence, noun):
        return _by_noun(sentence, noun, verb)
    told = _by_verb(story, sentence, verb, day)
    if noun is not None and (told is None or told.word == verb and not _listed_verb(sentence, verb)):
        return _by_noun(sentence, noun, verb)
    return told


def _is_until(sentence: Sentence, day: Day, root: int) -> bool:
    """Say whether a date ends a time given: "runs until May 31", not "kept them waiting until"."""
    first = day.first
    while first and sentence.low[first - 1] in PARTS_OF_TIME:
        first -= 1
    before = sentence.low[max(0, first - 1) : day.first + 1]
    if UNTIL.isdisjoint(before):
        return False
    verb = next((a for a in sentence.ancestors(root) if sentence.is_verb(a)), None)
    if verb is None or sentence.lemma[verb] in ("give", "have"):
        return True
    return tense_of(sentence, verb) != "past" or (
        "by" not in before and sentence.tag[verb] != "VBD"
    )  # fmt: skip


def kind_of_noun(sentence: Sentence, noun: int) -> EventKind | None:
    """Return the kind of event that a noun names."""
    if sentence.mention[noun] is not None or sentence.tag[noun] not in NOUNS:
        return None
    word = singular(sentence.low[noun])
    kind = listed("noun").get(word)
    if kind == "meeting" and word == "conference" and "video" in sentence.low[noun - 1]:
        return "call"
    return kind


def _of_noun_after(sentence: Sentence, noun: int) -> Told | None:
    """Return the event of a noun with its date before it: "Sunday's presidential election"."""
    while sentence.dep[noun] in ("compound", "nmod") and sentence.head[noun] > noun:
        noun = sentence.head[noun]
    kind = kind_of_noun(sentence, noun)
    if kind is None and sentence.base[noun] in instruments():
        kind = "imposition"
    if kind is None and sentence.base[noun] in DEALS:
        kind = "vote"
    return Told(noun, None, kind) if kind is not None else None


def _stands_apart(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun has a date of its own: "punished it over the coup of July 26"."""
    return sentence.dep[noun] == "pobj" and sentence.low[sentence.head[noun]] in APART


def _by_noun(sentence: Sentence, noun: int, verb: int | None) -> Told | None:
    kind = kind_of_noun(sentence, noun)
    if kind is None:
        return None
    if verb is not None:
        above = sentence.head[noun]
        if above == verb:
            does = sentence.lemma[verb] in listed("verb", "light")
        elif sentence.low[above] == "for" and sentence.lemma[verb] in no_events():
            if kind in ("meeting", "call", "vote") and sentence.head[above] == verb:
                return None  # "called for a summit" that may never be
            does = False
        else:
            does = kind in ("meeting", "call", "statement") and sentence.low[above] in AT
        verb = verb if does else None
    return Told(noun, verb, kind)


def _landing(sentence: Sentence, nouns: list[int]) -> Told | None:
    """Return what somebody is punished or blamed for: "over the forced landing of a plane"."""
    for noun in nouns:
        if sentence.low[noun].endswith("ing") and _stands_apart(sentence, noun):
            return Told(noun, None, "other")
    return None


def _listed_verb(sentence: Sentence, verb: int) -> bool:
    return sentence.lemma[verb] in listed("verb")


def _by_verb(story: Story, sentence: Sentence, verb: int, day: Day) -> Told | None:
    """Return what a verb tells: its own event, its object's, or that of the infinitive below."""
    lemma = sentence.lemma[verb]
    for kid in sentence.children(verb, "prt", "advmod", "prep"):
        phrase = listed("phrase").get(f"{lemma} {sentence.low[kid]}")
        if phrase is not None and not (phrase == "deadline" and _runs_out_of(sentence, verb)):
            return Told(verb, verb, phrase)
    light = lemma in listed("verb", "light")
    if light or lemma in listed("verb", "start"):
        told = _by_object(sentence, verb)
        if told is not None:
            return told
    if sentence.dep[verb] in ("acl", "relcl") and not _listed_verb(sentence, verb):
        head = sentence.head[verb]  # "a paper circulated on Monday"
        return _by_noun(sentence, head, None)
    kind = listed("verb").get(lemma)
    passive = kind == "vote" and sentence.child(verb, "nsubjpass") is not None
    if (kind == "other" or passive) and _imposes(sentence, verb):
        kind = "imposition"
    if kind is not None:
        return Told(verb, verb, _as_called(sentence, verb, _as_voted(sentence, verb, kind)))
    if lemma == "call" and _rings(sentence, verb):
        return Told(verb, verb, "call")
    if lemma in listed("verb", "travel"):
        traveller = sentence.subject(verb)
        if traveller is not None and _acts(sentence, traveller):
            return Told(verb, verb, "meeting")
    if lemma in listed("verb", "against") and any(
        sentence.low[k] == "against" for k in sentence.kids[verb]
    ):
        return Told(verb, verb, "imposition")  # "moved against Minsk"
    if lemma in listed("verb", "start") and _is_on_measure(sentence, verb):
        return Told(verb, verb, "imposition")
    if lemma in listed("verb", "plan") or lemma == "be":
        told = _by_infinitive(story, sentence, verb, day)
        if told is not None:
            return told
    if sentence.dep[verb] == "xcomp":
        above = sentence.head[verb]
        if sentence.is_verb(above) and _listed_verb(sentence, above):
            return Told(above, above, _as_voted(sentence, above, listed("verb")[sentence.lemma[above]]))
    for prep in sentence.children(verb, "prep"):
        if sentence.child(prep, "npadvmod") is not None:
            continue  # "two days after the summit" is of another day
        if sentence.low[prep] in AT:
            for noun in sentence.children(prep, "pobj"):
                held = kind_of_noun(sentence, noun)
                if held in ("meeting", "call"):
                    return Told(noun, verb, held)
        elif sentence.low[prep] in APART:
            for noun in sentence.children(prep, "pobj"):
                done = kind_of_noun(sentence, noun)
                if done == "other" and noun < day.first:
                    return Told(noun, None, done)  # "blamed it for the attack on the port on May 3"
    if _imposes(sentence, verb) and tense_of(sentence, verb) is not None:
        return Told(verb, verb, "imposition")
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is not None and lemma not in no_events():
        held = kind_of_noun(sentence, subject)
        if held in ("meeting", "call", "vote"):
            return Told(subject, None, held)  # "the talks collapsed in March"
    return _of_no_listed_kind(story, sentence, verb, day)


def _runs_out_of(sentence: Sentence, verb: int) -> bool:
    """Say whether something else than a time runs out: "will run out of money"."""
    return any(sentence.low[k] == "of" for p in (verb, *sentence.kids[verb])
               for k in sentence.kids[p])  # fmt: skip


def _imposes(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb, or its object, was read as a measure: "suspended all trade"."""
    if verb in sentence.measures:
        return True
    if sentence.lemma[verb] not in listed("verb", "light"):
        return False
    return any(k in sentence.measures for k in sentence.children(verb, "dobj", "nsubjpass"))


def _as_called(sentence: Sentence, verb: int, kind: EventKind) -> EventKind:
    """Return the kind of a meeting, a call where it is by telephone."""
    if kind == "meeting" and any(
        sentence.base[thing] in BY_WIRE
        for prep in sentence.children(verb, "prep")
        if sentence.low[prep] in ("by", "over", "on")
        for thing in sentence.children(prep, "pobj")
    ):
        return "call"
    return kind


def _as_voted(sentence: Sentence, verb: int, kind: EventKind) -> EventKind:
    """Return the kind of an event, a meeting where nothing came of a vote: "failed to agree"."""
    if kind != "vote" or sentence.lemma[verb] not in ("agree", "decide", "approve", "endorse"):
        return kind
    above = sentence.head[verb]
    if sentence.negated(verb) or (sentence.dep[verb] == "xcomp" and sentence.lemma[above] in FAILING):
        return "meeting"
    return kind


def _by_object(sentence: Sentence, verb: int) -> Told | None:
    """Return the event of a light verb's object, or subject: "held talks", "talks began"."""
    for noun in _objects(sentence, verb):
        kind = kind_of_noun(sentence, noun)
        if kind is not None:
            return Told(noun, verb, kind)
        if sentence.base[noun] in DEALS:
            return Told(verb, verb, "vote")
    return None


def _objects(sentence: Sentence, verb: int) -> list[int]:
    found = sentence.children(verb, "dobj", "nsubjpass", "attr", "dative")
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] in ("to", "in", "into", "on", "at"):
            found += sentence.children(prep, "pobj")
    found += [k for noun in found for p in sentence.children(noun, "prep")
              if sentence.low[p] in ("of", "in") for k in sentence.children(p, "pobj")]  # fmt: skip
    return found + sentence.children(verb, "nsubj")


def _rings(sentence: Sentence, verb: int) -> bool:
    """Say whether "called" is by telephone: it has a person as object, whom it calls nothing."""
    thing = sentence.child(verb, "dobj")
    if thing is None or sentence.child(verb, "oprd", "ccomp", "xcomp", "prt", "acomp") is not None:
        return False
    mention = sentence.mention[thing]
    return mention.name.kind == "person" if mention else sentence.base[thing] in roles() | PEERS


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
            told = _by_verb(story, sentence, inner, day)
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
        return sentence.base[noun] in ACTORS or sentence.base[noun] in roles()
    return mention.name.kind in ("country", "bloc", "seat", "person", "body")
