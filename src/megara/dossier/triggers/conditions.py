"""Conditions: which words may open one, and the rule that each of them asks.

A rule takes a sentence and the place of its word, and returns the conditions that open there:
``clauses`` for "if" and its like, ``demands`` for orders and their "or else", ``warnings`` for
acts that "would bring" something, ``things`` for acts that a noun names.
"""

from __future__ import annotations

from collections.abc import Callable

from megara.dossier.lexicon import lemma
from megara.dossier.sentence import Sentence
from megara.dossier.triggers.clauses import after_phrase, depends, inverted, marked, whoever
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.demands import deadline, has_until, may_order, or_else, ordered
from megara.dossier.triggers.things import after_answer, after_noun_phrase, one_more, without
from megara.dossier.triggers.warnings import (
    answered_passively,
    answered_with,
    avoiding,
    deterred,
    doing,
    exposing,
    facing,
    prompting,
    red_line,
    warned,
    what_would,
)

Rule = Callable[[Sentence, int], list[Condition]]


def answered(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "will answer any attack", "any attack will be answered with"."""
    return answered_with(sentence, verb) or answered_passively(sentence, verb)


BY_WORD: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(("if", "unless", "once", "until", "till", "when", "whenever"), (marked,)),
    **dict.fromkeys(("provided", "providing", "assuming", "supposing"), (marked,)),
    **dict.fromkeys(("should", "were"), (inverted,)),
    **dict.fromkeys(("in", "as", "so", "on", "at"), (after_phrase, after_noun_phrase)),
    "the": (after_phrase,),
    **dict.fromkeys(("or", "otherwise"), (or_else,)),
    **dict.fromkeys(("whoever", "whichever", "any", "anyone", "those", "every"), (whoever,)),
    **dict.fromkeys(("upon", "after", "following"), (after_noun_phrase,)),
    **dict.fromkeys(("without", "absent", "failing", "barring", "absence"), (without,)),
    **dict.fromkeys(("deadline", "ultimatum"), (deadline,)),
    **dict.fromkeys(("line", "tripwire"), (red_line,)),
    "what": (what_would,),
    **dict.fromkeys(("more", "another"), (one_more,)),
    "until": (marked, has_until),
}  # fmt: skip
BY_LEMMA: dict[str, Rule] = {
    **dict.fromkeys(("face", "risk", "incur", "suffer", "stand", "expect"), facing),
    **dict.fromkeys(("deter", "dissuade", "discourage"), deterred),
    **dict.fromkeys(("warn", "caution"), warned),
    **dict.fromkeys("trigger prompt draw provoke bring invite spark cause mean lead result meet "
                    "unleash cost carry see entail earn set usher have put spell jeopardise "
                    "jeopardize endanger necessitate warrant attract guarantee "
                    "open leave".split(), prompting),
    **dict.fromkeys("respond react retaliate reply greet".split(), answered_with),
    **dict.fromkeys(("depend", "hinge", "rest"), depends),
    **dict.fromkeys("avoid avert escape prevent forestall dodge".split(), avoiding),
    **dict.fromkeys("follow punish penalise penalize match".split(), answered_passively),
    "answer": answered,
    "counter": answered,
    "expose": exposing,
}  # fmt: skip
# "line" opens a condition only beside "red", "what" beside a "would".
_WORDS = frozenset(BY_WORD)
_LEMMAS = frozenset(BY_LEMMA)
# Words that open a phrase only beside one of these: "in the event", "the moment", "as soon as".
_PHRASES = frozenset({"the", "in", "as", "so", "on", "at"})
_OF_PHRASES = frozenset(
    "case event eventuality chance moment minute instant day hour soon long condition response "
    "answer reaction sign evidence".split()
)
# Rules of these need no "will" or "would" in the sentence.
_WITHOUT_MODAL = frozenset(
    "risk stand deter dissuade discourage warn caution depend hinge rest answer respond react "
    "retaliate counter reply greet".split()
)


def conditions(sentence: Sentence) -> list[Condition]:
    """Return the conditions of a sentence, in order."""
    words = _WORDS.intersection(sentence.present)
    if words and _OF_PHRASES.isdisjoint(sentence.present):
        words -= _PHRASES
    lemmas = _LEMMAS.intersection(sentence.lemma)
    modal = "MD" in sentence.tag
    if lemmas and not modal:
        lemmas &= _WITHOUT_MODAL
    if "red" not in sentence.present:
        words -= {"line"}
    if not modal:
        words -= {"what"}
    found: list[Condition] = ordered(sentence) if may_order(sentence) else []
    if modal and "csubj" in sentence.dep:
        found += doing(sentence)
    if words:
        for token, word in enumerate(sentence.low):
            if word in words:
                for rule in BY_WORD[word]:
                    found += rule(sentence, token)
    if lemmas:
        for token, word in enumerate(sentence.lemma):
            if word not in lemmas:
                continue
            if sentence.is_verb(token):
                found += BY_LEMMA[word](sentence, token)
            elif sentence.low[token] == "warning" or word == "deter":
                found += deterred(sentence, token)
    found.sort(key=lambda condition: condition.verb)
    return [_mended(sentence, condition) for condition in found]


def _mended(sentence: Sentence, condition: Condition) -> Condition:
    """Mend "Belgrade ships drones" where the parser took the verb for a noun."""
    noun = condition.subject
    if (
        noun is None
        or sentence.tag[noun] != "NNS"
        or sentence.low[noun] == lemma(sentence.low[noun])
    ):
        return condition
    name = sentence.child(noun, "compound")
    if name is None or name != noun - 1 or sentence.mention[name] is None:
        return condition
    if sentence.mention[noun] is not None or condition.verb != noun + 1:
        return condition
    return condition._replace(subject=name, first=noun)


__all__ = ["Condition", "after_answer", "conditions"]
