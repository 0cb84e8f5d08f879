"""Wanted levels of harm, and the digits that are kept of a figure."""

from __future__ import annotations

import numpy as np

LEVELS = (25, 50, 75, 90, 100)
"""Levels of harm, in % of what the most harmful coalition does, for ``minimal`` and ``pivotal``."""

FIGURES = 9
"""Significant digits that are kept: equations hold to ten."""


def wanted(most: float) -> list[float]:
    """Return the harm from which on a coalition reaches each of ``LEVELS``.

    Coalitions that differ by less than the digits that are certain count as equal, so that the most
    harmful one always reaches its own level, and who is in the smallest does not hang on a
    rounding, or on the device that solved. Where no coalition harms (``most`` at most 0), every
    level is the largest harm there is.

    Parameters
    ----------
    most
        Harm of the most harmful coalition, in % of the targets' real income.

    Returns
    -------
    list of float
        In the order of ``LEVELS``, in %.
    """
    least = most - abs(most) * 0.5 * 10.0**-FIGURES
    return [min(least, least * (level / 100)) for level in LEVELS]


def figure(value: float | None) -> float | None:
    """Round to the digits that are certain; None for what JSON has no word for."""
    if value is None or not np.isfinite(value):
        return None
    return float(f"{value:.{FIGURES}g}")
