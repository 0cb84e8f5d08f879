"""Other methods against dense matrices, against theorems, and against the exact equilibrium."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.adjoint import Adjoint
from megara.equilibrium.methods.compare import compare
from megara.equilibrium.methods.expansion import expansion
from megara.equilibrium.methods.input_output import inputs_lost, markets_lost
from megara.equilibrium.methods.trade_at_risk import trade_at_risk
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from tests.worlds import make_shock, make_world

few = settings(max_examples=15, deadline=None)


def embargo(world, a, b, openness=0.0):
    flows = [(x, y, j) for j in range(len(world.sectors)) for x, y in ((a, b), (b, a))]
    return Shock(np.array(flows), np.full(len(flows), openness), np.full(len(flows), np.nan))


def table(world):
    """The input-output table: Z[(j, i), (k, n)], final F[(j, i), n], at basic prices."""
    N, J = len(world.countries), len(world.sectors)
    net = world.share / (1 + world.array("tariff"))
    gamma, output = world.array("input_share"), world.output
    Z = np.einsum("inj,njk,nk->jikn", net, gamma, output).reshape(J * N, J * N)
    final = world.array("final_share") * world.income[:, None]
    F = np.einsum("inj,nj->jin", net, final).reshape(J * N, N)
    return Z, F


@few
@given(st.integers(0, 999), st.floats(0, 1), st.booleans())
def test_lost_markets_are_the_leontief_inverse_with_entries_scaled(seed, openness, tariffs):
    world = make_world(4, 3, seed, tariffs=tariffs)
    N, J = 4, 3
    Z, F = table(world)
    y = world.output.T.reshape(-1)
    np.testing.assert_allclose(Z.sum(1) + F.sum(1), y, rtol=1e-8)
    keep = np.ones((J, N, N))
    keep[:, 0, 1] = keep[:, 1, 0] = openness
    A = (Z / y) * np.broadcast_to(keep[:, :, None, :], (J, N, J, N)).reshape(J * N, J * N)
    new = np.linalg.solve(np.eye(J * N) - A, (F * keep.reshape(J * N, N)).sum(1))
    beta = world.array("value_added_share").T.reshape(-1)
    lost = (beta * (y - new)).reshape(J, N).sum(0)
    np.testing.assert_allclose(
        markets_lost(world, embargo(world, 0, 1, openness)), lost, atol=1e-7 * y.max()
    )


@few
@given(st.integers(0, 999), st.floats(0, 1))
def test_lost_inputs_are_the_ghosh_inverse_with_entries_scaled(seed, openness):
    world = make_world(4, 3, seed)
    N, J = 4, 3
    Z, _ = table(world)
    y = world.output.T.reshape(-1)
    value_added = y - Z.sum(0)
    keep = np.ones((J, N, N))
    keep[:, 0, 1] = keep[:, 1, 0] = openness
    B = (Z / y[:, None]) * np.broadcast_to(keep[:, :, None, :], (J, N, J, N)).reshape(Z.shape)
    new = np.linalg.solve(np.eye(J * N) - B.T, value_added)
    beta = world.array("value_added_share").T.reshape(-1)
    lost = (beta * (y - new)).reshape(J, N).sum(0)
    np.testing.assert_allclose(
        inputs_lost(world, embargo(world, 0, 1, openness)), lost, atol=1e-7 * y.max()
    )


@few
@given(st.integers(0, 999))
def test_no_shock_no_loss(seed):
    world = make_world(4, 3, seed, tariffs=True)
    (equilibrium,) = solve(world, [Shock.none()])
    for method in compare(equilibrium):
        assert np.abs(method.loss).max() < 1e-6 * world.income.max(), method.key


@few
@given(st.integers(0, 999))
def test_trade_at_risk_is_the_trade_between_the_two(seed):
    world = make_world(4, 3, seed)
    trade = world.array("trade")
    between = trade[0, 1].sum() + trade[1, 0].sum()
    expected = [between, between, 0, 0]
    np.testing.assert_allclose(trade_at_risk(world, embargo(world, 0, 1)), expected)


@few
@given(st.integers(0, 999))
def test_first_order_losses_of_the_world_are_hultens(seed):
    world = make_world(4, 3, seed)
    shock = make_shock(world, seed)
    first, _ = expansion(world, shock)
    i, n, j = shock.flow.T
    trade, theta = world.array("trade")[i, n, j], world.array("theta")[j]
    hulten = (trade * (1 - shock.openness) / theta).sum()
    assert first.sum() == pytest.approx(hulten, rel=1e-6)


@few
@given(st.integers(0, 999), st.booleans())
def test_first_order_losses_are_the_gradient_of_the_adjoint(seed, tariffs):
    world = make_world(4, 3, seed, tariffs=tariffs)
    shock = make_shock(world, seed, tariffs=tariffs)
    (base,) = solve(world, [Shock.none()], tolerance=1e-13)
    alpha, income = world.array("final_share"), world.income
    price = np.einsum("nj,nm->jnm", alpha * income[:, None], np.eye(4))
    gradient = Adjoint(base).gradient(price, -np.eye(4), shock.flow)
    old = world.array("tariff")[tuple(shock.flow.T)]
    rise = np.where(np.isnan(shock.tariff), 0.0, shock.tariff - old)
    expected = (shock.openness - 1) @ gradient.openness + rise @ gradient.tariff
    first, _ = expansion(world, shock)
    np.testing.assert_allclose(first, expected, rtol=1e-5, atol=1e-7 * income.max())


def test_each_order_is_closer_for_small_shocks():
    world = make_world(5, 4, 3)
    gaps = {}
    for size in (0.1, 0.05):
        shock = embargo(world, 0, 1, 1 - size)
        (exact,) = solve(world, [shock], tolerance=1e-13)
        loss = -(exact.real_income - 1) * world.income
        first, second = expansion(world, shock)
        gaps[size] = np.abs(first - loss).max(), np.abs(second - loss).max()
        assert gaps[size][1] < gaps[size][0]
    # halving the shock divides the errors by about four and eight
    assert gaps[0.1][0] / gaps[0.05][0] == pytest.approx(4, rel=0.25)
    assert gaps[0.1][1] / gaps[0.05][1] == pytest.approx(8, rel=0.25)


def test_all_methods_are_compared_on_one_shock():
    world = make_world(4, 3, 5)
    (equilibrium,) = solve(world, [embargo(world, 0, 1)])
    methods = compare(equilibrium)
    assert [m.key for m in methods][-1] == "exact"
    assert all(m.source and m.measures for m in methods)
    assert all((m.loss[:2] > 0).all() for m in methods)
