"""Who joins: which coalition forms at the resolves assumed, and who stands at the edge.

The chapter reads all coalitions of a plan (``megara.coalition``), on the highest rung solved; a
table sums up every rung. What else they tell stands in the annex (``coalition_full``).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from megara.brief.chapters.coalition_charts import Ask, joining_chart
from megara.brief.chapters.coalition_view import EDGE, View, figures, usd
from megara.brief.parts import Chapter, Figure, Paragraph, Part, Strong, Table
from megara.brief.words import THIN, capital, join, percent, the
from megara.coalition.resolves import SILENT, WORDS

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run


def who_joins(run: Run, coalitions: Coalitions | None) -> Chapter | None:
    """Return the essential chapter on who joins; None where no coalitions were solved."""
    if coalitions is None:
        return None
    view = View(coalitions, run.world)
    parts: list[Part] = [
        Paragraph(_answer(view), "answer"),
        Paragraph(_grounds(view)),
        _joining(view),
        _by_rung(view),
    ]
    return Chapter("coalition", "Who joins", parts, essential=True)


def _grounds(view: View) -> list[str]:
    """Say whose word the resolves are, and who would move at a slightly different one."""
    asked, silent = len(view.rung.players), view.defaults
    stated = f"{asked - len(silent)} of {asked} resolves come from the plan"
    if silent:
        stated += (
            f"; for {_few(view, silent) if len(silent) < asked else 'all who are asked'} it says "
            f"nothing, and megara takes its default, {SILENT} ({WORDS[SILENT]:g})"
        )
    words: list[str] = [stated + ". "]
    if edges := view.edges():
        listed = join(
            f"{the(view.label[p])} (price {figures(asks)}, resolve {accepts:g})"
            for p, asks, accepts in edges
        )
        words += [
            Strong("On a knife\u2019s edge: "),
            f"{listed}; the price lies within {100 * EDGE:.0f}{THIN}% of the resolve, so a "
            "slightly other assumption turns the answer.",
        ]
    else:
        words.append(
            f"Nobody\u2019s price of joining lies within {100 * EDGE:.0f}{THIN}% of its resolve."
        )
    return words


def _answer(view: View) -> list[str]:
    stable, rung = view.get("stable"), view.rung
    formed = stable["formed"]
    alone = rung.at(rung.row(0))
    if formed["joined"]:
        first = (
            f"On \u201c{rung.name}\u201d, {view.said(formed['joined'])} would join {view.core}: "
            f"the harm to {view.target} rises from {percent(alone.harm_pct)} to "
            f"{percent(formed['harm_pct'])}."
        )
    else:
        first = (
            f"On \u201c{rung.name}\u201d nobody would join {view.core}, whose harm to "
            f"{view.target} alone is {percent(alone.harm_pct)}."
        )
    everybody = rung.at(rung.row(rung.full))
    low, high = stable["formed_low"], stable["formed_high"]
    rest = (
        f" Were every resolve at the low end of its range, {view.said(low['joined'])} would join "
        f"({percent(low['harm_pct'])}); at the high end, {_few(view, high['joined'])} "
        f"({percent(high['harm_pct'])}). With all who are asked the harm would be "
        f"{percent(everybody.harm_pct)}. "
    )
    return [Strong(first), rest + stable["message"]]


def _few(view: View, players: list[str]) -> str:
    """Name players, or count them where they are many."""
    if len(players) <= 4:
        return view.said(players)
    out = [p.name for p in view.rung.players if p.name not in players]
    number = f"{len(players)} of the {len(view.rung.players)} asked"
    return f"all but {view.said(out)}" if 0 < len(out) <= 3 else number if out else "all"


def _by_rung(view: View) -> Table:
    rows = []
    for rung in view.found.rungs:
        formed = view.get("stable", rung.name)["formed"]
        everybody, alone = rung.at(rung.row(rung.full)), rung.at(rung.row(0))
        at = view.get("burden", rung.name)["formed"]
        rows.append(
            [
                rung.name,
                figures(alone.harm_pct),
                figures(formed["harm_pct"]),
                usd(sum(row["loss_usd_bn"] for row in at)),
                ", ".join(view.label[p] for p in formed["joined"]) or "nobody",
                figures(everybody.harm_pct),
                usd(everybody.cost_usd_bn),
            ]
        )
    return Table(
        f"Who would join on each rung, and the harm to {view.target}",
        [
            "Rung",
            "Harm of the core alone, %",
            "Harm of the coalition that forms, %",
            "Its cost, USD bn",
            "Who joins the core",
            "Harm if all join, %",
            "Cost if all join, USD bn",
        ],
        rows,
        text_columns=(0, 4),
        note="Harm in % of the target's real income; cost is what the members lose together, a "
        "year. Who joins follows from the resolves, which are assumptions.",
    )


def _joining(view: View) -> Figure:
    resolves, formed = view.record["resolves"], view.get("stable")["formed"]["joined"]
    asks = [
        Ask(
            view.label[step["player"]],
            step["price"],
            resolves[step["player"]]["value"],
            resolves[step["player"]]["word"] or "a number",
            step["player"] in formed,
            step["player"] in view.defaults,
        )
        for step in view.get("joining_order")
    ]
    first, last = asks[0], asks[-1]
    dearest = "no resolve would do" if last.price is None else figures(last.price)
    cheapest = "no resolve would do" if first.price is None else figures(first.price)
    return Figure(
        "coalition-order",
        f"{capital(the(first.label))} would join first, at a price of {cheapest}; "
        f"{the(last.label)} last, at {dearest}",
        partial(joining_chart, asks),
        "Dots: the price of joining, the own loss in points per point of added harm, in the order "
        "in which players join as resolve rises. Diamonds: the resolve, black where the plan says "
        "it, hollow and grey where it is megara's default because the plan is silent; at the left "
        "edge it is zero or nearly so.",
    )
