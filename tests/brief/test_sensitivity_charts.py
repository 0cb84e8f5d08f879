"""The charts of a sensitivity study: labels that can be told apart, ticks that can be read."""

import pytest

from megara.brief.chapters.sensitivity import chapters_of
from megara.brief.chapters.sensitivity_charts import LABEL, _ticks, short_labels
from megara.brief.parts import Figure
from megara.policy.sensitivity.study import study
from tests.plans import small_plan, small_world


@pytest.fixture(scope="module")
def found():
    return study(small_world(), small_plan(), size=3)


def test_a_label_keeps_what_the_depth_is():
    scope = "export control: export control of semiconductors, machinery and computers"
    labels = [f"{scope}: coverage", f"{scope}: cut", "trade elasticity of C26 " + 60 * "x", "short"]
    short = short_labels(labels)
    assert short[0].endswith(": coverage")
    assert short[1].endswith(": cut")
    assert short[3] == "short"
    assert all(len(label) <= LABEL for label in short)
    assert len(set(short_labels([60 * "x", 60 * "x"]))) == 2


def test_ticks_of_a_logarithmic_axis_leave_room_for_their_labels():
    assert _ticks(39.0, 460.0) == [10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
    for low, high in ((0.5, 3.0), (1.0, 1e3), (1e-3, 1e5)):
        ticks = _ticks(low, high)
        assert ticks[0] <= low
        assert ticks[-1] >= high
        assert len(ticks) <= 12


def test_no_chapter_is_pushed_to_an_annex_on_a_page_of_its_own(found):
    assert all(chapter.essential for chapter in chapters_of(found))


def test_the_unit_stands_where_values_do_and_not_in_the_sentence(found):
    first, second = chapters_of(found)[:2]
    top = found.tornado.assumptions[0]
    assert top.unit == "standard deviations"
    said = "".join(first.parts[0].words)
    assert said.endswith("The result hangs most on all trade elasticities together.")
    assert second.parts[1].rows[0][0] == "all trade elasticities together (standard deviations)"
    assert isinstance(second.parts[0], Figure)
