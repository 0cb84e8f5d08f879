"""``coalition.json``: what the coalitions say, rung by rung.

Every key that depends on the rung holds a mapping by rung name. Infinite prices are written as
null. Harm is in % of the targets' real income, cost in USD bn a year, own losses in % of the
player's real income.
"""

from __future__ import annotations

import platform
from typing import Any

import numpy as np

from megara import __version__
from megara.coalition import frontier, stability
from megara.coalition.alone import unilateral
from megara.coalition.burden import burden
from megara.coalition.coalitions import Coalition, Coalitions, RungCoalitions
from megara.coalition.job import Job
from megara.coalition.lattice import Floats, Integers, bits
from megara.coalition.levels import LEVELS, figure, wanted
from megara.coalition.persuasion import persuasion
from megara.coalition.potential import potential
from megara.coalition.prices import core_prices
from megara.coalition.resolves import SILENT, WORDS, Resolved
from megara.coalition.searched import Searched
from megara.policy.baseline import digests
from megara.policy.shocks import missing


def record(job: Job, found: Coalitions) -> dict[str, Any]:
    """Return what ``coalition.json`` holds.

    Raises
    ------
    MegaraError
        If an equilibrium that is needed beside the table does not exist.
    """
    scenario, world = job.scenario, job.world
    sha = digests(world, scenario)
    written: dict[str, Any] = {
        "scenario": {"name": scenario.name, "sha256": sha["scenario"]},
        "world": {
            "name": world.name,
            "year": world.year,
            "source": str(world.dataset.attrs.get("source", "")),
            "elasticities": str(world.dataset.attrs.get("elasticities", "")),
            "deficits": scenario.deficits,
            "sha256": sha["world"],
        },
        "options": {
            "depth": job.depth if isinstance(job.depth, str) else "by measure",
            "tolerance": job.tolerance,
            "device": job.device,
        },
        "versions": {
            "megara": __version__,
            "python": platform.python_version(),
            "numpy": np.__version__,
        },
        "targets": list(scenario.targets),
        "core": [p.name for p in scenario.core],
        "bits": [p.name for p in scenario.prospective],
        "members": {p.name: list(p.members) for p in scenario.players},
        "income_usd_mn": {c: figure(v) for c, v in found.rungs[0].income.items()},
        "missing": list(missing(scenario, world)),
        "rungs": [r.name for r in found.rungs],
        "complete": job.enumerated,
        "sample": None
        if job.enumerated
        else {"orders": len(job.draws), "seed": job.seed, "coalitions": len(job.masks)},
        "resolves": _resolves(found),
        "notes": list(NOTES) + ([] if job.enumerated else [SAMPLED]),
    }
    if written["missing"]:
        absent = ", ".join(written["missing"])
        written["notes"].append(
            f"The world does not show {absent} apart: what they do has no effect, and they have no "
            "price of joining."
        )
    written.update({key: {} for key in _BY_RUNG})
    for place, rung in zip(job.rungs, found.rungs, strict=True):
        for key, value in _rung(job, place, rung, found).items():
            written[key][rung.name] = value
    return written


NOTES = (
    "Harm is the real income that the targets lose, in % of theirs; cost is what the members of a "
    "coalition lose together. The core is always in.",
    "Words for resolves stand for numbers by an assumption of megara: "
    + ", ".join(f"{word} {value:g}" for word, value in WORDS.items())
    + f" points of own real income for one point of harm; a silent plan counts as {SILENT}.",
    "As a range for a word serve the words next to it; the coalitions that form with every resolve "
    "at the low and at the high end of its range are told beside the one at the plan's resolves.",
    "Transfers and threats that would move a player are compared at the coalition that forms with "
    "the plan's resolves; the transfer is at baseline prices, the threat an equilibrium.",
)
SAMPLED = (
    "There are too many coalitions to solve them all: Shapley values are means over sampled orders "
    "of joining, with standard errors; frontier and minimal coalitions are the best of the sample."
)

