"""The page in a real browser: opens offline, shows its charts, runs nothing, prints well."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from megara.brief.page import write_brief
from tests.brief.runs import COUNTRIES, PLAN, make_world, solved

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EVIL = '<script>window.hit=1</script>"><img src=x onerror="window.hit=1">{{7*7}}${7*7}\'</style>'


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not Path(CHROMIUM).is_file():
        pytest.skip("needs a Chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def brief(tmp_path_factory, small_run) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    write_brief(small_run, path)
    return path


class Visit:
    """A page opened from a file, with what it said and asked for."""

    def __init__(self, browser: Any, path: Path, width: int = 1100) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())


def test_opens_offline_with_its_charts(browser, brief):
    visit = Visit(browser, brief)
    assert visit.said == []
    assert visit.asked == [brief.as_uri()]
    sizes = visit.page.eval_on_selector_all(
        "figure svg",
        "all => all.map(s => [s.getBoundingClientRect().width,"
        " s.getBoundingClientRect().height, s.querySelectorAll('path, line').length])",
    )
    names = visit.page.eval_on_selector_all("figure", "all => all.map(f => f.id)")
    assert len(names) == len(sizes) >= 7
    assert {"figure-ladder", "figure-map", "figure-third", "figure-sectors-chn"} <= set(names)
    for wide, high, marks in sizes:
        assert wide > 300
        assert high > 60
        assert marks > 3


def test_what_a_reader_sees_first(browser, brief, small_run):
    page = Visit(browser, brief).page
    assert page.title() == small_run.scenario.name
    text = page.inner_text("#answer")
    assert f"{small_run.rungs[-1].harm_percent:.2g}" in text
    assert page.locator("#senders tbody tr").count() == 6
    # every target of the list of contents is there
    for link in page.eval_on_selector_all("nav a", "all => all.map(a => a.getAttribute('href'))"):
        assert page.locator(link).count() == 1


@pytest.mark.parametrize("width", [390, 768, 1400])
def test_nothing_is_wider_than_the_screen(browser, brief, width):
    page = Visit(browser, brief, width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_prints_on_paper(browser, brief, tmp_path):
    page = Visit(browser, brief).page
    printed = tmp_path / "brief.pdf"
    page.pdf(path=str(printed), prefer_css_page_size=True, print_background=True)
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils) to read the printed pages")
    text = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    sheets = text.rstrip("\f").split("\f")
    annex = next(n for n, sheet in enumerate(sheets) if re.search(r"^\s*Annex\s*$", sheet, re.M))
    assert annex <= 2  # the essentials stand on two pages
    essentials = "".join(sheets[:annex])
    for words in ("The answer", "What each rung does", "What it costs", "The world"):
        assert words in essentials
    assert all(sheet.strip() for sheet in sheets)
    assert "How to reproduce this" in sheets[-1]


def test_text_of_files_never_runs(browser, tmp_path):
    ladder = [
        {
            "name": f"{EVIL} {n}",
            "note": EVIL,
            "source": EVIL,
            "measures": [
                {**rung["measures"][0], "note": EVIL, "source": EVIL},
            ],
        }
        for n, rung in enumerate(PLAN["ladder"])
    ]
    plan = {
        "name": EVIL,
        "description": EVIL,
        "trigger": EVIL,
        "notes": [EVIL],
        "sources": [EVIL],
        "ladder": ladder,
        "retaliation": {"answer": "mirror", "note": EVIL, "source": EVIL},
        "senders": {
            "core": ["USA"],
            "prospective": [
                {"name": EVIL, "members": ["DEU"], "note": EVIL, "source": EVIL},
                "KOR",
            ],
        },
    }
    names = {code: f"{code} {EVIL}" for code in COUNTRIES}
    world = make_world(
        names=names, source=EVIL, licence=EVIL, notes=EVIL, elasticities=EVIL, sectors=EVIL
    )
    path = tmp_path / "brief.html"
    write_brief(solved(plan, world), path)
    visit = Visit(browser, path)
    assert visit.page.evaluate("window.hit") is None
    assert visit.page.locator("script, img").count() == 0
    assert visit.said == []
    assert visit.asked == [path.as_uri()]
    assert visit.page.inner_text("h1") == EVIL
    assert EVIL in visit.page.inner_text("#map figcaption, #map h3")
    assert EVIL in visit.page.inner_text("#assumptions")
    assert visit.page.locator("figure svg").count() >= 7
