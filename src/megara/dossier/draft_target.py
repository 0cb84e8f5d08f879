"""Whom a draft is against: the country against which most is planned, and how sure that is.

Each sentence on a measure against a party, or on what it would do to pull one, is a vote for it.
Who asks others, is asked or would act itself is none, but for the target's own answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from megara.dossier.draft_stances import Members, Stances
from megara.dossier.draft_words import plain
from megara.dossier.parties import called
from megara.dossier.schema import Dossier, Evidence, Measure, Trigger
from megara.errors import MegaraError

NONE = "the dossier tells of nobody to sanction; there is no draft scenario"


@dataclass(frozen=True)
class Target:
    """The countries that a draft is against, with the words that say so and what is unsure."""

    countries: list[str]
    evidence: list[Evidence]
    doubts: list[str]


def find_target(
    dossier: Dossier,
    planned: Sequence[Measure],
    members: Members,
    stances: Stances,
    asked: Collection[str],
) -> Target:
    """Return whom the plan is against.

    Parameters
    ----------
    planned
        The measures of the plan.
    members
        Gives the countries of a party.
    asked
        Who is asked to act in them, as :func:`megara.dossier.draft_urged.urged` gives it.

    Raises
    ------
    MegaraError
        If nothing is against any country.
    """
    barred = _barred(dossier, planned, members, stances, asked)

    def can_be(party: str) -> bool:
        return len(members(party)) == 1 and members(party)[0] not in barred

    standing = [m for m in dossier.measures if m.status != "rejected"]
    votes: dict[str, list[Evidence]] = {}
    by_plan = True
    for measures, triggers in (
        (planned, [t for t in dossier.triggers if t.leads_to]),
        (standing, dossier.triggers),
    ):
        votes = {p: e for p, e in _votes(measures, triggers).items() if can_be(p)}
        if votes:
            break
        by_plan = False
    if not votes:
        raise MegaraError(NONE)
    # of equals the one that is against it all, then the first that is told
    best = max(votes, key=lambda p: (len(votes[p]), stances.opposed(p)))
    together = next(
        (m.against for m in planned if best in m.against and len(m.against) > 1), [best]
    )
    target = [t for t in dict.fromkeys([best, *together]) if can_be(t)]
    countries = list(dict.fromkeys(members(t)[0] for t in target))
    doubts = _doubts(votes, best, target)
    hitting = [m for m in planned if not set(m.imposed_by) & set(target)]
    doubts += _untold(hitting, best, by_plan=by_plan)
    return Target(countries, votes[best], doubts)


def _barred(
    dossier: Dossier,
    planned: Sequence[Measure],
    members: Members,
    stances: Stances,
    asked: Collection[str],
) -> set[str]:
    """Return the countries that cannot be the target."""
    # who asks others to join is not hit: what would strike it is the target's answer
    consulting = {m for p in dossier.consultation.initiator for m in members(p)}
    # but a bloc may act on a member of its own
    own = {c for m in planned for p in m.imposed_by if len(members(p)) > 1
           for a in m.against for c in members(a) if c in members(p)}  # fmt: skip
    consulting |= {m for p in dossier.consultation.invited if len(members(p)) == 1
                   for m in members(p)}  # fmt: skip
    acting = {p for m in planned for p in m.imposed_by}
    barred = {c for c in consulting if not stances.opposed(c)}
    barred |= {c for p in asked for c in members(p)}
    for measure in planned:
        # what is done to those who act is an answer; others hit the party that acts
        answer = bool(measure.against) and set(measure.against) <= acting
        for party in measure.imposed_by:
            hit = any(party in m.against and party not in m.imposed_by for m in planned)
            if not (answer or stances.opposed(party) or (not measure.against and hit)):
                barred.update(members(party))
    return barred - own


def _votes(measures: Sequence[Measure], triggers: Sequence[Trigger]) -> dict[str, list[Evidence]]:
    """Return the words that tell of each party that it is hit, or would act, each once."""
    told: dict[str, dict[tuple[str, int], Evidence]] = {}
    for measure in measures:
        for party in measure.against:
            told.setdefault(party, {}).update({(e.document, e.start): e for e in measure.evidence})
    for trigger in triggers:
        told.setdefault(trigger.actor, {}).update(
            {(e.document, e.start): e for e in trigger.evidence}
        )
    return {party: list(words.values()) for party, words in told.items()}


def _doubts(votes: Mapping[str, list[Evidence]], best: str, target: Sequence[str]) -> list[str]:
    """Return a line on each other candidate that has more than half as many votes."""
    count = len(votes[best])
    return [
        f"# UNSURE: {_times(count)} of the stories point to {called(best)} as the target, "
        f"{len(words)} to {plain(called(party))} ({plain(party)})"
        for party, words in votes.items()
        if party not in target and 2 * len(words) > count
    ]


def _untold(planned: Sequence[Measure], best: str, *, by_plan: bool) -> list[str]:
    """Return a line on planned measures of which no target is told."""
    if not planned:
        return []
    if not by_plan:
        return [f"# UNSURE: no planned measure names its target; {called(best)} is whom other "
                "measures or triggers name"]  # fmt: skip
    untold = sum(not m.against for m in planned)
    if not untold:
        return []
    each = "measure names" if untold == 1 else "measures name"
    return [f"# UNSURE: {untold} planned {each} no target; {called(best)} is taken to be meant"]


def _times(count: int) -> str:
    return f"{count} sentence{'s' if count > 1 else ''}"
