"""Mentions by what is closed, ends or turns somebody away: "closed its ports to", "is to cease"."""

from __future__ import annotations

from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.mentions.barring import PEOPLE, SHIPS, VEHICLES, of_a_flag
from megara.dossier.measures.mentions.restricting import is_asset
from megara.dossier.measures.mentions.scope import (
    kind_of_goods,
    kind_of_scope,
    of_a_money_market,
    of_scope,
)
from megara.dossier.sentence import Sentence

HARBOURS = frozenset({"port", "harbour", "harbor", "dock"})
LINKED = frozenset({"crossing", "post", "checkpoint", "route", "road", "bridge", "corridor"})
WAYS = frozenset({"border", "frontier", "air", "land", "sea", "rail"})
TRAVELLERS = frozenset({"traveller", "traveler", "tourist", "visitor", "holidaymaker", "holder",
                        "passport-holder", "arrival"})  # fmt: skip
CEASING = frozenset({"cease", "stop", "end", "halt", "dry"})


def shut_out(sentence: Sentence, verb: int, thing: int) -> str | None:
    """Return the kind where a border, a sky, a port or a market is closed to somebody."""
    word = sentence.base[thing]
    near = {sentence.base[i] for i in sentence.clause(verb)}
    if of_scope(word, "way in") or (word in LINKED and near & WAYS):
        to = _closed_to(sentence, verb, thing)
        with_ = _shared_with(sentence, verb, thing)
        if not to and not with_:
            return None
        goods = [t for t in to if kind_of_goods(sentence, t)]
        if goods and not any(sentence.base[t] in VEHICLES for t in to):
            return "import_ban"
        if word in HARBOURS and to and not any(_of_ships(sentence, t) for t in to):
            return "import_ban"
        counted = any(sentence.tag[k] == "CD" for t in to for k in sentence.kids[t])
        return "designation" if word in HARBOURS and counted else "travel_ban"
    if word == "market":
        return "financial" if of_a_money_market(near) else "import_ban"
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


def ceasing(sentence: Sentence, verb: int) -> str | None:
    """Read "all commerce with Niger is to cease": of itself, and to come."""
    if sentence.lemma[verb] not in CEASING or sentence.child(verb, "dobj") is not None:
        return None
    over = sentence.head[verb]
    is_to = sentence.dep[verb] == "xcomp" and sentence.lemma[over] == "be"
    if modal_of(sentence, verb) not in ("will", "would", "shall", "must") and not is_to:
        return None
    subject = sentence.subject(verb)
    if subject is None or not of_scope(
        sentence.base[subject], "export", "import", "trade", "aid"
    ):  # fmt: skip
        return None
    return kind_of_scope(sentence, subject)


def turned_away(sentence: Sentence, verb: int, thing: int) -> bool:
    """Read "the police chiefs will be turned away at the border"."""
    away = {sentence.low[k] for k in sentence.kids[verb]} & {"away", "back"}
    near = {sentence.base[i] for i in sentence.clause(verb)}
    named = of_scope(sentence.base[thing], "named") or (
        sentence.base[thing] in PEOPLE | VEHICLES
    )  # fmt: skip
    if of_a_flag(sentence, thing):
        return bool(away)  # "Russian superyachts will be turned away"
    if sentence.base[thing] in TRAVELLERS:
        return bool(away)
    return bool(away) and named and bool(near & {"border", "frontier", "airport", "port", "entry"})


def is_past(sentence: Sentence, verb: int) -> str | None:
    """Read "visas will be a thing of the past"."""
    part = sentence.child(verb, "attr")
    subject = sentence.child(verb, "nsubj")
    if part is None or subject is None or sentence.base[part] not in ("thing", "history"):
        return None
    of_past = sentence.base[part] == "history" or "past" in {
        sentence.base[i] for i in sentence.subtree(part)
    }
    trade = of_scope(sentence.base[subject], "export", "import", "trade", "travel", "aid")
    return kind_of_scope(sentence, subject) if of_past and trade else None


def left_so(sentence: Sentence, verb: int) -> str | None:
    """Read "whose assets could be frozen", "the airspace remains closed to"."""
    subject = sentence.subject(verb)
    if subject is None:
        return None
    if is_asset(sentence, subject):
        return kind_of_scope(sentence, subject)
    ways = [verb, *sentence.children(verb, "acomp", "oprd")]
    closed = (shut_out(sentence, way, subject) for way in ways)
    return next((kind for kind in closed if kind is not None), None)
