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
from megara.dossier.triggers.demands import has_until, or_else, ordered
from megara.dossier.triggers.things import after_answer, after_noun_phrase, one_more, without
from megara.dossier.triggers.warnings import answered_with, deterred, facing, prompting, warned

Rule = Callable[[Sentence, int], list[Condition]]

BY_WORD: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(("if", "unless", "once", "until", "till", "when", "whenever"), (marked,)),
    **dict.fromkeys(("provided", "providing"), (marked,)),
    **dict.fromkeys(("should", "were"), (inverted,)),
    **dict.fromkeys(("in", "as", "so", "on", "at"), (after_phrase, after_noun_phrase)),
    "the": (after_phrase,),
    "or": (or_else,),
    **dict.fromkeys(("whoever", "whichever", "any", "anyone", "those", "every"), (whoever,)),
    **dict.fromkeys(("upon", "after", "following"), (after_noun_phrase,)),
    **dict.fromkeys(("without", "absent", "failing"), (without,)),
    **dict.fromkeys(("more", "another"), (one_more,)),
    "until": (marked, has_until),
}  # fmt: skip
BY_LEMMA: dict[str, Rule] = {
    **dict.fromkeys(("face", "risk", "incur", "suffer", "stand", "expect"), facing),
    **dict.fromkeys(("deter", "dissuade", "discourage"), deterred),
    **dict.fromkeys(("warn", "caution"), warned),
    **dict.fromkeys("trigger prompt draw provoke bring invite spark cause mean lead result meet "
                    "unleash cost carry see entail earn set usher have".split(), prompting),
    **dict.fromkeys("answer respond react retaliate counter reply greet".split(), answered_with),
    **dict.fromkeys(("depend", "hinge", "rest"), depends),
}  # fmt: skip
_WORDS = frozenset(BY_WORD) - {"the", "in", "as", "so", "on", "at"} | frozenset(
    "case event moment minute instant day hour second soon long condition response".split()
)
_LEMMAS = frozenset(BY_LEMMA)


def may_have(sentence: Sentence) -> bool:
    """Say whether a sentence has a word that could open a condition."""
    if not (_WORDS.isdisjoint(sentence.low) and _LEMMAS.isdisjoint(sentence.lemma)):
        return True
    return "VB" in sentence.tag[:2] or ":" in sentence.words  # "touch him, and ..."


def conditions(sentence: Sentence) -> list[Condition]:
    """Return the conditions of a sentence, in order."""
    found: list[Condition] = ordered(sentence)
    for token, (word, base) in enumerate(zip(sentence.low, sentence.lemma, strict=True)):
        if word in BY_WORD:
            for rule in BY_WORD[word]:
                found += rule(sentence, token)
        verb_rule = BY_LEMMA.get(base)
        if verb_rule is not None and sentence.is_verb(token):
            found += verb_rule(sentence, token)
        elif word in ("deterring", "warning") or base == "deter":
            found += deterred(sentence, token)
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


__all__ = ["Condition", "after_answer", "conditions", "may_have"]
