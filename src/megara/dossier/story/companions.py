"""Who does it too, told beside the doer: "along with Finland", "joined by Ottawa", "like Hungary".

The words stand by the doer or by his verb, as the parser has it; what counts is that no other verb
comes between.
"""

from __future__ import annotations

from megara.dossier.sentence import Sentence
from megara.dossier.story.lists import PLACES

# Before "with": "together with", "in concert with", "in line with".
TOGETHER = frozenset("together along jointly concert tandem coordination cooperation unison step "
                     "line conjunction partnership coordinating".split())  # fmt: skip
# Before "by": who joins in, and who is only for it.
JOINED = frozenset({"joined", "followed", "accompanied", "flanked"})
BACKED = frozenset({"backed", "supported", "seconded", "echoed"})
SIDING = frozenset({"side", "agree"})
ACTING = frozenset({"act", "work", "move", "go"})  # "acting in concert with Japan, Seoul imposed"
LINKS = frozenset({"with", "alongside", "like", "by", "well"})


def companions(sentence: Sentence, doer: int, backers: bool = False) -> list[int]:
    """Return the states that are told to do what a doer does; with ``backers`` who is for it."""
    if LINKS.isdisjoint(sentence.present):
        return []
    verb = sentence.head[doer]
    if sentence.dep[verb] == "agent":
        verb = sentence.head[verb]
    found = []
    for mention in sentence.mentions:
        link = mention.first - 1
        if link > 0 and sentence.low[link] == "the":
            link -= 1
        if link < 0 or mention.name.kind not in PLACES or mention.first <= doer < mention.last:
            continue
        if _links(sentence, link, backers) and _beside(sentence, link, doer, verb):
            found.append(mention.last - 1)
    return found


def _links(sentence: Sentence, link: int, backers: bool) -> bool:
    """Say whether a word joins what follows to a doer."""
    low = sentence.low
    word, before = low[link], low[link - 1] if link else ","
    if word == "with":
        return before in TOGETHER or sentence.lemma[sentence.head[link]] in SIDING
    if word == "like":
        return before == ","
    if word == "by":
        if sentence.dep[link] == "conj":
            return True  # "opposed by Berlin and by Rome"
        participle = sentence.dep[link - 1] in ("acl", "advcl")
        return participle and (before in JOINED or (backers and before in BACKED))
    if word == "as":
        return low[max(0, link - 2) : link] == ["as", "well"]
    return word == "alongside"


def _beside(sentence: Sentence, link: int, doer: int, verb: int) -> bool:
    """Say whether a link stands by the doer or by his verb, with no other verb between."""
    for above in (link, *sentence.ancestors(link)):
        if above in (doer, verb):
            return True
        own = sentence.child(above, "nsubj", "nsubjpass") is not None
        if sentence.is_verb(above) and (own or above > max(doer, verb)):
            return False
        if sentence.tag[above] == "VBG" and sentence.lemma[above] not in ACTING:
            return False
    return False
