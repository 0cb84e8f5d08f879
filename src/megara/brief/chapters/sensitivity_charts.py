"""The charts of a sensitivity study: tornado, grid, methods."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from megara.brief.svg import BLUE, GREY, ORANGE, altair
from megara.brief.words import rounded

if TYPE_CHECKING:
    from megara.policy.sensitivity.study import Study

LABEL = 52
"""Letters of a label beside a chart at most."""


def tornado_chart(study: Study) -> Any:
    """Return harm, cost and their ratio at the low and the high value of each assumption."""
    alt = altair()
    t = study.tornado
    charts = []
    sides = (
        ("harm", "Harm, USD bn a year"),
        ("cost", "Cost, USD bn a year"),
        ("ratio", "Harm per unit of cost"),
    )
    labels = short_labels([a.label for a in t.assumptions])
    for side, title in sides:
        base = float(getattr(t.base, side)[0, 0])
        rows = [
            {"label": label, "base": base, "value": float(value), "end": end}
            for end in ("low", "high")
            for label, value in zip(labels, getattr(getattr(t, end), side)[:, 0], strict=True)
            if math.isfinite(value) and math.isfinite(base)
        ]
        axis = alt.Axis(title=None, ticks=False, domain=False)
        y = alt.Y("label:N", sort=labels, axis=axis if side == "harm" else None)
        x = alt.X("value:Q", axis=alt.Axis(title=title, tickCount=3), scale=alt.Scale(zero=False))
        bars = (
            alt.Chart(alt.Data(values=rows))
            .mark_bar(height=12, opacity=0.85)
            .encode(
                y=y,
                x=x,
                x2="base:Q",
                color=alt.Color(
                    "end:N",
                    scale=alt.Scale(domain=["low", "high"], range=[ORANGE, BLUE]),
                    legend=alt.Legend(title="at its", orient="top") if side == "harm" else None,
                ),
            )
        )
        line = [{"value": base}] if math.isfinite(base) else []
        rule = alt.Chart(alt.Data(values=line)).mark_rule(color=GREY).encode(x=x)
        charts.append(alt.layer(bars, rule).properties(width=140, height=alt.Step(18)))
    return alt.hconcat(*charts)


def grid_chart(study: Study) -> Any:
    """Return the cells of the grid: darker with more harm, marked with the rung advised."""
    alt = altair()
    g = study.grid
    size = len(g.down_values)
    rows: list[dict[str, Any]] = [
        {
            "x": rounded(float(x), 3),
            "y": rounded(float(y), 3),
            "harm": float(g.results.harm[a * size + b, g.rung]),
            "rung": str(int(g.advised[a * size + b]) + 1),
        }
        for a, x in enumerate(g.across_values)
        for b, y in enumerate(g.down_values)
    ]
    x = alt.X(
        "x:O",
        sort=[rounded(float(v), 3) for v in g.across_values],
        axis=alt.Axis(title=g.across.with_unit, labelAngle=0),
    )
    y = alt.Y(
        "y:O",
        sort=[rounded(float(v), 3) for v in g.down_values[::-1]],
        axis=alt.Axis(title=short_labels([g.down.with_unit])[0]),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    middle = (min(r["harm"] for r in rows) + max(r["harm"] for r in rows)) / 2
    cells = base.mark_rect().encode(
        color=alt.Color("harm:Q", scale=alt.Scale(scheme="blues"), legend=None)
    )
    text = base.mark_text().encode(
        text="rung:N",
        color=alt.condition(f"datum.harm > {middle}", alt.value("white"), alt.value("#222222")),
    )
    return alt.layer(cells, text).properties(width=alt.Step(52), height=alt.Step(30))


def methods_chart(study: Study) -> Any:
    """Return the losses of targets and senders by each method, on a logarithmic axis."""
    alt = altair()
    order = [m.name for m in study.methods]
    rows = [
        {"method": m.name, "who": who, "value": value}
        for m in study.methods
        for who, value in zip(("targets", "senders"), study.sums(m), strict=True)
        if value > 0
    ]
    values = [value for m in study.methods for value in study.sums(m) if value > 0]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(size=110, opacity=0.9)
        .encode(
            y=alt.Y("method:N", sort=order, axis=alt.Axis(title=None, ticks=False, grid=True)),
            x=alt.X(
                "value:Q",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(
                    title="Loss, or trade at risk, USD bn a year, log scale",
                    format=",~r",
                    values=_ticks(min(values, default=1.0), max(values, default=10.0)),
                ),
            ),
            color=alt.Color(
                "who:N",
                scale=alt.Scale(domain=["targets", "senders"], range=[BLUE, ORANGE]),
                legend=alt.Legend(title=None, orient="top"),
            ),
        )
        .properties(width=430, height=alt.Step(26))
    )


def short_labels(labels: Sequence[str]) -> list[str]:
    """Return labels that fit beside a chart, each cut in the middle and none like another.

    A depth's label ends with what the depth is (coverage, cut, rate), which must not be cut off.
    """
    found: list[str] = []
    for label in labels:
        lead, colon, what = label.rpartition(": ")
        end = f"\u2026{colon}{what}" if colon else "\u2026"
        text = label if len(label) <= LABEL else lead[: LABEL - len(end)].rstrip() + end
        if not colon and len(label) > LABEL:
            text = what[: LABEL - 1].rstrip() + end
        found.append(text)
    return [
        text if found.count(text) == 1 else f"{text} ({found[: n + 1].count(text)})"
        for n, text in enumerate(found)
    ]


def _ticks(low: float, high: float) -> list[float]:
    """Return the values 1, 2 and 5 of each decade from below ``low`` to above ``high``.

    Over more than two decades only 1 and, over more than four, whole decades alike: labels of a
    logarithmic axis stand in one another's way otherwise.
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    steps = (1, 2, 5) if last - first <= 2 else (1, 3) if last - first <= 4 else (1,)
    return [step * 10.0**e for e in range(first, last + 1) for step in steps]
