"""What the answer hangs on: tornado, switch points, grid, horizons, methods, best package."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from megara.brief.chapters.sensitivity_charts import grid_chart, methods_chart, tornado_chart
from megara.brief.parts import Chapter, Figure, Paragraph, Strong, Table
from megara.brief.words import amount, rounded

if TYPE_CHECKING:
    from megara.policy.sensitivity.study import Study


def chapters_of(study: Study) -> list[Chapter]:
    """Return the chapters of a study, in order: all essential, for a page without an annex."""
    found = [_answer(study), _tornado(study), _grid(study), _horizons(study), _methods(study)]
    if study.package is not None:
        found.append(_package(study))
    return [replace(chapter, essential=True) for chapter in found]


def _answer(study: Study) -> Chapter:
    top = study.tornado.assumptions[0]
    parts: list[Any] = [
        Paragraph(
            [
                "By the rule \u201c",
                study.rule.says,
                "\u201d the rung advised is ",
                Strong(study.name(study.advised)),
                ". The result hangs most on ",
                Strong(top.label),
                ".",
            ],
            "answer",
        )
    ]
    if study.switches:
        rows = [
            [
                s.assumption.with_unit,
                rounded(s.assumption.mode, 3),
                rounded(s.value, 3),
                study.name(s.below),
                study.name(s.above),
            ]
            for s in study.switches
        ]
        parts.append(
            Table(
                "Where the advised rung changes",
                ["Assumption", "Value used", "Switches at", "Advised below", "Advised above"],
                rows,
                text_columns=(0, 3, 4),
                note="Found by solving the model again and again; all else at the value used.",
                short=False,
            )
        )
    else:
        parts.append(Paragraph("No assumption, over its range, changes the rung advised."))
    return Chapter("answer", "What would change the advice", parts)


def _tornado(study: Study) -> Chapter:
    frame = study.tornado.to_frame()
    top = study.tornado.assumptions[0]
    rows = [
        [
            row["label"],
            f"{rounded(row['low'], 3)} to {rounded(row['high'], 3)}",
            f"{_usd(row['harm_at_low'])} to {_usd(row['harm_at_high'])}",
            f"{_usd(row['cost_at_low'])} to {_usd(row['cost_at_high'])}",
            f"{rounded(row['harm_per_cost_at_low'], 3)} to "
            f"{rounded(row['harm_per_cost_at_high'], 3)}",
            row["source"],
        ]
        for row in frame.to_dict("records")
    ]
    return Chapter(
        "tornado",
        "Each assumption to its low and its high",
        [
            Figure(
                "tornado",
                f"Harm and cost hang most on {top.label}",
                partial(tornado_chart, study),
                "From the result at the low value (orange) to that at the high value (blue) of "
                "each assumption, all others as used. The line is the result with the values used.",
            ),
            Table(
                f"Harm and cost of \u201c{study.name(study.rung)}\u201d, USD bn a year",
                ["Assumption", "Range", "Harm", "Cost", "Harm per cost", "Source of the range"],
                rows,
                text_columns=(0, 5),
                short=False,
            ),
        ],
    )


def _grid(study: Study) -> Chapter:
    g = study.grid
    advised = sorted({int(a) for a in g.advised})
    said = (
        f"Over the whole grid the advice is {study.name(advised[0])}"
        if len(advised) == 1
        else f"Over the grid the advice changes between {len(advised)} choices"
    )
    return Chapter(
        "grid",
        "Two assumptions at once",
        [
            Figure(
                "grid",
                said,
                partial(grid_chart, study),
                f"Darker where the harm of \u201c{study.name(g.rung)}\u201d is larger, from USD "
                f"{_usd(float(g.results.harm[:, g.rung].min()))} to "
                f"{_usd(float(g.results.harm[:, g.rung].max()))} bn a year; the figure in a cell "
                "is the number of the rung advised there (0: none).",
            )
        ],
    )


def _horizons(study: Study) -> Chapter:
    from megara.policy.horizon import FACTOR, MEANING, SOURCE

    rows = []
    for h in study.horizons:
        for r, rung in enumerate(study.run.rungs):
            harm, cost = float(h.results.harm[0, r]), float(h.results.cost[0, r])
            rows.append(
                [
                    f"{h.horizon} (\u00d7{FACTOR[h.horizon]:.2f})" if r == 0 else "",
                    f"{r + 1}. {rung.name}" + (" *" if r == h.advised else ""),
                    _usd(harm),
                    _usd(cost),
                    rounded(harm / cost, 3) if cost > 0 else "none lost",
                ]
            )
    meaning = "; ".join(f"{name}: {text}" for name, text in MEANING.items())
    return Chapter(
        "horizons",
        "The short run and the long run",
        [
            Table(
                "Harm and cost by horizon, USD bn a year",
                ["Horizon", "Rung", "Harm", "Cost", "Harm per cost"],
                rows,
                text_columns=(0, 1),
                note=f"{meaning}. In brackets what long-run elasticities are multiplied with, "
                f"after {SOURCE}. * advised.",
                short=False,
            )
        ],
    )


def _methods(study: Study) -> Chapter:
    rows = []
    for method in study.methods:
        harm, cost = study.sums(method)
        rows.append(
            [
                method.name,
                method.measures,
                _usd(harm),
                _usd(cost),
                rounded(harm / cost, 3) if cost > 0 else "none lost",
                f"{study.agreement(method):.2f}",
                method.source,
            ]
        )
    exact, others = study.sums(study.methods[-1])[0], study.methods[:-1]
    apart = max(study.sums(m)[0] for m in others) / exact if exact > 0 else float("nan")
    return Chapter(
        "methods",
        "Other methods beside it",
        [
            Figure(
                "methods",
                f"Methods differ by up to a factor of {rounded(apart)} on the target's loss",
                partial(methods_chart, study),
                "Blue the targets, orange the senders, together. Trade at risk is a value of "
                "trade; the input-output measures are value added without any substitution.",
            ),
            Table(
                f"\u201c{study.name(study.rung)}\u201d by method, USD bn a year",
                ["Method", "Measures", "Targets", "Senders", "Ratio", "Ranks", "Source"],
                rows,
                text_columns=(0, 1, 6),
                note="Ranks: correlation of the order of countries, by loss relative to income, "
                "with the order of the exact equilibrium.",
                short=False,
            ),
        ],
    )


def _package(study: Study) -> Chapter:
    package = study.package
    assert package is not None
    names = study.run.world.sector_names
    rows = [
        [f"{s.sector} {names[s.sector]}", s.direction, _usd(s.harm), _usd(s.cost)]
        for s in package.steps
    ]
    residual = f" Residual {package.certificate.residual:.0e}." if package.certificate else ""
    return Chapter(
        "package",
        "The best package within a budget",
        [
            Paragraph(
                [
                    "For at most USD ",
                    rounded(package.budget, 3),
                    " bn a year the search found a package with harm of ",
                    Strong(f"USD {_usd(package.harm)} bn"),
                    " at a cost of ",
                    Strong(f"USD {_usd(package.cost)} bn"),
                    ", solved exactly.",
                    residual,
                    " It is a greedy search: a better package is not ruled out.",
                ]
            ),
            Table(
                "Closed completely, in the order of choice; harm and cost with all before it",
                ["Sector", "Senders\u2019", "Harm, USD bn", "Cost, USD bn"],
                rows,
                text_columns=(0, 1),
                short=False,
            ),
        ],
    )


def _usd(value: float) -> str:
    return amount(value).lstrip("+")
