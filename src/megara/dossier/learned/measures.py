"""Measures as the rules and the network read them together.

What the rules read, and each kind that the network finds in a sentence where they read none of it,
may be a measure. Of each there are several readings: with the status that the rules told or that
the network finds likeliest, with the senders and targets of the one or of the other. The judge says
how likely each is right, and those that are likely enough are kept, the likeliest first, each
measure once. To find a measure with a likelihood p pays, for the F1 of what is found, if p is more
than half of that F1: hence ``ADDED``. What only an expert tells is never added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np

from megara.dossier.learned.features import Reading
from megara.dossier.learned.judge import Candidate, Variant, may_be_one, numbers_of, right
from megara.dossier.learned.network import KINDS, STATUSES, TRIGGER, Answers, Floats
from megara.dossier.learned.sides import Nearby, Shares, likely, shares_of
from megara.dossier.learned.tokens import Described
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.phrases import goods_in
from megara.dossier.measures.mentions.reading import TRADE
from megara.dossier.measures.together import Measured
from megara.dossier.schema import Measure, MeasureKind
from megara.dossier.sentence import Sentence

FOUND = 0.5  # so sure the network must be of a kind for it to be judged at all
LIKELY = 0.5  # so sure for a sentence to be counted as telling it
ADDED = 0.35
CHANGED, MORE = 0.3, 1.3
DROPPED = 0.2
SHORTEST = 6  # sentences: shorter texts are unlike the stories that the judge was fitted to

HELP = frozenset({"aid", "assistance", "help", "support", "relief"})
STOPPING = frozenset("suspend suspension stop halt cut cutoff freeze withhold end cancel block "
                     "pull withdraw withdrawal pause scrap deny slash reduce reduction curtail "
                     "review condition restrict limit hold revoke".split())  # fmt: skip
# What is weighed and will follow on an "if" may be called either.
PENDING = frozenset({"considered", "threatened"})


def revise_measures(nearby: Nearby, measured: Measured, answers: Answers) -> Measured:
    """Return the measures of a story, in its order, each with its mentions.

    Parameters
    ----------
    nearby
        The parties of the story, as the network was given it.
    measured
        The measures that the rules read.
    answers
        What the network says.
    """
    given = nearby.given
    if len(given.story.sentences) < SHORTEST:
        return measured
    every = judged(nearby, measured, answers)
    rows = [row for _, readings in every for _, row in readings]
    if not rows:
        return measured
    likelihoods = iter(right(answers.weights, rows))
    kept: list[tuple[Variant, Candidate]] = []
    found: list[tuple[float, Variant, Candidate]] = []
    for told, readings in every:
        how_likely = [next(likelihoods) for _ in readings]
        n = max(range(len(readings)), key=how_likely.__getitem__)
        if told.by_rules is not None:
            if max(how_likely) < DROPPED and _may_be_dropped(told):
                continue
            if how_likely[n] < max(CHANGED, MORE * how_likely[0]):
                n = 0  # as the rules read it
            kept.append((readings[n][0], told))
        elif how_likely[n] >= ADDED and not told.by_expert:  # whose ideas are nobody's measures
            found.append((how_likely[n], readings[n][0], told))
    for _, read, told in sorted(found, key=lambda item: -item[0]):
        if not any(_is_again(other, read) for other, _ in kept):
            kept.append((read, told))
    kept.sort(key=lambda item: item[1].place)
    return [_measure(n, given, read, told) for n, (read, told) in enumerate(kept, 1)]


def judged(
    nearby: Nearby, measured: Measured, answers: Answers
) -> list[tuple[Candidate, list[tuple[Variant, list[float]]]]]:
    """Return what may be a measure, in order, each with its readings as the judge is told them."""
    main = _main_sides(nearby.reading)
    found = []
    earlier: list[Variant] = []
    for told in sorted(
        _candidates(nearby, measured, answers),
        key=lambda t: (t.number, t.by_rules is None, t.place),
    ):
        readings = list(_readings(told, main))
        found.append((told, [(read, numbers_of(told, read, earlier)) for read in readings]))
        earlier.append(readings[0])
    return found


def _candidates(nearby: Nearby, measured: Measured, answers: Answers) -> list[Candidate]:
    """Return where a measure may be told: by the rules, or else as the network finds."""
    given = nearby.given
    first, most = given.tokens.first, answers.most[:, :TRIGGER]
    where: list[tuple[int, MeasureKind, int, Measure | None, list[Anchor]]] = []
    covered: set[tuple[int, MeasureKind]] = set()
    for measure, anchors in measured:
        for a in anchors:
            covered |= {(given.number[a.sentence.number], kind) for kind in (measure.kind, a.kind)}
        n = given.number[anchors[0].sentence.number]
        where.append((n, measure.kind, int(first[n]) + anchors[0].token, measure, anchors))
    for n, k in zip(*np.nonzero(most >= FOUND), strict=True):
        if (int(n), KINDS[k]) not in covered:
            place = answers.surest(n, k)
            if not _is_given(given.sentences[n], place - int(first[n])):
                where.append((int(n), KINDS[k], place, None, []))
    if not where:
        return []
    counted = np.cumsum(most > LIKELY, axis=0)
    sure = _Sure(answers.told, most.tolist(), counted.tolist())
    asked = [(at, nearby.of_measure(n, [kind])) for n, kind, at, _, _ in where]
    shares = shares_of(answers, asked)
    statuses = answers.statuses([at for _, _, at, _, _ in where]).tolist()
    return [
        _candidate(given, sure, item, row, beside)
        for item, row, beside in zip(where, statuses, shares, strict=True)
    ]


def _is_given(sentence: Sentence, token: int) -> bool:
    """Say whether help is only given or asked for: "was considering assistance to Russia".

    To stop or to limit it may be a measure.
    """
    return sentence.base[token] in HELP and STOPPING.isdisjoint(sentence.lemma)


class _Sure(NamedTuple):
    """How sure the network is of each kind at each token, and at most in each sentence.

    ``counted[n]`` is in how many sentences up to the n-th each kind is likely told.
    """

    told: Floats
    most: list[list[float]]
    counted: list[list[int]]


def _candidate(
    given: Described, sure: _Sure,
    item: tuple[int, MeasureKind, int, Measure | None, list[Anchor]],
    statuses: list[float], shares: Shares,
) -> Candidate:  # fmt: skip
    n, kind, place, measure, anchors = item
    k = KINDS.index(kind)
    sentence = given.sentences[n]
    mentioned = [given.number[a.sentence.number] for a in anchors] or [n]
    start = int(given.tokens.first[n])
    own = sure.told[place : place + 1, k]
    if anchors:
        own = sure.told[start + anchors[0].first : start + anchors[0].last, k]
    here, up_to_here = sure.most[n], sure.counted[n][k]
    return Candidate(
        kind, place, n, measure, anchors,
        most=max(sure.most[m][k] for m in mentioned), here=here[k],
        at=float(own.max()), other=max(here[:k] + here[k + 1 :]),
        any=max(max(sure.most[m]) for m in mentioned),
        before=up_to_here - (here[k] > LIKELY), after=sure.counted[-1][k] - up_to_here,
        statuses=statuses, shares=shares, by_expert=sentence.number in given.story.by_experts,
        share_of_story=n / len(sure.most),
        goods=goods_in(sentence, 0, len(sentence)) if measure is None and kind in TRADE else [],
    )  # fmt: skip


def _readings(told: Candidate, main: tuple[list[str], list[str]]) -> Iterator[Variant]:
    """Yield the readings of what is told somewhere, the plainest first.

    ``main`` are the story's main sender and target, for what tells none.
    """
    ranked = sorted(range(len(STATUSES)), key=lambda s: -told.statuses[s])
    by = likely(told.shares, 0)
    against = [party for party in likely(told.shares, 1) if party not in by]
    rules = told.by_rules
    if rules is not None:
        goods_told = rules.goods
        likeliest = STATUSES[ranked[0]]
        if {rules.status, likeliest} == PENDING:
            likeliest = rules.status
        statuses = list(dict.fromkeys([rules.status, likeliest]))
        senders = [rules.imposed_by, *_others(by, rules.imposed_by)]
        targets = [rules.against, *_others(against, rules.against)]
    else:
        goods_told = told.goods
        statuses = [STATUSES[s] for s in ranked[:2]]
        senders = [by or main[0]]
        targets = [against or [party for party in main[1] if party not in by]]
    for status, some, others in product(statuses, senders, targets):
        yield Variant(told.kind, status, some, others, goods_told)


def _may_be_dropped(told: Candidate) -> bool:
    """Say whether a measure of the rules may be left out as unlikely.

    Not one that an expert tells, which the rules keep for once, nor one of parties on which the
    network has no word ("the core group").
    """
    rules = told.by_rules
    return not told.by_expert and rules is not None and told.shares.keys() >= {
        *rules.imposed_by, *rules.against
    }  # fmt: skip


def _others(found: list[str], told: list[str]) -> list[list[str]]:
    """Return the parties found for a side, if they are others than those that the rules told."""
    return [found] if found and not set(found) & set(told) else []


def _main_sides(reading: Reading) -> tuple[list[str], list[str]]:
    """Return the sender and the target of most of the rules' mentions of measures."""
    every = [a for anchors in reading.anchors.values() for a in anchors]
    by = Counter(party for a in every for party in a.imposed_by)
    against = Counter(party for a in every for party in a.against)
    return [p for p, _ in by.most_common(1)], [p for p, _ in against.most_common(1)]


