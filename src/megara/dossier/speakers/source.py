"""Who said something, and who was heard last, for the pronouns and nouns that follow."""

from __future__ import annotations

from dataclasses import dataclass

from megara.dossier.schema import SourceKind


@dataclass(frozen=True)
class Source:
    """Who said something."""

    kind: SourceKind
    name: str | None = None
    affiliation: str | None = None
    count: int | None = None
    party: str | None = None
    other: bool = False  # "a second one": another than the like one just heard


@dataclass
class Heard:
    """The last source of all, and the last of each sort that a later word can point back to."""

    last: Source | None = None
    person: Source | None = None
    spokesperson: Source | None = None
    official: Source | None = None
    last_at: int = -1  # the number of the sentence of ``last``
    person_at: int = -1

    def remember(self, source: Source, number: int) -> None:
        """Take a source as the last one heard, in a sentence of that number."""
        self.last, self.last_at = source, number
        if source.kind == "spokesperson":
            self.spokesperson = source
        if source.kind == "anonymous_official":
            self.official = source
        if source.name and source.kind in ("named_official", "spokesperson", "expert"):
            self.person, self.person_at = source, number
