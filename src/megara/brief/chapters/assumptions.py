"""Every number that was assumed or taken from a source: depths, elasticities, the world itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Items, Paragraph, Strong, Table
from megara.brief.words import THIN, capital, count, join, said, small
from megara.coalition.resolves import SILENT, WORDS

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run

_KIND = {
    "designation": "firms listed: trade with them stops",
    "export_control": "exports need a licence",
    "import_ban": "imports banned",
    "embargo": "no trade either way",
    "financial": "payments cut off",
    "tariff": "duty on imports",
    "cost": "trade made dearer",
}
_WHAT = {
    "coverage": "in scope",
    "cut": "of which stops",
    "rate": "added",
}
_DEFAULT = "default of the kind"


def assumptions(run: Run, coalitions: Coalitions | None = None) -> Chapter:
    """Return the table of depths, and what else the plan says with its notes and sources."""
    facts = read(run)
    parts: list[Any] = [_depths(facts)]
    if run.scenario.resolves or coalitions is not None:
        parts.append(_resolves(facts, coalitions is not None))
    parts += [Paragraph("What the plan itself says", "heading"), Items(_notes(facts))]
    return Chapter("assumptions", "What is assumed, and on what grounds", parts)


def _notes(facts: Facts) -> list[list[str]]:
    scenario = facts.run.scenario
    answer = scenario.retaliation
    said = {
        "none": "the targets are taken not to answer.",
        "mirror": "the targets are taken to answer each measure with its mirror.",
        "list": "the targets are taken to answer with the measures listed above.",
    }[answer.answer]
    found = [("About", scenario.description, ""), ("Trigger", scenario.trigger, "")]
    found += [(rung.name, rung.note, rung.source) for rung in scenario.ladder]
    found += _of_players(facts)
    found += [("Retaliation", f"{said} {answer.note}".strip(), answer.source)]
    found += [("Note", text, "") for text in scenario.notes]
    found += [("Source", text, "") for text in scenario.sources]
    if facts.missing:
        text = f"not shown apart in this world, so without a part in it: {facts.missing}."
        found.append(("Senders left out", text, ""))
    return [
        [Strong(f"{capital(name)}: "), " ".join(t for t in (note, _source(source)) if t)]
        for name, note, source in found
        if note or source
    ]


def _of_players(facts: Facts) -> list[tuple[str, str, str]]:
    """Return names, note and source of the players; those with the same words stand together."""
    together: dict[tuple[str, str], list[str]] = {}
    for player in facts.run.players:
        name = facts.name(player.name) if player.members == (player.name,) else player.name
        together.setdefault((player.note, player.source), []).append(name)
    return [(join(names), note, source) for (note, source), names in together.items()]


def _source(source: str) -> str:
    return f"Source: {source.rstrip('.')}." if source else ""


def assumed_depths(facts: Facts) -> tuple[int, int]:
    """Return how many depths of the plan are assumptions, and how many there are."""
    found = [
        _basis(estimate, act.measure)[1]
        for act in facts.run.scenario.acts
        for estimate in act.measure.depths.values()
    ]
    return sum(found), len(found)


def _resolves(facts: Facts, decide: bool) -> Table:
    """Return the resolves, stated or not; ``decide``: whether figures of the brief hang on them."""
    rows = []
    for name, resolve in facts.run.scenario.resolves.items():
        if resolve.word is not None:
            said = str(resolve.word)
        else:
            said = f"{resolve.mode:g}"
            if resolve.low is not None or resolve.high is not None:
                low = resolve.mode if resolve.low is None else resolve.low
                high = resolve.mode if resolve.high is None else resolve.high
                said += f" ({low:g} to {high:g})"
        rows.append([facts.name(name), said, _ground(resolve.note, resolve.source)[0]])
    silent = f"{SILENT} ({WORDS[SILENT]:g}), the default"
    rows += [
        [facts.name(player.name), silent, "Assumption. The plan says nothing of it."]
        for player in facts.run.players
        if not player.core and player.resolve is None
    ]
    return Table(
        "How willing each sender is said to be",
        ["Sender", "Stance", "Ground"],
        rows,
        text_columns=(0, 1, 2),
        note="A number is the own loss, in points of real income, that a sender accepts for one "
        "point of harm to the target. "
        + (
            "All that is said on who joins depends on it; the other figures of this brief do not."
            if decide
            else "The figures of this brief do not depend on it."
        ),
        short=False,
    )


def _depths(facts: Facts) -> Table:
    scenario = facts.run.scenario
    rows: list[list[str]] = []
    assumed = total = 0
    for act in scenario.acts:
        measure = act.measure
        rung = (
            "Retaliation"
            if act.retaliation
            else f"{act.rung + 1}. {scenario.ladder[act.rung].name}"
        )
        who = _who(facts, act.by, facts.senders, "all senders")
        whom = _who(facts, act.against, facts.targets, facts.target_name)
        scope = (
            f"{capital(measure.kind.replace('_', ' '))} ({_KIND[measure.kind]}) by {who} against "
            f"{whom}"
        )
        if measure.reach:
            scope += f", on trade of {', '.join(_plain(n) for n in measure.reach)}"
        scope += (
            f": {', '.join(_sector(facts, n) for n in measure.sector_names)}; "
            f"{' and '.join(measure.ways)}"
        )
        for what, estimate in measure.depths.items():
            total += 1
            low, high = estimate.bounds
            value = f"{100 * estimate.mode:g}{THIN}%"
            if low != high:
                value += f" ({100 * low:g} to {100 * high:g})"
            basis, is_assumed = _basis(estimate, measure)
            assumed += is_assumed
            rows.append([rung, scope, f"{_WHAT[what]}: {value}".replace(" ", "\u00a0"), basis])
            rung = scope = ""
    return Table(
        f"The measures and their depth: {count(total, 'number')}, {said(assumed)} of them assumed",
        ["Rung", "Measure", "Depth (range)", "Ground"],
        rows,
        text_columns=(0, 1, 2, 3),
        note="In scope: share of that trade which the measure covers. Of which stops: share of it "
        "that ends at unchanged prices; the model then finds how trade re-routes. Added: points "
        "of duty or of trade cost. In brackets the range that the plan gives.",
        short=False,
    )


def _basis(estimate: Any, measure: Any) -> tuple[str, bool]:
    """Say where a depth comes from; the nearest note and source count."""
    if estimate.note == _DEFAULT:
        return "By definition of the measure.", False
    return _ground(estimate.note or measure.note, estimate.source or measure.source)


def _ground(note: str, source: str) -> tuple[str, bool]:
    """Join note and source; what has no source is an assumption, and is said to be one."""
    if source:
        return " ".join(t for t in (_source(source), note) if t), False
    if note.lower().startswith(("assum", "by definition")):
        return capital(note), note.lower().startswith("assum")
    return f"Assumption. {capital(note)}".strip(), True


def _who(facts: Facts, codes: tuple[str, ...], everyone: list[str], said: str) -> str:
    if set(codes) - set(facts.run.missing) == set(everyone):
        return said
    if len(codes) <= 6:
        return join(facts.the(c) for c in codes)
    return f"{count(len(codes), 'country', 'countries')} ({', '.join(codes)})"


def _plain(name: str) -> str:
    """Return the name of a set as words."""
    return name.replace("_", " ") if name.islower() else name


def _sector(facts: Facts, name: str) -> str:
    """Return a sector of the plan as its name with the code, or the name of the set."""
    if name in facts.world.sector_names:
        return f"{small(facts.sector(name))} ({name})"
    return f"{_plain(name)} sectors" if name == "all" else _plain(name)
