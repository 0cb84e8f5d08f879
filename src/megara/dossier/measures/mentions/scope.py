"""What a restriction restricts, and so of which kind it is: a ban on imports is an import ban.

The same words tell it after a noun ("a halt to exports"), as the object of a verb ("halt exports"),
and as a verb of their own ("stop selling").
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import limits, scopes
from megara.dossier.measures.mentions.phrases import ends_good, goods_below
from megara.dossier.sentence import Sentence

# Where goods that are "bound for" a place are kept from it.
BOUND = frozenset({"bound", "destined", "headed", "meant", "intended"})
PAPERS = frozenset("licence license permit authorisation authorization permission".split())
PLAIN_WARES = frozenset({"good", "product", "produce", "merchandise", "ware", "article"})
PARTS = frozenset("issuing issuance issue granting processing half part most some all third "
                  "quarter rest bulk form kind sort tranche batch wagon barrel number quantity "
                  "value dollar penny euro cent cargo portion amount volume tonne piece share "
                  "billion million bit plenty range lot shipload truckload type load "
                  "ton".split())  # fmt: skip
# Whose assets are those of the state: the reserves of a central bank, "the junta's holdings" not.
OF_STATE = frozenset("central state sovereign reserve government country nation".split())
# What a verb or noun of giving is of, so that money is what is withheld.
MONEYED = frozenset("financial banking credit insurance investment accounting "
                    "correspondent".split())  # fmt: skip
PARTICLES = frozenset({"prt", "advmod", "prep", "oprd", "acomp", "ccomp", "npadvmod"})
LINKS = frozenset({"ban", "right", "link", "connection", "route"})
WARES = frozenset("good product item commodity component part equipment material output "
                  "technology tool machine".split())  # fmt: skip


def of_scope(word: str, *names: str) -> bool:
    """Say whether a word belongs to one of the named classes of ``scopes.csv``."""
    listed = scopes()
    for name in names:  # noqa: SIM110
        if word in listed[name]:
            return True
    return False


def does(lemma: str, *names: str) -> bool:
    """Say whether a verb belongs to one of the named classes of ``limits.csv``."""
    listed = limits()
    for name in names:  # noqa: SIM110
        if lemma in listed[name]:
            return True
    return False


@cache
def _with_particles() -> frozenset[str]:
    return frozenset(
        verb.split()[0] for listed in limits().values() for verb in listed if " " in verb
    )


def particle_of(sentence: Sentence, verb: int, name: str) -> int | None:
    """Return the particle with which a verb belongs to a class: "turn back", "wind down"."""
    listed, lem = limits()[name], sentence.lemma[verb]
    if lem not in _with_particles():
        return None
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] in PARTICLES and f"{lem} {sentence.low[kid]}" in listed:
            return kid
    return None


def does_here(sentence: Sentence, verb: int, name: str) -> bool:
    """Say whether a verb, alone or with its particle, belongs to a class of ``limits.csv``."""
    return sentence.lemma[verb] in limits()[name] or particle_of(sentence, verb, name) is not None


def word_of(sentence: Sentence, token: int) -> str:
    """Return the word to look up: a verb's lemma, a noun's singular."""
    return sentence.lemma[token] if sentence.is_verb(token) else sentence.base[token]


def kind_of_scope(sentence: Sentence, thing: int) -> str | None:
    """Return the kind of a measure that restricts the thing of a noun or gerund."""
    word = word_of(sentence, thing)
    beside = {sentence.base[k] for k in sentence.kids[thing] if k < thing}
    joined = {i for c in sentence.children(thing, "conj") for i in sentence.subtree(c)}
    below = {sentence.base[i] for i in sentence.subtree(thing) if i not in joined}
    if word in PAPERS:
        if of_scope_any(below, "export"):
            return "export_control"
        return "import_ban" if of_scope_any(below, "import") else None
    if word in ("transaction", "dealing") and below & {"commercial", "trade"}:
        return "embargo"
    if of_scope(word, "export", "import", "trade") and of_money(sentence, thing, below - {word}):
        return "financial"
    if of_scope(word, "export"):
        return "export_control"
    if of_scope(word, "import"):
        return "import_ban"
    if word == "dealing" and below & {"bank", "lender", "financial"}:
        return "financial"
    if of_scope(word, "trade"):
        used = sentence.is_verb(thing) and sentence.dep[thing] not in ("dobj", "pobj")
        return None if used else "embargo"
    if of_scope(word, "reserve") or (of_scope(word, "asset") and "reserve" in below):
        return "financial"
    if word == "fund" and any(
        sentence.low[p] in ("for", "to") for p in sentence.children(thing, "prep")
    ):
        return "financial"  # "the freeze on EU funds for Kosovo"
    if of_scope(word, "asset"):
        return "financial" if _of_state(sentence, thing, beside, below) else "designation"
    by_air = beside & {"air", "sea", "ferry"} or of_scope_any(beside, "travel")
    if of_scope(word, "travel") or (word in LINKS and by_air):
        return "travel_ban"
    if of_scope(word, "finance") or of_scope_any(beside, "money"):
        return "financial"
    return kind_of_goods(sentence, thing)


def _of_state(sentence: Sentence, thing: int, beside: set[str], below: set[str]) -> bool:
    """Say whether assets are a state's: "state assets", "its holdings at the central bank"."""
    if beside & OF_STATE or {"central", "bank"} <= below:
        return True
    verb = sentence.head[thing]
    if sentence.is_verb(verb):
        ties = sentence.children(verb, "prep")
        if any({"central", "bank"} <= {sentence.base[i] for i in sentence.subtree(p)}
               for p in ties if sentence.low[p] in ("at", "in", "with")):  # fmt: skip
            return True  # "froze its holdings at the regional central bank"
    owner = sentence.child(thing, "poss")
    mention = sentence.mention[owner] if owner is not None else None
    return mention is not None and mention.name.kind in ("country", "seat")


