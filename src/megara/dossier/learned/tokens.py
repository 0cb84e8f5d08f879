"""A story as the network is given it: its tokens, and those of them that stand for parties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megara.dossier.learned.features import Reading, Word, of_place, parties_of, word_of
from megara.dossier.learned.network import Tokens
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story


@dataclass(frozen=True)
class Holder:
    """A token that stands for parties: its place among all tokens, and in its sentence."""

    place: int
    sentence: Sentence
    token: int
    parties: list[str]


def describe(story: Story, reading: Reading) -> tuple[Tokens, list[Holder]]:
    """Return the tokens of a story, in order, and those of them that stand for parties.

    Only the sentences that may tell a stance of a party are given, one after the other.
    """
    words: list[Word] = []
    features: list[tuple[str, ...]] = []
    heads: list[int] = []
    first: list[int] = []
    holders: list[Holder] = []
    for sentence in story.sentences:
        parties = parties_of(story, sentence)
        if not parties:
            continue
        start = len(words)
        first.append(start)
        words.extend(word_of(sentence, token) for token in range(len(sentence)))
        features.extend(of_place(story, sentence, parties, reading))
        heads.extend([start + head for head in sentence.head])
        holders.extend(Holder(start + t, sentence, t, found) for t, found in parties.items())
    tokens = Tokens(words, features, np.array(heads, np.intp), np.array(first, np.intp))
    return tokens, holders
