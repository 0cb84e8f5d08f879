"""A plan that can be solved again and again with other numbers, quickly.

Each setting (``assumptions.py``) is solved exactly, from the rung's own solution and with steps
steered for its elasticities (``equilibrium/near.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.near import Anchor, anchor, in_chunks, solve_near
from megara.equilibrium.newton import Batch
from megara.policy.derivatives import Derivatives, derivatives
from megara.policy.run import Run
from megara.policy.sensitivity.assumptions import Assumption, Setting, assumptions
from megara.policy.shocks import Plan
from megara.policy.spread import Spread, spread

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Results:
    """Harm and cost, USD bn a year, by setting and rung, shape (S, R) each."""

    harm: Floats
    cost: Floats

    @property
    def ratio(self) -> Floats:
        """Harm per unit of cost; nan where the senders lose nothing."""
        free = self.cost <= 0
        return np.where(free, np.nan, self.harm / np.where(free, 1.0, self.cost))


class Experiment:
    """A solved run whose numbers can be varied.

    Parameters
    ----------
    run
        The plan, solved.
    uncertainty
        Spread of the elasticities; None for that of the set in use.
    """

    def __init__(self, run: Run, uncertainty: Spread | None = None) -> None:
        self.run = run
        self.plan = Plan(run.scenario, run.world)
        if uncertainty is None:
            named = "elasticities" in run.scenario.model_fields_set
            uncertainty = spread(run.world, run.scenario.elasticities if named else None)
        self.spread = uncertainty
        self.assumptions = assumptions(run.scenario, uncertainty, run.world.sector_names)
        self._anchors: dict[int, Anchor] = {}
        self._derivatives: dict[int, Derivatives] = {}

    @cached_property
    def base(self) -> Results:
        """Harm and cost of the run itself, one setting."""
        return self.results_of(self.run)

    @staticmethod
    def results_of(run: Run) -> Results:
        """Return harm and cost of a run, one setting."""
        harm = np.array([[r.harm_usd_bn for r in run.rungs]])
        cost = np.array([[r.cost_usd_bn for r in run.rungs]])
        return Results(harm, cost)

    def anchor(self, rung: int) -> Anchor:
        """Return the solved state of a rung."""
        if rung not in self._anchors:
            self._anchors[rung] = anchor(self.run.rungs[rung].equilibrium)
        return self._anchors[rung]

    def derivatives(self, rung: int) -> Derivatives:
        """Return the derivatives of a rung's harm and cost."""
        if rung not in self._derivatives:
            self._derivatives[rung] = derivatives(
                self.plan,
                rung,
                self.run.rungs[rung].equilibrium,
                self.run.targets,
                self.run.senders,
            )
        return self._derivatives[rung]

    def slope(self, assumption: Assumption, rung: int) -> tuple[float, float]:
        """Return by how much harm and cost change with an assumption, USD bn for one unit."""
        found = self.derivatives(rung)
        if assumption.depth is not None:
            _, harm, cost = found.depth.get(assumption.depth, (0.0, 0.0, 0.0))
            return harm, cost
        if assumption.sector is not None:
            harm, cost = found.theta[assumption.sector]
        else:
            harm, cost = (self.spread.theta * self.spread.sigma) @ found.theta
        return float(harm), float(cost)

    def lost(self, batch: Batch) -> Floats:
        """Return harm and cost of solved scenarios, USD bn a year, shape (2, B)."""
        world = self.run.world
        alpha = world.array("final_share").T[:, :, None]
        living = np.exp((alpha * batch.log_price).sum(axis=0))
        lost = (world.income[:, None] - batch.income / living) / 1e3
        groups = (self.run.targets, self.run.senders)
        places = [[world.countries.index(c) for c in group] for group in groups]
        return np.array([lost[p].sum(axis=0) for p in places])

    def solve(
        self,
        settings: Sequence[Setting],
        rungs: Sequence[int] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Results:
        """Solve some settings on some rungs (all by default), exactly.

        Raises
        ------
        MegaraError
            If a setting has no equilibrium; the message names the place.
        """
        chosen = range(len(self.run.rungs)) if rungs is None else rungs
        harm, cost = np.empty((2, len(settings), len(chosen)))
        for column, rung in enumerate(chosen):
            at = self.anchor(rung)

            def work(
                first: int, last: int, rung: int = rung, column: int = column, at: Anchor = at
            ) -> None:
                part = settings[first:last]
                shocks = [self.plan.shock(rung, None, s.depth, s.theta) for s in part]
                theta = np.stack([s.theta for s in part], axis=1)
                lost = self.lost(solve_near(at, shocks, theta))
                harm[first:last, column], cost[first:last, column] = lost
                if progress is not None:
                    progress(last - first)

            in_chunks(len(settings), work, size=min(32, -(-len(settings) // 2) or 1))
        return Results(harm, cost)
