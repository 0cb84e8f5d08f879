"""The best coalitions against their definitions, by looking at every one."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from megara.coalition import frontier
from megara.coalition.lattice import size

grid = st.integers(-3, 6).map(float)  # few values, so that ties are common
few = settings(max_examples=120, deadline=None)


@st.composite
def tables(draw):
    count = draw(st.integers(1, 4))
    harm, cost = (draw(arrays.arrays(float, 1 << count, elements=grid)) for _ in range(2))
    return harm, cost


@few
@given(tables())
def test_the_frontier_is_what_none_beats(table):
    harm, cost = table
    found = frontier.frontier(harm, cost)
    pairs = list(zip(harm, cost, strict=True))

    def beaten(h, c):
        return any(h2 >= h and c2 <= c and (h2 > h or c2 < c) for h2, c2 in pairs)

    best = {(h, c) for h, c in pairs if not beaten(h, c)}
    assert {(harm[r], cost[r]) for r in found} == best
    assert len(found) == len(best)
    assert (np.diff(cost[found]) > 0).all()
    assert (np.diff(harm[found]) > 0).all()


@few
@given(tables(), grid)
def test_best_within_a_budget(table, budget):
    harm, cost = table
    row = frontier.best_within(harm, cost, budget)
    allowed = [h for h, c in zip(harm, cost, strict=True) if c <= budget]
    assert (row is None) == (not allowed)
    if row is not None:
        assert cost[row] <= budget
        assert harm[row] == max(allowed)


@few
@given(tables(), grid)
def test_cheapest_and_smallest_for_a_harm(table, least):
    harm, cost = table
    masks = np.arange(len(harm))
    reached = [m for m in masks if harm[m] >= least]
    cheap = frontier.cheapest(harm, cost, least)
    small = frontier.smallest(masks, harm, cost, least)
    if not reached:
        assert cheap is None
        assert small is None
        return
    assert harm[cheap] >= least
    assert cost[cheap] == min(cost[m] for m in reached)
    assert harm[small] >= least
    assert size(masks)[small] == min(int(m).bit_count() for m in reached)


def test_greedy_can_miss_the_best():
    """Two that are strong together are missed by who looks one step ahead."""
    harm = np.zeros(8)
    for mask in range(8):
        harm[mask] = 2.0 * (mask & 1) + 1.0 * (mask >> 1 & 1) + 1.0 * (mask >> 2 & 1)
        harm[mask] += 5.0 * (mask & 6 == 6) - 0.5 * (mask & 1) * (mask & 6 != 0)
    up = frontier.greedy(lambda m: harm[m], 3)
    assert up == [0, 1, 3, 7]
    assert frontier.largest_by_size(np.arange(8), harm).tolist() == [0, 1, 6, 7]
    down = frontier.greedy(lambda m: harm[m], 3, down=True)
    assert down[0] == 7
    assert down[1] == 6, "what is missed least goes first"


@few
@given(tables())
def test_greedy_moves_one_player_at_a_time(table):
    harm, _ = table
    count = len(harm).bit_length() - 1
    for down in (False, True):
        path = frontier.greedy(lambda m: harm[m], count, down=down)
        assert len(path) == count + 1
        for a, b in pairwise(path):
            assert (a ^ b).bit_count() == 1
            others = [a ^ 1 << i for i in range(count) if (a >> i & 1) == down]
            assert harm[b] == max(harm[others])
