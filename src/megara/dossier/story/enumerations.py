"""Lists of states that the parser took apart: "Saudi Arabia, the UAE, Bahrain and Egypt".

The second name after a comma is often parsed as an apposition to the first, as a city's country is
("Aden, Yemen"). Of three names or more in a row none is, so each is joined to the one before.
"""

from __future__ import annotations

from megara.dossier.gazetteer import Mention
from megara.dossier.sentence import Sentence
from megara.dossier.story.lists import BETWEEN, PLACES

FEWEST = 3  # names that make a list, and no place with its country


def join_states(sentence: Sentence) -> None:
    """Make each state in apposition to another of its row the next of a list."""
    if "appos" not in sentence.dep:
        return
    for row in _rows(sentence):
        heads = {mention.last - 1 for mention in row}
        for token in heads:
            if sentence.dep[token] == "appos" and sentence.head[token] in heads:
                sentence.dep[token] = "conj"


def _rows(sentence: Sentence) -> list[list[Mention]]:
    """Return each row of states with nothing but commas, "and" and "the" between them."""
    rows: list[list[Mention]] = [[]]
    for mention in sentence.mentions:
        row = rows[-1]
        if row and not all(word in BETWEEN for word in sentence.low[row[-1].last : mention.first]):
            rows.append([])
        if mention.name.kind in PLACES:
            rows[-1].append(mention)
        else:
            rows.append([])
    return [row for row in rows if len(row) >= FEWEST]
