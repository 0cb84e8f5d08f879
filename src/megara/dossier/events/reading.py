"""The events of a story: each date with what its sentence tells of it."""

from __future__ import annotations

from megara.dossier.events.days import ISO_DAY, days_of
from megara.dossier.events.parties import parties_of, place_of
from megara.dossier.events.words import told_on
from megara.dossier.schema import Event
from megara.dossier.story import Story


def read_events(story: Story) -> list[Event]:
    """Return the dated events of a story."""
    found: list[Event] = []
    last: str | None = None  # the day that the last dated sentence tells first: "the same day"
    for sentence in story.sentences:
        told_words: set[int] = set()
        days = days_of(story, sentence, last)
        last = next((d.iso for d in days if d.iso and len(d.iso) == ISO_DAY), last)
        for day in days:
            told = told_on(story, sentence, day)
            if told is None or told.word in told_words:
                continue
            told_words.add(told.word)
            event = Event(
                date=day.iso,
                kind=told.kind,
                parties=parties_of(story, sentence, told),
                place=place_of(story, sentence, told),
                evidence=[story.evidence(sentence)],
            )
            twin = next((e for e in found if e.date == event.date and e.kind == event.kind
                         and set(e.parties) == set(event.parties)), None)  # fmt: skip
            if twin is None:
                found.append(event)
            elif event.evidence[0] not in twin.evidence:
                twin.evidence.append(event.evidence[0])
    return found
