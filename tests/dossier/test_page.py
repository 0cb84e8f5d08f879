"""The page to check a dossier on, in a real browser."""

from pathlib import Path

import pytest

from megara.dossier.page import check_page, pieces
from megara.dossier.reader import read

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
STORY = """Allies <i>weigh</i> curbs

BERLIN, May 2, 2024 - Germany is reluctant to back new sanctions on China, two officials said.

See also: ten gardens <script>document.title = "hit"</script>

The White House declined to comment & "quotes" stay.
"""


def test_pieces_are_the_text():
    dossier = read(STORY)
    assert "".join(p.text for p in pieces(dossier, dossier.documents[0])) == STORY
    junk = [p for p in pieces(dossier, dossier.documents[0]) if p.junk]
    assert [p.text.split()[0] for p in junk] == ["See"]


def test_same_bytes():
    assert check_page(read(STORY)) == check_page(read(STORY))


@pytest.mark.browser
def test_it_opens_offline_without_loading_anything(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.is_file():
        pytest.skip(f"needs a Chromium at {CHROMIUM}")
    page_file = tmp_path / "check.html"
    page_file.write_text(check_page(read(STORY)), encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_context(offline=True).new_page()
        asked, wrong = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(page_file.as_uri())
        assert asked == [page_file.as_uri()]
        assert wrong == []
        assert page.title() == "Allies <i>weigh</i> curbs"
        assert page.locator("script").count() == 0
        assert page.locator(".text").inner_text().count('document.title = "hit"') == 1
        struck = page.locator("del")
        assert struck.count() == 1
        assert "another story" in page.locator(".why").inner_text()
        assert "DEU is reticent" in page.locator("#list-positions").inner_text()
        mark = page.locator("mark.positions").first
        assert "Germany is reluctant" in mark.inner_text()
        assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.locator("#list-positions summary").first.click()
        page.locator("#list-positions blockquote a").first.click()
        assert page.evaluate("location.hash").startswith("#at-d1-")
        wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.set_viewport_size({"width": 400, "height": 800})
        narrow = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert wide
        assert narrow
        browser.close()