def _is_again(one: Variant, other: Variant) -> bool:
    """Say whether two readings are of one measure, told twice."""
    apart = bool(one.goods and other.goods) and not set(one.goods) & set(other.goods)
    return (
        (one.kind, one.status) == (other.kind, other.status)
        and not apart
        and may_be_one(one, other)
    )


def _measure(
    n: int, given: Described, read: Variant, told: Candidate
) -> tuple[Measure, list[Anchor]]:
    """Return a measure of the dossier, with its mentions."""
    if told.by_rules is not None:
        evidence, anchors = told.by_rules.evidence, told.anchors
    else:
        sentence = given.sentences[told.number]
        token = told.place - int(given.tokens.first[told.number])
        evidence = [given.story.evidence(sentence)]
        anchors = [Anchor(sentence, token, token + 1, read.kind, read.status,
                          read.imposed_by, read.against, read.goods)]  # fmt: skip
    measure = Measure(
        id=f"m{n}", kind=read.kind, imposed_by=read.imposed_by, against=read.against,
        goods=read.goods, status=read.status, evidence=evidence,
        read_by="rules" if told.by_rules is not None and _as_told(read, told.by_rules)
        else "network",
    )  # fmt: skip
    return measure, anchors


def _as_told(read: Variant, rules: Measure) -> bool:
    """Say whether a reading is the rules' own."""
    return (read.status, read.imposed_by, read.against) == (
        rules.status, rules.imposed_by, rules.against
    )  # fmt: skip
