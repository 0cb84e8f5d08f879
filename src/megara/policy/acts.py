"""Acts: the measures of a scenario with their names resolved, and every cross-check of names.

An *act* is a measure whose names have become countries. It counts from rung ``rung`` on; acts of
the target's own retaliation carry the rung ``RETALIATION`` in their ``key``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from megara.policy.faults import nearest, shown
from megara.policy.measure import Measure
from megara.policy.parts import Resolve, fault
from megara.policy.players import Path, Player, Register, expand, expand_all
from megara.world import countries

if TYPE_CHECKING:
    from megara.policy.entries import SenderEntry
    from megara.policy.scenario import Scenario

RETALIATION = -1

# Words that `reach` takes beside names.
REACHES = ("senders", "third_countries", "others", "all")


@dataclass(frozen=True)
class Act:
    """A measure with its names resolved to ISO3 codes.

    ``rung`` is the first rung it counts on (0 for the lowest), ``key`` the start of its depths'
    identity, ``path`` its place in the file. ``reach`` is None for the countries of ``by``.
    """

    rung: int
    key: tuple[int, int]
    measure: Measure
    by: tuple[str, ...]
    against: tuple[str, ...]
    reach: tuple[str, ...] | None
    path: Path

    @property
    def retaliation(self) -> bool:
        """Whether it is the target's answer."""
        return self.key[0] == RETALIATION


def resolve(
    scenario: Scenario,
) -> tuple[tuple[str, ...], tuple[Player, ...], tuple[Act, ...]]:
    """Return the targets (ISO3), the players and the acts of a scenario.

    Raises
    ------
    PydanticCustomError
        With the path of the fault: an unknown name, a sender that is a target, a country or a
        rung that is in twice, a measure by somebody who is no sender.
    """
    day = scenario.date
    targets = expand_all(scenario.target, day, ("target",))
    register = Register(targets)
    for part in ("core", "prospective"):
        for index, entry in enumerate(getattr(scenario.senders, part)):
            _enter(register, entry, part == "core", scenario, ("senders", part, index))
    players = _with_resolves(scenario, register)
    _unique_rungs(scenario)
    return targets, players, _acts(scenario, targets, players)


def _enter(
    register: Register, entry: SenderEntry, core: bool, scenario: Scenario, path: Path
) -> None:
    """Put a sender of the plan on the register: a country, a group's members, or a bloc."""
    day, note, source = scenario.date, entry.note, entry.source
    if entry.members is None:
        found, group = expand(entry.name, day, path)
        for country in found:
            register.add(Player(country, (country,), core, None, note, source), path, group)
        return
    left_out = expand_all(entry.exclude or (), day, (*path, "exclude"))
    found = expand_all(entry.members, day, (*path, "members"))
    kept = tuple(c for c in found if c not in left_out)
    if not kept:
        raise fault(f"the bloc {entry.name!r} has no members left", *path)
    register.add(Player(entry.name.strip(), kept, core, None, note, source), path)


def _with_resolves(scenario: Scenario, register: Register) -> tuple[Player, ...]:
    """Return the players with the resolves that the plan gives for them."""
    names = {p.name.casefold(): p.name for p in register.players}
    found: dict[str, Resolve] = {}
    for name, resolve_ in scenario.resolves.items():
        player = names.get(name.strip().casefold())
        if player is None:
            (player, *others), _ = _country_or(name, scenario, ("resolves", name), names)
            if others or player not in names.values():
                owner = register.owner.get(player)
                hint = f"it is a member of {owner!r}" if owner else "it is no sender of this plan"
                raise fault(f"{shown(name)} is no player; {hint}", "resolves", name)
        if player in found:
            raise fault(f"{player} is given twice", "resolves", name)
        found[player] = resolve_
    return tuple(
        Player(p.name, p.members, p.core, found.get(p.name), p.note, p.source)
        for p in register.players
    )


