"""The sectors that are hit, in the target and in the three senders that lose most."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.chapters.bars import change_bars
from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Figure, Paragraph
from megara.brief.words import THIN, amount, capital, dollars, fixed, small

if TYPE_CHECKING:
    from megara.policy.run import Run

IN_TARGET, IN_SENDER = 10, 6
LABEL = 46


def sectors(run: Run) -> Chapter:
    """Return one chart for each target and for each of the three hardest hit senders."""
    facts = read(run)
    hardest = sorted(facts.senders, key=lambda c: (facts.real_income[-1, facts.place[c]], c))
    hardest = [c for c in hardest if facts.real_income[-1, facts.place[c]] < 0][:3]
    parts: list[Any] = [
        Paragraph(
            f"Output lost or won by sector, at baseline prices, under {facts.whole}; in brackets "
            "the change in % of the sector's baseline output. Workers and capital are taken "
            "to find other work at home in the long run: a sector may shrink where the country "
            "loses little."
        )
    ]
    parts += [_figure(facts, c, IN_TARGET) for c in facts.targets]
    parts += [_figure(facts, c, IN_SENDER) for c in hardest]
    return Chapter("sectors", "Sectors that are hit", parts)


def _figure(facts: Facts, country: str, length: int) -> Figure:
    # A sector that makes nothing has no change.
    usd = np.nan_to_num(facts.by_sector("output_usd", country))
    share = np.nan_to_num(facts.by_sector("output", country))
    worst = [int(j) for j in np.argsort(usd, kind="stable")[:length] if usd[j] < 0]
    best = [int(j) for j in np.argsort(-usd, kind="stable")[: length // 3] if usd[j] > 0]
    chosen = worst + best[::-1]
    names = [facts.sector(facts.world.sectors[j]) for j in chosen]
    if worst:
        message = (
            f"{capital(facts.the(country))}: most output is lost in {small(names[0])}, "
            f"{dollars(usd[worst[0]])} a year"
        )
    else:
        message = f"{capital(facts.the(country))}: no sector loses output"
    if not chosen:
        chosen, names = [0], [facts.sector(facts.world.sectors[0])]
    return Figure(
        f"sectors-{country.lower()}",
        message,
        partial(
            change_bars,
            _distinct(names),
            [float(usd[j]) for j in chosen],
            [f"{amount(usd[j])} ({fixed(share[j], 1)}{THIN}%)" for j in chosen],
            "Change of output, USD billion a year",
        ),
    )


def _distinct(names: list[str]) -> list[str]:
    """Shorten names for an axis, and keep them apart from one another."""
    short = [n if len(n) <= LABEL else n[: LABEL - 1].rstrip() + "\u2026" for n in names]
    return [n if short.count(n) == 1 else f"{n} ({k + 1})" for k, n in enumerate(short)]
