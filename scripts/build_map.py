"""Build the country shapes of the brief's map: ``src/megara/brief/data/countries.json``.

Source: Natural Earth 4.1, admin-0 countries (public domain, naturalearthdata.com), as packed in
the npm package ``world-atlas`` 2.0.2 (ISC licence). Fetch it with ``npm pack world-atlas@2.0.2``,
unpack it, and run

    python scripts/build_map.py package src/megara/brief/data/countries.json

Done here: the 1:110m shapes keep only what the map draws (no Antarctica, no unused arcs), named by
ISO3 code; every country that is too small for 1:110m (Singapore, Malta, Hong Kong, ...) becomes
a point, the middle of its largest piece at 1:50m. Same input, same bytes.
"""

from __future__ import annotations

import csv
import json
import sys
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

SOURCE = (
    "Natural Earth 4.1 admin-0 countries, 1:110m and 1:50m, public domain; "
    "by way of npm world-atlas 2.0.2 (ISC)"
)
# Natural Earth gives these no ISO number; only Kosovo has a code that data sets use.
WITHOUT_NUMBER = {"Kosovo": "XKX"}


def iso3(geometries: list[dict[str, Any]]) -> list[str]:
    """ISO3 code of each shape, '' where it has none."""
    table = resources.files("country_converter").joinpath("country_data.tsv").read_text("utf-8")
    codes = {
        int(row["ISOnumeric"]): row["ISO3"]
        for row in csv.DictReader(table.splitlines(), delimiter="\t")
        if row["ISOnumeric"]
    }
    return [
        codes[int(g["id"])] if "id" in g else WITHOUT_NUMBER.get(g["properties"]["name"], "")
        for g in geometries
    ]


def decode(topology: dict[str, Any], ring: list[int]) -> list[tuple[float, float]]:
    """Longitudes and latitudes of one ring of arcs."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    points: list[tuple[float, float]] = []
    for index in ring:
        x = y = 0
        arc = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        if index < 0:
            arc.reverse()
        points += arc[1:] if points else arc
    return points


def middle(topology: dict[str, Any], geometry: dict[str, Any]) -> tuple[float, float]:
    """Centre of gravity of the largest piece."""
    pieces = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    best, centre = -1.0, (0.0, 0.0)
    for piece in pieces:
        points = decode(topology, piece[0])
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in pairwise(points):
            cross = x0 * y1 - x1 * y0
            area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        if abs(area) > best:
            best, centre = abs(area), (cx / (3 * area), cy / (3 * area))
    return round(centre[0], 2), round(centre[1], 2)


def renumber(arcs: Any, new: dict[int, int]) -> Any:
    """The same nested lists of arc numbers, in the new numbering."""
    if isinstance(arcs, list):
        return [renumber(a, new) for a in arcs]
    index = arcs if arcs >= 0 else ~arcs
    number = new.setdefault(index, len(new))
    return number if arcs >= 0 else ~number


def build(folder: Path) -> dict[str, Any]:
    """Return the topology: object ``countries`` (shapes) and list ``places`` (points)."""
    coarse = json.loads((folder / "countries-110m.json").read_text("utf-8"))
    fine = json.loads((folder / "countries-50m.json").read_text("utf-8"))
    shapes = coarse["objects"]["countries"]["geometries"]
    codes = iso3(shapes)
    new: dict[int, int] = {}
    kept = [
        {"type": g["type"], "id": code, "arcs": renumber(g["arcs"], new)}
        for code, g in sorted(zip(codes, shapes, strict=True), key=lambda pair: pair[0])
        if code != "ATA"
    ]
    small = fine["objects"]["countries"]["geometries"]
    places = {
        code: middle(fine, g)
        for code, g in zip(iso3(small), small, strict=True)
        if code and code not in codes
    }
    return {
        "source": SOURCE,
        "type": "Topology",
        "transform": coarse["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": kept}},
        "arcs": [coarse["arcs"][index] for index in new],
        "places": {code: places[code] for code in sorted(places)},
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(
        json.dumps(build(Path(sys.argv[1])), separators=(",", ":")) + "\n", encoding="utf-8"
    )
