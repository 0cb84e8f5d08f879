"""Drawings are checked before they stand in the page."""

from xml.etree import ElementTree

import altair as alt
import pytest

from megara.brief import svg
from megara.brief.chapters.bars import change_bars, split_bars
from megara.errors import MegaraError

EVIL = "</text><script>alert(1)</script>&<b>"


def bars(label="a"):
    return change_bars([label, "b"], [-1.0, 2.0], ["x", "y"], "USD")


def test_same_chart_same_bytes_and_names_of_its_own():
    first, again = (svg.draw(bars(), "one", "m") for _ in range(2))
    assert first == again
    other = svg.draw(bars(), "two", "m")
    ids = [
        {e.get("id") for e in ElementTree.fromstring(d).iter() if e.get("id")}
        for d in (first, other)
    ]
    assert ids[0].isdisjoint(ids[1])


def test_text_of_files_is_text():
    drawing = svg.draw(bars(EVIL), "one", EVIL)
    root = ElementTree.fromstring(drawing)
    assert root.get("aria-label") == EVIL
    assert any(EVIL in (e.text or "") for e in root.iter())
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_marks_say_what_they_are():
    root = ElementTree.fromstring(svg.draw(bars(), "one", "m"))
    titles = [e.text for e in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["a: x", "b: y"]


@pytest.mark.parametrize(
    "element",
    ["<script/>", '<a href="#"/>', '<g onclick="x()"/>', "<image/>", "<foreignObject/>"],
)
def test_anything_but_a_drawing_is_refused(monkeypatch, element):
    import vl_convert

    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">{element}</svg>'
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda spec: page)
    with pytest.raises(MegaraError, match="chart one"):
        svg.draw(alt.Chart(alt.Data(values=[])).mark_bar(), "one", "m")


@pytest.mark.parametrize("values", [[0.0, 0.0], [-1.0, -2.0], [1e-9, 2.0], [1e6, -1e-6]])
def test_bars_of_any_size_can_be_drawn(values):
    chart = change_bars(["a", "b"], values, ["n", "m"], "USD")
    assert "NaN" not in svg.draw(chart, "one", "m")
    sizes = [(abs(v), 0.0) for v in values]
    chart = split_bars(["a", "b"], sizes, ("direct", "through others"), "%")
    assert "NaN" not in svg.draw(chart, "one", "m")
