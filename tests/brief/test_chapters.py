"""What the chapters say, held against the run they say it of."""

import importlib
import re
from types import SimpleNamespace

import numpy as np
import pytest

from megara.brief.bands import bands
from megara.brief.chapters import CHAPTERS
from megara.brief.chapters.answer import answer
from megara.brief.chapters.assumptions import assumptions
from megara.brief.chapters.baseline import baseline
from megara.brief.chapters.caveats import caveats
from megara.brief.chapters.certificate import certificate
from megara.brief.chapters.dependence import dependence
from megara.brief.chapters.ladder import ladder
from megara.brief.chapters.senders import heat, senders
from megara.brief.chapters.third_countries import third_countries
from megara.brief.chapters.world_map import _classes
from megara.brief.facts import Facts
from megara.brief.parts import Cell, Figure, Items, Paragraph, Table
from megara.policy.run import run as policy_run
from megara.policy.scenario import Scenario
from megara.world.exposure import exposure
from tests.brief.runs import PLAN, altered, make_world, solved


def told(run) -> str:
    words = answer(run).parts[0].words
    return "".join(words).replace("\u202f", " ").replace("\u201c", '"').replace("\u201d", '"')


def tables(chapter) -> list[Table]:
    return [part for part in chapter.parts if isinstance(part, Table)]


def plain(row) -> list[str]:
    return [cell.text if isinstance(cell, Cell) else cell for cell in row]


def number(text: str) -> float:
    return float(text.replace("\u2212", "-").replace(",", ""))


# -- the answer ----------------------------------------------------------------------------------


def test_three_sentences_numbers_first(small_run):
    text = told(small_run)
    sentences = re.split(r"(?<=[a-z0-9\")])\. ", text.rstrip("."))
    assert len(sentences) == 3
    for sentence in sentences:
        assert re.match(r"(USD )?[\d,.]+", sentence), sentence
    last = small_run.rungs[-1]
    assert f"{last.harm_percent:.2g} %" in sentences[0]
    assert 'up to "embargo"' in sentences[0]
    assert "China would lose" in sentences[0]
    assert "six countries taken together" in sentences[1]


def test_it_says_that_all_figures_assume_that_everybody_joins(small_run):
    assert 'up to "embargo", if all three that are asked joined.' in told(small_run)
    alone = solved({"senders": {"core": ["USA"], "prospective": ["KOR"]}})
    assert "if South Korea joined" in told(alone)
    nobody = solved({"senders": {"core": ["USA", "KOR"]}})
    assert "joined" not in told(nobody)
    rests = "".join(answer(small_run).parts[1].words)
    assert "1 of 4 depths of the plan is an assumption" in rests
    assert "megara coalition" in rests
    assert "megara coalition" not in "".join(answer(nobody).parts[1].words)


def test_it_says_where_no_rung_is_planned():
    ladder = [{**rung, "note": "MENTIONED, NOT PLANNED: in passing"} for rung in PLAN["ladder"]]
    rests = "".join(answer(solved({"ladder": ladder})).parts[1].words)
    assert "no rung is planned: all are mentioned in the story" in rests
    rests = "".join(answer(solved({"ladder": [ladder[0], PLAN["ladder"][1]]})).parts[1].words)
    assert "1 of 2 rungs are not planned but mentioned in the story" in rests


def test_no_ratio_to_a_cost_that_cannot_be_measured():
    text = told(altered(solved(), {"CHN": -1e-3, "USA": -1e-6}))
    assert "No measurable cost" in text
    assert "each dollar of cost" not in text
    assert "No rung costs the senders anything that could be measured" in text


def test_ratios_near_one_can_be_told_apart(small_run):
    run = altered(small_run, {"CHN": -1.02, "USA": -1.0})
    assert "USD 1.02 of harm for each dollar of cost" in told(run)
    table = tables(ladder(run))[0]
    assert [plain(row)[5] for row in table.rows] == ["1.02", "1.02"]


def test_senders_that_gain():
    text = told(altered(solved(), {"CHN": -5, "USA": 3, "JPN": 1, "KOR": -0.5}))
    assert "is what it would bring the senders" in text
    assert "hardest hit would be South Korea" in text
    assert "Japan and the United States would gain" in text or (
        "the United States and Japan would gain" in text
    )
    assert "No rung costs the senders anything on balance" in text


def test_a_target_that_gains():
    text = told(altered(solved(), {"CHN": 2, "USA": -3}))
    assert "China would gain in the long run" in text
    assert "No rung hurts the target on balance" in text


def test_nothing_happens():
    text = told(altered(solved(), {}))
    assert text.startswith("No measurable loss for China")
    assert "nan" not in text
    assert "hardest hit" not in text
    assert "No measurable cost would fall on the senders" in text
    assert "third countries together would neither gain nor lose" in text


