"""Several dossiers as one: ids made unlike, what is the same put together.

Two documents with one text are one, under whatever ids; entities of one name and measures with the
same kind, status and parties stand once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from megara.dossier.schema import (
    Claim,
    Consultation,
    CorrectedName,
    Difference,
    Document,
    Dossier,
    Entity,
    Event,
    Evidence,
    Position,
    Question,
    ReadBy,
    ReadItem,
    Stage,
    Trigger,
)
from megara.errors import UsageError

Found = TypeVar("Found")
Item = TypeVar("Item", Claim, CorrectedName, Difference, Event, Position, Question, Trigger)
READERS: tuple[ReadBy, ...] = get_args(ReadBy)  # the surest first
STAGES: tuple[Stage, ...] = ("none", "initial", "ongoing", "collapsed", "agreed")


def merge(dossiers: Sequence[Dossier], *, keep: bool = True) -> Dossier:
    """Merge dossiers; what two of them say alike stands once, with the evidence of both.

    Merging the result with what it was made from changes nothing.

    Parameters
    ----------
    dossiers
        At least one.
    keep
        Whether they are kept as they are; if not, their items become those of the result.

    Raises
    ------
    UsageError
        If there is nothing to merge.
    """
    if not dossiers:
        raise UsageError("there is no dossier to merge")
    whole, known = Dossier(), Known()
    for dossier in dossiers:
        given = dossier.model_copy(deep=True) if keep else dossier
        _add(whole, _renamed(given, whole), known)
    return whole


def _renamed(given: Dossier, whole: Dossier) -> Dossier:
    """Give a dossier ids that are free in the whole; a text that is there has its id."""
    documents = _ids(given.documents, whole.documents)
    for document in given.documents:
        document.id = documents[document.id]
        if document.copy_of is not None:
            document.copy_of = documents.get(document.copy_of, document.copy_of)
    # items of a dossier that was just read share their evidence: each is renamed once
    for evidence in {id(evidence): evidence for _, evidence in given.evidences()}.values():
        evidence.document = documents.get(evidence.document, evidence.document)
    offset = len(whole.measures)
    ids = {m.id: f"m{offset + n}" for n, m in enumerate(given.measures, 1)}
    for measure in given.measures:
        measure.id = ids[measure.id]
    for trigger in given.triggers:
        trigger.leads_to = [ids.get(name, name) for name in trigger.leads_to]
    return given


def _ids(given: Sequence[Document], have: Sequence[Document]) -> dict[str, str]:
    """Return the id in the whole of each given document.

    A text is the same under any id (a ledger is merged again as it grows); that it is the same
    *text*, and not only the same file (sha256), is what its spans hang on.
    """
    by_text = {document.text: document.id for document in have}
    taken = {document.id for document in have}
    used = taken | {document.id for document in given}
    found: dict[str, str] = {}
    for document in given:
        new = by_text.get(document.text, document.id)
        if document.text not in by_text and document.id in taken:
            number = len(used) + 1
            while f"d{number}" in used:
                number += 1
            new = f"d{number}"
        by_text[document.text] = found[document.id] = new
        used.add(new)
    return found


def _add(whole: Dossier, given: Dossier, known: Known) -> None:
    _add_documents(whole, given.documents)
    _add_entities(whole, given.entities, known)
    _alike(known, whole.corrected_names, given.corrected_names, "as_written", "canonical")
    _alike(known, whole.questions, given.questions, "as_written")
    ids: dict[str, str] = {}
    for measure in given.measures:
        twin = known.find(measure, "kind", "status", "against", "imposed_by")
        if twin is measure:
            measure.id, old = f"m{len(whole.measures) + 1}", measure.id
            ids[old] = measure.id
            whole.measures.append(measure)
        else:
            ids[measure.id] = twin.id
            twin.goods = _both(twin.goods, measure.goods)
            _surer(twin, measure)
            _extend(twin.evidence, measure.evidence)
    for trigger in given.triggers:
        trigger.leads_to = _both([], [ids.get(n, n) for n in trigger.leads_to])
    for trigger, twin_of in _alike(
        known, whole.triggers, given.triggers, "actor", "action", "recipient"
    ):
        twin_of.leads_to = _both(twin_of.leads_to, trigger.leads_to)
    _alike(known, whole.positions, given.positions, "party", "on", "stance")
    for claim, same in _alike(known, whole.claims, given.claims, "content", "source_kind",
                              "source_name", "affiliation", "status", "count"):  # fmt: skip
        same.disputed_by = _both(same.disputed_by, claim.disputed_by)
    _alike(known, whole.events, given.events, "date", "kind", "parties", "place")
    # of one reason there are many differences: each is a pair of sentences
    _alike(known, whole.differences, given.differences, "reason", "evidence")
    whole.consultation = _consultation(whole.consultation, given.consultation)


def _add_documents(whole: Dossier, documents: Sequence[Document]) -> None:
    """Add documents; of two with one text, what only the later knows is added to the first."""
    by_id = {document.id: document for document in whole.documents}
    for document in documents:
        twin = by_id.get(document.id)
        if twin is None:
            whole.documents.append(document)
            by_id[document.id] = twin = document
        elif twin is not document:
            if document.copy_of is None:
                twin.copy_of = None  # read by itself once is read
            if twin.published is None:
                twin.published, twin.published_basis = document.published, document.published_basis
            for name in ("title", "publisher", "dateline", "language"):
                setattr(twin, name, getattr(twin, name) or getattr(document, name))
            twin.authors = twin.authors or document.authors
            known = {(line.start, line.end) for line in twin.junk_lines}
            more = [line for line in document.junk_lines if (line.start, line.end) not in known]
            twin.junk_lines = sorted([*twin.junk_lines, *more], key=lambda line: line.start)
        if twin.copy_of == twin.id:
            twin.copy_of = None


def _both(have: Sequence[str], more: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*have, *more]))


def _extend(evidence: list[Evidence], more: Sequence[Evidence]) -> None:
    have = {(e.document, e.start, e.end) for e in evidence}
    evidence.extend(e for e in more if (e.document, e.start, e.end) not in have)


def _surer(one: ReadItem, other: ReadItem) -> None:
    """Let the rules count for an item that they read in one of two dossiers, then the network."""
    one.read_by = min(one.read_by, other.read_by, key=READERS.index)


class Known:
    """The items of the whole, by what they say."""

    def __init__(self) -> None:
        self.items: dict[tuple[Any, ...], Any] = {}

    def find(self, item: Found, *fields: str) -> Found:
        """Return the item of the whole with the same values of some fields, else this one."""
        said = (_hashed(getattr(item, field)) for field in fields)
        found: Found = self.items.setdefault((type(item), *said), item)
        return found


def _hashed(value: Any) -> Any:
    """Return a value that can be looked up: a list as a tuple, an evidence as its span."""
    if isinstance(value, list):
        return tuple(_hashed(one) for one in value)
    return (value.document, value.start, value.end) if isinstance(value, Evidence) else value


def _alike(
    known: Known, have: list[Item], more: Sequence[Item], *fields: str
) -> list[tuple[Item, Item]]:
    """Add items, joining the evidence of those that say the same.

    Returns
    -------
    list of (item, item)
        Each item that was not added, with the one that says the same.
    """
    twins = []
    for item in more:
        other = known.find(item, *fields)
        if other is item:
            have.append(item)
            continue
        _extend(other.evidence, item.evidence)
        if isinstance(other, ReadItem) and isinstance(item, ReadItem):
            _surer(other, item)
        twins.append((item, other))
    return twins


def _add_entities(whole: Dossier, entities: Sequence[Entity], known: Known) -> None:
    for entity in entities:
        twin = known.find(entity, "kind", "name")
        if twin is entity:
            entity.id = f"e{len(whole.entities) + 1}"
            whole.entities.append(entity)
        else:
            _extend(twin.mentions, entity.mentions)
            twin.corrected_from = _both(twin.corrected_from, entity.corrected_from)
            twin.office = twin.office or entity.office


def _consultation(one: Consultation, other: Consultation) -> Consultation:
    if other.stage == "none" and not other.evidence:
        return one
    if one.stage == "none" and not one.evidence:
        return other
    return Consultation(
        initiator=_both(one.initiator, other.initiator),
        invited=_both(one.invited, other.invited),
        level=_both(one.level, other.level),
        stage=max(one.stage, other.stage, key=STAGES.index),
        agreed=other.agreed if other.agreed is not None else one.agreed,
        evidence=[*one.evidence, *(e for e in other.evidence if e not in one.evidence)],
    )
