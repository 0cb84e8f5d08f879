"""The page of a sensitivity study in a real browser."""

from typing import Any

import pytest

from megara.brief.sensitivity import write_sensitivity
from megara.policy.sensitivity.study import study
from tests.brief.test_browser import EVIL, Visit, browser
from tests.plans import small_plan, small_world

__all__ = ["browser"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Any:
    ladder = small_plan().to_dict()["ladder"]
    ladder[1]["name"] = EVIL[:150]
    found = study(
        small_world(), small_plan(name=EVIL, ladder=ladder), size=3, package=2.0, sectors=["all"]
    )
    path = tmp_path_factory.mktemp("sensitivity") / "sensitivity.html"
    write_sensitivity(found, path)
    return path


def test_it_opens_offline_shows_its_charts_and_runs_nothing(browser, page):
    visit = Visit(browser, page)
    assert visit.said == []
    assert visit.asked == [page.as_uri()]
    assert visit.page.evaluate("window.hit") is None
    names = visit.page.eval_on_selector_all("figure", "all => all.map(f => f.id)")
    assert names == ["figure-tornado", "figure-grid", "figure-methods"]
    marks = visit.page.eval_on_selector_all(
        "figure svg", "all => all.map(s => s.querySelectorAll('path, rect').length)"
    )
    assert all(n > 5 for n in marks)
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 1100