def of_money(sentence: Sentence, thing: int, below: set[str]) -> bool:
    """Say whether money is sold or given: "sales of bonds", "providing financial services"."""
    if of_scope_any(below, "money"):
        return True
    if MONEYED.isdisjoint(below):
        return False
    given = [*sentence.children(thing, "dobj"), *(
             t for p in sentence.children(thing, "prep") if sentence.low[p] == "of"
             for t in sentence.children(p, "pobj"))]  # fmt: skip
    return any(
        not MONEYED.isdisjoint(sentence.base[k] for k in (t, *sentence.kids[t])) for t in given
    )


def of_a_money_market(words: set[str]) -> bool:
    """Say whether a market is one of money: "capital markets", "the market for dollar loans"."""
    return of_scope_any(words, "money") or bool(words & {"financial", "lending", "borrowing"})


def of_scope_any(words: set[str], *names: str) -> bool:
    """Say whether one of several words belongs to one of the named classes."""
    listed = scopes()
    return any(not listed[name].isdisjoint(words) for name in names)


def whole_of(sentence: Sentence, thing: int) -> int:
    """Return the reserves of "half of its reserves", the potash of "every wagon of potash"."""
    if sentence.base[thing] in PARTS or sentence.tag[thing] == "CD":
        for prep in sentence.children(thing, "prep"):
            whole = sentence.child(prep, "pobj")
            if sentence.low[prep] == "of" and whole is not None:
                return whole
            if sentence.low[prep] == "in" and whole is not None and of_scope(
                sentence.base[whole], "aid", "asset", "export", "import", "trade"
            ):  # fmt: skip
                return whole  # "$700 million in assistance"
    return thing


def kind_of_goods(sentence: Sentence, thing: int) -> str | None:
    """Return the kind where goods are restricted: those sold to a place, or bought from it."""
    thing = whole_of(sentence, thing)
    found = goods_below(sentence, thing)
    if not found and sentence.base[thing] in PLAIN_WARES:
        named = any(sentence.mention[i] is not None for i in sentence.subtree(thing))
        return "import_ban" if named else None  # "goods made in Israeli settlements"
    if not found or not is_goods(sentence, thing):
        return None
    kind = kind_by_goods(found)
    if kind == "embargo":
        return kind
    for token in sentence.subtree(thing):
        if sentence.low[token] == "to" and sentence.dep[token] == "prep":
            return "export_control"
        if sentence.low[token] in BOUND:
            return "export_control"
    return kind


def kind_by_goods(found: list[str]) -> str:
    """Return the kind of a ban on goods: arms and technology are sold, all else is bought."""
    if any(good in scopes()["arms"] for good in found):
        return "embargo"
    if all(good in scopes()["technology"] for good in found):
        return "export_control"
    return "import_ban"


def is_goods(sentence: Sentence, thing: int) -> bool:
    """Say whether the head of a phrase is itself goods: "Russian oil", not "the oil firm"."""
    return ends_good(sentence, thing) or sentence.base[thing] in WARES


def of_all_arms(sentence: Sentence, head: int) -> bool:
    """Say whether a ban on arms sales is an embargo: total, or a bloc's."""
    inside = sentence.subtree(head)
    if not any(good in scopes()["arms"] for good in goods_below(sentence, head)):
        return False
    if {sentence.low[i] for i in inside} & {"total", "complete", "all", "full", "blanket", "any"}:
        return True
    if not sentence.bases.isdisjoint(("council", "resolution")):
        return True
    return any(m.name.kind == "bloc" or m.name.party in ("UN", "EU") for m in sentence.mentions)
