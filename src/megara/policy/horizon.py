r"""Horizons: the same plan a year after, a few years after, and when trade has adjusted.

Boehm, Levchenko & Pandalai-Nayar (2023), "The Long and Short (Run) of Trade Elasticities",
*American Economic Review* 113(4), 861-905, estimate the elasticity of trade to tariffs by horizon:
0.76 in the year after a change and about 2 in the long run, reached after 7 to 10 years. The chosen
elasticities are long-run ones and are larger than theirs, as is usual; the horizon takes from them
the proportion by which trade responds less at first, the same for every sector,

``theta_j(short) = (0.76 / 2) theta_j``,  ``theta_j(medium) = sqrt(0.76 / 2) theta_j``,

the medium run being put half way between the two on a log scale: an assumption.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from megara.world.world import World

Horizon = Literal["long", "medium", "short"]

LONG: Horizon = "long"
SHORT_RUN, LONG_RUN = 0.76, 2.0

SOURCE = "Boehm, Levchenko & Pandalai-Nayar 2023, AER 113(4)"

FACTOR: dict[Horizon, float] = {
    "long": 1.0,
    "medium": float(np.sqrt(SHORT_RUN / LONG_RUN)),
    "short": SHORT_RUN / LONG_RUN,
}
"""Elasticity at a horizon over the long-run one."""

MEANING: dict[Horizon, str] = {
    "long": "when trade has adjusted, after 7 to 10 years",
    "medium": "half way on a log scale (assumption)",
    "short": "in the year after",
}


def at_horizon(world: World, horizon: Horizon) -> World:
    """Return the world with its (long-run) elasticities scaled to a horizon."""
    if horizon == LONG:
        return world
    label = str(world.dataset.attrs.get("elasticities", "of the world"))
    text = f"{label}, {horizon} run: times {FACTOR[horizon]:.3g} ({SOURCE})"
    return world.with_theta(FACTOR[horizon] * world.array("theta"), text)
