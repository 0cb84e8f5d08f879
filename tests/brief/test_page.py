"""The page as a file: whole, the same each time, and safe whatever the files say."""

import os
import re
import subprocess
import sys

import pytest

from megara.brief.page import render_html, render_markdown, write_brief
from megara.errors import MegaraError, UsageError
from tests.brief.runs import solved

SCRIPT = """
from tests.brief.runs import solved
from megara.brief.page import render_html, render_markdown
import hashlib
run = solved()
print(hashlib.sha256((render_html(run) + render_markdown(run)).encode()).hexdigest())
"""


def test_same_inputs_same_bytes_in_another_process(small_run, root):
    import hashlib

    found = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout.strip())
    text = render_html(small_run) + render_markdown(small_run)
    assert found == {hashlib.sha256(text.encode()).hexdigest()}


def test_page_holds_no_script_and_points_nowhere(small_run):
    page = render_html(small_run)
    assert "<script" not in page
    assert "javascript:" not in page
    assert {link for link in re.findall(r'(?:href|src)="([^"]*)"', page) if link[0] != "#"} == set()
    assert re.findall(r"https?://[^\"<\s]+", page).count("http://www.w3.org/2000/svg") == len(
        re.findall(r"https?://[^\"<\s]+", page)
    )
    assert "url(http" not in page
    assert "default-src 'none'" in page


def test_markdown_has_every_chapter_and_no_html(small_run):
    page, text = render_html(small_run), render_markdown(small_run)
    for title in re.findall(r"<section.*?<h2>(.*?)</h2>", page, re.S):
        assert f"## {title}" in text.replace("\\", "")
    assert "<" not in text


def test_written_whole_or_not_at_all(small_run, tmp_path, monkeypatch):
    target = tmp_path / "deep" / "brief.html"
    write_brief(small_run, target)
    whole = target.read_text("utf-8")
    assert whole.startswith("<!doctype html>")
    assert whole.rstrip().endswith("</html>")
    write_brief(small_run, tmp_path / "brief.md", format="md")
    assert (tmp_path / "brief.md").read_text("utf-8").startswith("# China arms Russia")
    with pytest.raises(UsageError, match="html or md, not 'pdf'"):
        write_brief(small_run, target, format="pdf")

    import vl_convert

    def fails(spec):
        raise ValueError("no drawing today")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", fails)
    with pytest.raises(MegaraError, match="chart ladder"):
        write_brief(small_run, target)
    assert target.read_text("utf-8") == whole
    assert [p.name for p in target.parent.iterdir()] == ["brief.html"]


def test_a_ladder_of_one_rung_is_drawn():
    from tests.brief.runs import PLAN

    run = solved({"ladder": [PLAN["ladder"][0]]})
    assert 'id="figure-ladder"' in render_html(run)
