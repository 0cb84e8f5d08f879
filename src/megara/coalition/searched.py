"""Coalitions as a table, and those beyond it that a search comes across."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from megara.coalition.coalitions import RungCoalitions
from megara.coalition.job import Job
from megara.coalition.lattice import Floats, Integers
from megara.coalition.rung import RungSolver


def tabled(job: Job, rung: int, rows: Floats, masks: Integers) -> RungCoalitions:
    """Return the coalitions of a rung from rows as ``Job.solve`` gives them."""
    scenario, world = job.scenario, job.world
    income = dict(zip(world.countries, world.income.tolist(), strict=True))
    return RungCoalitions(
        name=scenario.rungs[rung],
        players=scenario.prospective,
        core=scenario.core,
        masks=masks,
        columns=job.columns,
        real_income=np.ascontiguousarray(rows[:, 2:]),
        income={code: income[code] for code in job.columns},
        targets=scenario.targets,
        residual=float(rows[:, 0].max()),
        iterations=float(rows[:, 1].mean()),
        draws=None if job.enumerated else job.draws,
    )


class Searched:
    """Harm and losses of any coalition of a rung: from the table, else solved when asked for."""

    def __init__(self, job: Job, place: int, rung: RungCoalitions) -> None:
        self._job, self._place, self._rung = job, place, rung
        self._further: dict[int, tuple[float, Floats]] = {}
        self._solver: RungSolver | None = None

    def __call__(self, masks: Integers) -> tuple[Floats, Floats]:
        """Return harm (B,) in % and own losses (player, B) in %."""
        rung = self._rung
        row = np.minimum(np.searchsorted(rung.masks, masks), len(rung.masks) - 1)
        known = rung.masks[row] == masks
        harm, loss = rung.harm[row].copy(), rung.loss[:, row].copy()
        if not known.all():
            wanted = [int(m) for m in masks[~known] if int(m) not in self._further]
            if wanted:
                self._add(np.array(sorted(set(wanted)), np.int64))
            for b in np.flatnonzero(~known):
                harm[b], loss[:, b] = self._further[int(masks[b])]
        return harm, loss

    def _add(self, masks: Integers) -> None:
        if self._solver is None:
            self._solver = self._job.solver(self._place)
        with threadpool_limits(limits=1):
            rows = self._job.rows(self._solver.some(masks))
        solved = tabled(self._job, self._place, rows, masks)
        for k, mask in enumerate(masks):
            self._further[int(mask)] = (float(solved.harm[k]), solved.loss[:, k])
