"""The network that reads beside the rules: sums of features, steps along the parse, four answers.

For a token t with features F(t), head(t) and children below it, neighbours t-1 and t+1 in its
sentence, and with ``norm`` as the layer norm (mean 0, variance 1, then a scale and a shift):

    h0(t) = norm(relu(b + sum of v(f) over f in F(t)))
    h(t) <- norm(h(t) + relu(W [h(t), h(t-1), h(t+1), h(head t), mean of h(children)] + b))
    m(s) = max of h over the tokens of sentence s
    c(s) = relu(W [m(s), m(s-1), m(s+1)] + b)
    g(t) = [h(t), c(sentence of t), h(head t), h(head of head t)]

where the sentences are those given, one after the other, and what is absent (before the first
token, above the root, below a leaf) is zero in the step; in g a root is its own head. P(t) are the
features that the word alone does not tell; they are also added to each answer on one token:

    kind(t)   = sigmoid(A h(t) + b + sum of u(f) over f in P(t)), of each kind of measure, and of
                a trigger
    status(t) = softmax(A g(t) + B relu(C g(t) + d) + b + sum of u(f)), of each status
    stance(t) = the same with weights of its own, of each stance and of none
    side(t, p) = sigmoid(A relu(C g(t) + D g(p) + E f(t, p) + d) + b), of sender, target and actor

``kind`` is how sure it is that the token tells a measure, or the act of a trigger, ``status`` how
far that measure is, ``stance`` which stance it tells of the party that it stands for, and ``side``
whether a party told at p, with what is known of the two, f(t, p), is by whom, and against whom, the
measure told at t is, or acts in the trigger told there. The
weights are fitted by ``scripts/train_reader.py`` to the stories in ``training/`` and held as
``data/reader.npz``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from megara.dossier.learned.features import Word, of_word
from megara.dossier.schema import MeasureKind, MeasureStatus, Stance

WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "reader.npz"
KEPT = 100_000  # distinct words, or sets of features, of which the sums are kept
TINY = 1e-5  # added to the variance, so that nothing is divided by zero
# Parts of speech that may tell a measure.
TELLING = frozenset("NN NNS NNP VB VBD VBG VBN VBP VBZ JJ RB RP IN".split())

KINDS: tuple[MeasureKind, ...] = get_args(MeasureKind)
STATUSES: tuple[MeasureStatus, ...] = get_args(MeasureStatus)
STANCES: tuple[Stance, ...] = get_args(Stance)
TRIGGER = len(KINDS)  # behind the kinds of measures, as one more
# The columns of the shortcuts: kinds and trigger, statuses, then stances and none.
OF_KIND = slice(0, TRIGGER + 1)
OF_STATUS = slice(OF_KIND.stop, OF_KIND.stop + len(STATUSES))
OF_STANCE = slice(OF_STATUS.stop, OF_STATUS.stop + len(STANCES) + 1)
# The columns of the sides: sender and target of a measure, actor of a trigger.
OF_MEASURE, OF_TRIGGER = slice(0, 2), slice(2, 3)

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Tokens:
    """The tokens of a story, one after the other.

    ``head[t]`` is the place of the head of token t (of a root its own), ``first[s]`` that of the
    first token of sentence s; ``features[t]`` are the features that its word alone does not tell.
    """

    words: Sequence[Word]
    features: Sequence[tuple[str, ...]]
    head: Places
    first: Places

    @cached_property
    def sentence(self) -> Places:
        """The number of each token's sentence."""
        lengths = np.diff(self.first, append=len(self.words))
        return np.repeat(np.arange(len(self.first)), lengths)


