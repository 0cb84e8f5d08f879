r"""What would move a reluctant player: a transfer, or the threat of losing the core's market.

At the coalition S that forms, player i outside gains g_i(S) < 0 by joining (``stability.py``). It
would join

for a transfer      ``-g_i(S) / 100 * I_i`` a year, at baseline prices;
under a threat      that the core's imports from i are cut by a share c, everything else unchanged,
                    if it stays out: the smallest c at which joining is no worse,
                    ``u_i(S + i) >= u_i(S, core's openness to exports of i times 1 - c)``.

Every threatened cut is an equilibrium of its own; c is found on a grid, then on a finer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from megara.coalition.job import Job
from megara.coalition.lattice import Floats, bits
from megara.coalition.prices import loss
from megara.coalition.stability import Values
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import MegaraError
from megara.policy.players import Player
from megara.policy.shocks import Plan
from megara.world.world import World

GRID = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0)
FINER = 8
"""Steps into which the interval of the grid that holds the answer is cut."""


def persuasion(
    job: Job, place: int, values: Values, resolve: Floats, formed: int
) -> list[dict[str, Any]]:
    """Return for each player outside the coalition that forms what would make it join.

    Returns
    -------
    list of dict
        ``player``; ``gain_pct``, what joining gains it in points of own real income (negative);
        ``transfer_usd_bn`` a year; ``threat``: ``cut_pct`` of the core's imports from it (None
        where even none at all would not do), its loss and that of the core if carried out.
    """
    world, players = job.world, job.scenario.prospective
    plan = Plan(job.scenario, world)
    inside = [p.name for p in job.scenario.core] + [players[i].name for i in bits(formed)]
    shock = plan.shocks(inside, job.depth)[place]
    income = dict(zip(world.countries, world.income.tolist(), strict=True))
    found = []
    for i, player in enumerate(players):
        if formed >> i & 1:
            continue
        harm, losses = values(np.array([formed, formed | 1 << i], np.int64))
        own = losses[i]
        gain = resolve[i] * (harm[1] - harm[0]) - (own[1] - own[0])
        known = sum(income[c] for c in player.members if c in income)
        if not known:
            continue
        joined = resolve[i] * harm[1] - own[1]
        found.append(
            {
                "player": player.name,
                "resolve": float(resolve[i]),
                "gain_pct": _figure(gain),
                "transfer_usd_bn": _figure(max(0.0, -gain) / 1e5 * known),
                "threat": _threat(job, shock, player, float(resolve[i]), float(joined)),
            }
        )
    return found


def _threat(job: Job, shock: Shock, player: Player, resolve: float, joined: float) -> Any:
    """Return the smallest cut of the core's imports that makes joining no worse."""
    world, core = job.world, [c for p in job.scenario.core for c in p.members]

    def outside(cuts: Sequence[float]) -> list[tuple[float, Equilibrium]]:
        shocks = [shock.compose(market_closed(world, player.members, core, c)) for c in cuts]
        return [(c, e) for c, e in zip(cuts, _solved(job, shocks), strict=True) if e is not None]

    def payoff(equilibrium: Equilibrium) -> float:
        own = loss(world, equilibrium, player.members)
        return resolve * loss(world, equilibrium, job.scenario.targets) - own

    tried = outside(GRID)
    enough = [k for k, (_, e) in enumerate(tried) if payoff(e) <= joined]
    if not enough:
        return {"cut_pct": None}
    k = enough[0]
    low = tried[k - 1][0] if k else 0.0
    finer = outside([low + (tried[k][0] - low) * s / FINER for s in range(1, FINER)])
    chosen, equilibrium = next(((c, e) for c, e in finer if payoff(e) <= joined), tried[k])
    (before,) = solve(world, [shock], tolerance=job.tolerance)

    def added(countries: tuple[str, ...]) -> float:
        return _figure(loss(world, equilibrium, countries) - loss(world, before, countries))

    return {
        "cut_pct": _figure(100 * chosen),
        "loss_pct": added(player.members),
        "core_loss_pct": added(tuple(core)),
    }


def market_closed(
    world: World, exporters: Sequence[str], importers: Sequence[str], cut: float
) -> Shock:
    """Return the shock that cuts what some countries sell to others, in every sector."""
    places = {code: n for n, code in enumerate(world.countries)}
    i = [places[c] for c in exporters if c in places]
    n = [places[c] for c in importers if c in places]
    grid = np.meshgrid(i, n, np.arange(len(world.sectors)), indexing="ij")
    flow = np.stack([g.reshape(-1) for g in grid], axis=1)
    return Shock(flow, np.full(len(flow), 1 - cut), np.full(len(flow), np.nan))


def _solved(job: Job, shocks: list[Shock]) -> list[Equilibrium | None]:
    """Solve shocks together; where one has no equilibrium, each alone."""
    try:
        return list(solve(job.world, shocks, tolerance=job.tolerance))
    except MegaraError:
        found: list[Equilibrium | None] = []
        for shock in shocks:
            try:
                found += solve(job.world, [shock], tolerance=job.tolerance)
            except MegaraError:
                # A country whose deficit can no longer be paid has no equilibrium: no answer.
                found.append(None)
        return found


def _figure(value: float) -> float:
    return float(f"{value:.9g}")
