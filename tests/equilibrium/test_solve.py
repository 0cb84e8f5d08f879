"""The solver against the plain form of the model, and the properties any solution must have."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from megara.equilibrium.balance import without_deficits, world_after
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import MegaraError
from megara.world.world import World
from tests.equilibrium.plain import Plain
from tests.worlds import make_shock, make_world, worlds, worlds_and_shocks

few = settings(max_examples=25, deadline=None)


def solve_one(world, shock, **options):
    try:
        (equilibrium,) = solve(world, [shock], **options)
    except MegaraError as error:
        # a random surplus that no longer can be earned has no equilibrium: another case, please
        if "its trade surplus is larger than what it earns" in str(error):
            reject()
        raise
    return equilibrium


@few
@given(worlds())
def test_without_a_shock_nothing_changes(world):
    equilibrium = solve_one(world, Shock.none())
    assert np.abs(equilibrium.wage - 1).max() < 1e-10
    assert np.abs(equilibrium.price - 1).max() < 1e-10
    np.testing.assert_allclose(equilibrium.trade, world.array("trade"), rtol=1e-9)


@few
@given(worlds_and_shocks())
def test_the_solution_satisfies_the_plain_equations(case):
    world, shock = case
    found = solve_one(world, shock)
    plain = Plain(world, shock)
    assert plain.residual(found.wage, found.price, found.spending) < 1e-9
    assert found.certificate.residual <= 1e-10


@pytest.mark.parametrize("tariffs", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_the_plain_iteration_finds_the_same_equilibrium(seed, tariffs):
    world = make_world(4, 3, seed, tariffs=tariffs)
    shock = make_shock(world, seed, tariffs=tariffs)
    w, P, X, income = Plain(world, shock).solve()
    found = solve_one(world, shock)
    np.testing.assert_allclose(found.wage, w, rtol=1e-7)
    np.testing.assert_allclose(found.price, P, rtol=1e-7)
    np.testing.assert_allclose(found.spending, X, rtol=1e-7)
    np.testing.assert_allclose(found.income, income, rtol=1e-7)


@few
@given(worlds_and_shocks(), st.floats(1e-3, 1e6))
def test_the_numeraire_does_not_matter(case, unit):
    world, shock = case
    data = world.dataset.copy()
    for name in ("trade", "value_added", "deficit"):
        data[name] = data[name] * unit
    one, other = solve_one(world, shock), solve_one(World(data), shock)
    np.testing.assert_allclose(other.wage, one.wage, rtol=1e-8)
    np.testing.assert_allclose(other.real_income, one.real_income, rtol=1e-8)
    np.testing.assert_allclose(other.trade, unit * one.trade, rtol=1e-7)


@few
@given(worlds_and_shocks(), st.randoms(use_true_random=False))
def test_relabelling_countries_and_sectors_relabels_the_solution(case, random):
    world, shock = case
    N, J = len(world.countries), len(world.sectors)
    n, j = random.sample(range(N), N), random.sample(range(J), J)
    data = world.dataset.isel(exporter=n, importer=n, country=n, sector=j, input=j)
    openness, tariff = shock.dense((N, N, J))
    moved = Shock.from_dense(openness[n][:, n][:, :, j], tariff[n][:, n][:, :, j])
    one, other = solve_one(world, shock), solve_one(World(data), moved)
    np.testing.assert_allclose(other.wage, one.wage[n], rtol=1e-8)
    np.testing.assert_allclose(other.price, one.price[n][:, j], rtol=1e-8)


@few
@given(worlds_and_shocks())
def test_markets_clear_and_the_world_adds_up(case):
    world, shock = case
    found = solve_one(world, shock)
    np.testing.assert_allclose(found.trade.sum(axis=1), found.sales, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(
        (found.trade * (1 + found.tariff)).sum(axis=0), found.spending, rtol=1e-8
    )
    value_added = world.array("value_added")
    np.testing.assert_allclose((found.wage * value_added).sum(), value_added.sum(), rtol=1e-10)
    balance = found.trade.sum(axis=(0, 2)) - found.trade.sum(axis=(1, 2))
    scale = value_added.sum()
    np.testing.assert_allclose(balance / scale, world.array("deficit") / scale, atol=1e-8)


@few
@given(st.integers(0, 1000))
def test_closing_a_flow_of_zero_changes_nothing(seed):
    world = make_world(4, 3, seed, sparse=0.5)
    zero = np.argwhere(world.array("trade") == 0)
    shock = Shock(zero, np.zeros(len(zero)), np.full(len(zero), np.nan))
    found = solve_one(world, shock)
    assert np.abs(found.real_income - 1).max() < 1e-10


@few
@given(worlds_and_shocks(), st.integers(0, 1000))
def test_shocks_compose(case, seed):
    """A shock and then another on the world it leaves is both at once."""
    world, first = case
    second = make_shock(world, seed, closed=False)
    together = solve_one(world, first.compose(second), tolerance=1e-12)
    halfway = solve_one(world, first, tolerance=1e-12)
    then = solve_one(world_after(halfway, "halfway"), second, tolerance=1e-12)
    np.testing.assert_allclose(halfway.wage * then.wage, together.wage, rtol=1e-8)
    bought = world.spending > 0
    np.testing.assert_allclose(
        (halfway.real_income * then.real_income), together.real_income, rtol=1e-8
    )
    np.testing.assert_allclose(
        (halfway.price * then.price)[bought], together.price[bought], rtol=1e-8
    )


@few
@given(st.integers(0, 1000), st.booleans())
def test_merging_two_identical_countries_changes_nothing(seed, tariffs):
    """Cut one country in two halves that trade with each other as each does with itself."""
    world = make_world(3, 3, seed, tariffs=tariffs)
    shock = make_shock(world, seed, tariffs=tariffs)
    both = [0, 0, 1, 2]
    weight = np.array([0.5, 0.5, 1.0, 1.0])
    t = world.array("trade")[both][:, both] * weight[:, None, None] * weight[None, :, None]
    tau = world.array("tariff")[both][:, both]
    use = world.array("input_share") * world.output[:, None, :]
    split = World.from_flows(
        name="split",
        year=2000,
        countries=["A1", "A2", "B", "C"],
        sectors=world.sectors,
        trade=t,
        input_use=use[both] * weight[:, None, None],
        theta=world.array("theta"),
        tariff=tau,
    )
    openness, tariff = shock.dense((3, 3, 3))
    halves = Shock.from_dense(openness[both][:, both], tariff[both][:, both])
    one, two = solve_one(world, shock), solve_one(split, halves)
    np.testing.assert_allclose(two.real_income, one.real_income[both], rtol=1e-8)
    np.testing.assert_allclose(two.wage, one.wage[both], rtol=1e-8)


@pytest.mark.parametrize("seed", range(3))
def test_an_embargo_is_the_limit_of_rising_costs(seed):
    world = make_world(4, 3, seed)
    flows = np.array([(0, 1, j) for j in range(3)] + [(1, 0, j) for j in range(3)])
    kept = np.full(len(flows), np.nan)
    embargo = solve_one(world, Shock(flows, np.zeros(len(flows)), kept)).real_income
    gaps = []
    for openness in (1e-2, 1e-4, 1e-6, 1e-8):
        costly = solve_one(world, Shock(flows, np.full(len(flows), openness), kept)).real_income
        gaps.append(np.abs(costly - embargo).max())
    assert all(later < earlier for earlier, later in pairwise(gaps))
    assert gaps[-1] < 1e-7


@pytest.mark.parametrize("tariffs", [False, True])
def test_a_batch_gives_each_scenario_what_it_gets_alone(tariffs):
    world = make_world(5, 4, 7, tariffs=tariffs)
    shocks = [make_shock(world, seed, tariffs=tariffs) for seed in range(70)]
    batch = solve(world, shocks)
    for shock, together in list(zip(shocks, batch, strict=True))[::9]:
        alone = solve_one(world, shock)
        np.testing.assert_allclose(together.wage, alone.wage, rtol=1e-9)
        np.testing.assert_allclose(together.price, alone.price, rtol=1e-9)
        assert together.certificate.iterations == alone.certificate.iterations


def test_the_same_call_twice_gives_the_same_bytes():
    world = make_world(5, 4, 7, tariffs=True)
    shocks = [make_shock(world, seed, tariffs=True) for seed in range(40)]
    first, second = solve(world, shocks), solve(world, shocks)
    for a, b in zip(first, second, strict=True):
        assert a.price.tobytes() == b.price.tobytes()
        assert a.income.tobytes() == b.income.tobytes()


def test_autarky_is_reached_when_trade_is_balanced():
    """With every border closed prices follow from home shares in closed form."""
    world = without_deficits(make_world(4, 3, 3))
    openness = np.zeros((4, 4, 3))
    openness[np.arange(4), np.arange(4)] = 1.0
    shock = Shock.from_dense(openness)
    found = solve_one(world, shock)
    assert Plain(world, shock).residual(found.wage, found.price, found.spending) < 1e-9
    np.testing.assert_allclose(found.trade[0, 1:], 0.0)
    # log P = (I - Gamma')^-1 (1/theta) log pi_nn at wages w (Arkolakis, Costinot and
    # Rodriguez-Clare 2012, with input-output links)
    for n in range(4):
        home = np.log(world.share[n, n]) / world.array("theta")
        gamma, beta = world.array("input_share")[n], world.array("value_added_share")[n]
        log_price = np.linalg.solve(np.eye(3) - gamma.T, -home + beta * np.log(found.wage[n]))
        np.testing.assert_allclose(np.log(found.price[n]), log_price, atol=1e-8)


def test_deficits_zero_removes_them():
    world = make_world(4, 3, 5)
    found = solve_one(world, make_shock(world, 1), deficits="zero")
    balance = found.trade.sum(axis=(0, 2)) - found.trade.sum(axis=(1, 2))
    assert np.abs(balance).max() < 1e-7 * world.array("value_added").sum()


def test_a_market_without_supplier_is_an_error_that_names_it():
    world = make_world(3, 2, 1)
    openness = np.ones((3, 3, 2))
    openness[:, 1, 0] = 0.0
    with pytest.raises(MegaraError, match="no supplier of S00 is left open to C01"):
        solve(world, [Shock.none(), Shock.from_dense(openness)])


def test_a_surplus_that_cannot_be_earned_is_an_error_that_names_a_place():
    world = make_world(3, 2, 1)
    openness = np.zeros((3, 3, 2))
    openness[np.arange(3), np.arange(3)] = 1.0
    with pytest.raises(MegaraError, match=r"(C0\d)"):
        solve(world, [Shock.from_dense(openness)])


def test_sharing_equalises_losses_and_sums_to_zero():
    world = make_world(5, 3, 11, tariffs=True)
    shocks = [make_shock(world, seed) for seed in range(5)]
    for found in solve(world, shocks, sharing=[[0, 2, 3]] * 5):
        shared = found.real_income[[0, 2, 3]]
        assert np.ptp(shared) < 1e-8
        assert abs(found.transfer.sum()) < 1e-8 * world.income.sum()
        assert found.transfer[1] == 0
        assert found.transfer[4] == 0


def test_empty_sectors_are_left_alone():
    world = make_world(4, 3, 2, empty_sector=True)
    found = solve_one(world, make_shock(world, 3))
    assert found.sales[0, 0] == 0
    assert np.isfinite(found.real_income).all()


def test_elasticities_can_differ_by_scenario():
    world = make_world(4, 3, 9, tariffs=True)
    shock = make_shock(world, 2, tariffs=True)
    theta = np.random.default_rng(0).uniform(2, 9, (3, 40))
    together = solve(world, [shock] * 40, theta=theta)
    for b in (0, 17, 39):
        alone = solve_one(world.with_theta(theta[:, b], "test"), shock)
        np.testing.assert_allclose(together[b].real_income, alone.real_income, rtol=1e-9)
        np.testing.assert_allclose(together[b].trade, alone.trade, rtol=1e-8)


def test_countries_that_trade_with_nobody_do_no_harm():
    data = make_world(4, 2, 1)
    trade, N = data.array("trade").copy(), 4
    trade[3, :3] = trade[:3, 3] = 0.0
    use = data.array("input_share") * trade.sum(axis=1)[:, None, :] * 0.5
    world = World.from_flows(
        name="island",
        year=2000,
        countries=data.countries,
        sectors=data.sectors,
        trade=trade,
        input_use=use,
        theta=data.array("theta"),
    )
    found = solve_one(world, make_shock(world, 1))
    assert found.real_income[3] == pytest.approx(1.0, abs=1e-9)
    assert len(found.wage) == N
