"""From a dossier to a draft scenario: the only file here that knows ``policy/``.

What the story tells is filled in with the words that tell it as a comment; what it does not tell,
above all how deep a measure goes, is an assumption (``data/depths.csv``) and marked so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from megara.dossier.draft_ladder import ladder, names_instruments
from megara.dossier.draft_mentioned import Mentioned, advised, mentioned
from megara.dossier.draft_words import Words, closest, plain, quoted
from megara.dossier.lexicon import rows
from megara.dossier.schema import Dossier, Evidence, Measure, Trigger
from megara.errors import UsageError
from megara.policy.baseline import load_baseline
from megara.policy.players import expand
from megara.policy.scenario import Scenario

# Mali, Burkina Faso and Niger are no longer in ECOWAS, and were suspended before they left.
GROUPS = {"EU": "EU27", "Baltic states": "EST, LVA, LTU", "E3": "GBR, FRA, DEU",
          "Nordic countries": "DNK, FIN, ISL, NOR, SWE",
          "GCC": "SAU, ARE, KWT, QAT, BHR, OMN",
          "ASEAN": "BRN, IDN, KHM, LAO, MMR, MYS, PHL, SGP, THA, VNM",
          "ECOWAS": "BEN, CIV, CPV, GHA, GIN, GMB, GNB, LBR, NGA, SEN, SLE, TGO",
          }  # fmt: skip
SMALL_GROUP = 8  # members; a larger group joins as one
MOST_ON_TARGET = 3  # sentences
PLANNED = ("considered", "threatened", "announced", "agreed")


@dataclass
class Player:
    """A sender of the draft: a country, or a bloc that joins as one."""

    name: str
    members: tuple[str, ...]
    evidence: list[Evidence] = field(default_factory=list)


def draft_scenario(dossier: Dossier) -> str:
    """Return a draft scenario as YAML text that :meth:`Scenario.from_yaml` takes.

    Raises
    ------
    UsageError
        If the dossier names nobody to sanction, or nobody who would.
    """
    planned = [m for m in dossier.measures if m.status in PLANNED and m.kind != "travel_ban"]
    advice = advised(dossier, planned)
    planned = [m for m in planned if m not in advice]
    day, day_note = _day(dossier)
    target, target_evidence = _target(dossier, planned, day)
    # what the target would do itself is its answer, not the plan
    planned = [m for m in planned if not set(m.imposed_by) & set(target)]
    acting = planned or _standing(dossier, target)
    core, prospective = _senders(dossier, acting, set(target), day)
    if not core:
        raise UsageError("the dossier tells of nobody who would impose measures; there is no draft")
    words = Words()
    beside = {} if names_instruments(planned) else mentioned(dossier, planned, target)
    lines = [
        "# Draft made from a dossier. Comments give the words behind each line; what is marked",
        "# ASSUMED is not in the stories: look at it before you believe a result.",
    ]
    title = next((d.title for d in dossier.documents if d.title), None)
    lines += [f"name: {quoted('Draft: ' + (title or 'plan from the stories'))}"]
    lines += [f"date: {day.isoformat()}  # {day_note}"] if day else [
        "# no date: the stories do not tell theirs; memberships are the latest known"]  # fmt: skip
    lines += words.lines(closest(target_evidence, target[0])[:MOST_ON_TARGET])
    lines += [f"target: [{', '.join(target)}]", "senders:"]
    lines += ["  core:", *_players(core, words)]
    if prospective:
        lines += ["  prospective:", *_players(prospective, words)]
    lines += _trigger(dossier, target, words)
    lines += [
        "# ASSUMED: the stories' word on an answer by the target is not read",
        "retaliation: none",
    ]
    lines += _resolves(dossier, [*core, *prospective], day, words)
    lines += ladder(planned, beside, words)
    rungs = [*planned, *(m for m in dossier.measures if _is_rung(m, beside))]
    lines += _left_out(dossier, rungs, target, words)
    text = "\n".join(lines) + "\n"
    unseen = _not_shown(target, Scenario.from_yaml(text))
    return "\n".join([*unseen, text]) if unseen else text


def _day(dossier: Dossier) -> tuple[date | None, str]:
    """Return the day on which memberships are read, and how it is known."""
    for document in dossier.documents:
        if document.published:
            full = document.published + "-01-01"[len(document.published) - 4 :]
            known = f"published, known from the {document.published_basis}"
            if len(document.published) < 10:
                known += f" as {document.published}; the day is ASSUMED"
            return date.fromisoformat(full[:10]), known
    return None, ""


def _not_shown(target: Sequence[str], scenario: Scenario) -> list[str]:
    """Return a comment on what can be done where the default world does not show a target apart."""
    world = load_baseline(scenario)
    called = {row["iso3"]: row["name"] for row in rows("countries")}
    names = [f"{called.get(t, t)} ({t})" for t in target if t not in world.countries]
    if not names:
        return []
    return [
        f"# NOT SHOWN: the world {world.name} does not show {' and '.join(names)} apart, so that",
        "# `megara scenario check` and `run` refuse this target. No other target stands for it:",
        "# nobody can cut off the rest of the world alone. Give a world of your own that shows it",
        "# (docs/worlds.md): add a line `world: FILE` here.",
    ]


def _members(party: str, day: date | None) -> tuple[str, ...]:
    """Return the countries of a party; none if it is nothing that the model knows."""
    found: list[str] = []
    for name in GROUPS.get(party, party).split(", "):
        try:
            members, _ = expand(name, day, ())
        except Exception:  # an unknown name is raised as a validation error by policy
            return ()
        found.extend(members)
    return tuple(dict.fromkeys(found))


def _target(
    dossier: Dossier, planned: Sequence[Measure], day: date | None
) -> tuple[list[str], list[Evidence]]:
    """Return the countries against which most is planned, with the words that say so."""
    # who asks others to join is not hit: what would strike it is the target's answer
    asking = {m for p in dossier.consultation.initiator for m in _members(p, day)}
    standing = [m for m in dossier.measures if m.status != "rejected"]
    known: dict[str, list[Evidence]] = {}
    for measures, triggers in (
        (planned, [t for t in dossier.triggers if t.leads_to]),
        (standing, dossier.triggers),
    ):
        votes = _votes(measures, triggers)
        known = {p: e for p, e in votes.items()
                 if len(_members(p, day)) == 1 and _members(p, day)[0] not in asking}  # fmt: skip
        if known:
            break
    if not known:
        raise UsageError("the dossier tells of nobody to sanction; there is no draft scenario")
    best = max(known, key=lambda p: len(known[p]))
    together = next(
        (m.against for m in planned if best in m.against and len(m.against) > 1), [best]
    )
    target = [t for t in dict.fromkeys([best, *together]) if len(_members(t, day)) == 1]
    return [_members(t, day)[0] for t in target], known[best]


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


def _standing(dossier: Dossier, target: Sequence[str]) -> list[Measure]:
    """Return the measures on the target, where nothing is planned."""
    return [m for m in dossier.measures
            if m.status != "rejected" and set(m.against) & set(target)
            and not set(m.imposed_by) & set(target)]  # fmt: skip


def _senders(
    dossier: Dossier, planned: Sequence[Measure], targets: set[str], day: date | None
) -> tuple[list[Player], list[Player]]:
    """Return who is in from the start and who is asked, each country once."""
    core: dict[str, list[Evidence]] = {}
    asked: dict[str, list[Evidence]] = {}
    reluctant = {p.party for p in dossier.positions if p.stance in ("reticent", "opposed")}
    for party in dossier.consultation.initiator:
        core.setdefault(party, []).extend(dossier.consultation.evidence[:1])
    for measure in planned:
        for party in measure.imposed_by:
            (asked if party in reluctant else core).setdefault(party, []).extend(measure.evidence)
    for party in dossier.consultation.invited:
        naming = [e for e in dossier.consultation.evidence if party in e.text]
        asked.setdefault(party, []).extend((naming or dossier.consultation.evidence)[:1])
    blocs = {m for p in (*core, *asked) for m in _members(p, day)}
    for position in dossier.positions:
        # who is against it and belongs to no bloc of the senders is asked by nobody
        outside = position.stance == "opposed" and not blocs & set(_members(position.party, day))
        if position.party not in core and not outside:
            asked.setdefault(position.party, []).extend(position.evidence)
    taken = set(targets)
    singles = {p for p in (*core, *asked) if len(_members(p, day)) == 1}
    found: list[list[Player]] = []
    for parties in (core, asked):
        players: list[Player] = []
        # single countries first, so that a bloc takes what is left of its members
        for party in sorted(parties, key=lambda p: len(_members(p, day))):
            members = tuple(
                m for m in _members(party, day)
                if m not in taken and (len(_members(party, day)) == 1 or m not in singles
                                       or (parties is core and m not in asked))
            )  # fmt: skip
            if not members:
                continue
            taken.update(members)
            if len(members) <= SMALL_GROUP and len(_members(party, day)) <= SMALL_GROUP:
                players.extend(Player(m, (m,), parties[party]) for m in members)
            else:
                players.append(Player(_bloc_name(party, members, day), members, parties[party]))
        found.append(players)
    if not found[0] and found[1]:
        found = [[p for p in found[1] if p.name not in reluctant][:1] or found[1][:1], found[1]]
        found[1] = [p for p in found[1] if p not in found[0]]
    return found[0], found[1]


def _bloc_name(party: str, members: tuple[str, ...], day: date | None) -> str:
    return party if len(members) == len(_members(party, day)) else f"rest of {party}"


def _players(players: Sequence[Player], words: Words) -> list[str]:
    lines = []
    for player in players:
        lines += words.lines(closest(player.evidence, player.name)[:1], "    ")
        if len(player.members) == 1 and player.name == player.members[0]:
            lines.append(f"    - {player.name}")
        else:
            lines.append(f"    - name: {quoted(player.name)}")
            lines.append(f"      members: [{', '.join(player.members)}]")
            lines.append('      note: "ASSUMED: the members join as one"')
    return lines


def _trigger(dossier: Dossier, target: Sequence[str], words: Words) -> list[str]:
    """Return the act of the target on which the plan would be pulled, with its words."""
    triggers = [t for t in dossier.triggers if t.actor in target]
    if not triggers:
        return ["# no trigger is told"]
    told = max(triggers, key=lambda t: len(t.leads_to))
    names = {row["iso3"]: row["name"] for row in rows("countries")}
    actor = names.get(told.actor, told.actor)
    act = f"{actor} {told.action}"
    if told.recipient:
        act += f" (to {names.get(told.recipient, told.recipient)})"
    evidence = closest(told.evidence, told.actor, told.action)[:2]
    return [*words.lines(evidence), f"trigger: {quoted(act)}"]


def _resolves(
    dossier: Dossier, players: Sequence[Player], day: date | None, words: Words
) -> list[str]:
    """Return the stances of the players, each with its words; the last one told stands."""
    stances: dict[str, tuple[str, list[Evidence]]] = {}
    for position in dossier.positions:
        for member in _members(position.party, day):
            stances[member] = (position.stance, position.evidence)
    lines = []
    for player in players:
        told = stances.get(player.members[0])
        if told is None or (len(player.members) > 1 and len(set(
                stances.get(m, ("",))[0] for m in player.members)) > 1):  # fmt: skip
            continue
        lines += words.lines(closest(told[1], player.name)[:1], "  ")
        lines.append(f"  {quoted(player.name)}: {told[0]}")
    return ["resolves:", *lines] if lines else []


def _is_rung(measure: Measure, beside: Mapping[str, Mentioned]) -> bool:
    """Say whether a measure is a rung though it is not planned."""
    one = beside.get(measure.kind)
    return one is not None and measure.evidence[0] in one.evidence


def _left_out(
    dossier: Dossier, used: Sequence[Measure], target: Sequence[str], words: Words
) -> list[str]:
    """Return which measures are no rung, and why."""
    lines = []
    for measure in dossier.measures:
        if measure in used:
            continue
        why: str = measure.status
        if measure.kind == "travel_ban":
            why = "travel stops no trade"
        elif measure.status in PLANNED:
            hits_back = not set(measure.imposed_by).isdisjoint(target)
            why = "an answer by the target" if hits_back else "only experts speak of it"
        lines += [f"# left out ({why}): {plain(measure.kind)} against "
                  f"{plain(', '.join(measure.against) or 'nobody named')}"]  # fmt: skip
        lines += words.lines(measure.evidence[:1])
    return lines
