"""What the draws say together: bands of figures, and how often things happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from megara.coalition.coalitions import RungCoalitions
from megara.coalition.lattice import Floats, Integers, bits
from megara.coalition.levels import LEVELS, figure
from megara.coalition.reading import Reader, Reading
from megara.coalition.resolves import resolve_of
from megara.policy.bands import band


def summary(rung: RungCoalitions, reader: Reader, found: Sequence[Reading]) -> dict[str, Any]:
    """Return the bands of a rung, as ``coalition.json`` holds them.

    Parameters
    ----------
    rung, reader
        The coalitions at the mode, and what reads them.
    found
        The figures of each draw.
    """
    names = [p.name for p in rung.players]
    resolve = np.array([resolve_of(p).value for p in rung.players])
    mode = reader.read(reader.base, resolve)

    def each(key: str) -> Floats:
        return np.array([getattr(r, key) for r in found], float)

    def pair(values: Floats) -> dict[str, Any]:
        return {"harm_pct": _band(values[:, 0]), "cost_usd_bn": _band(values[:, 1])}

    def by_player(key: str) -> dict[str, Any]:
        values = each(key)
        return {name: pair(values[:, i]) for i, name in enumerate(names)}

    joined = np.array([[r.formed >> i & 1 for i in range(len(names))] for r in found], float)
    return {
        "core_alone": pair(each("alone")),
        "all": pair(each("everybody")),
        "formed": {
            **pair(each("outcome")),
            "settled": figure(each("settled").mean()),
            "as_at_mode": figure(np.mean(each("formed") == mode.formed)),
            "most_often": [
                {
                    "mask": mask,
                    "joined": [names[i] for i in bits(mask)],
                    "share": times / len(found),
                }
                for mask, times in sorted(
                    Counter(r.formed for r in found).items(), key=lambda kv: (-kv[1], kv[0])
                )[:5]
            ],
        },
        "joins": {
            name: figure(share) for name, share in zip(names, joined.mean(axis=0), strict=True)
        },
        "shapley": by_player("shapley"),
        "marginal_first": by_player("first"),
        "marginal_last": by_player("last"),
        "frontier": _frontier(rung, reader, each("on"), each("short")),
        "pivotal": _pivotal(names, reader, each("pivotal"), each("reached")),
        "joining_order": _order(names, mode.order, np.array([r.order for r in found])),
    }


def _band(values: Floats) -> list[float | None]:
    return [figure(v) for v in band(values)]


def _frontier(
    rung: RungCoalitions, reader: Reader, on: Floats, short: Floats
) -> list[dict[str, Any]]:
    return [
        {
            "mask": int(rung.masks[row]),
            "on_frontier": figure(on[:, k].mean()),
            "short_of_best_pct": _band(short[:, k]),
        }
        for k, row in enumerate(reader.frontier)
    ]


def _pivotal(
    names: list[str], reader: Reader, share: Floats, reached: Floats
) -> list[dict[str, Any]]:
    """Return by level how often it is reached, and of how many orders a player is the pivot."""
    found = []
    for k, level in enumerate(LEVELS):
        some = share[:, k] * reached[:, k, None]
        first = np.argmax(some, axis=1)[some.max(axis=1) > 0]
        found.append(
            {
                "level_pct": level,
                "harm_pct": figure(reader.levels[k]),
                "reached": figure(reached[:, k].mean()),
                "share": {
                    name: {
                        "mean": figure(share[:, k, i].mean()),
                        "band": _band(share[:, k, i]),
                        "most": figure(np.sum(first == i) / len(share)),
                    }
                    for i, name in enumerate(names)
                },
            }
        )
    return found


def _order(names: list[str], mode: Integers, orders: Integers) -> dict[str, Any]:
    """Return how often the order of joining changes, and where in it each player stands."""
    place = np.argsort(orders, axis=1)
    at_mode = np.argsort(mode)
    return {
        "differs": figure(np.mean((orders != mode).any(axis=1))),
        "place": {
            name: {
                "mode": int(at_mode[i]) + 1,
                "mean": figure(place[:, i].mean() + 1),
                "share": [
                    figure(s) for s in np.bincount(place[:, i], minlength=len(names)) / len(orders)
                ],
            }
            for i, name in enumerate(names)
        },
    }
