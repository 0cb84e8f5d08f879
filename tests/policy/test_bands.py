"""Bands: percentiles of every figure over draws solved one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.outcome import outcome
from megara.equilibrium.solve import solve
from megara.policy import bands
from megara.policy.bands import band, solve_draws
from megara.policy.draws import draw
from megara.policy.run import run
from megara.policy.shocks import Plan
from megara.policy.spread import Spread
from megara.policy.tables import players
from megara.policy.tails import Tails
from tests.plans import small_plan, small_world

D = 70


@settings(max_examples=60)
@given(
    st.integers(1, 60),
    st.integers(1, 5),
    st.integers(0, 99),
    st.lists(st.integers(1, 20)),
    st.sampled_from([0.05, 0.1, 0.25]),
)
def test_tails_are_percentiles_however_the_draws_are_cut(count, figures, seed, cuts, share):
    values = np.random.default_rng(seed).normal(size=(figures, count))
    values[0, 0] = np.nan if seed % 5 == 0 else values[0, 0]
    tails, done = Tails(count, share), 0
    for cut in [*cuts, count]:
        tails.add(values[:, done : done + cut])
        done = min(done + cut, count)
        if done == count:
            break
    low, high = tails.bounds()
    np.testing.assert_allclose(low, np.percentile(values, 100 * share, axis=1), atol=1e-12)
    np.testing.assert_allclose(high, np.percentile(values, 100 * (1 - share), axis=1), atol=1e-12)


@pytest.fixture(scope="module")
def result():
    return run(small_world(tariffs=True), small_plan(), draws=D, seed=3)


def test_each_band_is_that_of_draws_solved_alone(result):
    plan, drawn = Plan(result.scenario, result.world), result.drawn
    for r, rung in enumerate(result.rungs):
        alone = []
        for d in range(D):
            own = result.world.with_theta(drawn.theta[:, d], "drawn")
            shock = Plan(result.scenario, own).shock(r, None, drawn.depths(d))
            alone.append(outcome(solve(own, [shock])[0]))
        for name in ("real_income", "exports", "output", "world_trade"):
            every = np.array([np.asarray(o[name].values).reshape(-1) for o in alone])
            np.testing.assert_allclose(
                rung.draws.low[name], np.percentile(every, 5, axis=0), rtol=1e-5, atol=1e-6
            )
            np.testing.assert_allclose(
                rung.draws.high[name], np.percentile(every, 95, axis=0), rtol=1e-5, atol=1e-6
            )
        harm = np.array([-float(o.real_income_usd.sel(country="CHN")) for o in alone])
        np.testing.assert_allclose(rung.draws.harm_usd_bn, harm, rtol=1e-5, atol=1e-7)
        assert band(rung.draws.harm_usd_bn) == pytest.approx(tuple(np.percentile(harm, (5, 95))))
    assert plan.flow.size


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_does_not_change_a_bit(result, workers):
    again = run(small_world(tariffs=True), small_plan(), draws=D, seed=3, workers=workers)
    for one, other in zip(result.rungs, again.rungs, strict=True):
        assert one.draws.real_income_usd.tobytes() == other.draws.real_income_usd.tobytes()
        for name in one.draws.low:
            assert one.draws.low[name].tobytes() == other.draws.low[name].tobytes()


def test_the_batch_size_does_not_change_a_draw(result, monkeypatch):
    plan = Plan(result.scenario, result.world)
    solved = [r.equilibrium for r in result.rungs]
    monkeypatch.setattr(bands, "_BLOCK", 20)
    again = solve_draws(
        result.world,
        plan,
        result.drawn,
        solved,
        result.targets,
        result.senders,
        chunk=7,
        tolerance=1e-11,
    )
    exact = solve_draws(
        result.world, plan, result.drawn, solved, result.targets, result.senders, tolerance=1e-11
    )
    for one, other in zip(exact, again, strict=True):
        np.testing.assert_allclose(one.real_income_usd, other.real_income_usd, rtol=1e-7, atol=1e-9)
        for name in one.low:
            np.testing.assert_allclose(one.low[name], other.low[name], rtol=1e-6, atol=1e-7)


def test_more_draws_begin_with_the_same_draws(result):
    more = run(small_world(tariffs=True), small_plan(), draws=D + 30, seed=3)
    for one, other in zip(result.rungs, more.rungs, strict=True):
        np.testing.assert_allclose(
            one.draws.harm_usd_bn, other.draws.harm_usd_bn[:D], rtol=1e-6, atol=1e-8
        )


def test_draws_are_common_to_all_rungs(result):
    low, high = (r.draws.harm_usd_bn for r in result.rungs)
    assert np.corrcoef(low, high)[0, 1] > 0.5


def test_without_spread_the_band_is_the_point():
    world = small_world(tariffs=True)
    certain = small_plan(
        ladder=[
            {
                "name": "chips",
                "measures": [
                    {"kind": "export_control", "sectors": ["C26"], "coverage": 0.4, "cut": 0.8}
                ],
            },
            {"name": "everything", "measures": [{"kind": "embargo", "sectors": ["C26", "C28"]}]},
        ]
    )
    plain = run(world, certain)
    plan, drawn = Plan(certain, world), draw(certain, world, 40, 1, uncertainty=Spread.none(world))
    found = solve_draws(
        world, plan, drawn, [r.equilibrium for r in plain.rungs], plain.targets, plain.senders
    )
    for rung, of_draws in zip(plain.rungs, found, strict=True):
        for name in of_draws.low:
            value = np.asarray(rung.outcome[name].values).reshape(-1)
            np.testing.assert_allclose(of_draws.low[name], value, rtol=1e-7, atol=1e-8)
            np.testing.assert_allclose(of_draws.high[name], value, rtol=1e-7, atol=1e-8)
        assert np.ptp(of_draws.harm_usd_bn) < 1e-12


def test_tables_carry_the_bands(result):
    frame = result.to_frame()
    assert frame.low.notna().all()
    assert (frame.low <= frame.high + 1e-12).all()
    inside = (frame.low <= frame.value) & (frame.value <= frame.high)
    assert inside.mean() > 0.9  # the point is the median draw of theta, the mode of the depths
    table = players(result)
    chosen = table[(table.name == "CHN") & (table.rung == "everything")].iloc[0]
    assert chosen.percent_low < chosen.percent < chosen.percent_high


def test_the_record_holds_seed_draws_and_bands(result):
    record = result.record()
    assert (record["seed"], record["draws"]) == (3, D)
    low, high = record["rungs"][1]["bands"]["harm_usd_bn"]
    assert low < record["rungs"][1]["harm_usd_bn"] < high
    assert record["rungs"][1]["draws_residual"] <= 1e-8


def test_without_draws_nothing_is_said_of_bands():
    plain = run(small_world(), small_plan())
    assert plain.seed is None
    assert plain.record()["draws"] == 0
    assert plain.to_frame().low.isna().all()
