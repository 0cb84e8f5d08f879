"""The price at which members of the core would rather stay: what they save by leaving.

The core is always in the coalitions of the table, so the coalitions without one of its players are
solved here: with nobody else joined, with the coalition that forms, and with all.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from megara.coalition.job import Job
from megara.coalition.lattice import bits
from megara.coalition.stability import price
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.solve import solve
from megara.policy.players import Player
from megara.policy.shocks import Plan
from megara.world.world import World


def loss(world: World, equilibrium: Equilibrium, countries: tuple[str, ...]) -> float:
    """Return the real income that some countries lose together, in % of theirs."""
    at = [n for n, code in enumerate(world.countries) if code in countries]
    income = world.income[at]
    if not at:
        return 0.0
    return float(-100 * ((equilibrium.real_income[at] - 1) * income).sum() / income.sum())


def core_prices(job: Job, place: int, formed: int) -> dict[str, Any]:
    """Return each core player's price of staying: ``first``, ``last`` and ``formed``.

    ``first``: nobody but the core has joined; ``last``: all have; ``formed``: those of the mask
    have. None where leaving would save something and cost no measurable harm.
    """
    scenario, world = job.scenario, job.world
    plan = Plan(scenario, world)
    everybody = (1 << len(scenario.prospective)) - 1
    cases = {"first": 0, "last": everybody, "formed": formed}
    groups = {
        key: (*scenario.core, *(scenario.prospective[i] for i in bits(mask)))
        for key, mask in cases.items()
    }
    wanted: list[tuple[Player, ...]] = []
    for group in groups.values():
        wanted += [group, *(tuple(q for q in group if q is not p) for p in scenario.core)]
    names = [tuple(p.name for p in group) for group in wanted]
    each = list(dict.fromkeys(names))
    shocks = [plan.shocks(group, job.depth)[place] for group in each]
    solved = dict(zip(each, solve(world, shocks, tolerance=job.tolerance), strict=True))
    found: dict[str, Any] = {}
    for player in scenario.core:
        entry = {}
        for key, group in groups.items():
            inside = solved[tuple(p.name for p in group)]
            outside = solved[tuple(p.name for p in group if p is not player)]
            own = loss(world, inside, player.members) - loss(world, outside, player.members)
            harm = loss(world, inside, scenario.targets) - loss(world, outside, scenario.targets)
            value = price(own, harm)
            entry[key] = float(f"{value:.9g}") if np.isfinite(value) else None
        found[player.name] = entry
    return found
