"""What of a model's answer holds: items that fit the schema, with words that stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from megara.dossier.intake import Intake
from megara.dossier.lexicon import goods, singular
from megara.dossier.measures.mentions.phrases import match_phrase
from megara.dossier.model.names import names_of
from megara.dossier.model.words import Words
from megara.dossier.parties import party_of
from megara.dossier.regional import spelled_out
from megara.dossier.schema import (
    Claim,
    Consultation,
    Dossier,
    Event,
    Evidence,
    Measure,
    Position,
    Trigger,
    is_partial_date,
)

ONE_PARTY = ("party", "actor", "recipient")
PARTIES = ("imposed_by", "against", "initiator", "invited", "parties", "disputed_by")
CHOSEN = ("kind", "status", "stance", "source_kind", "stage")

LISTS = ("measures", "triggers", "positions", "claims", "events")

FEWEST = 2  # words of an evidence: one alone shows nothing

Part = TypeVar("Part", bound=BaseModel)
Item = TypeVar("Item", Claim, Event, Measure, Position, Trigger)


class Verified(NamedTuple):
    """What of an answer holds, how many items do not, and which lists it tells.

    A list of which no item holds, though there were some, is none that it tells.
    """

    dossier: Dossier
    thrown_away: int
    lists: frozenset[str]


def verified(answer: Any, intake: Intake) -> Verified:
    """Return the items of an answer that hold against the text.

    Parameters
    ----------
    answer
        The JSON object that ``data/orders.md`` asks for; anything else holds nothing.
    intake
        The story that was asked about.
    """
    found = Dossier(documents=[intake.document])
    if not isinstance(answer, dict):
        return Verified(found, 0, frozenset())
    held = _Held(intake)
    ids: dict[str, str] = {}
    for item in _items(answer, "measures"):
        measure = held.item(item, Measure, id=f"m{len(found.measures) + 1}")
        if measure is not None:
            ids[str(item.get("id"))] = _once(found.measures, measure).id
    for item in _items(answer, "triggers"):
        told = item.get("leads_to")
        named = [ids[str(i)] for i in told if str(i) in ids] if isinstance(told, list) else []
        trigger = held.item(item, Trigger, leads_to=list(dict.fromkeys(named)))
        if trigger is not None:
            _once(found.triggers, trigger)
    found.positions = held.items(_items(answer, "positions"), Position)
    found.claims = held.items(_items(answer, "claims"), Claim)
    found.events = held.items(_items(answer, "events"), Event)
    found.corrected_names, found.questions = names_of(
        _items(answer, "corrected_names"), held.words, intake.document
    )
    consultation = answer.get("consultation")
    if isinstance(consultation, dict) and consultation.get("stage") not in (None, "", "none"):
        found.consultation = held.item(consultation, Consultation) or Consultation()
    told = (name for name in LISTS if isinstance(answer.get(name), list))
    lists = frozenset(name for name in told if not answer[name] or getattr(found, name))
    return Verified(spelled_out(found), held.thrown_away, lists)


def _items(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the items of a list; what is no item counts as one without evidence."""
    items = answer.get(name)
    return [i if isinstance(i, dict) else {} for i in items] if isinstance(items, list) else []


class _Held:
    """The items of an answer, held against one text."""

    def __init__(self, intake: Intake) -> None:
        self.words, self.document = Words(intake.text), intake.document
        self.junk = tuple((line.start, line.end) for line in intake.document.junk_lines)
        self.thrown_away = 0

    def items(self, items: Iterable[dict[str, Any]], kind: type[Item]) -> list[Item]:
        """Return the items that hold, in order."""
        held: list[Item] = []
        for item in items:
            found = self.item(item, kind)
            if found is not None:
                _once(held, found)
        return held

    def item(self, item: dict[str, Any], kind: type[Part], **given: Any) -> Part | None:
        """Return an item if it fits the schema and its evidence stands in the text, else None."""
        evidence = self._evidence(item.get("evidence"))
        fields: dict[str, Any] = {}
        for name, value in item.items():
            if name in kind.model_fields and name not in ("evidence", "id", "leads_to", "read_by"):
                fields[name] = self._field(name, value)
        if "read_by" in kind.model_fields:
            fields["read_by"] = "model"
        try:
            if not evidence:
                raise ValueError("no evidence")
            return kind(**fields, **given, evidence=evidence)
        except (ValidationError, ValueError, TypeError):
            self.thrown_away += 1
            return None

    def _evidence(self, given: Any) -> list[Evidence]:
        """Return where quoted words stand; nothing if one of them stands nowhere."""
        found: dict[tuple[int, int], Evidence] = {}
        for part in given if isinstance(given, list) else [given]:
            words = part.get("text") if isinstance(part, dict) else part
            if not isinstance(words, str) or len(words.split()) < FEWEST:
                return []
            span = self.words.find(words, self.junk)
            if span is None:
                return []
            text = self.words.text[slice(*span)]
            found[span] = Evidence(document=self.document.id, start=span[0], end=span[1], text=text)
        return [found[span] for span in sorted(found)]

    def _field(self, name: str, value: Any) -> Any:
        """Return a field as the schema has it, where it is plain what is meant."""
        if name in ONE_PARTY:
            return self._party(value)
        if name in PARTIES:
            return _each(value, self._party)
        if name == "goods":
            return _each(value, good_of)
        if name in CHOSEN and isinstance(value, str):
            return "_".join(value.strip().lower().replace("-", " ").split())
        if name == "date":
            return value if isinstance(value, str) and is_partial_date(value) else None
        if name == "count":
            return value if type(value) is int and value >= 1 else None
        if isinstance(value, str):
            return " ".join(value.split()) or None
        return value

    def _party(self, written: Any) -> str | None:
        """Return the party that a model names: one that is listed, or that the story names so."""
        if not isinstance(written, str) or not written.strip():
            return None
        known = party_of(written)
        if known is not None:
            return known
        named = self.words.find(written, self.junk)
        return None if named is None else self.words.text[slice(*named)]


def _once(have: list[Item], item: Item) -> Item:
    """Return the item of a list that says the same, with the words of both, or add it."""
    for other in have:
        if _told(other) == _told(item):
            _add(other.evidence, item.evidence)
            return other
    have.append(item)
    return item


def _add(evidence: list[Evidence], more: Iterable[Evidence]) -> None:
    evidence += [e for e in more if e not in evidence]
    evidence.sort(key=lambda e: e.start)


def _told(item: Claim | Event | Measure | Position | Trigger) -> dict[str, Any]:
    """Return what an item says, without its words and what hangs on its place in the answer."""
    return item.model_dump(exclude={"id", "evidence", "on", "leads_to"})


def _each(value: Any, reading: Callable[[Any], str | None]) -> list[str]:
    """Return what is made of each of some names, once each, without those that are none."""
    given = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(found for one in given if (found := reading(one)) is not None))


def good_of(written: Any) -> str | None:
    """Return the listed good that some words name, or the words themselves, in lower case."""
    if not isinstance(written, str) or not written.strip():
        return None
    words = [singular(word) for word in written.lower().split()]
    cues = (match_phrase(goods(), words, at) for at in range(len(words)))
    return next((cue.value for cue in cues if cue is not None), " ".join(written.lower().split()))
