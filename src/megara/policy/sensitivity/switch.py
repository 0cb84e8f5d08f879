"""Switch points: the value of an assumption at which the advice changes.

Each assumption is scanned from low to high at ``_SCAN`` values; between two neighbours with
different advice the point is enclosed by cutting the interval in four, again and again, until it is
known to ``_PRECISION`` of the range. Every value is solved exactly, on every rung. Changes that
come and go between two neighbouring values of the scan are not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from megara.policy.sensitivity.advice import Rule
from megara.policy.sensitivity.assumptions import Assumption, setting
from megara.policy.sensitivity.experiment import Experiment

_SCAN = 9
_CUTS = 4
_PRECISION = 1e-4


@dataclass(frozen=True)
class Switch:
    """The advice is ``below`` up to ``value`` of the assumption and ``above`` from there on.

    Rungs by their place in the ladder, -1 for doing nothing.
    """

    assumption: Assumption
    value: float
    below: int
    above: int


@dataclass
class _Interval:
    assumption: Assumption
    low: float
    high: float
    below: int
    above: int


def switches(
    experiment: Experiment,
    chosen: Sequence[Assumption],
    rule: Rule,
    progress: Callable[[int], None] | None = None,
) -> list[Switch]:
    """Return the switch points of some assumptions, in their order, by value."""
    spread = experiment.spread
    scans = [np.linspace(a.low, a.high, _SCAN) for a in chosen]
    settings = [
        setting(spread, {a: float(x)}) for a, scan in zip(chosen, scans, strict=True) for x in scan
    ]
    if not settings:
        return []
    advised = rule.advised(experiment.solve(settings, None, progress)).reshape(-1, _SCAN)
    open_ = [
        _Interval(a, float(scan[k]), float(scan[k + 1]), int(row[k]), int(row[k + 1]))
        for a, scan, row in zip(chosen, scans, advised, strict=True)
        for k in range(_SCAN - 1)
        if row[k] != row[k + 1]
    ]
    width = 1 / (_SCAN - 1)
    while open_ and width > _PRECISION:
        inner = [np.linspace(i.low, i.high, _CUTS + 1)[1:-1] for i in open_]
        settings = [
            setting(spread, {i.assumption: float(x)})
            for i, values in zip(open_, inner, strict=True)
            for x in values
        ]
        found = rule.advised(experiment.solve(settings)).reshape(len(open_), -1)
        open_ = [
            part
            for i, values, row in zip(open_, inner, found, strict=True)
            for part in _cut(
                i, [i.low, *values.tolist(), i.high], [i.below, *row.tolist(), i.above]
            )
        ]
        width /= _CUTS
    return [Switch(i.assumption, (i.low + i.high) / 2, i.below, i.above) for i in open_]


def _cut(interval: _Interval, values: list[float], advised: list[int]) -> list[_Interval]:
    """Return the parts of an interval over which the advice changes."""
    return [
        _Interval(interval.assumption, values[k], values[k + 1], advised[k], advised[k + 1])
        for k in range(len(values) - 1)
        if advised[k] != advised[k + 1]
    ]
