"""Positions told by ending a measure: who lifts, suspends or drops one in the news is against it.

Only at the head of the story: what was lifted long ago says nothing of where a party stands now.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.positions.direction import Direction, direction
from megara.dossier.positions.holders import Found, doer, held_by, topic
from megara.dossier.positions.matters import words
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

LEAD = 3  # sentences, the headline among them
INTENDING = frozenset("announce decide agree plan intend say move vote order begin start promise "
                      "let".split())  # fmt: skip


def of_lifting(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Yield who lifts a measure."""
    if sentence.negated(verb) or sentence.lemma[verb] not in words("verb", "ending"):
        return
    announced = _is_announced(sentence, verb)
    if not announced and (sentence.number >= LEAD or not _is_done(sentence, verb)):
        return
    thing = sentence.child(verb, "dobj", "nsubjpass")
    if thing is None or sentence.measures.isdisjoint((thing, *sentence.kids[thing])):
        return
    if direction(sentence, verb) is not Direction.AWAY:
        return
    holder = doer(sentence, verb)
    if holder is not None:
        for found in held_by(story, sentence, holder, "opposed", topic(story, sentence, verb)):
            if found[0] not in story.targets:
                yield found


def _is_announced(sentence: Sentence, verb: int) -> bool:
    """Say whether its end is promised: "announced that the United States would remove them"."""
    aux = {sentence.low[k] for k in sentence.children(verb, "aux")}
    announced = sentence.lemma[sentence.head[verb]] == "announce"
    return sentence.dep[verb] == "ccomp" and announced and bool(aux & {"will", "would"})


def _is_done(sentence: Sentence, verb: int) -> bool:
    """Say whether it is done or decided, not asked for or possible."""
    if sentence.dep[verb] == "xcomp":
        return sentence.lemma[sentence.head[verb]] in INTENDING
    aux = {sentence.low[k] for k in sentence.children(verb, "aux")}
    if sentence.children(verb, "mark") or sentence.dep[verb] not in ("ROOT", "conj", "ccomp"):
        return False
    return not aux & {"would", "could", "might", "may", "should", "must", "can"}
