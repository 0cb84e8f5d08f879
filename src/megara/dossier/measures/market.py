"""Whose market is closed or taxed: "face duties on their sales to the United States"."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.scope import of_scope, word_of
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

AT_THE_BORDER = frozenset({"tariff", "import_ban"})
INTO = frozenset({"to", "into", "for"})
SENDING = frozenset("ship sell send export bind destine head deliver supply import bring "
                    "enter".split())  # fmt: skip
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
