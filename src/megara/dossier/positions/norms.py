"""Positions told by what somebody says should be: "said the listing ought to be scrapped"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from megara.dossier.lexicon import classes
from megara.dossier.positions.direction import Direction, direction
from megara.dossier.positions.holders import Found, held_by, spoken_of, topic
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

LATER = frozenset({"after", "once", "if", "when", "as"})
OUGHT = frozenset({"should", "ought", "must"})
STANCES: dict[Direction, Stance] = {
    Direction.TOWARD: "supportive",
    Direction.SOFTER: "reticent",
    Direction.AWAY: "opposed",
}


def of_norm(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Yield the positions that a verb of saying tells with a clause of what should be."""
    if sentence.lemma[verb] not in classes()["say"] or sentence.negated(verb):
        return
    holder = sentence.subject(verb)
    if holder is None or sentence.number in story.by_experts:
        return
    clauses = sentence.children(verb, "ccomp")
    for told in list(clauses):
        for part in (told, *sentence.children(told, "conj")):
            if sentence.lemma[part] == "have":
                # "broke the rules and had to be lifted"
                clauses += sentence.children(part, "xcomp")
    for clause in clauses:
        if not _ought(sentence, clause) or sentence.lemma[clause] == "bear":
            continue  # who "should bear the duty" is asked for no tariff
        way = direction(sentence, clause, spoken_of(story, sentence))
        if way is Direction.TOWARD:
            way = _lessened(sentence, clause)
        if way is not None:
            on = topic(story, sentence, verb)
            yield from held_by(story, sentence, holder, STANCES[way], on)


def _lessened(sentence: Sentence, clause: int) -> Direction:
    """Return the direction after "no country should be punished", "only after talks"."""
    subject = sentence.child(clause, "nsubj", "nsubjpass")
    if subject is not None and any(sentence.low[k] == "no" for k in sentence.kids[subject]):
        return Direction.AWAY
    inside = [sentence.low[i] for i in sentence.subtree(clause)]
    late = any(word == "only" and after in LATER for word, after in pairwise(inside))
    return Direction.SOFTER if late else Direction.TOWARD


def _ought(sentence: Sentence, clause: int) -> bool:
    """Say whether a clause, or one joined to it, tells what should be done."""
    over = sentence.head[clause]
    yet = any(sentence.low[k] == "yet" for k in (*sentence.kids[over], *sentence.kids[clause]))
    if sentence.dep[clause] == "xcomp" and sentence.lemma[over] == "have" and not yet:
        return True  # "had to be lifted"
    return (
        any(
            sentence.low[kid] in OUGHT
            for part in (clause, *sentence.children(clause, "conj"))
            for kid in sentence.kids[part]
        )
        or sentence.low[clause] in OUGHT
    )
