"""The parser's steps, taken without giving up Python's lock.

A greedy parser of spaCy's brings each text through states (a stack, a buffer, the arcs so far). In
state ``s`` it looks at the tokens ``f_1(s), ..., f_m(s)`` and takes, of the transitions that are
allowed, the one with the highest score:

    h(s, o) = max_p (sum_i F[f_i(s), i, o, p] + b[o, p])
    scores(s) = h(s) . U + c

where ``F`` (token, feature, hidden, piece) is computed once for each token. spaCy gives the lock
up for this loop, and then takes it back at each of its small functions, some forty a state, to see
whether there was an error: more than half of the parser's time. Here the same functions, which
spaCy keeps for its training, are called from Python, one step for all texts of a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np


class Transitions:
    """The steps of one ``parser`` component, for which :func:`is_greedy` holds."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        upper = parser.model.get_ref("upper")
        self._U, self._c = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")

    def pipe(self, documents: Iterable[Any], tokens: int) -> Iterator[Any]:
        """Parse a stream of tagged documents in place, so many together that they have ``tokens``.

        ``F`` is what takes memory: one long text may not share its batch with many others.
        """
        batch: list[Any] = []
        size = 0
        for document in documents:
            batch.append(document)
            size += len(document)
            if size >= tokens:
                yield from self._parsed(batch)
                batch, size = [], 0
        yield from self._parsed(batch)

    def _parsed(self, documents: list[Any]) -> list[Any]:
        if any(map(len, documents)):
            self._parser.set_annotations(documents, self._final_states(documents))
        return documents

    def _final_states(self, documents: list[Any]) -> list[Any]:
        parser = self._parser
        found: list[Any] = parser.moves.init_batch(documents)
        step = parser.model.predict(documents)
        states = [state for state in found if not state.is_final()]
        while states:
            scores = step.state2vec.predict(step.get_token_ids(states)) @ self._U
            scores += self._c
            states = parser.transition_states(states, scores)
        step.clear_memory()
        return found


def is_greedy(parser: Any) -> bool:
    """Say whether a component is a parser of the architecture above, that searches no further.

    The functions called are spaCy's own, not promised to users: where a version has them no more,
    the parser is left to take its steps itself.
    """
    model: Any = getattr(parser, "model", None)
    return (
        getattr(model, "name", "") == "parser_model"
        and hasattr(parser, "transition_states")
        and hasattr(parser.moves, "init_batch")
        and parser.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
    )
