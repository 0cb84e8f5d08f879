"""Whose market is closed, where goods or assets are: "face duties on their sales to the U.S."."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.scope import of_scope, word_of
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

AT_THE_BORDER = frozenset({"tariff", "import_ban"})
INTO = frozenset({"to", "into", "for"})
SENDING = frozenset("ship sell send export bind destine head deliver supply import bring "
                    "enter".split())  # fmt: skip
AT = frozenset({"at", "in", "into", "onto", "across"})
AWAY = frozenset({"from", "out", "off", "of"})  # where somebody "is barred from"
BORDERS = frozenset(
    "border frontier port market shelf customs soil territory airspace sky harbour "
    "harbor airport refinery shop supermarket store checkpoint crossing water "
    "terminal mainland quarantine road bloc union school university".split()
)
MARKET = frozenset({"enter", "reach", "supply"})  # "goods entering the United States"


def whose_market(story: Story, anchor: Anchor) -> list[str]:
    """Return where goods go on which a duty is laid: who takes the goods lays it."""
    if anchor.kind not in AT_THE_BORDER:
        return []
    sentence = anchor.sentence
    found: list[str] = []
    for mention in sentence.mentions:
        token = mention.last - 1
        if mention.name.kind in ("country", "bloc", "seat") and _receives(sentence, token):
            found += story.parties(sentence, token)
    return list(dict.fromkeys(found))


def at_whose_border(story: Story, anchor: Anchor) -> list[str]:
    """Return whose border or market goods or people are stopped at, where nobody is told to do it.

    "Turned away at the Russian border", "locked out of China", "a duty of 50% in the United
    States". Not whose the goods are: "imports from India".
    """
    if anchor.kind not in AT_THE_BORDER and anchor.kind != "travel_ban":
        return []
    sentence, verb = anchor.sentence, anchor.token
    if not anchor.is_verb:
        verb = next((a for a in sentence.ancestors(verb) if sentence.is_verb(a)), verb)
    goods = _whose_goods(story, anchor, verb)
    places = [t for prep in _ties(sentence, anchor, verb) for t in sentence.children(prep, "pobj")]
    if anchor.is_verb and sentence.lemma[verb] in MARKET:
        places += sentence.children(verb, "dobj")  # "may not enter its market"
    for place in places:
        found = [p for p in _whose_place(story, sentence, place) if p not in goods]
        if found:
            return found
    return []


def _ties(sentence: Sentence, anchor: Anchor, verb: int) -> list[int]:
    """Return the prepositions that may lead to a place, of the mention and of its verb."""
    ties = [k for t in dict.fromkeys((anchor.token, verb)) for k in sentence.children(t, "prep")]
    ties += [k for t in ties for k in sentence.children(t, "prep")]  # "out" + "of"
    leaving = AWAY if anchor.is_verb else frozenset()
    return [k for k in ties if sentence.low[k] in AT | leaving]


def _whose_goods(story: Story, anchor: Anchor, verb: int) -> list[str]:
    subject = anchor.sentence.subject(verb)
    return story.parties(anchor.sentence, subject) if subject is not None else []


def _whose_place(story: Story, sentence: Sentence, place: int) -> list[str]:
    """Return who rules a place: a country, or the owner of "its ports", "American refineries"."""
    mention = sentence.mention[place]
    if mention is not None and mention.name.kind in ("country", "bloc"):
        return story.parties(sentence, place)
    if mention is None and sentence.base[place] in BORDERS:
        return story.modifiers(sentence, place)
    return []


def where_assets_are(story: Story, anchor: Anchor) -> list[str]:
    """Return where assets are that "are frozen" by nobody told: "their assets in Japan"."""
    sentence, verb = anchor.sentence, anchor.token
    if anchor.kind not in ("designation", "financial") or not anchor.is_verb or (
        sentence.child(verb, "agent") is not None
    ):  # fmt: skip
        return []
    thing = sentence.child(verb, "nsubjpass")
    if thing is None and sentence.lemma[verb] == "be":
        thing = sentence.child(verb, "nsubj")
    if thing is None:
        return []
    for token in sentence.subtree(thing):
        over = sentence.head[token]
        if sentence.low[token] == "in" and sentence.dep[token] == "prep" and (
            of_scope(sentence.base[over], "asset") or story.modifiers(sentence, over)
        ):  # fmt: skip
            for place in sentence.children(token, "pobj"):
                mention = sentence.mention[place]
                if mention is not None and mention.name.kind == "country":
                    return [mention.name.party]
    return []


def with_whom_trade_ends(story: Story, anchor: Anchor) -> list[str]:
    """Let the bloc impose what cuts somebody off "from all trade with" it."""
    sentence, verb = anchor.sentence, anchor.token
    if anchor.kind != "embargo" or sentence.child(verb, "nsubjpass") is None:
        return []
    return [
        party
        for token in sentence.subtree(verb)
        if sentence.low[token] == "with"
        for thing in sentence.children(token, "pobj")
        for party in story.parties(sentence, thing)
    ]


def _receives(sentence: Sentence, token: int) -> bool:
    """Say whether goods go to a place: "its sales to Japan", "cars bound for Japan"."""
    over = sentence.head[token]
    if sentence.dep[token] == "dobj":
        return sentence.lemma[over] in MARKET
    if sentence.dep[token] != "pobj" or sentence.low[over] not in INTO:
        return False
    sent = sentence.head[over]
    if sentence.base[sent] == "access":
        return True
    return word_of(sentence, sent) in SENDING or of_scope(word_of(sentence, sent), "export")
