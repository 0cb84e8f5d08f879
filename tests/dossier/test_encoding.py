"""The window encoder in blocks against its formula, token by token."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from megara.dossier.encoding import Layer, encode_in_blocks, window_layer


def by_the_formula(X, layer, pieces):
    """Return the layer's output with a loop over tokens, as the docstring of the module has it."""
    size, width = X.shape
    zero, out = np.zeros(width), []
    for t in range(size):
        Z = np.concatenate([X[t - 1] if t else zero, X[t], X[t + 1] if t + 1 < size else zero])
        M = (Z @ layer.W + layer.b).reshape(pieces, width).max(axis=0)
        spread = np.sqrt(M.var() + 1e-8)
        out.append(X[t] + layer.G * (M - M.mean()) / spread + layer.c)
    return np.array(out)


@given(st.integers(1, 30), st.integers(2, 6), st.integers(1, 3), st.integers(1, 40), st.integers(0))
def test_a_layer_is_its_formula_whatever_the_block(size, width, pieces, block, seed):
    draw = np.random.default_rng(seed)
    layer = Layer(
        draw.normal(size=(3 * width, pieces * width)),
        *(draw.normal(size=n) for n in (pieces * width, width, width)),
    )
    X = draw.normal(size=(size, width))
    before = X.copy()
    found = window_layer(X, layer, block)
    np.testing.assert_allclose(found, by_the_formula(X, layer, pieces), atol=1e-6)
    np.testing.assert_array_equal(X, before)


def test_the_installed_model_is_read_in_blocks():
    from megara.dossier.parse import parser

    encoder = parser().nlp.get_pipe("tok2vec").model
    assert "blocks" in encoder.layers[1].name
    assert "distinct" in encoder.layers[0].name


def test_another_architecture_is_left_alone():
    part = SimpleNamespace(name="residual(mish)", layers=[])
    chain = SimpleNamespace(name="chain", layers=[part])
    over_list = SimpleNamespace(name="with_array(chain)", layers=[chain], attrs={"pad": 1})
    assert not encode_in_blocks(SimpleNamespace(layers=[part, over_list]))
    assert not encode_in_blocks(SimpleNamespace(layers=[part]))
