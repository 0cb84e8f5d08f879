"""Instruments that a story mentions beside a plan that names none.

Where "new sanctions on China" are talked of and no instrument is told, the story may still name
some against the same target: in force already, threatened, turned down before, or as what an
expert would do. They are the nearest to a ladder that the story has, and no plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from megara.dossier.draft_words import names_of
from megara.dossier.schema import Dossier, Evidence, Measure, MeasureKind

# What does not stop trade, or names no instrument.
NO_RUNG = ("travel_ban", "unspecified")
# "people and companies accused of helping Russia": measures on those who do as the target would
HELPING = re.compile(r"\b(?:help|aid|assist|support|suppl|evad|circumvent|arm|equip)(?:ing|ed|s)\b"
                     r"|\b(?:evade|circumvent)\b", re.I)  # fmt: skip
_HIT = (
    r"\b(?:target|sanction|punish|penali[sz]|hit|blacklist|exclud|bar|disconnect|restrict|"
    r"cut|go(?:ing)? after|measures? (?:on|against)|action against)\w*\s+(?:[\w.’'-]+\s+){0,4}"
)
# How an instrument is told in words that were not read as a measure of their own.
TOLD_BY: dict[MeasureKind, re.Pattern[str]] = {
    "designation": re.compile(r"\basset freezes?|\bentity list\b|\bblacklist(?:s|ed|ing)?\b|" + _HIT
                              + r"(?:compan(?:y|ies)|firms?|entit(?:y|ies)|oligarchs)\b",
                              re.I),
    "export_control": re.compile(r"\bexport (?:controls?|curbs?|bans?|restrictions?)|" + _HIT
                                 + r"(?:semiconductors?|chips?|technology|exports)\b", re.I),
    "import_ban": re.compile(r"\bimport bans?|\bban(?:s|ning)? (?:on )?(?:\w+ ){0,2}imports\b|"
                             r"\bstop(?:ping)? buying\b", re.I),
    "tariff": re.compile(r"\btariffs?\b", re.I),
    "price_cap": re.compile(r"\bprice caps?\b", re.I),
    "secondary": re.compile(r"\bsecondary sanctions\b", re.I),
    "financial": re.compile(_HIT + r"(?:banks?|lenders?|banking|financial system|SWIFT)\b|"
                            r"\baccess(?:ing)? (?:to )?the (?:[\w.]+ )?(?:financial|banking) system"
                            r"\b|\bSWIFT\b", re.I),
    "embargo": re.compile(r"\bembargo(?:es)?\b", re.I),
}  # fmt: skip
_DENIED = re.compile(r"\b(?:not|no|never|without|nor|n[’']t|rul\w+ out|instead of|rather than|"
                     r"short of|avoid\w*)\s+(?:[\w-]+\s+){0,3}$", re.I)  # fmt: skip


def denied(before: str) -> bool:
    """Say whether the words before an instrument deny it: "not", "short of", "instead of"."""
    return _DENIED.search(before) is not None


@dataclass
class Mentioned:
    """An instrument against the target that is told, but not as part of the plan."""

    kind: MeasureKind
    how: str  # "imposed", "threatened", ..., "an expert's advice", "in passing"
    goods: list[str]
    evidence: list[Evidence]


def advised(dossier: Dossier, measures: Sequence[Measure]) -> list[Measure]:
    """Return the measures that only experts speak of: what they would do is no plan."""
    theirs = _of_experts(dossier)
    return [
        m
        for m in measures
        if m.status in ("considered", "threatened") and all(e in theirs for e in m.evidence)
    ]


def _of_experts(dossier: Dossier) -> list[Evidence]:
    return [e for c in dossier.claims if c.source_kind == "expert" and c.status == "asserted"
            for e in c.evidence]  # fmt: skip


def mentioned(
    dossier: Dossier, planned: Sequence[Measure], target: Sequence[str]
) -> dict[str, Mentioned]:
    """Return the instruments mentioned against a target, one a kind, the surest first."""
    found: dict[str, Mentioned] = {}
    for one in (*_measures(dossier, planned, target), *_in_words(dossier, planned, target)):
        if one.kind not in found:
            found[one.kind] = one
        elif found[one.kind].how == one.how:
            known = found[one.kind]
            known.goods = list(dict.fromkeys([*known.goods, *one.goods]))
            known.evidence = [*known.evidence, *one.evidence]
    return found


def _measures(
    dossier: Dossier, planned: Sequence[Measure], target: Sequence[str]
) -> Iterator[Mentioned]:
    """Yield the other measures that hit the target, or those who help whom it would help."""
    advice = advised(dossier, dossier.measures)
    senders = {p for m in planned for p in m.imposed_by}
    helped = {t.recipient for t in dossier.triggers if t.actor in target and t.recipient}
    for measure in dossier.measures:
        if measure in planned or measure.kind in NO_RUNG or set(measure.imposed_by) & set(target):
            continue
        on_helpers = (
            bool(helped & set(measure.against))
            and bool(senders & set(measure.imposed_by))
            and any(HELPING.search(e.text) for e in measure.evidence)
        )
        if on_helpers or set(measure.against) & set(target):
            how: str = "an expert's advice" if measure in advice else measure.status
            if not set(measure.against) & set(target):
                how += f", on those who help {' and '.join(sorted(helped & set(measure.against)))}"
            yield Mentioned(measure.kind, how, measure.goods, measure.evidence[:1])


def _in_words(
    dossier: Dossier, planned: Sequence[Measure], target: Sequence[str]
) -> Iterator[Mentioned]:
    """Yield what experts would do to the target, and what the words on the plan name beside it."""
    advice = _of_experts(dossier)
    beside = [e for m in planned for e in m.evidence]
    for evidence in sorted({(e.document, e.start): e for e in (*beside, *advice)}.items()):
        item = evidence[1]
        if not any(names_of(party).search(item.text) for party in target):
            continue
        how = "an expert's advice" if item in advice else "in passing"
        for kind, pattern in TOLD_BY.items():
            told = pattern.search(item.text)
            if told is not None and not denied(item.text[: told.start()]):
                yield Mentioned(kind, how, [], [item])