class Network:
    """The weights, and the way from the tokens of a story to the answers."""

    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        number = {str(name): n for n, name in enumerate(weights["features"])}
        w = self.weights = {
            name: value.astype(np.float32) for name, value in weights.items() if name != "features"
        }
        self.width = w["vectors"].shape[1]
        self.words = _Sums(w["vectors"], number)
        # one look for both: what a place adds to h, and straight to the answers
        self.places = _Sums(np.concatenate([w["vectors"], w["shortcuts"]], axis=1), number)

    def read(self, tokens: Tokens) -> Answers:
        """Read the tokens of a story, at least one."""
        w = self.weights
        places = self.places.of(tokens.features, tuple)
        h = self.words.of(tokens.words, of_word) + places[:, : self.width]
        h = _norm(_relu(w["bias"] + h), w["norm 0 scale"], w["norm 0 shift"])
        links = _Links(tokens)
        step = 1
        while f"step {step}" in w:
            new = _relu(links.seen(h) @ w[f"step {step}"] + w[f"step {step} bias"])
            h = _norm(h + new, w[f"norm {step} scale"], w[f"norm {step} shift"])
            step += 1
        most = np.maximum.reduceat(h, tokens.first)
        none = np.zeros_like(most[:1])
        beside = [most, np.concatenate([none, most[:-1]]), np.concatenate([most[1:], none])]
        context = _relu(np.concatenate(beside, axis=1) @ w["context"] + w["context bias"])
        return Answers(w, tokens, h, context, places[:, self.width :])


@dataclass(frozen=True)
class Answers:
    """What the network says of the tokens of one story.

    ``h`` has a row a token, ``context`` one a sentence (c of the equations); ``shortcuts`` are the
    sums of u.
    """

    weights: dict[str, Floats]
    tokens: Tokens
    h: Floats
    context: Floats
    shortcuts: Floats

    @cached_property
    def told(self) -> Floats:
        """How sure it is that each token tells a measure of each kind, or the act of a trigger.

        Shape (tokens, 11): the kinds in the order of the schema, then ``TRIGGER``; zero for words
        that can tell none ("the").
        """
        logits = self.h @ self.weights["kind"] + self.weights["kind bias"]
        telling = np.array([word[1] in TELLING for word in self.tokens.words])
        found: Floats = sigmoid(logits + self.shortcuts[:, OF_KIND]) * telling[:, None]
        return found

    @cached_property
    def most(self) -> Floats:
        """How sure it is of the same where it is surest in each sentence, (sentences, 11)."""
        found: Floats = np.maximum.reduceat(self.told, self.tokens.first)
        return found

    def surest(self, sentence: int, column: int) -> int:
        """Return the place of the token of a sentence that likeliest tells one of them."""
        first = self.tokens.first
        last = first[sentence + 1] if sentence + 1 < len(first) else len(self.told)
        return int(first[sentence] + self.told[first[sentence] : last, column].argmax())

    def statuses(self, at: Sequence[int]) -> Floats:
        """Return the shares of each status at some tokens, shape (len(at), 6)."""
        return self._answer("status", at, OF_STATUS)

    def stances(self, at: Sequence[int]) -> Floats:
        """Return the shares of each stance, and of none, at some tokens, shape (len(at), 6)."""
        return self._answer("stance", at, OF_STANCE)

    def sides(self, told: Sequence[int], parties: Sequence[int], known: Floats) -> Floats:
        """Return how sure it is of each party on each side of a measure or a trigger.

        Parameters
        ----------
        told, parties
            The places of the tokens that tell the measures or triggers, and the parties, a pair
            each.
        known
            What is known of each pair, shape (pairs, 16): see :mod:`.sides`.

        Returns
        -------
        array, shape (pairs, 3)
            As sender and target of a measure (``OF_MEASURE``), as actor of a trigger
            (``OF_TRIGGER``).
        """
        w = self.weights
        # each measure is asked about many parties: g of it is worked out once
        at, of = np.unique(np.asarray(told, np.intp), return_inverse=True)
        to, other = np.unique(np.asarray(parties, np.intp), return_inverse=True)
        both = (
            (self._around(at) @ w["measure"])[of] + (self._around(to) @ w["party"])[other]
            + known @ w["pair"] + w["pair bias"]
        )  # fmt: skip
        return sigmoid(_relu(both) @ w["side"] + w["side bias"])

    def _around(self, at: Places) -> Floats:
        """Return g of some tokens."""
        head = self.tokens.head
        above = head[at]
        parts = (self.h[at], self.context[self.tokens.sentence[at]], self.h[above],
                 self.h[head[above]])  # fmt: skip
        return np.concatenate(parts, axis=1)

    def _answer(self, name: str, at: Sequence[int], columns: slice) -> Floats:
        w, here = self.weights, np.asarray(at, np.intp)
        g = self._around(here)
        logits = g @ w[name] + w[f"{name} bias"] + self.shortcuts[here, columns]
        by_way = _relu(g @ w[f"{name} hidden"] + w[f"{name} hidden bias"]) @ w[f"{name} out"]
        return _softmax(logits + by_way)


