"""The tornado: each assumption to its low and to its high, everything else at its mode.

Chosen by what the derivatives say an assumption moves over its range, harm and cost relative to
themselves: ``|dH/dx| (high - low) / |H| + |dC/dx| (high - low) / |C|``. The effects shown are
solved exactly, and the order is by them: ``|H(high) - H(low)| / |H| + |C(high) - C(low)| / |C|``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from megara.policy.sensitivity.assumptions import Assumption, setting
from megara.policy.sensitivity.experiment import Experiment, Results

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Tornado:
    """One rung's tornado: ``low`` and ``high`` have one setting for each assumption, one rung."""

    rung: int
    assumptions: tuple[Assumption, ...]
    base: Results
    low: Results
    high: Results
    predicted: tuple[float, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each assumption, the one that moves most first.

        Columns ``assumption, label, low, mode, high``, then harm, cost (USD bn a year) and
        harm_per_cost at the low and the high value, ``predicted`` (what it was
        chosen by) and ``source``.
        """
        import pandas as pd

        frame = pd.DataFrame(
            {
                "assumption": [a.name for a in self.assumptions],
                "label": [a.with_unit for a in self.assumptions],
                "low": [a.low for a in self.assumptions],
                "mode": [a.mode for a in self.assumptions],
                "high": [a.high for a in self.assumptions],
            }
        )
        for side, results in (("low", self.low), ("high", self.high)):
            frame[f"harm_at_{side}"] = results.harm[:, 0]
            frame[f"cost_at_{side}"] = results.cost[:, 0]
            frame[f"harm_per_cost_at_{side}"] = results.ratio[:, 0]
        frame["predicted"] = self.predicted
        frame["source"] = [a.source for a in self.assumptions]
        return frame


def ranked(experiment: Experiment, rung: int) -> list[tuple[Assumption, float]]:
    """Return all assumptions with what the derivatives predict, the strongest first."""
    harm, cost = (float(x[0, rung]) for x in (experiment.base.harm, experiment.base.cost))
    found = []
    for assumption in experiment.assumptions:
        by_harm, by_cost = experiment.slope(assumption, rung)
        width = assumption.high - assumption.low
        moved = width * (abs(by_harm / harm if harm else 0) + abs(by_cost / cost if cost else 0))
        found.append((assumption, moved))
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def tornado(
    experiment: Experiment,
    rung: int,
    most: int = 15,
    progress: Callable[[int], None] | None = None,
) -> Tornado:
    """Solve each of the ``most`` strongest assumptions at its low and at its high."""
    chosen = [pair for pair in ranked(experiment, rung) if pair[1] > 0][:most]
    picked = [assumption for assumption, _ in chosen]
    settings = [
        setting(experiment.spread, {a: value})
        for values in ("low", "high")
        for a, value in ((a, getattr(a, values)) for a in picked)
    ]
    results = experiment.solve(settings, [rung], progress)
    count = len(picked)
    base = Results(experiment.base.harm[:, [rung]], experiment.base.cost[:, [rung]])
    moved = np.zeros(count)
    for values, at in ((results.harm, base.harm), (results.cost, base.cost)):
        width = np.abs(values[count:, 0] - values[:count, 0])
        moved += width / abs(at[0, 0]) if at[0, 0] else 0.0
    order = np.argsort(-moved, kind="stable")
    low = Results(results.harm[:count][order], results.cost[:count][order])
    high = Results(results.harm[count:][order], results.cost[count:][order])
    return Tornado(
        rung,
        tuple(picked[k] for k in order),
        base,
        low,
        high,
        tuple(float(chosen[k][1]) for k in order),
    )


def effect(results: Results, base: Results) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the change of harm against the base in percent, by assumption."""
    return np.asarray(100 * (results.harm[:, 0] / base.harm[0, 0] - 1))
