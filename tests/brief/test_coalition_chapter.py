"""The chapter on who joins, held against the coalitions it tells of."""

from types import SimpleNamespace

import pytest

from megara.brief.chapters.answer import answer
from megara.brief.chapters.assumptions import assumptions
from megara.brief.chapters.coalition import who_joins
from megara.brief.chapters.coalition_full import _pivotal, coalitions_in_full
from megara.brief.page import render_html, render_markdown
from megara.brief.parts import Chapter, Figure, Items, Paragraph, Strong, Table
from megara.brief.svg import draw
from megara.brief.words import dollars, percent
from megara.coalition.coalitions import Coalitions
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


def said_of(part):
    return "".join(part.words)


def test_the_answer_of_the_brief_sets_the_coalition_that_forms_beside_all(found, solved):
    formed = found.record["stable"]["everything"]["formed"]
    _, beside, rests = answer(solved, found).parts
    assert said_of(beside).startswith(percent(formed["harm_pct"]))
    lost = sum(r["loss_usd_bn"] for r in found.record["burden"]["everything"]["formed"])
    assert dollars(lost) in said_of(beside)
    assert "1 of 4 resolves are megara\u2019s default" in said_of(rests)


def test_defaults_are_marked_in_text_table_and_chart(found, built, solved):
    assert found.record["resolves"]["FRA"]["default"]
    assert not found.record["resolves"]["KOR"]["default"]
    assert "3 of 4 resolves come from the plan; for" in said_of(built.parts[1])
    assert "undecided (10)" in said_of(built.parts[1])
    layers = figure(built, "coalition-order").chart().to_dict()["layer"]
    marks = {
        layer["transform"][0]["filter"]: layer["mark"]["filled"]
        for layer in layers
        if layer["mark"].get("shape") == "diamond"
    }
    assert marks == {"!datum.default": True, "datum.default": False}
    table = assumptions(solved, found).parts[1]
    assert ["FRA", "undecided (10), the default", "Assumption. The plan says nothing of it."] in (
        table.rows
    )
    assert "All that is said on who joins depends on it" in table.note
    assert "figures of this brief do not depend on it" not in table.note


def test_who_stands_on_a_knifes_edge_is_named(found, solved):
    prices = found.record["prices"]["everything"]
    player = next(p for p in ("DEU", "KOR", "FRA") if prices[p]["formed"])
    record = {
        **found.record,
        "resolves": {
            **found.record["resolves"],
            player: {
                **found.record["resolves"][player],
                "value": round(1.1 * prices[player]["formed"], 9),
            },
        },
    }
    near = who_joins(solved, Coalitions(found.name, found.rungs, record)).parts[1]
    assert "knife" in said_of(near)
    assert player in said_of(near).partition("knife")[2]


def test_equal_shares_are_told_as_equal():
    view = SimpleNamespace(label={c: c for c in "abcdef"})
    assert _pivotal(view, dict.fromkeys("abcdef", 1 / 6)) == "all six 17\u202f% each"
    shares = {"a": 0.38, **dict.fromkeys("bcde", 0.15), "f": 0.02}
    assert _pivotal(view, shares) == "a 38\u202f%, four others 15\u202f% each"
    shares = {"a": 0.35, "b": 0.28, "c": 0.1, "d": 0.1, "e": 0.08, "f": 0.05}
    assert _pivotal(view, shares) == "a 35\u202f%, b 28\u202f%, c and d 10\u202f% each"
    assert _pivotal(view, {"a": 0.5, "b": 0.3, "c": 0.2}).endswith("c 20\u202f%")
    assert _pivotal(view, {"a": 0.5, "b": 0.3, "c": 0.15, "d": 0.05}).count(",") == 2
    assert _pivotal(view, {"a": 0.0}) == "nobody"


def test_headings_carry_units_and_none_stands_twice(built):
    for table in (p for p in built.parts if isinstance(p, Table)):
        assert len(set(table.header)) == len(table.header), table.header
    notes = " ".join(found_notes(built))
    assert "_" not in notes


def found_notes(built):
    return [str(item) for part in built.parts if isinstance(part, Items) for item in part.items]


def test_many_members_are_cut_from_the_chart_of_the_burden(found, solved, monkeypatch):
    monkeypatch.setattr("megara.brief.chapters.coalition_burden.BARS", 4)
    monkeypatch.setattr("megara.brief.chapters.coalition_burden.LEAST", 1)
    part = figure(coalitions_in_full(solved, found), "coalition-burden")
    assert "the 3 members that lose most and the 1 that lose least, of 7," in part.caption
    assert len(part.chart().to_dict()["layer"][0]["data"]["values"]) == 4


def test_the_lowest_label_of_the_frontier_stands_above_the_axis(built, found):
    chart = figure(built, "coalition-frontier").chart().to_dict()
    low, high = chart["layer"][0]["encoding"]["y"]["scale"]["domain"]
    harms = found.rung().harm
    assert low < harms.min() < harms.max() < high


def test_why_a_member_has_no_figure_a_head_is_said(found, solved):
    rows = found.record["burden"]["everything"]["all"]
    without = [{**row, "loss_usd_per_head": None} if row["country"] == "FRA" else row
               for row in rows]  # fmt: skip
    burden = {**found.record["burden"]["everything"], "all": without}
    record = {**found.record, "burden": {**found.record["burden"], "everything": burden}}
    chapter = coalitions_in_full(solved, Coalitions(found.name, found.rungs, record))
    assert "World Bank, which gives no number for" in figure(chapter, "coalition-burden").caption
    assert "FRA" in figure(chapter, "coalition-burden").caption.partition("World Bank")[2]
