"""What would move the reluctant, who bears how much, what others could add; notes, certificate."""

from __future__ import annotations

from functools import partial

from megara.brief.chapters.coalition_charts import Share, burden_chart
from megara.brief.chapters.coalition_map import added_harm_map
from megara.brief.chapters.coalition_view import View, figures, usd
from megara.brief.parts import Figure, Items, Paragraph, Part, Table
from megara.brief.words import THIN, capital, dollars, join, percent, rounded, the

BARS, LEAST = 24, 6
"""Members in the chart at most, and how many of them are those that lose least."""


def burden_of(view: View) -> list[Part]:
    """Return the second half of the chapter on all coalitions."""
    parts: list[Part] = [_moving(view), _burden(view)]
    if (shown := _map(view)) is not None:
        parts.append(shown)
    return [*parts, _potential(view), Items(list(view.record["notes"])), _certificate(view)]


def _moving(view: View) -> Part:
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
                f"{entry['resolve']:g}" + (" *" if entry["player"] in view.defaults else ""),
                usd(entry["transfer_usd_bn"]),
                "no cut would do" if cut is None else rounded(cut),
                "\u2013" if cut is None else figures(threat["loss_pct"]),
                "\u2013" if cut is None else figures(threat["core_loss_pct"]),
            ]
        )
    return Table(
        "What would move those who stay out",
        [
            "Player",
            "Resolve",
            "Transfer, USD bn a year",
            "Or a cut of its sales to the core, %",
            "Its loss from the cut, %",
            "The core's loss from it, %",
        ],
        rows,
        note="At the coalition that forms. Either a payment a year, at baseline prices, or the "
        "threat that the core's imports from it are cut by this share, which would cost both "
        "sides what is shown if it were carried out. * megara's default; the plan is silent.",
    )


def _burden(view: View) -> Figure:
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
                f"USD {usd(row['loss_usd_bn'])} bn{each}",
            )
        )
    absent = [r["country"] for r in order if r["loss_usd_per_head"] is None]
    uncounted = (
        f", which gives no number for {join(the(view.names.get(c, c)) for c in absent)}"
        if absent
        else ""
    )
    paid = transfers["transfer_usd_bn"]
    payer = min(paid, key=lambda c: (paid[c], c))
    shown, each_of = shares, "each member"
    if len(shares) > BARS:
        shown = [*shares[: BARS - LEAST], *shares[-LEAST:]]
        each_of = (
            f"the {BARS - LEAST} members that lose most and the {LEAST} that lose least, of "
            f"{len(shares)},"
        )
    return Figure(
        "coalition-burden",
        f"{capital(the(shares[0].label))} would bear most for its size, "
        f"{percent(shares[0].loss)}; sharing losses evenly would move "
        f"{dollars(transfers['moved_usd_bn'])} a year",
        partial(burden_chart, shown, common),
        f"Loss of real income of {each_of} with all in. Dashed: {percent(common)}, what each "
        "would lose if transfers inside the equilibrium made losses equal; "
        f"{the(view.names.get(payer, payer))} would pay most, {dollars(paid[payer])} a year. "
        f"People as of 2019 (World Bank{uncounted}).",
    )


def _map(view: View) -> Figure | None:
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


def _potential(view: View) -> Table:
    cells = view.get("potential")["cells"]

    def cell(depth: str, width: str) -> str:
        found = cells[depth][width]
        if found["harm_pct"] is None:
            return "no equilibrium"
        return f"{figures(found['harm_pct'])} ({usd(found['cost_usd_bn'])})"

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


def _certificate(view: View) -> Paragraph:
    c = view.get("certificate")
    return Paragraph(
        f"{c['coalitions']:,} coalitions solved on this rung; largest relative violation of any "
        f"equation {c['residual']:.1e}.",
        "note",
    )
