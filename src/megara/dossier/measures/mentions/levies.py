"""Mentions of a levy without its name: "put 35 per cent on Canadian lumber", "tax garments".

And of a price that is capped without a cap: "slash the permitted price", "hold insurers to $47.60
for each barrel".
"""

from __future__ import annotations

from megara.dossier.lexicon import singular
from megara.dossier.measures.mentions.barring import object_of
from megara.dossier.measures.mentions.scope import is_goods, of_scope
from megara.dossier.sentence import Sentence

LEVYING = frozenset("put slap impose place levy charge clap set add lay pay tack apply whack "
                    "demand collect threaten announce".split())  # fmt: skip
DEMANDING = frozenset({"demand", "require", "collect", "pay", "charge", "levy", "impose", "ask"})
TAXING = LEVYING | DEMANDING | {"tax", "hit", "face"}
OIL = frozenset(map(singular, "oil crude barrel diesel gas fuel petroleum product lng naphtha "
                    "tonne ton urals aluminium aluminum".split()))  # fmt: skip
PARTNERS = frozenset({"bloc", "neighbour", "neighbor", "country", "kingdom", "union"})
TOP = frozenset("permitted maximum allowed top highest permissible uppermost max allowable".split())
LOWERING = frozenset("lower cut slash reduce raise set fix halve drop bring hold limit cap revise "
                     "put keep".split())  # fmt: skip


def levied(sentence: Sentence, verb: int) -> str | None:
    """Return ``tariff`` where a share of the price is put on goods, or goods are taxed."""
    lem = sentence.lemma[verb]
    if lem not in TAXING:
        return None
    thing = object_of(sentence, verb)
    if lem == "tax":
        fits = thing is not None and _foreign_goods(sentence, thing)
        return "tariff" if fits else None
    if thing is None:
        return None
    if lem in ("charge", "tax", "hit", "face") and sentence.children(verb, "npadvmod", "oprd"):
        shares = sentence.children(verb, "npadvmod", "oprd")  # "steel will be charged 50%"
        if any(_is_share(sentence, s) for s in shares) and _foreign_goods(sentence, thing):
            return "tariff"
    if lem in LEVYING and _is_share(sentence, thing):
        ties = [p for t in (verb, thing) for p in sentence.children(t, "prep", "dative")]
        if any(
            sentence.low[p] in ("on", "upon", "for")
            and any(_foreign_goods(sentence, g) for g in sentence.children(p, "pobj"))
            for p in ties
        ):
            return "tariff"
        payer = sentence.subject(verb)
        if lem == "pay" and payer is not None and _foreign_goods(sentence, payer):
            return "tariff"
    if lem in DEMANDING and sentence.base[thing] == "deposit":
        inside = {sentence.base[i] for i in sentence.clause(verb)}
        return "tariff" if inside & {"importer", "import", "shipper"} else None
    return None


def share_on_goods(sentence: Sentence, share: int) -> bool:
    """Say whether it is the share of "answered with 15 per cent on American coal"."""
    over = sentence.head[share]
    if sentence.lemma[over] in ("spend", "save", "lose", "earn", "rise", "fall", "gain"):
        return False
    if sentence.dep[share] in ("compound", "nmod", "npadvmod", "amod"):
        return False
    return _is_share(sentence, share) and any(
        sentence.low[p] in ("on", "upon") and any(_foreign_goods(sentence, g)
                                                  for g in sentence.children(p, "pobj"))
        for p in sentence.children(share, "prep")
    )  # fmt: skip


def taxes_goods(sentence: Sentence, tax: int) -> bool:
    """Say whether goods of a country bear it: "its tax on Chinese cars", "face a charge"."""
    goods = [g for p in sentence.children(tax, "prep") if sentence.low[p] in ("on", "upon")
             for g in sentence.children(p, "pobj")]  # fmt: skip
    over = sentence.head[tax]
    if sentence.dep[tax] == "dobj" and sentence.lemma[over] in ("face", "pay", "incur", "bear"):
        subject = sentence.subject(over)
        goods += [] if subject is None else [subject]
    return any(_foreign_goods(sentence, g) for g in goods)


def _is_share(sentence: Sentence, thing: int) -> bool:
    """Say whether it is "35 per cent", or "25%"."""
    return sentence.base[thing] in ("percent", "cent", "%", "percentage") or (
        sentence.tag[thing] == "CD" and "%" in sentence.low[thing + 1 : thing + 2]
    )


def _foreign_goods(sentence: Sentence, thing: int) -> bool:
    """Say whether goods of a country are meant: "Canadian lumber", "imports from"."""
    inside = sentence.subtree(thing)
    named = any(sentence.mention[i] is not None or sentence.base[i] in PARTNERS for i in inside)
    word = sentence.base[thing]
    goods = is_goods(sentence, thing) or of_scope(word, "import", "export") or any(
        is_goods(sentence, c) for c in sentence.conjuncts(thing)
    )  # fmt: skip
    return goods and named


def priced(sentence: Sentence, verb: int) -> str | None:
    """Return ``price_cap`` where the most that may be paid is fixed or moved."""
    lem = sentence.lemma[verb]
    if lem not in LOWERING:
        return None
    thing = sentence.child(verb, "dobj", "nsubjpass")
    if thing is not None and sentence.base[thing] == "price":
        near = {sentence.low[k] for k in sentence.kids[thing]}
        words = {sentence.base[i] for i in sentence.clause(verb)} if near & TOP else set()
        return "price_cap" if words & OIL else None
    if lem not in ("hold", "limit", "cap", "confine", "keep") or "barrel" not in sentence.bases:
        return None
    words = {sentence.base[i] for i in sentence.clause(verb)}
    if "barrel" in words and ("$" in words or words & {"dollar", "euro"}):
        ties = {sentence.low[p] for p in sentence.children(verb, "prep")}
        return "price_cap" if ties & {"to", "at", "below", "under"} else None
    return None
