"""Several parties under one word: "both allies", "the two countries", "the three capitals"."""

from __future__ import annotations

from megara.dossier.gazetteer import Mention
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story.lists import PLACES
from megara.dossier.story.telling import Telling

NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
PARTIES = frozenset("ally country nation state government capital side neighbour neighbor partner "
                    "power member holdout".split())  # fmt: skip
WAYS = frozenset({"through", "via", "at", "near", "to", "from"})
KNOWN = frozenset({"the", "both", "these", "those", "all"})
BACK = 4  # sentences


def number_told(sentence: Sentence, token: int) -> int | None:
    """Return how many parties a phrase such as "both allies" or "the two" speaks of."""
    word = sentence.low[token]
    if word in ("pair", "duo", "trio") or (word in ("both", "two") and not sentence.kids[token]):
        return NUMBERS[word]
    if sentence.tag[token] == "CD" and word in NUMBERS:
        return (
            NUMBERS[word] if any(sentence.low[k] == "the" for k in sentence.kids[token]) else None
        )
    if sentence.tag[token] in NOUNS and sentence.base[token] in PARTIES:
        beside = [kid for kid in sentence.kids[token] if kid < token]
        if not any(sentence.low[kid] in KNOWN for kid in beside):
            return None  # "three smaller states" are none that were told
        for kid in beside:
            if sentence.low[kid] in NUMBERS:
                return NUMBERS[sentence.low[kid]]
    return None


def _may_act(sentence: Sentence, token: int, mention: Mention) -> bool:
    """Say whether a name stands for a party, not for a place: "sail through Colombo"."""
    if mention.name.kind not in PLACES:
        return False
    above = sentence.head[sentence.first_conjunct(token)]
    return mention.name.kind != "seat" or sentence.low[above] not in WAYS


def several_before(story: Telling, sentence: Sentence, token: int, number: int) -> list[str]:
    """Return the last so many parties that were named together, or were the subject."""
    for back in range(sentence.number, max(-1, sentence.number - BACK), -1):
        earlier = story.sentences[back]
        if back < len(story.subjects) and len(story.subjects[back]) == number:
            return story.subjects[back]
        if len(earlier.mentions) < number:
            continue
        last = token if back == sentence.number else len(earlier)
        for first in range(last - 1, -1, -1):
            named = []
            for part in earlier.conjuncts(first):
                mention = earlier.mention[part]
                if part < last and mention is not None and _may_act(earlier, part, mention):
                    named.append(mention.name.party)
            if len(set(named)) == number:
                return list(dict.fromkeys(named))
    return []
