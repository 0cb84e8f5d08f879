"""From plan to shocks: each kind on its flows, and what holds for any plan."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.shock import Shock
from megara.errors import UsageError
from megara.policy.measure import KINDS
from megara.policy.scenario import RETALIATION, Scenario
from megara.policy.shocks import Plan, missing, shocks
from megara.world.world import World
from tests.policy.conftest import make_world

COUNTRIES = ["CHN", "DEU", "KOR", "USA", "ROW"]
SECTORS = ["A01", "C26", "C28", "D", "J62_63", "K"]
WORLD = make_world(COUNTRIES, SECTORS)
CHN, DEU, KOR, USA, ROW = range(5)
C26 = 1


def scenario(*measures: dict[str, Any], **keys: Any) -> Scenario:
    """Return a plan of one rung against China by the USA and Germany, asking Korea."""
    ladder = [{"name": "one", "measures": list(measures)}]
    return Scenario.from_dict(
        {
            "name": "t",
            "target": ["CHN"],
            "senders": {"core": ["USA", "DEU"], "prospective": ["KOR"]},
            "ladder": ladder,
            **keys,
        }
    )


def dense(plan: Scenario, **keys: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return openness and tariff of the last rung, (exporter, importer, sector)."""
    size = (len(COUNTRIES), len(COUNTRIES), len(SECTORS))
    return shocks(plan, WORLD, **keys)[-1].dense(size)


def touched(openness: np.ndarray) -> set[tuple[int, int]]:
    """Return the pairs (exporter, importer) whose openness is not 1."""
    return {(int(i), int(n)) for i, n, _ in np.argwhere(openness != 1)}


OUT = {(USA, CHN), (DEU, CHN), (KOR, CHN)}  # exports of the senders
IN = {(CHN, USA), (CHN, DEU), (CHN, KOR)}  # their imports


@pytest.mark.parametrize(
    ("measure", "pairs", "sectors", "value"),
    [
        ({"kind": "export_control", "sectors": "C26"}, OUT, {1}, 0.0),
        ({"kind": "import_ban", "sectors": "C26", "coverage": 0.5}, IN, {1}, 0.5),
        ({"kind": "embargo"}, OUT | IN, {0, 1, 2}, 0.0),
        ({"kind": "embargo", "direction": "imports"}, IN, {0, 1, 2}, 0.0),
        ({"kind": "designation", "coverage": 0.1, "sectors": "K"}, OUT | IN, {5}, 0.9),
        ({"kind": "financial", "coverage": 0.5, "cut": 0.5}, OUT | IN, set(range(6)), 0.75),
        ({"kind": "embargo", "by": "USA"}, {(USA, CHN), (CHN, USA)}, {0, 1, 2}, 0.0),
    ],
)
def test_each_kind_closes_its_flows(
    measure: dict[str, Any], pairs: set[tuple[int, int]], sectors: set[int], value: float
) -> None:
    openness, tariff = dense(scenario(measure))
    assert touched(openness) == pairs
    assert set(np.argwhere(openness != 1)[:, 2]) == sectors
    assert set(openness[openness != 1]) == {value}
    assert np.isnan(tariff).all()


def test_a_tariff_adds_points_to_the_senders_imports() -> None:
    openness, tariff = dense(
        scenario({"kind": "tariff", "sectors": "C26", "rate": 0.25, "coverage": 0.5})
    )
    assert (openness == 1).all()
    assert {(int(i), int(n)) for i, n, _ in np.argwhere(~np.isnan(tariff))} == IN
    base = WORLD.array("tariff")[CHN, USA, C26]
    assert tariff[CHN, USA, C26] == pytest.approx(base + 0.125, abs=1e-15)


def test_a_cost_is_the_mean_over_the_trade_in_scope() -> None:
    openness, _ = dense(scenario({"kind": "cost", "sectors": "C26", "rate": 1, "coverage": 0.5}))
    theta = WORLD.array("theta")[C26]
    assert touched(openness) == OUT | IN
    assert openness[USA, CHN, C26] == pytest.approx(0.5 + 0.5 * 2**-theta, rel=1e-14)


def test_only_those_taking_part_act() -> None:
    plan = scenario({"kind": "export_control", "sectors": "C26"})
    assert touched(dense(plan, members=["USA"])[0]) == {(USA, CHN)}
    assert touched(dense(plan, members=["KOR", "DEU"])[0]) == {(KOR, CHN), (DEU, CHN)}
    assert not touched(dense(plan, members=[])[0])
    with pytest.raises(UsageError, match="'NOR' is no player; the players are USA, DEU, KOR"):
        shocks(plan, WORLD, members=["NOR"])


