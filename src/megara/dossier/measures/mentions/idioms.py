"""Mentions by an idiom of stopping: "pull the plug on aid", "turn off the tap", "put on hold".

The verb and its object (``limits.csv``, class ``idiom``) only say that something is stopped; what,
stands after "on", "to", "of" or "for", and tells the kind.
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import limits
from megara.dossier.measures.mentions.barring import of_trade
from megara.dossier.measures.mentions.scope import (
    kind_of_goods,
    kind_of_scope,
    of_scope,
    whole_of,
)
from megara.dossier.sentence import Sentence

OF = frozenset({"on", "to", "of", "for", "in", "against", "with"})
# Where it is put or left: "put payments on hold", "put exports under licence".
STOPPED = frozenset({("on", "hold"), ("on", "ice"), ("to", "halt"), ("to", "end"), ("to", "stop"),
                     ("to", "standstill"), ("under", "licence"), ("under", "license"),
                     ("under", "control"), ("under", "quota"), ("under", "embargo"),
                     ("off", "limit"), ("off", "shelf"), ("to", "death")})  # fmt: skip
PUTTING = frozenset({"put", "place", "bring", "take", "lay", "grind", "leave", "keep", "be"})
WAYS_IN = frozenset({"door", "gate", "market", "tap", "border", "port", "shop"})


def by_idiom(sentence: Sentence, verb: int) -> str | None:
    """Return the kind where an idiom stops something."""
    lem = sentence.lemma[verb]
    if lem in PUTTING:
        kind = _put_on_hold(sentence, verb)
        if kind is not None:
            return kind
    listed = limits()["idiom"]
    if lem not in _firsts():
        return None
    for part in sentence.children(verb, "dobj", "nsubjpass"):
        if f"{lem} {sentence.base[part]}" in listed:
            for thing in _what(sentence, verb, part):
                kind = _kind_of_stopped(sentence, thing, sentence.base[part])
                if kind is not None:
                    return kind
    return None


@cache
def _firsts() -> frozenset[str]:
    return frozenset(idiom.split()[0] for idiom in limits()["idiom"])


def _what(sentence: Sentence, verb: int, part: int) -> list[int]:
    """Return what stands after the idiom: on the object, the verb or its particle."""
    over = [part, verb, *sentence.children(verb, "prt", "prep", "advmod")]
    ties = [p for t in over for p in sentence.children(t, "prep", "dative")
            if p > verb and sentence.low[p] in OF]  # fmt: skip
    found = []
    for tie in sorted(set(ties)):
        for thing in sentence.children(tie, "pobj", "pcomp"):
            found += sentence.conjuncts(thing)
    return found


def _put_on_hold(sentence: Sentence, verb: int) -> str | None:
    preps = sentence.children(verb, "prep", "prt", "advmod")
    for prep in [*preps, *(k for t in sentence.children(verb, "dobj") for k in sentence.kids[t])]:
        places = sentence.children(prep, "pobj")
        if prep not in preps:
            places = [sentence.head[prep]]  # "put on hold 200 million", as it is parsed
        for place in places:
            if (sentence.low[prep], sentence.base[place]) not in STOPPED:
                continue
            things = sentence.children(verb, "dobj", "nsubjpass", "nsubj")
            if sentence.lemma[verb] != "be" and sentence.child(verb, "dobj", "nsubjpass") is None:
                continue
            for thing in (whole_of(sentence, t) for t in things if t != place):
                goods = sentence.base[place] in ("shelf", "licence", "license", "limit")
                kind = _kind_of_stopped(sentence, thing, "")
                if kind is None and goods:
                    kind = kind_of_goods(sentence, thing)
                if kind is not None:
                    return kind
    return None


def _kind_of_stopped(sentence: Sentence, thing: int, part: str) -> str | None:
    """Return the kind of stopping trade, aid or travel; of goods at a door or tap."""
    word = sentence.base[thing]
    if sentence.is_verb(thing):
        return kind_of_scope(sentence, thing) if of_trade(sentence, thing) else None
    if of_scope(word, "export", "import", "trade", "travel", "aid"):
        return kind_of_scope(sentence, thing)
    if of_scope(word, "finance", "money") and word not in ("bank", "lender"):
        return kind_of_scope(sentence, thing)
    if part in WAYS_IN:
        kind = kind_of_goods(sentence, thing)
        if kind is not None and part == "tap":
            return "embargo" if kind == "embargo" else "export_control"
        return "import_ban" if kind == "export_control" else kind
    return None
