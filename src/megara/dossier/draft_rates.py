"""The rate of a duty, where the words on it tell one: "tariffs of 60 percent on Chinese steel".

A percentage is a rate if it stands before the duty ("a 60-percent tariff", "25% additional import
duties"), after it ("duties of up to 45 per cent", "raise tariffs on steel to 50 %"), or in a list
after one that does. Shares of imports, growth and prices are none. The model wants points *added*::

    raised from A to B                 B - A
    doubled (times f) to B             B (1 - 1/f)
    of B, to B with nothing before     B

The words for all this are in ``data/duties.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from megara.dossier.draft_words import countries_named, either
from megara.dossier.lexicon import forms_of, rows, verb_forms
from megara.dossier.schema import Evidence, Measure

HIGHEST = 10.0  # what a scenario takes
_UNIT = r"(?:\s?%|[\s-]?(?:percentage[\s-]points?|per[\s-]?cent|pct)\b)"


@dataclass(frozen=True)
class Rate:
    """A rate that is told: shares (0.6 is 60 %), what to say of it, and the words."""

    low: float | None
    mode: float
    high: float | None
    note: str
    words: str
    evidence: Evidence

    @property
    def value(self) -> tuple[float | None, float, float | None]:
        """The numbers alone."""
        return self.low, self.mode, self.high


def told_rates(measure: Measure, targets: Iterable[str]) -> list[Rate]:
    """Return the different rates that a measure's own words tell, in their order.

    Parameters
    ----------
    targets
        ISO3 codes; a rate told of another country is none of this plan.
    """
    found: dict[tuple[float | None, float, float | None], Rate] = {}
    for evidence in measure.evidence:
        for rate in _in(evidence, set(targets)):
            found.setdefault(rate.value, rate)
    return list(found.values())


@cache
def _words(part: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("duties") if row["part"] == part)


@cache
def _values(part: str) -> dict[str, float]:
    """Return the value of each word of a part, by each of its forms."""
    found = {}
    for row in rows("duties"):
        if row["part"] == part:
            for form in (row["word"], *verb_forms(row["word"])):
                found[form] = float(row["value"])
    return found


@cache
def _verbs(part: str) -> str:
    """Return a pattern of the forms of the verbs of a part."""
    return either(form for word in _words(part) for form in forms_of(word))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns, by what they look for."""
    number = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|{either(_words('number'))})"
    duty = rf"(?:{either(_words('duty'))})"
    loose = rf"(?:(?:{either((*_words('loose'), *_words('most'), *_words('least')))})\s+)*"
    return {
        "percent": re.compile(
            rf"(?<![\w.,])(?:(?P<first>{number}){_UNIT}?\s?(?P<between>to|and|or|-|–|—)\s?"
            rf"(?P<second>{number}){_UNIT}|(?P<only>{number}){_UNIT})", re.I),
        "duty_after": re.compile(
            rf"(?:[\s-]+(?!(?:{either(_words('stop'))})\b)[\w’'-]+){{0,4}}[\s-]+{duty}\b", re.I),
        "duty_before": re.compile(
            rf"\b{duty}\b(?P<gap>(?:(?!\b{duty}\b)[^.;:%]){{0,90}}?)\b"
            rf"(?:{either(_words('before'))})\s+{loose}$", re.I),
        "listed": re.compile(rf"^[^.;%]{{0,60}}?(?:,|\band\b|\bor\b)\s*{loose}$", re.I),
        "other": re.compile(rf"\b(?:{either(_words('not'))})\b", re.I),
        "share": re.compile(r"\s+of\b(?!\s+(?:the|their|its)\s+(?:\w+\s+)?value)|\s+[\w-]*owned\b",
                            re.I),
        "raise": re.compile(rf"\b(?:{_verbs('raise')})\b", re.I),
        "factor": re.compile(rf"\b(?P<by>{_verbs('factor')})\b", re.I),
        "before_level": re.compile(rf"\s+from\s+{loose}(?P<level>{number}){_UNIT}", re.I),
        "from": re.compile(rf"\bfrom\s+{loose}$", re.I),
        "both": re.compile(rf"\bbetween\s+{loose}$", re.I),
        "most": re.compile(rf"\b(?:{either(_words('most'))})\s+$", re.I),
        "least": re.compile(rf"\b(?:{either(_words('least'))})\s+$", re.I),
        "to": re.compile(rf"\bto\s+{loose}$", re.I),
        "party": re.compile(r"^[^.;%,]{0,40}?\b(?:on|against|for)\b(?P<whom>[^.;%,]{0,60})", re.I),
    }  # fmt: skip


