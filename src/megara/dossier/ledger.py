"""A ledger: dossiers over time, and who changed position when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megara.dossier.schema import Dossier, Evidence, Stance


@dataclass(frozen=True)
class Stand:
    """Where a party stood on a day, by one story."""

    party: str
    date: str | None
    stance: Stance
    on: str
    evidence: Evidence
    source: str
    changed_from: Stance | None = None


def timeline(dossiers: Sequence[tuple[str, Dossier]]) -> list[Stand]:
    """Return every position by party and date, each marked where it differs from the one before.

    Parameters
    ----------
    dossiers
        Each with the name of its file. A story's date is when it was published; stories without
        one come last and change nothing.
    """
    found: list[Stand] = []
    for name, dossier in dossiers:
        published = {d.id: d.published for d in dossier.documents}
        for position in dossier.positions:
            for evidence in position.evidence:
                day = published.get(evidence.document)
                stand = Stand(position.party, day, position.stance, position.on, evidence, name)
                if stand not in found:
                    found.append(stand)
    found.sort(key=lambda s: (s.party, s.date is None, s.date or "", s.source, s.evidence.start))
    marked: list[Stand] = []
    last: dict[str, Stance] = {}
    for stand in found:
        before = last.get(stand.party)
        changed = before if before is not None and before != stand.stance and stand.date else None
        marked.append(
            Stand(stand.party, stand.date, stand.stance, stand.on, stand.evidence, stand.source,
                  changed)
        )  # fmt: skip
        if stand.date:
            last[stand.party] = stand.stance
    return marked