def test_reach() -> None:
    def pairs(reach: Any, members: list[str] | None = None) -> set[tuple[int, int]]:
        measure = {
            "kind": "financial",
            "by": "USA",
            "reach": reach,
            "coverage": 0.5,
            "cut": 0.5,
            "direction": "exports",
        }
        return touched(dense(scenario(measure), members=members)[0])

    assert pairs("all") == {(USA, CHN), (DEU, CHN), (KOR, CHN), (ROW, CHN)}
    assert pairs("others") == {(DEU, CHN), (KOR, CHN), (ROW, CHN)}
    assert pairs("senders") == OUT
    assert pairs("third_countries") == {(ROW, CHN)}
    assert pairs("KOR") == {(KOR, CHN)}
    # Who stays out is a third country, and nothing happens without the one who acts.
    assert pairs("senders", ["USA"]) == {(USA, CHN)}
    assert pairs("third_countries", ["USA"]) == {(DEU, CHN), (KOR, CHN), (ROW, CHN)}
    assert pairs(["senders", "third_countries"], ["USA"]) == pairs("all", ["USA"])
    assert pairs("all", ["DEU", "KOR"]) == set()


def test_mirror_closes_the_mirrored_flows_for_those_taking_part() -> None:
    plan = scenario(
        {"kind": "export_control", "sectors": "C26", "coverage": 0.5}, retaliation="mirror"
    )
    openness, _ = dense(plan, members=["USA"])
    assert touched(openness) == {(USA, CHN), (CHN, USA)}
    assert openness[CHN, USA, C26] == 0.5


def test_a_mirrored_tariff_is_levied_by_the_target() -> None:
    plan = scenario({"kind": "tariff", "sectors": "C26", "rate": 0.2}, retaliation="mirror")
    _, tariff = dense(plan, members=["USA"])
    base = WORLD.array("tariff")
    assert tariff[USA, CHN, C26] == pytest.approx(base[USA, CHN, C26] + 0.2)
    assert tariff[CHN, USA, C26] == pytest.approx(base[CHN, USA, C26] + 0.2)
    assert np.isnan(tariff[DEU, CHN, C26])


def test_retaliation_of_its_own_hits_those_taking_part_from_its_rung_on() -> None:
    plan = Scenario.from_dict(
        {
            "name": "t",
            "target": "CHN",
            "senders": {"core": ["USA"], "prospective": ["DEU", "KOR"]},
            "retaliation": [
                {"kind": "export_control", "sectors": "C28", "rung": "two", "cut": 0.5}
            ],
            "ladder": [
                {"name": "one", "measures": [{"kind": "embargo", "sectors": "C26"}]},
                {"name": "two", "measures": [{"kind": "embargo", "sectors": "A01"}]},
            ],
        }
    )
    first, second = (s.dense((5, 5, 6))[0] for s in shocks(plan, WORLD, members=["USA", "KOR"]))
    assert (first[:, :, 2] == 1).all()
    assert touched(second[:, :, 2:3]) == {(CHN, USA), (CHN, KOR)}
    assert second[CHN, USA, 2] == 0.5
    by_key = shocks(plan, WORLD, members=["USA"], depth={(RETALIATION, 0, "cut"): 1.0})
    assert by_key[1].dense((5, 5, 6))[0][CHN, USA, 2] == 0


def test_blocs_act_as_one() -> None:
    plan = Scenario.from_dict(
        {
            "name": "t",
            "target": "CHN",
            "senders": {"core": "USA", "prospective": {"name": "two", "members": ["DEU", "KOR"]}},
            "ladder": [{"name": "one", "measures": [{"kind": "embargo", "direction": "exports"}]}],
        }
    )
    assert touched(dense(plan, members=["two"])[0]) == {(DEU, CHN), (KOR, CHN)}


def test_who_is_not_in_the_world_is_told_and_has_no_effect() -> None:
    measure = {"kind": "embargo", "direction": "exports"}
    plan = scenario(measure, senders={"core": ["USA", "NZL"]})
    assert missing(plan, WORLD) == ("NZL",)
    assert touched(dense(plan)[0]) == {(USA, CHN)}
    assert not touched(dense(plan, members=["NZL"])[0])


