"""Several parties under one word: "both allies", "the two countries", "the three capitals"."""

from __future__ import annotations

from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story.lists import PLACES
from megara.dossier.story.telling import Telling

NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
PARTIES = frozenset("ally country nation state government capital side neighbour neighbor partner "
                    "power member holdout".split())  # fmt: skip
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
        for kid in sentence.kids[token]:
            if sentence.low[kid] in NUMBERS and kid < token:
                return NUMBERS[sentence.low[kid]]
    return None


def several_before(story: Telling, sentence: Sentence, token: int, number: int) -> list[str]:
    """Return the last so many parties that were named together, or were the subject."""
    for back in range(sentence.number, max(-1, sentence.number - BACK), -1):
        earlier = story.sentences[back]
        if back < len(story.subjects) and len(story.subjects[back]) == number:
            return story.subjects[back]
        last = token if back == sentence.number else len(earlier)
        for first in range(last - 1, -1, -1):
            named = []
            for part in earlier.conjuncts(first):
                mention = earlier.mention[part]
                if mention is not None and mention.name.kind in PLACES and part < last:
                    named.append(mention.name.party)
            if len(set(named)) == number:
                return list(dict.fromkeys(named))
    return []
