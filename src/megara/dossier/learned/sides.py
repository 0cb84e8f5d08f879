"""Who a measure may be by and against, and who may act in a trigger.

These are the parties of its sentence and of the two given before it, and of the rest of the story
those that it names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from functools import cached_property
from typing import NamedTuple

import numpy as np

from megara.dossier.learned.features import Reading
from megara.dossier.learned.network import OF_MEASURE, Answers, Floats, Places
from megara.dossier.learned.tokens import Described, Holder
from megara.dossier.measures.anchor import Anchor
from megara.dossier.schema import MeasureKind

BEFORE = 2  # sentences
FAR = 6  # of the parties that a story names most, those that may stand further off
LISTED = 4  # of the parties that one token stands for
SURE = 0.5
LIKELIEST = 0.25  # of the likeliest one, where it is sure of none

Shares = dict[str, tuple[float, ...]]  # of each party, how sure as sender and as target, or actor


class Pairs(NamedTuple):
    """The parties that may have to do with one measure or trigger, each at one token.

    ``known`` (parties, 13) is what is known of each and it: whether the rules read the party, in
    its sentence, as sender or actor, as target or recipient; whether the party stands in its
    sentence, in the one before; whether the rules read it as sender, or target, of a measure of
    the party's own sentence; its share of all parties named; whether it is among the story's
    targets, and senders; whether its token stands for several; whether it stands in the first
    sentence, far before, behind.
    """

    places: list[int]
    parties: list[str]
    known: Floats


class Nearby:
    """The parties of one story: whom its measures may be by or against, who acts in triggers."""

    def __init__(self, given: Described, reading: Reading) -> None:
        self.given, self.reading = given, reading
        self.anchors = [reading.anchors.get(s.number, []) for s in given.sentences]
        self.acts = [reading.acts.get(s.number, []) for s in given.sentences]
        self._near: dict[int, Pairs] = {}

    @cached_property
    def told(self) -> list[tuple[set[str], set[str]]]:
        """The senders and the targets that the rules read in each sentence."""
        return [_sides(anchors) for anchors in self.anchors]

    @cached_property
    def by_sentence(self) -> dict[int, list[Holder]]:
        """The tokens that stand for parties, by the place of their sentence among those given."""
        found: dict[int, list[Holder]] = {}
        for holder in self.given.parties:
            found.setdefault(self.given.number[holder.sentence.number], []).append(holder)
        return found

    @cached_property
    def named(self) -> Counter[str]:
        """How often each party is named."""
        return Counter(party for holder in self.given.parties for party in holder.parties)

    @cached_property
    def every(self) -> int:
        """How often parties are named."""
        return self.named.total()

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each party is named: the token, and the sentence."""
        found: dict[str, list[tuple[int, int]]] = {}
        for holder in self.given.parties:
            for party in holder.parties[:LISTED]:
                found.setdefault(party, []).append(
                    (holder.place, self.given.number[holder.sentence.number])
                )
        return found

    def of_measure(self, number: int, kinds: Iterable[MeasureKind]) -> Pairs:
        """Return the parties that a measure of some kinds may be by or against.

        ``number`` is the place of its sentence among those given.
        """
        kinds = set(kinds)
        return self._told(number, *_sides(a for a in self.anchors[number] if a.kind in kinds))

    def of_trigger(self, number: int) -> Pairs:
        """Return the parties that may act in a trigger."""
        told = [act.trigger for act in self.acts[number]]
        return self._told(number, {t.actor for t in told}, {t.recipient for t in told})

    def _told(self, number: int, first: Set[str], second: Set[str | None]) -> Pairs:
        near = self._near.get(number)
        if near is None:
            near = self._near[number] = self._of_sentence(number)
        sides = [(party in first, party in second) for party in near.parties]
        known = np.concatenate([np.array(sides, np.float32).reshape(-1, 2), near.known], axis=1)
        return near._replace(known=known)

    def _of_sentence(self, number: int) -> Pairs:
        """Return the pairs of whatever a sentence tells, less what the rules read of it."""
        found: list[tuple[int, str]] = []
        known: list[tuple[float, ...]] = []
        story = self.given.story

        def add(place: int, party: str, here: int, several: bool) -> None:
            by, against = self.told[here]
            found.append((place, party))
            known.append((
                here == number, here == number - 1, party in by, party in against,
                self.named[party] / self.every, party in story.targets, party in story.senders,
                several, here == 0, here < number - BEFORE, here > number,
            ))  # fmt: skip

        for here in range(max(0, number - BEFORE), number + 1):
            for holder in self.by_sentence.get(here, ()):
                for party in holder.parties[:LISTED]:
                    add(holder.place, party, here, len(holder.parties) > 1)
        near = {party for _, party in found}
        for party, _ in self.named.most_common(FAR):
            where = self.places.get(party)
            if party in near or not where:
                continue
            before = [item for item in where if item[1] < number - BEFORE]
            place, here = before[-1] if before else where[0]
            add(place, party, here, False)
        return Pairs([place for place, _ in found], [party for _, party in found],
                     np.array(known, np.float32).reshape(len(known), 11))  # fmt: skip


def distance(between: Places) -> Floats:
    """Return three numbers on how far a party stands behind a measure, in tokens, shape (pairs, 3).

    Whether behind (``between`` is negative before); how far, in tens, three at most; whether nearer
    than four.
    """
    far = np.abs(between)
    return np.stack([between > 0, np.minimum(far / 10, 3), far < 4], axis=1).astype(np.float32)


def shares_of(
    answers: Answers, asked: list[tuple[int, Pairs]], sides: slice = OF_MEASURE
) -> list[Shares]:
    """Return how sure the network is of each party of some measures, or triggers, asked at once.

    Parameters
    ----------
    answers
        What the network says of the story.
    asked
        Of each measure or trigger the place of the token that tells it, and its pairs.
    sides
        Which of the answers.
    """
    to = [place for _, pairs in asked for place in pairs.places]
    if not to:
        return [{} for _ in asked]
    at = [place for place, pairs in asked for _ in pairs.places]
    known = np.concatenate([pairs.known for _, pairs in asked])
    known = np.concatenate([known, distance(np.array(to) - np.array(at))], axis=1)
    rows = map(tuple, answers.sides(at, to, known)[:, sides].tolist())
    found: list[Shares] = []
    for _, pairs in asked:
        shares: Shares = {}
        for party in pairs.parties:
            row, best = next(rows), shares.get(party)
            shares[party] = row if best is None else tuple(map(max, best, row))
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
