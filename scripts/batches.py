"""The labelled stories as the network is fitted to them: examples, and batches of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from megara.dossier.learned.features import of_word
from megara.dossier.learned.network import OF_MEASURE, OF_TRIGGER, STANCES, TELLING, TRIGGER, Tokens
from megara.dossier.learned.sides import Pairs

KNOWN = 16  # what is known of a pair of a measure or trigger, and a party
NONE = len(STANCES)  # the last of the answers on a stance
FORGET_WORD, FORGET_RULES = 0.12, 0.2  # so that it learns to do without a word, and the rules
FROM_RULES = ("told ", "kind ", "mention ", "measure", "sender", "target", "trigger")
TRIGGERS = 1.5  # how much a trigger counts beside a measure
OTHER_SENTENCE = 0.35  # how much a kind counts that the story tells in another sentence


@dataclass
class Labelled:
    """A labelled measure: the tokens of its words, its kinds and statuses, and its parties.

    Or a trigger, with ``TRIGGER`` for its kind, no status, and ``by`` whom it would be.
    """

    words: list[int]
    kinds: list[int]
    statuses: list[int]
    pairs: Pairs
    by: list[str]
    against: list[str]


@dataclass
class Example:
    """A story as the network sees it, and what its labels say.

    ``labelled`` are the measures and triggers; ``told`` holds, for each labelled position, the
    tokens that may tell it and the stances that are right; ``allowed`` what is right at each token
    of a party, with a weight.
    """

    tokens: Tokens
    labelled: list[Labelled]
    told: list[tuple[list[int], list[int]]]
    allowed: list[tuple[int, list[int], float]]
    numbered: dict[int, Bags] = field(default_factory=dict, repr=False)


@dataclass
class Bags:
    """The numbers of the features of each token, one after the other, and how many each has."""

    words: np.ndarray[Any, Any]
    of_word: np.ndarray[Any, Any]
    places: np.ndarray[Any, Any]
    of_place: np.ndarray[Any, Any]


class Vocabulary:
    """The features that are learned, by number."""

    def __init__(self, features: Sequence[str]) -> None:
        self.features = list(features)
        self.number = {name: n for n, name in enumerate(features)}
        self.are_words = np.array([f.startswith(("word ", "base ")) for f in features])
        self.are_of_rules = np.array([f.startswith(FROM_RULES) for f in features])


class Batch:
    """Some stories as one long run of tokens, of which no link crosses from one to another."""

    def __init__(self, stories: Sequence[Example], known: Vocabulary) -> None:
        head: list[int] = []
        sentence: list[int] = []
        story: list[int] = []
        has_last: list[float] = []
        has_next: list[float] = []
        self.told: list[tuple[Tensor, list[int]]] = []
        self.allowed: list[tuple[int, list[int], float]] = []
        self.labelled: list[tuple[Tensor, list[int], list[int]]] = []
        pairs: list[tuple[int, int, int]] = []  # measure or trigger, token, group
        known_of_pairs = [np.zeros((0, KNOWN - 3), np.float32)]
        sides: list[list[float]] = []  # of each measure or trigger, and party
        of_triggers: list[bool] = []
        counts = []
        for n, e in enumerate(stories):
            t, size, before = e.tokens, len(head), len(has_last)
            head += [size + int(k) for k in t.head]
            sentence += [before + int(k) for k in t.sentence]
            story += [n] * len(t.words)
            has_last += [0.0] + [1.0] * (len(t.first) - 1)
            has_next += [1.0] * (len(t.first) - 1) + [0.0]
            self.told += [(torch.tensor(at) + size, right) for at, right in e.told]
            self.allowed += [(size + place, right, weight) for place, right, weight in e.allowed]
            counted = np.ones((len(t.first), TRIGGER + 1), np.float32)
            counted[:, sorted({k for m in e.labelled for k in m.kinds})] = OTHER_SENTENCE
            for m in e.labelled:
                counted[np.ix_(np.unique(t.sentence[m.words]), m.kinds)] = 0
                groups: dict[str, int] = {}
                for place, party in zip(m.pairs.places, m.pairs.parties, strict=True):
                    if party not in groups:
                        groups[party] = len(sides)
                        sides.append([float(party in m.by), float(party in m.against)])
                        of_triggers.append(m.kinds == [TRIGGER])
                    pairs.append((len(self.labelled), size + place, groups[party]))
                known_of_pairs.append(m.pairs.known)
                self.labelled.append((torch.tensor(m.words) + size, m.kinds, m.statuses))
            counts.append(counted)
        same = np.diff(sentence, prepend=-1) == 0
        self.head, self.sentence = torch.tensor(head), torch.tensor(sentence)
        self.story, self.stories, self.sentences = np.array(story), len(stories), len(has_last)
        self.follows, self.goes_on = _column(same), _column(np.append(same[1:], False))
        self.has_last, self.has_next = _column(has_last), _column(has_next)
        below = np.array(head) != np.arange(len(head))
        self.is_below = _column(below)
        self.children = _column(np.maximum(np.bincount(head, below, len(head)), 1))
        self.telling = torch.tensor([[w[1] in TELLING] for e in stories for w in e.tokens.words])
        self.counted = torch.tensor(np.concatenate(counts))
        self.right = torch.zeros(len(self.allowed), NONE + 1)
        for row, (_, right, _) in enumerate(self.allowed):
            self.right[row, right] = 1
        self.at = torch.tensor([place for place, _, _ in self.allowed], dtype=torch.long)
        self.weight = torch.tensor([weight for *_, weight in self.allowed])
        self.pair_of = torch.tensor([p[0] for p in pairs], dtype=torch.long)
        self.pair_at = torch.tensor([p[1] for p in pairs], dtype=torch.long)
        self.pair_known = torch.tensor(np.concatenate(known_of_pairs))
        self.pair_group = torch.tensor([p[2] for p in pairs], dtype=torch.long)
        self.sides, self.asked = torch.zeros(2, len(sides), OF_TRIGGER.stop)
        for row, (two, of_trigger) in enumerate(zip(sides, of_triggers, strict=True)):
            columns = OF_TRIGGER if of_trigger else OF_MEASURE
            self.sides[row, columns] = torch.tensor(two[: columns.stop - columns.start])
            self.asked[row, columns] = TRIGGERS if of_trigger else 1.0
        numbered = [bags_of(e, known) for e in stories]
        self.words, self.of_word, self.places, self.of_place = (
            np.concatenate([getattr(b, name) for b in numbered])
            for name in ("words", "of_word", "places", "of_place")
        )

    def bags(self, known: Vocabulary, forgetting: bool) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the features of all tokens in one row and where each token's begin, twice.

        Once all, once those of the place. In training some words, and the rules of some stories,
        are forgotten.
        """
        size = len(self.of_word)
        at_word = np.repeat(np.arange(size), self.of_word)
        at_place = np.repeat(np.arange(size), self.of_place)
        words, places = self.words, self.places
        if forgetting:
            forget = torch.rand(size).numpy() < FORGET_WORD
            keep = ~(forget[at_word] & known.are_words[words])
            words, at_word = words[keep], at_word[keep]
            quiet = torch.rand(self.stories).numpy() < FORGET_RULES
            keep = ~(quiet[self.story[at_place]] & known.are_of_rules[places])
            places, at_place = places[keep], at_place[keep]
        at = np.concatenate([at_word, at_place])
        every = np.concatenate([words, places])[np.argsort(at, kind="stable")]
        return (torch.tensor(every), torch.tensor(_begins(at, size)),
                torch.tensor(places), torch.tensor(_begins(at_place, size)))  # fmt: skip


def bags_of(e: Example, known: Vocabulary) -> Bags:
    """Return the numbers of an example's features, worked out once."""
    if id(known) not in e.numbered:
        number = known.number
        words = [[number[f] for f in of_word(w) if f in number] for w in e.tokens.words]
        places = [[number[f] for f in fs if f in number] for fs in e.tokens.features]
        e.numbered = {id(known): Bags(*_run(words), *_run(places))}
    return e.numbered[id(known)]


def _run(lists: list[list[int]]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    every = np.array([n for numbers in lists for n in numbers], np.int64)
    return every, np.array([len(numbers) for numbers in lists])


def _begins(at: np.ndarray[Any, Any], size: int) -> np.ndarray[Any, Any]:
    """Return where the features of each token begin in one row of all."""
    return np.concatenate([[0], np.cumsum(np.bincount(at, minlength=size))[:-1]])


def _column(values: Any) -> Tensor:
    return torch.tensor(np.asarray(values, dtype=np.float32))[:, None]
