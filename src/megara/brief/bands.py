"""Bands of the results, where a run carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from megara.policy.run import Run

Band = tuple[float, float]


def bands(run: Run) -> dict[tuple[int, str, str], Band]:
    """Return low and high by (rung, country, variable); empty where the run has no draws.

    Only figures of whole countries are read (empty sector).
    """
    frame = run.to_frame()
    known = frame[np.isfinite(frame["low"]) & np.isfinite(frame["high"])]
    known = known[known["sector"].fillna("").astype(str) == ""]
    order = {rung.name: r for r, rung in enumerate(run.rungs)}
    return {
        (order[str(rung)], str(country), str(variable)): (float(low), float(high))
        for rung, country, variable, low, high in zip(
            known["rung"],
            known["country"],
            known["variable"],
            known["low"],
            known["high"],
            strict=True,
        )
        if str(rung) in order
    }
