"""Affiliations: a person belongs to the body named with him anywhere in the story."""

from __future__ import annotations

from megara.dossier.claims.findings import Found
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

BEFORE_BODY = ("the", "at", "with", "of", "foundation", "institute", "center", "council")


def share_affiliations(story: Story, claims: list[Found]) -> None:
    """Give a person the body named with him anywhere, also where the text broke its name."""
    told: dict[str, str] = {}
    for found in claims:
        claim = found.claim
        if claim.source_name is None:
            continue
        if claim.source_kind == "expert" and (
            claim.affiliation is None or _is_country(claim.affiliation)
        ):
            claim.affiliation = _body_beside(story, found.sentence) or claim.affiliation
        if claim.affiliation is not None:
            known = told.setdefault(claim.source_name, claim.affiliation)
            if _is_country(known):
                told[claim.source_name] = claim.affiliation
    for found in claims:
        claim = found.claim
        if claim.source_name in told and (
            claim.affiliation is None or claim.source_kind == "expert"
        ):
            claim.affiliation = told[claim.source_name]


def _is_country(affiliation: str) -> bool:
    """Say whether an affiliation is an ISO3 code, which a body betters."""
    return len(affiliation) == 3


def _body_beside(story: Story, sentence: Sentence) -> str | None:
    """Return the body after "with", "at" or "of" that ends a sentence or opens the next."""
    for mention in sentence.mentions:
        name = mention.name
        if name.kind == "body" and name.role in ("think_tank", "consultancy", "ngo"):
            return name.name
    if sentence.number + 1 < len(story.sentences):
        after = story.sentences[sentence.number + 1]
        opening = [m for m in after.mentions if m.first < 2 and m.name.kind == "body"]
        last = [w for w in sentence.low[-3:] if w.isalpha()]
        if opening and last and last[-1] in BEFORE_BODY:
            return opening[0].name.name
    return None