def _in(evidence: Evidence, targets: set[str]) -> Iterator[Rate]:
    """Yield the rates of duties on the targets in one piece of evidence."""
    look, text = _patterns(), evidence.text
    listed_from = None  # where a rate of a list before this one ends
    skip = 0
    for told in look["percent"].finditer(text):
        if told.start() < skip:
            continue
        before, after = text[: told.start()], text[told.end() :]
        duty_after = look["duty_after"].match(after)
        duty_before = look["duty_before"].search(before)
        bound = duty_after is not None or (
            duty_before is not None
            and not look["other"].search(duty_before["gap"])
            and not look["share"].match(after)
        )
        if not bound and listed_from is not None and not look["share"].match(after):
            bound = look["listed"].match(text[listed_from : told.start()]) is not None
        if not bound:
            listed_from = None
            continue
        listed_from = told.end()
        level = look["before_level"].match(after)
        if level is not None:
            skip = told.end() + level.end()
        whom = look["party"].match(after[: level.end() if level else None] if level else after)
        named = countries_named(whom["whom"]) if whom else frozenset()
        if named and not named & targets:
            continue
        rate = _rate(told, before, level["level"] if level else None, evidence)
        if rate is not None:
            yield rate


def _rate(told: re.Match[str], before: str, level: str | None, evidence: Evidence) -> Rate | None:
    """Return the points added that one percentage tells, or None if no scenario could take them."""
    look = _patterns()
    one, two = told["first"] or told["only"], told["second"]
    low = mode = _share(one)
    high = mode if two is None else _share(two)
    words = " ".join(told[0].split())
    note = f"told: {words}"
    raised = look["raise"].search(before) or look["factor"].search(before)
    if two is not None and told["between"] == "and" and not look["both"].search(before):
        high = mode  # "25% and 10%": two rates, of which the first is meant here
        note = f"told: {words}; the first is taken"
    elif two is not None and raised and look["from"].search(before) and told["between"] == "to":
        low = mode = high = high - mode
        note = f"told: from {words}; the points added are taken"
    elif two is not None:
        low, high = min(low, high), max(low, high)
        mode = (low + high) / 2
        note = f"told: {words}; ASSUMED: the middle of it"
    elif level is not None:
        low = mode = high = mode - _share(level)
        note = f"told: to {words} from {level} %; the points added are taken"
    elif (factor := look["factor"].search(before)) and look["to"].search(before):
        by = _values("factor").get(factor["by"].lower(), 2.0)
        low = mode = high = mode * (1 - 1 / by)
        note = f"told: {factor['by']} to {words}; the points added are taken"
    elif look["most"].search(before):
        note = f"told: {words} at most; ASSUMED: as much as that"
    elif look["least"].search(before):
        note = f"told: {words} at least; ASSUMED: no more than that"
    elif raised and look["to"].search(before):
        note = f"told: raised to {words}; what stood before is not told: take it off"
    if not mode > 0 or high > HIGHEST:
        return None
    spread = (low, high) if low < high else (None, None)
    return Rate(spread[0], round(mode, 6), spread[1], note, told[0], evidence)


def _share(number: str) -> float:
    value = _values("number").get(number.lower())
    return (float(number.replace(",", ".")) if value is None else value) / 100
