"""Of which kind a verb's restriction is: what is taken away, stopped, or from what one is kept."""

from __future__ import annotations

from megara.dossier.measures.mentions.barring import CARRIERS, PLACES, kept_from
from megara.dossier.measures.mentions.barring import object_of as object_of
from megara.dossier.measures.mentions.scope import (
    PAPERS,
    does,
    does_here,
    is_goods,
    kind_of_goods,
    kind_of_scope,
    of_scope,
    of_scope_any,
    word_of,
)
from megara.dossier.schema import MeasureKind
from megara.dossier.sentence import Sentence

FLYING = frozenset({"operating", "landing", "flight", "airline", "carrier", "overflight"})
LISTS = frozenset({"blacklist", "list", "register", "roll", "annex", "roster"})
PREFERENCES = frozenset({"status", "preference", "gsp", "concession", "privilege"})
RIGHTS = frozenset("right access regime waiver exemption free facilitation scheme".split())
LISTINGS = frozenset("registration accreditation certification approval clearance".split())
SELLERS = frozenset("exporter producer plant processor slaughterhouse abattoir farm orchard grower "
                    "fishery meatpacker packer winery brewer mill".split())  # fmt: skip
DEALINGS = frozenset("dealing tie relation link exchange transaction contact intercourse".split())
DEALT = frozenset({"commercial", "trade", "economic", "trading", "business"})
BACKING = frozenset({"guarantee", "cover", "insurance", "backing", "underwriting"})
TREATIES = frozenset("chapter pact agreement deal accord provision pillar treaty part "
                     "pillar".split())  # fmt: skip
RELIEF = frozenset({"humanitarian", "relief", "food", "emergency", "convoy"})
BUDGETS = frozenset({"budget", "budgetary", "development", "financial", "direct", "military",
                     "economic"})  # fmt: skip
TRUSTED = frozenset({"trusted", "white", "preferred", "favoured", "favored", "simplified",
                     "preferential", "friendly"})  # fmt: skip
# Whose they are imposes: "barred from EU ports", "added to Canada's list".
PLACES_OF_SENDERS = LISTS | PLACES | frozenset({"visa", "market", "system", "soil", "territory"})


def off_the_trusted(sentence: Sentence, verb: int) -> bool:
    """Read "struck off Tokyo's list of trusted buyers", "removed from the white list"."""
    if not does(sentence.lemma[verb], "cut off"):
        return False
    return any(
        sentence.base[i] in ("list", "register", "whitelist")
        and (sentence.base[i] == "whitelist" or not TRUSTED.isdisjoint(
            sentence.low[k] for k in sentence.subtree(i)))
        for i in sentence.clause(verb)
        if i > verb
    )  # fmt: skip


def licensed(sentence: Sentence, verb: int) -> MeasureKind | None:
    """Read "will require a licence for exports": a permit where none was needed."""
    subject = sentence.subject(verb)
    who = {sentence.base[i] for i in sentence.subtree(subject)} if subject is not None else set()
    inside = {w for i in sentence.clause(verb) for w in (sentence.base[i], sentence.lemma[i])}
    if of_scope_any(inside, "export") or who & {"exporter", "customer", "buyer", "supplier"}:
        return "export_control"
    if of_scope_any(inside, "import") or "importer" in who:
        return "import_ban"
    thing = sentence.child(verb, "dobj")
    ties = [] if thing is None else sentence.children(thing, "prep")
    goods = subject is not None and is_goods(sentence, subject)
    goods = goods or any(sentence.low[p] == "for" and kind_of_goods(sentence, t)
                for p in ties for t in sentence.children(p, "pobj"))  # fmt: skip
    return "export_control" if goods else None


