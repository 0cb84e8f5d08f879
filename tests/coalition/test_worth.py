"""What players are worth: an independent formula, and the axioms that have only one solution."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from megara.coalition import worth

finite = st.floats(-100, 100, allow_nan=False)
few = settings(max_examples=60, deadline=None)


@st.composite
def games(draw, most=5):
    count = draw(st.integers(1, most))
    return draw(arrays.arrays(float, 1 << count, elements=finite))


def by_orders(value):
    """The Shapley value as the mean over all orders of joining."""
    count = len(value).bit_length() - 1
    total = np.zeros(count)
    orders = list(permutations(range(count)))
    for order in orders:
        here = 0
        for i in order:
            total[i] += value[here | 1 << i] - value[here]
            here |= 1 << i
    return total / len(orders)


@few
@given(games())
def test_it_is_the_mean_over_all_orders(value):
    np.testing.assert_allclose(worth.shapley(value), by_orders(value), atol=1e-9)


@few
@given(games(7))
def test_it_is_efficient(value):
    assert worth.shapley(value).sum() == pytest.approx(value[-1] - value[0], abs=1e-8)


def swapped(value, i, k):
    masks = np.arange(len(value))
    a, b = masks >> i & 1, masks >> k & 1
    other = masks & ~(1 << i | 1 << k) | a << k | b << i
    return value[other]


@few
@given(games(5), st.data())
def test_it_is_symmetric(value, data):
    count = len(value).bit_length() - 1
    i, k = data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, count - 1))
    even = (value + swapped(value, i, k)) / 2
    found = worth.shapley(even)
    assert found[i] == pytest.approx(found[k], abs=1e-9)


@few
@given(games(5), st.data())
def test_a_player_that_adds_nothing_gets_nothing(value, data):
    count = len(value).bit_length() - 1
    i = data.draw(st.integers(0, count - 1))
    without = value[np.arange(len(value)) & ~(1 << i)]
    assert worth.shapley(without)[i] == pytest.approx(0, abs=1e-9)


@few
@given(games(4), st.data(), finite)
def test_it_is_linear(value, data, factor):
    other = data.draw(arrays.arrays(float, len(value), elements=finite))
    both = np.stack([value, other], axis=1)
    np.testing.assert_allclose(
        worth.shapley(value + factor * other),
        worth.shapley(both) @ [1, factor],
        atol=1e-6,
    )


def test_first_and_last():
    value = np.array([1.0, 4.0, 2.0, 10.0])
    assert worth.first(value).tolist() == [3, 1]
    assert worth.last(value).tolist() == [8, 6]


def test_pivotal_counts_who_tips_the_balance():
    votes = np.array([3, 2, 2])
    value = np.array([sum(votes[i] for i in range(3) if m >> i & 1) for m in range(8)], float)
    np.testing.assert_allclose(worth.pivotal(value, 4), [1 / 3] * 3)
    np.testing.assert_allclose(worth.pivotal(value, 5), [2 / 3, 1 / 6, 1 / 6])
    np.testing.assert_allclose(worth.pivotal(value, 8), 0)
