"""Sampled orders of joining: exact where every order is drawn, honest errors where not."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.coalition import sampling, worth


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(0, 1000))
def test_with_every_order_it_is_exact(count, seed):
    value = np.random.default_rng(seed).normal(size=1 << count)
    every = np.array([o for p in permutations(range(count)) for o in (p, p[::-1])])
    found, _ = sampling.shapley(value, np.arange(1 << count), every)
    np.testing.assert_allclose(found, worth.shapley(value), atol=1e-12)


def test_errors_are_as_large_as_the_errors():
    """Over many samples the estimate is off by its standard error, on average."""
    count, value = 6, np.random.default_rng(0).normal(size=64)
    exact = worth.shapley(value)
    off = []
    for seed in range(150):
        drawn = sampling.orders(count, 40, seed)
        found, error = sampling.shapley(value, np.arange(64), drawn)
        off.append((found - exact) / error)
    spread = np.array(off).std(axis=0)
    assert (spread > 0.8).all()
    assert (spread < 1.25).all()
    assert np.abs(np.array(off).mean(axis=0)).max() < 0.3


def test_the_sample_holds_what_is_needed():
    drawn = sampling.orders(18, 10, 1)
    masks = sampling.masks(drawn)
    full = (1 << 18) - 1
    known = set(masks.tolist())
    assert {0, full} <= known
    for i in range(18):
        assert 1 << i in known
        assert full ^ 1 << i in known
    assert (np.diff(masks) > 0).all()
    assert len(drawn) == 10
    assert (drawn[1] == drawn[0][::-1]).all()


def test_efficiency_holds_in_every_sample():
    value = np.random.default_rng(2).normal(size=32)
    found, _ = sampling.shapley(value, np.arange(32), sampling.orders(5, 6, 3))
    assert found.sum() == pytest.approx(value[-1] - value[0])


def test_the_same_seed_draws_the_same():
    assert (sampling.orders(9, 8, 4) == sampling.orders(9, 8, 4)).all()
    assert (sampling.orders(9, 8, 4) != sampling.orders(9, 8, 5)).any()
