"""Third countries: who gains by taking over trade, and who is dragged along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from megara.brief.chapters.bars import change_bars
from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Figure, Table
from megara.brief.words import THIN, amount, capital, dollars, fixed

if TYPE_CHECKING:
    from megara.policy.run import Run

GAINERS, LOSERS = 8, 4
# USD billion; what would be shown as 0.000.
NOTHING = 5e-4


def third_countries(run: Run) -> Chapter | None:
    """Return gains and losses of the third countries; None where there are none."""
    facts = read(run)
    if not facts.third:
        return None
    where = facts.places(facts.third)
    usd, share = facts.usd[-1, where], facts.real_income[-1, where]
    order = sorted(range(len(where)), key=lambda n: (-usd[n], facts.third[n]))
    chosen = [n for n in order if usd[n] > 0][:GAINERS]
    chosen += [n for n in order if usd[n] < 0 and n not in chosen][-LOSERS:]
    parts: list[Any] = []
    if chosen:
        best, worst = order[0], order[-1]
        if usd[best] > 0:
            message = (
                f"{capital(facts.the(facts.third[best]))} would gain most among third countries: "
                f"{dollars(usd[best])} a year"
            )
        else:
            message = (
                f"No third country gains; {facts.the(facts.third[worst])} would lose most: "
                f"{dollars(usd[worst])} a year"
            )
        parts.append(
            Figure(
                "third",
                message,
                partial(
                    change_bars,
                    [facts.name(facts.third[n]) for n in chosen],
                    [float(usd[n]) for n in chosen],
                    [f"{amount(usd[n])} ({fixed(share[n])}{THIN}%)" for n in chosen],
                    "Change of real income, USD billion a year",
                ),
                f"From {facts.whole}; in brackets the change in % of the country's real income. "
                f"At most {GAINERS} that gain and {LOSERS} that lose, by amount.",
            )
        )
    parts.append(_by_rung(facts, where))
    return Chapter("third", "Third countries: who gains", parts)


def _by_rung(facts: Facts, where: list[int]) -> Table:
    rows = []
    for r, name in enumerate(facts.rungs):
        usd = facts.usd[r, where]
        best, worst = int(usd.argmax()), int(usd.argmin())
        rows.append(
            [
                f"{r + 1}. {name}",
                amount(float(usd[usd > 0].sum())),
                f"{facts.name(facts.third[best])} ({amount(float(usd[best]))})"
                if usd[best] > NOTHING
                else "none",
                amount(float(usd[usd < 0].sum())),
                f"{facts.name(facts.third[worst])} ({amount(float(usd[worst]))})"
                if usd[worst] < -NOTHING
                else "none",
            ]
        )
    return Table(
        "Third countries by rung, USD billion a year",
        ["Rung", "Sum of gains", "Gains most", "Sum of losses", "Loses most"],
        rows,
        text_columns=(0, 2, 4),
        note="Who takes over trade depends on the long-run elasticities; see the caveats.",
    )