def _country_or(
    name: str, scenario: Scenario, path: Path, blocs: dict[str, str]
) -> tuple[tuple[str, ...], str]:
    """Expand a country or group; if it is neither, name the nearest bloc too."""
    near = nearest(name, [b for b in blocs.values() if len(b) != 3], 0.75)
    if near and near.casefold() != name.casefold():
        raise fault(f"unknown name {shown(name)}; did you mean the bloc {near!r}?", *path)
    return expand(name, scenario.date, path)


def _unique_rungs(scenario: Scenario) -> None:
    seen: set[str] = set()
    for index, rung in enumerate(scenario.ladder):
        if rung.name.casefold() in seen:
            raise fault(f"two rungs are named {rung.name!r}", "ladder", index, "name")
        seen.add(rung.name.casefold())


def _acts(
    scenario: Scenario, targets: tuple[str, ...], players: tuple[Player, ...]
) -> tuple[Act, ...]:
    senders = tuple(c for p in players for c in p.members)
    blocs = {p.name.casefold(): p for p in players if p.bloc}
    acts = []

    def named(names: list[str] | None, default: tuple[str, ...], path: Path) -> tuple[str, ...]:
        if names is None:
            return default
        found: dict[str, None] = {}
        for i, name in enumerate(names):
            bloc = blocs.get(name.strip().casefold())
            known = {b: p.name for b, p in blocs.items()}
            some = bloc.members if bloc else _country_or(name, scenario, (*path, i), known)[0]
            found.update(dict.fromkeys(some))
        return tuple(found)

    def act(measure: Measure, rung: int, key: tuple[int, int], path: Path) -> Act:
        back = key[0] == RETALIATION
        doers, hit = (targets, senders) if back else (senders, targets)
        by = named(measure.by, doers, (*path, "by"))
        against = named(measure.against, hit, (*path, "against"))
        for country in by:
            if country not in doers:
                role = "target" if back else "sender"
                raise fault(f"{_show(country)} is no {role} of this plan", *path, "by")
        for country in against:
            if back and country not in senders:
                raise fault(f"{_show(country)} is no sender of this plan", *path, "against")
            if not back and country in senders:
                raise fault(
                    f"{_show(country)} is a sender; a measure is against others", *path, "against"
                )
        return Act(rung, key, measure, by, against, _reach(measure, named, against, path), path)

    for r, rung in enumerate(scenario.ladder):
        for m, measure in enumerate(rung.measures):
            path: Path = ("ladder", r, "measures", m)
            if measure.rung is not None:
                raise fault("the key rung is for retaliation only; remove it", *path, "rung")
            acts.append(act(measure, r, (r, m), path))
    for m, measure in enumerate(scenario.retaliation.measures):
        path = ("retaliation", "measures", m)
        start = 0
        if measure.rung is not None:
            named_rungs = [r.name for r in scenario.ladder]
            if measure.rung not in named_rungs:
                near = nearest(measure.rung, named_rungs)
                hint = f"; did you mean {near!r}?" if near else ""
                raise fault(f"no rung is named {shown(measure.rung)}{hint}", *path, "rung")
            start = named_rungs.index(measure.rung)
        acts.append(act(measure, start, (RETALIATION, m), path))
    return tuple(acts)


def _reach(
    measure: Measure, named: object, against: tuple[str, ...], path: Path
) -> tuple[str, ...] | None:
    """Return the words of ``reach`` and the ISO3 codes it names, or None."""
    if measure.reach is None:
        return None
    if path[0] == "retaliation":
        raise fault("reach is for the senders' measures; remove it here", *path, "reach")
    words = [w for w in measure.reach if w in REACHES]
    others = [w for w in measure.reach if w not in REACHES]
    found = named(others, (), (*path, "reach")) if others else ()  # type: ignore[operator]
    for country in found:
        if country in against:
            raise fault(f"{_show(country)} is in against already", *path, "reach")
    return (*words, *found)


def _show(country: str) -> str:
    return f"{countries.country_name(country)} ({country})"
