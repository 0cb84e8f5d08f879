"""From a chart to a drawing that stands inside the page, prints, and runs nothing.

Altair describes the chart, vl-convert draws it as SVG. Here the SVG is checked and cleaned: only
drawing elements pass; numbers are rounded; identifiers are made unique to the page; a mark's
description becomes the native tooltip of browsers. The same chart gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

from megara.errors import MegaraError

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, SOFT, GRID = "#222222", "#5f6368", "#e3e3e3"
# Okabe & Ito (2008), told apart with any kind of colour vision.
BLUE, ORANGE, GREEN, SKY, GREY = "#0072B2", "#D55E00", "#009E73", "#56B4E9", "#8a8f94"

_DRESS = {
    "font": FONT,
    "background": "white",
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": GRID,
        "domainColor": "#999999",
        "tickColor": "#999999",
        "labelLimit": 340,
    },
    "text": {"fontSize": 12, "color": INK},
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
}

_SVG = "http://www.w3.org/2000/svg"
_DRAWING = {"svg", "g", "path", "text", "tspan", "line", "rect", "circle", "defs", "clipPath"}
_DROPPED = ("aria-", "role", "pointer-events", "class", "version")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def altair() -> Any:
    """Return Altair, loaded when first a chart is made; its constructors carry no types."""
    import altair

    return altair


def configured(chart: Any) -> dict[str, Any]:
    """Return the Vega-Lite specification of an Altair chart in the brief's dress."""
    # Altair checked each part when it was made; to check and copy the whole again would take
    # longer than to draw it.
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["config"] = _DRESS
    return spec


def _clean(element: ElementTree.Element, prefix: str) -> None:
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if tag not in _DRAWING:
        raise MegaraError(f"chart {prefix}: the drawing holds a <{tag}> element")
    label = element.get("aria-label")
    mark = element.get("role") == "graphics-symbol" and tag == "path"
    for name in list(element.attrib):
        value = element.attrib[name]
        local = name.rpartition("}")[2]
        if local.startswith("on") or local in ("href", "src"):
            raise MegaraError(f"chart {prefix}: the drawing holds the attribute {local!r}")
        if local.startswith(_DROPPED):
            del element.attrib[name]
        elif local == "id":
            element.attrib[name] = f"{prefix}-{value}"
        elif value.startswith("url(#"):
            element.attrib[name] = value.replace("url(#", f"url(#{prefix}-")
        elif local in ("d", "transform"):
            element.attrib[name] = _NUMBER.sub(lambda m: f"{float(m[0]):.1f}", value)
    for child in list(element):
        _clean(child, prefix)
        empty = child.tag == f"{{{_SVG}}}g" and len(child) == 0
        unseen = child.tag == f"{{{_SVG}}}path" and not child.get("d", "").strip("M0,hvZ ")
        if empty or unseen:
            element.remove(child)
    if mark and label:
        title = ElementTree.Element(f"{{{_SVG}}}title")
        title.text = label
        element.insert(0, title)


def draw(chart: Any, name: str, message: str, datasets: Mapping[str, Any] | None = None) -> Markup:
    """Return a chart as inline SVG.

    Parameters
    ----------
    chart
        An Altair chart with its data inside.
    name
        Identifier, unique on the page.
    message
        What the chart shows, for those who hear the page.
    datasets
        Data that the chart refers to by name; large ones are kept out of Altair, which copies.

    Raises
    ------
    MegaraError
        If it cannot be drawn, or the drawing holds anything but shapes and text.
    """
    import vl_convert

    ElementTree.register_namespace("", _SVG)
    spec = configured(chart)
    if datasets:
        spec["datasets"] = {**spec.get("datasets", {}), **datasets}
    try:
        root = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))
    except (ValueError, ElementTree.ParseError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise MegaraError(f"chart {name}: it cannot be drawn: {reason}") from None
    _clean(root, name)
    wide, high = root.get("width", "0"), root.get("height", "0")
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.set("role", "img")
    root.set("aria-label", message)
    root.set("style", f"max-width:{float(wide):.0f}px;aspect-ratio:{wide}/{high}")
    # Every text passed through the XML writer above, which escapes it.
    return Markup(ElementTree.tostring(root, encoding="unicode"))
