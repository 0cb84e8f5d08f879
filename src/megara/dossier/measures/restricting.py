"""Of which kind a verb's restriction is: what is taken away, stopped, or from what one is kept."""

from __future__ import annotations

from megara.dossier.measures.scope import (
    PAPERS,
    does,
    does_here,
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
PLACES = frozenset({"airspace", "sky", "port", "airport", "harbour", "harbor", "runway", "dock"})
PEOPLE = frozenset("national citizen tourist traveller traveler visitor holder student diplomat "
                   "official minister lawmaker judge holidaymaker people person leader officer "
                   "general commander member relative politician journalist athlete artist "
                   "passport-holder envoy mp migrant passenger settler".split())  # fmt: skip
SHOPS = frozenset({"shop", "shelf", "store", "supermarket", "market", "port", "border", "soil"})
MOVING = frozenset({"reach", "get", "find", "go", "flow", "leave", "fall", "arrive", "end"})
TREATIES = frozenset("chapter pact agreement deal accord provision pillar treaty part "
                     "pillar".split())  # fmt: skip
RELIEF = frozenset({"humanitarian", "relief", "food", "emergency", "convoy"})
BUDGETS = frozenset({"budget", "budgetary", "development", "financial", "direct", "military",
                     "economic"})  # fmt: skip
HARBOURS = frozenset({"port", "harbour", "harbor", "dock"})
LINKED = frozenset({"crossing", "post", "checkpoint", "route", "road", "bridge", "corridor"})
WAYS = frozenset({"border", "frontier", "air", "land", "sea", "rail"})
SHIPS = frozenset({"ship", "vessel", "tanker", "boat", "fleet", "flag", "freighter", "trawler",
                   "carrier", "yacht", "superyacht", "ferry", "cruise", "shipping"})  # fmt: skip
VEHICLES = SHIPS | {"aircraft", "airline", "plane", "airliner", "jet", "truck", "lorry", "car",
                    "train", "bus", "vehicle", "flight"}  # fmt: skip
CARRIERS = frozenset({"airline", "plane", "aircraft", "flight", "jet", "airliner", "carrier"})
# Whose they are imposes: "barred from EU ports", "added to Canada's list".
PLACES_OF_SENDERS = LISTS | PLACES | frozenset({"visa", "market", "system", "soil", "territory"})


def licensed(sentence: Sentence, verb: int) -> MeasureKind | None:
    """Read "will require a licence for exports": a permit where none was needed."""
    subject = sentence.subject(verb)
    who = {sentence.base[i] for i in sentence.subtree(subject)} if subject is not None else set()
    inside = {w for i in sentence.subtree(verb) for w in (sentence.base[i], sentence.lemma[i])}
    if of_scope_any(inside, "export") or who & {"exporter", "customer", "buyer", "supplier"}:
        return "export_control"
    if of_scope_any(inside, "import") or "importer" in who:
        return "import_ban"
    thing = sentence.child(verb, "dobj")
    ties = [] if thing is None else sentence.children(thing, "prep")
    goods = any(sentence.low[p] == "for" and kind_of_goods(sentence, t)
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
    if word == "access" and (of_scope_any(inside, "money") or inside & {"financial", "capital"}):
        return "financial"
    if word in ("right", "permission", "permit") and inside & {"enter", "visit", "travel", "entry"}:
        return "travel_ban"
    kept = sentence.child(verb, "nsubjpass")
    if kept is not None and kind_of_goods(sentence, kept) and (
        word in ("entry", "access", "admission") or inside & {"market", "shop", "shelf"}
    ):  # fmt: skip
        return "import_ban"  # "will be denied entry to G7 markets"
    if word == "account" and (of_scope_any(inside, "money") or "correspondent" in inside):
        return "financial"
    if word in TREATIES and "trade" in inside and not of_scope_any(inside, "money"):
        return "tariff"  # "suspend the trade chapter of the pact"
    if word == "entry" or (word == "access" and inside & {"visa", "airspace", "territory"}):
        return "travel_ban"
    if word in PAPERS and inside & FLYING:
        return "travel_ban"
    if word in PAPERS:
        return "export_control" if of_scope_any(inside, "export") else None
    stripped = {sentence.base[i] for p in sentence.children(verb, "prep")
                if sentence.low[p] == "of" for i in sentence.subtree(p)}  # fmt: skip
    if (word in PREFERENCES and inside & {"trade", "nation", "tariff", "gsp", "customs"}) or (
        stripped & PREFERENCES and stripped & {"trade", "nation", "tariff", "gsp"}
    ):
        return "tariff"
    if "access" in stripped | {word} and inside & {"duty", "tariff"}:
        return "tariff"  # "lost its duty-free access"
    if stripped & {"licence", "license", "visa", "dollar", "swift"}:
        return "travel_ban" if "visa" in stripped else "financial"
    return None


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
        lem in ("cancel", "scrap") and not of_scope(word, "export", "import")
    ):
        return None
    if word in ("sale", "takeover", "acquisition") and _of_a_firm(sentence, thing):
        return "financial"
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
                 "financing", "insurance", "funding", "takeover", "acquisition")  # fmt: skip
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
    if kind == "travel_ban" and lem in ("cut", "reject", "intercept", "phase"):
        return None
    return kind


