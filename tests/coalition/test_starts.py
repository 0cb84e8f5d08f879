"""Where coalitions start from: exact wherever no more than three players act on one another."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.coalition import starts
from megara.coalition.lattice import size
from megara.coalition.starts import Starts, anchors, pack, unpack, zeta
from megara.equilibrium.economy import economy
from megara.equilibrium.equations import State
from tests.coalition.plans import world


def interactions(count, order, seed, length=5):
    """A function of coalitions whose differences vanish beyond ``order`` players."""
    random = np.random.default_rng(seed)
    part = {
        sum(1 << i for i in c): random.normal(size=length)
        for k in range(order + 1)
        for c in combinations(range(count), k)
    }

    def value(mask):
        return sum((d for t, d in part.items() if t & mask == t), np.zeros(length))

    return value


def solved(count, value):
    found = Starts(count, 5)
    for level in found.levels():
        found.add(np.array([value(int(m)) for m in level]))
    return found


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 8), st.integers(0, 3), st.integers(0, 1000))
def test_interactions_of_three_are_met_exactly(count, order, seed):
    value = interactions(count, order, seed)
    found = solved(count, value)
    masks = np.arange(1 << count)
    wanted = np.array([value(int(m)) for m in masks])
    np.testing.assert_allclose(found.at(masks), wanted, atol=1e-9)
    for low in range(count + 1):
        for high in range(1 << (count - low)):
            rows = slice(high << low, (high + 1) << low)
            np.testing.assert_allclose(found.block(high, low), wanted[rows], atol=1e-9)


def test_a_level_starts_from_the_smaller_ones():
    """Before its level is solved, a coalition's start leaves out only its own difference."""
    value = interactions(4, 2, 1)
    found = Starts(4, 5)
    for level in found.levels()[:2]:
        found.add(np.array([value(int(m)) for m in level]))
    np.testing.assert_allclose(found.at([3])[0], value(1) + value(2) - value(0), atol=1e-12)


def test_zeta_sums_over_subsets():
    values = np.random.default_rng(0).normal(size=(16, 3))
    wanted = [sum(values[t] for t in range(16) if t & s == t) for s in range(16)]
    zeta(values)
    np.testing.assert_allclose(values, wanted)


def test_anchors_are_counted_and_ordered_by_size():
    found = anchors(15)
    assert len(found) == 1 + 15 + 105 + 455
    assert (np.diff(size(found)) >= 0).all()
    assert size(anchors(30)).max() == 2, "of many players, pairs only"
    assert starts.order(2) == 2


@pytest.mark.parametrize("empty", [False, True])
def test_states_are_packed_and_unpacked(empty):
    prepared = economy(world())
    J, N = prepared.shape
    random = np.random.default_rng(1)
    spending = prepared.spending * random.uniform(0.5, 2, (J, N, 4))
    if empty:
        spending[0, 0] = 0.0
    state = State(random.normal(size=(N, 4)), random.normal(size=(J, N, 4)), spending.copy())
    back = unpack(prepared, pack(prepared, state))
    np.testing.assert_allclose(back.log_wage, state.log_wage)
    np.testing.assert_allclose(back.log_price, state.log_price)
    if empty:  # a guess all the same: the baseline's
        spending[0, 0] = prepared.spending[0, 0]
    np.testing.assert_allclose(back.spending, spending, rtol=1e-12)