def test_a_target_that_is_not_in_the_world_is_an_error() -> None:
    text = (
        "name: t\ntarget: [CHN, IRN]\nsenders: {core: USA}\nladder:\n"
        "  - name: one\n    measures:\n      - {kind: embargo}\n"
    )
    with pytest.raises(UsageError, match=r"<text>:2: .*does not show Iran \(IRN\)"):
        shocks(Scenario.from_yaml(text), WORLD)


def test_a_sector_that_is_not_in_the_world_is_an_error_with_its_line() -> None:
    text = (
        "name: t\ntarget: CHN\nsenders: {core: USA}\nladder:\n"
        "  - name: one\n    measures:\n      - kind: import_ban\n        sectors:\n"
        "          - C26\n          - C62\n"
    )
    with pytest.raises(UsageError, match=r"<text>:10: .*no sector 'C62'; did you mean 'C26'"):
        shocks(Scenario.from_yaml(text), WORLD)


def test_depths_by_level_and_by_identity() -> None:
    plan = scenario(
        {
            "kind": "export_control",
            "sectors": "C26",
            "coverage": {"low": 0.2, "mode": 0.5, "high": 0.6},
            "cut": {"mode": 0.5, "high": 1},
        }
    )

    def value(**keys: Any) -> float:
        return float(dense(plan, **keys)[0][USA, CHN, C26])

    assert value() == 0.75
    assert value(depth="low") == 0.9
    assert value(depth="high") == 0.4
    assert value(depth={(0, 0, "cut"): 0.8}) == pytest.approx(0.6)
    assert value(depth={d.key: d.estimate.mode for d in plan.depths()}) == value()
    with pytest.raises(UsageError, match="no depth"):
        value(depth={(1, 0, "cut"): 0.8})
    with pytest.raises(UsageError, match="must lie from 0 to 1"):
        value(depth={(0, 0, "cut"): 1.2})
    with pytest.raises(UsageError, match="depth is mode, low or high"):
        value(depth="middle")


def test_tariffs_below_minus_one_are_refused() -> None:
    measure = {"kind": "tariff", "sectors": "goods", "rate": -0.9}
    with pytest.raises(UsageError, match="add up to -100 %"):
        shocks(scenario(measure, measure), WORLD)


# -- what holds for any plan -------------------------------------------------------------------

unit = st.floats(0, 1)


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Any]:
    """A measure of any kind with any depth."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    found: dict[str, Any] = {"kind": kind, "coverage": draw(unit)}
    if KINDS[kind].rate:
        found["rate"] = draw(st.floats(0, 2))
    else:
        found["cut"] = draw(unit)
    found["sectors"] = draw(
        st.lists(st.sampled_from([*SECTORS, "goods", "all"]), min_size=1, max_size=3)
    )
    if draw(st.booleans()):
        found["by"] = draw(st.lists(st.sampled_from(["USA", "DEU", "KOR"]), min_size=1, max_size=2))
    if draw(st.booleans()) and not KINDS[kind].rate:
        found["reach"] = draw(st.sampled_from(["all", "senders", "third_countries", "others"]))
    return found


plans = st.lists(measures(), min_size=1, max_size=5)
coalitions = st.sets(st.sampled_from(["USA", "DEU", "KOR"]))
answers = st.sampled_from(["none", "mirror"])


def plain(
    rows: list[dict[str, Any]], members: set[str], mirror: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return openness and tariff flow by flow, from the definitions alone."""
    size = (len(COUNTRIES), len(COUNTRIES), len(SECTORS))
    openness, added = np.ones(size), np.zeros(size)
    senders = ["USA", "DEU", "KOR"]
    for row in rows:
        by = row.get("by", senders)
        goods = {"goods": {"A01", "C26", "C28"}, "all": set(SECTORS)}
        scope = set().union(*(goods.get(s, {s}) for s in row["sectors"]))
        kind = KINDS[row["kind"]]
        ways = {"exports", "imports"} if kind.direction == "both" else {kind.direction}
        reach = row.get("reach")
        for country in COUNTRIES[1:]:
            inside = country in members
            if reach is None:
                acts = country in by and inside
            elif not set(by) & members:
                acts = False
            else:
                acts = {
                    "all": True,
                    "senders": inside,
                    "third_countries": not inside,
                    "others": country not in by,
                }[reach]
            for actor, other, on in (
                (country, "CHN", acts),
                ("CHN", country, mirror and country in by and inside),
            ):
                if not on:
                    continue
                for way in ways:
                    i, n = (actor, other) if way == "exports" else (other, actor)
                    for sector in scope:
                        at = COUNTRIES.index(i), COUNTRIES.index(n), SECTORS.index(sector)
                        c = row["coverage"]
                        if row["kind"] == "tariff":
                            added[at] += c * row["rate"]
                        elif row["kind"] == "cost":
                            theta = WORLD.array("theta")[at[2]]
                            openness[at] *= 1 - c + c * (1 + row["rate"]) ** -theta
                        else:
                            openness[at] *= 1 - c * row["cut"]
    return openness, np.where(added == 0, np.nan, WORLD.array("tariff") + added)