def kept_from(sentence: Sentence, verb: int) -> str | None:
    """Return the kind where somebody is barred from entering, buying, lending, or from ports."""
    ties = sentence.children(verb, "prep", "oprd", "advmod", "prt")
    for thing in sentence.children(verb, "dobj"):
        ties += [p for k in sentence.conjuncts(thing) for p in sentence.children(k, "prep")]
    for prep in ties:
        if sentence.low[prep] not in ("from", "out", "off", "away"):
            continue
        beside = [k for k in sentence.children(verb, "prep") if k == prep + 1]  # "out" + "of"
        below = [t for p in beside for t in sentence.children(p, "pobj", "pcomp")]
        for thing in [*sentence.children(prep, "pobj", "pcomp", "prep"), *below]:
            if sentence.dep[thing] == "prep":  # "out of"
                thing = sentence.child(thing, "pobj") or thing
            kind = barred_from(sentence, thing)
            if kind:
                return kind
    barred = object_of(sentence, verb)
    for token in sentence.subtree(barred) if barred is not None else []:
        # "barred a number of settlers from its soil", hung on the settlers
        if sentence.low[token] == "from" and sentence.dep[token] == "prep":
            for thing in sentence.children(token, "pobj"):
                if sentence.child(thing, "poss") is not None:
                    kind = barred_from(sentence, thing)
                    if kind:
                        return kind
    for clause in sentence.children(verb, "xcomp", "advcl", "ccomp"):
        if sentence.tag[clause] in ("VBG", "VB"):
            kind = barred_from(sentence, clause)
            if kind and sentence.is_verb(clause):
                return kind
    return None


def barred_from(sentence: Sentence, thing: int) -> str | None:
    """Return the kind that the place or doing tells from which somebody is kept."""
    word = word_of(sentence, thing)
    inside = {sentence.base[i] for i in sentence.subtree(thing)}
    verb = next((a for a in sentence.ancestors(thing) if sentence.is_verb(a)), thing)
    barred = object_of(sentence, verb) if sentence.is_verb(verb) else None
    if word in PLACES and barred is not None and sentence.base[barred] in CARRIERS:
        return "travel_ban"
    if of_scope(word, "territory") or (word in PLACES and "airspace" in inside):
        return "travel_ban"
    if word in PLACES:
        return "designation"
    if _steps_into(sentence, thing):
        return "travel_ban"
    if barred is not None and kind_of_goods(sentence, barred):
        if sentence.is_verb(thing) and word in MOVING:
            return "export_control"  # "keep chips from reaching Russia"
        if word in SHOPS:
            return "import_ban"  # "keep settlement dates out of its shops"
        if sentence.mention[thing] is not None and sentence.lemma[verb] in ("hold", "withhold"):
            return "export_control"
    if word in ("touch", "access", "move", "use", "withdraw", "draw") and (
        "hold" in {sentence.lemma[i] for i in sentence.subtree(thing)}
        or of_scope_any(inside, "asset")
    ):  # fmt: skip
        return "designation"  # "kept from touching what they hold"
    if word == "use" or (sentence.is_verb(thing) and word in ("use", "call", "dock")):
        if inside & {"airspace", "airport", "sky"}:
            return "travel_ban"
        return "designation" if inside & PLACES else None
    if word == "market":
        return "financial" if inside & {"capital", "bond", "debt", "financial"} else "import_ban"
    if sentence.is_verb(thing) and not of_trade(sentence, thing):
        if word in ("do", "conduct", "make", "hold", "raise") and (
            inside & {"business", "transaction", "payment", "money", "fund", "capital", "account"}
        ):
            return "financial"
        return None
    return kind_of_scope(sentence, thing)


def _steps_into(sentence: Sentence, thing: int) -> bool:
    """Say whether one is kept from "setting foot in" a country, or from the country itself."""
    if sentence.is_verb(thing):
        part = sentence.child(thing, "dobj")
        foot = part is not None and sentence.base[part] in ("foot", "soil", "border", "frontier")
        return foot and sentence.lemma[thing] in ("set", "cross", "enter", "put", "tread", "reach")
    mention = sentence.mention[thing]
    if mention is None or mention.name.kind != "country" or sentence.dep[thing] != "pobj":
        return False
    over = sentence.head[sentence.head[thing]]
    verb = over if sentence.is_verb(over) else sentence.head[over]
    barred = object_of(sentence, verb) if sentence.is_verb(verb) else None
    return barred is not None and _is_people(sentence, barred)


def _is_people(sentence: Sentence, token: int) -> bool:
    mention = sentence.mention[token]
    if mention is not None:
        return mention.name.kind in ("person", "demonym")
    return sentence.base[token] in PEOPLE or sentence.tag[token] == "CD"


