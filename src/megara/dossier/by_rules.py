"""What the rules read of one parsed story, before the network and a language model are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from megara.dossier.claims import Claims, Found
from megara.dossier.intake import Intake
from megara.dossier.learned import Reading
from megara.dossier.measures import Anchor, Instruments
from megara.dossier.measures.status.threats import threaten
from megara.dossier.measures.together import Measured, together
from megara.dossier.names import Names, correct_names
from megara.dossier.parse import Parser
from megara.dossier.positions import Told, told_by_rules
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.triggers import Act, Triggered, read_triggers

Placed = TypeVar("Placed", Anchor, Act)


@dataclass(frozen=True)
class ByRules:
    """What the rules read of a story, before the network is asked."""

    story: Story
    names: Names
    claims: list[Found]
    mentions: list[Anchor]
    measured: Measured
    triggers: Triggered
    told: list[Told]

    @cached_property
    def stances(self) -> list[tuple[str, Stance]]:
        """The stances of parties that were told, in order, each once."""
        return list(dict.fromkeys((party, stance) for _, (party, _, stance) in self.told))

    @property
    def reading(self) -> Reading:
        """The same as the network is told it."""
        stances: dict[int, list[tuple[str, Stance]]] = {}
        for sentence, (party, _, stance) in self.told:
            stances.setdefault(sentence.number, []).append((party, stance))
        kept = (anchor for _, anchors in self.measured for anchor in anchors)
        said = {f.sentence.number: f.claim.source_kind for f in self.claims}
        acts = (act for _, acts in self.triggers for act in acts)
        return Reading(
            _by_sentence(self.mentions), _by_sentence(kept), _by_sentence(acts), stances, said
        )


def _by_sentence(items: Iterable[Placed]) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = {}
    for item in items:
        found.setdefault(item.sentence.number, []).append(item)
    return found


def read_by_rules(intake: Intake, sentences: list[Sentence], tools: Parser) -> ByRules:
    """Read the names, claims, measures, triggers and stances of one parsed story, by the rules."""
    story = Story(intake, sentences, tools.gazetteer)
    names = correct_names(story)
    claims = Claims(story).read()
    story.by_experts = frozenset(
        f.sentence.number for f in claims if f.claim.source_kind == "expert"
    )
    instruments = Instruments(story)
    measured = instruments.read()
    story.targets, story.senders = _sides(measured)
    for anchor in instruments.anchors:
        anchor.sentence.measures.update(range(anchor.first, anchor.last))
    triggers = read_triggers(story, measured)
    if threaten(sentences, instruments.anchors, [trigger for trigger, _ in triggers]):
        measured = together(story, instruments.anchors)
        story.targets, story.senders = _sides(measured)
        triggers = read_triggers(story, measured)
    told = told_by_rules(story, measured, claims)
    return ByRules(story, names, claims, instruments.anchors, measured, triggers, told)


def _sides(measured: Measured) -> tuple[set[str], set[str]]:
    """Return the parties that more measures are against than by, and those of whom more are by."""
    against = Counter(party for measure, _ in measured for party in measure.against)
    by = Counter(party for measure, _ in measured for party in measure.imposed_by)
    targets = {party for party in against if against[party] > by[party]}
    return targets, {party for party in by if by[party] > against[party]}
