"""Disputes: which claims a denial beside them disputes."""

from __future__ import annotations

import re

from megara.dossier.claims.findings import Found

FURTHEST = 3  # sentences between a claim and its denial


def mark_disputes(claims: list[Found]) -> None:
    """Mark the last claim before each denial that is about the same, and of another party."""
    for place, found in enumerate(claims):
        if found.claim.status != "denied" or found.source is None:
            continue
        party = found.source.party or found.source.affiliation or found.source.name
        if party is None:
            continue
        for other in reversed(claims[:place]):
            if found.sentence.number - other.sentence.number > FURTHEST:
                break
            if _disputes(found, other, party):
                other.claim.disputed_by.append(party)
                break


def _disputes(denial: Found, other: Found, party: str) -> bool:
    """Say whether a denial by a party is of another one's claim."""
    if other.claim.status != "asserted" or other.source is None or denial.source is None:
        return False
    same = other.source.party == denial.source.party and other.source.party is not None
    if same or party in other.claim.disputed_by:
        return False
    return (
        other.sentence is denial.sentence
        or denial.sentence.number - other.sentence.number == 1
        or bool(_stems(denial.claim.content) & _stems(other.claim.content))
    )


def _stems(text: str) -> set[str]:
    return {w[:6].lower() for w in re.findall(r"[A-Za-z]{5,}", text)}
