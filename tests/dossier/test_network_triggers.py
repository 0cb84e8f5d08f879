"""Triggers as the rules and the network read them together."""

import pytest

from megara.dossier.learned import revise_triggers, triggers
from megara.dossier.triggers import lead_to, read_triggers
from tests.dossier.by_rules import asked_of_the_network, by_rules, some_stories


def revised(read):
    """The triggers that rules and network read together, with where they lead."""
    nearby, answers = asked_of_the_network(read)
    found = revise_triggers(nearby, read.triggers, answers)
    lead_to(read.story, found, read.measured)
    return found


@pytest.mark.parametrize("path", some_stories(), ids=lambda p: p.stem)
def test_what_the_rules_read_stays(path, monkeypatch):
    monkeypatch.setattr(triggers, "ADDED", -1.0)
    monkeypatch.setattr(triggers, "ACTOR", 0.0)
    read = by_rules(path.read_bytes(), path.name)
    before = [trigger.model_copy(deep=True) for trigger, _ in read.triggers]
    both = revised(read)
    for told, (kept, _) in zip(before, both, strict=False):
        assert (kept.actor, kept.action, kept.recipient) == (
            told.actor, told.action, told.recipient
        )  # fmt: skip
        assert kept.read_by == "rules"
        assert kept.evidence[: len(told.evidence)] == told.evidence
    assert len(both) >= len(before)


def test_of_a_sentence_one_is_found_with_its_words(monkeypatch):
    """Were the network sure of everything, each sentence would tell one trigger, of a party."""
    monkeypatch.setattr(triggers, "ADDED", -1.0)
    monkeypatch.setattr(triggers, "ACTOR", 0.0)
    found = 0
    for path in some_stories():
        read = by_rules(path.read_bytes(), path.name)
        of_rules = {e.start for trigger, _ in read.triggers for e in trigger.evidence}
        new = revised(read)[len(read.triggers) :]
        numbers = [act.sentence.number for _, acts in new for act in acts]
        assert len(numbers) == len(set(numbers))
        assert of_rules.isdisjoint(e.start for trigger, _ in new for e in trigger.evidence)
        ids = {measure.id for measure, _ in read.measured}
        for trigger, _ in new:
            assert trigger.action
            assert trigger.actor != trigger.recipient
            assert trigger.read_by == "network"
            assert ids.issuperset(trigger.leads_to)
            assert all(e.text == read.story.text[e.start : e.end] for e in trigger.evidence)
        found += len(new)
    assert found > 20


def test_triggers_are_read_the_same_again():
    """The rules do not change the parse that they read."""
    text = (
        "BRUSSELS, May 3, 2024 - The EU imposed sanctions on Niger's junta on Friday. Should the "
        "junta harm Bazoum or his family, those responsible would face European travel bans and "
        "asset freezes, foreign policy chief Josep Borrell warned."
    )
    read = by_rules(text)
    again = read_triggers(read.story, read.measured)
    assert [trigger for trigger, _ in read.triggers] == [trigger for trigger, _ in again]
    assert again
