"""Goods that no list knows, in the story's own words: "a ban on Russian fishing rods".

Where a noun stands in the place of the goods of a clear restriction of trade (the object of the
ban, what is sold or bought, after "exports of"), it is taken for the good.
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.barring import PEOPLE, object_of, of_trade
from megara.dossier.measures.mentions.scope import WARES, of_scope, whole_of
from megara.dossier.sentence import NOUNS, Sentence

# What may be bought, banned or taxed and is no good.
NO_GOODS = frozenset("media channel party flag symbol language website app content song team "
                     "church movement anthem troop force soldier influence invasion attack action "
                     "activity law rule tax country nation state government market price time "
                     "year month percent thing number part list plan move measure sanction deal "
                     "contract way right access system operation use step level rate cost "
                     "world side economy industry sector war order work project "
                     "more dollar euro it them that which what who this these those all some "
                     "one other purchase shipment cargo visitor event match game election "
                     "programme program share stake demand need drop rise interest permit licence "
                     "license talk restriction control curb limit duty tariff levy penalty "
                     "destination place region area territory condition preference "
                     "reason".split())  # fmt: skip
OF_TRADE = ("export", "import")
NOT_THESE = ("trade", "travel", "finance", "money", "aid", "named", "asset", "reserve", "way in",
             "territory", "private")  # fmt: skip
SKIPPED = frozenset({"DT", "PRP$", "CD", "WP$", "PDT", "POS", "JJR", "JJS"})


def own_goods(anchor: Anchor, things: list[int]) -> list[str]:
    """Return what is restricted in the words of the story, of the things after a mention."""
    sentence = anchor.sentence
    if anchor.is_verb:
        things = [*things, *_of_verb(sentence, anchor.token)]
    found = []
    for thing in things:
        for good in _goods_of_thing(sentence, thing):
            words = phrase(sentence, good)
            if words and words not in found:
                found.append(words)
    return found[:4]


def _of_verb(sentence: Sentence, verb: int) -> list[int]:
    """Return what a verb of restricting, or the verb of trade under it, is about."""
    found = []
    below = [verb]
    for over in sentence.children(verb, "prep", "acomp"):
        below += sentence.children(over, "pcomp", "xcomp")
    below += sentence.children(verb, "xcomp", "ccomp", "advcl")
    for doing in below:
        if sentence.is_verb(doing) and (doing == verb or of_trade(sentence, doing)):
            thing = object_of(sentence, doing)
            if thing is not None:
                found.append(thing)
    trading = [v for v in below if sentence.is_verb(v) and v != verb and of_trade(sentence, v)]
    if trading:
        found = [t for t in (object_of(sentence, v) for v in trading) if t is not None]
    return [t for thing in found for t in sentence.conjuncts(thing)]


def _goods_of_thing(sentence: Sentence, thing: int) -> list[int]:
    """Return the goods of "exports of lathes"; the thing itself if it may be one."""
    thing = whole_of(sentence, thing)
    if sentence.is_verb(thing):
        inside = object_of(sentence, thing) if of_trade(sentence, thing) else None
        return [] if inside is None else [
            t for t in sentence.conjuncts(inside) if may_be_good(sentence, t)
        ]  # fmt: skip
    if of_scope(sentence.base[thing], *OF_TRADE):
        inner = [t for p in sentence.children(thing, "prep") if sentence.low[p] == "of"
                 for t in sentence.children(p, "pobj")]  # fmt: skip
        every = [t for i in inner for t in sentence.conjuncts(i)]
        return [t for t in every if may_be_good(sentence, t)]
    return [thing] if may_be_good(sentence, thing) else []


def may_be_good(sentence: Sentence, token: int) -> bool:
    """Say whether a noun may be the name of goods: no party, person, money or paper."""
    word = sentence.base[token]
    return (
        sentence.tag[token] in NOUNS
        and word.isalpha()
        and len(word) > 2
        and sentence.mention[token] is None
        and sentence.tag[token] != "NNP"
        and word not in NO_GOODS
        and word not in PEOPLE
        and not of_scope(word, *OF_TRADE, *NOT_THESE)
    )


def banned_things(sentence: Sentence, thing: int) -> bool:
    """Say whether things of a country are meant, in the plural: "Russian fishing rods"."""
    demonym = any(
        sentence.dep[k] in ("amod", "compound", "nmod")
        and sentence.mention[k] is not None
        and sentence.mention[k].name.kind == "demonym"  # type: ignore[union-attr]
        for k in sentence.kids[thing]
        if k < thing
    )
    return demonym and sentence.tag[thing] == "NNS" and may_be_good(sentence, thing)


def phrase(sentence: Sentence, head: int) -> str:
    """Return the words of a good: no article, no country; all of "goods made in settlements"."""
    inside = [i for i in sentence.subtree(head) if i <= head and _joined(sentence, i, head)]
    words = [i for i in inside if sentence.tag[i] not in SKIPPED]
    general = sentence.base[head] in WARES
    if not general:
        words = [i for i in words if sentence.mention[i] is None]
    if not words:
        return ""
    first, last = words[0], head
    if general:
        own = sentence.children(head, "acl", "prep")
        if (
            own
            and sentence.low[own[0]] in ("made", "from", "grown", "produced")
            and own[0] == head + 1
        ):
            last = sentence.subtree(own[0])[-1]
            if sentence.low[own[0]] != "from" and last - head > 6:
                last = min(last, head + 4)
    return _written(sentence, first, last)


def _joined(sentence: Sentence, token: int, head: int) -> bool:
    """Say whether a token belongs to the words right before the head."""
    return all(sentence.dep[i] not in ("conj", "cc") for i in range(token, head))


def _written(sentence: Sentence, first: int, last: int) -> str:
    text = ""
    for i in range(first, last + 1):
        gap = i > first and sentence.start[i] > sentence.end[i - 1]
        text += (" " if gap else "") + sentence.words[i]
    return text
