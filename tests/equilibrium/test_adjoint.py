"""Derivatives at an equilibrium against central differences of exactly solved equilibria."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.adjoint import Adjoint
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import MegaraError
from tests.worlds import make_shock, make_world

N, J = 4, 3


def real_income(world, shock, theta=None):
    (found,) = solve(world, [shock], tolerance=1e-13, theta=theta)
    return found.real_income


def slope(function, x, h):
    """A central difference of fourth order."""
    near, far = function(x + h) - function(x - h), function(x + 2 * h) - function(x - 2 * h)
    return (8 * near - far) / (12 * h)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 5000), st.booleans(), st.sampled_from([0.0, 0.3]))
def test_gradients_are_those_of_solving_again(seed, tariffs, sparse):
    world = make_world(N, J, seed, tariffs=tariffs, sparse=sparse)
    shock = make_shock(world, seed, tariffs=tariffs)
    (found,) = solve(world, [shock], tolerance=1e-13)
    price = np.einsum("nj,nm->jnm", -world.array("final_share"), np.diag(found.real_income))
    income = np.diag(found.real_income / found.income)
    openness, tariff = shock.dense((N, N, J))
    tariff = np.where(np.isnan(tariff), world.array("tariff"), tariff)
    flow = np.argwhere(np.ones((N, N, J)))
    gradient = Adjoint(found).gradient(price, income, flow)
    assert gradient.residual <= 1e-10

    for f in np.random.default_rng(seed).choice(len(flow), 3, replace=False):
        place = tuple(flow[f])

        def at(o, t, place=place):
            changed, rate = openness.copy(), tariff.copy()
            changed[place], rate[place] = o, t
            return real_income(world, Shock.from_dense(changed, rate))

        if openness[place] > 0:
            expected = slope(lambda o, t=tariff[place]: at(o, t), openness[place], 1e-4)
            np.testing.assert_allclose(gradient.openness[f], expected, rtol=1e-5, atol=1e-9)
        expected = slope(lambda t, o=openness[place]: at(o, t), tariff[place], 1e-4)
        np.testing.assert_allclose(gradient.tariff[f], expected, rtol=1e-5, atol=1e-9)

    theta = world.array("theta")
    for j in range(J):

        def with_theta(value, j=j):
            own = theta.copy()
            own[j] = value
            return real_income(world, shock, own[:, None])

        expected = slope(with_theta, theta[j], 1e-4 * theta[j])
        np.testing.assert_allclose(gradient.theta[j], expected, rtol=1e-5, atol=1e-9)


def test_the_derivative_of_a_closed_flow_is_that_of_opening_it_a_little():
    world = make_world(N, J, 7)
    flow = np.array([[0, 1, 0], [1, 0, 2]])
    kept = np.full(2, np.nan)
    (found,) = solve(world, [Shock(flow, np.zeros(2), kept)], tolerance=1e-13)
    price = np.einsum("nj,nm->jnm", -world.array("final_share"), np.diag(found.real_income))
    gradient = Adjoint(found).gradient(price, np.diag(found.real_income / found.income), flow)
    h = 1e-4
    steps = [
        real_income(world, Shock(flow, np.array([o, 0.0]), kept)) for o in (0.0, h, 2 * h, 3 * h)
    ]
    expected = (-11 * steps[0] + 18 * steps[1] - 9 * steps[2] + 2 * steps[3]) / (6 * h)
    np.testing.assert_allclose(gradient.openness[0], expected, rtol=1e-5, atol=1e-9)


def test_transfers_have_no_derivatives_here():
    world = make_world(N, J, 3)
    (found,) = solve(world, [make_shock(world, 1)], sharing=[[0, 1]])
    with pytest.raises(MegaraError, match="transfers"):
        Adjoint(found)
