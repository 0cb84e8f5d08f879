"""The same equilibria on a graphics card, by PyTorch and by CuPy; CI has no card."""

from importlib.util import find_spec

import numpy as np
import pytest

from megara.coalition.lattice import Lattice
from megara.coalition.rung import RungSolver
from megara.equilibrium.changes import changes
from megara.equilibrium.economy import economy
from megara.equilibrium.equations import State
from megara.equilibrium.library import library
from megara.equilibrium.linear import inverse
from megara.equilibrium.newton import newton
from megara.equilibrium.solve import baseline, solve_batch
from megara.errors import UsageError
from megara.policy.scenario import Scenario
from tests.coalition.plans import many_plan, many_world, plan, world
from tests.worlds import make_shock, make_world

pytestmark = pytest.mark.card
HIDDEN = {"PyTorch": "cupy", "CuPy": "torch"}


@pytest.fixture(params=list(HIDDEN))
def card(request, monkeypatch):
    """A library on the card, found as ``--device cuda`` finds it where the other is missing."""

    def found(name):
        return None if name == HIDDEN[request.param] else find_spec(name)

    monkeypatch.setattr("megara.equilibrium.library.find_spec", found)
    try:
        here = library("cuda")
    except UsageError as error:
        pytest.skip(str(error))
    assert here.name.startswith(request.param)
    return here


@pytest.mark.parametrize("tariffs", [False, True])
@pytest.mark.parametrize("sharing", [False, True])
def test_a_card_finds_the_same_equilibria(card, tariffs, sharing):
    base = make_world(6, 4, 2, tariffs=tariffs)
    prepared = economy(base)
    shocks = [make_shock(base, seed, tariffs=tariffs) for seed in range(9)]
    members = np.zeros((6, 9))
    members[[0, 2, 3]] = 1.0
    here = solve_batch(prepared, inverse(prepared), shocks, members=members if sharing else None)
    state = baseline(prepared, 9)
    there = newton(
        card.moved(prepared),
        card.moved(inverse(prepared)),
        card.moved(changes(prepared, shocks)),
        State(*map(card.put, (state.log_wage, state.log_price, state.spending))),
        members=card.put(members) if sharing else None,
        library=card,
    )
    assert (there.residual <= 1e-10).all()
    np.testing.assert_allclose(there.log_price, here.log_price, atol=1e-8)
    np.testing.assert_allclose(there.income, here.income, rtol=1e-8)
    np.testing.assert_allclose(there.transfer, here.transfer, atol=1e-8 * here.income.sum())


def test_a_card_solves_coalitions_as_the_processor_does(card):
    small = Lattice(world(), plan(retaliation="mirror"), 3)
    large = Lattice(many_world(), Scenario.from_yaml(many_plan(10)), 1)
    for lattice, block in ((small, 0), (large, 3)):
        here = RungSolver(lattice, 1e-11).block(block)
        there = RungSolver(lattice, 1e-11, "cuda").block(block)
        assert there.residual.max() <= 1e-11
        np.testing.assert_allclose(there.real_income, here.real_income, atol=1e-8)