_BY_RUNG = (
    "certificate",
    "shapley",
    "unilateral",
    "marginal_first",
    "marginal_last",
    "frontier",
    "greedy",
    "worst",
    "minimal",
    "pivotal",
    "prices",
    "stable",
    "joining_order",
    "persuasion",
    "burden",
    "transfers",
    "potential",
)


def _resolves(found: Coalitions) -> dict[str, Any]:
    return {
        name: {
            "value": r.value,
            "low": r.low,
            "high": r.high,
            "word": r.word,
            "assumed": r.assumed,
            "default": r.default,
            "source": r.source,
        }
        for name, r in found.resolves.items()
    }


def _rung(job: Job, place: int, rung: RungCoalitions, found: Coalitions) -> dict[str, Any]:
    names = [p.name for p in rung.players]
    values = Searched(job, place, rung)
    resolve = np.array([found.resolves[name].value for name in names])
    formed = stability.formation(values, resolve)
    shares = burden(job, place, rung, formed.path[-1])
    return {
        "certificate": {
            "residual": float(f"{rung.residual:.3g}"),
            "iterations": round(rung.iterations, 2),
            "coalitions": len(rung.masks),
            "status": "solved",
        },
        "shapley": _by_player(names, rung.shapley, rung.shapley_error),
        "unilateral": unilateral(job, place),
        "marginal_first": _by_player(names, rung.first),
        "marginal_last": _by_player(names, rung.last),
        "frontier": [_short(c) for c in rung.frontier()],
        "greedy": _greedy(rung, values),
        "worst": _long(rung.worst()),
        "minimal": _minimal(rung),
        "pivotal": _pivotal(rung),
        "prices": _prices(rung, values, formed.path[-1]) | core_prices(job, place, formed.path[-1]),
        "stable": _stable(rung, values, resolve, formed, [found.resolves[n] for n in names]),
        "joining_order": _joining(names, values, rung),
        "persuasion": persuasion(job, place, values, resolve, formed.path[-1]),
        "burden": shares["burden"],
        "transfers": shares["transfers"],
        "potential": potential(job, place),
    }


