"""Solving some coalitions of a rung for every draw.

A draw stands alone: its coalitions are always solved in the same company and the same order, size
by size, whatever the number of draws or of threads. Each starts from its own solution at the mode,
moved by what the draw has changed in the smaller coalitions (``starts.py``), and is steered by the
draw's own elasticities (``equilibrium/steer.py``).
"""

from __future__ import annotations

import numpy as np

from megara.coalition.expansion import large, small
from megara.coalition.job import Job
from megara.coalition.lattice import Floats, Integers, Lattice, size
from megara.coalition.starts import Starts, pack, unpack
from megara.equilibrium.economy import economy
from megara.equilibrium.equations import State
from megara.equilibrium.linear import inverse
from megara.equilibrium.near import CHUNK, Anchor, solve_from, state_of
from megara.equilibrium.newton import Batch
from megara.equilibrium.path import economy_at
from megara.equilibrium.solve import solve
from megara.equilibrium.steer import steer
from megara.policy.bands import DRAW_TOLERANCE
from megara.policy.scenario import DepthKey


class DrawnRung:
    """Solves the coalitions that an expansion needs, and some more, for any draw.

    Parameters
    ----------
    job
        What is solved; its depth is the mode.
    rung
        Place of the rung.

    Raises
    ------
    MegaraError
        If a coalition has no equilibrium at the mode.
    """

    def __init__(self, job: Job, rung: int, tolerance: float = DRAW_TOLERANCE) -> None:
        self._job, self._rung, self._tolerance = job, rung, tolerance
        self._lattice = Lattice(job.world, job.scenario, rung)
        self._world = economy(job.world)
        place = {code: n for n, code in enumerate(job.world.countries)}
        self._kept = [place[code] for code in job.columns]
        count = self._lattice.count
        self._levels = _levels(count)
        self._number = sum(map(len, self._levels))
        theta, depth = job.world.array("theta"), self._lattice.plan.values("mode")
        shock = self._lattice.shock(0)
        (core,) = solve(job.world, [shock], tolerance=job.tolerance)
        state = state_of(core)
        here = economy_at(self._world, shock, state)
        self._at = Anchor(self._world, state, steer(here, inverse(here), self._world.value_added))
        vector = pack(self._world, state)[0]
        self._mode = np.zeros((self._number, len(vector)))
        first = np.tile(vector, (self._number, 1))
        _, self._mode, _ = self._solve(theta, depth, first)
        self._known = Starts(count, len(vector))
        self._known.add(self._mode[: len(small(count))])
        self.point = self.values(theta, depth)[0]
        """Real income at the mode, as a draw of it is solved: the same to the last bit."""

    def values(
        self, theta: Floats, depth: dict[DepthKey, float], check: Integers | None = None
    ) -> tuple[Floats, Floats, float]:
        """Solve one draw.

        Parameters
        ----------
        theta
            Trade elasticities, shape (J,).
        depth
            Depths by identity.
        check
            Further masks to solve.

        Returns
        -------
        tuple
            Change of real income in % of the job's columns: of the coalitions of the expansion,
            shape (mask, column), and of ``check``; the largest residual.

        Raises
        ------
        MegaraError
            If one has no equilibrium within tolerance.
        """
        real, vectors, residual = self._solve(theta, depth, self._mode)
        if check is None or not len(check):
            return real, np.empty((0, real.shape[1])), residual
        moved = self._moved(vectors)
        starts = self._known.at(check) + moved.at(check)
        more, _, other = self._batch(theta, depth, check, starts)
        return real, more, max(residual, other)

    def _moved(self, vectors: Floats) -> Starts:
        """Return what a draw changes, as differences to sum starts from."""
        moved = Starts(self._lattice.count, vectors.shape[1])
        moved.add((vectors - self._mode)[: len(small(self._lattice.count))])
        return moved

    def _solve(
        self, theta: Floats, depth: dict[DepthKey, float], begin: Floats
    ) -> tuple[Floats, Floats, float]:
        """Solve size by size from ``begin``, each size moved by what the smaller ones have."""
        length = begin.shape[1]
        moved = Starts(self._lattice.count, length)
        real, vectors = np.empty((self._number, len(self._kept))), np.empty((self._number, length))
        residual, row = 0.0, 0
        for k, level in enumerate(self._levels):
            part = slice(row, row + len(level))
            starts = begin[part] + moved.at(level)
            real[part], vectors[part], worst = self._batch(theta, depth, level, starts)
            residual, row = max(residual, worst), part.stop
            if k <= 2 and (size(level) == k).all():
                moved.add(vectors[part] - begin[part])
        return real, vectors, residual

    def _batch(
        self, theta: Floats, depth: dict[DepthKey, float], masks: Integers, starts: Floats
    ) -> tuple[Floats, Floats, float]:
        real, vectors, residual = [], [], 0.0
        plan = self._lattice.plan
        for first in range(0, len(masks), CHUNK):
            part = slice(first, first + CHUNK)
            shocks = [
                plan.shock(self._rung, self._lattice.members(int(m)), depth, theta)
                for m in masks[part]
            ]
            own = np.repeat(theta[:, None], len(shocks), axis=1)
            begin = unpack(self._world, starts[part])
            batch: Batch = solve_from(self._at, shocks, own, begin, self._tolerance)
            living = np.exp((self._world.alpha * batch.log_price).sum(axis=0))
            income = self._world.income
            real.append(100 * (batch.income / income / living - 1)[self._kept].T)
            state = State(batch.log_wage, batch.log_price, batch.spending)
            vectors.append(pack(self._world, state))
            residual = max(residual, float(batch.residual.max()))
        return np.concatenate(real), np.concatenate(vectors), residual


def _levels(count: int) -> list[Integers]:
    """Return the masks of the expansion in the order in which they are solved."""
    few, outer = small(count), large(count)
    by_size = [few[size(few) == k] for k in range(min(count, 2) + 1)]
    return by_size + ([outer] if len(outer) else [])
