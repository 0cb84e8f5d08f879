"""A ledger: dossiers over time, and who changed position when.

A party changes position only within one **matter**: the party against which the measures are that
its position is about. That is told, in this order, by

1. the measures whose evidence overlaps the position's own (the same sentence), where they are
   against somebody; of several targets the story's main one, else the one named most;
2. the story's main target: the party against which most evidence of measures of the same document
   stands, less that of its own measures (who answers sanctions with some is hit less than it
   hits); measures that were rejected do not count.

A position for which neither tells a target has no matter: it stands in the ledger and changes
nothing. What a party says on one day on one matter is one stand. If its stances differ (for it,
but wants an exemption), the stand is **mixed** and shows the words of each; it is no change, and
the last clear stance goes on. Where one of two dates holds the other (2024-05 and 2024-05-14), the
order is not known, and there is no change either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from megara.dossier.schema import Document, Dossier, Evidence, Position, Stance


@dataclass(frozen=True)
class Told:
    """One stance with the words that tell it, and where they stand."""

    stance: Stance
    on: str
    evidence: Evidence
    document: Document
    source: str


@dataclass(frozen=True)
class Stand:
    """Where a party stood on one day on one matter.

    Parameters
    ----------
    matter
        The party that the measures are against; None where no story tells it.
    date
        When the stories were published, ISO, perhaps partial; None where not known.
    stance
        ``"mixed"`` where the stances told differ.
    told
        Each stance with its words, at least one.
    changed_from, changed_since
        The last clear stance on the matter, and its date, where this one differs from it.
    """

    party: str
    matter: str | None
    date: str | None
    stance: Stance | Literal["mixed"]
    told: tuple[Told, ...]
    changed_from: Stance | None = None
    changed_since: str | None = None


def timeline(dossiers: Sequence[tuple[str, Dossier]]) -> list[Stand]:
    """Return where each party stood, by party, matter and date, with the changes marked.

    Parameters
    ----------
    dossiers
        Each with the name of its file. A story's date is when it was published; stories without
        one come last and change nothing. A text that stands in several dossiers counts once.
    """
    days: dict[tuple[str, str | None, str | None], list[Told]] = {}
    seen: set[tuple[str, str, int, Stance]] = set()
    for source, dossier in dossiers:
        documents = {d.id: d for d in dossier.documents}
        for position in dossier.positions:
            for evidence in position.evidence:
                document = documents[evidence.document]
                key = (position.party, document.text, evidence.start, position.stance)
                if key in seen:
                    continue
                seen.add(key)
                matter = matter_of(dossier, position, evidence)
                told = Told(position.stance, position.on, evidence, document, source)
                days.setdefault((position.party, matter, document.published), []).append(told)
    stands = [_stand(*key, told) for key, told in days.items()]
    stands.sort(key=lambda s: (s.party, s.matter is None, s.matter or "", s.date is None,
                               s.date or ""))  # fmt: skip
    return _marked(stands)


def matter_of(dossier: Dossier, position: Position, evidence: Evidence) -> str | None:
    """Return the party against which the measures are that one evidence of a position is about."""
    main = main_target(dossier, evidence.document)
    targets = Counter(
        party
        for measure in dossier.measures
        if any(_overlap(evidence, e) for e in measure.evidence)
        for party in measure.against
    )
    if not targets or main in targets:
        return main
    return max(targets, key=lambda party: targets[party])


def main_target(dossier: Dossier, document: str) -> str | None:
    """Return the party that the measures of a document are mostly against, or None."""
    hit: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for measure in dossier.measures:
        if measure.status != "rejected":
            times = sum(evidence.document == document for evidence in measure.evidence)
            hit.update(dict.fromkeys(measure.against, times))
            hits.update(dict.fromkeys(measure.imposed_by, times))
    told = [party for party, times in hit.items() if times]
    return max(told, key=lambda party: (hit[party] - hits[party], hit[party])) if told else None


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _stand(party: str, matter: str | None, date: str | None, told: list[Told]) -> Stand:
    told = sorted(told, key=lambda t: (t.source, t.document.id, t.evidence.start, t.stance))
    stances = {t.stance for t in told}
    stance: Stance | Literal["mixed"] = "mixed" if len(stances) > 1 else told[0].stance
    return Stand(party, matter, date, stance, tuple(told))


def _marked(stands: Sequence[Stand]) -> list[Stand]:
    """Mark the changes among stands that are sorted by party, matter and date."""
    marked = []
    last: dict[tuple[str, str], tuple[Stance, str]] = {}
    for stand in stands:
        matter, date, stance = stand.matter, stand.date, stand.stance
        if matter is None or date is None or stance == "mixed":
            marked.append(stand)
            continue
        before, since = last.get((stand.party, matter), (stance, ""))
        changed = before != stance and not date.startswith(since)
        marked.append(
            replace(stand, changed_from=before, changed_since=since) if changed else stand
        )
        last[stand.party, matter] = stance, date
    return marked