class _Sums:
    """Sums of rows of a table by features, made once for each distinct word or set of features."""

    def __init__(self, table: Floats, number: dict[str, int]) -> None:
        self.table, self.number = table, number
        self._forget()

    def _forget(self) -> None:
        self.rows: dict[Any, int] = {}
        self.sums = np.empty((1024, self.table.shape[1]), np.float32)

    def of(self, keys: Sequence[Any], features: Callable[[Any], Iterable[str]]) -> Floats:
        """Return the sum of each key's features, shape (keys, width of the table)."""
        if len(self.rows) > KEPT:
            self._forget()
        rows = []
        for key in keys:
            row = self.rows.get(key)
            rows.append(self._add(key, features(key)) if row is None else row)
        found: Floats = self.sums[rows]
        return found

    def _add(self, key: Any, features: Iterable[str]) -> int:
        row = self.rows[key] = len(self.rows)
        if row == len(self.sums):
            self.sums = np.concatenate([self.sums, np.empty_like(self.sums)])
        known = [self.number[f] for f in features if f in self.number]
        self.sums[row] = self.table[known].sum(axis=0)
        return row


class _Links:
    """Who is beside, above and below whom."""

    def __init__(self, tokens: Tokens) -> None:
        size = len(tokens.words)
        self.head, self.first = tokens.head, tokens.first
        self.is_below = tokens.head != np.arange(size)
        self.last = np.append(tokens.first[1:], size) - 1
        below = np.flatnonzero(self.is_below)
        # the children of one head after the other, so that each sum is over one run
        self.below = below[np.argsort(self.head[below], kind="stable")]
        heads = self.head[self.below]
        self.runs = np.flatnonzero(np.diff(heads, prepend=-1))
        self.above = heads[self.runs]
        self.number = np.diff(self.runs, append=len(heads)).astype(np.float32)[:, None]

    def seen(self, h: Floats) -> Floats:
        """Return each token beside what is before, after, above and (in the mean) below it."""
        size, width = h.shape
        found = np.zeros((size, 5, width), np.float32)
        found[:, 0] = h
        found[1:, 1] = h[:-1]
        found[self.first, 1] = 0
        found[:-1, 2] = h[1:]
        found[self.last, 2] = 0
        np.multiply(h[self.head], self.is_below[:, None], out=found[:, 3])
        if len(self.below):
            found[self.above, 4] = np.add.reduceat(h[self.below], self.runs) / self.number
        return found.reshape(size, 5 * width)


def _relu(x: Floats) -> Floats:
    """Set what is negative to zero, in place: each sum is asked for once."""
    return np.maximum(x, 0, out=x)


def _norm(x: Floats, scale: Floats, shift: Floats) -> Floats:
    # a product with a column of 1/n is a mean, and faster
    mean = np.full((x.shape[1], 1), 1 / x.shape[1], np.float32)
    centred = x - x @ mean
    variance = (centred * centred) @ mean
    found: Floats = centred / np.sqrt(variance + np.float32(TINY)) * scale + shift
    return found


def sigmoid(x: Floats) -> Floats:
    """Return the shares whose logits are given."""
    odds: Floats = np.exp(-np.clip(x, -30, 30)).astype(np.float32)
    found: Floats = np.reciprocal(1 + odds, dtype=np.float32)
    return found


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


@cache
def fitted() -> Network:
    """Return the network, loaded once in a process."""
    with np.load(WEIGHTS, allow_pickle=False) as held:
        return Network({name: held[name] for name in held.files})
