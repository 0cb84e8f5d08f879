"""Whom an act reaches by a name deeper in its words: "goes on shipping crude to B"."""

from __future__ import annotations

from megara.dossier.sentence import Sentence
from megara.dossier.story.lists import PLACES

TOWARDS = frozenset({"to", "for", "against", "into", "towards"})
STAYING = frozenset("stay remain linger camp entrench occupy".split())
TALKING = frozenset({"talk", "negotiation", "dialogue", "relation", "tie", "contact"})
# Relations of words that begin a clause of their own below an act.
CLAUSES = frozenset({"relcl", "advcl", "acl", "parataxis"})


def named_below(sentence: Sentence, verb: int, actor: str) -> str | None:
    """Return the party named after a "to" or "against" anywhere in an act's own words.

    The parser hangs the "to" on any word before it: on "crude" in "goes on shipping crude to B".
    """
    if not sentence.is_verb(verb):
        return None
    for token in _own_words(sentence, verb):
        word = sentence.low[token]
        above = sentence.head[token]
        if sentence.tag[token] not in ("IN", "TO") or token < verb:
            continue
        fits = word in TOWARDS and sentence.dep[token] in ("prep", "dative")
        fits = fits or (word in ("in", "inside") and sentence.lemma[verb] in STAYING)
        fits = fits or (word == "with" and sentence.base[above] in TALKING)
        if not fits:
            continue
        for thing in sentence.children(token, "pobj"):
            mention = sentence.mention[thing]
            if mention is None or mention.last - 1 != thing or mention.name.kind not in PLACES:
                continue
            if mention.name.party and mention.name.party != actor:
                return mention.name.party
    return None


def _own_words(sentence: Sentence, verb: int) -> list[int]:
    """Return an act and the words below it, in order, without clauses of their own."""
    found, stack = [], [verb]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(
            kid for kid in sentence.kids[here]
            if sentence.dep[kid] not in CLAUSES
            and not (sentence.dep[kid] == "conj" and sentence.is_verb(kid))
        )  # fmt: skip
    return sorted(found)
