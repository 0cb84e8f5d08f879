"""How likely a reading of a measure is right: by what the network and the rules say of it.

A reading is one kind, status, senders and targets of a measure that is told somewhere. Of each the
judge weighs what is told below, x, by

    right = sigmoid(A relu(C z + d) + B z + b),   z = (x - mean) / spread

fitted with the rest of the weights, on stories that the network had not been fitted to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log, log1p
from typing import NamedTuple

import numpy as np

from megara.dossier.learned.network import KINDS, STATUSES, Floats, sigmoid
from megara.dossier.learned.sides import Shares, likely
from megara.dossier.measures.anchor import Anchor
from megara.dossier.schema import Measure, MeasureKind, MeasureStatus

LEAST = 1e-3  # so sure at least, and no surer than one less this


@dataclass(frozen=True)
class Candidate:
    """A place where a measure may be told, with what the network says of it.

    ``by_rules`` is the measure that the rules read there, with its mentions ``anchors``, if any.
    ``place`` is the token that tells it, ``number`` its sentence's place among those given. How
    sure the network is that this kind is told: ``most`` in the surest sentence that mentions it,
    ``here`` in its own sentence, ``at`` by its token; ``other`` that another kind is told in its
    sentence, ``any`` that any is where it is mentioned. ``before`` and ``after`` are in how many
    other sentences a measure of the kind is likely told.
    """

    kind: MeasureKind
    place: int
    number: int
    by_rules: Measure | None
    anchors: list[Anchor]
    most: float
    here: float
    at: float
    other: float
    any: float
    before: int
    after: int
    statuses: list[float]
    shares: Shares
    by_expert: bool
    share_of_story: float  # how far on it is told, from 0 to 1
    goods: list[str] = field(default_factory=list)

    @cached_property
    def known(self) -> Known:
        """What is the same in all its readings, worked out once."""
        first = self.anchors[0] if self.anchors else None
        return Known(
            [_odds(share) for share in (self.most, self.here, self.at, self.other, self.any)],
            set(likely(self.shares, 0)),
            set(likely(self.shares, 1)),
            [log1p(len(self.anchors)), first is not None and first.supposed,
             first is not None and first.is_verb, self.by_expert, self.number == 0,
             self.number < 3, self.share_of_story, log1p(self.before), log1p(self.after)],
            [self.kind == kind for kind in KINDS],
        )  # fmt: skip


class Known(NamedTuple):
    """What the judge is told of a candidate, whichever its reading: numbers, and likely parties."""

    odds: list[float]
    by: set[str]
    against: set[str]
    where: list[float]
    kind: list[float]


@dataclass(frozen=True)
class Variant:
    """One reading of a measure."""

    kind: MeasureKind
    status: MeasureStatus
    imposed_by: list[str]
    against: list[str]
    goods: list[str]


def numbers_of(told: Candidate, read: Variant, earlier: Sequence[Variant]) -> list[float]:
    """Return what the judge is told of a reading, 56 numbers.

    ``earlier`` are the first readings of what is told before it.
    """
    rules, shares, known = told.by_rules, told.shares, told.known
    by, against = set(read.imposed_by), set(read.against)
    as_sender = [shares.get(p, (0.0, 0.0))[0] for p in read.imposed_by] or [0.0]
    as_target = [shares.get(p, (0.0, 0.0))[1] for p in read.against] or [0.0]
    alike = [e for e in earlier if e.kind == read.kind]
    same = [e for e in alike if e.status == read.status and may_be_one(e, read)]
    numbers = [
        *known.odds,
        log(max(told.statuses[STATUSES.index(read.status)], LEAST)), log(max(told.statuses)),
        # sides: how sure of those read, of another, and of those read on the other side
        _odds(min(as_sender)), _odds(max(as_sender)),
        _odds(max((s for p, (s, _) in shares.items() if p not in by), default=0.0)),
        _odds(min(as_target)), _odds(max(as_target)),
        _odds(max((t for p, (_, t) in shares.items() if p not in against), default=0.0)),
        _odds(max((shares[p][1] for p in by if p in shares), default=0.0)),
        _odds(max((shares[p][0] for p in against if p in shares), default=0.0)),
        not by, not against, len(read.imposed_by) > 1, len(read.against) > 1,
        # the rules
        rules is not None,
        rules is not None and read.status == rules.status,
        rules is not None and read.imposed_by == rules.imposed_by,
        rules is not None and read.against == rules.against,
        rules is not None and by == known.by,
        rules is not None and against == known.against,
        *known.where,
        bool(alike), log1p(len(alike)), bool(same), log1p(len(same)),
        bool(read.goods), bool(by & against),
    ]  # fmt: skip
    numbers += known.kind
    numbers += [read.status == status for status in STATUSES]
    return [float(number) for number in numbers]


def may_be_one(one: Variant, other: Variant) -> bool:
    """Say whether no side of two readings speaks against their being of one measure."""
    return all(
        not mine or not its or bool(set(mine) & set(its))
        for mine, its in ((one.imposed_by, other.imposed_by), (one.against, other.against))
    )


def right(weights: dict[str, Floats], rows: Sequence[Sequence[float]]) -> list[float]:
    """Return how likely each reading is right, by the numbers of :func:`numbers_of`."""
    w = weights
    z = (np.asarray(rows, np.float32) - w["judge mean"]) / w["judge spread"]
    hidden = np.maximum(z @ w["judge hidden"] + w["judge hidden bias"], 0)
    logits = (hidden @ w["judge out"] + z @ w["judge direct"])[:, 0] + w["judge bias"]
    found: list[float] = sigmoid(logits.astype(np.float32)).tolist()
    return found


def _odds(share: float) -> float:
    """Return the logarithm of the odds of a share."""
    share = min(max(share, LEAST), 1 - LEAST)
    return log(share / (1 - share))
