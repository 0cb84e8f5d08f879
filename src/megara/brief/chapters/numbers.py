"""The numbers behind the charts: senders in dollars, and every country in per cent, by rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

from megara.brief.facts import read
from megara.brief.parts import Chapter, Table
from megara.brief.words import amount, fixed

if TYPE_CHECKING:
    from megara.policy.run import Run


def numbers(run: Run) -> Chapter:
    """Return both tables."""
    facts = read(run)
    by_rung = [f"Rung {r + 1}" for r in range(len(facts.rungs))]
    names = "; ".join(f"{r + 1} {name}" for r, name in enumerate(facts.rungs))
    part = {**dict.fromkeys(facts.targets, "target"), **dict.fromkeys(facts.senders, "sender")}
    in_dollars = [
        [seat.name, *(amount(float(v)) for v in facts.seat_usd(seat))] for seat in facts.seats
    ]
    if len(facts.seats) > 1:
        in_dollars.append(["All senders", *(amount(-float(v)) for v in facts.cost)])
    in_percent = [
        [
            facts.name(code),
            part.get(code, "third country"),
            *(fixed(float(v), 3) for v in facts.real_income[:, n]),
        ]
        for n, code in sorted(
            enumerate(facts.world.countries), key=lambda pair: facts.name(pair[1]).casefold()
        )
    ]
    return Chapter(
        "numbers",
        "The numbers behind the charts",
        [
            Table(
                "Senders: change of real income by rung, USD billion a year",
                ["Sender", *by_rung],
                in_dollars,
                note=f"Rungs: {names}. In the order of the plan.",
            ),
            Table(
                "Every country: change of real income by rung, %",
                ["Country", "Part", *by_rung],
                in_percent,
                text_columns=(0, 1),
                note="All other figures, by country and sector, are in outcome.csv of the run.",
                short=False,
            ),
        ],
    )
