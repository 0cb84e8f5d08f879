"""The charts of who joins: frontier, joining order, worth of each ally, burden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from megara.brief.svg import BLUE, GREEN, GREY, INK, ORANGE, SKY, altair
from megara.brief.words import rounded


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
    y = alt.Y(
        "harm:Q",
        scale=alt.Scale(zero=False),
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
    """A player in the joining order: its price of joining, and its resolve in the plan."""

    label: str
    price: float | None
    resolve: float
    word: str


def joining_chart(asks: Sequence[Ask], width: int = 470, step: int = 22) -> Any:
    """Return prices of joining and resolves on one logarithmic axis, in the order of joining.

    Who has a resolve above its price (diamond right of the dot) joins.
    """
    alt = altair()
    known = [a.price for a in asks if a.price] + [a.resolve for a in asks if a.resolve]
    low, high = min(known, default=1.0) / 1.6, max(known, default=10.0) * 1.6
    order = [a.label for a in asks]
    rows = []
    for ask in asks:
        price = min(max(ask.price, low), high) if ask.price is not None else high
        resolve = max(ask.resolve, low)
        joins = ask.price is not None and ask.resolve > ask.price
        rows.append(
            {
                "label": ask.label,
                "price": price,
                "resolve": resolve,
                "joins": "joins" if joins else "stays out",
                "note": "never" if ask.price is None else f"{ask.price:.3g}",
                "said": f"{ask.label}: price {'none' if ask.price is None else f'{ask.price:.3g}'},"
                f" resolve {ask.resolve:g} ({ask.word})",
            }
        )
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "label:N",
            sort=order,
            axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=6),
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
        base.mark_point(shape="diamond", size=80, color=INK, filled=False).encode(
            x=alt.X("resolve:Q", scale=scale, axis=axis)
        ),
        base.mark_text(dy=-9, fontSize=10).encode(x=price, text="note:N"),
    ).properties(width=width, height=alt.Step(step))


class Worth(NamedTuple):
    """What a player adds to the harm: on average, to the core alone, and last of all; in %."""

    label: str
    shapley: float
    first: float
    last: float


def worth_chart(worths: Sequence[Worth], width: int = 470, step: int = 22) -> Any:
    """Return bars of Shapley values with markers for joining first and joining last."""
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
    top = max((max(w.shapley, w.first, w.last) for w in worths), default=1.0) or 1.0
    low = min(0.0, *(min(w.shapley, w.first, w.last) for w in worths)) if worths else 0.0
    scale = alt.Scale(domain=[low, top * 1.12], nice=False)
    axis = alt.Axis(title="Harm added, % of the target's real income", tickCount=5, format="~r")
    keys = ["average over all orders", "first to join", "last to join"]
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
        alt.Data(values=[{**r, "end": max(r["shapley"], r["first"], r["last"])} for r in rows])
    )
    return alt.layer(
        column("shapley", keys[0]).mark_bar(height=step - 8).encode(description="said:N"),
        column("first", keys[1]).mark_tick(thickness=2.5, size=step - 5),
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
