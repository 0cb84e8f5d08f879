"""Garbled names that a language model recognised: corrections on two grounds, or questions.

What the model knows of the person or body (an office, a country) is one ground, and never enough:
the other, that the two names are alike in spelling or sound, is tested here.
"""

from __future__ import annotations

from typing import Any

from megara.dossier.model.words import Words
from megara.dossier.names.likeness import likeness
from megara.dossier.schema import CorrectedName, Document, Evidence, Question


def names_of(
    items: list[dict[str, Any]], words: Words, junk: tuple[tuple[int, int], ...], document: Document
) -> tuple[list[CorrectedName], list[Question], int]:
    """Return the corrections and the questions of an answer, and how many names do not hold.

    A name that stands in junk only, or nowhere, does not hold; nor does one that is right.
    """
    corrected: dict[tuple[str, str], CorrectedName] = {}
    questions: dict[str, Question] = {}
    without = 0
    for item in items:
        written, canonical, basis = (
            _text(item.get(f)) for f in ("as_written", "canonical", "basis")
        )
        span = words.find(written, junk) if written else None
        if span is None or not canonical or _plain(written) == _plain(canonical):
            without += 1
            continue
        text = words.text[slice(*span)]
        evidence = [Evidence(document=document.id, start=span[0], end=span[1], text=text)]
        how = likeness(written, canonical)
        if how is not None and basis:
            corrected.setdefault((text, canonical), CorrectedName(
                as_written=text, canonical=canonical, basis=f"{how}; language model: {basis}",
                evidence=evidence,
            ))  # fmt: skip
        else:
            questions.setdefault(text, Question(
                as_written=text, candidates=[canonical], evidence=evidence,
                reason=f"the language model takes it for {canonical}"
                + (", but they are not alike in spelling or sound" if how is None
                   else ", and does not say why"),
            ))  # fmt: skip
    return list(corrected.values()), list(questions.values()), without


def _text(value: Any) -> str:
    """Return a text on one line, 200 characters at most; nothing of what is no text."""
    return " ".join(value.split())[:200] if isinstance(value, str) else ""


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ")
