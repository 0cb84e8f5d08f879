"""The charts of who joins: frontier, joining order, worth of each ally, burden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from megara.brief.svg import BLUE, GREEN, GREY, INK, ORANGE, SKY, altair
from megara.brief.words import decimals, fixed, rounded


class Spot(NamedTuple):
    """A labelled point of the frontier chart."""

    label: str
    cost: float
    harm: float
    side: str = "left"


def frontier_chart(
    line: Sequence[tuple[float, float]],
    cloud: Sequence[tuple[float, float]],
    spots: Sequence[Spot],
    width: int = 560,
    height: int = 300,
) -> Any:
    """Return harm against cost: the frontier as a line, all coalitions as a cloud, some labelled.

    Parameters
    ----------
    line, cloud
        (cost in USD bn, harm in %) of the coalitions of the frontier, and of a selection of all.
    spots
        Coalitions with a label; ``side`` says on which side of the point it stands.
    """
    alt = altair()
    costs = [c for c, _ in [*line, *cloud]] + [s.cost for s in spots]
    room = 0.3 * ((max(costs) - min(costs)) or 1.0)
    x = alt.X(
        "cost:Q",
        scale=alt.Scale(domain=[min(costs) - 0.05 * room, max(costs) + room], nice=False),
        axis=alt.Axis(title="Cost to the members, USD billion a year", tickCount=6, format=",~r"),
    )
    harms = [h for _, h in [*line, *cloud]] + [s.harm for s in spots]
    # Labels stand below points on the right: the lowest needs room above the axis.
    above = 0.1 * ((max(harms) - min(harms)) or 1.0)
    y = alt.Y(
        "harm:Q",
        scale=alt.Scale(domain=[min(harms) - above, max(harms) + above], nice=False),
        axis=alt.Axis(title="Harm: real income lost by the target, %", tickCount=5),
    )

    def points(rows: Sequence[tuple[float, float]]) -> Any:
        return alt.Chart(alt.Data(values=[{"cost": c, "harm": h} for c, h in rows]))

    labelled = alt.Chart(
        alt.Data(
            values=[
                {"label": s.label, "cost": s.cost, "harm": s.harm, "side": s.side, "said": s.label}
                for s in spots
            ]
        )
    )
    layers = [
        points(cloud).mark_circle(size=9, color=GREY, opacity=0.35).encode(x=x, y=y),
        points(line).mark_line(color=BLUE, strokeWidth=2.2).encode(x=x, y=y),
        labelled.mark_circle(size=70, color=ORANGE, opacity=1).encode(
            x=x, y=y, description="said:N"
        ),
    ]
    for side, align, dx, dy in (("left", "right", -8, -7), ("right", "left", 8, 12)):
        layers.append(
            labelled.transform_filter(f"datum.side === '{side}'")
            .mark_text(align=align, dx=dx, dy=dy)
            .encode(x=x, y=y, text="label:N")
        )
    return alt.layer(*layers).properties(width=width, height=height)


class Ask(NamedTuple):
    """A player in the joining order: its price of joining, and its resolve in the plan.

    ``joins`` says whether it is in the coalition that forms, ``default`` that the plan is silent
    on it, so that its resolve is megara's.
    """

    label: str
    price: float | None
    resolve: float
    word: str
    joins: bool
    default: bool = False


def joining_chart(asks: Sequence[Ask], width: int = 470, step: int = 22) -> Any:
    """Return prices of joining and resolves on one logarithmic axis, in the order of joining.

    Who has a resolve above its price (diamond right of the dot) wants to join.
    """
    alt = altair()
    known = [a.price for a in asks if a.price] + [a.resolve for a in asks if a.resolve]
    low, high = min(known, default=1.0) / 1.6, max(known, default=10.0) * 1.6
    order = [a.label for a in asks]
    places = decimals(a.price for a in asks if a.price is not None)
    rows = []
    for ask in asks:
        price = min(max(ask.price, low), high) if ask.price is not None else high
        resolve = max(ask.resolve, low)
        rows.append(
            {
                "label": ask.label,
                "price": price,
                "resolve": resolve,
                "joins": "joins" if ask.joins else "stays out",
                "default": ask.default,
                "note": "never" if ask.price is None else fixed(ask.price, places, sign=False),
                "said": f"{ask.label}: price "
                f"{'none' if ask.price is None else rounded(ask.price, 3)}, resolve "
                f"{ask.resolve:g} ({'default, ' if ask.default else ''}{ask.word})",
            }
        )
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "label:N",
            sort=order,
            axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=12),
        )
    )
    axis = alt.Axis(
        title="Own loss in points for one point of harm (logarithmic)", format="~r", tickCount=6
    )
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    price = alt.X("price:Q", scale=scale, axis=axis)
    joins = alt.Color(
        "joins:N",
        scale=alt.Scale(domain=["joins", "stays out"], range=[BLUE, ORANGE]),
        legend=alt.Legend(title="At the plan's resolves", orient="top"),
    )
    return alt.layer(
        base.mark_rule(color="#d0d0d0").encode(x=price, x2="resolve:Q"),
        base.mark_circle(size=80, opacity=1).encode(x=price, color=joins, description="said:N"),
        *(
            base.transform_filter(f"{'' if default else '!'}datum.default")
            .mark_point(
                shape="diamond",
                size=80,
                color=GREY if default else INK,
                filled=not default,
                opacity=1,
            )
            .encode(x=alt.X("resolve:Q", scale=scale, axis=axis))
            for default in (False, True)
        ),
        base.mark_text(dy=-9, fontSize=10).encode(x=price, text="note:N"),
    ).properties(width=width, height=alt.Step(step))


class Worth(NamedTuple):
    """What a player adds to the harm: on average, by itself, and last of all; in %."""

    label: str
    shapley: float
    alone: float
    last: float


def worth_chart(worths: Sequence[Worth], width: int = 470, step: int = 22) -> Any:
    """Return bars of Shapley values with markers for acting alone and for joining last."""
    alt = altair()
    rows = [
        w._asdict()
        | {"note": rounded(w.shapley), "said": f"{w.label}: {w.shapley:.3g} % on average"}
        for w in worths
    ]
    order = [w.label for w in worths]
    y = alt.Y(
        "label:N",
        sort=order,
        axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=6),
    )
    top = max((max(w.shapley, w.alone, w.last) for w in worths), default=1.0) or 1.0
    low = min(0.0, *(min(w.shapley, w.alone, w.last) for w in worths)) if worths else 0.0
    scale = alt.Scale(domain=[low, top * 1.12], nice=False)
    axis = alt.Axis(title="Harm added, % of the target's real income", tickCount=5, format="~r")
    keys = ["average over all orders", "alone, nobody else acting", "last to join"]
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=keys, range=[SKY, INK, ORANGE]),
        legend=alt.Legend(title=None, orient="top", symbolType="square", labelLimit=0),
    )

    def column(name: str, kind: str) -> Any:
        values = [{**row, "value": row[name], "kind": kind} for row in rows]
        return alt.Chart(alt.Data(values=values)).encode(
            y=y, x=alt.X("value:Q", scale=scale, axis=axis), color=colour
        )

    text = alt.Chart(
        alt.Data(values=[{**r, "end": max(r["shapley"], r["alone"], r["last"])} for r in rows])
    )
    return alt.layer(
        column("shapley", keys[0]).mark_bar(height=step - 8).encode(description="said:N"),
        column("alone", keys[1]).mark_tick(thickness=2.5, size=step - 5),
        column("last", keys[2]).mark_point(shape="triangle-down", size=55, filled=True, opacity=1),
        text.mark_text(align="left", dx=9).encode(y=y, x=alt.X("end:Q"), text="note:N"),
    ).properties(width=width, height=alt.Step(step))


class Share(NamedTuple):
    """What a member bears: loss in %, and what is written beside it."""

    label: str
    loss: float
    note: str


def burden_chart(shares: Sequence[Share], common: float, width: int = 470, step: int = 17) -> Any:
    """Return bars of each member's loss in %, and a line at the loss that transfers would give."""
    alt = altair()
    # Notes stand right of both the bar and the line, so that neither runs through them.
    rows = [
        s._asdict() | {"end": max(s.loss, common, 0.0), "said": f"{s.label}: {s.loss:.3g} %"}
        for s in shares
    ]
    low, high = min(0.0, *(s.loss for s in shares)), max(0.0, *(s.loss for s in shares), common)
    span = (high - low) or 1.0
    scale = alt.Scale(domain=[low - (0.05 * span if low < 0 else 0), high + 0.55 * span])
    axis = alt.Axis(title="Loss of real income, %", tickCount=5, format="~r")
    y = alt.Y(
        "label:N",
        sort=[s.label for s in shares],
        axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=6),
    )
    x = alt.X("loss:Q", scale=scale, axis=axis)
    base = alt.Chart(alt.Data(values=rows)).encode(y=y, x=x)
    rule = alt.Chart(alt.Data(values=[{"loss": common}]))
    return alt.layer(
        base.mark_bar(height=step - 5).encode(
            color=alt.condition("datum.loss < 0", alt.value(BLUE), alt.value(ORANGE)),
            description="said:N",
        ),
        base.mark_text(align="left", dx=5, fontSize=11).encode(
            x=alt.X("end:Q", scale=scale, axis=axis), text="note:N"
        ),
        rule.mark_rule(color=GREEN, strokeWidth=2, strokeDash=[5, 3]).encode(x=x),
    ).properties(width=width, height=alt.Step(step))
