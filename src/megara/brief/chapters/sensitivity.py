"""What the answer hangs on: tornado, switch points, grid, horizons, methods, best package."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from megara.brief.parts import Chapter, Figure, Paragraph, Strong, Table
from megara.brief.svg import BLUE, GREY, ORANGE, altair
from megara.brief.words import amount, rounded

if TYPE_CHECKING:
    from megara.policy.sensitivity.study import Study


def chapters_of(study: Study) -> list[Chapter]:
    """Return the chapters of a study, in order."""
    found = [_answer(study), _tornado(study), _grid(study), _horizons(study), _methods(study)]
    if study.package is not None:
        found.append(_package(study))
    return found


def _answer(study: Study) -> Chapter:
    top = study.tornado.assumptions[0]
    parts: list[Any] = [
        Paragraph(
            [
                "By the rule \u201c",
                study.rule.says,
                "\u201d the rung advised is ",
                Strong(study.name(study.advised)),
                ". What moves the result most is ",
                Strong(top.label),
                ".",
            ],
            "answer",
        )
    ]
    if study.switches:
        rows = [
            [
                s.assumption.label,
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
    return Chapter("answer", "What would change the advice", parts, essential=True)


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
                partial(_tornado_chart, study),
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


def _tornado_chart(study: Study) -> Any:
    alt = altair()
    t = study.tornado
    charts = []
    sides = (
        ("harm", "Harm, USD bn a year"),
        ("cost", "Cost, USD bn a year"),
        ("ratio", "Harm per unit of cost"),
    )
    labels = [a.label if len(a.label) < 44 else a.label[:43] + "\u2026" for a in t.assumptions]
    for side, title in sides:
        base = float(getattr(t.base, side)[0, 0])
        rows = [
            {"label": label, "base": base, "value": float(value), "end": end}
            for end in ("low", "high")
            for label, value in zip(labels, getattr(getattr(t, end), side)[:, 0], strict=True)
            if math.isfinite(value) and math.isfinite(base)
        ]
        axis = alt.Axis(title=None, ticks=False, domain=False)
        y = alt.Y("label:N", sort=labels, axis=axis if side == "harm" else None)
        x = alt.X("value:Q", axis=alt.Axis(title=title, tickCount=3), scale=alt.Scale(zero=False))
        bars = (
            alt.Chart(alt.Data(values=rows))
            .mark_bar(height=12, opacity=0.85)
            .encode(
                y=y,
                x=x,
                x2="base:Q",
                color=alt.Color(
                    "end:N",
                    scale=alt.Scale(domain=["low", "high"], range=[ORANGE, BLUE]),
                    legend=alt.Legend(title="at its", orient="top") if side == "harm" else None,
                ),
            )
        )
        line = [{"value": base}] if math.isfinite(base) else []
        rule = alt.Chart(alt.Data(values=line)).mark_rule(color=GREY).encode(x=x)
        charts.append(alt.layer(bars, rule).properties(width=140, height=alt.Step(18)))
    return alt.hconcat(*charts)


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
                partial(_grid_chart, study),
                f"Darker where the harm of \u201c{study.name(g.rung)}\u201d is larger, from USD "
                f"{_usd(float(g.results.harm[:, g.rung].min()))} to "
                f"{_usd(float(g.results.harm[:, g.rung].max()))} bn a year; the figure in a cell "
                "is the number of the rung advised there (0: none).",
            )
        ],
    )


def _grid_chart(study: Study) -> Any:
    alt = altair()
    g = study.grid
    size = len(g.down_values)
    rows: list[dict[str, Any]] = [
        {
            "x": rounded(float(x), 3),
            "y": rounded(float(y), 3),
            "harm": float(g.results.harm[a * size + b, g.rung]),
            "rung": str(int(g.advised[a * size + b]) + 1),
        }
        for a, x in enumerate(g.across_values)
        for b, y in enumerate(g.down_values)
    ]
    x = alt.X(
        "x:O",
        sort=[rounded(float(v), 3) for v in g.across_values],
        axis=alt.Axis(title=g.across.label, labelAngle=0),
    )
    y = alt.Y(
        "y:O",
        sort=[rounded(float(v), 3) for v in g.down_values[::-1]],
        axis=alt.Axis(title=_short(g.down.label)),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    middle = (min(r["harm"] for r in rows) + max(r["harm"] for r in rows)) / 2
    cells = base.mark_rect().encode(
        color=alt.Color("harm:Q", scale=alt.Scale(scheme="blues"), legend=None)
    )
    text = base.mark_text().encode(
        text="rung:N",
        color=alt.condition(f"datum.harm > {middle}", alt.value("white"), alt.value("#222222")),
    )
    return alt.layer(cells, text).properties(width=alt.Step(52), height=alt.Step(30))


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
                partial(_methods_chart, study),
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


def _methods_chart(study: Study) -> Any:
    alt = altair()
    order = [m.name for m in study.methods]
    rows = [
        {"method": m.name, "who": who, "value": value}
        for m in study.methods
        for who, value in zip(("targets", "senders"), study.sums(m), strict=True)
        if value > 0
    ]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(size=110, opacity=0.9)
        .encode(
            y=alt.Y("method:N", sort=order, axis=alt.Axis(title=None, ticks=False, grid=True)),
            x=alt.X(
                "value:Q",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(
                    title="Loss, or trade at risk, USD bn a year, log scale", format=",~r"
                ),
            ),
            color=alt.Color(
                "who:N",
                scale=alt.Scale(domain=["targets", "senders"], range=[BLUE, ORANGE]),
                legend=alt.Legend(title=None, orient="top"),
            ),
        )
        .properties(width=430, height=alt.Step(26))
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


def _short(text: str) -> str:
    return text if len(text) < 40 else text[:39] + "\u2026"