@given(plans, coalitions, answers)
@settings(max_examples=150, deadline=None)
def test_agrees_with_the_plain_form(
    rows: list[dict[str, Any]], members: set[str], answer: str
) -> None:
    got = dense(scenario(*rows, retaliation=answer), members=members)
    want = plain(rows, members, answer == "mirror")
    np.testing.assert_allclose(got[0], want[0], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(got[1], want[1], rtol=1e-12)


@given(plans, st.randoms(use_true_random=False), coalitions)
@settings(max_examples=50, deadline=None)
def test_the_order_of_measures_does_not_matter(
    rows: list[dict[str, Any]], random: Any, members: set[str]
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    one, two = dense(scenario(*rows), members=members), dense(scenario(*shuffled), members=members)
    np.testing.assert_allclose(one[0], two[0], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(one[1], two[1], rtol=1e-12)


@given(plans, coalitions)
@settings(max_examples=50, deadline=None)
def test_measures_on_one_rung_or_on_several_come_to_the_same(
    rows: list[dict[str, Any]], members: set[str]
) -> None:
    """The last rung of a ladder is the product of its rungs, each alone."""
    ladder = [{"name": f"r{i}", "measures": [row]} for i, row in enumerate(rows)]
    cumulative = shocks(scenario(*rows, ladder=ladder), WORLD, members=members)
    composed = Shock.none()
    for row, rung in zip(rows, cumulative, strict=True):
        alone = shocks(scenario(row), WORLD, members=members)[0]
        composed = composed.compose(alone)
        size = (len(COUNTRIES), len(COUNTRIES), len(SECTORS))
        np.testing.assert_allclose(rung.dense(size)[0], composed.dense(size)[0], rtol=1e-12)
    whole = dense(scenario(*rows), members=members)
    np.testing.assert_allclose(cumulative[-1].dense(size)[0], whole[0], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(cumulative[-1].dense(size)[1], whole[1], rtol=1e-12)


@given(plans)
@settings(max_examples=50, deadline=None)
def test_coverage_zero_changes_nothing(rows: list[dict[str, Any]]) -> None:
    for shock in shocks(scenario(*({**row, "coverage": 0} for row in rows)), WORLD):
        assert len(shock.flow) == 0


@given(plans, st.data())
@settings(max_examples=60, deadline=None)
def test_deeper_is_never_more_open(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    plan = scenario(*rows)
    depths = {d.key: d.estimate.mode for d in plan.depths()}
    key = data.draw(st.sampled_from(sorted(depths)))
    deeper = data.draw(st.floats(depths[key], 1 if key[2] != "rate" else 3))
    before = dense(plan, depth=depths)
    after = dense(plan, depth={**depths, key: deeper})
    assert (after[0] <= before[0] * (1 + 1e-12)).all()
    base = WORLD.array("tariff")
    rate = [np.where(np.isnan(t), base, t) for t in (before[1], after[1])]
    assert (rate[1] >= rate[0] - 1e-12).all()


@given(st.lists(measures().map(lambda m: {**m, "reach": None}), min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_one_more_member_never_opens_a_flow(rows: list[dict[str, Any]]) -> None:
    plan = scenario(*rows)
    few = dense(plan, members=["USA"])[0]
    more = dense(plan, members=["USA", "KOR"])[0]
    assert (more <= few).all()
    assert (more[DEU] == 1).all()


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_laid_out_once_gives_each_coalition_what_it_gets_alone(
    seed: int, icio: World
) -> None:
    random = np.random.default_rng(seed)
    text = open_example("china-2023")
    plan = Plan(Scenario.from_yaml(text), icio)
    names = [p.name for p in plan.players]
    members = [n for n in names if random.random() < 0.5]
    alone = shocks(Scenario.from_yaml(text), icio, members=members)
    for one, two in zip(plan.shocks(members), alone, strict=True):
        assert np.array_equal(one.flow, two.flow)
        assert np.array_equal(one.openness, two.openness)


def open_example(name: str) -> str:
    from tests.conftest import ROOT

    return (ROOT / f"examples/{name}.yaml").read_text(encoding="utf-8")
