r"""A whole lattice for another draw, from a few of its coalitions.

With other elasticities and depths every coalition has other values. Solving all 2^n again for each
draw is out of reach; but the lattice at the mode is known exactly, so only the *change* has to be
found. Let ``Y(S) = v_d(S) - v(S)`` be the change of some value of coalition S in draw d. Solved are
the core alone, every player joining first, every pair, all but one, and all. Then

``Y(S) ~ sum_{T subset S, |T| <= 2} D(T) + rho e(S) + sum_{i in S} w_i C(|S|-1, 2) + u C(|S|, 4)``

*pairs*       D, the dividends (Harsanyi 1963) of the change: ``D(0) = Y(0)``,
              ``D(i) = Y(i) - Y(0)``, ``D(ij) = Y(ij) - Y(i) - Y(j) + Y(0)``; exact up to two
*scale*       e(S), what three and more players do together at the mode beyond pairs, known for all
              S; a draw in which everything is larger has more of it. rho is fitted by least squares
              to what the pairs leave at all and at all but one
*completion*  w and u, the smallest polynomial in who is in and how many, zero up to two players,
              that makes all, and all but one, exact too

Where nothing is drawn otherwise than at its mode, Y is zero and so is every term.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from math import comb

import numpy as np

from megara.coalition.lattice import Floats, Integers, size
from megara.coalition.starts import zeta


class Expansion:
    """The expansion for n prospective players.

    Parameters
    ----------
    base
        Values at the mode of every coalition by mask, shape (2^n, C).
    """

    def __init__(self, base: Floats) -> None:
        self.base = base
        self.count = len(base).bit_length() - 1
        self.beyond = base - self.pairs(base[self.small])
        """What three and more players do together at the mode, e(S), shape (2^n, C)."""

    @cached_property
    def small(self) -> Integers:
        """Masks of at most two players, by size."""
        return small(self.count)

    @cached_property
    def large(self) -> Integers:
        """Masks of all, then of all but one, where these have more than two players."""
        return large(self.count)

    @cached_property
    def masks(self) -> Integers:
        """Masks that are solved: ``small``, then ``large``."""
        return np.concatenate([self.small, self.large])

    def pairs(self, values: Floats) -> Floats:
        """Return sums of dividends up to pairs, (2^n, C), from the values of ``small``."""
        n = self.count
        found = np.zeros((1 << n, values.shape[1]))
        found[0] = values[0]
        single = values[1 : n + 1] - values[0]
        found[1 << np.arange(n)] = single
        for row, (i, j) in enumerate(combinations(range(n), 2), n + 1):
            found[1 << i | 1 << j] = values[row] - values[0] - single[i] - single[j]
        zeta(found)
        return found

    def lattice(self, change: Floats, *, scale: bool = True, completion: bool = True) -> Floats:
        """Return the values of every coalition in a draw.

        Parameters
        ----------
        change
            Change of the values of ``masks``, shape (len(masks), C).
        scale, completion
            Whether these terms are used; to measure what each is worth.

        Returns
        -------
        numpy.ndarray
            Shape (2^n, C).
        """
        found = self.pairs(change[: len(self.small)])
        if len(self.large):
            known = change[len(self.small) :]
            if scale:
                left, shape = known - found[self.large], self.beyond[self.large]
                square = (shape**2).sum(axis=0)
                rho = np.divide(
                    (left * shape).sum(axis=0),
                    square,
                    out=np.zeros_like(square),
                    where=square > 1e-20,  # differences of 1e-10 are of rounding
                )
                found += rho * self.beyond
            if completion:
                self._complete(found, known - found[self.large])
        return self.base + found

    def _complete(self, found: Floats, left: Floats) -> None:
        weight = self._solve @ left
        masks = np.arange(1 << self.count, dtype=np.int64)
        number = size(masks)
        member = (masks[:, None] >> np.arange(self.count) & 1).astype(float)
        found += (_binomial(number - 1, 2)[:, None] * member) @ weight[:-1]
        found += _binomial(number, 4)[:, None] * weight[-1]

    @cached_property
    def _solve(self) -> Floats:
        number = size(self.large)
        member = (self.large[:, None] >> np.arange(self.count) & 1).astype(float)
        left = _binomial(number - 1, 2)[:, None] * member
        return np.asarray(np.linalg.pinv(np.column_stack([left, _binomial(number, 4)])))


def small(count: int) -> Integers:
    """Return the masks of at most two of ``count`` players, by size."""
    return np.array(
        [
            sum(1 << i for i in chosen)
            for k in range(min(count, 2) + 1)
            for chosen in combinations(range(count), k)
        ],
        np.int64,
    )


def large(count: int) -> Integers:
    """Return the masks of all and of all but one, where these have more than two players."""
    full = (1 << count) - 1
    masks = np.array([full, *(full ^ 1 << i for i in range(count))], np.int64)
    return np.asarray(masks[size(masks) > 2], np.int64)


def _binomial(number: Integers, k: int) -> Floats:
    table = np.array([comb(m, k) for m in range(max(int(number.max()), 0) + 1)], float)
    return np.where(number < 0, 0.0, table[np.maximum(number, 0)])
