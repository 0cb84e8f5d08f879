"""One measure of a draft as lines of YAML: its sectors, and how deep it goes.

A depth that the stories tell carries their words as its source; any other is an assumption of
``data/depths.csv`` and marked so. Where the sectors are wider than the goods told
(``data/goods_sectors.csv``) coverage counts for the whole sector, and the note says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from megara.dossier.draft_extents import Extent, told_extent
from megara.dossier.draft_rates import Rate, told_rates
from megara.dossier.draft_words import Words, plain, quoted
from megara.dossier.lexicon import rows
from megara.dossier.schema import Measure

# The codes that a set of sectors holds.
Codes = Callable[[str], frozenset[str]]
LONGEST_NOTE = 600


@dataclass
class Part:
    """Measures of one kind that become one measure of a rung: the same depths, or none told."""

    kind: str
    goods: list[str] = field(default_factory=list)
    extent: Extent | None = None
    rates: list[Rate] = field(default_factory=list)

    @property
    def known(self) -> list[str]:
        """The sectors of its goods, as far as they are known."""
        listed = _sectors_of_goods()
        return list(dict.fromkeys(listed[g]["sectors"] for g in self.goods if g in listed))

    @property
    def sectors(self) -> list[str]:
        """The sectors of its goods; where none is known, those of all goods or of its kind."""
        if self.known:
            return self.known
        return (
            ["goods"]
            if self.extent is not None and self.extent.whole
            else [_of_kind(self.kind)["sectors"]]
        )

    @property
    def depth(self) -> tuple[object, ...]:
        """The depths that are told."""
        return (self.extent and self.extent.value, *(r.value for r in self.rates))

    @property
    def wider(self) -> list[str]:
        """The goods told that are only a part of their sector."""
        listed = _sectors_of_goods()
        return [g for g in self.goods if g in listed and listed[g]["width"] == "part"]


def parts(measures: Sequence[Measure], targets: Iterable[str], codes: Codes) -> list[Part]:
    """Return the measures of one kind put together; those told apart in depth and sectors apart.

    Parameters
    ----------
    measures
        At least one, all of one kind.
    targets
        ISO3 codes of whom they are against.
    codes
        Gives the codes of a set of sectors.
    """
    found: list[Part] = []
    for measure in measures:
        rates = told_rates(measure, targets) if measure.kind == "tariff" else []
        extent = told_extent(measure)
        if extent is not None and not (extent.whole or measure.goods):
            extent = None  # all of goods that were not read: not all goods
        one = Part(measure.kind, list(measure.goods), extent, rates)
        place = next((p for p in found if _together(p, one, codes)), None)
        if place is None:
            found.append(one)
            continue
        place.goods = list(dict.fromkeys([*place.goods, *one.goods]))
        place.extent = place.extent or one.extent
        known = {r.value for r in place.rates}
        place.rates += [r for r in rates if r.value not in known]
    return found


def _together(one: Part, other: Part, codes: Codes) -> bool:
    """Say whether two parts are one measure: alike, nothing told of one, or on the same flows.

    Two measures on the same flows would count twice.
    """
    if not other.goods or not one.goods or one.depth == other.depth:
        return True
    theirs = {c for s in other.sectors for c in codes(s)}
    return any(theirs & codes(s) for s in one.sectors)


def measure_lines(part: Part, words: Words) -> list[str]:
    """Return a measure as lines of YAML."""
    row = _of_kind(part.kind)
    lines = [f"      - kind: {row['measure']}"]
    if part.sectors == ["goods"] and part.extent is not None and part.extent.whole:
        lines.append(f"        # read from the words: “{plain(part.extent.words)}”, no goods told")
    elif not part.goods:
        lines.append("        # ASSUMED: the stories tell no goods")
    elif not part.known:
        goods = plain(", ".join(part.goods))
        lines.append(f"        # ASSUMED: no sector is known for the goods told ({goods})")
    else:
        lines.append(f"        # goods told: {plain(', '.join(part.goods))}")
    lines.append(f"        sectors: [{', '.join(part.sectors)}]")
    lines += _coverage(part, row, words)
    if row["cut_mode"]:
        lines += _estimate("cut", *_default(row, "cut"), f"ASSUMED: {row['why_cut']}")
    if part.rates:
        first, *others = part.rates
        lines += [f"        # UNSURE: also told: {plain(r.words)} ({plain(r.evidence.document)}, "
                  f"{r.evidence.start}-{r.evidence.end})" for r in others]  # fmt: skip
        source = words.source(first.evidence, first.words)
        lines += _estimate("rate", first.low, first.mode, first.high, first.note, source)
    elif row["rate"]:
        lines += _estimate("rate", None, float(row["rate"]), None, f"ASSUMED: {row['why_rate']}")
    return lines


def _coverage(part: Part, row: dict[str, str], words: Words) -> list[str]:
    """Return the coverage: what the words say, or what is assumed of the kind."""
    low, mode, high = _default(row, "coverage")
    wide = ""
    if part.wider:
        sectors = ", ".join(s.replace("_", " ") for s in part.sectors)
        goods = ", ".join(part.wider)
        wide = (f"; it counts for all of the sector ({sectors}), of which the goods told "
                f"({goods}) are a part: lower it if they are a small one")  # fmt: skip
    if part.extent is None:
        return _estimate("coverage", low, mode, high, f"ASSUMED: {row['why_coverage']}{wide}")
    extent = part.extent
    if extent.low == 1 and not wide:
        source = words.source(extent.evidence, extent.words)
        return _estimate("coverage", None, 1.0, None, f"told: “{extent.words}”", source)
    # the words tell it, the number they stand for is assumed, and so it is marked
    note = f"ASSUMED from the words “{extent.words}” ({words.where(extent.evidence)}){wide}"
    lowest = min(low, extent.low) if wide else extent.low
    return _estimate("coverage", lowest, extent.mode, extent.high, note)


def _estimate(
    what: str, low: float | None, mode: float, high: float | None, note: str, source: str = ""
) -> list[str]:
    """Return a depth as lines of YAML."""
    numbers = [("low", low), ("mode", mode), ("high", high)]
    lines = [f"        {what}:"]
    lines += [f"          {name}: {value:.6g}" for name, value in numbers if value is not None]
    lines.append(f"          note: {quoted(note, LONGEST_NOTE)}")
    if source:
        lines.append(f"          source: {quoted(source, LONGEST_NOTE)}")
    return lines


def _default(row: dict[str, str], what: str) -> tuple[float, float, float]:
    low, mode, high = (float(row[f"{what}_{part}"]) for part in ("low", "mode", "high"))
    return low, mode, high


def _of_kind(kind: str) -> dict[str, str]:
    """Return what is assumed of a kind of measure."""
    return next(row for row in rows("depths") if row["kind"] == kind)


@cache
def _sectors_of_goods() -> dict[str, dict[str, str]]:
    """Return the line of ``data/goods_sectors.csv`` of each of the goods."""
    return {row["goods"]: row for row in rows("goods_sectors")}
