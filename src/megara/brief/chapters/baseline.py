"""The baseline economy and its trade elasticities, with their sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Items, Strong, Table
from megara.brief.words import THIN, rounded
from megara.errors import MegaraError

if TYPE_CHECKING:
    from megara.policy.run import Run
    from megara.world.world import World

PER_ROW = 3
MARKS = ("*", "\u2020", "\u2021", "\u00a7", "\u00b6", "**", "\u2020\u2020", "\u2021\u2021")


def baseline(run: Run) -> Chapter:
    """Return what is known of the world and of its elasticities."""
    facts = read(run)
    world, scenario = facts.world, run.scenario
    attrs = world.dataset.attrs
    theta = world.array("theta")
    source = str(attrs.get("source", "not stated"))
    licence = attrs.get("licence")
    elasticities = str(attrs.get("elasticities", scenario.elasticities))
    items: list[Any] = [
        [
            Strong("Baseline: "),
            f"{world.name}, year {world.year}, {len(world.countries)} economies and "
            f"{len(world.sectors)} sectors. Source: {source}"
            + (f" (licence: {licence})" if licence else "")
            + ".",
        ],
    ]
    if attrs.get("notes"):
        items.append([Strong("How the baseline was made: "), str(attrs["notes"])])
    if world.name == "icio-2022":
        items.append([Strong("How sure that is: "), _completion()])
    items += [
        [
            Strong("Trade elasticities: "),
            f"{elasticities}; from {theta.min():.1f} to {theta.max():.1f}, median "
            f"{np.median(theta):.1f}. The higher, the more easily buyers turn to other suppliers.",
        ],
        [
            Strong("Trade deficits: "),
            "kept at their baseline value."
            if scenario.deficits == "constant"
            else "removed before the shock.",
        ],
    ]
    parts: list[Any] = [Items(items)]
    if found := _checks(str(attrs.get("checks", ""))):
        parts.append(found)
    parts.append(_elasticities(facts, elasticities))
    return Chapter("baseline", "The world before the shock", parts)


def _completion() -> str:
    """Say what the stored back-test of the completion found."""
    from megara.world.catalogue import backtest

    result = backtest()
    cases = [case["variants"][result["kept"]] for case in result["cases"]]

    def span(key: str) -> str:
        values = [case[key] for case in cases]
        low, high = rounded(min(values)), rounded(max(values))
        return f"{low} to {high}" if low != high else low

    return (
        f"the same completion, tried on tables whose truth is known ({result['source']}, "
        f"{len(cases)} cases), misplaces {span('misplaced')}{THIN}% of expenditure; losses from an "
        f"embargo then differ from the true ones by {span('mean_error')}{THIN}% of their size on "
        f"average (correlation at least {min(c['correlation'] for c in cases):.3f})."
    )


def _elasticities(facts: Facts, label: str) -> Table:
    """Table of theta by sector; those without an estimate of their own are marked and explained."""
    world = facts.world
    theta = world.array("theta")
    grounds = _grounds(world)
    marks = {text: MARKS[k % len(MARKS)] for k, text in enumerate(dict.fromkeys(grounds.values()))}
    names = [
        (facts.sector(s) + marks.get(grounds.get(s, ""), ""), f"{t:.2f}")
        for s, t in zip(world.sectors, theta, strict=True)
    ]
    height = -(-len(names) // PER_ROW)
    rows = [
        [text for k in range(PER_ROW) for text in _at(names, k * height + r)] for r in range(height)
    ]
    assumed = " ".join(f"{mark} Assumption: {text}." for text, mark in marks.items())
    return Table(
        "Trade elasticity of each sector",
        ["Sector", "Value"] * PER_ROW,
        rows,
        text_columns=tuple(range(0, 2 * PER_ROW, 2)),
        note=f"Set: {label}. {assumed}".strip(),
        short=False,
    )


def _grounds(world: World) -> dict[str, str]:
    """What is assumed of a sector's elasticity, where it has no estimate of its own."""
    from megara.world.elasticities import elasticity_table

    try:
        table = elasticity_table(world)
    except MegaraError:
        return {}  # a set of the user's own, no longer at hand: its label is all that is known
    if not np.allclose(table["theta"], world.array("theta")):
        return {}
    pairs = zip(table["sector"], table["assumption"], strict=True)
    return {str(sector): str(text).rstrip(".") for sector, text in pairs if str(text)}


def _checks(text: str) -> Table | None:
    """Table of what the world's named checks found, without those that found nothing."""
    try:
        found = [c for c in json.loads(text or "[]") if c["level"] != "ok"]
        rows = [[str(c["name"]), str(c["found"]), str(c["done"])] for c in found]
    except (ValueError, KeyError, TypeError):
        return None  # not in the form that `megara world check` writes
    if not rows:
        return None
    return Table(
        "What the checks of the data found",
        ["Check", "Found", "What was done"],
        rows,
        text_columns=(0, 1, 2),
        note="More is told by \u201cmegara world show\u201d and \u201cmegara world check\u201d.",
        short=False,
    )


def _at(names: list[tuple[str, str]], index: int) -> tuple[str, str]:
    return names[index] if index < len(names) else ("", "")
