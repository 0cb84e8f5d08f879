"""Low and high of many figures over many draws, without keeping all draws.

The percentile at share q of D sorted values is the linear interpolation at place ``q (D - 1)``, as
NumPy computes it. For a band only the ``floor(q (D - 1)) + 2`` smallest and largest values can
matter, so no more is kept between blocks of draws: the result is exact, and memory is bounded.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Tails:
    """The tails of M figures over ``count`` draws, taken in blocks in any order.

    Parameters
    ----------
    count
        Number of draws that will be added in all.
    share
        Share of the draws below the low end, and above the high end, of the band.
    """

    def __init__(self, count: int, share: float) -> None:
        self.place = share * (count - 1)
        self.keep = min(count, int(np.floor(self.place)) + 2)
        self.kept: Floats | None = None

    def add(self, block: Floats) -> None:
        """Take in a block of draws, shape (M, draws)."""
        pool = block if self.kept is None else np.concatenate([self.kept, block], axis=1)
        size = pool.shape[1]
        if size > 2 * self.keep:
            pool = np.partition(pool, (self.keep - 1, size - self.keep), axis=1)
            pool = np.concatenate([pool[:, : self.keep], pool[:, -self.keep :]], axis=1)
        self.kept = pool

    def bounds(self) -> tuple[Floats, Floats]:
        """Return low and high of each figure, shape (M,) each; nan where a draw was nan."""
        assert self.kept is not None, "no draws were added"
        ordered = np.sort(self.kept, axis=1)
        below = int(np.floor(self.place))
        above = min(below + 1, ordered.shape[1] - 1)
        weight = self.place - below
        low = ordered[:, below] + weight * (ordered[:, above] - ordered[:, below])
        down, further = ordered[:, -1 - below], ordered[:, -1 - above]
        high = down + weight * (further - down)
        unknown = np.isnan(ordered[:, -1])
        return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)
