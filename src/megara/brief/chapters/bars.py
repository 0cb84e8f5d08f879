"""Bars with their numbers written beside them, for several chapters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megara.brief.svg import BLUE, GREY, ORANGE, SKY, altair


def change_bars(
    labels: Sequence[str],
    values: Sequence[float],
    notes: Sequence[str],
    title: str,
    width: int = 460,
    step: int = 20,
) -> Any:
    """Return horizontal bars, losses to the left in orange and gains to the right in blue.

    Parameters
    ----------
    labels, values, notes
        Of each bar from the top: its name, its length, and what is written at its end.
    title
        Title of the axis, with the unit.
    """
    alt = altair()

    rows = [
        {"place": n, "label": label, "value": value, "note": note, "said": f"{label}: {note}"}
        for n, (label, value, note) in enumerate(zip(labels, values, notes, strict=True))
    ]
    low, high = min(0.0, *values), max(0.0, *values)
    length = (high - low) or 1.0
    # Room for the notes, some 6.2 px a letter, beyond the longest bar on its side.
    room = 6.2 * max(len(note) for note in notes) + 10
    share = min(0.6, room / width)
    unit = length / (1 - share * ((low < 0) + (high > 0)) / 1.0) if share < 0.45 else length * 2
    domain = [
        low - unit * share if low < 0 else 0.0,
        high + unit * share if high > 0 else 0.0,
    ]
    y = alt.Y(
        "label:N",
        sort=list(labels),
        axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=6),
    )
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=domain, nice=False),
        axis=alt.Axis(title=title, tickCount=4, format=",~r"),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(y=y, x=x)
    layers = [
        base.mark_bar(height=step - 6).encode(
            color=alt.condition("datum.value < 0", alt.value(ORANGE), alt.value(BLUE)),
            description="said:N",
        )
    ]
    for condition, align, dx in (
        ("datum.value < 0", "right", -4),
        ("datum.value >= 0", "left", 4),
    ):
        layers.append(
            base.transform_filter(condition).mark_text(align=align, dx=dx).encode(text="note:N")
        )
    zero = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=GREY).encode(x=x)
    return alt.layer(*layers, zero).properties(width=width, height=alt.Step(step))


def split_bars(
    labels: Sequence[str],
    parts: Sequence[tuple[float, float]],
    legend: tuple[str, str],
    title: str,
    width: int = 520,
    step: int = 18,
) -> Any:
    """Return horizontal bars in two parts, a dark and a light one, with their sum at the end."""
    alt = altair()

    rows = [
        {
            "place": n,
            "label": label,
            "value": value,
            "part": legend[k],
            "order": k,
            "said": f"{label}, {legend[k]}: {value:.2f} %",
        }
        for n, (label, pair) in enumerate(zip(labels, parts, strict=True))
        for k, value in enumerate(pair)
    ]
    sums = [
        {"label": label, "value": sum(pair), "note": f"{sum(pair):.1f}"}
        for label, pair in zip(labels, parts, strict=True)
    ]
    top = max((sum(pair) for pair in parts), default=0.0) or 1.0
    y = alt.Y(
        "label:N",
        sort=list(labels),
        axis=alt.Axis(title=None, ticks=False, domain=False, labelPadding=6),
    )
    x = alt.X(
        "value:Q",
        stack="zero",
        scale=alt.Scale(domain=[0, top * 1.1], nice=False),
        axis=alt.Axis(title=title, tickCount=5, format=",~r"),
    )
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(height=step - 5)
        .encode(
            y=y,
            x=x,
            order="order:Q",
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(legend), range=[BLUE, SKY]),
                legend=alt.Legend(title=None, orient="top", labelLimit=0),
            ),
            description="said:N",
        )
    )
    text = (
        alt.Chart(alt.Data(values=sums))
        .mark_text(align="left", dx=4)
        .encode(y=y, x=alt.X("value:Q"), text="note:N")
    )
    return alt.layer(bars, text).properties(width=width, height=alt.Step(step))
