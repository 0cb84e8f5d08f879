"""The levels of harm: the most harmful coalition reaches each, whatever the last bit says."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from megara.coalition import frontier
from megara.coalition.levels import FIGURES, LEVELS, wanted

harms = st.floats(-100, 100).filter(lambda harm: harm == 0 or abs(harm) > 1e-6)


@given(harms)
@example(0.007)  # 0.007 * 100 / 100 is larger than 0.007
@example(-0.3)
def test_the_most_harmful_coalition_reaches_every_level(most):
    harm, cost = np.array([most]), np.array([1.0])
    for least in wanted(most):
        assert frontier.cheapest(harm, cost, least) == 0
        assert frontier.smallest(np.arange(1), harm, cost, least) == 0


@given(st.floats(1e-6, 100))
def test_levels_are_their_share_of_the_largest_harm(most):
    np.testing.assert_allclose(wanted(most), most * np.array(LEVELS) / 100, rtol=10.0**-FIGURES)


@given(st.floats(1e-6, 100))
def test_equal_to_all_certain_digits_is_equal(most):
    """A player who adds nothing but a rounding is not among the fewest that must join."""
    harm, cost = np.array([0.0, most * (1 - 1e-11), 0.0, most]), np.array([0.0, 1.0, 1.0, 2.0])
    assert frontier.smallest(np.arange(4), harm, cost, wanted(most)[-1]) == 1
