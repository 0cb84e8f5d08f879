"""Measures as the rules and the network read them together: the judge, the sides, what is kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.dossier.learned import measures
from megara.dossier.learned.judge import Variant, may_be_one, right
from megara.dossier.learned.measures import SHORTEST, judged, revise_measures
from megara.dossier.learned.network import KINDS, STATUSES
from megara.dossier.learned.sides import likely
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in
from tests.dossier.by_rules import STORIES, asked_of_the_network, by_rules, some_stories

PARTIES = ("USA", "CHN", "EU")


def read_and_asked(path):
    """What the rules read of a story, its parties as the network is given them, its answers."""
    read = by_rules(path.read_bytes(), path.name)
    return read, *asked_of_the_network(read)


sides = st.lists(st.sampled_from(PARTIES), unique=True, max_size=2)
readings = st.builds(
    Variant, st.sampled_from(KINDS), st.sampled_from(STATUSES), sides, sides,
    st.lists(st.sampled_from(["steel", "chips"]), unique=True),
)  # fmt: skip


@settings(deadline=None)
@given(rows=st.integers(1, 4), seed=st.integers(0, 50))
def test_the_judge_computes_its_equation(rows, seed):
    draw = np.random.default_rng(seed).normal
    w = {
        "judge mean": draw(size=5), "judge spread": np.abs(draw(size=5)) + 0.1,
        "judge hidden": draw(size=(5, 3)), "judge hidden bias": draw(size=3),
        "judge out": draw(size=(3, 1)), "judge direct": draw(size=(5, 1)),
        "judge bias": draw(size=1),
    }  # fmt: skip
    x = draw(size=(rows, 5)).astype(np.float32)
    for row, found in zip(x, right(w, x), strict=True):
        z = (row - w["judge mean"]) / w["judge spread"]
        hidden = [max(0, sum(z * w["judge hidden"][:, k]) + w["judge hidden bias"][k])
                  for k in range(3)]  # fmt: skip
        logit = sum(hidden * w["judge out"][:, 0]) + sum(z * w["judge direct"][:, 0])
        wanted = 1 / (1 + np.exp(-np.clip(logit + w["judge bias"][0], -30, 30)))
        assert found == pytest.approx(wanted, abs=1e-4)


@given(one=readings, other=readings)
def test_two_readings_may_be_one_whichever_comes_first(one, other):
    assert may_be_one(one, one)
    assert may_be_one(one, other) == may_be_one(other, one)


def test_the_sides_are_those_it_is_sure_of_or_the_likeliest():
    shares = {"USA": (0.9, 0.0), "EU": (0.6, 0.1), "CHN": (0.1, 0.4)}
    assert likely(shares, 0) == ["USA", "EU"]
    assert likely(shares, 1) == ["CHN"]
    assert likely({"USA": (0.1, 0.1)}, 0) == []


@pytest.mark.parametrize("path", some_stories(), ids=lambda p: p.stem)
def test_of_each_story(path):
    read, nearby, answers = read_and_asked(path)
    given = nearby.given
    named = {(h.place, p) for h in given.parties for p in h.parties}
    for n in range(len(given.sentences)):
        for pairs in (nearby.of_measure(n, ["tariff"]), nearby.of_trigger(n)):
            assert pairs.known.shape == (len(pairs.places), 13)
            assert named.issuperset(zip(pairs.places, pairs.parties, strict=True))
    numbers = len(answers.weights["judge mean"])
    for told, found in judged(nearby, read.measured, answers):
        assert len({(r.status, *r.imposed_by, "|", *r.against) for r, _ in found}) == len(found)
        assert all(r.kind == told.kind and len(row) == numbers and np.isfinite(row).all()
                   for r, row in found)  # fmt: skip
        if told.by_rules is not None:  # the plainest reading is the rules' own
            first, rules = found[0][0], told.by_rules
            assert (first.status, first.imposed_by, first.against, first.goods) == (
                rules.status, rules.imposed_by, rules.against, rules.goods
            )  # fmt: skip
    kept = revise_measures(nearby, read.measured, answers)
    assert [m.id for m, _ in kept] == [f"m{n}" for n in range(1, len(kept) + 1)]
    assert all(m.evidence and anchors for m, anchors in kept)
    assert all(a.sentence in given.sentences for _, anchors in kept for a in anchors)


def test_what_a_trigger_leads_to_is_among_the_measures():
    checked = 0
    for path in sorted(STORIES.glob("held-out-[12][0135]/*.txt")):
        dossier = read_intakes([take_in(path.read_bytes(), 1, path.name)], parser())
        ids = {measure.id for measure in dossier.measures}
        for trigger in dossier.triggers:
            assert ids.issuperset(trigger.leads_to)
            checked += bool(trigger.leads_to)
    assert checked


def test_of_a_few_sentences_the_rules_alone_speak():
    text = "The EU banned imports of Russian steel. Hungary backed it. China was calm."
    read = by_rules(text)
    nearby, answers = asked_of_the_network(read)
    assert len(read.story.sentences) < SHORTEST
    assert revise_measures(nearby, read.measured, answers) is read.measured


def test_a_measure_is_found_once(monkeypatch):
    """Whatever the judge says, no two measures are alike in kind, status, sides and goods."""
    monkeypatch.setattr(measures, "right", lambda weights, rows: [0.99] * len(rows))
    found = 0
    for path in some_stories():
        read, nearby, answers = read_and_asked(path)
        kept = revise_measures(nearby, read.measured, answers)
        of_rules = {id(anchor) for anchor in read.mentions}
        new = [m for m, anchors in kept if id(anchors[0]) not in of_rules]
        found += len(new)
        told = {(m.kind, m.status, *m.imposed_by, "|", *m.against, "|", *m.goods) for m in new}
        assert len(told) == len(new)
    assert found > 0


def test_what_is_unlikely_is_dropped(monkeypatch):
    """Unless an expert tells it, or the network was not asked about one of its parties."""
    monkeypatch.setattr(measures, "right", lambda weights, rows: [0.01] * len(rows))
    dropped = 0
    for path in some_stories():
        read, nearby, answers = read_and_asked(path)
        kept = [m.evidence for m, _ in revise_measures(nearby, read.measured, answers)]
        stays = [
            told.by_rules.evidence
            for told, _ in judged(nearby, read.measured, answers)
            if told.by_rules is not None
            and (told.by_expert or not told.shares.keys() >= {
                *told.by_rules.imposed_by, *told.by_rules.against})
        ]  # fmt: skip
        assert sorted(map(str, kept)) == sorted(map(str, stays))
        dropped += len(read.measured) - len(kept)
    assert dropped
