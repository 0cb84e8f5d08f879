"""The lists that a language model read of a story, in place of those that were read first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from megara.dossier.model.answer import Verified
from megara.dossier.schema import (
    Claim,
    Dossier,
    Event,
    Measure,
    Position,
    Trigger,
)

Item = TypeVar("Item", Claim, Event, Measure, Position, Trigger)


def replaced(first: Dossier, by_model: Verified) -> Dossier:
    """Return the dossier of one story with the lists that the model read.

    Documents and entities are those of the first reading, to whose corrected names and questions
    those of the model are added. An item of the model's that the first reading has too says who
    read it there; its words are those that the model chose.

    Parameters
    ----------
    first
        What the rules and the network read.
    by_model
        What a model read of the same document, held against its text. A list that it does not
        tell stays as it was read first.
    """
    whole = first.model_copy(deep=True)
    given = by_model.dossier.model_copy(deep=True)
    _add_names(whole, given)
    _name_sources(given.claims, whole)
    if "measures" in by_model.lists:
        whole.measures = _put(given.measures, whole.measures, _same_measure)
        _lead_to(whole.triggers, first.measures, whole.measures)
    if "triggers" in by_model.lists:
        whole.triggers = _put(given.triggers, whole.triggers, _same_trigger)
        if "measures" not in by_model.lists:
            _lead_to(whole.triggers, given.measures, whole.measures)
    if "positions" in by_model.lists:
        whole.positions = _put(given.positions, whole.positions, _same_position)
    if "claims" in by_model.lists:
        whole.claims = _put(given.claims, whole.claims, _same_claim)
    if "events" in by_model.lists:
        whole.events = _put(given.events, whole.events, _same_event)
    if "consultation" in by_model.lists:
        whole.consultation = given.consultation
    return whole


def _put(found: list[Item], first: list[Item], same: Callable[[Item, Item], bool]) -> list[Item]:
    """Return the items found, each with who read it first."""
    for item in found:
        told = next((other for other in first if same(item, other)), None)
        if told is not None:
            item.read_by = told.read_by
    return found


def _lead_to(triggers: list[Trigger], old: list[Measure], new: list[Measure]) -> None:
    """Let triggers that lead to measures of one reading lead to the same ones of another."""
    by_id = {measure.id: measure for measure in old}
    for trigger in triggers:
        meant = [by_id[name] for name in trigger.leads_to if name in by_id]
        trigger.leads_to = [m.id for m in new if any(_same_measure(m, other) for other in meant)]


def _same_measure(one: Measure, other: Measure) -> bool:
    return (one.kind, one.status) == (other.kind, other.status) and all(
        set(mine) & set(its) or mine == its
        for mine, its in ((one.imposed_by, other.imposed_by), (one.against, other.against))
    )


def _same_trigger(one: Trigger, other: Trigger) -> bool:
    return (one.actor, one.recipient) == (other.actor, other.recipient) and _overlap(one, other)


def _same_position(one: Position, other: Position) -> bool:
    return (one.party, one.stance) == (other.party, other.stance)


def _same_claim(one: Claim, other: Claim) -> bool:
    return (one.source_kind, one.status) == (other.source_kind, other.status) and _overlap(
        one, other
    )


def _same_event(one: Event, other: Event) -> bool:
    return (one.kind, one.date) == (other.kind, other.date) and _overlap(one, other)


def _overlap(one: Item, other: Item) -> bool:
    """Say whether some words of two items of one document overlap."""
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _add_names(whole: Dossier, given: Dossier) -> None:
    """Add corrected names and questions of what is neither yet; a correction answers a question."""
    corrected = {name.as_written for name in whole.corrected_names}
    whole.corrected_names += [n for n in given.corrected_names if n.as_written not in corrected]
    corrected = {name.as_written for name in whole.corrected_names}
    asked = {question.as_written for question in whole.questions}
    whole.questions += [q for q in given.questions if q.as_written not in asked]
    whole.questions = [q for q in whole.questions if q.as_written not in corrected]


def _name_sources(claims: list[Claim], whole: Dossier) -> None:
    """Give the persons who speak the names that the dossier gives them elsewhere."""
    known = {entity.name: entity.name for entity in whole.entities if entity.kind == "person"}
    known.update({name.as_written: name.canonical for name in whole.corrected_names})
    for claim in claims:
        name = claim.source_name
        if name is not None:
            full = {p for w, p in known.items() if w == name or w.endswith(f" {name}")}
            claim.source_name = full.pop() if len(full) == 1 else name
