"""The items of a dossier in words: what the page to check it on and ``megara dossier show`` say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megara.dossier.parties import called, decoded, in_words, is_plural, listed
from megara.dossier.schema import (
    Claim,
    Consultation,
    CorrectedName,
    Document,
    Dossier,
    Event,
    Evidence,
    Measure,
    Position,
    Question,
    ReadItem,
    Trigger,
)

Item = Claim | Consultation | CorrectedName | Event | Measure | Position | Question | Trigger
TITLES = {
    "measures": "Measures", "triggers": "Triggers", "positions": "Positions", "claims": "Claims",
    "events": "Events", "consultation": "Consultation", "corrected_names": "Corrected names",
    "questions": "Names to decide",
}  # fmt: skip
LISTS = tuple(TITLES)
_MEASURES = {
    "financial": "financial measures", "secondary": "secondary sanctions",
    "unspecified": "measures not named",
}  # fmt: skip
_EVENTS = {
    "meeting": "meeting of", "call": "call of", "statement": "statement by", "vote": "vote of",
    "imposition": "imposition by", "deadline": "deadline for", "other": "another event of",
}  # fmt: skip
_READ_BY = {"network": "read by the network", "model": "read by a language model"}
_STAGES = {"initial": "at an initial stage", "none": "stage not told"}
_AGREED = {True: "agreed", False: "no agreement", None: "agreement not told"}


@dataclass(frozen=True)
class Line:
    """One item in words: what it says, more of it, its labels, and the exact words."""

    anchor: str
    head: str
    body: str
    notes: list[str]
    evidence: list[Evidence]

    @property
    def documents(self) -> list[str]:
        """The ids of the documents that say it."""
        return list(dict.fromkeys(evidence.document for evidence in self.evidence))


def lines_of(dossier: Dossier, name: str) -> list[Line]:
    """Return the items of one of ``LISTS`` in words."""
    return [
        Line(f"{name}-{number}", head(item), _body(item), _notes(item), item.evidence)
        for number, item in enumerate(items_of(dossier, name))
    ]


def items_of(dossier: Dossier, name: str) -> list[Item]:
    """Return the items of one of ``LISTS``; a consultation of which nothing is told is none."""
    if name != "consultation":
        return list(getattr(dossier, name))
    told = dossier.consultation
    return [told] if told.evidence or told.stage != "none" else []


def title_of(dossier: Dossier) -> str:
    """Return the title of a dossier: its story's, or how many stories it holds and of which days.

    Copies of one story are one story.
    """
    stories = [d for d in dossier.documents if d.copy_of is None]
    if len(stories) == 1:
        return stories[0].title or "A story without a title"
    days = sorted(d.published for d in stories if d.published)
    undated = len(stories) - len(days)
    told = [f"{counted(len(stories), 'story', 'stories')}"]
    if days:
        told.append(days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}")
        told += [f"{undated} without a date"] if undated else []
    elif stories:
        told.append("dates not known")
    return ", ".join(told)


def source_of(document: Document) -> str:
    """Return what a document is: its title, publisher and date, as far as known."""
    about = ", ".join(part for part in (document.publisher, document.published) if part)
    return (document.title or "no title") + (f" ({about})" if about else "")


def short_source(document: Document) -> str:
    """Return a document in a few words: its id, who published it (else its title), and when."""
    name = document.publisher or (document.title or "no title")[:40]
    return ", ".join(part for part in (document.id, name, document.published) if part)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 story", "2 stories"; many without one: add an "s"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def head(item: Item) -> str:
    """Return what an item says, in a few words."""
    match item:
        case Measure():
            goods = f" ({', '.join(item.goods)})" if item.goods else ""
            what = _MEASURES.get(item.kind, item.kind.replace("_", " "))
            return f"{item.id}: {what}{goods}{_sides(item.imposed_by, item.against)}"
        case Trigger():
            to = f" (recipient: {called(item.recipient)})" if item.recipient else ""
            return f"{called(item.actor)}: {item.action}{to}"
        case Position():
            verb = "are" if is_plural(item.party) else "is"
            return _capital(f"{in_words(item.party)} {verb} {item.stance}")
        case Claim():
            return ", ".join([*_source(item), *_affiliation(item)]) or "institution"
        case Event():
            what = _EVENTS[item.kind]
            if not item.parties:
                what = f"{what.rsplit(' ', 1)[0]}, nobody named"
            return f"{item.date or 'no date'}: {' '.join([what, listed(item.parties)]).strip()}"
        case Consultation():
            verb = "ask" if len(item.initiator) > 1 or any(
                is_plural(party) for party in item.initiator) else "asks"  # fmt: skip
            who = listed(item.initiator, "somebody not named")
            whom = listed(item.invited, "parties not named")
            stage = _STAGES.get(item.stage, item.stage)
            return _capital(f"{who} {verb} {whom}: {stage}, {_AGREED[item.agreed]}")
        case CorrectedName():
            return f"{item.as_written} → {item.canonical}"
        case Question():
            return f"{item.as_written}: {', '.join(item.candidates) or 'no candidate'}?"


def _sides(by: Sequence[str], against: Sequence[str]) -> str:
    """Return who imposes and on whom; a side that is not told stands last."""
    told = (f" by {listed(by)}" if by else "") + (f" against {listed(against)}" if against else "")
    return told + ("" if by else "; sender not named") + ("" if against else "; target not named")


def _source(claim: Claim) -> list[str]:
    """Return who speaks; an institution that has no name of its own is what it belongs to."""
    if claim.source_name:
        return [called(claim.source_name)]
    if claim.source_kind == "institution" and claim.affiliation:
        return []
    kind = claim.source_kind.replace("_", " ")
    return [f"{kind}s" if claim.count and claim.count > 1 else kind]


def _affiliation(claim: Claim) -> list[str]:
    parts = (claim.affiliation or "").split(", ")
    return [called(part) for part in parts if part]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _body(item: Item) -> str:
    """Return the longer part of what an item says."""
    match item:
        case Claim():
            return item.content
        case Position():
            return f"on: {item.on}" if item.on else ""
        case CorrectedName():
            return decoded(item.basis)
        case Event():
            return f"place: {item.place}" if item.place else ""
        case Question():
            return item.reason
    return ""


def _notes(item: Item) -> list[str]:
    """Return the small labels of an item."""
    notes: list[str] = []
    match item:
        case Measure():
            notes.append(item.status)
        case Claim():
            notes.append(item.status)
            kind = item.source_kind.replace("_", " ")
            if not head(item).startswith(kind):
                notes.append(kind)
            if item.count:
                notes.append(counted(item.count, "source"))
            if item.disputed_by:
                notes.append(f"disputed by {listed(item.disputed_by)}")
        case Trigger() if item.leads_to:
            notes.append(f"leads to {', '.join(item.leads_to)}")
        case Consultation() if item.level:
            notes.append(f"level: {', '.join(item.level)}")
    if isinstance(item, ReadItem) and item.read_by != "rules":
        notes.append(_READ_BY[item.read_by])
    return notes
