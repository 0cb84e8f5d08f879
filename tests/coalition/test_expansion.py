"""The expansion of a lattice: exact where it must be."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from megara.coalition.expansion import Expansion
from megara.coalition.lattice import size


def values(seed, count, columns=2):
    return np.random.default_rng(seed).normal(size=(1 << count, columns))


@given(st.integers(0, 2**32 - 1), st.integers(1, 7))
def test_no_change_gives_the_base_to_the_last_bit(seed, count):
    expansion = Expansion(values(seed, count))
    found = expansion.lattice(np.zeros((len(expansion.masks), 2)))
    np.testing.assert_array_equal(found, expansion.base)


@given(st.integers(0, 2**32 - 1), st.integers(1, 7))
def test_solved_coalitions_keep_their_values(seed, count):
    expansion = Expansion(values(seed, count))
    wanted = values(seed + 1, count)
    masks = expansion.masks
    found = expansion.lattice(wanted[masks] - expansion.base[masks])
    np.testing.assert_allclose(found[masks], wanted[masks], atol=1e-8)
    if count <= 4:  # every coalition is among them
        np.testing.assert_allclose(found, wanted, atol=1e-8)


@given(st.integers(0, 2**32 - 1), st.integers(3, 7), st.floats(-0.9, 3))
def test_a_draw_in_proportion_to_the_mode_is_exact(seed, count, more):
    expansion = Expansion(values(seed, count))
    found = expansion.lattice(more * expansion.base[expansion.masks])
    np.testing.assert_allclose(found, (1 + more) * expansion.base, atol=1e-7)


@given(st.integers(0, 2**32 - 1), st.integers(1, 7))
def test_changes_of_pairs_are_exact(seed, count):
    expansion = Expansion(values(seed, count))
    random = np.random.default_rng(seed + 1)
    own, linear = random.normal(size=(count, count)), random.normal(size=count)
    masks = np.arange(1 << count)
    member = (masks[:, None] >> np.arange(count) & 1).astype(float)
    change = 0.3 + member @ linear + np.einsum("si,ij,sj->s", member, own, member)
    change = np.repeat(change[:, None], 2, axis=1)
    found = expansion.lattice(change[expansion.masks])
    np.testing.assert_allclose(found, expansion.base + change, atol=1e-8)


def test_what_is_solved():
    masks = Expansion(values(0, 6)).masks
    assert sorted(set(size(masks).tolist())) == [0, 1, 2, 5, 6]
    assert len(masks) == len(set(masks.tolist())) == 1 + 6 + 15 + 6 + 1
