"""Quotations: where one opens, whether it is still open, and whether the next sentence goes on."""

from __future__ import annotations

from megara.dossier.sentence import Sentence

OPEN, CLOSE = '“"«', '”"»'


def has_opening(text: str) -> bool:
    """Say whether a mark in a text can open a quotation."""
    return any(mark in text for mark in OPEN)


def left_open(text: str) -> bool:
    """Say whether a quotation opens in a text and does not close in it."""
    if "“" in text or "”" in text:
        return text.rfind("“") > text.rfind("”")
    return text.count('"') % 2 == 1


def ends_quoted(text: str) -> bool:
    """Say whether a text ends with a quotation."""
    return text.rstrip().endswith(("”", '"', "’”"))


def goes_on(text: str) -> bool:
    """Say whether a sentence is the next of a quotation."""
    stripped = text.strip()
    if stripped[:1] in OPEN:
        return True
    return stripped[-1:] in CLOSE and not any(mark in stripped[:-1] for mark in OPEN)


def beside_quote(sentence: Sentence, verb: int) -> bool:
    """Say whether a quotation touches the verb or its subject."""
    near = sentence.words[max(0, verb - 6) : verb + 4]
    return "“" in near or "”" in near
