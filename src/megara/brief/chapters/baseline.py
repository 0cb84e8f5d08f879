"""The baseline economy and its trade elasticities, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.facts import read
from megara.brief.parts import Chapter, Items, Strong, Table

if TYPE_CHECKING:
    from megara.policy.run import Run


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
    per_row = 3
    names = [(facts.sector(s), f"{t:.2f}") for s, t in zip(world.sectors, theta, strict=True)]
    height = -(-len(names) // per_row)
    rows = [
        [text for k in range(per_row) for text in _at(names, k * height + r)] for r in range(height)
    ]
    return Chapter(
        "baseline",
        "The world before the shock",
        [
            Items(items),
            Table(
                "Trade elasticity of each sector",
                ["Sector", "\u03b8"] * per_row,
                rows,
                text_columns=(0, 2, 4),
                note=f"Set: {elasticities}.",
                short=False,
            ),
        ],
    )


def _at(names: list[tuple[str, str]], index: int) -> tuple[str, str]:
    return names[index] if index < len(names) else ("", "")
