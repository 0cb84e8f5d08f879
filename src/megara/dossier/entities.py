"""The entities of a story: each listed name once, with all its mentions."""

from __future__ import annotations

from megara.dossier.gazetteer import Name
from megara.dossier.measures.mentions.phrases import goods_in, wares_of
from megara.dossier.schema import Entity, EntityKind, Evidence
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story


def read_entities(story: Story, aliases: dict[str, list[str]], prefix: str) -> list[Entity]:
    """Return the entities of a story in order of first mention."""
    spans: dict[tuple[str, str], list[Evidence]] = {}
    about: dict[tuple[str, str], Name] = {}
    for sentence in story.sentences:
        for mention in sentence.mentions:
            key = (mention.name.entity_kind or "organisation", mention.name.name)
            start, end = sentence.start[mention.first], sentence.end[mention.last - 1]
            spans.setdefault(key, []).append(story.span(start, end))
            about.setdefault(key, mention.name)
        for good in goods_in(sentence, 0, len(sentence)):
            key = ("goods", good)
            spans.setdefault(key, []).append(_good_span(story, sentence, good))
    found = []
    for number, ((kind, name), mentions) in enumerate(spans.items(), 1):
        listed = about.get((kind, name))
        party = listed.party if listed is not None else ""
        found.append(
            Entity(
                id=f"{prefix}e{number}",
                kind=kind_of(kind),
                name=name,
                iso3=party
                if len(party) == 3 and party.isupper() and party not in ("G20",)
                else None,
                office=(listed.office or None) if listed is not None else None,
                mentions=mentions,
                corrected_from=aliases.get(name, []),
                evidence=mentions[:1],
            )
        )
    return found


def kind_of(kind: str) -> EntityKind:
    """Return the kind as the schema has it."""
    return kind  # type: ignore[return-value]


def _good_span(story: Story, sentence: Sentence, good: str) -> Evidence:
    for at, cue in wares_of(sentence):
        if cue.value == good:
            return story.span(sentence.start[at], sentence.end[at + len(cue.words) - 1])
    raise AssertionError("the good was found in this sentence")
