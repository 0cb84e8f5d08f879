"""How much of the trade a ban takes in, where its words say so: "a full ban", "all oil imports".

The words and what they stand for are in ``data/extents.csv``. "Full" and "all" are all of it, as
told; "near-total" and "all except food" are read as nine tenths, which is an assumption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from megara.dossier.draft_mentioned import denied
from megara.dossier.draft_words import countries_named, either, names_of
from megara.dossier.lexicon import forms_of, rows
from megara.dossier.schema import Evidence, Measure

# Which way the trade of a kind goes, as stories call it; the others go both.
WAY = {"export_control": "exports", "import_ban": "imports", "tariff": "imports"}
KINDS = ("export_control", "import_ban", "tariff", "embargo")


@dataclass(frozen=True)
class Extent:
    """A share that is told in words; ``whole``: of all trade, whatever the goods."""

    low: float
    mode: float
    high: float
    whole: bool
    words: str
    evidence: Evidence

    @property
    def value(self) -> tuple[float, float, float]:
        """The numbers alone."""
        return self.low, self.mode, self.high


def told_extent(measure: Measure) -> Extent | None:
    """Return how much of the trade a measure's own words take in; the least of what they tell."""
    if measure.kind not in KINDS:
        return None
    found = [e for evidence in measure.evidence for e in _in(evidence, measure.kind)]
    if not found:
        return None
    least = min(found, key=lambda e: e.mode)
    whole = any(e.whole for e in found)
    return Extent(*least.value, whole, least.words, least.evidence)


@cache
def _shares(part: str) -> dict[str, tuple[float, float, float]]:
    return {
        row["word"]: (float(row["low"]), float(row["mode"]), float(row["high"]))
        for row in rows("extents")
        if row["part"] == part
    }


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns, by what they look for."""
    listed: dict[str, list[str]] = {}
    for row in rows("extents"):
        listed.setdefault(row["part"], []).append(row["word"])
    verbs = {form for verb in listed["verb"] for form in forms_of(verb)}
    trade = either(listed["trade"])
    stops = either({*verbs, *listed["ban"]})
    return {
        # "a near-total ban on exports", "a full EU import ban"
        "degree": re.compile(rf"\b(?P<how>{either(listed['degree'])})\s+(?:[\w-]+\s+){{0,3}}?"
                             rf"(?:{either(listed['ban'])})\b", re.I),
        # "ban all oil imports", "a ban on all goods", "tariffs on all imports"
        "all": re.compile(rf"\b(?:{stops})\b[^.;,]{{0,60}}?\b(?P<how>{either(listed['all'])})\s+"
                          rf"(?P<goods>(?:[\w-]+\s+){{0,3}}?)(?:{trade})\b", re.I),
        "but": re.compile(rf"^[^.;]{{0,60}}?\b(?P<how>{either(listed['but'])})\b", re.I),
        # trade with a country, not in some goods: "exports to Russia", not "exports of oil"
        "whole": re.compile(rf"^\s*(?:(?:on|of|in)\s+)?(?:all\s+|the\s+)?(?:\w+\s+and\s+)?"
                            rf"(?:{trade})\b(?!\s+of\b)", re.I),
        "way": re.compile(r"\b(?P<way>export|import)s?\b", re.I),
    }  # fmt: skip


def _in(evidence: Evidence, kind: str) -> list[Extent]:
    """Return the extents that one piece of evidence tells for a kind of measure."""
    look, text, found = _patterns(), evidence.text, []
    for part in ("degree", "all"):
        for told in look[part].finditer(text):
            how = " ".join(told["how"].lower().split())
            after = text[told.end() :]
            ways = {w["way"].lower() + "s" for w in look["way"].finditer(told[0] + after[:30])}
            if denied(text[: told.start("how")]) or (ways and WAY.get(kind) not in (None, *ways)):
                continue
            share = _shares(part)[how]
            words = text[told.start("how") : told.end()]
            if part == "all" and (but := look["but"].match(after)):
                share = _shares("but")[" ".join(but["how"].lower().split())]
                words = text[told.start("how") : told.end() + but.end()]
            if part == "all":
                whole = not _goods(told["goods"]) and not re.match(r"\s+of\b", after)
            else:
                whole = look["whole"].match(after) is not None
            found.append(Extent(*share, whole, " ".join(words.split()), evidence))
    return found


def _goods(words: str) -> str:
    """Return what is left of the words before "goods" without the country they come from."""
    for iso3 in countries_named(words):
        words = names_of(iso3).sub("", words)
    return words.strip()
