"""What a story says came of a measure, where "the outcome" or "the decision" is all that is named.

A story that opens with a measure lifted, rejected or failed turns what is said of the outcome:
who "welcomed the decision" is against the measure, who "voiced dismay" is for it.
"""

from __future__ import annotations

from megara.dossier.positions.direction import Direction, direction
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

OUTCOMES = frozenset("outcome result decision move step vote announcement ruling news verdict "
                     "development it this that".split())  # fmt: skip
OPENING = 3  # sentences, the headline among them


def of_outcome(story: Story, sentence: Sentence, thing: int | None) -> Direction | None:
    """Return AWAY where an outcome is named, or none at all, and the measure came to nothing."""
    if thing is not None:
        if sentence.base[thing] not in OUTCOMES:
            return None
        if any(sentence.dep[k] not in ("det", "punct") for k in sentence.kids[thing]):
            return None  # "the visa decision" may be another
    return Direction.AWAY if sentence.number >= OPENING and _undone(story) else None


def _undone(story: Story) -> bool:
    """Say whether the opening tells that a measure is lifted, rejected or failed."""
    for sentence in story.sentences[:OPENING]:
        for root, relation in enumerate(sentence.dep):
            if relation == "ROOT" and sentence.is_verb(root):
                way = direction(sentence, root)
                if way is not None:
                    return way is Direction.AWAY
    return False
