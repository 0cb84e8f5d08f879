"""Exposure of each sender to the target: why some are reluctant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.chapters.bars import split_bars
from megara.brief.facts import Facts, Seat, read
from megara.brief.parts import Chapter, Figure, Paragraph, Table
from megara.brief.words import THIN, amount, capital, join, rounded, the
from megara.world.exposure import exposure

if TYPE_CHECKING:
    import xarray as xr

    from megara.policy.run import Run

TOP = 3

BARS = 20
"""Senders in a chart at most: more would be too small to read on paper."""


def dependence(run: Run) -> Chapter | None:
    """Return exposure through sales and inputs, by seat and sector; None without senders."""
    facts = read(run)
    seats = facts.seats
    if not seats:
        return None
    found = exposure(facts.world, facts.targets, [c for seat in seats for c in seat.members])
    added = {c: float(facts.world.array("value_added")[facts.place[c]]) for c in facts.senders}
    made = {c: float(facts.world.output[facts.place[c]].sum()) for c in facts.senders}

    def share(seat: Seat, variable: str, whole: dict[str, float]) -> float:
        total = float(found[f"{variable}_total"].sel(country=list(seat.members)).sum())
        return 100 * total / sum(whole[c] for c in seat.members)

    sales = {
        s.name: (share(s, "value_added_direct", added), share(s, "value_added_through", added))
        for s in seats
    }
    inputs = {
        s.name: (share(s, "inputs_direct", made), share(s, "inputs_through", made)) for s in seats
    }
    target = facts.target_name
    by_sales = sorted(sales, key=lambda name: (-sum(sales[name]), name))
    by_inputs = sorted(inputs, key=lambda name: (-sum(inputs[name]), name))
    parts: list[Any] = [
        Paragraph(_reading(facts, sales, inputs, by_sales, by_inputs)),
        Figure(
            "exposure-sales",
            _message(f"Earning a living from {target}", "of income", sales, by_sales),
            partial(
                split_bars,
                by_sales[:BARS],
                [sales[n] for n in by_sales[:BARS]],
                ("by own exports", "through other countries"),
                f"Income earned from final buyers in {target}, % of the sender's GDP (value added)",
            ),
            _cut(by_sales),
        ),
        Figure(
            "exposure-inputs",
            _message(f"Building on inputs from {target}", "of output", inputs, by_inputs),
            partial(
                split_bars,
                by_inputs[:BARS],
                [inputs[n] for n in by_inputs[:BARS]],
                ("bought directly", "inside goods from other countries"),
                f"Content made in {target}, % of the value of the sender's output",
            ),
            _cut(by_inputs),
        ),
        _sectors(facts, found, sales, inputs),
    ]
    title = "Exposure: why some are reluctant" if len(seats) > 1 else "Exposure to the target"
    return Chapter("exposure", title, parts)


def _cut(order: list[str]) -> str:
    """Say that a chart does not show every sender; empty where it does."""
    if len(order) <= BARS:
        return ""
    return f"The {BARS} of {len(order)} senders that depend most; all stand in the table below."


def _message(lead: str, unit: str, values: dict[str, tuple[float, float]], order: list[str]) -> str:
    if len(order) > 1:
        return f"{lead}: {join(the(name) for name in order[:3])} depend most"
    return f"{lead}: {rounded(sum(values[order[0]]))}{THIN}% {unit} in {the(order[0])}"


def _reading(
    facts: Facts,
    sales: dict[str, tuple[float, float]],
    inputs: dict[str, tuple[float, float]],
    by_sales: list[str],
    by_inputs: list[str],
) -> str:
    first, other = by_sales[0], by_inputs[0]
    text = (
        f"{capital(the(first))} earns {rounded(sum(sales[first]))}{THIN}% of its income from "
        f"final buyers in {facts.target_name}, of which {rounded(sales[first][1])} points reach "
        "them through other countries; "
    )
    if first == other:
        text += (
            f"and {rounded(sum(inputs[other]))}{THIN}% of the value of its output was made there. "
        )
    else:
        text += (
            f"of the value of what {the(other)} makes, "
            f"{rounded(sum(inputs[other]))}{THIN}% was made in {facts.target_name}. "
        )
    if len(facts.seats) >= 5:
        loss = np.array([-facts.seat_percent(s)[-1] for s in facts.seats])
        total = np.array([sum(sales[s.name]) + sum(inputs[s.name]) for s in facts.seats])
        ranks = [np.argsort(np.argsort(v, kind="stable"), kind="stable") for v in (loss, total)]
        if loss.std() > 0 and total.std() > 0:
            agree = float(np.corrcoef(ranks[0], ranks[1])[0, 1])
            said = (
                "goes closely with"
                if agree > 0.7
                else "goes loosely with"
                if agree > 0.3
                else "says little about"
            )
            text += (
                f"Exposure {said} what each sender would lose in {facts.whole} (rank "
                f"correlation {agree:.2f}): what counts besides is which trade the plan closes, "
                "and how well it can be replaced."
            )
    return text


def _sectors(
    facts: Facts,
    found: xr.Dataset,
    sales: dict[str, tuple[float, float]],
    inputs: dict[str, tuple[float, float]],
) -> Table:
    rows = []
    for seat in sorted(facts.seats, key=lambda s: (-sum(sales[s.name]), s.name)):
        members = list(seat.members)
        sold = found.sel(country=members)
        rows.append(
            [
                seat.name,
                amount(float(sold.sales_total.sum()) / 1000).lstrip("+"),
                _largest(facts, sold, members, "sales", facts.world.output),
                amount(float(sold.purchases_total.sum()) / 1000).lstrip("+"),
                _largest(facts, sold, members, "purchases", facts.world.spending),
            ]
        )
    target = facts.target_name
    return Table(
        f"Trade with {target} in the baseline year, and the sectors where most of it lies",
        [
            "Sender",
            "Sales, USD bn",
            "Largest sales (% of the sector's output)",
            "Purchases, USD bn",
            "Largest purchases (% of spending on the product)",
        ],
        rows,
        text_columns=(0, 2, 4),
        note="Goods and services; the three largest in money. The charts follow the goods to "
        "their last buyer and first maker (Johnson & Noguera 2012; Los, Timmer & de Vries 2015); "
        "the table is trade as the customs see it.",
        short=False,
    )


def _largest(
    facts: Facts,
    found: xr.Dataset,
    members: list[str],
    variable: str,
    whole: np.ndarray[Any, Any],
) -> str:
    cells = np.asarray(found[variable].sum("country"))
    base = whole[facts.places(members)].sum(axis=0)
    said = []
    for j in np.argsort(-cells, kind="stable")[:TOP]:
        if cells[j] > 0 and base[j] > 0:
            name = facts.sector(facts.world.sectors[int(j)])
            said.append(f"{name} {rounded(100 * cells[j] / base[j])}{THIN}%")
    return "; ".join(said) or "none"
