"""Whom an attack would hit where its words do not tell: "if Russian troops cross the border".

It is the party, of those with which the attacker is in a dispute (``data/disputes.csv``), that the
story names most.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from megara.dossier.lexicon import rows
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

ATTACKING = frozenset("invade attack escalate annex occupy bombard shell storm "
                      "mobilise mobilize intervene".split())  # fmt: skip
ATTACKS = frozenset("invasion attack aggression offensive incursion assault annexation blockade "
                    "bombardment escalation landing".split())  # fmt: skip
MOVING = frozenset("cross march move go send enter advance push come".split())
TROOPS = frozenset("troop soldier tank army force battalion border frontier armour paratrooper "
                   "warship navy".split())  # fmt: skip


def who_is_attacked(story: Story, sentence: Sentence, verb: int, actor: str) -> str | None:
    """Return whom an act hits that is an attack of one state on another and names none."""
    disputed = _disputes().get(actor)
    if disputed is None or sentence.negated(verb) or not _is_attack(sentence, verb):
        return None
    named = Counter(
        mention.name.party
        for other in story.sentences
        for mention in other.mentions
        if mention.name.party in disputed
    )
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _is_attack(sentence: Sentence, verb: int) -> bool:
    """Say whether an act is an attack: "invades", "crosses the border", "launches an assault"."""
    if not sentence.is_verb(verb):
        return sentence.base[verb] in ATTACKS
    if sentence.lemma[verb] in ATTACKING:
        return True
    if sentence.lemma[verb] in MOVING:
        return any(sentence.base[k] in TROOPS for k in sentence.subtree(verb))
    things = sentence.children(verb, "dobj", "nsubjpass")
    return any(sentence.base[k] in ATTACKS for k in things)


@cache
def _disputes() -> dict[str, set[str]]:
    """Return with whom each party is in a dispute over land or worse."""
    found: dict[str, set[str]] = {}
    for row in rows("disputes"):
        found.setdefault(row["attacker"], set()).add(row["attacked"])
    return found
