r"""What each player is worth: its marginal contribution first, last and on average over all orders.

For a value v of coalitions S of n players (row S of an array, by mask),

``first_i = v({i}) - v(0)``,  ``last_i = v(N) - v(N - i)``,
``shapley_i = sum_{S without i} |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))``

(Shapley 1953). Values need not be zero for the empty coalition, which here is the core alone: the
Shapley values add up to ``v(N) - v(0)``.
"""

from __future__ import annotations

from math import factorial

import numpy as np

from megara.coalition.lattice import Floats, Integers, size


def without(count: int, player: int) -> Integers:
    """Return all masks of ``count`` players in which a player is not, ascending."""
    masks = np.arange(1 << count, dtype=np.int64)
    return np.asarray(masks[(masks >> player & 1) == 0], np.int64)


def shapley(value: Floats) -> Floats:
    """Return the Shapley values.

    Parameters
    ----------
    value
        Value of every coalition by mask, shape (2^n,) or (2^n, C) for C values at once.

    Returns
    -------
    numpy.ndarray
        Shape (n,) or (n, C).
    """
    count = len(value).bit_length() - 1
    weight = np.array(
        [factorial(s) * factorial(count - s - 1) / factorial(count) for s in range(count)]
    )
    found = np.empty((count, *value.shape[1:]))
    for i in range(count):
        masks = without(count, i)
        found[i] = weight[size(masks)] @ (value[masks | 1 << i] - value[masks])
    return found


def first(value: Floats) -> Floats:
    """Return what each player adds to the core alone, shape (n,)."""
    count = len(value).bit_length() - 1
    return np.array([value[1 << i] - value[0] for i in range(count)])


def last(value: Floats) -> Floats:
    """Return what each player adds when all others are in, shape (n,)."""
    count, full = len(value).bit_length() - 1, len(value) - 1
    return np.array([value[full] - value[full ^ 1 << i] for i in range(count)])


def pivotal(value: Floats, level: float) -> Floats:
    """Return how often each player is the one that lifts a coalition to a level, shape (n,).

    The share of all orders of joining in which the value is below ``level`` before the player
    joins and at least ``level`` after (Shapley & Shubik 1954). The shares add up to one where all
    together reach the level and the core alone does not. A player whose joining takes a coalition
    below the level counts against it.
    """
    return shapley((value >= level).astype(float))
