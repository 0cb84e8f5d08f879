"""Who is in a draft from the start, and who is asked.

Core is who sounds others out or would impose the plan's measures; of a bloc, each member but those
that are reticent or opposed, by their own word or that of another bloc. Asked is who is invited or
urged, or has a stance. Nobody who is opposed is core, and who opposes from outside is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from megara.dossier.draft_stances import Members, Stances
from megara.dossier.draft_urged import urging
from megara.dossier.parties import called
from megara.dossier.schema import Dossier, Evidence, Measure

SMALL_GROUP = 8  # members; a larger group joins as one
AS_ONE = "ASSUMED: the members join as one"
UNION = "EU"
CUSTOMS_UNION = "tariffs are the EU's to set, not its members', so that they act as one"

Parties = dict[str, list[Evidence]]


@dataclass
class Player:
    """A sender of the draft: a country, or a bloc that joins as one."""

    name: str
    members: tuple[str, ...]
    party: str
    evidence: list[Evidence] = field(default_factory=list)
    note: str = ""


def find_senders(
    dossier: Dossier,
    acting: Sequence[Measure],
    targets: Sequence[str],
    members: Members,
    stances: Stances,
    urged: Collection[str],
) -> tuple[list[Player], list[Player]]:
    """Return who is in from the start and who is asked, each country once.

    Parameters
    ----------
    acting
        The measures of the plan, or those that stand where nothing is planned.
    targets
        ISO3 codes of whom it is against.
    members
        Gives the countries of a party.
    urged
        Who is asked to act in the measures.
    """
    core, asked = _parties(dossier, acting, targets, members, stances, urged)
    # a member of a bloc that acts is with it, unless it has doubts
    for party in list(core):
        of_bloc = members(party)
        for country in of_bloc if len(of_bloc) > 1 else ():
            position = stances.of(country)
            if position is None or not stances.doubts(country):
                if country in asked:
                    own = asked.pop(country)  # bears it out only if it is for the plan
                    for_it = position is not None and position.stance == "supportive"
                    core.setdefault(country, own if for_it else core[party])
            elif country not in asked and (
                len(of_bloc) <= SMALL_GROUP or not any(country in members(p) for p in asked)
            ):
                asked[country] = position.evidence
    singles = {c for p in (*core, *asked) if len(members(p)) == 1 for c in members(p)}
    taken = set(targets)
    found: list[list[Player]] = []
    for parties in (core, asked):
        players: list[Player] = []
        # single countries first, so that a bloc takes what is left of its members
        for party in sorted(parties, key=lambda p: len(members(p))):
            whole = members(party)
            left = tuple(
                c for c in whole
                if c not in taken and (len(whole) == 1 or not (
                    c in singles or (parties is core and stances.doubts(c))))
            )  # fmt: skip
            if not left:
                continue
            taken.update(left)
            if len(whole) <= SMALL_GROUP:
                players.extend(Player(c, (c,), party, parties[party]) for c in left)
            else:
                name = party if len(left) == len(whole) else f"rest of {party}"
                players.append(Player(name, left, party, parties[party], AS_ONE))
        found.append(players)
    if not found[0]:
        acts = {c for m in acting for p in m.imposed_by for c in (p, *members(p))}
        first = _first(found[1], stances, acts)
        found = [first, [p for p in found[1] if p not in first]]
    return found[0], found[1]


def _parties(
    dossier: Dossier,
    acting: Sequence[Measure],
    targets: Sequence[str],
    members: Members,
    stances: Stances,
    urged: Collection[str],
) -> tuple[Parties, Parties]:
    """Return the parties that are core and those that are asked, with the words for each."""
    core: Parties = {}
    asked: Parties = {}
    consultation = dossier.consultation
    for party in consultation.initiator:
        if not stances.doubts(party):
            core.setdefault(party, []).extend(consultation.evidence[:1])
        elif not stances.opposed(party):
            asked.setdefault(party, []).extend(consultation.evidence[:1])
    for measure in acting:
        for country in urging(measure):
            if not stances.doubts(country):
                core.setdefault(country, []).extend(measure.evidence)
        for party in measure.imposed_by:
            waits = party in urged or stances.doubts(party)
            (asked if waits else core).setdefault(party, []).extend(measure.evidence)
    for party in consultation.invited:
        naming = [e for e in consultation.evidence if party in e.text]
        asked.setdefault(party, []).extend((naming or consultation.evidence)[:1])
    blocs = {c for p in (*core, *asked) for c in members(p)}
    hit = {p for m in dossier.measures
           if m.status != "rejected" and not set(m.imposed_by) <= set(targets)
           for p in m.against}  # fmt: skip
    for position in dossier.positions:
        party = position.party
        # who is against it and belongs to no bloc of the senders is asked by nobody, and neither
        # is who is hit by others itself
        outside = stances.opposed(party) and not blocs & set(members(party))
        if party not in core and party not in hit and not outside:
            asked.setdefault(party, []).extend(position.evidence)
    for party in [p for p in asked if p in core]:
        core[party] += asked.pop(party)
    return core, asked


def _first(players: Sequence[Player], stances: Stances, acts: Collection[str]) -> list[Player]:
    """Return who stands for the core where none is told.

    The first that has no doubts, or else the first that acts all the same and is not opposed.
    """
    for player in players:
        if not stances.doubts(player.party):
            return [player]
    for player in players:
        if player.party in acts and not stances.opposed(player.party):
            return [player]
    return []


def with_union(
    core: Sequence[Player], asked: Sequence[Player], union: Iterable[str], stances: Stances
) -> tuple[list[Player], list[Player]]:
    """Return the senders with the EU as one, as a plan with tariffs needs it.

    Parameters
    ----------
    union
        ISO3 codes of the EU's members on the day of the plan.
    """
    whole = tuple(union)
    theirs = [p for p in (*core, *asked) if set(p.members) & set(whole)]
    if not theirs:
        return list(core), list(asked)
    evidence = next((p.evidence for p in theirs if p.party == UNION), theirs[0].evidence)
    stands = {c: stances.of(c) for c in whole}
    told = [f"{called(c)} {position.stance}" for c, position in stands.items()
            if position is not None and position.party == c]  # fmt: skip
    note = CUSTOMS_UNION
    if told:
        note += f"; told of members: {', '.join(told)}"
    one = Player(UNION, whole, UNION, evidence, note)
    in_core = any(p in core for p in theirs)
    parts = []
    for players, has_it in ((core, in_core), (asked, not in_core)):
        rest = [
            Player(_rest(p), left, p.party, p.evidence, p.note) if left != p.members else p
            for p in players
            if (left := tuple(c for c in p.members if c not in whole))
        ]
        parts.append([one, *rest] if has_it else rest)
    return parts[0], parts[1]


def _rest(player: Player) -> str:
    return player.name if player.name.startswith("rest of") else f"rest of {player.name}"
