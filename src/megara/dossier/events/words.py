"""The word that tells what happened on a date, and the kind of event.

A date stands before its noun ("Sunday's summit"), after it ("the attack of April 22"), or by a
verb, which decides unless the noun has a time of its own.
"""

from __future__ import annotations

from megara.dossier.events.days import PARTS_OF_TIME, Day, tense_of
from megara.dossier.events.lists import Told
from megara.dossier.events.nouns import (
    by_noun,
    kind_of_noun,
    landing,
    of_noun_after,
    stands_apart,
)
from megara.dossier.events.verbs import by_verb, is_listed
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

PARTS_OF_DAY = frozenset({"night", "evening", "morning", "afternoon", "midnight", "day", "week",
                          "weekend", "month", "year"})  # fmt: skip
BEFORE_NOUN = frozenset({"poss", "nmod", "compound", "amod", "nummod"})
UNTIL = frozenset({"until", "till", "by"})


def told_on(story: Story, sentence: Sentence, day: Day) -> Told | None:
    """Return what a sentence tells of a date, or None if it tells nothing of it."""
    root = _root(sentence, day)
    above = sentence.head[root]
    misread = sentence.dep[root] == "compound" and sentence.mention[above] is not None
    if sentence.dep[root] in BEFORE_NOUN and above > root and not misread:
        return of_noun_after(sentence, above)
    counted = sentence.child(day.last, "pobj") if day.told_from else None
    if counted is not None:
        return of_noun_after(sentence, counted)  # "two days after the summit"
    nouns: list[int] = []
    verb: int | None = None
    for above in sentence.ancestors(root):
        if sentence.is_verb(above) and sentence.dep[above] not in ("amod", "compound", "aux"):
            verb = above
            break
        if sentence.tag[above] in NOUNS and not day.first <= above <= day.last:
            nouns.append(above)
    if _is_until(sentence, day, root):
        return Told(root if verb is None else verb, verb, "deadline")
    noun = next((n for n in nouns if kind_of_noun(sentence, n)), None)
    if noun is None:
        done = landing(sentence, nouns)
        return done or (None if verb is None else by_verb(story, sentence, verb, day))
    if verb is None or stands_apart(sentence, noun):
        return by_noun(sentence, noun, verb)
    told = by_verb(story, sentence, verb, day)
    if told is None or (told.word == verb and not is_listed(sentence, verb)):
        return by_noun(sentence, noun, verb)
    return told


def _root(sentence: Sentence, day: Day) -> int:
    """Return the token of a date that hangs on what is outside it."""
    root = day.last
    for token in range(day.first, day.last + 1):
        above = sentence.head[token]
        if above == token or not day.first <= above <= day.last:
            root = token
            break
    above = sentence.head[root]
    if sentence.dep[root] in ("compound", "nmod") and sentence.base[above] in PARTS_OF_DAY:
        return above  # "Tuesday night"
    return root


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
