"""Scaling to margins: the properties that define it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from megara.errors import UsageError
from megara.world.balance import scale, scale_totals

positive = st.floats(0.1, 10.0)


@settings(deadline=None, max_examples=40)
@given(arrays(float, (4, 4, 2), elements=positive), arrays(float, (4, 4, 2), elements=positive))
def test_ras_meets_both_margins(pattern, truth):
    found = scale(pattern, truth.sum(axis=1), truth.sum(axis=0))
    np.testing.assert_allclose(found.flow.sum(axis=1), truth.sum(axis=1), rtol=1e-12)
    np.testing.assert_allclose(found.flow.sum(axis=0), truth.sum(axis=0), rtol=1e-7)


@settings(deadline=None, max_examples=40)
@given(arrays(float, (4, 4, 2), elements=positive), arrays(float, (4, 4, 2), elements=positive))
def test_ras_keeps_the_cross_ratios_of_the_pattern(pattern, truth):
    flow = scale(pattern, truth.sum(axis=1), truth.sum(axis=0)).flow
    for a, b in ((pattern, flow),):
        left = a[0, 0] * a[1, 1] / (a[0, 1] * a[1, 0])
        right = b[0, 0] * b[1, 1] / (b[0, 1] * b[1, 0])
        np.testing.assert_allclose(left, right, rtol=1e-9)


@settings(deadline=None, max_examples=40)
@given(
    arrays(float, (4, 4, 2), elements=positive),
    arrays(float, (4, 4, 2), elements=positive),
    st.floats(0.0, 0.95),
)
def test_partly_trusted_purchases_solve_the_equation_of_the_docstring(pattern, truth, trust):
    bought = truth.sum(axis=0)
    flow = scale(pattern, truth.sum(axis=1), bought, trust=trust).flow
    np.testing.assert_allclose(flow.sum(axis=1), truth.sum(axis=1), rtol=1e-12)
    # with x = r a c, the factor c of a purchase is (bought / sum_i r a)^trust, up to a factor
    # of each sector that r takes up: log(purchases / bought) * trust + (1 - trust) log c constant
    log_c = np.log(flow / pattern)
    log_c = log_c - log_c[:, :1]
    assert np.abs(log_c - log_c[:1]).max() < 1e-9
    gap = trust * np.log(flow.sum(axis=0) / bought) + (1 - trust) * log_c[0]
    assert np.abs(gap - gap[:1]).max() < 1e-6


def test_a_zero_of_the_pattern_stays_zero():
    pattern = np.ones((3, 3, 1))
    pattern[0, 1] = 0
    assert scale(pattern, np.ones((3, 1)), np.ones((3, 1))).flow[0, 1, 0] == 0


def test_margins_that_cannot_be_met_leave_sales_exact():
    pattern = np.eye(2)[:, :, None]
    found = scale(pattern, np.array([[1.0], [3.0]]), np.array([[2.0], [2.0]]), limit=100)
    np.testing.assert_allclose(found.flow.sum(axis=1), [[1.0], [3.0]])


@pytest.mark.parametrize(
    ("pattern", "sold", "bought", "words"),
    [
        (-np.ones((2, 2, 1)), np.ones((2, 1)), np.ones((2, 1)), "pattern"),
        (np.ones((2, 2, 1)), np.full((2, 1), np.nan), np.ones((2, 1)), "sold"),
        (np.zeros((2, 2, 1)), np.ones((2, 1)), np.ones((2, 1)), "destination"),
        (np.ones((2, 2, 1)), np.ones((2, 1)), 2 * np.ones((2, 1)), "is bought"),
    ],
)
def test_impossible_margins_are_refused(pattern, sold, bought, words):
    with pytest.raises(UsageError, match=words):
        scale(pattern, sold, bought)


def test_scale_totals():
    rows, columns = np.array([3.0, 1.0]), np.array([2.0, 1.5, 0.5])
    found = scale_totals(np.ones((2, 3)), rows, columns)
    np.testing.assert_allclose(found.sum(axis=1), rows)
    np.testing.assert_allclose(found.sum(axis=0), columns)
