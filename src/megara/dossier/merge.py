"""Several dossiers as one: ids made unlike, entities and measures of the same name put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from megara.dossier.schema import (
    Claim,
    Consultation,
    CorrectedName,
    Difference,
    Dossier,
    Entity,
    Event,
    Evidence,
    Position,
    Question,
    Stage,
    Trigger,
)
from megara.errors import UsageError

Item = TypeVar("Item", Claim, CorrectedName, Difference, Event, Position, Question, Trigger)
STAGES: tuple[Stage, ...] = ("none", "initial", "ongoing", "collapsed", "agreed")


def merge(dossiers: Sequence[Dossier]) -> Dossier:
    """Merge dossiers; what two of them say alike stands once, with the evidence of both.

    Raises
    ------
    UsageError
        If there is nothing to merge.
    """
    if not dossiers:
        raise UsageError("there is no dossier to merge")
    whole = Dossier()
    for dossier in dossiers:
        _add(whole, _renamed(dossier, whole))
    return whole


def _renamed(dossier: Dossier, whole: Dossier) -> Dossier:
    """Return the dossier with ids that are free in the whole."""
    given = dossier.model_copy(deep=True)
    taken = {d.id: d for d in whole.documents}
    documents: dict[str, str] = {}
    used = set(taken) | {document.id for document in given.documents}
    for document in given.documents:
        twin = taken.get(document.id)
        new = document.id
        if twin is not None and twin.text != document.text:
            number = len(used) + 1
            while f"d{number}" in used:
                number += 1
            new = f"d{number}"
        documents[document.id] = new
        used.add(new)
    for document in given.documents:
        document.id = documents[document.id]
        if document.copy_of is not None:
            document.copy_of = documents.get(document.copy_of, document.copy_of)
    for _, evidence in given.evidences():
        evidence.document = documents.get(evidence.document, evidence.document)
    offset = len(whole.measures)
    ids = {m.id: f"m{offset + n}" for n, m in enumerate(given.measures, 1)}
    for measure in given.measures:
        measure.id = ids[measure.id]
    for trigger in given.triggers:
        trigger.leads_to = [ids.get(name, name) for name in trigger.leads_to]
    return given


def _add(whole: Dossier, given: Dossier) -> None:
    have = {d.id for d in whole.documents}
    whole.documents.extend(d for d in given.documents if d.id not in have)
    _add_entities(whole, given.entities)
    _alike(whole.corrected_names, given.corrected_names, "as_written", "canonical")
    _alike(whole.questions, given.questions, "as_written")
    ids: dict[str, str] = {}
    for measure in given.measures:
        twin = next(
            (
                m
                for m in whole.measures
                if (m.kind, m.status, m.against, m.imposed_by)
                == (measure.kind, measure.status, measure.against, measure.imposed_by)
            ),
            None,
        )
        if twin is None:
            measure.id, old = f"m{len(whole.measures) + 1}", measure.id
            ids[old] = measure.id
            whole.measures.append(measure)
        else:
            ids[measure.id] = twin.id
            twin.goods = list(dict.fromkeys([*twin.goods, *measure.goods]))
            _extend(twin.evidence, measure.evidence)
    for trigger in given.triggers:
        trigger.leads_to = list(dict.fromkeys(ids.get(n, n) for n in trigger.leads_to))
    _alike(whole.triggers, given.triggers, "actor", "action", "recipient")
    _alike(whole.positions, given.positions, "party", "on", "stance")
    _alike(whole.claims, given.claims, "content", "source_kind", "source_name", "affiliation",
           "status", "count")  # fmt: skip
    _alike(whole.events, given.events, "date", "kind", "parties", "place")
    _alike(whole.differences, given.differences, "reason")
    whole.consultation = _consultation(whole.consultation, given.consultation)


def _extend(evidence: list[Evidence], more: Sequence[Evidence]) -> None:
    evidence.extend(e for e in more if e not in evidence)


def _alike(have: list[Item], more: Sequence[Item], *fields: str) -> None:
    """Add items, joining the evidence of those that say the same."""
    for item in more:
        for other in have:
            if all(getattr(other, f) == getattr(item, f) for f in fields):
                _extend(other.evidence, item.evidence)
                break
        else:
            have.append(item)


def _add_entities(whole: Dossier, entities: Sequence[Entity]) -> None:
    by_name = {(e.kind, e.name): e for e in whole.entities}
    for entity in entities:
        twin = by_name.get((entity.kind, entity.name))
        if twin is None:
            entity.id = f"e{len(whole.entities) + 1}"
            whole.entities.append(entity)
            by_name[entity.kind, entity.name] = entity
        else:
            _extend(twin.mentions, entity.mentions)
            twin.corrected_from = list(
                dict.fromkeys([*twin.corrected_from, *entity.corrected_from])
            )
            twin.office = twin.office or entity.office


def _consultation(one: Consultation, other: Consultation) -> Consultation:
    if other.stage == "none" and not other.evidence:
        return one
    if one.stage == "none" and not one.evidence:
        return other
    return Consultation(
        initiator=list(dict.fromkeys([*one.initiator, *other.initiator])),
        invited=list(dict.fromkeys([*one.invited, *other.invited])),
        level=list(dict.fromkeys([*one.level, *other.level])),
        stage=max(one.stage, other.stage, key=STAGES.index),
        agreed=other.agreed if other.agreed is not None else one.agreed,
        evidence=[*one.evidence, *(e for e in other.evidence if e not in one.evidence)],
    )
