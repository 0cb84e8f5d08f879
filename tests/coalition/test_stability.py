"""Stability by its definition, recomputed from the table of payoffs."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from megara.coalition import stability

few = settings(max_examples=120, deadline=None)
value = st.integers(-4, 8).map(float)


@st.composite
def games(draw):
    count = draw(st.integers(1, 4))
    harm = draw(arrays.arrays(float, 1 << count, elements=value))
    loss = draw(arrays.arrays(float, (count, 1 << count), elements=value))
    resolve = draw(arrays.arrays(float, count, elements=st.sampled_from([0.0, 0.5, 1.0, 3.0])))
    return harm, loss, resolve


def stable_by_definition(harm, loss, resolve):
    """Coalitions that no member and no outsider wants to change, from payoffs alone."""
    count = len(loss)

    def payoff(i, mask):
        return resolve[i] * harm[mask] - loss[i, mask]

    found = []
    for mask in range(1 << count):
        members = [i for i in range(count) if mask >> i & 1]
        outside = [i for i in range(count) if not mask >> i & 1]
        internal = all(payoff(i, mask) >= payoff(i, mask ^ 1 << i) for i in members)
        external = all(payoff(i, mask | 1 << i) <= payoff(i, mask) for i in outside)
        if internal and external:
            found.append(mask)
    return found


@few
@given(games())
def test_stable_coalitions_are_those_of_the_definition(game):
    harm, loss, resolve = game
    found = stability.stable(stability.gains(harm, loss, resolve))
    assert found.tolist() == stable_by_definition(harm, loss, resolve)


@few
@given(games())
def test_what_forms_and_settles_is_stable(game):
    harm, loss, resolve = game
    formed = stability.formation(lambda m: (harm[m], loss[:, m]), resolve)
    here = formed.path[-1]
    if formed.settled:
        assert here in stable_by_definition(harm, loss, resolve)
    else:
        assert here in formed.path[:-1]
    for a, b in pairwise(formed.path):
        i = (a ^ b).bit_length() - 1
        assert a ^ b == 1 << i
        assert resolve[i] * (harm[b] - harm[a]) - (loss[i, b] - loss[i, a]) > 0


def test_there_may_be_no_stable_coalition():
    """One wants to be with the other, who wants to be alone."""
    harm = np.zeros(4)
    loss = np.array([[0.0, 1.0, 1.0, 0.0], [0.0, 0.0, -1.0, 1.0]])
    resolve = np.zeros(2)
    assert stable_by_definition(harm, loss, resolve) == []
    assert len(stability.stable(stability.gains(harm, loss, resolve))) == 0
    assert not stability.formation(lambda m: (harm[m], loss[:, m]), resolve).settled


def test_the_price_is_the_resolve_at_which_joining_pays():
    assert stability.price(2.0, 0.5) == 4.0
    assert stability.price(-0.1, 0.5) == 0.0
    assert stability.price(0.1, 0.0) == np.inf
    assert stability.price(0.1, -1.0) == np.inf


@few
@given(games())
def test_the_joining_order_takes_the_lowest_price_each_time(game):
    harm, loss, _ = game
    count = len(loss)
    steps = stability.joining_order(lambda m: (harm[m], loss[:, m]), count)
    assert sorted(s.player for s in steps) == list(range(count))
    here, level = 0, 0.0
    for step in steps:
        prices = {
            i: stability.price(
                loss[i, here | 1 << i] - loss[i, here], harm[here | 1 << i] - harm[here]
            )
            for i in range(count)
            if not here >> i & 1
        }
        assert step.price == min(prices.values()) == prices[step.player]
        level = max(level, step.price)
        assert step.resolve == level
        here |= 1 << step.player
        assert step.mask == here


@few
@given(games(), st.integers(0, 3))
def test_at_its_price_a_player_is_indifferent(game, player):
    harm, loss, _ = game
    i = player % len(loss)
    price = stability.price(loss[i, 1 << i] - loss[i, 0], harm[1 << i] - harm[0])
    if 0 < price < np.inf:
        resolve = np.full(len(loss), price)
        assert stability.gains(harm, loss, resolve)[i, 0] == pytest.approx(0, abs=1e-9)
