"""The window encoder of spaCy's tok2vec, in blocks that fit the processor's cache.

With ``X`` (token, width), each of its layers is, as in spaCy's ``MaxoutWindowEncoder``,

    Z[t] = concatenate(X[t-1], X[t], X[t+1])
    M[t, i] = max_p (Z[t] . W[i, p] + b[i, p])
    X'[t] = X[t] + G * (M[t] - mean(M[t])) / sqrt(var(M[t]) + 1e-8) + c

spaCy takes each step over all tokens of a batch, in arrays that no longer fit the cache; here all
steps are taken over a block of tokens before the next. The same sums, but for their rounding.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

BLOCK = 256  # tokens: the products of a block take a third of a megabyte
Floats = NDArray[np.float32]


class Layer(NamedTuple):
    """The parameters of one layer: ``W`` (3 width, pieces width), the others laid out alike."""

    W: Floats
    b: Floats
    G: Floats
    c: Floats


def encode_in_blocks(encoder: Any) -> bool:
    """Let the window encoder of a tok2vec model run in blocks.

    Parameters
    ----------
    encoder
        The thinc model of a ``tok2vec`` component, changed in place.

    Returns
    -------
    bool
        Whether it was changed; a model of another architecture is left as it is.
    """
    if len(encoder.layers) != 2 or not encoder.layers[1].name.startswith("with_array("):
        return False
    over_list = encoder.layers[1]
    layers = [_layer(part) for part in over_list.layers[0].layers]
    known = [layer for layer in layers if layer is not None]
    if not known or len(known) < len(layers):
        return False
    from thinc.api import Model, with_array

    def forward(model: Any, X: Floats, is_train: bool) -> tuple[Floats, Any]:
        if is_train:
            raise NotImplementedError("megara only reads: the model is not trained here")
        for layer in known:
            X = window_layer(X, layer)
        return X, None

    blocks: Model[Any, Any] = Model("blocks", forward, dims={"nO": encoder.get_dim("nO")})
    return bool(encoder.replace_node(over_list, with_array(blocks, pad=over_list.attrs["pad"])))


def window_layer(X: Floats, layer: Layer, block: int = BLOCK) -> Floats:
    """Return the output of one layer of the encoder.

    Parameters
    ----------
    X
        Array (token, width).
    layer
        Its parameters.
    block
        How many tokens are taken at a time.

    Returns
    -------
    Array (token, width).
    """
    size, width = X.shape
    padded = np.zeros((size + 2, width), dtype=X.dtype)
    padded[1:-1] = X
    # a window of three tokens is one run of memory
    Z = as_strided(padded, (size, 3 * width), padded.strides)
    mean = np.full((width, 1), 1 / width, X.dtype)  # a product with it is a mean, and faster
    out = np.empty_like(X)
    for first in range(0, size, block):
        last = min(first + block, size)
        pieces = Z[first:last] @ layer.W
        pieces += layer.b
        M = pieces[:, :width]
        for piece in range(width, pieces.shape[1], width):
            M = np.maximum(M, pieces[:, piece : piece + width])
        M -= M @ mean
        variance = np.einsum("ti,ti->t", M, M) / width + np.float32(1e-8)
        M *= (variance**-0.5)[:, None]
        M *= layer.G
        M += layer.c
        np.add(M, X[first:last], out=out[first:last])
    return out


def _layer(residual: Any) -> Layer | None:
    """Return the parameters of one layer, None if it is not of this architecture."""
    if residual.name != "residual(expand_window>>maxout>>layernorm>>dropout)":
        return None
    by_name = {part.name: part for part in residual.walk() if not part.layers}
    if by_name["expand_window"].attrs["window_size"] != 1:
        return None
    W, b = by_name["maxout"].get_param("W"), by_name["maxout"].get_param("b")
    width, pieces, inputs = W.shape
    if inputs != 3 * width:
        return None
    return Layer(
        # the pieces of a token side by side, so that their maximum runs over whole rows
        np.ascontiguousarray(W.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
        np.ascontiguousarray(b.T.reshape(-1)),
        by_name["layernorm"].get_param("G"),
        by_name["layernorm"].get_param("b"),
    )
