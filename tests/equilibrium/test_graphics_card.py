"""The same equilibria on a graphics card, by PyTorch and by CuPy; CI has no card."""

from importlib.util import find_spec

import numpy as np
import pytest

from megara.coalition.lattice import Lattice
from megara.coalition.rung import RungSolver
from megara.equilibrium.library import library
from megara.errors import UsageError
from megara.policy.scenario import Scenario
from tests.coalition.plans import many_plan, many_world, plan, world
from tests.equilibrium.devices import check_same_equilibria

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
    check_same_equilibria(card, tariffs, sharing)


def test_a_card_solves_coalitions_as_the_processor_does(card):
    small = Lattice(world(), plan(retaliation="mirror"), 3)
    large = Lattice(many_world(), Scenario.from_yaml(many_plan(10)), 1)
    for lattice, block in ((small, 0), (large, 3)):
        here = RungSolver(lattice, 1e-11).block(block)
        there = RungSolver(lattice, 1e-11, "cuda").block(block)
        assert there.residual.max() <= 1e-11
        np.testing.assert_allclose(there.real_income, here.real_income, atol=1e-8)
