"""A world in balanced trade: the equilibrium in which every deficit has been removed.

Dekle, Eaton & Kortum (2008); Caliendo & Parro (2015) remove the deficits of their baseline this way
before they change tariffs. The result is a world like any other, with the same cost and final
expenditure shares and with deficits of zero.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.world.world import World

_balanced: WeakKeyDictionary[World, World] = WeakKeyDictionary()


def without_deficits(world: World) -> World:
    """Return the world with its deficits removed; solved once for each world.

    Raises
    ------
    MegaraError
        If no such equilibrium is found.
    """
    if world not in _balanced:
        if np.abs(world.array("deficit")).max() == 0:
            _balanced[world] = world
        else:
            (balanced,) = solve(world, [Shock.none()], deficits="zero", tolerance=1e-12)
            _balanced[world] = world_after(balanced, note="trade balanced: every deficit removed")
    return _balanced[world]


def world_after(equilibrium: Equilibrium, note: str) -> World:
    """Return the world that an equilibrium describes, to serve as a new baseline.

    Input use is at the new prices: cost shares are those of the old world, as technology and
    tastes are Cobb-Douglas.
    """
    world = equilibrium.world
    trade = equilibrium.trade
    output = trade.sum(axis=1)
    notes = "; ".join(filter(None, [str(world.dataset.attrs.get("notes", "")), note]))
    return World.from_flows(
        name=world.name,
        year=world.year,
        countries=world.countries,
        sectors=world.sectors,
        trade=trade,
        input_use=world.array("input_share") * output[:, None, :],
        theta=world.array("theta"),
        tariff=equilibrium.tariff,
        country_names=world.country_names,
        sector_names=world.sector_names,
        attrs={**world.dataset.attrs, "notes": notes},
    )
