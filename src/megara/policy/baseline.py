"""The world that a scenario runs on, and the digests by which both are known again."""

from __future__ import annotations

import hashlib
import json

import numpy as np

from megara.equilibrium.balance import without_deficits
from megara.errors import UsageError
from megara.policy.scenario import Scenario
from megara.world.world import World


def senders(world: World, scenario: Scenario) -> tuple[str, ...]:
    """Return the ISO3 codes of a scenario's senders that the world shows, in its order."""
    named = dict.fromkeys(c for player in scenario.players for c in player.members)
    return tuple(c for c in named if c in world.countries)


def digests(world: World, scenario: Scenario) -> dict[str, str]:
    """Return SHA-256 of a scenario as understood, and of the numbers of a world."""
    plan = json.dumps(scenario.to_dict(), sort_keys=True, ensure_ascii=False)
    numbers = hashlib.sha256()
    for name in sorted(map(str, world.dataset.data_vars)):
        array = np.ascontiguousarray(world.dataset[name].values)
        numbers.update(name.encode() + array.tobytes())
    numbers.update(" ".join((*world.countries, *world.sectors)).encode())
    return {
        "scenario": hashlib.sha256(plan.encode()).hexdigest(),
        "world": numbers.hexdigest(),
    }


def with_own_elasticities(world: World, scenario: Scenario) -> World:
    """Return the world with the elasticities that the scenario names, if it names any.

    Raises
    ------
    UsageError
        If there are no such elasticities; with the place in the scenario's file.
    """
    if "elasticities" not in scenario.model_fields_set:
        return world
    from megara.world.elasticities import with_elasticities

    try:
        return with_elasticities(world, scenario.elasticities)
    except UsageError as error:
        raise scenario.fault_at(("elasticities",), str(error)) from None


def baseline(world: World, scenario: Scenario) -> World:
    """Return the world a scenario runs on: its elasticities, and its deficits if it has a say."""
    world = with_own_elasticities(world, scenario)
    return without_deficits(world) if scenario.deficits == "zero" else world


def load_baseline(scenario: Scenario, name: str | None = None) -> World:
    """Load the world of a name or file, else the one that the scenario names, else the default.

    Raises
    ------
    UsageError
        If there is none; where the scenario names it, with the place in its file.
    """
    from megara.world.catalogue import DEFAULT, load_world

    if name is not None:
        return load_world(name)
    try:
        return load_world(scenario.world or DEFAULT)
    except UsageError as error:
        raise scenario.fault_at(("world",), str(error)) from None
