"""The map of possible new members: how much harm each country outside would add by joining."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import resources
from itertools import pairwise

from megara.brief.chapters.world_map import ABSENT, LAND, land_chart
from megara.brief.parts import Figure
from megara.brief.words import percent, the

# One hue from light to dark (ColorBrewer Blues), told apart in grey too.
STEPS = ("#deebf7", "#9ecae1", "#4292c6", "#08519c")
INSIDE, LESS, TARGET = "#fdd0a2", "#f2efe6", "#636363"


def added_harm_map(
    added: Mapping[str, float],
    names: Mapping[str, str],
    targets: Sequence[str],
    members: Sequence[str],
    planned: float,
) -> Figure | None:
    """Return the map; None if nobody is left outside.

    Parameters
    ----------
    added
        Harm in points that each outsider would add, by ISO3 code.
    names
        Names of countries for readers.
    planned
        Harm in % that all players of the plan do together.
    """
    if not added:
        return None
    shapes = json.loads(
        resources.files("megara.brief").joinpath("data/countries.json").read_text("utf-8")
    )
    best = max(added, key=lambda c: (added[c], c))
    top = added[best]
    series = [f * 10.0**e for e in range(-9, 3) for f in (1, 2, 5)]
    at = max((i for i, v in enumerate(series) if v <= max(top, 1e-9) / 1.3), default=6)
    edges = [series[max(0, at - step)] for step in (6, 4, 2, 0)]
    said = [f"{a:g} to {b:g}" for a, b in pairwise(edges)]
    labels = [*said, f"more than {edges[-1]:g}"]
    low = f"less than {edges[0]:g}"
    inside, target, other = "in the plan", "target", "not shown separately"

    def classify(code: str) -> str:
        if code in targets:
            return target
        if code in members:
            return inside
        if code not in added:
            return other
        reached = [label for label, edge in zip(labels, edges, strict=True) if added[code] >= edge]
        return reached[-1] if reached else low

    def note(code: str) -> str:
        if code in added:
            return f"{names.get(code, code)}: {added[code]:+.3g} points of harm"
        return f"{names.get(code, code)}: {classify(code)}"

    features = shapes["objects"]["countries"]["geometries"]
    for feature in features:
        code = feature["id"]
        feature["properties"] = {
            "class": classify(code),
            "said": note(code),
            "part": "target" if code in targets else "",
        }
    dots = [
        {
            "longitude": spot[0],
            "latitude": spot[1],
            "class": classify(code),
            "said": note(code),
            "sender": False,
        }
        for code, spot in shapes["places"].items()
        if code in added or code in members
    ]
    colours = dict(zip(labels, STEPS, strict=True))
    colours |= {low: LESS, inside: INSIDE, target: TARGET, other: ABSENT}
    used = {f["properties"]["class"] for f in features} | {str(d["class"]) for d in dots}
    order = [name for name in (*labels[::-1], low, inside, target, other) if name in used]
    share = f", on top of the {percent(planned)} of the plan" if planned > 0 else ""
    return Figure(
        "coalition-map",
        f"Among countries not asked, {the(names.get(best, best))} would add most harm: "
        f"{percent(top)} of the target's real income{share}",
        partial(land_chart, dots, order, [colours[name] for name in order]),
        "Harm that each country would add by joining the full coalition, in points (% of the "
        "target's real income). Borders as drawn by Natural Earth; they imply no opinion.",
        {LAND: {key: shapes[key] for key in ("type", "transform", "objects", "arcs")}},
    )
