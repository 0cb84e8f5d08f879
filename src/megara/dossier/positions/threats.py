"""Positions told by a threat against a measure: "if they impose a ban, we will hit back".

Who says what it will do to others, should another impose a measure, is against the measure. One
who would join it then, or whose own measure hangs on it, is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.positions.direction import Direction, direction
from megara.dossier.positions.holders import Found, held_by, topic
from megara.dossier.positions.matters import speaks_of_measure, words
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

SUPPOSING = frozenset({"if", "should", "were", "once", "moment"})
LATER = frozenset({"will", "would", "'ll", "could", "may", "might", "shall", "wo"})
THREATENING = frozenset("threaten vow promise pledge warn swear undertake".split())
CARRIED_OUT = frozenset("do go happen pass come proceed adopt impose introduce implement join "
                        "follow enact approve try carry insist persist".split())  # fmt: skip
# What is done with a measure, and not against it.
HELPING = frozenset("support back welcome join follow accept agree implement apply adopt enforce "
                    "comply benefit consider vote approve look study examine be "
                    "have".split())  # fmt: skip


def of_threat(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Yield who would do something to others if a measure is imposed."""
    lemma = sentence.lemma[verb]
    if lemma in HELPING or lemma in words("verb", "following"):
        return
    clause = _supposed(sentence, verb)
    if clause is None or not _threatened(sentence, verb):
        return
    holder = sentence.subject(verb)
    act = sentence.child(verb, "dobj")
    if act is not None and sentence.base[act] in ("decision", "stance", "position", "view"):
        return  # "will take its decision once the text is known"
    again = sentence.lemma[clause] in CARRIED_OUT and any(
        sentence.low[k] in ("it", "this", "so") for k in sentence.kids[clause]
    )
    into_force = _into_force(sentence, clause)
    again = again or into_force
    if not again and not speaks_of_measure(sentence, sentence.subtree(clause)):
        return
    way = direction(sentence, clause, context=again)
    if holder is None or not (way is Direction.TOWARD or into_force):
        return
    others = set(story.parties(sentence, sentence.child(clause, "nsubj", "agent")))
    on = topic(story, sentence, clause)
    for found in held_by(story, sentence, holder, "opposed", on):
        if found[0] in others:
            continue
        if found[0] not in story.senders or found[0] in story.targets:
            yield found


def _into_force(sentence: Sentence, clause: int) -> bool:
    """Say whether a clause is of a law: "if Washington puts the act into effect"."""
    return sentence.lemma[clause] in ("put", "bring") and any(
        sentence.low[thing] in ("effect", "force", "practice")
        for prep in sentence.children(clause, "prep")
        for thing in sentence.children(prep, "pobj")
    )


def _supposed(sentence: Sentence, verb: int) -> int | None:
    """Return the clause that a verb hangs on: "if the bloc goes ahead"."""
    for clause in sentence.children(verb, "advcl"):
        for kid in sentence.children(clause, "mark", "aux", "advmod", "auxpass"):
            if sentence.low[kid] in SUPPOSING and kid <= min(sentence.kids[clause]) + 1:
                return clause
    return None


def _threatened(sentence: Sentence, verb: int) -> bool:
    """Say whether an act lies in the future: "will leave", "threatened to leave"."""
    if any(sentence.low[k] in LATER for k in sentence.children(verb, "aux")):
        return True
    above = sentence.head[verb]
    return sentence.dep[verb] == "xcomp" and sentence.lemma[above] in THREATENING
