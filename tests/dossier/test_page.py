"""The page to check a dossier on, in a real browser."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from megara.dossier.merge import merge
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


PLAN = """Two weigh curbs

VIENNA, March 6, 2024 (Reuters) - France is considering new sanctions on Iran if \
"Tehran" sends missiles to Russia, three diplomats said on Wednesday.
"""


def test_every_kind_on_a_piece_is_marked():
    dossier = read(PLAN)
    [told] = [p for p in pieces(dossier, dossier.documents[0]) if p.kinds]
    assert told.kinds == told.begun == ["measures", "triggers", "positions", "claims"]
    page = check_page(dossier)
    sentence = page[: page.index("France is considering")].rpartition("<a id=")[2]
    assert re.findall(r'data-letter="(\w+)"', sentence) == ["M", "T", "P", "C"]
    # the outermost mark has the lowest line
    assert re.findall(r'<mark class="(\w+) line-(\d)"', sentence) == [
        ("claims", "4"), ("positions", "3"), ("triggers", "2"), ("measures", "1")]  # fmt: skip


def test_a_tooltip_has_line_ends_and_is_escaped():
    dossier = read(PLAN)
    dossier.triggers[0].action = 'sends "<b>missiles</b>"'
    page = check_page(dossier)
    assert "#10;" not in page
    title = re.search(r'<mark class="measures line-1" title="([^"]*)"', page).group(1)
    assert title.splitlines()[1:3] == [
        "Triggers: Iran: sends &#34;&lt;b&gt;missiles&lt;/b&gt;&#34; (recipient: Russia)",
        "Positions: France is open",
    ]
    assert "<b>missiles" not in page


def test_the_page_of_several_stories_says_which_is_which():
    other = STORY.replace("Germany", "France").replace("May 2", "June 9")
    page = check_page(merge([read(STORY), read(other)]))
    assert "<h1>2 stories, 2024-05-02 to 2024-06-09</h1>" in page
    lines = {head: re.findall(r'class="note" href="#(\w+)"', page[page.index(f">{head}"):][:400])
             for head in ("Germany is reticent", "France is reticent")}  # fmt: skip
    assert lines == {"Germany is reticent": ["d1"], "France is reticent": ["d2"]}
    assert 'href="#d1"' not in check_page(read(STORY))


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
        assert "Germany is reticent" in page.locator("#list-positions").inner_text()
        mark = page.locator("mark.positions").first
        assert "Germany is reluctant" in mark.inner_text()
        assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
        styles = {
            mark.evaluate("e => getComputedStyle(e).borderBottomStyle")
            for mark in page.locator("mark", has_text="Germany is").all()
        }
        assert styles == {"dashed", "dotted"}
        page.locator("#list-positions blockquote a").first.click()
        assert page.evaluate("location.hash").startswith("#at-d1-")
        wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.set_viewport_size({"width": 400, "height": 800})
        narrow = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert wide
        assert narrow
        browser.close()


@pytest.mark.browser
def test_the_words_are_printed(tmp_path):
    if not CHROMIUM.is_file() or shutil.which("pdftotext") is None:
        pytest.skip(f"needs a Chromium at {CHROMIUM} and pdftotext")
    page_file, printed = tmp_path / "check.html", tmp_path / "check.pdf"
    page_file.write_text(check_page(read(STORY)), encoding="utf-8")
    subprocess.run([CHROMIUM, *ARGUMENTS, f"--print-to-pdf={printed}", page_file.as_uri()],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    words = subprocess.run(["pdftotext", "-layout", printed, "-"], check=True, text=True,
                           capture_output=True, timeout=60).stdout  # fmt: skip
    # in the text, as what the claim says, and as the words of the position and the claim
    assert words.count("Germany is reluctant to back") == 4
