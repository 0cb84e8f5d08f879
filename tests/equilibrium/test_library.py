"""Other array libraries, and shocks written into the shares: the same equilibria."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.changes import Touched
from megara.equilibrium.economy import economy
from megara.equilibrium.library import NUMPY, library
from megara.equilibrium.linear import inverse
from megara.equilibrium.newton import newton
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import baseline, solve_batch
from megara.errors import MegaraError, UsageError
from tests.equilibrium.devices import check_same_equilibria
from tests.worlds import make_shock, make_world

few = settings(max_examples=15, deadline=None)


@pytest.mark.parametrize("tariffs", [False, True])
@pytest.mark.parametrize("sharing", [False, True])
def test_pytorch_finds_the_same_equilibria(tariffs, sharing):
    pytest.importorskip("torch", reason="PyTorch is not installed")
    check_same_equilibria(library("torch"), tariffs, sharing)


def test_moving_keeps_what_is_shared():
    """Net shares are the shares themselves where there are no tariffs, also elsewhere."""
    prepared = economy(make_world(3, 2, 1))
    assert NUMPY.moved(prepared) is prepared
    pytest.importorskip("torch", reason="PyTorch is not installed")
    assert library("torch").moved(prepared).has_tariffs is False
    taxed = economy(make_world(3, 2, 1, tariffs=True))
    assert library("torch").moved(taxed).has_tariffs is True


def test_unknown_devices_are_refused(monkeypatch):
    with pytest.raises(UsageError, match="device is one of"):
        library("tpu")
    monkeypatch.setattr("megara.equilibrium.library.find_spec", lambda name: None)
    for device in ("cuda", "torch"):
        with pytest.raises(UsageError, match="needs"):
            library(device)


@few
@given(st.integers(0, 500), st.integers(0, 500), st.booleans())
def test_a_folded_shock_is_as_good_as_a_carried_one(seed, own, tariffs):
    """Half of a shock in the shares, the other half as changes, gives the same equilibrium."""
    world = make_world(4, 3, seed, tariffs=tariffs)
    shock = make_shock(world, own, tariffs=tariffs)
    prepared = economy(world)
    first = shock.flow[:, 0] % 2 == 0
    parts = [Shock(shock.flow[p], shock.openness[p], shock.tariff[p]) for p in (first, ~first)]
    touched = Touched(prepared, parts[0].flow)
    folded = touched.folded(parts[0].openness, parts[0].tariff)
    rest = Touched(folded, parts[1].flow)
    change = rest.changes(parts[1].openness[:, None], parts[1].tariff[:, None])
    found = newton(folded, inverse(prepared), change, baseline(prepared, 1))
    whole = solve_batch(prepared, inverse(prepared), [shock])
    if np.isfinite(whole.residual).all():
        np.testing.assert_allclose(found.log_price, whole.log_price, atol=1e-8)
        np.testing.assert_allclose(found.income, whole.income, rtol=1e-8)
        np.testing.assert_allclose(found.revenue, whole.revenue, atol=1e-8 * whole.income.sum())


def test_folding_refuses_a_market_without_supplier():
    world = make_world(3, 2, 1)
    flow = np.array([(i, 1, 0) for i in range(3)])
    with pytest.raises(MegaraError, match="no supplier of S00 is left open to C01"):
        Touched(economy(world), flow).folded(np.zeros(3), np.full(3, np.nan))


def test_a_good_start_saves_steps():
    world = make_world(5, 3, 4)
    prepared = economy(world)
    shock = make_shock(world, 4)
    cold = solve_batch(prepared, inverse(prepared), [shock])
    state = baseline(prepared, 1)
    state.log_wage[:] = cold.log_wage
    state.log_price[:] = cold.log_price
    state.spending[:] = cold.spending
    warm = solve_batch(prepared, inverse(prepared), [shock], start=state)
    assert warm.iterations[0] == 1
    assert cold.iterations[0] > 5
    np.testing.assert_array_equal(warm.log_price, cold.log_price)
