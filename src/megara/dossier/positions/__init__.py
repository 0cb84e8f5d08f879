"""Positions: where each party stands.

The rules (:mod:`.rules`) know the cues of ``data/stance.csv`` and what imposing a measure, or being
hit by one, tells of a party. What a small network finds beside them (:mod:`megara.dossier.learned`)
is put in with theirs. Each position bears the sentences that tell it.
"""

from __future__ import annotations

from megara.dossier.positions.holders import UNTOLD
from megara.dossier.positions.matters import is_on_measure
from megara.dossier.positions.rules import Told, told_by_rules
from megara.dossier.schema import Position, Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

MOST = 12  # words

__all__ = ["Told", "as_told", "positions_of", "told_by_rules"]


def positions_of(story: Story, told: list[Told]) -> list[Position]:
    """Return the positions that were told, each party and stance once, in order."""
    positions: dict[tuple[str, Stance], Position] = {}
    for sentence, (party, on, stance) in sorted(told, key=lambda item: item[0].number):
        evidence = story.evidence(sentence)
        position = positions.get((party, stance))
        if position is None:
            positions[party, stance] = Position(
                party=party, on=on, stance=stance, evidence=[evidence]
            )
        elif evidence not in position.evidence:
            position.evidence.append(evidence)
    return list(positions.values())


def as_told(story: Story, sentence: Sentence, party: str, stance: Stance) -> Told:
    """Return a stance found in a sentence as the rules tell theirs: on the measure told there."""
    on = UNTOLD
    if is_on_measure(sentence):
        named = min(sentence.matters or ())
        inside = [token for token in sentence.subtree(named) if token >= named]
        words = sentence.text([named, inside[-1]], story.text).split()
        on = " ".join(words[:MOST]).strip(' ,.;"”“')
    return sentence, (party, on or UNTOLD, stance)