def test_one_rung_one_sender_retaliation():
    run = solved(
        {
            "senders": {"core": ["USA"]},
            "retaliation": "mirror",
            "ladder": [PLAN["ladder"][1]],
        }
    )
    text = told(run)
    assert 'from "embargo", with the retaliation that the plan assumes' in text
    assert "the United States, the only sender" in text
    assert "whole ladder" not in text
    assert "taken together" not in text
    assert "is what the senders get" in text


def test_several_targets_and_no_prospective_senders():
    run = solved({"target": ["CHN", "RUS"], "senders": {"core": ["USA", "JPN"]}})
    assert "China and Russia would lose" in told(run)
    table = tables(senders(run))[0]
    assert "Part" not in table.header
    assert "Asked" not in table.note
    figures = [p for c in CHAPTERS if (x := c(run, None)) for p in x.parts if isinstance(p, Figure)]
    assert {"sectors-chn", "sectors-rus"} <= {f.name for f in figures}


# -- tables against the run ------------------------------------------------------------------------


def test_rungs_of_the_ladder(small_run):
    table = tables(ladder(small_run))[0]
    for row, rung in zip(table.rows, small_run.rungs, strict=True):
        _, harm, harm_usd, cost, cost_usd, ratio = plain(row)
        assert number(harm) == pytest.approx(rung.harm_percent, abs=0.005)
        assert number(harm_usd) == pytest.approx(rung.harm_usd_bn, rel=0.05, abs=0.005)
        assert number(cost) == pytest.approx(rung.cost_percent, abs=0.005)
        assert number(cost_usd) == pytest.approx(rung.cost_usd_bn, rel=0.05, abs=0.005)
        assert number(ratio) == pytest.approx(rung.harm_per_cost, rel=0.05)


def test_senders_are_sorted_and_blocs_add_up(small_run):
    table = tables(senders(small_run))[0]
    rows = [plain(row) for row in table.rows]
    assert len(rows) == 5 + 1
    last = [number(row[3]) for row in rows[:-1]]
    assert last == sorted(last)
    bloc = next(row for row in rows if row[0] == "the two of Europe")
    assert bloc[1] == "asked"
    usd = small_run.rungs[-1].outcome.real_income_usd.sel(country=["DEU", "ITA"])
    assert number(bloc[4]) == pytest.approx(float(usd.sum()), rel=0.06, abs=0.006)
    facts = Facts(small_run)
    weights = small_run.world.income[facts.places(["DEU", "ITA"])]
    percent = small_run.rungs[-1].outcome.real_income.sel(country=["DEU", "ITA"]).values
    assert number(bloc[3]) == pytest.approx(float(weights @ percent / weights.sum()), abs=0.006)
    total = [number(cell) for cell in rows[-1][2:4]]
    assert total == pytest.approx([-r.cost_percent for r in small_run.rungs], abs=0.006)


def test_a_long_table_of_senders_adds_up_the_middle(small_run, monkeypatch):
    module = importlib.import_module("megara.brief.chapters.senders")

    whole = {row[0]: plain(row) for row in map(plain, tables(senders(small_run))[0].rows)}
    monkeypatch.setattr(module, "LINES", 4)
    monkeypatch.setattr(module, "LEAST_HIT", 1)
    rows = [plain(row) for row in tables(senders(small_run))[0].rows]
    assert [row[0] for row in rows][2::2] == ["2 others, taken together", "All senders"]
    hidden = [row for name, row in whole.items() if name not in {r[0] for r in rows}]
    assert len(hidden) == 2
    assert number(rows[2][4]) == pytest.approx(sum(number(row[4]) for row in hidden), abs=0.02)


def test_third_countries_are_neither_targets_nor_senders(small_run):
    facts = Facts(small_run)
    assert set(facts.third) == {"AUS", "MYS", "RUS", "VNM", "ROW"}
    assert set(facts.third) | set(facts.senders) | set(facts.targets) == set(facts.world.countries)
    chapter = third_countries(small_run)
    usd = small_run.rungs[-1].outcome.real_income_usd.sel(country=facts.third)
    best = str(usd.country.values[usd.values.argmax()])
    assert facts.name(best) in chapter.parts[0].message


def test_no_third_country_no_chapter():
    everyone = ["USA", "JPN", "KOR", "DEU", "ITA", "SGP", "AUS", "MYS", "RUS", "VNM"]
    run = solved({"senders": {"core": everyone}}, _without_row())
    assert third_countries(run) is None
    assert "third countries" not in told(run)


