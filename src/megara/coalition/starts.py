r"""Where to start each coalition from, so that a few steps solve it.

Let ``x(S)`` be the solution of coalition S (log w, log P, log of X over its baseline, in one vector
of length D), and ``d(T)`` its Moebius differences, ``x(S) = sum_{T subset S} d(T)``. Allies far
apart hardly touch one another, so that d(T) dies out fast in the size of T. With the *anchors*, all
coalitions of at most K players, solved first, the start of any other coalition is

``x(S) ~ sum_{T subset S, |T| <= K} d(T)``

off by differences of K + 1 players. Anchors are solved size by size, each size from the sum of the
smaller ones.

Blocks of masks share their high bits. In a block with high bits h, the sums for all low bits l are
one pass over the anchors, ``c(l) = sum_{T: low(T) = l, high(T) subset h} d(T)``, and one sum over
subsets (``zeta``): k 2^(k-1) vector additions for k low bits.
"""

from __future__ import annotations

import itertools

import numpy as np

from megara.coalition.lattice import Floats, Integers, bits, size
from megara.equilibrium.economy import Economy
from megara.equilibrium.equations import State

ORDER = 3
"""K: anchors are the coalitions of at most so many prospective players."""

_MANY = 18
"""With more prospective players than this, anchors are of one player less: they would be many."""


def order(count: int) -> int:
    """Return K for a number of prospective players."""
    return min(count, ORDER if count <= _MANY else ORDER - 1)


def anchors(count: int) -> Integers:
    """Return the masks of the anchors, by size."""
    return np.array(
        [
            sum(1 << i for i in chosen)
            for k in range(order(count) + 1)
            for chosen in itertools.combinations(range(count), k)
        ],
        np.int64,
    )


def zeta(values: Floats) -> None:
    """Sum over subsets in place: row S becomes the sum of the rows T with T a subset of S.

    Parameters
    ----------
    values
        Shape (2^k, D), rows by mask.
    """
    k = len(values).bit_length() - 1
    for i in range(k):
        by_bit = values.reshape(-1, 2, 1 << i, values.shape[1])
        by_bit[:, 1] += by_bit[:, 0]


def pack(economy: Economy, state: State) -> Floats:
    """Return states as vectors, shape (B, D); D = N + 2 J N."""
    B = state.log_wage.shape[1]
    base = economy.spending
    bought = (base > 0) & (state.spending > 0)
    log_spending = np.log(np.where(bought, state.spending / np.where(base > 0, base, 1.0), 1.0))
    parts = (state.log_wage, state.log_price.reshape(-1, B), log_spending.reshape(-1, B))
    return np.ascontiguousarray(np.concatenate(parts).T)


def unpack(economy: Economy, vectors: Floats) -> State:
    """Return vectors of shape (B, D) as states."""
    J, N = economy.shape
    B = len(vectors)
    columns = np.ascontiguousarray(vectors.T)
    return State(
        columns[:N].copy(),
        columns[N : N + J * N].reshape(J, N, B).copy(),
        economy.spending * np.exp(columns[N + J * N :].reshape(J, N, B)),
    )


class Starts:
    """The differences of the anchors, from which every other start is summed.

    Parameters
    ----------
    count
        Number of prospective players.
    length
        D, length of a vector.
    """

    def __init__(self, count: int, length: int) -> None:
        self.count = count
        self.masks = anchors(count)
        self._row = {int(m): a for a, m in enumerate(self.masks)}
        self._difference = np.zeros((len(self.masks), length))
        self._known = 0

    def levels(self) -> list[Integers]:
        """Return the anchors, size by size, in the order in which they have to be solved."""
        sizes = size(self.masks)
        return [self.masks[sizes == k] for k in range(int(sizes.max()) + 1)]

    def add(self, solved: Floats) -> None:
        """Take the solutions of the next level, shape (masks of the level, D)."""
        for vector in solved:
            mask = int(self.masks[self._known])
            self._difference[self._known] = vector - self.at([mask])[0]
            self._known += 1

    def at(self, masks: Integers | list[int]) -> Floats:
        """Return the starts of some masks, shape (B, D), from the anchors known so far."""
        found = np.zeros((len(masks), self._difference.shape[1]))
        for b, mask in enumerate(masks):
            places = bits(int(mask))
            for k in range(min(order(self.count), len(places)) + 1):
                for chosen in itertools.combinations(places, k):
                    row = self._row[sum(1 << i for i in chosen)]
                    if row < self._known:
                        found[b] += self._difference[row]
        return found

    def block(self, high: int, low_bits: int) -> Floats:
        """Return the starts of a whole block, shape (2^low_bits, D).

        Parameters
        ----------
        high
            The masks' high bits, moved down by ``low_bits``.
        """
        values = np.zeros((1 << low_bits, self._difference.shape[1]))
        low = self.masks & ((1 << low_bits) - 1)
        inside = (self.masks >> low_bits) & ~high == 0
        for row in np.flatnonzero(inside):
            values[low[row]] += self._difference[row]
        zeta(values)
        return values
