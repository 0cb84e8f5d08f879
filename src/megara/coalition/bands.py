"""How sure the coalitions are: every figure with a band, from draws common to all coalitions.

For each draw of elasticities and depths some coalitions are solved (``drawn.py``), the whole
lattice follows by expansion (``expansion.py``), and is read (``reading.py``). Resolves are drawn
too. Beside the bands stands how far the expansion is off: at the mode, where every coalition is
solved, and at ``CHECKS`` further coalitions that are solved in every draw for no other purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from megara.coalition.coalitions import RungCoalitions
from megara.coalition.drawn import DrawnRung
from megara.coalition.expansion import Expansion
from megara.coalition.job import ENUMERATED, Job
from megara.coalition.lattice import Floats, Integers
from megara.coalition.levels import figure, wanted
from megara.coalition.reading import Reader, Reading
from megara.coalition.resolves import resolve_of
from megara.coalition.summary import summary
from megara.equilibrium.near import in_chunks
from megara.errors import MegaraError, UsageError
from megara.policy.draws import Draws, draw, triangular, uniform
from megara.policy.spread import Spread

CHECKS = 4
"""Coalitions solved in each draw to measure the expansion."""


def check(job: Job, count: int) -> None:
    """Refuse bands that cannot be had.

    Raises
    ------
    UsageError
        If the number of draws is negative, depths are not at their mode, or not every coalition is
        solved.
    """
    if count < 0:
        raise UsageError(f"the number of draws must be at least 0, not {count}")
    if count and job.depth != "mode":
        raise UsageError(
            "bands are drawn around the mode of every depth: leave out depth, or draws"
        )
    if count and not job.enumerated:
        raise UsageError(
            f"bands need every coalition at the mode: at most {ENUMERATED} prospective players "
            "(let some join as a bloc), or no draws"
        )


def solved_per_draw(job: Job) -> int:
    """Return how many coalitions of a rung are solved for each draw."""
    n = len(job.scenario.prospective)
    whole = 1 + n + n * (n - 1) // 2 + (n + 1 if n > 3 else 1 if n == 3 else 0)
    return whole + (CHECKS if n > 4 else 0)


def bands(
    job: Job,
    place: int,
    rung: RungCoalitions,
    count: int,
    seed: int,
    *,
    uncertainty: Spread | None = None,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """Return the bands of one rung, as ``coalition.json`` holds them.

    Parameters
    ----------
    place, rung
        The rung's place in the ladder, and its coalitions at the mode.
    count, seed
        Number of draws, and what they follow from.
    uncertainty
        Spread of the elasticities; None for what ``megara.policy.spread`` finds.
    workers
        Threads; the result does not depend on it.
    progress
        Called with the number of coalitions solved since the last call, from any thread.

    Raises
    ------
    UsageError
        As ``check``, or if draws or seed are out of range.
    MegaraError
        If a coalition has no equilibrium in some draw; the message names the draw.
    """
    check(job, count)
    drawn = draw(job.scenario, job.world, count, seed, uncertainty=uncertainty)
    reader = Reader(rung, np.array(wanted(rung.worst().harm_pct)))
    expansion = Expansion(reader.base)
    solver = DrawnRung(job, place)
    resolve = resolves(rung, count, seed)
    point = reader.values(_at(rung, expansion.masks, solver.point))
    others = np.setdiff1d(rung.masks, expansion.masks)
    readings: list[Reading | None] = [None] * count
    misses: list[Floats] = [np.empty((0, 2))] * count
    residual = np.zeros(count)

    def work(first: int, last: int) -> None:
        for d in range(first, last):
            theta = np.ascontiguousarray(drawn.theta[:, d])
            checked = checks(others, seed, d)
            try:
                real, more, residual[d] = solver.values(theta, drawn.depths(d), checked)
            except MegaraError as error:
                raise MegaraError(
                    f"rung {rung.name!r}, draw {d + 1} of {count} (seed {seed}): {error}"
                ) from None
            change = reader.values(_at(rung, expansion.masks, real)) - point
            values = expansion.lattice(change)
            readings[d] = reader.read(values, resolve[:, d])
            if len(checked):
                exact = reader.values(_at(rung, checked, more))
                misses[d] = _off(reader, values[checked], exact, checked)
            if progress is not None:
                progress(solved_per_draw(job))

    in_chunks(count, work, workers=workers, size=1)
    return {
        **summary(rung, reader, [r for r in readings if r is not None]),
        "draws": count,
        "seed": seed,
        "drawn": _drawn(drawn),
        "error": _error(reader, expansion, np.concatenate(misses)),
        "residual": float(f"{residual.max():.3g}"),
        "solved_per_draw": solved_per_draw(job),
    }


def resolves(rung: RungCoalitions, count: int, seed: int) -> Floats:
    """Return drawn resolves of the prospective players, shape (player, draw).

    Triangular on a number's range, or on the range that stands for a word (``resolves.py``).
    """
    found = []
    for player in rung.players:
        at = resolve_of(player)
        u = uniform(seed, ("resolve", player.name), count)
        found.append(triangular(at.low, at.value, at.high, u))
    return np.array(found)


def checks(others: Integers, seed: int, d: int) -> Integers:
    """Return the coalitions by which draw d measures the expansion; none if all are solved."""
    if not len(others):
        return others
    u = uniform(seed, ("check of the expansion", d), CHECKS)
    return np.asarray(others[(u * len(others)).astype(int)])


def _at(rung: RungCoalitions, masks: Integers, real: Floats) -> RungCoalitions:
    """Return other coalitions, or other values of them, on the same rung."""
    return replace(rung, masks=masks, real_income=real)


def _off(reader: Reader, found: Floats, exact: Floats, masks: Integers) -> Floats:
    """Return relative errors of harm and cost in %, shape (coalition, 2)."""
    pairs = [(found[:, 0], exact[:, 0]), (reader.cost(found, masks), reader.cost(exact, masks))]
    off = [
        np.divide(100 * np.abs(a - b), np.abs(b), out=np.zeros(len(b)), where=b != 0)
        for a, b in pairs
    ]
    return np.stack(off, axis=1)


def _error(reader: Reader, expansion: Expansion, misses: Floats) -> dict[str, Any]:
    """Return how far the expansion is off, in % of the exact value."""
    alone = expansion.base - expansion.beyond
    at_mode = _off(reader, alone, expansion.base, reader.rung.masks)

    def said(off: Floats) -> dict[str, Any]:
        return {
            "coalitions": len(off),
            **{
                name: {
                    "max_pct": figure(off[:, k].max()) if len(off) else 0.0,
                    "mean_pct": figure(off[:, k].mean()) if len(off) else 0.0,
                }
                for k, name in enumerate(("harm", "cost"))
            },
        }

    return {"pairs_at_mode": said(at_mode), "draws": said(misses)}


def _drawn(drawn: Draws) -> dict[str, Any]:
    return {
        "elasticities": int((drawn.spread.sigma > 0).sum()),
        "depths": sum(bool(np.ptp(v) > 0) for v in drawn.depth.values()),
    }
