"""Positions told before a noun: "a U.S.-led push for sanctions", "the French-drafted text"."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.positions.direction import Direction, direction
from megara.dossier.positions.holders import Found, held_by, spoken_of, topic
from megara.dossier.positions.matters import matters
from megara.dossier.positions.turning import on_measure
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

SPONSORED = frozenset("led drafted backed sponsored proposed authored initiated supported inspired "
                      "penned written tabled instigated engineered imposed".split())  # fmt: skip


def of_sponsor(story: Story, sentence: Sentence, at: int) -> Iterator[Found]:
    """Yield who leads, drafts or backs a measure by a hyphen: the token is "led"."""
    if at < 2 or sentence.low[at] not in SPONSORED or sentence.low[at - 1] != "-":
        return
    noun = sentence.head[at]
    if sentence.base[noun] not in matters() or not spoken_of(story, sentence):
        return
    way = direction(sentence, noun)
    if way in (Direction.TOWARD, Direction.AWAY) and sentence.mention[at - 2] is not None:
        stance = on_measure("supportive", way)
        yield from held_by(story, sentence, at - 2, stance, topic(story, sentence, noun))
