"""Countries told by what they are: "the kingdom", "the Gulf state", "the Baltic country"."""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import names, rows
from megara.dossier.sentence import Sentence


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    """Return the countries that each word of ``data/descriptions.csv`` may tell of."""
    return {row["word"]: frozenset(names(row["members"])) for row in rows("descriptions")}


def described(sentence: Sentence, token: int) -> frozenset[str] | None:
    """Return the countries that fit "the West African kingdom", or None if any country does."""
    known = _descriptions()
    fit = known.get(sentence.base[token])
    for at in range(max(0, token - 3), token):
        word = sentence.low[at]
        told = known.get(f"{word} {sentence.low[at + 1]}") or known.get(word)
        if told is not None:
            fit = told if fit is None else fit & told
    return fit
