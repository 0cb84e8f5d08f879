"""The chapter on who joins, held against the coalitions it tells of."""

import pytest

from megara.brief.chapters.coalition import who_joins
from megara.brief.chapters.coalition_full import coalitions_in_full
from megara.brief.page import render_html, render_markdown
from megara.brief.parts import Chapter, Figure, Paragraph, Strong, Table
from megara.brief.svg import draw
from megara.coalition.run import coalition
from megara.policy.run import run
from tests.coalition.plans import plan, world

BASE = world()


@pytest.fixture(scope="module")
def found():
    return coalition(BASE, plan())


@pytest.fixture(scope="module")
def solved():
    return run(BASE, plan())


@pytest.fixture(scope="module")
def built(found, solved):
    """Both chapters: the essential one, then that of the annex."""
    one, other = who_joins(solved, found), coalitions_in_full(solved, found)
    return Chapter("both", "Who joins", [*one.parts, *other.parts])


def by_caption(built, words):
    return next(p for p in built.parts if isinstance(p, Table) and words in p.caption)


def figure(built, name):
    return next(p for p in built.parts if isinstance(p, Figure) and p.name == name)


def test_the_answer_names_who_joins(built, found):
    first = built.parts[0]
    assert isinstance(first, Paragraph)
    assert isinstance(first.words[0], Strong)
    formed = found.record["stable"]["everything"]["formed"]
    said = "".join(first.words)
    assert "everything" in said
    for name in formed["joined"]:
        assert name in said
    assert found.record["stable"]["everything"]["message"] in said


def test_every_rung_has_its_row(built, found):
    table = by_caption(built, "on each rung")
    assert [row[0] for row in table.rows] == list(plan().rungs)
    for row, rung in zip(table.rows, found.rungs, strict=True):
        assert float(row[1]) == pytest.approx(rung.harm[0], rel=6e-3)
        assert float(row[5]) == pytest.approx(rung.harm[-1], rel=6e-3)


def test_worth_is_in_order_and_its_message_true(built, found):
    values = found.record["shapley"]["everything"]
    best = max(values, key=lambda p: values[p]["harm_pct"])
    assert best in figure(built, "coalition-worth").message


def test_threats_and_transfers_of_those_who_stay_out(built, found):
    outside = found.record["persuasion"]["everything"]
    table = by_caption(built, "What would move")
    assert [row[0] for row in table.rows] == [e["player"] for e in outside]
    assert len(outside) == 4 - len(found.record["stable"]["everything"]["formed"]["joined"])


def test_potential_is_the_two_by_two(built, found):
    table = by_caption(built, "by depth and width")
    cells = found.record["potential"]["everything"]["cells"]
    assert [row[0] for row in table.rows] == ["as planned", "full embargo"]
    assert f"{cells['embargo']['world']['harm_pct']:.1f}" in table.rows[1][2]


@pytest.mark.parametrize(
    "name",
    ["coalition-worth", "coalition-order", "coalition-frontier", "coalition-burden",
     "coalition-map"],
)  # fmt: skip
def test_every_chart_can_be_drawn(built, name):
    part = figure(built, name)
    drawing = draw(part.chart(), part.name, part.message, part.datasets)
    assert drawing.startswith("<svg")
    assert part.message[0].isupper() or not part.message[0].isalpha()


def test_charts_carry_units_and_labels(built):
    wanted = {
        "coalition-worth": ("Harm added, %", "far away"),
        "coalition-order": ("for one point of harm", "far away"),
        "coalition-frontier": ("USD billion a year", "core alone"),
        "coalition-burden": ("Loss of real income, %", "USD"),
    }
    for name, words in wanted.items():
        part = figure(built, name)
        drawing = draw(part.chart(), part.name, part.message, part.datasets)
        for word in words:
            assert word in drawing, (name, word)


def test_it_is_essential_and_the_rest_stands_in_the_annex(found, solved):
    page = render_html(solved, found)
    assert page.index('id="coalition"') < page.index('aria-label="Annex"')
    assert page.index('aria-label="Annex"') < page.index('id="coalitions"')
    assert page.index('id="coalitions"') < page.index('id="caveats"')
    assert "Who joins" not in render_html(solved)
    text = render_markdown(solved, found)
    assert "## Who joins" in text
    assert "Words for resolves stand for numbers by an assumption" in text


def test_texts_of_a_plan_are_shown_not_read():
    """Names of players and rungs come from a file; none of them becomes markup."""
    evil = "<b>&amp;</b>"
    plain = plan().to_dict()
    for rung in plain["ladder"]:
        rung["name"] = f"{evil} {rung['name']}"
    plain["senders"]["prospective"][2]["name"] = evil
    plain["resolves"] = {"KOR": "reticent"}
    from megara.policy.scenario import Scenario

    scenario = Scenario.from_dict(plain)
    found = coalition(BASE, scenario)
    page = render_html(run(BASE, scenario), found)
    assert evil not in page
    assert "&lt;b&gt;" in page
