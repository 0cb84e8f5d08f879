"""Soundings: where one sentence tells that somebody asks others about a measure.

Told by a verb ("has canvassed", "is feeling out"), by an idiom ("is taking the temperature of"),
by asking whether ("asked its partners whether they would join"), or by a noun ("consultations with
allies", "outreach from Washington").
"""

from __future__ import annotations

from typing import NamedTuple

from megara.dossier.consultation.asked import is_hit, own_members
from megara.dossier.consultation.nouns import told_by_noun
from megara.dossier.consultation.verbs import told_by_verb
from megara.dossier.consultation.words import on_measures, telling, values, words
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

BESIDE_LEVEL = frozenset({"level", "levels", "between", "among", "by", "informally"})


class Sounding(NamedTuple):
    """Who asks whom in one sentence, at which level, and whether anybody is told at all.

    A bloc that asks its own members stands both in ``by`` and in ``whom``.
    """

    by: list[str]
    whom: list[str]
    level: list[str]
    somebody: bool


def sounding(story: Story, sentence: Sentence) -> Sounding | None:
    """Return who asks, who is asked and at which level, if a sentence tells of asking."""
    talks = words("talks")
    if telling().isdisjoint(sentence.lemma) and talks.isdisjoint(sentence.bases):
        return None
    by: list[str] = []
    whom: list[str] = []
    members = hit = somebody = False
    about = on_measures(sentence)
    near = about or _near_measures(story, sentence)
    if not near and talks.isdisjoint(sentence.bases):
        return None
    asks, tags = telling(), sentence.tag
    for at, (word, lemma) in enumerate(zip(sentence.base, sentence.lemma, strict=True)):
        found = None
        if lemma in asks and sentence.is_verb(at):
            if about or (near and _names_topic(sentence, at)):
                found = told_by_verb(story, sentence, at)
        elif word in talks and tags[at] in NOUNS:
            found = told_by_noun(story, sentence, at, about=about, near=near)
        if found is not None:
            hit = True
            by += found[0]
            # One hit among others who are asked was more likely taken for a target in error.
            joined = any(not is_hit(story, p) for p in found[1])
            whom += found[1] if joined else []
            somebody = somebody or bool(found[2])
            members = members or any(own_members(sentence, k) for k in found[2])
    if not hit or _is_history(story, sentence) or not words("evading").isdisjoint(sentence.lemma):
        return None
    whom += [p for p in _particularly(sentence) if not is_hit(story, p)]
    by = list(dict.fromkeys(by))
    whom = [p for p in dict.fromkeys(whom) if p not in by or (members and p == "EU")]
    return Sounding(by, whom, _levels(sentence), bool(by or whom) or somebody)


def _is_history(story: Story, sentence: Sentence) -> bool:
    """Say whether a sentence tells of a year before the story's: "in 2014 it consulted"."""
    year = (story.published or "")[:4]
    if not year:
        return False
    return any(
        len(word) == 4 and word.isdigit() and "1990" < word < year
        and sentence.low[at - 1] in ("in", "of", "back")
        for at, word in enumerate(sentence.low)
    )  # fmt: skip


def _near_measures(story: Story, sentence: Sentence) -> bool:
    """Say whether the sentence before or after speaks of a measure."""
    number = sentence.number
    return any(
        0 <= other < len(story.sentences) and on_measures(story.sentences[other])
        for other in (number - 1, number + 1)
    )


def _names_topic(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb has "the question" or the like, known from before, as its object."""
    return any(
        sentence.base[k] in words("topic") and any(sentence.low[d] in ("the", "this")
                                                   for d in sentence.kids[k])
        for k in sentence.children(verb, "dobj")
    )  # fmt: skip


def _particularly(sentence: Sentence) -> list[str]:
    """Return the parties named after "particularly", "including", "notably"."""
    return [
        mention.name.party
        for at, word in enumerate(sentence.low)
        if word in ("particularly", "especially", "including", "notably")
        for mention in sentence.mentions
        if at < mention.first <= at + 6 and mention.name.kind in ("country", "bloc")
    ]


def _levels(sentence: Sentence) -> list[str]:
    """Return at which level it is talked: "by staff and diplomats", "at working level"."""
    found = []
    levels = values("level")
    for at, word in enumerate(sentence.base):
        if word in levels and not BESIDE_LEVEL.isdisjoint(sentence.low[max(0, at - 5) : at + 4]):
            found.append(levels[word])
    return list(dict.fromkeys(found))
