r"""Who carries the burden, and the transfers that would share it.

Losses by member are those of the table. The transfers equalise the members' changes of real income
*inside* the equilibrium (Chowdhry, Hinz, Kamin & Wanner 2024),

``t_n = W I_n P_n - I'_n``,  ``W = sum I' / sum (I P)`` over members, P the cost of living,

with I' the income before transfers; they sum to zero, and prices and trade answer to them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from megara.coalition.coalitions import RungCoalitions
from megara.coalition.job import Job
from megara.coalition.lattice import bits
from megara.coalition.prices import loss
from megara.equilibrium.solve import solve
from megara.policy.players import Player
from megara.policy.shocks import Plan
from megara.world.population import population


def burden(job: Job, place: int, rung: RungCoalitions, formed: int) -> dict[str, Any]:
    """Return losses by member and the transfers that equalise them.

    For two coalitions: ``formed``, the one that forms at the plan's resolves, and ``all``.

    Returns
    -------
    dict
        ``burden`` and ``transfers``, each by coalition. Losses in USD bn a year, in % of real
        income, and in USD a head (None where the population is not known); transfers in USD bn a
        year, positive where received.

    Raises
    ------
    MegaraError
        If no equilibrium with transfers is found.
    """
    masks = {"formed": formed, "all": rung.full}
    found: dict[str, Any] = {"burden": {}, "transfers": {}}
    for key, mask in masks.items():
        members = (*rung.core, *(rung.players[i] for i in bits(mask)))
        found["transfers"][key], losses = _transfers(job, place, members)
        found["burden"][key] = _losses(job, members, losses)
    return found


def _losses(job: Job, members: tuple[Player, ...], losses: dict[str, float]) -> list[Any]:
    income = dict(zip(job.world.countries, job.world.income.tolist(), strict=True))
    heads = population()
    rows = []
    total = sum(losses[c] / 1e5 * income[c] for c in losses)
    for player in members:
        for code in player.members:
            if code not in losses:
                continue
            usd_bn = losses[code] / 1e5 * income[code]
            people = heads.get(code)
            rows.append(
                {
                    "country": code,
                    "player": player.name,
                    "loss_pct": _figure(losses[code]),
                    "loss_usd_bn": _figure(usd_bn),
                    "loss_usd_per_head": None if people is None else _figure(usd_bn * 1e9 / people),
                    "share_pct": _figure(100 * usd_bn / total) if total else None,
                }
            )
    return rows


def _transfers(
    job: Job, place: int, members: tuple[Player, ...]
) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the transfers of a coalition, and the losses in % by country without them."""
    world, targets = job.world, job.scenario.targets
    countries = [c for p in members for c in p.members if c in world.countries]
    at = [world.countries.index(c) for c in countries]
    shock = Plan(job.scenario, world).shocks([p.name for p in members], job.depth)[place]
    (plain,) = solve(world, [shock], tolerance=job.tolerance)
    (shared,) = solve(world, [shock], sharing=[at], tolerance=job.tolerance)
    received = {c: float(shared.transfer[n]) / 1e3 for c, n in zip(countries, at, strict=True)}
    common = 100 * (shared.real_income[at] - 1)
    result = {
        "members": countries,
        "harm_pct": _figure(loss(world, shared, targets)),
        "harm_pct_without": _figure(loss(world, plain, targets)),
        "real_income_pct": _figure(float(common.mean())),
        "spread_pct": float(f"{np.ptp(common):.3g}"),
        "transfer_usd_bn": {c: _figure(v) for c, v in received.items()},
        "moved_usd_bn": _figure(sum(v for v in received.values() if v > 0)),
        "sum_usd_bn": float(f"{shared.transfer.sum() / 1e3:.3g}"),
        "certificate": {
            "residual": float(f"{shared.certificate.residual:.3g}"),
            "iterations": shared.certificate.iterations,
            "status": shared.certificate.status,
        },
    }
    return result, {c: loss(world, plain, (c,)) for c in countries}


def _figure(value: float) -> float:
    return float(f"{value:.9g}")
