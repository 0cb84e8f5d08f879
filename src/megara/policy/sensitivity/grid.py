"""The full grid over two assumptions: harm, cost and the advised rung at every pair of values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from megara.policy.sensitivity.advice import Rule
from megara.policy.sensitivity.assumptions import Assumption, setting
from megara.policy.sensitivity.experiment import Experiment, Results

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Grid:
    """Results over ``across`` (A values) and ``down`` (B values); settings in the order (A, B)."""

    rung: int
    across: Assumption
    down: Assumption
    across_values: Floats
    down_values: Floats
    results: Results
    advised: NDArray[np.int64]

    def to_frame(self, rungs: tuple[str, ...]) -> pd.DataFrame:
        """Return a row for each pair: the two values, harm, cost, their ratio, the advised rung."""
        import pandas as pd

        a, b = np.meshgrid(self.across_values, self.down_values, indexing="ij")
        return pd.DataFrame(
            {
                self.across.name: a.reshape(-1),
                self.down.name: b.reshape(-1),
                "harm_usd_bn": self.results.harm[:, self.rung],
                "cost_usd_bn": self.results.cost[:, self.rung],
                "harm_per_cost": self.results.ratio[:, self.rung],
                "advised": [rungs[r] if r >= 0 else "" for r in self.advised],
            }
        )


def grid(
    experiment: Experiment,
    rung: int,
    across: Assumption,
    down: Assumption,
    rule: Rule,
    size: int = 9,
    progress: Callable[[int], None] | None = None,
) -> Grid:
    """Solve all rungs on a grid of ``size`` times ``size`` values from low to high."""
    a, b = (np.linspace(x.low, x.high, size) for x in (across, down))
    settings = [
        setting(experiment.spread, {across: float(x), down: float(y)}) for x in a for y in b
    ]
    results = experiment.solve(settings, None, progress)
    return Grid(rung, across, down, a, b, results, rule.advised(results))
