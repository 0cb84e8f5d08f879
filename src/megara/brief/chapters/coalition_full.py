"""What all coalitions tell beyond who joins: worth of each ally, best coalitions, needed ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from megara.brief.chapters.coalition_bands import bands_of
from megara.brief.chapters.coalition_burden import burden_of
from megara.brief.chapters.coalition_charts import Spot, Worth, frontier_chart, worth_chart
from megara.brief.chapters.coalition_view import View, figures, usd
from megara.brief.parts import Chapter, Figure, Paragraph, Part, Table
from megara.brief.words import THIN, capital, dollars, join, percent, rounded, said, the

if TYPE_CHECKING:
    from collections.abc import Mapping

    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run

CLOUD = 2500
"""Coalitions drawn at most, evenly picked by mask; the frontier is drawn whole."""

SAME = 0.005
"""Shares of orders nearer than this are shown alike."""


def coalitions_in_full(run: Run, coalitions: Coalitions | None) -> Chapter | None:
    """Return the chapter of the annex; None where no coalitions were solved."""
    if coalitions is None:
        return None
    view = View(coalitions, run.world)
    parts: list[Part] = [_worth(view), _frontier(view), _minimal(view), _greedy(view)]
    parts += bands_of(view.record, view.rung.name, view.label)
    parts += burden_of(view)
    return Chapter("coalitions", "What each ally is worth, and who bears the burden", parts)


def _worth(view: View) -> Figure:
    shapley, rung = view.get("shapley"), view.rung
    order = sorted(shapley, key=lambda p: (-shapley[p]["harm_pct"], p))
    alone, last = view.get("unilateral"), view.get("marginal_last")
    worths = [
        Worth(
            view.label[p],
            shapley[p]["harm_pct"],
            alone["players"][p]["harm_pct"],
            last[p]["harm_pct"],
        )
        for p in order
    ]
    total = sum(w.shapley for w in worths)
    share = 100 * worths[0].shapley / total if total > 0 else 0.0
    sampled = "" if rung.complete else " Estimates from sampled orders of joining."
    return Figure(
        "coalition-worth",
        f"{capital(the(worths[0].label))} is worth most: {percent(worths[0].shapley)} of harm on "
        f"average, {rounded(share)}{THIN}% of what all who are asked would add",
        partial(worth_chart, worths),
        "Harm that each player adds: bars, the average over all orders of joining (Shapley value); "
        "black tick, acting alone, without core or allies; triangle, joining when all others are "
        f"in. All players by themselves add up to {percent(alone['sum_pct'])}, together they do "
        f"{percent(alone['together_pct'])}." + sampled,
    )


def _frontier(view: View) -> Figure:
    rung = view.rung
    formed = view.get("stable")["formed"]["mask"]
    rows = np.unique(np.linspace(0, len(rung.masks) - 1, CLOUD).astype(int))
    cloud = [(float(rung.cost[r]), float(rung.harm[r])) for r in rows]
    line = [(c.cost_usd_bn, c.harm_pct) for c in rung.frontier()]
    spots = [("core alone", 0, "right"), ("all", rung.full, "left")]
    if formed not in (0, rung.full):
        spots.append(("forms at the plan's resolves", formed, "right"))
    known = set(rung.masks[np.isin(rung.masks, [m for _, m, _ in spots])].tolist())
    marks = []
    for label, mask, side in spots:
        if mask in known:
            at = rung.at(rung.row(mask))
            marks.append(Spot(label, at.cost_usd_bn, at.harm_pct, side))
    half = next(m for m in view.get("minimal") if m["level_pct"] == 75)["cheapest"]
    worst = view.get("worst")
    message = (
        f"Three quarters of the largest harm cost {dollars(half['cost_usd_bn'])} a year, "
        f"all of it {dollars(worst['cost_usd_bn'])}"
    )
    number = f"{len(rung.masks):,} coalitions"
    return Figure(
        "coalition-frontier",
        message,
        partial(frontier_chart, line, cloud, marks),
        f"Line: the best of {'all ' if rung.complete else 'a sample of '}{number}, most harm for "
        "each cost. Grey: an even selection of the others.",
    )


def _minimal(view: View) -> Table:
    rows = []
    for entry in view.get("minimal"):
        few, cheap = entry["smallest"], entry["cheapest"]
        pivotal = next(p for p in view.get("pivotal") if p["level_pct"] == entry["level_pct"])
        rows.append(
            [
                f"{entry['level_pct']}{THIN}% ({figures(entry['harm_pct'])})",
                ", ".join(view.label[p] for p in few["joined"]) or "the core alone",
                usd(few["cost_usd_bn"]),
                ", ".join(view.label[p] for p in cheap["joined"]) or "the core alone",
                usd(cheap["cost_usd_bn"]),
                _pivotal(view, pivotal["share"]),
            ]
        )
    return Table(
        f"The coalitions needed for a wanted harm, on \u201c{view.rung.name}\u201d",
        [
            "Share of the largest harm (harm, %)",
            "Fewest that must join",
            "Cost of the fewest, USD bn",
            "Cheapest to join",
            "Cost of the cheapest, USD bn",
            "Most often pivotal",
        ],
        rows,
        text_columns=(0, 1, 3, 5),
        note="Cost of all members, core included, a year. Pivotal: share of all orders of joining "
        "in which this player is the one that lifts the coalition to the level.",
    )


def _pivotal(view: View, share: Mapping[str, float], most: int = 3) -> str:
    """Name the players that are pivotal most often; who has the same share stands together."""
    order = sorted(share, key=lambda p: (-share[p], p))
    order = [p for p in order if share[p] > SAME]
    shown, alike = order[:most], []
    if len(order) > most and share[order[most - 1]] - share[order[most]] < SAME:
        # To cut here would drop some of those that are as often pivotal as the last one shown.
        alike = [p for p in order if abs(share[p] - share[order[most]]) < SAME]
        shown = [p for p in shown if p not in alike]
    texts = [f"{view.label[p]} {100 * share[p]:.0f}{THIN}%" for p in shown]
    if alike:
        who = join(view.label[p] for p in alike)
        if len(alike) > most:
            who = f"{said(len(alike))} others" if shown else f"all {said(len(alike))}"
            if not shown and len(alike) < len(share):
                who = f"{said(len(alike))} of them"
        texts.append(f"{who} {100 * share[alike[0]]:.0f}{THIN}% each")
    return ", ".join(texts) or "nobody"


def _greedy(view: View) -> Paragraph:
    """Say how far the search of the literature, one country at a time, is from the best."""
    steps = [s for s in view.get("greedy") if s["exact"] is not None]
    said = []
    for key, words in (("adding", "Adding"), ("removing", "Removing")):
        gaps = [s["exact"]["harm_pct"] - s[key]["harm_pct"] for s in steps]
        missed = [g for g in gaps if g > 1e-9]
        said.append(
            f"{words} one country at a time, by harm, finds the most harmful coalition of every "
            "size"
            if not missed
            else f"{words} one country at a time, by harm, misses the most harmful coalition at "
            f"{len(missed)} of {len(steps)} sizes, by up to {percent(max(missed))}"
        )
    return Paragraph("; ".join([said[0], said[1][:1].lower() + said[1][1:]]) + ".", "note")