def _without_row():
    from megara.world.world import World

    base = make_world()
    keep = [c for c in base.countries if c != "ROW"]
    cut = base.dataset.sel(country=keep, exporter=keep, importer=keep)
    trade = cut.trade.values
    use = cut.input_share.values * trade.sum(axis=1)[:, None, :]
    return World.from_flows(
        name="closed",
        year=2022,
        countries=keep,
        sectors=base.sectors,
        trade=trade,
        input_use=use * 0.5,
        theta=base.array("theta"),
        country_names=base.country_names,
        sector_names=base.sector_names,
    )


def test_exposure_shown_is_the_exposure_computed(small_run):
    chapter = dependence(small_run)
    found = exposure(small_run.world, ["CHN"])
    row = next(plain(r) for r in tables(chapter)[0].rows if r[0] == "South Korea")
    assert number(row[1]) == pytest.approx(
        float(found.sales_total.sel(country="KOR")) / 1000, rel=0.05
    )
    assert number(row[3]) == pytest.approx(
        float(found.purchases_total.sel(country="KOR")) / 1000, rel=0.05
    )
    assert [p.name for p in chapter.parts if isinstance(p, Figure)] == [
        "exposure-sales",
        "exposure-inputs",
    ]


def test_every_depth_has_its_ground(small_run):
    chapter = assumptions(small_run)
    rows = [plain(row) for row in tables(chapter)[0].rows]
    text = [" ".join(row).replace("\u202f", " ").replace("\u00a0", " ") for row in rows]
    assert len(rows) == 4
    assert "in scope: 40 % (20 to 60)" in text[0]
    assert "Source: customs data." in text[0]
    assert "Assumption." in text[1]
    assert "By definition of the measure." in text[2]
    assert tables(chapter)[0].caption.endswith("four numbers, one of them assumed")
    stances = [plain(row) for row in tables(chapter)[1].rows]
    assert stances[0][:2] == ["South Korea", "reticent"]
    assert stances[1] == ["United States", "0.5 (0.2 to 1)", "Source: a vote."]
    assert [row[0] for row in stances[2:]] == ["the two of Europe", "Singapore"]
    assert {row[1] for row in stances[2:]} == {"undecided (10), the default"}
    assert "figures of this brief do not depend on it" in tables(chapter)[1].note
    notes = next(p for p in chapter.parts if isinstance(p, Items)).items
    assert any("only the best ones" in "".join(item) for item in notes)


def test_a_word_for_a_resolve_has_its_source_and_players_with_one_source_stand_together():
    said = "Reuters, 2023-03: “Seoul is reticent”"
    plan = {
        "senders": {
            "core": [{"name": "USA", "source": "a vote"}, {"name": "JPN", "source": "a vote"}],
            "prospective": ["KOR", "SGP"],
        },
    }
    base = Scenario.from_dict({
        **PLAN, **plan, "resolves": {"KOR": {"word": "reticent", "source": said}},
    })  # fmt: skip
    chapter = assumptions(policy_run(make_world(), base))
    stance = plain(tables(chapter)[1].rows[0])
    assert stance == ["South Korea", "reticent", f"Source: {said}."]
    notes = ["".join(item) for p in chapter.parts if isinstance(p, Items) for item in p.items]
    assert "United States and Japan: Source: a vote." in notes


def test_baseline_says_what_was_found_assumed_and_how_sure_it_is():
    from megara.world.catalogue import backtest, load_world

    plan = {**PLAN, "ladder": [{"name": "all", "measures": [{"kind": "embargo"}]}]}
    chapter = baseline(solved(plan, load_world("icio-2022")))
    items = ["".join(item) for p in chapter.parts if isinstance(p, Items) for item in p.items]
    sure = next(text for text in items if text.startswith("How sure"))
    found = backtest()
    lowest = min(case["variants"][found["kept"]]["correlation"] for case in found["cases"])
    assert f"at least {lowest:.3f}" in sure
    checks, elasticities = tables(chapter)
    assert all(len(row) == 3 for row in checks.rows)
    assert "Assumption: " in elasticities.note
    shown = {plain(row)[k]: plain(row)[k + 1] for row in elasticities.rows for k in (0, 2, 4)}
    assert shown["Construction\u2021"] == "5.00"
    assert sum(1 for name in shown if name) == 50


def test_certificates(small_run):
    for row, rung in zip(tables(certificate(small_run))[0].rows, small_run.rungs, strict=True):
        assert float(plain(row)[1]) == pytest.approx(rung.certificate.residual, rel=0.06)
        assert plain(row)[2:] == [str(rung.certificate.iterations), rung.certificate.status]


