"""Countries told by their region: "the Baltic states" are Estonia, Latvia and Lithuania.

A region is no party: it has no seat and no vote, and a plan asks its countries one by one. Its
countries are those of ``data/members.csv``; all have the words that name the region as evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from megara.dossier.schema import Dossier, Position
from megara.dossier.story.lists import spelt_out
from megara.dossier.story.nouns import SMALL_GROUPS


def spelled_out(dossier: Dossier) -> Dossier:
    """Return the dossier of one story with the countries of each region in its place.

    The actor and the recipient of a trigger, one party each, stay as they are told.
    """
    if any(position.party in SMALL_GROUPS for position in dossier.positions):
        dossier.positions = _each_country(dossier.positions)
    for measure in dossier.measures:
        measure.imposed_by = _countries(measure.imposed_by)
        measure.against = _countries(measure.against)
    for claim in dossier.claims:
        claim.disputed_by = _countries(claim.disputed_by)
    for event in dossier.events:
        event.parties = _countries(event.parties)
    told = dossier.consultation
    told.initiator = _countries(told.initiator)
    # Lithuania that asks the Baltic states does not ask itself
    asked = [p for p in _countries(told.invited) if p in told.invited or p not in told.initiator]
    told.invited = asked
    return dossier


def _each_country(positions: Iterable[Position]) -> list[Position]:
    """Return the positions of each country, those of one stance put together."""
    found: dict[tuple[str, str], Position] = {}
    for position in positions:
        for party in _countries([position.party]):
            own = position.model_copy(update={"party": party, "evidence": [*position.evidence]})
            same = found.setdefault((party, position.stance), own)
            same.evidence += [e for e in own.evidence if e not in same.evidence]
    return list(found.values())


def _countries(parties: Iterable[str]) -> list[str]:
    """Return parties, each once, those of a region instead of it."""
    return list(dict.fromkeys(country for party in parties for country in spelt_out(party)))
