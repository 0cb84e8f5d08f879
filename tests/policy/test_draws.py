"""Draws: streams that depend on seed and quantity alone, distributions as documented."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.errors import UsageError
from megara.policy.draws import draw, normal, triangular, uniform
from megara.policy.spread import Spread, spread
from tests.plans import small_plan, small_world
from tests.policy.plans import plan

identities = st.tuples(st.sampled_from(["theta", "depth"]), st.integers(-1, 9), st.text(max_size=5))


@given(st.integers(0, 2**60), identities, st.integers(1, 50), st.integers(1, 50))
def test_a_stream_does_not_depend_on_how_much_of_it_is_taken(seed, identity, few, more):
    short, long = uniform(seed, identity, few), uniform(seed, identity, few + more)
    assert short.tobytes() == long[:few].tobytes()
    assert ((long >= 0) & (long < 1)).all()


@given(st.integers(0, 1000), identities, identities)
def test_streams_of_different_quantities_and_seeds_differ(seed, one, other):
    if one != other:
        assert (uniform(seed, one, 8) != uniform(seed, other, 8)).all()
    assert (uniform(seed, one, 8) != uniform(seed + 1, one, 8)).all()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(0, 99))
def test_triangular_draws_stay_in_range_and_have_its_quantiles(a, b, c, seed):
    low, mode, high = sorted((a, b, c))
    u = uniform(seed, ("u",), 200)
    x = triangular(low, mode, high, u)
    assert ((x >= low) & (x <= high)).all()
    if high - low > 1e-6:
        # the distribution function at a draw is the uniform number it came from
        up = (x - low) ** 2 / np.maximum((high - low) * (mode - low), 1e-300)
        down = 1 - (high - x) ** 2 / np.maximum((high - low) * (high - mode), 1e-300)
        np.testing.assert_allclose(np.where(x < mode, up, down), u, atol=1e-6)
    else:
        np.testing.assert_allclose(x, mode, atol=1e-6)


def test_normal_draws_have_the_moments_of_the_central_part():
    z = normal(uniform(5, ("z",), 20_000))
    assert abs(z.mean()) < 0.02
    assert 0.93 < z.std() < 1.0  # the outer 1 % is left out
    assert np.abs(z).max() < 2.58


def test_draws_are_those_of_the_seed_and_of_nothing_else():
    world = small_world()
    one, again = draw(small_plan(), world, 30, 4), draw(small_plan(), world, 90, 4)
    assert one.theta.tobytes() == np.ascontiguousarray(again.theta[:, :30]).tobytes()
    for key, values in one.depth.items():
        assert values.tobytes() == again.depth[key][:30].tobytes()
    # what else is in the plan does not matter: drop the upper rung
    low = small_plan(ladder=small_plan().to_dict()["ladder"][:1])
    for key, values in draw(low, world, 30, 4).depth.items():
        assert values.tobytes() == one.depth[key].tobytes()
    other = draw(small_plan(), world, 30, 5)
    assert (other.theta != one.theta).all()


def test_the_median_of_the_elasticities_is_the_chosen_one():
    world = small_world()
    drawn = draw(small_plan(), world, 4000, 1)
    np.testing.assert_allclose(np.median(drawn.theta, axis=1), world.array("theta"), rtol=0.05)
    spread_ = np.log(drawn.theta).std(axis=1)
    np.testing.assert_allclose(spread_, drawn.spread.sigma, rtol=0.08)


def test_certain_numbers_are_drawn_as_themselves():
    world = small_world()
    drawn = draw(small_plan(), world, 20, 1, uncertainty=Spread.none(world))
    assert (drawn.theta == world.array("theta")[:, None]).all()
    assert (drawn.depth[0, 0, "coverage"] == 0.4).all()
    assert drawn.depth[0, 0, "cut"].std() > 0


def test_resolves_are_drawn_where_the_plan_gives_numbers():
    drawn = draw(plan(), small_world(), 500, 1)
    assert set(drawn.resolve) == {"KOR", "rest of EU"}
    assert (drawn.resolve["KOR"] == 0.5).all()
    values = drawn.resolve["rest of EU"]
    assert 0.1 <= values.min() < 0.13
    assert 0.35 < values.max() <= 0.4


@pytest.mark.parametrize(("count", "seed"), [(0, 1), (10**7, 1), (5, -1)])
def test_numbers_out_of_range_are_refused(count, seed):
    with pytest.raises(UsageError):
        draw(small_plan(), small_world(), count, seed)


# -- the spread of elasticities ------------------------------------------------------------------


def test_the_spread_follows_standard_errors_where_there_are_any():
    from megara.world.catalogue import load_world
    from megara.world.elasticities import elasticity_table

    world = load_world("icio-2022")
    table, found = elasticity_table(world, "cp2015"), spread(world, "cp2015")
    error = table.standard_error.to_numpy()
    known = np.isfinite(error)
    assert known.sum() > 20
    ratio = error[known] / table.theta.to_numpy()[known]
    np.testing.assert_allclose(found.sigma[known], np.sqrt(np.log1p(ratio**2)))
    assert (found.common[known] == 0).all()
    assert all("standard error" in found.source[j] for j in np.flatnonzero(known))


def test_the_spread_follows_disagreement_elsewhere():
    from megara.world.catalogue import load_world
    from megara.world.elasticities import elasticity_table

    world = load_world("icio-2022")
    found = spread(world, "fontagne")
    j = world.sectors.index("C26")  # both sets have an estimate clear of zero
    d = np.log(
        elasticity_table(world, "fontagne").theta[j] / elasticity_table(world, "cp2015").theta[j]
    )
    pooled = found.sigma[world.sectors.index("P")] ** 2
    assert found.sigma[j] == pytest.approx(np.sqrt((d**2 / 2 + 3 * pooled) / 4))
    assert (found.sigma > 0).all()
    assert ((found.common >= 0) & (found.common <= 1)).all()
    frame = found.to_frame()
    assert (frame.low < frame.theta).all()
    assert (frame.theta < frame.high).all()
    assert frame.source.str.len().min() > 10


def test_worlds_with_unknown_sectors_take_the_mean_disagreement():
    from tests.worlds import make_world

    found = spread(make_world(3, 2, 1))
    assert found.sigma[0] == found.sigma[1] > 0


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(0, 5))
def test_sectors_move_together_by_the_common_share(count, seed):
    world = small_world()
    all_common = Spread(
        world.sectors, world.array("theta"), np.full(3, 0.3), np.ones(3), ("test",) * 3
    )
    drawn = draw(small_plan(), world, count, seed, uncertainty=all_common)
    ratio = drawn.theta / world.array("theta")[:, None]
    np.testing.assert_allclose(ratio, np.broadcast_to(ratio[:1], ratio.shape))
