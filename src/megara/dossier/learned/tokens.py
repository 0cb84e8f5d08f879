"""A story as the network is given it: its tokens, and those of them that stand for parties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from megara.dossier.learned.features import (
    Reading,
    Word,
    may_hold,
    may_tell,
    of_place,
    parties_of,
    word_of,
)
from megara.dossier.learned.network import Tokens
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story


@dataclass(frozen=True)
class Holder:
    """A token that stands for parties: its place among all tokens, and in its sentence.

    ``asked``: whether the network is asked which stance it tells of them.
    """

    place: int
    sentence: Sentence
    token: int
    parties: list[str]
    asked: bool


@dataclass(frozen=True)
class Described:
    """A story for the network: the sentences given to it, their tokens, and the parties there."""

    story: Story
    sentences: list[Sentence]
    tokens: Tokens
    parties: list[Holder]

    @cached_property
    def number(self) -> dict[int, int]:
        """The place among those given of each sentence, by its number in the story."""
        return {sentence.number: n for n, sentence in enumerate(self.sentences)}

    @property
    def holders(self) -> list[Holder]:
        """Those of which the network is asked which stance they hold."""
        return [holder for holder in self.parties if holder.asked]


def describe(story: Story, reading: Reading) -> Described:
    """Return the tokens of a story, in order, and those of them that stand for parties.

    Only the sentences that may tell a stance of a party, or in which the rules read a measure or a
    trigger, are given, one after the other.
    """
    sentences: list[Sentence] = []
    words: list[Word] = []
    features: list[tuple[str, ...]] = []
    heads: list[int] = []
    first: list[int] = []
    holders: list[Holder] = []
    for sentence in story.sentences:
        telling = may_tell(story, sentence)
        read = sentence.number in reading.anchors or sentence.number in reading.acts
        if not telling and not read:
            continue
        parties = parties_of(story, sentence)
        asked = {token for token in parties if telling and may_hold(sentence, token)}
        if not asked and not read:
            continue
        start = len(words)
        first.append(start)
        sentences.append(sentence)
        words.extend(word_of(sentence, token) for token in range(len(sentence)))
        features.extend(of_place(story, sentence, parties, reading))
        heads.extend([start + head for head in sentence.head])
        holders.extend(
            Holder(start + t, sentence, t, found, t in asked) for t, found in parties.items()
        )
    tokens = Tokens(words, features, np.array(heads, np.intp), np.array(first, np.intp))
    return Described(story, sentences, tokens, holders)