def _by_player(names: list[str], values: Floats, errors: Floats | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for i, name in enumerate(names):
        found[name] = {"harm_pct": figure(values[i, 0]), "cost_usd_bn": figure(values[i, 1])}
        if errors is not None and errors.any():
            found[name]["harm_error"] = figure(errors[i, 0])
            found[name]["cost_error"] = figure(errors[i, 1])
    return found


def _short(c: Coalition) -> dict[str, Any]:
    return {
        "mask": c.mask,
        "size": len(c.joined),
        "harm_pct": figure(c.harm_pct),
        "cost_usd_bn": figure(c.cost_usd_bn),
    }


def _long(c: Coalition) -> dict[str, Any]:
    return {**_short(c), "joined": list(c.joined)}


def _greedy(rung: RungCoalitions, values: Searched) -> list[dict[str, Any]]:
    """Return by size the greedy coalitions, up and down, beside the most harmful one."""
    count = len(rung.players)

    def harm(masks: Integers) -> Floats:
        return values(masks)[0]

    up = frontier.greedy(harm, count)
    down = frontier.greedy(harm, count, down=True)[::-1]
    exact = {int(rung.sizes[r]): r for r in frontier.largest_by_size(rung.masks, rung.harm)}
    found = []
    for k in range(count + 1):
        best = rung.at(int(exact[k])) if k in exact else None
        found.append(
            {
                "size": k,
                "exact": None if best is None else _short(best),
                "adding": {"mask": up[k], "harm_pct": figure(harm(np.array([up[k]]))[0])},
                "removing": {"mask": down[k], "harm_pct": figure(harm(np.array([down[k]]))[0])},
            }
        )
    return found


def _minimal(rung: RungCoalitions) -> list[dict[str, Any]]:
    found = []
    for level, harm in zip(LEVELS, wanted(rung.worst().harm_pct), strict=True):
        few, cheap = rung.smallest(harm), rung.cheapest(harm)
        found.append(
            {
                "level_pct": level,
                "harm_pct": figure(harm),
                "smallest": None if few is None else _long(few),
                "cheapest": None if cheap is None else _long(cheap),
            }
        )
    return found


def _pivotal(rung: RungCoalitions) -> list[dict[str, Any]]:
    return [
        {
            "level_pct": level,
            "harm_pct": figure(harm),
            "share": {name: figure(s) for name, s in rung.pivotal(harm).items()},
        }
        for level, harm in zip(LEVELS, wanted(rung.worst().harm_pct), strict=True)
    ]


def _prices(rung: RungCoalitions, values: Searched, formed: int) -> dict[str, Any]:
    """Return each prospective player's price of joining: first, last, and where things stand."""
    found = {}
    for i, player in enumerate(rung.players):
        entry = {}
        for key, others in (
            ("first", 0),
            ("last", rung.full ^ 1 << i),
            ("formed", formed & ~(1 << i)),
        ):
            harm, loss = values(np.array([others, others | 1 << i], np.int64))
            value = stability.price(loss[i, 1] - loss[i, 0], harm[1] - harm[0])
            entry[key] = None if rung.absent(player) else figure(value)
        found[player.name] = entry
    return found


def _stable(
    rung: RungCoalitions,
    values: Searched,
    resolve: Floats,
    formed: stability.Formation,
    spread: list[Resolved],
) -> dict[str, Any]:
    names = [p.name for p in rung.players]
    at = formed.path[-1]
    harm, _ = values(np.array([at], np.int64))
    result: dict[str, Any] = {
        "formed": {
            "mask": at,
            "joined": [names[i] for i in bits(at)],
            "harm_pct": figure(harm[0]),
            "path": list(formed.path),
            "settled": formed.settled,
        },
        **{
            f"formed_{side}": _formed(names, values, np.array([getattr(r, side) for r in spread]))
            for side in ("low", "high")
        },
    }
    if not rung.complete:
        result["coalitions"] = [at] if formed.settled else []
        result["found"] = formed.settled
        result["message"] = "Of a sample, only the coalition that forms is checked: it is " + (
            "stable." if formed.settled else "not stable; players join and leave in a circle."
        )
        return result
    masks = stability.stable(stability.gains(rung.harm, rung.loss, resolve))
    result["coalitions"] = [_long(rung.at(rung.row(int(m)))) for m in masks]
    result["found"] = bool(len(masks))
    one = "One coalition is" if len(masks) == 1 else f"{len(masks)} coalitions are"
    result["message"] = (
        f"{one} internally and externally stable at the plan's resolves."
        if len(masks)
        else "No coalition is stable at the plan's resolves: in each, somebody gains by joining "
        "or by leaving."
    )
    return result


def _formed(names: list[str], values: Searched, resolve: Floats) -> dict[str, Any]:
    """Return what forms where every resolve is at one end of its range."""
    formed = stability.formation(values, resolve)
    at = formed.path[-1]
    harm, _ = values(np.array([at], np.int64))
    return {
        "mask": at,
        "joined": [names[i] for i in bits(at)],
        "harm_pct": figure(harm[0]),
        "settled": formed.settled,
    }


def _joining(names: list[str], values: Searched, rung: RungCoalitions) -> list[dict[str, Any]]:
    found = []
    absent = [i for i, player in enumerate(rung.players) if rung.absent(player)]
    for step in stability.joining_order(values, len(names), absent):
        harm, _ = values(np.array([step.mask], np.int64))
        found.append(
            {
                "player": names[step.player],
                "resolve": figure(step.resolve),
                "price": figure(step.price),
                "mask": step.mask,
                "harm_pct": figure(harm[0]),
                "leaving": [names[i] for i in step.leaving],
            }
        )
    return found
