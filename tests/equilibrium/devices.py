"""Equilibria solved by another array library, beside those of NumPy."""

import numpy as np

from megara.equilibrium.changes import changes
from megara.equilibrium.economy import economy
from megara.equilibrium.equations import State
from megara.equilibrium.linear import inverse
from megara.equilibrium.newton import newton
from megara.equilibrium.solve import baseline, solve_batch
from tests.worlds import make_shock, make_world


def check_same_equilibria(library, tariffs, sharing):
    """Check that a library finds the equilibria of nine shocks that NumPy finds."""
    prepared = economy(make_world(6, 4, 2, tariffs=tariffs))
    shocks = [make_shock(make_world(6, 4, 2), seed, tariffs=tariffs) for seed in range(9)]
    members = np.zeros((6, 9))
    members[[0, 2, 3]] = 1.0
    here = solve_batch(prepared, inverse(prepared), shocks, members=members if sharing else None)
    state = baseline(prepared, 9)
    there = newton(
        library.moved(prepared),
        library.moved(inverse(prepared)),
        library.moved(changes(prepared, shocks)),
        State(*map(library.put, (state.log_wage, state.log_price, state.spending))),
        members=library.put(members) if sharing else None,
        library=library,
    )
    assert (there.residual <= 1e-10).all()
    np.testing.assert_allclose(there.log_price, here.log_price, atol=1e-8)
    np.testing.assert_allclose(there.income, here.income, rtol=1e-8)
    np.testing.assert_allclose(there.transfer, here.transfer, atol=1e-8 * here.income.sum())
