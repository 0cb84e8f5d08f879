"""Each distinct word of a batch is embedded once.

spaCy embeds token by token: ``E[t] = mix(table_1[x_1(t)], ..., table_m[x_m(t)])`` where the
features ``x(t)`` (norm, prefix, suffix, shape, ...) are those of the word, whatever stands beside
it. Two thirds of the tokens of a batch are repetitions, so ``E`` is computed for the distinct rows
``u`` of ``x`` only and laid out again: ``E[t] = E_u[place(t)]``. The numbers are the same ones.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def embed_distinct_words(encoder: Any) -> bool:
    """Let a tok2vec model embed each distinct word of a batch once.

    Parameters
    ----------
    encoder
        The thinc model of a ``tok2vec`` component, changed in place.

    Returns
    -------
    bool
        Whether it was changed; a model of another architecture (static vectors, a transformer) is
        left as it is.
    """
    if not encoder.layers:
        return False
    embedding = encoder.layers[0]
    parts = [layer.name.partition("(")[0] for layer in embedding.layers]
    if parts != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]:
        return False
    features, _, tables, mix, _ = embedding.layers
    from thinc.api import Model

    def forward(model: Any, documents: list[Any], is_train: bool) -> tuple[list[Any], Any]:
        if is_train:
            raise NotImplementedError("megara only reads: the model is not trained here")
        of_tokens = features.predict(documents)
        if not sum(map(len, of_tokens)):
            return embedding.predict(documents), None
        rows, place = distinct(np.concatenate(of_tokens))
        embedded = mix.predict(tables.predict(rows))[place]
        ends = np.cumsum([len(rows) for rows in of_tokens])
        return np.split(embedded, ends[:-1]), None

    once: Model[Any, Any] = Model(
        f"distinct>>{embedding.name}", forward, dims={"nO": embedding.get_dim("nO")}
    )
    return bool(encoder.replace_node(embedding, once))


def distinct(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the distinct rows in order of their first place, and for each row which one it is.

    Parameters
    ----------
    rows
        Array (token, feature) of unsigned integers.

    Returns
    -------
    tuple
        ``u`` (distinct, feature) and ``place`` (token) with ``u[place] == rows``.
    """
    rows = np.ascontiguousarray(rows)
    keys = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
    numbers: dict[bytes, int] = {}
    place = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    first = np.empty(len(numbers), dtype=np.intp)
    first[place[::-1]] = np.arange(len(rows))[::-1]
    return rows[first], place
