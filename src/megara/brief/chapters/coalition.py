"""Who joins: what each ally is worth and asks, which coalitions are best, and who bears the burden.

The chapter reads all coalitions of a plan (``megara.coalition``), on the highest rung solved; a
table sums up every rung.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.chapters.coalition_bands import bands_of
from megara.brief.chapters.coalition_charts import (
    Ask,
    Share,
    Spot,
    Worth,
    burden_chart,
    frontier_chart,
    joining_chart,
    worth_chart,
)
from megara.brief.chapters.coalition_map import added_harm_map
from megara.brief.parts import Chapter, Figure, Items, Paragraph, Part, Strong, Table
from megara.brief.words import THIN, amount, capital, dollars, join, percent, rounded, the

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions, RungCoalitions
    from megara.world.world import World

CLOUD = 2500
"""Coalitions drawn at most, evenly picked by mask; the frontier is drawn whole."""


def coalition(found: Coalitions, world: World) -> Chapter:
    """Return the chapter on who joins.

    Parameters
    ----------
    found
        All coalitions, with their record.
    world
        The world, for the names of countries.
    """
    view = _View(found, world)
    parts: list[Part] = [Paragraph(_answer(view), "answer")]
    parts += [_by_rung(view), _worth(view), _joining(view), _frontier(view)]
    parts += [_minimal(view), _greedy(view)]
    parts += bands_of(view.record, view.rung.name, view.label)
    parts += [_moving(view), _burden(view)]
    shown = _map(view)
    if shown is not None:
        parts.append(shown)
    parts += [_potential(view), Items(list(found.record["notes"])), _certificate(view)]
    return Chapter("coalition", "Who joins", [p for p in parts if p is not None])


class _View:
    """The highest rung solved, with names for readers."""

    def __init__(self, found: Coalitions, world: World) -> None:
        self.found, self.record, self.world = found, found.record, world
        self.rung: RungCoalitions = found.rung()
        names = world.country_names
        self.names = names
        players = (*self.rung.core, *self.rung.players)
        self.label = {p.name: names.get(p.name, p.name) for p in players}

    def get(self, key: str, rung: str | None = None) -> Any:
        return self.record[key][rung or self.rung.name]

    def said(self, players: list[str]) -> str:
        return join(the(self.label[p]) for p in players) if players else "nobody"

    @property
    def target(self) -> str:
        return join(the(self.names.get(c, c)) for c in self.rung.targets)

    @property
    def core(self) -> str:
        if len(self.rung.core) > 3:
            return f"the core of {len(self.rung.core)}"
        return join(the(self.label[p.name]) for p in self.rung.core)


def _answer(view: _View) -> list[str]:
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


def _few(view: _View, players: list[str]) -> str:
    """Name players, or count them where they are many."""
    if len(players) <= 4:
        return view.said(players)
    out = [p.name for p in view.rung.players if p.name not in players]
    number = f"{len(players)} of the {len(view.rung.players)} asked"
    return f"all but {view.said(out)}" if 0 < len(out) <= 3 else number if out else "all"


def _by_rung(view: _View) -> Table:
    rows = []
    for rung in view.found.rungs:
        formed = view.get("stable", rung.name)["formed"]
        everybody, alone = rung.at(rung.row(rung.full)), rung.at(rung.row(0))
        at = view.get("burden", rung.name)["formed"]
        rows.append(
            [
                rung.name,
                _figures(alone.harm_pct),
                _figures(formed["harm_pct"]),
                _usd(sum(row["loss_usd_bn"] for row in at)),
                ", ".join(view.label[p] for p in formed["joined"]) or "nobody",
                _figures(everybody.harm_pct),
                _usd(everybody.cost_usd_bn),
            ]
        )
    return Table(
        f"Who would join on each rung, and the harm to {view.target}",
        [
            "Rung",
            "Core alone, %",
            "Coalition that forms, %",
            "its cost, USD bn",
            "Who joins the core",
            "All, %",
            "cost, USD bn",
        ],
        rows,
        text_columns=(0, 4),
        note="Harm in % of the target's real income; cost is what the members lose together, a "
        "year. Who joins follows from the plan's resolves, which are assumptions.",
    )


def _worth(view: _View) -> Figure:
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


def _joining(view: _View) -> Figure:
    resolves, formed = view.record["resolves"], view.get("stable")["formed"]["joined"]
    asks = [
        Ask(
            view.label[step["player"]],
            step["price"],
            resolves[step["player"]]["value"],
            resolves[step["player"]]["word"] or "a number",
            step["player"] in formed,
        )
        for step in view.get("joining_order")
    ]
    first, last = asks[0], asks[-1]
    dearest = "no resolve would do" if last.price is None else f"{last.price:.2g}"
    cheapest = "no resolve would do" if first.price is None else f"{first.price:.2g}"
    return Figure(
        "coalition-order",
        f"{capital(the(first.label))} would join first, at a price of {cheapest}; "
        f"{the(last.label)} last, at {dearest}",
        partial(joining_chart, asks),
        "Dots: the price of joining, the own loss in points per point of added harm, in the order "
        "in which players join as resolve rises. Diamonds: the resolve assumed in the plan; at the "
        "left edge it is zero or nearly so.",
    )


def _frontier(view: _View) -> Figure:
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


def _minimal(view: _View) -> Table:
    rows = []
    for entry in view.get("minimal"):
        few, cheap = entry["smallest"], entry["cheapest"]
        pivotal = next(p for p in view.get("pivotal") if p["level_pct"] == entry["level_pct"])
        best = sorted(pivotal["share"].items(), key=lambda kv: (-kv[1], kv[0]))[:3]
        rows.append(
            [
                f"{entry['level_pct']}{THIN}% ({_figures(entry['harm_pct'])})",
                ", ".join(view.label[p] for p in few["joined"]) or "the core alone",
                _usd(few["cost_usd_bn"]),
                ", ".join(view.label[p] for p in cheap["joined"]) or "the core alone",
                _usd(cheap["cost_usd_bn"]),
                ", ".join(f"{view.label[p]} {100 * s:.0f}{THIN}%" for p, s in best if s > 0.005)
                or "nobody",
            ]
        )
    return Table(
        f"The coalitions needed for a wanted harm, on \u201c{view.rung.name}\u201d",
        [
            "Share of the largest harm (harm, %)",
            "Fewest that must join",
            "cost, USD bn",
            "Cheapest to join",
            "cost, USD bn",
            "Most often pivotal",
        ],
        rows,
        text_columns=(0, 1, 3, 5),
        note="Cost of all members, core included, a year. Pivotal: share of all orders of joining "
        "in which this player is the one that lifts the coalition to the level.",
    )


def _greedy(view: _View) -> Paragraph:
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


def _moving(view: _View) -> Part:
    reluctant = view.get("persuasion")
    if not reluctant:
        return Paragraph("Nobody who is asked would stay out at the plan's resolves.", "note")
    rows = []
    for entry in reluctant:
        threat = entry["threat"]
        cut = threat["cut_pct"]
        rows.append(
            [
                view.label[entry["player"]],
                f"{entry['resolve']:g}",
                _usd(entry["transfer_usd_bn"]),
                "no cut would do" if cut is None else f"{rounded(cut)}{THIN}%",
                "\u2013" if cut is None else _figures(threat["loss_pct"]),
                "\u2013" if cut is None else _figures(threat["core_loss_pct"]),
            ]
        )
    return Table(
        "What would move those who stay out",
        [
            "Player",
            "Resolve",
            "Transfer, USD bn",
            "or a cut of its sales to the core",
            "its loss, %",
            "core's loss, %",
        ],
        rows,
        note="At the coalition that forms. Either a payment a year, at baseline prices, or the "
        "threat that the core's imports from it are cut by this share, which would cost both "
        "sides what is shown if it were carried out.",
    )


def _burden(view: _View) -> Figure:
    rows, transfers = view.get("burden")["all"], view.get("transfers")["all"]
    order = sorted(rows, key=lambda r: (-r["loss_pct"], r["country"]))
    common = -transfers["real_income_pct"]
    shares = []
    for row in order:
        head = row["loss_usd_per_head"]
        each = "" if head is None else f"; USD {rounded(head)} a head"
        shares.append(
            Share(
                view.names.get(row["country"], row["country"]),
                row["loss_pct"],
                f"USD {_usd(row['loss_usd_bn'])} bn{each}",
            )
        )
    paid = transfers["transfer_usd_bn"]
    payer = min(paid, key=lambda c: (paid[c], c))
    return Figure(
        "coalition-burden",
        f"{capital(the(shares[0].label))} would bear most for its size, "
        f"{percent(shares[0].loss)}; sharing losses evenly would move "
        f"{dollars(transfers['moved_usd_bn'])} a year",
        partial(burden_chart, shares, common),
        f"Loss of real income of each member with all in. Dashed: {percent(common)}, what each "
        "would lose if transfers inside the equilibrium made losses equal; "
        f"{the(view.names.get(payer, payer))} would pay most, {dollars(paid[payer])} a year. "
        "People as of 2019 (World Bank).",
    )


def _map(view: _View) -> Figure | None:
    outsiders = view.get("potential")["outsiders"]
    members = [c for p in (*view.rung.core, *view.rung.players) for c in p.members]
    planned = view.rung.at(view.rung.row(view.rung.full)).harm_pct
    return added_harm_map(
        {c: v["added_harm_pct"] for c, v in outsiders.items()},
        view.names,
        view.rung.targets,
        members,
        planned,
    )


def _potential(view: _View) -> Table:
    cells = view.get("potential")["cells"]

    def cell(depth: str, width: str) -> str:
        found = cells[depth][width]
        if found["harm_pct"] is None:
            return "no equilibrium"
        return f"{_figures(found['harm_pct'])} ({_usd(found['cost_usd_bn'])})"

    reached = view.get("potential")["reached_pct"]["of_all"]
    said = "" if reached is None else f" The plan reaches {rounded(reached)}{THIN}% of the largest."
    return Table(
        "Harm in % (cost in USD bn), by depth and width",
        ["Measures", "The coalition, all in", "The whole world"],
        [
            ["as planned", cell("planned", "coalition"), cell("planned", "world")],
            ["full embargo", cell("embargo", "coalition"), cell("embargo", "world")],
        ],
        note="On balanced trade, so that the target can be cut "
        "off at all; harm differs a little from the tables above." + said,
    )


def _certificate(view: _View) -> Paragraph:
    c = view.get("certificate")
    return Paragraph(
        f"{c['coalitions']:,} coalitions solved on this rung; largest relative violation of any "
        f"equation {c['residual']:.1e}.",
        "note",
    )


def _usd(billions: float) -> str:
    """Return an amount in USD billion without a plus sign."""
    return amount(billions).removeprefix("+")


def _figures(value: float) -> str:
    return rounded(value, 3)
