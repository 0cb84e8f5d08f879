r"""A stated sample of coalitions, for plans that ask too many players to solve them all.

M orders of joining are drawn at random. Along each order sigma, coalitions grow from the core to
all, one player at a time; the gain at the step of player i is a draw of i's marginal contribution,

``delta_i(sigma) = v(players before i, and i) - v(players before i)``

whose mean over orders is the Shapley value and whose standard error is that of a mean of
independent draws (Castro, Gomez & Tejada 2009). Every order is drawn together with its reverse, as
early and late places then balance; the error is computed over such pairs. The coalitions of one
player and of all but one are always solved, so that first and last contributions are exact.
"""

from __future__ import annotations

import numpy as np

from megara.coalition.lattice import Floats, Integers


def orders(count: int, number: int, seed: int) -> Integers:
    """Draw orders of joining in pairs of an order and its reverse, shape (order, place)."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(max(1, -(-number // 2))):
        order = random.permutation(count)
        found += [order, order[::-1]]
    return np.array(found, np.int64)


def chains(drawn: Integers) -> Integers:
    """Return the coalitions along each order, shape (order, place + 1), from nobody to all."""
    steps = np.cumsum(np.int64(1) << drawn, axis=1)
    return np.concatenate([np.zeros((len(drawn), 1), np.int64), steps], axis=1)


def masks(drawn: Integers) -> Integers:
    """Return every mask that the sample needs, ascending."""
    single = np.int64(1) << np.arange(drawn.shape[1], dtype=np.int64)
    full = single.sum()
    return np.unique(np.concatenate([chains(drawn).reshape(-1), single, full - single]))


def shapley(value: Floats, solved: Integers, drawn: Integers) -> tuple[Floats, Floats]:
    """Estimate Shapley values from sampled orders.

    Parameters
    ----------
    value
        Value of each solved coalition, shape (M,).
    solved
        Their masks, ascending, shape (M,).
    drawn
        Orders as from ``orders``.

    Returns
    -------
    tuple of numpy.ndarray
        Estimates and standard errors, each of shape (player,).
    """
    along = value[np.searchsorted(solved, chains(drawn))]
    gain = np.empty(drawn.shape)
    np.put_along_axis(gain, drawn, np.diff(along, axis=1), axis=1)
    pairs = (gain[0::2] + gain[1::2]) / 2
    spread = pairs.std(axis=0, ddof=1) if len(pairs) > 1 else np.full(pairs.shape[1], np.nan)
    return pairs.mean(axis=0), spread / np.sqrt(len(pairs))
