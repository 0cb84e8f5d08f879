"""Stances that the network finds, put together with those that the rules told.

Of each party the network says, at each token that stands for it, how sure it is of each stance, and
the surest place counts. One in a sentence that speaks of no measure counts less (``ASIDE``), and
one under a "not", which the rules mind better (``NEGATED``); a stance that the rules told as well
counts more (``TOLD``). The strongest stance of a party is taken if it passes ``SURE``, a second one
if it passes ``SECOND``; where none does, what the rules told stands, and so where the network would
turn it round and is not sure of that (``TURNED``). All were chosen on stories that the network was
not fitted to (``docs/reading.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from megara.dossier.learned.network import STANCES, Answers
from megara.dossier.learned.tokens import Holder
from megara.dossier.positions.matters import is_on_measure
from megara.dossier.schema import Stance

ASIDE = 0.7
NEGATED = 0.7
TOLD = 0.35
SURE = 0.35
SECOND = 0.8
TURNED = 0.75
FOR: frozenset[Stance] = frozenset({"supportive", "open"})
AGAINST: frozenset[Stance] = frozenset({"reticent", "opposed"})


@dataclass(frozen=True)
class Weighed:
    """How sure the network is of a stance of a party, and where it is surest."""

    party: str
    stance: Stance
    share: float
    holder: Holder


def find(
    answers: Answers, holders: list[Holder], only_hit: Set[str] = frozenset()
) -> dict[tuple[str, Stance], Weighed]:
    """Return how sure the network is of each stance of each party that a story names.

    Of those that are ``only_hit`` by the measures it may find that they are against them: what a
    target is open to are talks, or its own answer.
    """
    found: dict[tuple[str, Stance], Weighed] = {}
    if not holders:
        return found
    shares = answers.stances([holder.place for holder in holders]).tolist()
    for holder, row in zip(holders, shares, strict=True):
        counts = 1.0 if is_on_measure(holder.sentence) else ASIDE
        if holder.sentence.negated(holder.sentence.head[holder.token]):
            counts *= NEGATED
        for party in holder.parties:
            for stance, share in zip(STANCES, row, strict=False):  # the last is that of none
                if party in only_hit and stance != "opposed":
                    continue
                best = found.get((party, stance))
                if best is None or counts * share > best.share:
                    found[party, stance] = Weighed(party, stance, counts * share, holder)
    return found


def weigh(
    told: list[tuple[str, Stance]], found: dict[tuple[str, Stance], Weighed]
) -> Iterator[tuple[str, Stance]]:
    """Yield the stances that stand, of each party in turn.

    Parameters
    ----------
    told
        What the rules told, each party and stance once.
    found
        What the network finds.
    """
    for party in dict.fromkeys([*(party for party, _ in found), *(party for party, _ in told)]):
        by_rules = [stance for other, stance in told if other == party]
        strength = {
            stance: (w.share if (w := found.get((party, stance))) else 0.0)
            + (TOLD if stance in by_rules else 0.0)
            for stance in STANCES
        }
        first, second = sorted(STANCES, key=lambda stance: -strength[stance])[:2]
        share = found[party, first].share if (party, first) in found else 0.0
        if strength[first] <= SURE or (_turns(first, by_rules) and share < TURNED):
            yield from ((party, stance) for stance in by_rules)
            continue
        # to be open to a measure adds nothing to being for one
        both = strength[second] > SECOND and {first, second} != {"open", "supportive"}
        yield from ((party, stance) for stance in ((first, second) if both else (first,)))


def _turns(stance: Stance, by_rules: list[Stance]) -> bool:
    """Say whether a stance turns round what the rules told of a party."""
    others = set(by_rules)
    return bool(others) and (
        (stance in FOR and others <= AGAINST) or (stance in AGAINST and others <= FOR)
    )
