"""Sanctions potential: how much of the possible harm a plan reaches, by depth and by width.

The 2x2 of Chowdhry, Hinz, Kamin & Wanner (2024): measures as planned, or a full embargo of goods
and services both ways; imposed by the plan's coalition with all players in, or by every other
country of the world. The cells stand on balanced trade, as a country that the whole world cuts off
can run neither a surplus nor a deficit. Beside it, each outsider joining the full coalition in
turn, with the plan's measures, on the plan's own baseline.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from megara.coalition.job import Job
from megara.coalition.prices import loss
from megara.equilibrium.balance import without_deficits
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import MegaraError, UsageError
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from megara.world.world import World


def potential(job: Job, place: int) -> dict[str, Any]:
    """Return the 2x2 and what each outsider would add.

    Returns
    -------
    dict
        ``cells``: ``planned`` and ``embargo``, each with ``coalition`` and ``world``, with
        ``harm_pct`` of the targets and ``cost_usd_bn`` of those who impose, or ``reason`` where
        there is no equilibrium. ``reached_pct``: planned harm in % of the largest, of what depth
        alone and what width alone would do. ``outsiders``: by ISO3 code ``added_harm_pct`` and the
        outsider's ``own_loss_pct`` from joining. ``left_out``: countries that cannot be senders.

    Raises
    ------
    MegaraError
        If an outsider's joining has no equilibrium.
    """
    world, scenario = job.world, job.scenario
    wider, left_out = widened(scenario, world)
    senders = [c for p in scenario.players for c in p.members if c in world.countries]
    everybody = [c for c in world.countries if c not in scenario.targets]
    members = [p.name for p in scenario.players]
    extra = [p.name for p in wider.players if p.name not in members]
    return {
        "cells": (cells := _cells(job, place, wider, senders, everybody)),
        "baseline": "balanced trade",
        "reached_pct": _reached(cells),
        "outsiders": _outsiders(job, place, wider, members, extra),
        "left_out": left_out,
    }


def widened(scenario: Scenario, world: World) -> tuple[Scenario, list[str]]:
    """Return the scenario with every country of the world asked, and those it cannot ask.

    Left out are targets, regions that are no country, and countries that a measure is against.
    """
    inside = {c for p in scenario.players for c in p.members} | set(scenario.targets)
    plain = scenario.to_dict()
    found, left_out = scenario, []
    asked = list(plain["senders"].get("prospective", []))
    for code in world.countries:
        if code in inside:
            continue
        try:
            senders = {**plain["senders"], "prospective": [*asked, code]}
            found = Scenario.from_dict({**plain, "senders": senders})
            asked.append(code)
        except UsageError:
            left_out.append(code)
    return found, left_out


def full_embargo(world: World, senders: list[str], targets: tuple[str, ...]) -> Shock:
    """Return the shock that closes all trade between senders and targets.

    Flows into a market that would be left without any supplier stay open.
    """
    place = {code: n for n, code in enumerate(world.countries)}
    closed = np.zeros((len(world.countries),) * 2, bool)
    for target in targets:
        for sender in senders:
            closed[place[target], place[sender]] = closed[place[sender], place[target]] = True
    share = world.share
    left = (share * ~closed[:, :, None]).sum(axis=0)
    openness = np.where(closed[:, :, None] & (left > 0)[None, :, :], 0.0, 1.0)
    return Shock.from_dense(openness)


def _cells(
    job: Job, place: int, wider: Scenario, senders: list[str], everybody: list[str]
) -> dict[str, Any]:
    balanced = without_deficits(job.world)
    targets = job.scenario.targets
    narrow = Plan(job.scenario, balanced).shocks(None, job.depth)[place]
    broad = Plan(wider, balanced).shocks(None, job.depth)[place]
    asked = [c for p in wider.players for c in p.members if c in job.world.countries]
    cases = {
        ("planned", "coalition"): (narrow, senders),
        ("planned", "world"): (broad, asked),
        ("embargo", "coalition"): (
            narrow.compose(full_embargo(balanced, senders, targets)),
            senders,
        ),
        ("embargo", "world"): (full_embargo(balanced, everybody, targets), everybody),
    }
    cells: dict[str, Any] = {"planned": {}, "embargo": {}}
    income = dict(zip(balanced.countries, balanced.income.tolist(), strict=True))
    for (depth, width), (shock, imposing) in cases.items():
        try:
            (solved,) = solve(balanced, [shock], tolerance=job.tolerance)
        except MegaraError as error:
            cells[depth][width] = {"harm_pct": None, "cost_usd_bn": None, "reason": str(error)}
            continue
        total = sum(income[c] for c in imposing)
        cells[depth][width] = {
            "harm_pct": _figure(loss(balanced, solved, targets)),
            "cost_usd_bn": _figure(loss(balanced, solved, tuple(imposing)) / 1e5 * total),
        }
    return cells


def _reached(cells: dict[str, Any]) -> dict[str, float | None]:
    planned = cells["planned"]["coalition"]["harm_pct"]

    def of(cell: dict[str, Any]) -> float | None:
        possible = cell["harm_pct"]
        return _figure(100 * planned / possible) if planned is not None and possible else None

    return {
        "of_all": of(cells["embargo"]["world"]),
        "of_depth": of(cells["embargo"]["coalition"]),
        "of_width": of(cells["planned"]["world"]),
    }


def _outsiders(
    job: Job, place: int, wider: Scenario, members: list[str], extra: list[str]
) -> dict[str, Any]:
    plan = Plan(wider, job.world)
    shocks = [
        plan.shocks([*members, *one], job.depth)[place] for one in ([], *([x] for x in extra))
    ]
    before, *after = solve(job.world, shocks, tolerance=job.tolerance)
    codes = {p.name: p.members for p in wider.players}

    def added(equilibrium: Equilibrium, countries: tuple[str, ...]) -> float:
        then = loss(job.world, equilibrium, countries)
        return _figure(then - loss(job.world, before, countries))

    return {
        name: {
            "added_harm_pct": added(equilibrium, job.scenario.targets),
            "own_loss_pct": added(equilibrium, codes[name]),
        }
        for name, equilibrium in zip(extra, after, strict=True)
    }


def _figure(value: float) -> float:
    return float(f"{value:.9g}")