def test_senders_that_the_world_does_not_show_are_named():
    run = solved({"senders": {"core": ["USA"], "prospective": ["LIE", "KOR"]}})
    assert run.missing == ("LIE",)
    table = tables(senders(run))[0]
    assert {plain(row)[0] for row in table.rows} == {"United States", "South Korea", "All senders"}
    assert "left out: Liechtenstein." in table.note
    assert len(tables(dependence(run))[0].rows) == 2


# -- bands -----------------------------------------------------------------------------------------


class _WithBands:
    def __init__(self, base):
        self._base = base

    def __getattr__(self, name):
        return getattr(self._base, name)

    def to_frame(self):
        frame = self._base.to_frame()
        shown = frame.variable == "real_income"
        frame.loc[shown, "low"] = frame.value - 0.5
        frame.loc[shown, "high"] = frame.value + 0.25
        return frame


def test_bands_show_where_there_are_some(small_run):
    assert bands(small_run) == {}
    run = _WithBands(small_run)
    harm = run.rungs[-1].harm_percent
    low, high = bands(run)[1, "CHN", "real_income"]
    assert (low, high) == pytest.approx((-harm - 0.5, -harm + 0.25))
    table = tables(ladder(run))[0]
    assert table.header[2] == "Range of harm, %"
    shown = [number(t) for t in plain(table.rows[-1])[2].split(" to ")]
    assert shown == pytest.approx([harm - 0.25, harm + 0.5], abs=0.006)
    assert tables(senders(run))[0].header[-1] == "Range, %"
    first = {"".join(i)[:5] for p in caveats(run).parts for i in p.items}
    assert "Point" not in first
    assert "Point" in {"".join(i)[:5] for p in caveats(small_run).parts for i in p.items}


# -- small pieces ----------------------------------------------------------------------------------


def test_shades():
    assert heat(-1.0, 1.0) == 4
    assert heat(-0.3, 1.0) == 2
    assert heat(0.3, 1.0) == -2
    assert heat(0.001, 1.0) == 0
    assert heat(float("nan"), 1.0) == 0
    assert heat(0.0, 0.0) == 0


@pytest.mark.parametrize("largest", [1e-4, 0.03, 0.9, 4.0, 60.0])
def test_classes_of_the_map_part_losses_from_gains(largest):
    names, colours, classify = _classes({"A": -largest, "B": largest, "T": -99.0}, ["T"])
    assert len(names) == len(set(names)) == len(set(colours.values())) == 7
    assert names.index(classify(-largest)) == 0
    assert names.index(classify(largest)) == 6
    assert names.index(classify(0.0)) == 3
    places = [names.index(classify(v)) for v in np.linspace(-largest, largest, 401)]
    assert places == sorted(places)


def test_every_chapter_has_a_key_of_its_own(small_run):
    found = [chapter for build in CHAPTERS if (chapter := build(small_run, None))]
    keys = [chapter.key for chapter in found]
    assert len(keys) == len(set(keys))
    names = [p.name for chapter in found for p in chapter.parts if isinstance(p, Figure)]
    assert len(names) == len(set(names))
    assert [c.essential for c in found] == sorted((c.essential for c in found), reverse=True)
    for chapter in found:
        for part in chapter.parts:
            if isinstance(part, Table):
                assert all(len(row) == len(part.header) for row in part.rows)
            if isinstance(part, Paragraph):
                assert "nan" not in "".join(part.words).split()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Machinery, n.e.c.", "Machinery"),
        ("Machinery, Nec", "Machinery"),
        ("Manufacture of machinery and equipment n.e.c.", "Machinery and equipment"),
        ("Food, beverages and tobacco", "Food, beverages and tobacco"),
        ("Connected services", "Connected services"),
    ],
)
def test_names_of_sectors_end_with_a_word(given, shown):
    run = SimpleNamespace(world=SimpleNamespace(sector_names={"X": given}))
    assert Facts.sector(run, "X") == shown


def test_the_first_rung_is_no_step(small_run):
    def message(usd):
        return next(p for p in ladder(usd).parts if isinstance(p, Figure)).message

    assert message(altered(small_run, {"CHN": -5, "USA": -1})).startswith("The first rung, ")


def test_many_senders_are_cut_from_a_chart_and_kept_in_the_table(small_run, monkeypatch):
    monkeypatch.setattr(importlib.import_module("megara.brief.chapters.dependence"), "BARS", 2)
    chapter = dependence(small_run)
    for figure in (p for p in chapter.parts if isinstance(p, Figure)):
        assert "The 2 of 5 senders that depend most" in figure.caption
        assert len(figure.chart().to_dict()["layer"][1]["data"]["values"]) == 2
    assert len(tables(chapter)[0].rows) == 5
