"""From a dossier to a draft scenario: the only file here that knows ``policy/``.

What the story tells is filled in with the words that tell it, as comments and as sources; what it
does not tell, above all how deep a measure goes, is an assumption (``data/depths.csv``) and marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from megara.dossier.draft_ladder import ladder, names_instruments
from megara.dossier.draft_mentioned import Mentioned, advised, mentioned
from megara.dossier.draft_senders import Player, find_senders, with_union
from megara.dossier.draft_stances import Members, Stances
from megara.dossier.draft_target import find_target
from megara.dossier.draft_urged import urged
from megara.dossier.draft_words import Words, closest, named, plain, quoted
from megara.dossier.parties import called
from megara.dossier.schema import Dossier, Measure, Trigger
from megara.dossier.story.lists import spelt_out
from megara.errors import MegaraError
from megara.policy.baseline import load_baseline
from megara.policy.players import expand
from megara.policy.scenario import Scenario
from megara.policy.sectors import ICIO, table

# Mali, Burkina Faso and Niger are no longer in ECOWAS, and were suspended before they left.
GROUPS = {"GCC": "SAU, ARE, KWT, QAT, BHR, OMN",
          "ASEAN": "BRN, IDN, KHM, LAO, MMR, MYS, PHL, SGP, THA, VNM",
          "ECOWAS": "BEN, CIV, CPV, GHA, GIN, GMB, GNB, LBR, NGA, SEN, SLE, TGO",
          }  # fmt: skip
MOST_ON_TARGET = 3  # sentences
LONGEST_SOURCE = 500
PLANNED = ("considered", "threatened", "announced", "agreed")
# Words that bear out no stance, though they name the party beside the measure.
TELLS_NOTHING = re.compile(r"\b(?:not clear|unclear|not known|declined to comment)\b", re.I)
KNOWN_BY = {
    "given": "as given with --published",
    "page": "as the page tells it",
    "text": "as the text tells it",
    "file name": "as the name of the file tells it",
}


def draft_scenario(dossier: Dossier) -> str:
    """Return a draft scenario as YAML text that :meth:`Scenario.from_yaml` takes.

    Raises
    ------
    MegaraError
        If the dossier names nobody to sanction, or nobody who would.
    """
    planned = [m for m in dossier.measures if m.status in PLANNED and m.kind != "travel_ban"]
    advice = advised(dossier, planned)
    planned = [m for m in planned if m not in advice]
    day, day_note = _day(dossier)
    members = _members_on(day)
    stances = Stances(dossier.positions, members)
    asked = urged(planned, members)
    aim = find_target(dossier, planned, members, stances, asked)
    target = aim.countries
    # what the target would do itself is its answer, not the plan; what hits others is another plan
    planned = [m for m in planned if _hits(m, target, members)]
    acting = planned or _standing(dossier, target)
    core, prospective = find_senders(dossier, acting, target, members, stances, asked)
    if not core:
        raise MegaraError(
            "the dossier tells of nobody who would impose measures; there is no draft scenario"
        )
    beside = {} if names_instruments(planned) else mentioned(dossier, planned, target)
    if "tariff" in beside or any(m.kind == "tariff" for m in planned):
        union = [c for c in members("EU") if c not in target]
        core, prospective = with_union(core, prospective, union, stances)
    words = Words(dossier.documents)
    lines = [
        "# Draft made from a dossier. Comments give the words behind each line; what is marked",
        "# ASSUMED is not in the stories: look at it before you believe a result. Look first at",
        "# what is marked UNSURE.",
    ]
    title = next((d.title for d in dossier.documents if d.title), None)
    lines += [f"name: {quoted('Draft: ' + (title or 'plan from the stories'))}"]
    lines += [f"date: {day.isoformat()}  # {day_note}"] if day else [
        "# no date: the stories do not tell theirs; memberships are the latest known"]  # fmt: skip
    on_target = closest(aim.evidence, target[0])[:MOST_ON_TARGET]
    lines += words.lines(on_target)
    lines += [*aim.doubts, f"target: [{', '.join(target)}]", "senders:"]
    lines += ["  core:", *_players(core, words)]
    if prospective:
        lines += ["  prospective:", *_players(prospective, words)]
    trigger = _trigger(dossier, target)
    lines += _trigger_lines(trigger, words)
    lines += [
        "# ASSUMED: the stories' word on an answer by the target is not read",
        "retaliation: none",
    ]
    lines += _resolves(core, prospective, stances, words)
    lines += ladder(planned, beside, target, _codes, words)
    told = {words.source(e): "the target" for e in on_target[:1]}
    for e in trigger.evidence[:1] if trigger else ():
        told[words.source(e)] = " and ".join(
            [*filter(None, [told.get(words.source(e))]), "the trigger"]
        )
    sources = [f"on {what}: {source}" for source, what in told.items()]
    lines += ["sources:", *(f"  - {quoted(text, LONGEST_SOURCE)}" for text in sources)]
    rungs = [*planned, *(m for m in dossier.measures if _is_rung(m, beside))]
    lines += _left_out(dossier, rungs, target, members, words)
    text = "\n".join(lines) + "\n"
    unseen = _not_shown(target, Scenario.from_yaml(text))
    return "\n".join([*unseen, text]) if unseen else text


def _day(dossier: Dossier) -> tuple[date | None, str]:
    """Return the day on which memberships are read, and how it is known."""
    for document in dossier.documents:
        if document.published:
            full = document.published + "-01-01"[len(document.published) - 4 :]
            known = "day of publication"
            if document.published_basis:
                known += f", {KNOWN_BY[document.published_basis]}"
            if len(document.published) < 10:
                known += f", {document.published}; the day is ASSUMED"
            return date.fromisoformat(full[:10]), known
    return None, ""


def _not_shown(target: Sequence[str], scenario: Scenario) -> list[str]:
    """Return a comment on what can be done where the default world does not show a target apart."""
    world = load_baseline(scenario)
    names = [f"{called(t)} ({t})" for t in target if t not in world.countries]
    if not names:
        return []
    return [
        f"# NOT SHOWN: the world {world.name} does not show {' and '.join(names)} apart, so that",
        "# `megara scenario check` and `run` refuse this target. No other target stands for it:",
        "# nobody can cut off the rest of the world alone. Give a world of your own that shows it",
        "# (docs/worlds.md): add a line `world: FILE` here.",
    ]


def _members_on(day: date | None) -> Members:
    """Return what gives the countries of a party on a day; none if the model knows it not."""

    @cache
    def members(party: str) -> tuple[str, ...]:
        found: list[str] = []
        told = GROUPS[party].split(", ") if party in GROUPS else spelt_out(party)
        for name in told:
            try:
                countries, _ = expand(name, day, ())
            except Exception:  # an unknown name is raised as a validation error by policy
                return ()
            found.extend(countries)
        return tuple(dict.fromkeys(found))

    return members


def _codes(sectors: str) -> frozenset[str]:
    """Return the codes of a set of sectors in the default world."""
    return frozenset(
        s.code for s in table() if s.classification == ICIO and sectors in ("all", *s.sets)
    )


def _hits(measure: Measure, target: Sequence[str], members: Members) -> bool:
    """Say whether a measure is the plan's: not the target's own, nor against others.

    Secondary sanctions hit those who trade with the target.
    """
    if set(measure.imposed_by) & set(target):
        return False
    against = {c for p in measure.against for c in (members(p) or (p,))}
    return not against or bool(against & set(target)) or measure.kind == "secondary"


def _standing(dossier: Dossier, target: Sequence[str]) -> list[Measure]:
    """Return the measures on the target, where nothing is planned."""
    return [m for m in dossier.measures
            if m.status != "rejected" and set(m.against) & set(target)
            and not set(m.imposed_by) & set(target)]  # fmt: skip


def _players(players: Sequence[Player], words: Words) -> list[str]:
    """Return the senders as lines of YAML, each with the words that tell of it."""
    lines = []
    for player in players:
        told = closest(player.evidence, player.name)[:1]
        lines += words.lines(told, "    ")
        sources = (words.source(e, named(player.name, e.text)) for e in told)
        source = "".join(f"source: {quoted(text, LONGEST_SOURCE)}" for text in sources)
        if player.members == (player.name,):
            lines.append(f"    - {{name: {player.name}, {source}}}" if source else
                         f"    - {player.name}")  # fmt: skip
            continue
        lines.append(f"    - name: {quoted(player.name)}")
        lines.append(f"      members: [{', '.join(player.members)}]")
        lines.append(f"      note: {quoted(player.note, LONGEST_SOURCE)}")
        lines += [f"      {source}"] if source else []
    return lines


def _trigger(dossier: Dossier, target: Sequence[str]) -> Trigger | None:
    """Return the act of the target on which the plan would be pulled."""
    triggers = [t for t in dossier.triggers if t.actor in target]
    if not triggers:
        return None
    told = max(triggers, key=lambda t: len(t.leads_to))
    nearest = closest(told.evidence, told.actor, told.action)
    return told.model_copy(update={"evidence": nearest[:2]})


def _trigger_lines(told: Trigger | None, words: Words) -> list[str]:
    if told is None:
        return ["# no trigger is told"]
    act = f"{called(told.actor)} {told.action}"
    if told.recipient:
        act += f" (to {called(told.recipient)})"
    return [*words.lines(told.evidence), f"trigger: {quoted(act)}"]


def _resolves(
    core: Sequence[Player], asked: Sequence[Player], stances: Stances, words: Words
) -> list[str]:
    """Return the stances of the players, each with its words."""
    doers = {c for p in core for c in p.members}
    lines = []
    for player in (*core, *asked):
        position = stances.of(player.party if len(player.members) > 1 else player.name)
        if position is None:
            continue
        words_of = [*position.evidence]
        if position.stance in ("supportive", "open") and set(player.members) <= doers:
            words_of += player.evidence  # whoever acts is listed as for it
        told = closest(words_of, player.name)
        told = sorted(told, key=lambda e: TELLS_NOTHING.search(e.text) is not None)[:1]
        lines += words.lines(told, "  ")
        other = stances.other(position)
        if other is not None:
            lines.append(f"  # UNSURE: also read as {other.stance}:")
            others = closest(other.evidence, player.name)[:1]
            lines += words.lines(others, "  ") or ["  # by the same words"]
        source = words.source(told[0], named(player.name, told[0].text))
        source = quoted(source, LONGEST_SOURCE)
        lines.append(f"  {quoted(player.name)}: {{word: {position.stance}, source: {source}}}")
    return ["resolves:", *lines] if lines else []


def _is_rung(measure: Measure, beside: Mapping[str, Mentioned]) -> bool:
    """Say whether a measure is a rung though it is not planned."""
    one = beside.get(measure.kind)
    return one is not None and measure.evidence[0] in one.evidence


def _left_out(
    dossier: Dossier,
    used: Sequence[Measure],
    target: Sequence[str],
    members: Members,
    words: Words,
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
            why = "only experts speak of it"
            if set(measure.imposed_by) & set(target):
                why = "an answer by the target"
            elif not _hits(measure, target, members):
                why = "against others"
        lines += [f"# left out ({why}): {plain(measure.kind)} against "
                  f"{plain(', '.join(measure.against) or 'nobody named')}"]  # fmt: skip
        lines += words.lines(measure.evidence[:1])
    return lines
