"""What is to be solved: the coalitions of some rungs, cut into blocks that stand alone.

A job can be sent to another process. Two jobs with the same digest give the same numbers, block by
block; that is what lets an interrupted run go on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from megara import __version__
from megara.coalition import sampling, starts
from megara.coalition.lattice import Floats, Integers, Lattice
from megara.coalition.rung import LOW_BITS, RungSolver, Solved
from megara.policy.run import digests, senders
from megara.policy.scenario import Scenario
from megara.policy.shocks import Depths
from megara.world.world import World

ENUMERATED = 16
"""Prospective players up to which every coalition is solved; beyond, a sample."""


@dataclass(frozen=True, eq=False)
class Job:
    """The coalitions of some rungs of a scenario.

    Parameters
    ----------
    world
        The baseline, with the scenario's elasticities and deficits.
    plan
        The scenario as plain data.
    rungs
        Places of the rungs in the ladder.
    depth
        ``mode``, ``low`` or ``high``, or values by identity.
    tolerance, device
        As ``RungSolver``.
    orders, seed
        Random orders of joining that are sampled where there are too many coalitions, and the
        seed they are drawn with.
    """

    world: World
    plan: dict[str, Any]
    rungs: tuple[int, ...]
    depth: Depths = "mode"
    tolerance: float = 1e-10
    device: str = "cpu"
    orders: int = 200
    seed: int = 0

    @cached_property
    def scenario(self) -> Scenario:
        """The plan, validated."""
        return Scenario.from_dict(self.plan)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """ISO3 codes whose real income is kept: the targets, then every sender."""
        scenario = self.scenario
        return (*scenario.targets, *senders(self.world, scenario))

    @cached_property
    def enumerated(self) -> bool:
        """Whether every coalition is solved."""
        return len(self.scenario.prospective) <= ENUMERATED

    @cached_property
    def draws(self) -> Integers:
        """Sampled orders of joining, shape (order, place): numbers of prospective players."""
        return sampling.orders(len(self.scenario.prospective), self.orders, self.seed)

    @cached_property
    def masks(self) -> Integers:
        """Every mask that is solved, ascending."""
        count = len(self.scenario.prospective)
        if self.enumerated:
            return np.arange(1 << count, dtype=np.int64)
        return sampling.masks(self.draws)

    @cached_property
    def block_size(self) -> int:
        """Coalitions of a block; the last block of a sample may hold fewer."""
        return min(1 << LOW_BITS, len(self.masks))

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """All blocks, (rung, number), in the order in which they are best solved."""
        each = range(-(-len(self.masks) // self.block_size))
        return [(rung, number) for rung in self.rungs for number in each]

    def block_masks(self, number: int) -> Integers:
        """Return the masks of a block."""
        return self.masks[number * self.block_size : (number + 1) * self.block_size]

    def solver(self, rung: int) -> RungSolver:
        """Prepare a rung for solving."""
        lattice = Lattice(self.world, self.scenario, rung, self.depth)
        return RungSolver(lattice, self.tolerance, self.device)

    def solve(self, solver: RungSolver, number: int) -> Floats:
        """Solve a block.

        Returns
        -------
        numpy.ndarray
            Shape (coalition, 2 + column): residual, iterations, and the change of real income in %
            of each of ``columns``.
        """
        masks = self.block_masks(number)
        return self.rows(solver.block(number) if self.enumerated else solver.some(masks))

    def rows(self, found: Solved) -> Floats:
        """Return solved coalitions as rows of a block."""
        place = {code: n for n, code in enumerate(self.world.countries)}
        kept = [place[code] for code in self.columns]
        parts = (found.residual[:, None], found.iterations[:, None], found.real_income[:, kept])
        return np.ascontiguousarray(np.concatenate(parts, axis=1))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that the numbers depend on."""
        depth = self.depth if isinstance(self.depth, str) else sorted(map(str, self.depth.items()))
        record = {
            **digests(self.world, self.scenario),
            "rungs": self.rungs,
            "depth": depth,
            "tolerance": self.tolerance,
            "device": self.device,
            "sample": None if self.enumerated else [self.orders, self.seed],
            "blocks": [self.block_size, starts.ORDER],
            "versions": [__version__, np.__version__],
        }
        return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
