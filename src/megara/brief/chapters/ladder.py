"""The ladder: harm to the target against cost to the senders, rung by rung."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Figure, Paragraph, Strong, Table
from megara.brief.svg import BLUE, GREY, SKY, SOFT, altair
from megara.brief.words import THIN, amount, fixed, places
from megara.policy.bands import band

if TYPE_CHECKING:
    from megara.policy.run import Run, RungResult

WIDTH, HEIGHT = 660, 290

_CLOUD = 150
"""Draws of each rung shown in the chart; the first ones, as good as any."""

_TAIL = 0.01
"""Share of the draws at each end, by harm and by cost, that would stretch the axes for nothing."""


def ladder(run: Run) -> Chapter:
    """Return the chart and the table of rungs."""
    facts = read(run)
    parts: list[Any] = []
    trigger = getattr(run.scenario, "trigger", "")
    if trigger:
        parts.append(Paragraph([Strong("Trigger: "), str(trigger)]))
    parts += [_figure(facts), _table(facts)]
    return Chapter("ladder", "What each rung does", parts, essential=True)


def _table(facts: Facts) -> Table:
    rows = []
    drawn = all(rung.draws is not None for rung in facts.run.rungs)
    spread = {} if drawn else facts.bands
    columns = {1: "harm_percent", 3: "cost_percent", 5: "harm_per_cost"}
    digits = {1: facts.harm_percent, 3: facts.cost_percent, 5: facts.exchange}
    decimals = {column: places(values.tolist()) for column, values in digits.items()}
    for r, name in enumerate(facts.rungs):
        ratio = float(facts.exchange[r])
        row = [
            f"{r + 1}. {name}",
            fixed(facts.harm_percent[r], decimals[1], False),
            amount(facts.harm[r]).lstrip("+"),
            fixed(facts.cost_percent[r], decimals[3], False),
            amount(facts.cost[r]).lstrip("+"),
            fixed(ratio, decimals[5], False) if math.isfinite(ratio) else "\u2013",
        ]
        if drawn:
            for column, what in columns.items():
                if row[column] != "\u2013":
                    row[column] += _range(facts.run.rungs[r], what, decimals[column])
        if spread and len(facts.targets) == 1:
            low_high = spread.get((r, facts.targets[0], "real_income"))
            row.insert(
                2, f"{fixed(-low_high[1], 2, False)} to {fixed(-low_high[0], 2, False)}"
            ) if low_high else row.insert(2, "\u2013")
        rows.append(row)
    header = [
        "Rung (each adds to those above it)",
        "Harm to target, %",
        "Harm, USD bn a year",
        "Cost to senders, %",
        "Cost, USD bn a year",
        "Harm per dollar of cost",
    ]
    if spread and len(facts.targets) == 1:
        header.insert(2, "Range of harm, %")
    return Table(
        f"Harm to {facts.target_name} and cost to the senders, by rung",
        header,
        rows,
        note="Real income lost, against the baseline year; a minus sign is a gain."
        + (" In brackets the 5th and 95th percentile over the draws." if drawn else ""),
    )


def _range(rung: RungResult, what: str, decimals: int) -> str:
    """Return the band of a figure over the draws, to stand behind it in a cell."""
    if rung.draws is None:
        return ""
    low, high = band(getattr(rung.draws, what))
    ends = (fixed(v, decimals, False) if math.isfinite(v) else "none lost" for v in (low, high))
    return f" ({' to '.join(ends)})"


def _figure(facts: Facts) -> Figure:
    return Figure(
        "ladder",
        _message(facts),
        partial(_chart, facts),
        "Each point is one rung with all rungs below it; the line goes up the ladder. Above the "
        "dashed line a rung takes more from the target than from the senders."
        + (
            f" Each light dot is one draw of elasticities and depths on one rung; the outermost "
            f"{100 * _TAIL:.0f}{THIN}% on each side are not drawn."
            if any(rung.draws is not None for rung in facts.run.rungs)
            else ""
        ),
    )


def _cloud(facts: Facts, logarithmic: bool) -> list[dict[str, float]]:
    """Return harm and cost of the first draws of every rung, where the chart can show them."""
    found = []
    for rung in facts.run.rungs:
        if rung.draws is not None:
            cost, harm = rung.draws.cost_usd_bn, rung.draws.harm_usd_bn
            kept = np.ones(len(cost), bool)
            for values in (cost, harm):
                low, high = np.quantile(values, (_TAIL, 1 - _TAIL))
                kept &= (values >= low) & (values <= high)
                if logarithmic:
                    kept &= values > 0
            found += [
                {"cost": float(c), "harm": float(h)}
                for c, h, keep in zip(cost[:_CLOUD], harm[:_CLOUD], kept[:_CLOUD], strict=True)
                if keep
            ]
    return found


def _chart(facts: Facts) -> Any:
    alt = altair()

    cost, harm = facts.cost, facts.harm
    points = [
        {
            "cost": float(cost[r]),
            "harm": float(harm[r]),
            "order": r,
            "label": f"{r + 1} {facts.rungs[r]}"
            if len(facts.rungs[r]) <= 34
            else f"{r + 1} {facts.rungs[r][:33]}\u2026",
            "said": f"{facts.rungs[r]}: harm {amount(harm[r])}, cost {amount(cost[r])} USD bn",
        }
        for r in range(len(facts.rungs))
    ]
    logarithmic = bool((cost > 0).all() and (harm > 0).all()) and (
        cost.max() / cost.min() > 20 or harm.max() / harm.min() > 20
    )
    cloud = _cloud(facts, logarithmic)
    x_domain = _domain(np.append(cost, [p["cost"] for p in cloud]), logarithmic)
    y_domain = _domain(np.append(harm, [p["harm"] for p in cloud]), logarithmic)
    low, high = max(x_domain[0], y_domain[0]), min(x_domain[1], y_domain[1])
    _place(points, (low, high), x_domain, y_domain, logarithmic)
    kind = "log" if logarithmic else "linear"
    scale_x = alt.Scale(type=kind, domain=x_domain, nice=False)
    scale_y = alt.Scale(type=kind, domain=y_domain, nice=False)
    note = ", each gridline ten times the last" if logarithmic else ""
    ticks = {"values": _decades(x_domain)} if logarithmic else {"tickCount": 6}
    ticks_y = {"values": _decades(y_domain)} if logarithmic else {"tickCount": 5}
    x = alt.X(
        "cost:Q",
        scale=scale_x,
        axis=alt.Axis(
            title=f"Cost to the senders, USD billion a year{note}", format=",~r", **ticks
        ),
    )
    y = alt.Y(
        "harm:Q",
        scale=scale_y,
        axis=alt.Axis(title="Harm to the target, USD billion a year", format=",~r", **ticks_y),
    )
    base = alt.Chart(alt.Data(values=points)).encode(x=x, y=y)
    layers: list[Any] = []
    if cloud:
        dots = alt.Chart(alt.Data(values=cloud))
        layers.append(dots.mark_circle(color=SKY, size=16, opacity=0.8).encode(x=x, y=y))
    if high > low:
        even = alt.Chart(alt.Data(values=[{"cost": v, "harm": v} for v in (low, high)]))
        layers.append(even.mark_line(color=GREY, strokeDash=[4, 4]).encode(x=x, y=y))
        layers.append(
            alt.Chart(alt.Data(values=[{"cost": high, "harm": high}]))
            .mark_text(align="right", dx=-18, dy=-5, color=SOFT, fontSize=11)
            .encode(x=x, y=y, text=alt.value("harm equals cost"))
        )
    layers.append(base.mark_line(color=BLUE, strokeWidth=2).encode(order="order:Q"))
    layers.append(base.mark_circle(color=BLUE, size=90, opacity=1).encode(description="said:N"))
    for anchor in ("left", "right", "center"):
        for dx, dy in {(p["dx"], p["dy"]) for p in points if p["anchor"] == anchor}:
            mine = [p for p in points if (p["anchor"], p["dx"], p["dy"]) == (anchor, dx, dy)]
            layers.append(
                alt.Chart(alt.Data(values=mine))
                .mark_text(align=anchor, dx=dx, dy=dy, baseline="middle")
                .encode(x=x, y=y, text="label:N")
            )
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _message(facts: Facts) -> str:
    if len(facts.rungs) == 1:
        return f"\u201c{facts.rungs[0]}\u201d: what the target loses, and what the senders pay"
    steps = np.diff(facts.harm, prepend=0.0)
    top = int(np.argmax(steps))
    if facts.harm[-1] <= 0 or steps[top] <= 0:
        return "No rung takes more from the target than the rung before it"
    share = 100 * steps[top] / facts.harm[-1]
    if share > 100:
        return f"\u201c{facts.rungs[top]}\u201d adds most harm"
    if top == 0:
        return f"The first rung, \u201c{facts.rungs[0]}\u201d, does {share:.0f}{THIN}% of all harm"
    return f"\u201c{facts.rungs[top]}\u201d adds most: {share:.0f}{THIN}% of all harm"


def _domain(values: np.ndarray[Any, Any], logarithmic: bool) -> list[float]:
    if logarithmic:
        return [
            10.0 ** math.floor(math.log10(values.min() * 0.9)),
            10.0 ** math.ceil(math.log10(values.max() * 1.25)),
        ]
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    room = 0.12 * (high - low) or 1.0
    # Where nothing happens the axis still needs a length.
    return [low - room if low < 0 else 0.0, high + room if high > 0 or low == 0 else 0.0]


def _decades(domain: list[float]) -> list[float]:
    return [10.0**e for e in range(round(math.log10(domain[0])), round(math.log10(domain[1])) + 1)]


Box = tuple[float, float, float, float]


def _place(
    points: list[dict[str, Any]],
    even: tuple[float, float],
    x: list[float],
    y: list[float],
    logarithmic: bool,
) -> None:
    """Give each point's label the first free place beside it (a letter is about 6.4 px wide).

    Labels keep clear of points, of the line between them and of one another, and if there is room
    also of the line of even exchange, which runs over ``even`` on both axes.
    """

    def at(cost: float, harm: float) -> tuple[float, float]:
        scaled = []
        for value, domain in ((cost, x), (harm, y)):
            low, high = domain
            if logarithmic:
                value, low, high = math.log10(value), math.log10(low), math.log10(high)
            scaled.append((value - low) / (high - low))
        return scaled[0] * WIDTH, (1 - scaled[1]) * HEIGHT

    def along(one: tuple[float, float], other: tuple[float, float]) -> list[Box]:
        steps = np.linspace(one, other, 60)
        return [(a - 2, b - 2, a + 2, b + 2) for a, b in steps.tolist()]

    places = [at(p["cost"], p["harm"]) for p in points]
    taken: list[Box] = [(a - 6, b - 6, a + 6, b + 6) for a, b in places]
    for one, other in pairwise(places):
        taken += along(one, other)
    line = along(at(even[0], even[0]), at(even[1], even[1])) if even[1] > even[0] else []
    for p, (a, b) in zip(points, places, strict=True):
        wide = 6.4 * len(p["label"])
        boxes: dict[tuple[str, int, int], Box] = {}
        for dy in (0, 14, -14, 28, -28, 42, -42):
            for anchor, dx in (("left", 11), ("right", -11)):
                left = a + dx if anchor == "left" else a + dx - wide
                box = (left, b + dy - 7, left + wide, b + dy + 7)
                if box[0] >= 0 and box[2] <= WIDTH + 60 and box[1] >= 0 and box[3] <= HEIGHT:
                    boxes[anchor, dx, dy] = box
        free = [k for k in boxes if not any(_meet(boxes[k], other) for other in taken)]
        best = [k for k in free if not any(_meet(boxes[k], other) for other in line)]
        chosen = (best or free or [("left", 11, 0)])[0]
        p["anchor"], p["dx"], p["dy"] = chosen
        if chosen in boxes:
            taken.append(boxes[chosen])


def _meet(one: Box, other: Box) -> bool:
    return not (one[2] < other[0] or one[0] > other[2] or one[3] < other[1] or one[1] > other[3])
