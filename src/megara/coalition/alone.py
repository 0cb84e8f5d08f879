"""Unilateral against multilateral: what each player does by itself, without core or allies."""

from __future__ import annotations

from typing import Any

from megara.coalition.job import Job
from megara.coalition.prices import loss
from megara.equilibrium.solve import solve
from megara.policy.shocks import Plan


def unilateral(job: Job, place: int) -> dict[str, Any]:
    """Return for every player, the core first, what its measures do if nobody else acts.

    Returns
    -------
    dict
        ``players``: by name ``harm_pct`` of the targets, ``own_loss_pct`` and ``cost_usd_bn`` of
        the player. ``sum_pct``: the harms added up; ``together_pct``: the harm of all acting
        together, which is more where their measures close each other's gaps.

    Raises
    ------
    MegaraError
        If a player alone has no equilibrium within tolerance.
    """
    scenario, world = job.scenario, job.world
    plan = Plan(scenario, world)
    groups = [[p.name] for p in scenario.players] + [[p.name for p in scenario.players]]
    shocks = [plan.shocks(group, job.depth)[place] for group in groups]
    *single, together = solve(world, shocks, tolerance=job.tolerance)
    income = dict(zip(world.countries, world.income.tolist(), strict=True))
    players: dict[str, Any] = {}
    for player, equilibrium in zip(scenario.players, single, strict=True):
        own = loss(world, equilibrium, player.members)
        total = sum(income[c] for c in player.members if c in income)
        players[player.name] = {
            "harm_pct": _figure(loss(world, equilibrium, scenario.targets)),
            "own_loss_pct": _figure(own),
            "cost_usd_bn": _figure(own / 1e5 * total),
        }
    return {
        "players": players,
        "sum_pct": _figure(sum(p["harm_pct"] for p in players.values())),
        "together_pct": _figure(loss(world, together, scenario.targets)),
    }


def _figure(value: float) -> float:
    return float(f"{value:.9g}")
