"""Mentions by nouns that are measures only in their place: a cap on oil, a package, a list.

A plain "cap", "list", "package" or "step" is a measure where what stands around it says so: goods
that are priced, somebody's list that names land on, a party that a step is against.
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.allowed import needs_paper
from megara.dossier.measures.mentions.levies import LEVYING, OIL, TOP, share_on_goods, taxes_goods
from megara.dossier.measures.mentions.restricting import LISTS
from megara.dossier.measures.mentions.scope import PAPERS, of_scope, of_scope_any
from megara.dossier.measures.mentions.striking import on_a_list
from megara.dossier.sentence import NOUNS, Sentence

CAPS = frozenset({"cap", "ceiling", "limit", "lid", "threshold"})
STEPS = frozenset("measure step move action retaliation punishment response reprisal "
                  "penalty option countermeasure pressure".split())  # fmt: skip
ROUNDS = frozenset({"package", "round", "bundle", "tranche"})
# A package of these, or an action of this kind, is no sanction.
OTHERWISE = frozenset("aid rescue stimulus reform military legal court criminal support budget "
                      "spending bailout assistance relief help disciplinary class army naval "
                      "police investment training peace joint covert industrial loan weapon arm "
                      "austerity security safety defensive defence defense air anti-terror "
                      "preventive escalatory provocative".split())  # fmt: skip
# Which package it is: "the 18th package".
NUMBERED = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
                     "twelfth next new latest further fresh last another".split())  # fmt: skip
VOLUMES = frozenset({"output", "production", "export", "volume", "quota", "import", "number",
                     "supply", "debt", "wage", "spending", "deficit"})  # fmt: skip
CLOSING = frozenset({"closure", "closing", "sealing", "shutdown", "shutting"})
MORE = frozenset({"further", "additional", "tougher", "harsher", "stronger"})
TAKING = frozenset("take consider weigh adopt prepare impose study mull discuss propose".split())
TAXES = frozenset({"tax", "charge", "rate", "fee", "levy"})
SHARES = frozenset({"percent", "cent", "%", "pc"})
WORDS = SHARES | TAXES | CLOSING | CAPS | STEPS | ROUNDS | LISTS | PAPERS | {"price", "licensing"}


def plain_nouns_of(sentence: Sentence) -> list[Anchor]:
    """Return the mentions by plain nouns, nothing but their kind filled."""
    if WORDS.isdisjoint(sentence.bases):
        return []
    found = []
    for token, word in enumerate(sentence.base):
        if word in WORDS and (sentence.tag[token] in NOUNS or word in CLOSING or word == "%"):
            kind = _kind(sentence, token, word)
            if kind is not None:
                found.append(Anchor(sentence, token, token + 1, kind))  # type: ignore[arg-type]
    return found


def _kind(sentence: Sentence, noun: int, word: str) -> str | None:
    if sentence.dep[noun] in ("compound", "nmod"):
        return None
    if word in PAPERS or word == "licensing":
        return needs_paper(sentence, noun)
    if word in TAXES:
        return "tariff" if taxes_goods(sentence, noun) else None
    if word in SHARES:
        levied = sentence.lemma[sentence.head[noun]] in LEVYING  # the verb is the mention
        return None if levied or not share_on_goods(sentence, noun) else "tariff"
    if word in CLOSING:
        return _closed(sentence, noun)
    if word in LISTS:
        return "designation" if on_a_list(sentence, noun) else None
    if word in CAPS or word == "price":
        return "price_cap" if _is_of_price(sentence, noun, word) else None
    near = {sentence.base[k] for k in sentence.kids[noun]}
    if near & OTHERWISE:
        return None
    if word in ROUNDS and not _is_a_round(sentence, noun, near):
        return None
    if near & MORE and _is_taken(sentence, noun, word):
        return "unspecified"
    return "unspecified" if _against_a_party(sentence, noun) else None


def _is_taken(sentence: Sentence, noun: int, word: str) -> bool:
    """Say whether somebody will "take further action", or weighs "additional measures"."""
    verb = sentence.head[noun]
    if word not in ("measure", "action", "step", "option") or sentence.dep[noun] != "dobj":
        return False
    if not sentence.is_verb(verb) or any(
        sentence.tag[c] == "VB" for c in sentence.children(verb, "advcl")
    ):
        return False  # "take further steps to protect civilians"
    purpose = any(sentence.dep[k] in ("acl", "relcl") for k in sentence.kids[noun])
    return sentence.lemma[verb] in TAKING and not purpose


def _closed(sentence: Sentence, noun: int) -> str | None:
    """Read "the closing of Europe's borders to Russian tourists"."""
    for prep in sentence.children(noun, "prep"):
        for thing in sentence.children(prep, "pobj"):
            if sentence.low[prep] == "of" and of_scope(sentence.base[thing], "way in"):
                return "travel_ban"
    return None


def _is_of_price(sentence: Sentence, noun: int, word: str) -> bool:
    """Say whether it caps a price: "a cap on Russian crude", "the $60 limit", "a maximum price"."""
    near = {sentence.base[k] for k in sentence.kids[noun]}
    inside = {sentence.base[i] for i in sentence.subtree(noun)}
    if inside & VOLUMES:
        return False
    if word == "price":
        return bool(near & TOP and inside & OIL)
    money = "$" in inside or "dollar" in near or "barrel" in inside
    if word in ("limit", "threshold", "lid"):
        return bool(money or "price" in inside) and bool(sentence.bases & OIL)
    goods = any(
        sentence.low[p] in ("on", "for", "over") and {sentence.base[i] for i in
        sentence.subtree(p)} & OIL for p in sentence.children(noun, "prep")
    )  # fmt: skip
    every = sentence.bases
    if every & OIL and ("price" in inside or ("barrel" in every and every & {"$", "dollar"})):
        return True  # "any ceiling the G7 may put on the price of Russian oil"
    return goods or bool(near & OIL) or (money and bool(sentence.bases & OIL))


def _is_a_round(sentence: Sentence, noun: int, near: set[str]) -> bool:
    """Say whether a package is one of sanctions: "the 18th package", "a British package"."""
    if near & {"sanction", "retaliation", "retaliatory", "countermeasure"} or near & NUMBERED:
        return True
    return any(
        (sentence.mention[k] is not None and bool(sentence.mention[k].name.party))  # type: ignore[union-attr]
        or sentence.low[k].endswith(("th", "nd", "rd", "st"))
        for k in sentence.kids[noun]
        if k < noun
    )


def _against_a_party(sentence: Sentence, noun: int) -> bool:
    """Say whether it is against, or for, some party: "new steps against the generals of"."""
    for prep in sentence.children(noun, "prep"):
        inside = sentence.subtree(prep)
        named = any(sentence.mention[i] is not None for i in inside)
        of_them = of_scope_any({sentence.base[i] for i in inside}, "named")
        if sentence.low[prep] == "against" and (named or of_them):
            return True
        if sentence.low[prep] in ("on", "of", "for") and named and (
            sentence.base[noun] in ("punishment", "package") and sentence.low[prep] != "for"
        ):  # fmt: skip
            return True
    verb = sentence.head[noun]
    if sentence.dep[noun] != "dobj" or sentence.lemma[verb] not in ("take", "adopt", "prepare"):
        return False
    return any(  # "will take steps against", hung on the verb
        sentence.low[p] == "against" and any(sentence.mention[i] is not None for i in
                                             sentence.subtree(p))
        for p in sentence.children(verb, "prep")
    )  # fmt: skip
