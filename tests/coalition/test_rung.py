"""All coalitions against brute force: each solved alone, from the baseline."""

import numpy as np
import pytest

from megara.coalition.lattice import Lattice
from megara.coalition.rung import RungSolver
from megara.errors import MegaraError
from megara.policy.scenario import Scenario
from tests.coalition.plans import COUNTRIES, SECTORS, alone, many_plan, many_world, plan, world

BASE = world()


@pytest.mark.parametrize("retaliation", ["none", "mirror"])
@pytest.mark.parametrize("rung", range(4))
def test_every_coalition_is_what_it_is_alone(rung, retaliation):
    scenario = plan(retaliation=retaliation)
    found = RungSolver(Lattice(BASE, scenario, rung), 1e-11).block(0)
    assert found.real_income.shape == (16, len(COUNTRIES))
    assert found.residual.max() <= 1e-11
    for mask in range(16):
        wanted = alone(BASE, scenario, mask, rung)
        np.testing.assert_allclose(found.real_income[mask], wanted, atol=1e-8)


def test_without_tariffs_too():
    base = world(4, tariffs=False)
    found = RungSolver(Lattice(base, plan(), 3), 1e-11).block(0)
    for mask in (0, 5, 15):
        np.testing.assert_allclose(found.real_income[mask], alone(base, plan(), mask, 3), atol=1e-8)


def many(count=10, rung=1):
    return Lattice(many_world(), Scenario.from_yaml(many_plan(count)), rung)


def test_blocks_stand_alone():
    """A block's bytes depend on nothing that was solved before it."""
    solver = RungSolver(many(), 1e-10)
    assert solver.blocks == 4
    late = solver.block(3)
    early = [solver.block(n) for n in range(4)]
    assert early[3].real_income.tobytes() == late.real_income.tobytes()
    again = RungSolver(many(), 1e-10).block(3)
    assert again.real_income.tobytes() == late.real_income.tobytes()


def test_any_coalitions_can_be_asked_for():
    solver = RungSolver(many(), 1e-11)
    masks = np.array([5, 300, 777, 1023])
    some = solver.some(masks)
    for k, mask in enumerate(masks):
        block = solver.block(int(mask) >> 8)
        np.testing.assert_allclose(some.real_income[k], block.real_income[mask & 255], atol=1e-8)


def test_starting_near_pays():
    """Later coalitions need fewer evaluations than the same ones from the baseline."""
    from megara.equilibrium.solve import solve

    lattice = many()
    found = RungSolver(lattice, 1e-10).block(2)
    shocks = [lattice.shock(512 + m) for m in range(0, 256, 16)]
    cold = [e.certificate.iterations for e in solve(lattice.world, shocks)]
    assert found.iterations.mean() < 0.7 * np.mean(cold)


def test_a_coalition_without_an_equilibrium_is_named():
    """With all borders to the target closed, its surplus cannot be earned."""
    measures = [{"kind": "embargo", "sectors": SECTORS, "direction": "both", "cut": 1}]
    scenario = plan(
        senders={
            "core": ["USA", "JPN"],
            "prospective": [c for c in COUNTRIES if c not in ("CHN", "USA", "JPN")],
        },
        ladder=[{"name": "cut off", "measures": measures}],
        resolves={},
    )
    with pytest.raises(MegaraError, match=r"'cut off', coalition \d+ \([A-Z, ]+\)"):
        RungSolver(Lattice(BASE, scenario, 0), 1e-10).block(0)


def test_another_array_library_gives_the_same_numbers():
    pytest.importorskip("torch", reason="PyTorch is not installed")
    lattice = Lattice(BASE, plan(retaliation="mirror"), 3)
    there = RungSolver(lattice, 1e-10, "torch").block(0)
    here = RungSolver(lattice, 1e-10).block(0)
    np.testing.assert_allclose(there.real_income, here.real_income, atol=1e-8)
    assert there.residual.max() <= 1e-10
