"""The map: the change of real income in every country on the last rung."""

from __future__ import annotations

import json
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Figure
from megara.brief.svg import INK, altair
from megara.brief.words import THIN, amount, count, fixed

if TYPE_CHECKING:
    from megara.policy.run import Run

# Losses in the oranges, gains in the blues of ColorBrewer's PuOr/RdBu: told apart with any kind of
# colour vision, and in grey by depth.
LOSS = ("#7f2704", "#d94801", "#fdae6b")
GAIN = ("#9ecae1", "#3182bd", "#08306b")
NONE, ABSENT = "#f2efe6", "#d4d4d4"
OTHER = "not shown separately"
LAND = "land"


def world_map(run: Run) -> Chapter:
    """Return the map."""
    facts = read(run)
    values = dict(zip(facts.world.countries, facts.real_income[-1].tolist(), strict=True))
    usd = dict(zip(facts.world.countries, facts.usd[-1].tolist(), strict=True))
    shapes = json.loads(
        resources.files("megara.brief").joinpath("data/countries.json").read_text("utf-8")
    )
    names, colours, classify = _classes(values, facts.targets)
    features = shapes["objects"]["countries"]["geometries"]
    for feature in features:
        code = feature["id"]
        known = code in values
        feature["properties"] = {
            "class": classify(values[code]) if known else OTHER,
            "said": _said(facts, code, values, usd) if known else "",
            "part": "target"
            if code in facts.targets
            else "sender"
            if code in facts.senders
            else "",
        }
    dots = [
        {
            "longitude": spot[0],
            "latitude": spot[1],
            "class": classify(values[code]),
            "said": _said(facts, code, values, usd),
            "sender": code in facts.senders,
        }
        for code, spot in shapes["places"].items()
        if code in values
    ]
    used = {f["properties"]["class"] for f in features} | {d["class"] for d in dots}
    order = [name for name in [*names, OTHER] if name in used]
    palette = [{**colours, OTHER: ABSENT}[name] for name in order]
    losers = sum(1 for code, value in values.items() if value < 0 and code not in facts.targets)
    rest = len(values) - len(facts.targets)
    row = ""
    if "ROW" in values:
        row = (
            f" Countries in grey are part of the \u201crest of the world\u201d "
            f"({fixed(values['ROW'])}{THIN}%)."
        )
    return Chapter(
        "map",
        "The world",
        [
            Figure(
                "map",
                f"{losers} of the {count(rest, 'other country', 'other countries')} and regions "
                f"would lose from {facts.whole}",
                partial(land_chart, dots, order, palette),
                "Change of real income, % of the baseline. Outlined: targets (thick) and senders "
                "(thin); circles stand for countries too small to draw."
                + row
                + " Borders as drawn by Natural Earth; they imply no opinion.",
                {LAND: {key: shapes[key] for key in ("type", "transform", "objects", "arcs")}},
            )
        ],
        essential=True,
    )


def _said(facts: Facts, code: str, values: dict[str, float], usd: dict[str, float]) -> str:
    return f"{facts.name(code)}: {fixed(values[code])} %, {amount(usd[code])} USD bn a year"


def _classes(values: dict[str, float], targets: list[str]) -> tuple[list[str], dict[str, str], Any]:
    """Return class names from loss to gain, their colours, and the function value -> name.

    The edges are of the series 1, 2, 5, so that the largest class is reached outside the targets.
    """
    others = [abs(v) for code, v in values.items() if code not in targets] or [0.0]
    series = [f * 10.0**e for e in range(-6, 4) for f in (1, 2, 5)]
    top = max((i for i, v in enumerate(series) if v <= max(others) / 1.5), default=4)
    small, middle, large = (f"{series[max(0, top - step)]:g}" for step in (4, 2, 0))
    lost = [
        f"loses more than {large} %",
        f"loses {middle} to {large} %",
        f"loses {small} to {middle} %",
    ]
    gained = [
        f"gains {small} to {middle} %",
        f"gains {middle} to {large} %",
        f"gains more than {large} %",
    ]
    level = f"changes by less than {small} %"
    edges = [float(large), float(middle), float(small)]

    def classify(value: float) -> str:
        for index, edge in enumerate(edges):
            if abs(value) > edge:
                return lost[index] if value < 0 else gained[2 - index]
        return level

    names = [*lost, level, *gained]
    return names, dict(zip(names, (*LOSS, NONE, *GAIN), strict=True)), classify


def land_chart(dots: list[dict[str, Any]], order: list[str], palette: list[str]) -> Any:
    """Return a map of the countries, filled by their ``class``, with dots for the small ones."""
    alt = altair()

    land = alt.NamedData(name=LAND, format=alt.TopoDataFormat(type="topojson", feature="countries"))
    colour = alt.Scale(domain=order, range=palette)
    legend = alt.Legend(title=None, orient="bottom", columns=4, symbolType="square", labelLimit=0)
    base = alt.Chart(land)
    layers = [
        base.mark_geoshape(stroke="white", strokeWidth=0.4).encode(
            color=alt.Color("properties.class:N", scale=colour, legend=legend),
            description=alt.Description("properties.said:N"),
        ),
        base.transform_filter("datum.properties.part === 'sender'").mark_geoshape(
            fill=None, stroke=INK, strokeWidth=0.6
        ),
        base.transform_filter("datum.properties.part === 'target'").mark_geoshape(
            fill=None, stroke="black", strokeWidth=1.8
        ),
    ]
    for sender in (False, True):
        mine = [d for d in dots if d["sender"] is sender]
        if mine:
            layers.append(
                alt.Chart(alt.Data(values=mine))
                .mark_circle(size=34, stroke=INK if sender else "white", strokeWidth=0.9, opacity=1)
                .encode(
                    longitude="longitude:Q",
                    latitude="latitude:Q",
                    color=alt.Color("class:N", scale=colour, legend=legend),
                    description=alt.Description("said:N"),
                )
            )
    return alt.layer(*layers).project("equalEarth").properties(width=760, height=340)
