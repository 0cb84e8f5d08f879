"""Positions that a story leaves to be understood: whom measures hit and who speaks is against them.

"We will find other buyers", a minister of the country under sanctions says: no word of it tells a
stance, yet no reader takes him for undecided. Who denies what the country is accused of speaks of
that, not of the measures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from megara.dossier.positions.holders import Found, spoken_of
from megara.dossier.positions.senders import DECIDED
from megara.dossier.schema import Measure
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

ON = "the measures against it"


def of_targets(
    story: Story, measures: Collection[Measure], heard: Collection[str]
) -> Iterator[tuple[Sentence, Found]]:
    """Yield opposition by each target of a decided measure that speaks, and was not ``heard``."""
    hit = {party for m in measures if m.status in DECIDED for party in m.against}
    hit = (hit & story.targets) - set(heard) - story.denying
    for number, party in story.officials_say:
        sentence = story.sentences[number]
        if party in hit and spoken_of(story, sentence, 1):
            hit.remove(party)
            yield sentence, (party, ON, "opposed")
