"""Who a measure may be by and against: the parties near it, and what is known of each.

These are the parties of its sentence and of the two given before it, and of the rest of the story
those that it names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from megara.dossier.learned.network import Answers, Floats, Places
from megara.dossier.learned.tokens import Described, Holder
from megara.dossier.measures.anchor import Anchor
from megara.dossier.schema import MeasureKind

BEFORE = 2  # sentences
FAR = 6  # of the parties that a story names most, those that may stand further off
LISTED = 4  # of the parties that one token stands for
SURE = 0.5
LIKELIEST = 0.25  # of the likeliest one, where it is sure of none

Shares = dict[str, tuple[float, float]]  # of each party, how sure as sender and as target


@dataclass(frozen=True)
class Pair:
    """A party that may have to do with a measure, at one token, with what is known of the two."""

    place: int
    party: str
    known: list[float]


class Nearby:
    """The parties of one story that its measures may be by or against."""

    def __init__(self, given: Described, anchors: dict[int, list[Anchor]]) -> None:
        self.targets, self.senders = given.story.targets, given.story.senders
        self.anchors = [anchors.get(s.number, []) for s in given.sentences]
        self.number = given.number
        self.parties = given.parties
        self._pairs: dict[int, list[Pair]] = {}

    @cached_property
    def told(self) -> list[tuple[set[str], set[str]]]:
        """The senders and the targets that the rules read in each sentence."""
        return [_sides(anchors) for anchors in self.anchors]

    @cached_property
    def by_sentence(self) -> dict[int, list[Holder]]:
        """The tokens that stand for parties, by the place of their sentence among those given."""
        found: dict[int, list[Holder]] = {}
        for holder in self.parties:
            found.setdefault(self.number[holder.sentence.number], []).append(holder)
        return found

    @cached_property
    def named(self) -> Counter[str]:
        """How often each party is named."""
        return Counter(party for holder in self.parties for party in holder.parties)

    @cached_property
    def every(self) -> int:
        """How often parties are named."""
        return self.named.total()

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each party is named: the token, and the sentence."""
        found: dict[str, list[tuple[int, int]]] = {}
        for holder in self.parties:
            for party in holder.parties[:LISTED]:
                found.setdefault(party, []).append(
                    (holder.place, self.number[holder.sentence.number])
                )
        return found

    def pairs(self, number: int, kinds: Iterable[MeasureKind]) -> list[Pair]:
        """Return the parties that a measure of some kinds may be by or against.

        Parameters
        ----------
        number
            The place of the measure's sentence among those given.
        kinds
            Those that it may be of.

        Returns
        -------
        list of Pair
            Of each pair is known (13 numbers) whether the party stands in the measure's sentence,
            in the one before; whether the rules read it as sender, or target, of a measure of its
            own sentence, and of one of these kinds in the measure's; its share of all parties
            named; whether it is among the story's targets, and senders; whether its token stands
            for several; whether it stands in the first sentence, far before, behind.
        """
        kinds = set(kinds)
        by, against = _sides(a for a in self.anchors[number] if a.kind in kinds)
        return [
            Pair(pair.place, pair.party, [*pair.known[:4], float(pair.party in by),
                                          float(pair.party in against), *pair.known[4:]])
            for pair in self._near(number)
        ]  # fmt: skip

    def _near(self, number: int) -> list[Pair]:
        """Return the pairs of a sentence's measures, less what is told of their kind."""
        kept = self._pairs.get(number)
        if kept is not None:
            return kept
        found: list[Pair] = []
        for here in range(max(0, number - BEFORE), number + 1):
            for holder in self.by_sentence.get(here, ()):
                several = len(holder.parties) > 1
                for party in holder.parties[:LISTED]:
                    found.append(self._pair(holder.place, party, here, number, several))
        near = {pair.party for pair in found}
        for party, _ in self.named.most_common(FAR):
            where = self.places.get(party)
            if party in near or not where:
                continue
            before = [item for item in where if item[1] < number - BEFORE]
            place, here = before[-1] if before else where[0]
            found.append(self._pair(place, party, here, number, False))
        self._pairs[number] = found
        return found

    def _pair(self, place: int, party: str, here: int, number: int, several: bool) -> Pair:
        by, against = self.told[here]
        return Pair(place, party, [float(value) for value in (
            here == number, here == number - 1, party in by, party in against,
            self.named[party] / self.every, party in self.targets, party in self.senders, several,
            here == 0, here < number - BEFORE, here > number,
        )])  # fmt: skip


def distance(between: Places) -> Floats:
    """Return three numbers on how far a party stands behind a measure, in tokens, shape (pairs, 3).

    Whether behind (``between`` is negative before); how far, in tens, three at most; whether nearer
    than four.
    """
    far = np.abs(between)
    return np.stack([between > 0, np.minimum(far / 10, 3), far < 4], axis=1).astype(np.float32)


def shares_of(answers: Answers, asked: list[tuple[int, list[Pair]]]) -> list[Shares]:
    """Return how sure the network is of each party of some measures, all asked at once.

    Parameters
    ----------
    answers
        What the network says of the story.
    asked
        Of each measure the place of the token that tells it, and its pairs.
    """
    at = [place for place, pairs in asked for _ in pairs]
    if not at:
        return [{} for _ in asked]
    to = [pair.place for _, pairs in asked for pair in pairs]
    known = np.array([pair.known for _, pairs in asked for pair in pairs], np.float32)
    known = np.concatenate([known, distance(np.array(to) - np.array(at))], axis=1)
    rows = iter(answers.sides(at, to, known).tolist())
    found: list[Shares] = []
    for _, pairs in asked:
        shares: Shares = {}
        for pair in pairs:
            by, against = next(rows)
            best = shares.get(pair.party, (0.0, 0.0))
            shares[pair.party] = (max(best[0], by), max(best[1], against))
        found.append(shares)
    return found


def likely(shares: Shares, side: int) -> list[str]:
    """Return the parties of a side, surest first; the likeliest alone where it is sure of none."""
    ranked = sorted(shares, key=lambda party: -shares[party][side])
    sure = [party for party in ranked if shares[party][side] > SURE]
    return sure or [party for party in ranked[:1] if shares[party][side] > LIKELIEST]


def _sides(anchors: Iterable[Anchor]) -> tuple[set[str], set[str]]:
    """Return the senders and the targets that the rules read of some mentions."""
    by, against = set(), set()
    for anchor in anchors:
        by.update(anchor.imposed_by)
        against.update(anchor.against)
    return by, against
