"""How many sources a phrase counts: "two officials and a diplomat" are three."""

from __future__ import annotations

from megara.dossier.sentence import Sentence
from megara.dossier.speakers.roles import role_of

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "half-dozen": 6,
}
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "another", "first"})


def count(sentence: Sentence, token: int) -> int | None:
    """Return how many sources a phrase counts, over all its parts that give a number."""
    total = 0
    for part in sentence.conjuncts(token):
        if role_of(sentence.low[part]) is None and part != token:
            continue
        number = _number_before(sentence, part)
        if number is None and sentence.tag[part] == "NN" and part == token:
            number = 1
        if number is not None and number < 1000:
            total += number
    return total or None


def _number_before(sentence: Sentence, noun: int) -> int | None:
    """Return the number that stands with one noun: "two", "12", "a third", "an"."""
    number = None
    for kid in sentence.kids[noun]:
        low = sentence.low[kid]
        if sentence.dep[kid] == "nummod" or low in NUMBERS:
            number = NUMBERS.get(low) or (int(low) if low.isdigit() else number)
        elif low in ORDINALS and sentence.tag[noun] == "NN":
            number = 1
        elif low in ("a", "an", "another") and sentence.tag[noun] in ("NN", "NNP"):
            number = number or 1
    return number
