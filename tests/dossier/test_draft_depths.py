"""Rates and extents that the words on a measure tell, and the words that tell none."""

import pytest

from megara.dossier.draft_extents import told_extent
from megara.dossier.draft_rates import told_rates
from megara.dossier.schema import Evidence, Measure


def measure(kind, text, goods=()):
    evidence = Evidence(document="d1", start=0, end=len(text), text=text)
    return Measure(id="m1", kind=kind, imposed_by=["USA"], against=["CHN"], goods=list(goods),
                   status="considered", evidence=[evidence])  # fmt: skip


def rates(text):
    return [r.value for r in told_rates(measure("tariff", text), ["CHN"])]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("The EU may impose tariffs of 60 percent on Chinese steel.", 0.6),
        ("Washington weighs a 60-percent tariff on Chinese steel.", 0.6),
        ("Canada will charge 25% tariffs on Chinese steel.", 0.25),
        ("Ottawa plans a duty on Chinese steel of 25 per cent.", 0.25),
        ("It would put 17.4 % additional import duties on cars from China.", 0.174),
        ("The duty on Chinese cars is 35,3 percent.", 0.353),
        ("Tariffs on Chinese goods would rise by 20 percentage points.", 0.2),
        ("The White House wants a tariff of ten per cent on Chinese goods.", 0.1),
        ("A 10% levy on Chinese ships, which carry 40 percent of trade, is planned.", 0.1),
        ("Duties of about 30 pct on the value of Chinese silk are considered.", 0.3),
    ],
)
def test_a_rate_that_is_told(text, rate):
    assert rates(text) == [(None, pytest.approx(rate), None)]


@pytest.mark.parametrize(
    ("text", "low", "mode", "high"),
    [
        ("The EU weighs tariffs of 25 % to 50 % on Chinese steel.", 0.25, 0.375, 0.5),
        ("Duties of between 17 and 38 percent on Chinese cars are planned.", 0.17, 0.275, 0.38),
        ("A 10-20% tariff on Chinese goods is planned.", 0.1, 0.15, 0.2),
    ],
)
def test_a_range_is_low_and_high(text, low, mode, high):
    (rate,) = told_rates(measure("tariff", text), ["CHN"])
    assert rate.value == pytest.approx((low, mode, high))
    assert "ASSUMED: the middle" in rate.note


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Tariffs on Chinese steel would be doubled to 50 %.", 0.25),
        ("Washington will double its tariff on Chinese steel to 50 percent.", 0.25),
        ("The United States quadruples its duty on Chinese cars to 100%.", 0.75),
        ("Brussels will raise duties on Chinese steel from 25% to 50%.", 0.25),
        ("It would lift the tariff on Chinese cars to 100 percent from 27.5 percent.", 0.725),
    ],
)
def test_a_rise_adds_its_points(text, points):
    (rate,) = told_rates(measure("tariff", text), ["CHN"])
    assert rate.mode == pytest.approx(points)
    assert "the points added are taken" in rate.note


def test_a_level_with_nothing_before_says_so():
    (rate,) = told_rates(measure("tariff", "It will raise tariffs on China to 50 %."), ["CHN"])
    assert rate.mode == 0.5
    assert "take it off" in rate.note


@pytest.mark.parametrize(
    "text",
    [
        "The EU plans tariffs on Chinese steel, which makes up 20 percent of its imports.",
        "Tariffs would cut imports from China by 30 percent.",
        "Chinese exports rose 12 percent before the tariffs.",
        "Duties would return on about 37 per cent of China's sales to Europe.",
        "The levy of 400 yuan a ton applies to any ship at least 25 per cent American-owned.",
        "Tariffs could lift inflation to 4 percent, economists said.",
        "With growth of 5 percent, China can bear the tariffs.",
        "The tariffs on Chinese steel follow a fall in prices of 15 percent.",
        "Washington will put a 25% tariff on Canada and Mexico.",
    ],
)
def test_a_percentage_that_is_no_rate(text):
    assert rates(text) == []


def test_each_country_its_rate():
    text = "Trump will put a 25% tariff on Mexico and a 10% tariff on China."
    assert rates(text) == [(None, 0.1, None)]


@pytest.mark.parametrize(
    ("kind", "text", "mode", "whole"),
    [
        ("import_ban", "The EU will ban all oil imports from China.", 1, False),
        ("import_ban", "Poland wants a full ban on imports of Chinese potash.", 1, False),
        ("export_control", "The G7 weighs a full ban of exports to China.", 1, True),
        ("export_control", "The G7 weighs a near-total ban on exports to China.", 0.9, True),
        ("import_ban", "It would halt all Chinese imports.", 1, True),
        ("import_ban", "It would ban all imports from China except food.", 0.9, True),
        ("embargo", "Washington weighs a total embargo on trade with China.", 1, True),
        ("tariff", "Tariffs on all goods from China are planned.", 1, True),
    ],
)
def test_how_much_the_words_take_in(kind, text, mode, whole):
    extent = told_extent(measure(kind, text))
    assert (extent.mode, extent.whole) == (mode, whole)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("import_ban", "The EU will ban oil imports from China."),
        ("import_ban", "It stops short of a full ban on imports of Chinese oil."),
        ("export_control", "The EU will ban all oil imports from China and limit chip sales."),
        ("import_ban", "All 27 members must agree to the ban on Chinese oil."),
        ("designation", "Firms are listed and all oil imports banned."),
        ("import_ban", "China's total exports of oil were worth $3 billion before the ban."),
    ],
)
def test_words_that_tell_no_extent(kind, text):
    assert told_extent(measure(kind, text)) is None
