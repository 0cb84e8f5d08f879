"""Garbled names of reporters: those in the outlet's own credit line that are like its staff's."""

from __future__ import annotations

from rapidfuzz import fuzz

from megara.dossier.credit import credited
from megara.dossier.lexicon import rows
from megara.dossier.names.corrections import Names
from megara.dossier.names.likeness import likeness
from megara.dossier.story import Story


def correct_reporters(story: Story, found: Names) -> None:
    """Correct reporters' names in the outlet's own credit line."""
    publisher = story.intake.document.publisher
    if publisher is None:
        return
    staff = [row["name"] for row in rows("reporters") if row["outlet"] == publisher]
    for written, start in credited(story.text, story.intake.credits):
        if written in staff:
            continue
        alike = [(fuzz.ratio(written, name), name, how) for name in staff
                 if (how := likeness(written, name))]  # fmt: skip
        if alike:
            _, name, how = max(alike)
            evidence = story.span(start, start + len(written))
            found.record(evidence, name, f"{how}; body: credit line of {publisher}")
            authors = story.intake.document.authors
            story.intake.document.authors = [name if a == written else a for a in authors]
