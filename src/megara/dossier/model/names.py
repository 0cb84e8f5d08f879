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
    items: list[dict[str, Any]], words: Words, document: Document
) -> tuple[list[CorrectedName], list[Question]]:
    """Return the corrections and the questions of an answer, of names that stand in the text."""
    corrected: dict[tuple[str, str], CorrectedName] = {}
    questions: dict[str, Question] = {}
    for item in items:
        written, canonical, basis = (
            " ".join(str(item.get(field) or "").split())
            for field in ("as_written", "canonical", "basis")
        )
        span = words.find(written)
        if span is None or not canonical or _plain(written) == _plain(canonical):
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
    return list(corrected.values()), list(questions.values())


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ")
