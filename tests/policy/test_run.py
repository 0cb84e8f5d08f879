"""A run: rungs, harm and cost, tables and files."""

import json

import numpy as np
import pandas as pd
import pytest

from megara.equilibrium.solve import solve
from megara.errors import MegaraError, UsageError
from megara.policy import tables
from megara.policy.run import run
from tests.plans import small_plan, small_world


@pytest.fixture(scope="module")
def result():
    return run(small_world(), small_plan())


def test_each_rung_is_its_shock_solved(result):
    for rung in result.rungs:
        (alone,) = solve(result.world, [rung.shock])
        np.testing.assert_allclose(rung.equilibrium.real_income, alone.real_income, rtol=1e-9)
        assert rung.certificate.residual <= 1e-10


def test_harm_and_cost_are_lost_real_income(result):
    world = result.world
    for rung in result.rungs:
        lost = -(rung.equilibrium.real_income - 1) * world.income / 1e3
        china = world.countries.index("CHN")
        senders = [world.countries.index(c) for c in ("USA", "JPN", "DEU", "KOR")]
        assert rung.harm_usd_bn == pytest.approx(lost[china])
        assert rung.cost_usd_bn == pytest.approx(lost[senders].sum())
        assert rung.harm_percent == pytest.approx(100 * lost[china] / (world.income[china] / 1e3))
        if rung.cost_usd_bn > 0:
            assert rung.harm_per_cost == pytest.approx(rung.harm_usd_bn / rung.cost_usd_bn)


def test_rungs_add_up(result):
    first, second = (rung.shock for rung in result.rungs)
    assert len(second.flow) > len(first.flow)
    assert result.rungs[1].harm_usd_bn > result.rungs[0].harm_usd_bn


def test_an_embargo_stops_trade_exactly(result):
    after = result.rungs[1].outcome.trade_after
    closed = after.sel(exporter="USA", importer="CHN", sector=["C26", "C28"])
    assert (closed == 0).all()
    assert float(after.sel(exporter="USA", importer="CHN", sector="J62_63")) > 0


def test_the_tidy_table_holds_the_outcome(result):
    frame = result.to_frame()
    assert tuple(frame.columns) == tables.COLUMNS
    row = frame.query(
        "rung == 'everything' and country == 'CHN' and variable == 'real_income'"
    ).iloc[0]
    assert row.sector == ""
    assert row.unit == "%"
    assert row.value == pytest.approx(-result.rungs[1].harm_percent)
    usd = frame.query("variable == 'real_income_usd' and sector == ''")
    for rung in result.rungs:
        world_sum = usd.query("rung == @rung.name").value.sum()
        assert world_sum == pytest.approx(float(rung.outcome.world_real_income_usd))


def test_the_files_have_the_same_bytes_every_time(tmp_path):
    for name in ("a", "b"):
        run(small_world(), small_plan()).write(tmp_path / name)
    for file in ("outcome.csv", "trade.csv", "run.json"):
        first = (tmp_path / "a" / file).read_bytes()
        assert first == (tmp_path / "b" / file).read_bytes()
        assert len(first) > 100
    record = json.loads((tmp_path / "a" / "run.json").read_text())
    assert [r["name"] for r in record["rungs"]] == ["chips", "everything"]
    for rung in record["rungs"]:
        assert rung["certificate"]["status"] == "solved"
        assert rung["certificate"]["residual"] <= 1e-10
        assert rung["certificate"]["iterations"] > 0
    frame = pd.read_csv(tmp_path / "a" / "outcome.csv")
    assert set(frame.variable) >= {"real_income", "real_income_usd", "output", "real_wage"}


def test_digests_change_with_what_they_stand_for(result):
    other_world = run(small_world(seed=2), small_plan())
    other_plan = run(small_world(), small_plan(name="another"))
    assert result.digests["world"] != other_world.digests["world"]
    assert result.digests["scenario"] == other_world.digests["scenario"]
    assert result.digests["scenario"] != other_plan.digests["scenario"]


def test_elasticities_of_the_scenario_replace_the_worlds():
    result = run(small_world(), small_plan(elasticities=4.0))
    np.testing.assert_allclose(result.world.array("theta"), 4.0)


def test_deficits_zero_balances_the_baseline():
    result = run(small_world(), small_plan(deficits="zero"))
    assert np.abs(result.world.array("deficit")).max() < 1e-6
    assert np.abs(small_world().array("deficit")).max() > 1


def test_a_target_outside_the_world_is_refused():
    with pytest.raises(UsageError, match="RUS"):
        run(small_world(), small_plan(target=["RUS"]))


def test_a_sender_outside_the_world_is_reported():
    plan = small_plan(senders={"core": ["USA"], "prospective": ["NZL"]})
    result = run(small_world(), plan)
    assert result.missing == ("NZL",)
    assert result.senders == ("USA",)


def test_a_file_in_the_place_of_the_folder_is_refused(result, tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(MegaraError, match="is a file"):
        result.write(tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def test_players_table_adds_blocs_up():
    plan = small_plan(
        senders={"core": ["USA"], "prospective": [{"name": "pair", "members": ["DEU", "JPN"]}]}
    )
    result = run(small_world(), plan)
    frame = tables.players(result).query("rung == 'everything'").set_index("name")
    pair = result.rungs[1].loss_usd_bn(("DEU", "JPN"))
    assert frame.loc["pair", "usd_bn"] == pytest.approx(-pair)
    assert frame.loc["pair", "role"] == "prospective"
