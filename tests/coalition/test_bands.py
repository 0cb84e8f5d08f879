"""Bands of coalition results: the point without spread, brute force, one seed one result."""

import json
from dataclasses import replace

import numpy as np
import pytest

from megara.coalition.bands import bands, checks, resolves, solved_per_draw
from megara.coalition.drawn import DrawnRung
from megara.coalition.expansion import Expansion
from megara.coalition.lattice import Lattice
from megara.coalition.reading import Reader
from megara.coalition.run import coalition, prepare
from megara.equilibrium.solve import solve
from megara.errors import UsageError
from megara.policy.draws import draw
from megara.policy.scenario import Scenario
from megara.policy.spread import spread
from tests.coalition.plans import many_plan, many_world, plan, world

SIX = Scenario.from_dict(
    {
        **Scenario.from_yaml(many_plan(6)).to_dict(),
        "resolves": {
            "KOR": {"low": 1, "mode": 4, "high": 9},
            "AUS": 2,
            "NZL": 50,
            "NOR": 20,
            "CHE": 0,
            "NLD": 5,
        },
    }
)


@pytest.fixture(scope="module")
def job():
    return prepare(many_world(), SIX, rungs=["everything"], tolerance=1e-10)


@pytest.fixture(scope="module")
def rung():
    return coalition(many_world(), SIX, rungs=["everything"]).rung()


@pytest.fixture(scope="module")
def found(job, rung):
    return bands(job, 1, rung, 6, 5)


def test_without_spread_the_band_is_the_point(job):
    fixed = {p.name: p.resolve.mode for p in SIX.prospective}
    scenario = Scenario.from_dict({**SIX.to_dict(), "resolves": fixed})
    certain = prepare(many_world(), scenario, rungs=["everything"])
    sure = spread(certain.world)
    sure = replace(sure, sigma=np.zeros_like(sure.sigma))
    run = coalition(many_world(), scenario, rungs=["everything"])
    record, name = run.record, "everything"
    band = bands(certain, 1, run.rung(), 3, 4, uncertainty=sure)
    for key in ("shapley", "marginal_first", "marginal_last"):
        for player, point in record[key][name].items():
            for figure in ("harm_pct", "cost_usd_bn"):
                assert band[key][player][figure] == [point[figure]] * 2
    everybody = run.rung().at(63)
    assert band["all"]["harm_pct"][0] == band["all"]["harm_pct"][1]
    assert band["all"]["harm_pct"][0] == pytest.approx(everybody.harm_pct, rel=1e-8)
    formed = record["stable"][name]["formed"]
    assert band["formed"]["harm_pct"] == [formed["harm_pct"]] * 2
    assert band["formed"]["as_at_mode"] == 1
    assert band["joins"] == {p: float(p in formed["joined"]) for p in record["bits"]}
    assert [c["mask"] for c in band["frontier"]] == [c["mask"] for c in record["frontier"][name]]
    for entry in band["frontier"]:
        assert entry["on_frontier"] == 1
        assert entry["short_of_best_pct"] == [0, 0]
    for ours, point in zip(band["pivotal"], record["pivotal"][name], strict=True):
        assert ours["reached"] == 1
        for player, share in point["share"].items():
            assert ours["share"][player]["band"] == [share, share]
    order = band["joining_order"]
    assert order["differs"] == 0
    for place, step in enumerate(record["joining_order"][name], 1):
        at = order["place"][step["player"]]
        assert at["mode"] == at["mean"] == place
        assert at["share"][place - 1] == 1


def test_the_expansion_against_brute_force_draw_by_draw(job, rung):
    """Every coalition of every draw solved alone from the baseline."""
    drawn = draw(job.scenario, job.world, 3, 8)
    reader = Reader(rung, np.array([rung.harm.max() / 2]))
    expansion, solver = Expansion(reader.base), DrawnRung(job, 1)
    point = reader.values(replace(rung, masks=expansion.masks, real_income=solver.point))
    lattice = Lattice(job.world, job.scenario, 1)
    columns = [job.world.countries.index(c) for c in job.columns]
    for d in range(3):
        theta = np.ascontiguousarray(drawn.theta[:, d])
        own = job.world.with_theta(theta, "a draw")
        shocks = [
            lattice.plan.shock(1, lattice.members(m), drawn.depths(d), theta) for m in range(64)
        ]
        real = np.array([100 * (e.real_income - 1) for e in solve(own, shocks)])[:, columns]
        exact = replace(rung, real_income=real)
        solved, more, residual = solver.values(theta, drawn.depths(d), np.array([7, 44]))
        assert residual <= 1e-8
        np.testing.assert_allclose(solved, real[expansion.masks], atol=1e-5)
        np.testing.assert_allclose(more, real[[7, 44]], atol=1e-5)
        change = reader.values(replace(rung, masks=expansion.masks, real_income=solved)) - point
        values = expansion.lattice(change)
        np.testing.assert_allclose(values[:, 0], exact.harm, rtol=1e-4)
        np.testing.assert_allclose(reader.cost(values, rung.masks), exact.cost, rtol=1e-3)
        # elasticities are drawn: the draw is not the mode, by far more than the expansion is off
        assert np.abs(exact.harm / rung.harm - 1).max() > 1e-2


