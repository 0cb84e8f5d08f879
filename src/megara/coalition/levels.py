"""Wanted levels of harm, and the digits that are kept of a figure."""

from __future__ import annotations

import numpy as np

LEVELS = (25, 50, 75, 90, 100)
"""Levels of harm, in % of what the most harmful coalition does, for ``minimal`` and ``pivotal``."""

FIGURES = 9
"""Significant digits that are kept: equations hold to ten."""


def figure(value: float | None) -> float | None:
    """Round to the digits that are certain; None for what JSON has no word for."""
    if value is None or not np.isfinite(value):
        return None
    return float(f"{value:.{FIGURES}g}")
