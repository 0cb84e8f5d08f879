"""The dossier: what a set of stories says, each item tied to the exact words.

An **evidence** is a span ``(document, start, end, text)`` with ``text == document[start:end]``,
counted in characters of the document's text as given. An item without evidence is not an item.
Parties are ISO3 codes or the name of a bloc (EU, G7, NATO). :func:`verify` checks every span.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1

EntityKind = Literal[
    "country", "bloc", "government_body", "person", "company", "organisation", "goods"
]
MeasureKind = Literal[
    "designation", "export_control", "import_ban", "embargo", "financial", "secondary", "price_cap",
    "tariff", "travel_ban", "unspecified",
]  # fmt: skip
MeasureStatus = Literal["considered", "threatened", "announced", "imposed", "agreed", "rejected"]
Stance = Literal["supportive", "open", "undecided", "reticent", "opposed"]
SourceKind = Literal[
    "named_official", "anonymous_official", "spokesperson", "institution", "expert", "document",
    "reporter",
]  # fmt: skip
ClaimStatus = Literal["asserted", "denied", "declined", "unanswered"]
Stage = Literal["initial", "ongoing", "agreed", "collapsed", "none"]
EventKind = Literal["meeting", "call", "statement", "vote", "imposition", "deadline", "other"]
PublishedBasis = Literal["given", "page", "text", "file name"]
ReadBy = Literal["rules", "network", "model"]


class Part(BaseModel):
    """Base of all parts of a dossier: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid")


class Evidence(Part):
    """The exact words: ``text == document[start:end]``."""

    document: str = Field(description="id of the document")
    start: int = Field(ge=0, description="first character, counted from 0")
    end: int = Field(ge=0, description="one past the last character")
    text: str = Field(min_length=1)


Evidences = Annotated[list[Evidence], Field(min_length=1)]


