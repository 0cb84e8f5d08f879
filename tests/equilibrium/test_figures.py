"""The figures of a batch against the outcome of each scenario."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.economy import economy
from megara.equilibrium.figures import REPORTED, figures
from megara.equilibrium.outcome import outcome
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve, solve_chunks
from tests.worlds import make_shock, make_world


def batch_of(world, shocks, theta=None):
    found = []
    solve_chunks(
        economy(world),
        shocks,
        lambda first, batch: found.append(batch),
        theta=theta,
        chunk=99,
        threads=1,
    )
    (batch,) = found
    return dict(figures(economy(world), shocks, batch, theta))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 5000), st.booleans(), st.booleans(), st.booleans())
def test_figures_are_those_of_the_outcome(seed, tariffs, empty, home):
    world = make_world(4, 3, seed, tariffs=tariffs, empty_sector=empty, sparse=0.2)
    shocks = [make_shock(world, seed + b, tariffs=tariffs) for b in range(3)]
    if home:
        own = Shock(np.array([[1, 1, 0], [2, 2, 1]]), np.array([0.7, 1.1]), np.full(2, np.nan))
        shocks[1] = shocks[1].compose(own)
    theta = world.array("theta")[:, None] * np.array([1.0, 0.7, 1.4])
    found = batch_of(world, shocks, theta)
    for b, equilibrium in enumerate(solve(world, shocks, theta=theta)):
        expected = outcome(equilibrium)
        for name in REPORTED:
            np.testing.assert_allclose(
                found[name][:, b],
                np.asarray(expected[name].values).reshape(-1),
                rtol=1e-6,
                atol=1e-7,
                err_msg=name,
            )


def test_every_reported_variable_is_there_once_and_in_order():
    world = make_world(3, 2, 1)
    assert tuple(batch_of(world, [make_shock(world, 1)])) == REPORTED
    assert "trade_after" not in REPORTED


@pytest.mark.parametrize("tariffs", [False, True])
def test_without_a_shock_all_figures_are_zero(tariffs):
    world = make_world(4, 3, 8, tariffs=tariffs)
    for name, values in batch_of(world, [Shock.none()] * 2).items():
        assert np.nanmax(np.abs(values)) < 1e-6, name