def lost(sentence: Sentence, verb: int, thing: int) -> str | None:
    """Return the kind where visas, licences or a trade status are taken away."""
    inside = {sentence.base[i] for i in sentence.subtree(thing)}
    inside |= {sentence.base[i] for k in sentence.children(verb, "xcomp", "prep")
               for i in sentence.subtree(k)}  # fmt: skip
    word = sentence.base[thing]
    if "visa" in inside and (of_scope(word, "travel") or word in PREFERENCES | RIGHTS):
        return "travel_ban"
    if word == "access" and (
        of_scope_any(inside, "money", "reserve") or inside & {"financial", "capital"}
    ):
        return "financial"
    if word in BACKING and inside & {"export", "credit", "trade", "investment", "state", "loan"}:
        return "financial"  # "withdraw its export guarantees"
    if word in ("right", "permission", "permit") and inside & {"enter", "visit", "travel", "entry"}:
        return "travel_ban"
    kept = sentence.child(verb, "nsubjpass")
    if kept is not None and kind_of_goods(sentence, kept) and (
        word in ("entry", "access", "admission") or inside & {"market", "shop", "shelf"}
    ):  # fmt: skip
        return "import_ban"  # "will be denied entry to G7 markets"
    if word == "account" and (of_scope_any(inside, "money") or "correspondent" in inside):
        return "financial"
    if word in TREATIES and "visa" in inside:
        return "travel_ban"
    if word == "access" and of_scope_any(inside, "aid"):
        return "financial"
    if word in TREATIES and "trade" in inside and not of_scope_any(inside, "money"):
        return "tariff"  # "suspend the trade chapter of the pact"
    if word == "entry" or (word == "access" and inside & {"visa", "airspace", "territory"}):
        return "travel_ban"
    if word in PAPERS and inside & FLYING:
        return "travel_ban"
    if word in PAPERS | LISTINGS and inside & SELLERS and _of_others(sentence, verb, thing):
        return "import_ban"  # "suspended the licences of Taiwanese pineapple exporters"
    if word in PAPERS:
        return "export_control" if of_scope_any(inside, "export") else None
    stripped = {sentence.base[i] for p in sentence.children(verb, "prep")
                if sentence.low[p] == "of" for i in sentence.subtree(p)}  # fmt: skip
    if (
        word in PREFERENCES and inside & {"trade", "nation", "tariff", "gsp", "gsp+", "customs"}
    ) or (stripped & PREFERENCES and stripped & {"trade", "nation", "tariff", "gsp"}):
        return "tariff"
    if "access" in stripped | {word} and inside & {"duty", "tariff"}:
        return "tariff"  # "lost its duty-free access"
    if stripped & {"licence", "license", "visa", "dollar", "swift"}:
        return "travel_ban" if "visa" in stripped else "financial"
    return None


def _by_a_state(sentence: Sentence, verb: int) -> bool:
    """Say whether a state does it, no airline: "Moscow cancelled all flights to Turkey"."""
    subject = sentence.subject(verb)
    mention = sentence.mention[subject] if subject is not None else None
    return mention is not None and mention.name.kind in ("country", "seat", "bloc")


def _of_others(sentence: Sentence, verb: int, thing: int) -> bool:
    """Say whether a thing is of another country than whoever does something to it."""
    subject = sentence.subject(verb)
    by = sentence.mention[subject] if subject is not None else None
    parties = {m.name.party for i in sentence.subtree(thing) if (m := sentence.mention[i])}
    return bool(parties) and (by is None or by.name.party not in parties)


