"""The brief of a run with draws: clouds, ranges, how they were made, how to reproduce them."""

import numpy as np
import pytest

from megara.brief.chapters.answer import answer
from megara.brief.chapters.draws import draws
from megara.brief.chapters.ladder import ladder
from megara.brief.chapters.reproduce import reproduce
from megara.brief.chapters.senders import senders
from megara.brief.facts import read
from megara.brief.page import render_html, render_markdown
from megara.brief.parts import Figure, Table
from megara.brief.words import rounded
from megara.policy.bands import band
from megara.policy.run import run
from megara.policy.scenario import Scenario
from tests.brief.runs import PLAN, make_world, solved


@pytest.fixture(scope="module")
def drawn():
    found = run(make_world(), Scenario.from_dict(PLAN), draws=40, seed=9, horizon="short")
    yield found
    read.cache_clear()


def test_the_ladder_shows_draws_as_dots_and_ranges_in_the_table(drawn):
    chapter = ladder(drawn)
    (figure,) = (p for p in chapter.parts if isinstance(p, Figure))
    layers = figure.chart().to_dict()["layer"]
    dots = max((layer["data"]["values"] for layer in layers), key=len)
    # of 40 draws on each rung those at the ends, by harm or by cost, are left out
    assert 2 * 36 <= len(dots) <= 2 * 38
    shown = {(round(p["cost"], 9), round(p["harm"], 9)) for p in dots}
    last = drawn.rungs[1].draws
    for values, side in ((last.cost_usd_bn, 0), (last.harm_usd_bn, 1)):
        assert round(float(values.max()), 9) not in {pair[side] for pair in shown}
    middle = np.argsort(np.abs(last.harm_percent - np.median(last.harm_percent)))[:20]
    pairs = [(round(float(last.cost_usd_bn[d]), 9), round(float(last.harm_usd_bn[d]), 9))
             for d in middle]  # fmt: skip
    assert len(shown.intersection(pairs)) >= 18
    assert "not drawn" in figure.caption
    (table,) = (p for p in chapter.parts if isinstance(p, Table))
    low, high = band(last.harm_percent)
    assert f"({low:.2f} to {high:.2f})" in table.rows[1][1]
    assert "percentile" in table.note


def test_blocs_have_ranges_too(drawn):
    (table,) = senders(drawn).parts
    rows = {row[0]: row for row in table.rows}
    assert " to " in rows["the two of Europe"][-1]


def test_a_chapter_says_how_ranges_were_made(drawn):
    chapter = draws(drawn)
    (table,) = (p for p in chapter.parts if isinstance(p, Table))
    assert len(table.rows) == len(drawn.world.sectors)
    assert all(row[3] for row in table.rows)
    assert draws(solved()) is None


def test_the_page_says_horizon_seed_and_draws(drawn):
    page, text = render_html(drawn), render_markdown(drawn)
    for words in ("short-run model", "in the short run", "How the ranges were made"):
        assert words in page
        assert words in text
    command = reproduce(drawn).parts[1].words
    assert command.endswith("--draws 40 --seed 9 --horizon short")
    assert "No error bands were asked for" not in page


def test_the_answer_says_the_range_of_harm_and_cost(drawn):
    paragraph = answer(drawn).parts[0]
    said = "".join(str(word) for word in paragraph.words)
    last = drawn.rungs[-1]
    for values, point in (
        (last.draws.harm_usd_bn, last.harm_usd_bn),
        (last.draws.cost_usd_bn, last.cost_usd_bn),
    ):
        low, high = sorted(v if point >= 0 else -v for v in band(values))
        assert f"(USD {rounded(low)} to {rounded(high)} billion in nine of ten draws)" in said
    plain = answer(run(make_world(), Scenario.from_dict(PLAN))).parts[0]
    assert "draws" not in "".join(str(word) for word in plain.words)
