"""What of a model's answer holds: items that fit the schema, with words that stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from megara.dossier.intake import Intake
from megara.dossier.lexicon import goods, singular
from megara.dossier.measures.mentions.phrases import match_phrase
from megara.dossier.model.names import names_of
from megara.dossier.model.words import Words
from megara.dossier.parties import party_of
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
from megara.dossier.story.lists import spelt_out

LISTS = ("consultation", "measures", "triggers", "positions", "claims", "events")
ONE_PARTY = ("party", "actor", "recipient")
PARTIES = ("imposed_by", "against", "initiator", "invited", "parties", "disputed_by")
CHOSEN = ("kind", "status", "stance", "source_kind", "stage")
FEWEST = 2  # words of an evidence: one alone shows nothing
LONGEST_NAME = 6  # words of a party that is called as the story calls it
MOST = 500  # items of a list: no story tells more

Part = TypeVar("Part", bound=BaseModel)
Item = TypeVar("Item", Claim, Event, Measure, Position, Trigger)


class Verified(NamedTuple):
    """What of an answer holds, how many items do not, and which of ``LISTS`` it tells.

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
    measures = _Once[Measure]()
    for item in _items(answer, "measures"):
        measure = held.item(item, Measure, id=f"m{len(measures.items) + 1}")
        if measure is not None:
            kept = measures.add(measure)
            if isinstance(item.get("id"), str):
                ids[item["id"]] = kept.id
    found.measures = measures.items
    triggers = _Once[Trigger]()
    for item in _items(answer, "triggers"):
        told = item.get("leads_to")
        named = (ids.get(i) for i in (told if isinstance(told, list) else [told])
                 if isinstance(i, str))  # fmt: skip
        leads_to = list(dict.fromkeys(i for i in named if i is not None))
        trigger = held.item(item, Trigger, leads_to=leads_to)
        if trigger is not None:
            triggers.add(trigger)
    found.triggers = triggers.items
    found.positions = held.items(_items(answer, "positions"), Position)
    found.claims = held.items(_items(answer, "claims"), Claim)
    found.events = held.items(_items(answer, "events"), Event)
    found.corrected_names, found.questions, without = names_of(
        _items(answer, "corrected_names"), held.words, held.junk, intake.document
    )
    lists = {name for name in LISTS if isinstance(answer.get(name), list)
             and (not answer[name] or getattr(found, name))}  # fmt: skip
    consultation = answer.get("consultation")
    if isinstance(consultation, dict):
        told_none = consultation.get("stage") == "none"
        stated = None if told_none else held.item(consultation, Consultation)
        found.consultation = stated or Consultation()
        lists |= {"consultation"} if told_none or stated else set()
    return Verified(found, held.thrown_away + without, frozenset(lists))


def _items(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the items of a list; what is no item counts as one without evidence."""
    items = answer.get(name)
    given = items[:MOST] if isinstance(items, list) else []
    return [item if isinstance(item, dict) else {} for item in given]


class _Held:
    """The items of an answer, held against one text."""

    def __init__(self, intake: Intake) -> None:
        self.words, self.document = Words(intake.text), intake.document
        self.junk = tuple((line.start, line.end) for line in intake.document.junk_lines)
        self.thrown_away = 0

    def items(self, items: Iterable[dict[str, Any]], kind: type[Item]) -> list[Item]:
        """Return the items that hold, in order, each once."""
        held = _Once[Item]()
        for item in items:
            for found in self.each(item, kind):
                held.add(found)
        return held.items

    def each(self, item: dict[str, Any], kind: type[Part], **given: Any) -> list[Part]:
        """Return an item if it holds, of a region one for each of its countries."""
        found = self.item(item, kind, **given)
        party = getattr(found, "party", None)
        if found is None or party is None:
            return [] if found is None else [found]
        return [found.model_copy(update={"party": country}) for country in spelt_out(party)]

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
            named = _each(value, lambda one: [self._party(one)])
            return list(dict.fromkeys(p for party in named for p in spelt_out(party)))
        if name == "goods":
            return _each(value, goods_of)
        if name == "level":
            return _each(value, lambda one: [one if isinstance(one, str) else None])
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
        if not isinstance(written, str) or not 0 < len(written.split()) <= LONGEST_NAME:
            return None
        known = party_of(written)
        if known is not None:
            return known
        named = self.words.find(written, self.junk)
        return None if named is None else " ".join(self.words.text[slice(*named)].split())


class _Once(Generic[Item]):
    """Items, each of which stands once, with the words of all that say the same."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.by_what_they_say: dict[str, Item] = {}

    def add(self, item: Item) -> Item:
        """Add an item and return the one that stands for it."""
        told = item.model_dump_json(exclude={"id", "evidence", "on", "leads_to"})
        if told in self.by_what_they_say:
            same = self.by_what_they_say[told]
            _extend(same.evidence, item.evidence)
            return same
        self.by_what_they_say[told] = item
        self.items.append(item)
        return item


def _extend(evidence: list[Evidence], more: Iterable[Evidence]) -> None:
    evidence += [e for e in more if e not in evidence]
    evidence.sort(key=lambda e: e.start)


def _each(value: Any, reading: Callable[[Any], Iterable[str | None]]) -> list[str]:
    """Return what is made of each of some names, once each, without those that are none."""
    given = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(f for one in given[:MOST] for f in reading(one) if f is not None))


def goods_of(written: Any) -> list[str]:
    """Return the listed goods that some words name, or the words themselves, in lower case."""
    if not isinstance(written, str) or not written.strip():
        return []
    low = written.lower().split()
    words = [singular(word.strip(",;.")) for word in low]
    found: list[str] = []
    behind = 0
    for at in range(len(words)):
        cue = match_phrase(goods(), words, at) if at >= behind else None
        if cue is not None:
            found.append(cue.value)
            behind = at + len(cue.words)
    return found or [" ".join(low)]