def restricted(sentence: Sentence, verb: int, thing: int) -> str | None:
    """Return the kind that the object of "halt", "curb" or "ban" gives it."""
    lem, word = sentence.lemma[verb], word_of(sentence, thing)
    if lem in ("reject", "refuse", "deny", "embargo", "trim", "include") and of_scope(
        word, "trade", "finance"
    ):
        return None
    if of_scope(word, "named") or of_scope(word, "reserve"):
        return "financial" if word in ("bank", "lender") and lem in ("ban", "bar") else None
    if of_scope(word, "asset") or (
        lem in ("cancel", "scrap")
        and not of_scope(word, "export", "import")
        and not (word in ("flight", "visa") and _by_a_state(sentence, verb))
    ):
        return None
    if word in ("sale", "takeover", "acquisition") and _of_a_firm(sentence, thing):
        return "financial"
    if word in DEALINGS and not DEALT.isdisjoint(sentence.base[k] for k in sentence.kids[thing]):
        return "embargo"  # "cut all economic ties", "stop commercial dealings"
    if word == "source":
        return None  # "choke off the main source of cash"
    if word == "business" and not any(sentence.low[p] == "with" for t in (verb, thing)
                                      for p in sentence.children(t, "prep")):  # fmt: skip
        return None  # "have 45 days to wind down their business"
    if is_aid(sentence, thing):
        return "financial"
    if of_scope(word, "aid"):
        return None
    if of_scope(word, "finance") and not of_scope(word, "money"):
        money = ("investment", "transaction", "payment", "lending", "loan", "borrowing",
                 "financing", "insurance", "funding", "takeover", "acquisition", "credit",
                 "guarantee")  # fmt: skip
        return kind_of_scope(sentence, thing) if word in money else None
    kind = kind_of_scope(sentence, thing)
    if kind_of_goods(sentence, thing) == kind and not of_scope(word, "export", "import"):
        sent = [p for t in (verb, thing) for p in sentence.children(t, "prep", "dative")
                if sentence.low[p] == "to"]  # fmt: skip
        if sent and kind is not None and does(lem, "cut off"):
            return "export_control"  # "cut off electricity to its neighbour"
        if not does_here(sentence, verb, "refuse goods"):
            return None
        kept = kept_from(sentence, verb)
        if kept in (None, "travel_ban") and word not in CARRIERS:
            # goods that are kept from a country are not let in
            into = any(sentence.low[p] == "from" for p in sentence.children(verb, "prep"))
            if kind == "import_ban" and lem == "cut":
                return "export_control"  # "cut off shipyards from engines"
            return "import_ban" if into and kind == "export_control" else kind
        return kept
    if kind == "travel_ban" and word != "link" and lem in ("cut", "reject", "intercept", "phase"):
        return None
    return kind


def is_asset(sentence: Sentence, thing: int) -> bool:
    """Say whether somebody's assets or reserves are meant."""
    inside = {sentence.base[i] for i in sentence.subtree(thing) if i <= thing + 6}
    if {"central", "bank"} <= inside:
        return True  # "froze seven billion dollars of Afghanistan's central bank"
    return of_scope(sentence.base[thing], "asset", "reserve") or of_scope_any(inside, "reserve")


def _of_a_firm(sentence: Sentence, thing: int) -> bool:
    """Say whether a firm is sold, not goods: "forbid the sale of Leifeld to Yantai"."""
    for prep in sentence.children(thing, "prep"):
        for sold in sentence.children(prep, "pobj"):
            if sentence.low[prep] != "of" or kind_of_goods(sentence, sold):
                continue
            mention = sentence.mention[sold]
            company = mention is not None and mention.name.entity_kind == "company"
            if company or (mention is None and sentence.tag[sold] == "NNP"):
                return True
    return False


def is_aid(sentence: Sentence, thing: int) -> bool:
    """Say whether aid to a state is meant, not lorries with food: "budget aid", "funds for"."""
    beside = {sentence.base[k] for k in sentence.kids[thing]}
    if beside & RELIEF:
        return False
    if of_scope(sentence.base[thing], "aid"):
        return True
    if sentence.base[thing] in ("programme", "program", "support", "payment", "money", "package",
                                "scheme", "fund"):  # fmt: skip
        given = any(sentence.low[p] in ("to", "for") for p in sentence.children(thing, "prep"))
        budget = sentence.base[thing] == "support" and beside & {"budget", "budgetary"}
        return of_scope_any(beside, "aid") or bool(budget or (beside & BUDGETS and given))
    return False


def from_finance(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb cuts somebody off from the dollar, from SWIFT or from a market."""
    of_too = sentence.lemma[verb] in ("deprive", "strip", "rob")
    for prep in sentence.clause(verb):
        if sentence.tag[prep] == "IN" and (
            sentence.low[prep] == "from" or (of_too and sentence.low[prep] == "of")
        ):
            things = {sentence.base[i] for i in sentence.subtree(prep)[:8]}
            if things & {"swift", "dollar"}:
                return True
            if things & {"system", "market", "network", "messaging", "transaction"} and (
                things
                & {"financial", "payment", "banking", "capital", "bond", "debt", "euro", "rouble"}
            ):
                return True
    return False