def of_trade(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is of selling, buying, travelling or financing."""
    return of_scope(sentence.lemma[verb], "export", "import", "travel", "finance")


def is_asset(sentence: Sentence, thing: int) -> bool:
    """Say whether somebody's assets or reserves are meant."""
    inside = {sentence.base[i] for i in sentence.subtree(thing) if i <= thing + 6}
    return of_scope(sentence.base[thing], "asset", "reserve") or of_scope_any(inside, "reserve")


def object_of(sentence: Sentence, verb: int) -> int | None:
    """Return what a verb is done to: its object, its passive subject, or the noun it describes."""
    things = sentence.children(verb, "dobj", "nsubjpass")
    thing = things[0] if things else None
    if len(things) > 1 and sentence.low[things[0]] == "which":
        thing = things[1]  # "failing which the bloc would cut all trade"
    if len(things) > 1 and sentence.low[things[1]] == "-":
        thing = things[-1]  # "re-exports", in three tokens
    if thing is None and sentence.dep[verb] == "amod" and sentence.tag[verb] == "VBG":
        return sentence.head[verb]  # "proposed halting sales", where the parser takes it so
    if thing is None and sentence.dep[verb] == "acl" and sentence.tag[verb] == "VBN":
        thing = sentence.head[verb]
    if thing is None and sentence.dep[verb] == "conj" and sentence.tag[verb] == "VBN":
        # "were banned and had their assets frozen" aside, a passive shares its subject
        first = sentence.head[verb]
        if sentence.child(verb, "auxpass") is not None:
            thing = sentence.child(first, "nsubjpass", "nsubj")
        elif sentence.tag[first] == "VBN":
            thing = sentence.child(first, "nsubjpass")
    if thing is None and sentence.child(verb, "auxpass") is not None and (
        sentence.dep[verb] in ("xcomp", "pcomp", "ccomp")
    ):  # fmt: skip
        thing = sentence.subject(verb)  # "are to be unplugged", "risk being cut off"
    if thing is None and sentence.dep[verb] == "relcl" and sentence.tag[verb] != "VBN" and (
        sentence.child(verb, "nsubj") is not None
        and sentence.tag[sentence.child(verb, "nsubj") or 0] not in ("WDT", "WP")
    ):  # fmt: skip
        return sentence.head[verb]  # "the airspace it closed"
    relative = thing is not None and sentence.low[thing] in ("that", "which", "who", "whom")
    if relative and sentence.dep[verb] == "relcl":
        return sentence.head[verb]
    if thing is None and sentence.dep[verb] == "ccomp":
        # "had their assets frozen"
        own = sentence.child(verb, "nsubj")
        above = sentence.lemma[sentence.head[verb]]
        if own is not None and sentence.tag[verb] in ("VBN", "VBD") and (
            above in ("have", "see", "want", "get", "order", "like")
        ):  # fmt: skip
            return own
    return thing


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
        return of_scope_any(beside, "aid") or bool(beside & BUDGETS and given)
    return False


def shut_out(sentence: Sentence, verb: int, thing: int) -> str | None:
    """Return the kind where a border, a sky, a port or a market is closed to somebody."""
    word = sentence.base[thing]
    near = {sentence.base[i] for i in sentence.subtree(verb)}
    if of_scope(word, "way in") or (word in LINKED and near & WAYS):
        to = _closed_to(sentence, verb, thing)
        with_ = _shared_with(sentence, verb, thing)
        if not to and not with_:
            return None
        goods = [t for t in to if kind_of_goods(sentence, t)]
        if goods and not any(sentence.base[t] in VEHICLES for t in to):
            return "import_ban"
        if word in HARBOURS and to:
            return "designation" if any(_of_ships(sentence, t) for t in to) else "import_ban"
        return "travel_ban"
    if word == "market":
        return "financial" if near & {"capital", "bond", "debt", "financial"} else "import_ban"
    return None


def _of_ships(sentence: Sentence, token: int) -> bool:
    return any(sentence.base[i] in SHIPS for i in sentence.subtree(token)) or (
        sentence.mention[token] is not None
    )


def _closed_to(sentence: Sentence, verb: int, thing: int) -> list[int]:
    """Return to whom, or to what, a way in is closed."""
    ties = [*sentence.children(verb, "prep", "dative"), *sentence.children(thing, "prep")]
    return [
        t
        for tie in ties
        if sentence.low[tie] in ("to", "for", "against")
        for t in (sentence.children(tie, "pobj") or [tie])
    ]


def _shared_with(sentence: Sentence, verb: int, thing: int) -> bool:
    """Say whether it is the border "with" or "between" countries."""
    ties = [*sentence.children(verb, "prep"), *sentence.children(thing, "prep")]
    return any(
        sentence.low[tie] in ("with", "between")
        and any(sentence.mention[i] is not None or sentence.base[i] in ("country", "neighbour")
                for t in sentence.children(tie, "pobj") for i in sentence.subtree(t))
        for tie in ties
    )  # fmt: skip


def from_finance(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb cuts somebody off from the dollar, from SWIFT or from a market."""
    of_too = sentence.lemma[verb] in ("deprive", "strip", "rob")
    for prep in sentence.subtree(verb):
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
