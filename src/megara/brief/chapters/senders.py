"""The senders by rung: what each would lose or gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from megara.brief.facts import Facts, Seat, read
from megara.brief.parts import Cell, Chapter, Table
from megara.brief.words import amount, fixed

if TYPE_CHECKING:
    from megara.policy.run import Run


# On paper the table and the map share a page; the annex has every country.
LINES, LEAST_HIT = 24, 5


def senders(run: Run) -> Chapter | None:
    """Return the table of senders, hardest hit first; None if the world shows none of them."""
    facts = read(run)
    if not facts.seats:
        return None
    asked = any(not seat.core for seat in facts.seats)
    percent = {seat.name: facts.seat_percent(seat) for seat in facts.seats}
    order = sorted(facts.seats, key=lambda seat: (percent[seat.name][-1], seat.name))
    top = max((abs(float(v)) for row in percent.values() for v in row), default=0.0)
    spread = facts.bands
    rows: list[list[str | Cell]] = []
    for seat, part in _shortened(order):
        row: list[str | Cell] = [seat.name]
        if asked:
            row.append(part)
        row += [Cell(fixed(float(v)), heat(float(v), top)) for v in facts.seat_percent(seat)]
        row.append(amount(float(facts.seat_usd(seat)[-1])))
        if spread:
            band = spread.get((len(facts.rungs) - 1, seat.members[0], "real_income"))
            alone = band is not None and len(seat.members) == 1
            row.append(f"{fixed(band[0])} to {fixed(band[1])}" if alone and band else "\u2013")
        rows.append(row)
    if len(facts.seats) > 1:
        rows.append(_total(facts, asked, bool(spread)))
    header = ["Sender"]
    if asked:
        header.append("Part")
    header += [f"Rung {r + 1}, %" for r in range(len(facts.rungs))]
    header.append(f"Rung {len(facts.rungs)}, USD bn" if len(facts.rungs) > 1 else "USD bn")
    if spread:
        header.append("Range, %")
    names = "; ".join(f"{r + 1} {name}" for r, name in enumerate(facts.rungs))
    table = Table(
        "Change of real income of each sender, hardest hit first",
        header,
        rows,
        text_columns=(0, 1) if asked else (0,),
        note=f"In % of its real income, and in USD billion a year. Rungs: {names}."
        + (
            f" Not shown apart in this world, so left out: {facts.missing}."
            if facts.missing
            else ""
        )
        + (" Core: in from the start. Asked: a prospective sender." if asked else ""),
    )
    losers = sum(1 for seat in facts.seats if percent[seat.name][-1] < 0)
    title = (
        f"What it costs the senders: {losers} of {len(facts.seats)} would lose"
        if len(facts.seats) > 1
        else "What it costs the sender"
    )
    return Chapter("senders", title, [table], essential=True)


def _shortened(order: list[Seat]) -> list[tuple[Seat, str]]:
    """Return the lines of the table: all seats, or the first and last with the others added up."""
    lines = [(seat, "core" if seat.core else "asked") for seat in order]
    if len(order) <= LINES:
        return lines
    first, last = LINES - 1 - LEAST_HIT, len(order) - LEAST_HIT
    between = order[first:last]
    members = tuple(code for seat in between for code in seat.members)
    others = Seat(f"{len(between)} others, taken together", members, False)
    return [*lines[:first], (others, ""), *lines[last:]]


def _total(facts: Facts, asked: bool, spread: bool) -> list[str | Cell]:
    total: list[str | Cell] = ["All senders"]
    if asked:
        total.append("")
    total += [fixed(-float(v)) for v in facts.cost_percent]
    total.append(amount(-float(facts.cost[-1])))
    if spread:
        total.append("\u2013")
    return total


def heat(value: float, top: float) -> int:
    """Return the shade of a cell: 1 to 4 for losses, -1 to -4 for gains, 0 for next to nothing."""
    if not np.isfinite(value) or top <= 0 or abs(value) < max(0.005, 0.02 * top):
        return 0
    level = 1 + int(min(3, np.floor(4 * abs(value) / top)))
    return level if value < 0 else -level
