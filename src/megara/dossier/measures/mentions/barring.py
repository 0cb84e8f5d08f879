"""From what somebody is kept: ports, a country, buying; and what a verb is done to."""

from __future__ import annotations

from megara.dossier.measures.mentions.scope import (
    kind_of_goods,
    kind_of_scope,
    of_a_money_market,
    of_scope,
    of_scope_any,
    word_of,
)
from megara.dossier.sentence import Sentence

PEOPLE = frozenset("national citizen tourist traveller traveler visitor holder student diplomat "
                   "official minister lawmaker judge holidaymaker people person leader officer "
                   "general commander member relative politician journalist athlete artist "
                   "passport-holder envoy mp migrant passenger settler".split())  # fmt: skip
PLACES = frozenset({"airspace", "sky", "port", "airport", "harbour", "harbor", "runway", "dock"})
CARRIERS = frozenset({"airline", "plane", "aircraft", "flight", "jet", "airliner", "carrier"})
SHIPS = frozenset({"ship", "vessel", "tanker", "boat", "fleet", "flag", "freighter", "trawler",
                   "carrier", "yacht", "superyacht", "ferry", "cruise", "shipping"})  # fmt: skip
VEHICLES = SHIPS | {"aircraft", "airline", "plane", "airliner", "jet", "truck", "lorry", "car",
                    "train", "bus", "vehicle", "flight"}  # fmt: skip
MOVING = frozenset({"reach", "get", "find", "go", "flow", "leave", "fall", "arrive", "end"})
PAYING = frozenset("do conduct make hold raise put sink pour channel wire receive place move "
                   "transfer take process handle clear route plough plow".split())  # fmt: skip
MONEYS = frozenset("business transaction payment money fund capital account cash remittance stake "
                   "equity debt".split())  # fmt: skip
LENDERS = frozenset("bank lender insurer reinsurer underwriter broker investor financier "
                    "creditor".split())  # fmt: skip
GOING = frozenset("move roam circulate set cross come return stay settle reside live step tour "
                  "leave".split())  # fmt: skip
SHOPS = frozenset("shop shelf store supermarket market port border soil exchange "
                  "warehouse".split())  # fmt: skip


def of_a_flag(sentence: Sentence, thing: int) -> bool:
    """Say whether all ships or planes of a country are meant: "Qatari aircraft", not 27 tankers."""
    kids = [k for k in sentence.kids[thing] if k < thing]
    return (
        sentence.base[thing] in VEHICLES - {"car", "truck", "vehicle", "bus"}
        and any(sentence.mention[i] is not None for k in kids for i in sentence.subtree(k))
        and not any(sentence.tag[k] == "CD" for k in kids)
    )


def kept_from(sentence: Sentence, verb: int) -> str | None:
    """Return the kind where somebody is barred from entering, buying, lending, or from ports."""
    ties = sentence.children(verb, "prep", "oprd", "advmod", "prt")
    for thing in sentence.children(verb, "dobj"):
        ties += [p for k in sentence.conjuncts(thing) for p in sentence.children(k, "prep")]
    if sentence.dep[verb] == "pcomp":  # "responded by barring him from"
        over = sentence.head[sentence.head[verb]]
        ties += [p for p in sentence.children(over, "prep") if p > verb]
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
    if word in PLACES and barred is not None and (
        sentence.base[barred] in CARRIERS or of_a_flag(sentence, barred)
    ):  # fmt: skip
        return "travel_ban"
    if of_scope(word, "territory") or (word in PLACES and inside & {"airspace", "sky", "skies"}):
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
        of_state = of_scope_any(inside, "reserve") or "central" in {
            sentence.base[i] for i in sentence.clause(verb)
        }
        return "financial" if of_state else "designation"  # "kept from touching what they hold"
    if word == "use" or (sentence.is_verb(thing) and word in ("use", "call", "dock")):
        if inside & {"airspace", "airport", "sky"}:
            return "travel_ban"
        return "designation" if inside & PLACES else None
    if word == "support" and inside & {"budget", "budgetary", "financial", "military"}:
        return "financial"
    if word == "market":
        ties = sentence.children(verb, "prep") if sentence.is_verb(verb) else []
        inside |= {sentence.base[i] for p in ties if sentence.low[p] == "for"
                   for i in sentence.subtree(p)}  # fmt: skip
        return "financial" if of_a_money_market(inside) else "import_ban"
    if sentence.is_verb(thing) and not of_trade(sentence, thing):
        if word in PAYING and inside & MONEYS:
            return "financial"
        if word in GOING and barred is not None and _is_people(sentence, barred):
            return "travel_ban"  # "forbade diplomats to move about the Schengen area"
        by_banks = barred is not None and sentence.base[barred] in LENDERS
        return "financial" if by_banks else None  # "ban insurers from covering such cargoes"
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


def of_trade(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is of selling, buying, travelling or financing."""
    return of_scope(sentence.lemma[verb], "export", "import", "travel", "finance")