def test_the_same_seed_gives_the_same_bytes_whatever_the_workers(job, rung, found):
    for workers in (1, 3):
        again = bands(job, 1, rung, 6, 5, workers=workers)
        assert json.dumps(again) == json.dumps(found)
    assert json.dumps(bands(job, 1, rung, 6, 6)) != json.dumps(found)


def test_a_draw_does_not_depend_on_how_many_there_are(job):
    solver = DrawnRung(job, 1)
    few, many = draw(job.scenario, job.world, 2, 5), draw(job.scenario, job.world, 9, 5)
    ours = solver.values(np.ascontiguousarray(few.theta[:, 1]), few.depths(1))[0]
    solver.values(np.ascontiguousarray(many.theta[:, 7]), many.depths(7))
    theirs = DrawnRung(job, 1).values(np.ascontiguousarray(many.theta[:, 1]), many.depths(1))[0]
    np.testing.assert_array_equal(ours, theirs)


def test_shares_and_bands_make_sense(found, job):
    assert found["draws"] == 6
    assert found["seed"] == 5
    assert found["residual"] <= 1e-8
    assert found["solved_per_draw"] == solved_per_draw(job) == 1 + 6 + 15 + 6 + 1 + 4
    assert found["error"]["pairs_at_mode"]["coalitions"] == 64
    assert found["error"]["draws"]["coalitions"] == 24
    assert 0 < found["error"]["draws"]["harm"]["max_pct"] < 0.01
    for key in ("core_alone", "all", "formed"):
        low, high = found[key]["harm_pct"]
        assert low <= high
    assert found["all"]["harm_pct"][0] < found["all"]["harm_pct"][1]
    for at in found["joining_order"]["place"].values():
        assert sum(at["share"]) == pytest.approx(1)
    places = np.array([at["share"] for at in found["joining_order"]["place"].values()])
    np.testing.assert_allclose(places.sum(axis=0), 1)
    for entry in found["pivotal"]:
        total = sum(s["mean"] for s in entry["share"].values())
        assert total <= entry["reached"] + 1e-8
    assert found["pivotal"][0]["reached"] == 1
    assert sum(c["share"] for c in found["formed"]["most_often"]) <= 1 + 1e-12


def test_resolves_are_drawn_within_their_range(rung):
    drawn = resolves(rung, 400, 1)
    assert drawn.shape == (6, 400)
    assert drawn[0].min() >= 1
    assert drawn[0].max() <= 9
    assert drawn[0].std() > 0.5
    assert set(drawn[1]) == {2}
    np.testing.assert_array_equal(resolves(rung, 10, 1), drawn[:, :10])


def test_checks_are_coalitions_that_the_expansion_does_not_solve():
    others = np.array([7, 11, 13])
    assert set(np.concatenate([checks(others, 1, d) for d in range(50)]).tolist()) == {7, 11, 13}
    np.testing.assert_array_equal(checks(others, 1, 3), checks(others, 1, 3))


def test_what_cannot_be_banded_is_refused():
    with pytest.raises(UsageError, match="at least 0"):
        coalition(world(), plan(), draws=-1)
    with pytest.raises(UsageError, match="leave out depth"):
        coalition(world(), plan(), draws=2, depth="high")
    with pytest.raises(UsageError, match="at most 16"):
        coalition(many_world(), Scenario.from_yaml(many_plan(17)), draws=2)


def test_the_record_has_bands_only_when_drawn():
    base = world()
    assert "bands" not in coalition(base, plan(), rungs=["chips"]).record
    run = coalition(base, plan(), rungs=["chips", "banks"], draws=3, seed=7)
    assert set(run.record["bands"]) == {"chips", "banks"}
    assert run.record["bands"]["chips"]["draws"] == 3
    # four players: every coalition is solved in every draw
    assert run.record["bands"]["chips"]["error"]["draws"]["coalitions"] == 0


def test_a_run_interrupted_among_its_draws_ends_with_the_same_bytes(tmp_path):
    calls = []

    def stop(solved):
        calls.append(solved)
        if len(calls) == 4:  # the coalitions at the mode, and some draws
            raise RuntimeError("the power failed")

    options = {"rungs": ["everything"], "draws": 5, "seed": 9}
    with pytest.raises(RuntimeError, match="power"):
        coalition(many_world(), SIX, out=tmp_path / "one", progress=stop, **options)
    assert not (tmp_path / "one" / "coalition.json").exists()
    again = []
    coalition(many_world(), SIX, out=tmp_path / "one", progress=again.append, **options)
    assert sum(again) == 5 * 33  # what was solved at the mode is kept
    coalition(many_world(), SIX, out=tmp_path / "two", **options)
    for name in ("coalition.json", "coalitions.parquet"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
