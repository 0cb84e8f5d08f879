"""Verbs that call a thing something: "called the listing theft", "which he called a blockade"."""

from __future__ import annotations

from functools import cache

from megara.dossier.claims.quotations import beside_quote
from megara.dossier.lexicon import rows
from megara.dossier.sentence import Sentence

CALLING = frozenset("call describe brand label term dub denounce condemn".split())
TIMES = frozenset("day week month year quarter decade time moment couple few".split())


@cache
def judgements() -> frozenset[str]:
    """Return the words that judge a thing: "theft", "illegal"."""
    return frozenset(row["word"] for row in rows("judgements"))


def calls_what_stands_before(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause judges the noun before it: "a step the ministry called illegal"."""
    if sentence.dep[verb] not in ("relcl", "acl") or sentence.lemma[verb] not in CALLING:
        return False
    caller = sentence.child(verb, "nsubj")
    if caller is None or sentence.low[caller] in ("which", "that", "who", "what"):
        return False
    if verb + 1 < len(sentence) and sentence.low[verb + 1] in ("“", "as", "an", "a", "the"):
        return True
    return sentence.child(verb, "oprd", "acomp", "ccomp", "advcl") is not None


def which_he_calls(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause with "which" says what he calls a thing: "which he called X"."""
    caller = sentence.child(verb, "nsubj")
    called = sentence.child(verb, "dobj")
    return (
        sentence.lemma[verb] in ("call", "describe")
        and caller is not None
        and sentence.low[caller] in ("he", "she", "they")
        and called is not None
        and sentence.low[called] == "which"
    )


def calls_something(sentence: Sentence, verb: int, quoted: bool) -> bool:
    """Say whether something is called something, not "what he called" it."""
    called = sentence.child(verb, "dobj")
    if called is not None and called > verb and quoted:
        return "“" in sentence.words[verb:] or beside_quote(sentence, verb)
    if called is not None and sentence.low[called] in judgements():
        return True  # the parse took "calls the whole business theft" for one object
    if called is not None and _named_anew(sentence, called):
        return True
    if which_he_calls(sentence, verb) or calls_what_stands_before(sentence, verb):
        return True
    return sentence.child(verb, "oprd", "ccomp") is not None and not (
        called is not None and sentence.low[called] in ("what", "which")
    )


def _named_anew(sentence: Sentence, called: int) -> bool:
    """Say whether another noun follows what is called: "called the September text a blockade"."""
    for token in range(called + 1, min(len(sentence) - 1, called + 7)):
        if sentence.low[token] in ("a", "an"):
            noun = sentence.head[token]
            return sentence.tag[token - 1] not in ("IN", "CC", ",", "TO", "RB", "JJ") and not (
                {sentence.base[noun], sentence.low[token + 1]} & TIMES
            )
        if sentence.is_verb(token) or sentence.words[token] in (",", ";"):
            return False
    return False
