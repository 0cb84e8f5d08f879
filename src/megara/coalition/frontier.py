"""The best coalitions: most harm for a cost, least cost for a harm, and what a greedy search finds.

Costs are compared as they are: negative costs (senders that gain) are allowed. Of coalitions with
equal harm and cost the one with the smallest mask is taken.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from megara.coalition.lattice import Floats, Integers, bits, size


def frontier(harm: Floats, cost: Floats) -> Integers:
    """Return the rows that no other row beats in harm without a higher cost, by rising cost."""
    order = np.lexsort((np.arange(len(harm)), -harm, cost))
    best = np.maximum.accumulate(harm[order])
    new = np.concatenate([[True], best[1:] > best[:-1]])
    return np.asarray(order[new], np.int64)


def best_within(harm: Floats, cost: Floats, budget: float) -> int | None:
    """Return the row with the most harm at a cost of at most ``budget``; None if there is none."""
    allowed = np.flatnonzero(cost <= budget)
    if not len(allowed):
        return None
    return int(allowed[np.lexsort((allowed, cost[allowed], -harm[allowed]))[0]])


def cheapest(harm: Floats, cost: Floats, least: float) -> int | None:
    """Return the row with the least cost at a harm of at least ``least``; None if there is none."""
    allowed = np.flatnonzero(harm >= least)
    if not len(allowed):
        return None
    return int(allowed[np.lexsort((allowed, -harm[allowed], cost[allowed]))[0]])


def smallest(masks: Integers, harm: Floats, cost: Floats, least: float) -> int | None:
    """Return the row with the fewest players at a harm of at least ``least``, then least cost."""
    allowed = np.flatnonzero(harm >= least)
    if not len(allowed):
        return None
    few = size(masks[allowed])
    return int(allowed[np.lexsort((allowed, cost[allowed], few))[0]])


def largest_by_size(masks: Integers, harm: Floats) -> Integers:
    """Return for each number of players the row with the most harm, shape (size,)."""
    sizes = size(masks)
    found = []
    for k in np.unique(sizes):
        rows = np.flatnonzero(sizes == k)
        found.append(rows[np.lexsort((rows, -harm[rows]))[0]])
    return np.array(found, np.int64)


def greedy(harm: Callable[[Integers], Floats], count: int, down: bool = False) -> list[int]:
    """Return the coalitions of a greedy search, one player at a time.

    Chowdhry, Hinz, Kamin & Wanner (2024) add the country that adds most harm, starting from the
    core; or, ``down``, remove the one that is missed least, starting from all.

    Parameters
    ----------
    harm
        Returns the harm of coalitions by mask.

    Returns
    -------
    list of int
        n + 1 masks, from the core up, or from all down.
    """
    full = (1 << count) - 1
    here, end = (full, 0) if down else (0, full)
    path = [here]
    while here != end:
        moves = np.array([here ^ 1 << i for i in bits(here if down else full ^ here)], np.int64)
        # argmax takes the first of equals: the smallest mask up, the smallest number down
        here = int(moves[np.argmax(harm(moves))])
        path.append(here)
    return path
