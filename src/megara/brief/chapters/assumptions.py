"""Every number that was assumed or taken from a source: depths, elasticities, the world itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from megara.brief.facts import Facts
from megara.brief.parts import Chapter, Items, Paragraph, Strong, Table
from megara.brief.words import THIN, capital, count, join

if TYPE_CHECKING:
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
    "coverage": "share of that trade in scope",
    "cut": "share of it that stops",
    "rate": "rate added",
}
_DEFAULT = "default of the kind"


def assumptions(run: Run) -> Chapter:
    """Return the table of depths, the notes of the plan, and the baseline with its elasticities."""
    facts = Facts(run)
    scenario = run.scenario
    parts: list[Any] = [_depths(facts)]
    notes = [
        *([f"Plan: {scenario.description}"] if scenario.description else []),
        *(
            f"{rung.name}: {text}"
            for rung in scenario.ladder
            for text in (rung.note, f"source: {rung.source}" if rung.source else "")
            if text
        ),
        *(
            f"{p.name}: {' '.join(t for t in (p.note, p.source and f'source: {p.source}') if t)}"
            for p in run.players
            if p.note or p.source
        ),
        *(f"Note: {text}" for text in scenario.notes),
        *(f"Source of the plan: {text}" for text in scenario.sources),
    ]
    answer = scenario.retaliation.answer
    said = {
        "none": "The targets are taken not to retaliate.",
        "mirror": "The targets are taken to answer each measure with its mirror.",
        "list": "The targets are taken to answer with the measures listed as retaliation.",
    }.get(answer, answer)
    extra = " ".join(
        t
        for t in (
            scenario.retaliation.note,
            scenario.retaliation.source and f"Source: {scenario.retaliation.source}",
        )
        if t
    )
    notes.append(f"{said} {extra}".strip())
    parts.append(Items(notes))
    parts += _baseline(facts)
    return Chapter("assumptions", "What is assumed, and on what grounds", parts)


def _depths(facts: Facts) -> Table:
    scenario = facts.run.scenario
    rows: list[list[str]] = []
    assumed = total = 0
    for act in scenario.acts:
        measure = act.measure
        rung = "Retaliation" if act.retaliation else f"{act.rung + 1}. {scenario.ladder[act.rung].name}"
        who = _who(facts, act.by, facts.senders, "all senders")
        whom = _who(facts, act.against, facts.targets, facts.target_name)
        scope = (
            f"{capital(measure.kind.replace('_', ' '))} ({_KIND[measure.kind]}) by {who} against "
            f"{whom}: {', '.join(measure.sector_names)}, {' and '.join(measure.ways)}"
        )
        for what, estimate in measure.depths.items():
            total += 1
            low, high = estimate.bounds
            value = f"{100 * estimate.mode:g}{THIN}%"
            if low != high:
                value += f" ({100 * low:g} to {100 * high:g})"
            basis, is_assumed = _basis(estimate, measure)
            assumed += is_assumed
            rows.append([rung, scope, f"{_WHAT[what]}: {value}", basis])
            rung = scope = ""
    return Table(
        f"The measures and their depth: {count(total, 'number')}, of which "
        f"{assumed if assumed else 'none'} assumed",
        ["Rung", "Measure", "Depth (range)", "Ground"],
        rows,
        text_columns=(0, 1, 2, 3),
        note="Depth is what stops at unchanged prices; the model then finds how trade re-routes.",
        short=False,
    )


def _basis(estimate: Any, measure: Any) -> tuple[str, bool]:
    """Say where a depth comes from; the nearest note and source count."""
    if estimate.note == _DEFAULT:
        return "By definition of the measure.", False
    note = estimate.note or measure.note
    source = estimate.source or measure.source
    if source:
        return f"Source: {source}. {note}".strip(), False
    return f"Assumption. {note}".strip(), True


def _who(facts: Facts, codes: tuple[str, ...], everyone: list[str], said: str) -> str:
    if set(codes) == set(everyone):
        return said
    if len(codes) <= 6:
        return join(facts.the(c) for c in codes)
    return f"{count(len(codes), 'country', 'countries')} ({', '.join(codes)})"


def _baseline(facts: Facts) -> list[Any]:
    world, scenario = facts.world, facts.run.scenario
    attrs = world.dataset.attrs
    theta = world.array("theta")
    source = str(attrs.get("source", "not stated"))
    licence = attrs.get("licence")
    elasticities = str(attrs.get("elasticities", scenario.elasticities))
    items: list[Any] = [
        [
            Strong("Baseline: "),
            f"{world.name}, year {world.year}, {len(world.countries)} economies and "
            f"{len(world.sectors)} sectors. Source: {source}"
            + (f" (licence: {licence})" if licence else "")
            + ".",
        ],
    ]
    if attrs.get("notes"):
        items.append([Strong("How the baseline was made: "), str(attrs["notes"])])
    items += [
        [
            Strong("Trade elasticities: "),
            f"{elasticities}; from {theta.min():.1f} to {theta.max():.1f}, median "
            f"{np.median(theta):.1f}. The higher, the more easily buyers turn to other suppliers.",
        ],
        [
            Strong("Trade deficits: "),
            "kept at their baseline value."
            if scenario.deficits == "constant"
            else "removed before the shock.",
        ],
    ]
    per_row = 3
    names = [(world.sector_names[s], f"{t:.2f}") for s, t in zip(world.sectors, theta, strict=True)]
    height = -(-len(names) // per_row)
    rows = [
        [text for k in range(per_row) for text in _at(names, k * height + r)] for r in range(height)
    ]
    return [
        Paragraph("The world before the shock", "heading"),
        Items(items),
        Table(
            "Trade elasticity of each sector",
            ["Sector", "\u03b8"] * per_row,
            rows,
            text_columns=(0, 2, 4),
            note=f"Set: {elasticities}.",
            short=False,
        ),
    ]


def _at(names: list[tuple[str, str]], index: int) -> tuple[str, str]:
    return names[index] if index < len(names) else ("", "")
