"""Triggers as the rules and the network read them together.

What the rules read stays. In a sentence where they read no trigger, the likeliest act is one if
the network is sure enough of it (``ADDED``) and of who acts (``ACTOR``), but for what the rules
know to be no threat; whom it hits is read by the rules. A text of few sentences is left to the
rules, as with measures. The numbers were chosen on stories that the network was not fitted to
(``docs/reading.md``).
"""

from __future__ import annotations

import numpy as np

from megara.dossier.learned.measures import SHORTEST
from megara.dossier.learned.network import OF_TRIGGER, TRIGGER, Answers
from megara.dossier.learned.sides import Nearby, shares_of
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.triggers import Act, Triggered, is_no_threat, merge_trigger, trigger_of
from megara.dossier.triggers.conditions import Condition, conditions

ADDED = 0.9
ACTOR = 0.8
TURNING = frozenset({"unless", "until"})


def revise_triggers(nearby: Nearby, triggered: Triggered, answers: Answers) -> Triggered:
    """Return the triggers of a story: those that the rules read, then what the network adds.

    Parameters
    ----------
    nearby
        The parties of the story, as the network was given it.
    triggered
        The triggers that the rules read; where the network finds the act of one in another sentence
        too, that is added to its evidence, in place.
    answers
        What the network says.
    """
    given, first = nearby.given, nearby.given.tokens.first
    if len(given.story.sentences) < SHORTEST:
        return triggered
    read = {evidence.start for trigger, _ in triggered for evidence in trigger.evidence}
    new = [
        (number, answers.surest(number, TRIGGER))
        for number in np.flatnonzero(answers.most[:, TRIGGER] > ADDED).tolist()
        if given.sentences[number].span[0] not in read
    ]
    shares = shares_of(answers, [(at, nearby.of_trigger(n)) for n, at in new], OF_TRIGGER)
    found = list(triggered)
    for (number, place), actors in zip(new, shares, strict=True):
        sentence = given.sentences[number]
        condition = _condition(sentence, place - int(first[number]))
        actor = max(actors, key=actors.__getitem__, default=None)
        if actor is None or actors[actor][0] < ACTOR or is_no_threat(sentence, condition):
            continue
        trigger = trigger_of(given.story, sentence, condition, actor)
        trigger.read_by = "network"
        merge_trigger(found, trigger, [Act(sentence, condition.verb, trigger)])
    return found


def _condition(sentence: Sentence, token: int) -> Condition:
    """Return the condition told at a token: the nearest that the rules know, else its act.

    The token that tells it may be the word that opens it ("if"), which hangs on its act.
    """
    known = conditions(sentence)
    if known:
        return min(known, key=lambda condition: abs(condition.verb - token))
    act = token
    while not (sentence.is_verb(act) or sentence.tag[act] in NOUNS) and sentence.head[act] != act:
        act = sentence.head[act]
    turned = not TURNING.isdisjoint(sentence.low[k] for k in (token, *sentence.kids[act]))
    subject = sentence.subject(act) if sentence.is_verb(act) else None
    return Condition(act, subject, unless=turned)