class JunkLine(Part):
    """A line of the document that is not part of the story, and why."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    reason: str


class Document(Part):
    """One text that was read."""

    id: str
    title: str | None = None
    publisher: str | None = None
    dateline: str | None = None
    published: str | None = Field(default=None, description="ISO date, perhaps only year and month")
    published_basis: PublishedBasis | None = Field(default=None, description="how it is known")
    authors: list[str] = []
    sha256: str = Field(description="of the bytes as given")
    junk_lines: list[JunkLine] = []
    language: str | None = Field(
        default=None, description="ISO 639-1, or null if there is too little text"
    )
    copy_of: str | None = Field(
        default=None, description="id of the document that tells the same story"
    )
    text: str = Field(
        description="the text that spans count in: the plain text as given, or the "
        "text drawn from the page"
    )


class ReadItem(Part):
    """An item that may have been read by others than the rules."""

    read_by: ReadBy = Field(
        default="rules",
        description="the rules; or, where they alone do not say the same, the small network that "
        "reads beside them, or a language model",
    )


class Entity(Part):
    """Somebody or something that the stories name."""

    id: str
    kind: EntityKind
    name: str
    iso3: str | None = None
    office: str | None = None
    mentions: list[Evidence]
    corrected_from: list[str] = []
    evidence: Evidences


class CorrectedName(Part):
    """A name that was garbled, what it stands for, and the two grounds for saying so."""

    as_written: str
    canonical: str
    basis: str
    evidence: Evidences


class Question(Part):
    """A name that looks garbled but has only one ground: for the reader to decide."""

    as_written: str
    candidates: list[str]
    reason: str
    evidence: Evidences


class Consultation(Part):
    """Who sounds out whom, at which level, and how far it has come."""

    initiator: list[str] = []
    invited: list[str] = []
    level: list[str] = []
    stage: Stage = "none"
    agreed: bool | None = None
    evidence: list[Evidence] = []


class Measure(ReadItem):
    """One instrument that the stories mention."""

    id: str
    kind: MeasureKind
    imposed_by: list[str] = []
    against: list[str] = []
    goods: list[str] = []
    status: MeasureStatus
    evidence: Evidences


class Trigger(ReadItem):
    """The event on which measures would be pulled."""

    actor: str
    action: str
    recipient: str | None = None
    leads_to: list[str] = Field(default=[], description="ids of measures")
    evidence: Evidences


class Position(ReadItem):
    """Where a party stands on something."""

    party: str
    on: str
    stance: Stance
    evidence: Evidences


class Claim(ReadItem):
    """What somebody said, who, and how firmly."""

    content: str
    source_kind: SourceKind
    source_name: str | None = None
    affiliation: str | None = None
    count: int | None = Field(
        default=None, ge=1, description="number of sources, where the story says"
    )
    status: ClaimStatus
    disputed_by: list[str] = []
    evidence: Evidences


class Event(ReadItem):
    """Something that happened or will, with its date."""

    date: str | None = Field(default=None, description="ISO, perhaps only year or year and month")
    kind: EventKind
    parties: list[str] = []
    place: str | None = None
    evidence: Evidences


class Difference(Part):
    """A sentence whose sense differs between copies of one story."""

    reason: str
    evidence: Evidences


class Dossier(Part):
    """What a set of stories says."""

    schema_version: int = SCHEMA_VERSION
    documents: list[Document] = []
    entities: list[Entity] = []
    corrected_names: list[CorrectedName] = []
    questions: list[Question] = []
    consultation: Consultation = Consultation()
    measures: list[Measure] = []
    triggers: list[Trigger] = []
    positions: list[Position] = []
    claims: list[Claim] = []
    events: list[Event] = []
    differences: list[Difference] = []

    def to_json(self) -> str:
        """Return the dossier as JSON text that ends with a line end; the same dossier, the same."""
        return self.model_dump_json(indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, where: str = "the dossier") -> Dossier:
        """Read and verify a dossier.

        Raises
        ------
        UsageError
            If the text is not a whole dossier, or an evidence does not hold.
        """
        from megara.dossier.loading import load

        return load(text, where)

    def evidences(self) -> Iterator[tuple[str, Evidence]]:
        """Yield every evidence with the place it stands at."""
        for name in (
            "entities", "corrected_names", "questions", "measures", "triggers", "positions",
            "claims", "events", "differences",
        ):  # fmt: skip
            for number, item in enumerate(getattr(self, name)):
                for evidence in item.evidence:
                    yield f"{name}[{number}]", evidence
                for evidence in getattr(item, "mentions", []):
                    yield f"{name}[{number}]", evidence
        for evidence in self.consultation.evidence:
            yield "consultation", evidence


def verify(dossier: Dossier) -> list[str]:
    """Return what is wrong with the dossier's spans, ids and dates, a line each; none is good."""
    texts: Mapping[str, str] = {document.id: document.text for document in dossier.documents}
    problems = []
    if len(texts) != len(dossier.documents):
        problems.append("two documents have the same id")
    for place, evidence in dossier.evidences():
        if evidence.document not in texts:
            problems.append(f"{place}: no document {evidence.document!r}")
        elif texts[evidence.document][evidence.start : evidence.end] != evidence.text:
            problems.append(
                f"{place}: the words {evidence.text[:40]!r} do not stand at "
                f"{evidence.start}:{evidence.end} of {evidence.document}"
            )
    for document in dossier.documents:
        for line in document.junk_lines:
            if document.text[line.start : line.end] != line.text:
                problems.append(f"junk line {line.text[:40]!r} does not stand in {document.id}")
        if document.published is not None and not is_partial_date(document.published):
            problems.append(f"{document.id}: published {document.published!r} is no ISO date")
    stated = dossier.consultation
    if (stated.initiator or stated.invited or stated.stage != "none") and not stated.evidence:
        problems.append("consultation: no evidence")
    measures = {measure.id for measure in dossier.measures}
    for number, trigger in enumerate(dossier.triggers):
        for name in trigger.leads_to:
            if name not in measures:
                problems.append(f"triggers[{number}]: no measure {name!r}")
    for number, event in enumerate(dossier.events):
        if event.date is not None and not is_partial_date(event.date):
            problems.append(f"events[{number}]: {event.date!r} is no ISO date")
    return problems


def is_partial_date(text: str) -> bool:
    """Say whether the text is YYYY, YYYY-MM or YYYY-MM-DD, and in the calendar."""
    filled = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
    try:
        return len(filled) == 10 and bool(date.fromisoformat(filled))
    except ValueError:
        return False
