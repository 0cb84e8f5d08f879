r"""First and second order: what the first two derivatives at the baseline say.

Along the straight line from the baseline to the shock, ``o(t) = 1 + t (o - 1)`` and ``tau(t) = tau
+ t (tau' - tau)``, with L_n(t) the real income that n loses,

``first   L'_n(0)``,    ``second   L'_n(0) + L''_n(0) / 2``.

For the world as a whole the first is Hulten's theorem (1978, *Review of Economic Studies* 45(3)),
``sum_n L'_n(0) = sum_f M_f (1 - o_f) / theta_j`` without tariffs: a flow counts by its value, as a
trade cost falls on it of which (1 - o)/theta is the rise at the margin; for a country its terms of
trade come in. The second adds that shares move as flows get dearer (Baqaee & Farhi 2024, "Networks,
Barriers, and Trade", *Econometrica* 92(2)). The expansion is in openness, as a trade cost that
closes a flow is infinite and has no expansion.

Derivatives are central differences of fourth order between exactly solved equilibria at t = +-h and
+-2h; the first is checked against the adjoint equations in the tests.
"""

from __future__ import annotations

import numpy as np

from megara.equilibrium.shock import Floats, Shock
from megara.equilibrium.solve import solve
from megara.world.world import World

_H = 0.02
_TOLERANCE = 1e-12


def expansion(world: World, shock: Shock) -> tuple[Floats, Floats]:
    """Return the losses to first and to second order, shape (country,) each, USD million.

    Raises
    ------
    MegaraError
        If an equilibrium near the baseline is not found.
    """
    steps = (_H, -_H, 2 * _H, -2 * _H)
    solved = solve(world, [_part(world, shock, t) for t in steps], tolerance=_TOLERANCE)
    up, down, up2, down2 = (-(e.real_income - 1) * world.income for e in solved)
    first = (8 * (up - down) - (up2 - down2)) / (12 * _H)
    second = (16 * (up + down) - (up2 + down2)) / (12 * _H**2)
    return np.asarray(first), np.asarray(first + second / 2)


def _part(world: World, shock: Shock, t: float) -> Shock:
    base = world.array("tariff")[tuple(shock.flow.T)]
    return Shock(shock.flow, 1 + t * (shock.openness - 1), base + t * (shock.tariff - base))
