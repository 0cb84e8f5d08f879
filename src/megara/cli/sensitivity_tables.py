"""The tables of a sensitivity study on the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from megara.policy.sensitivity.study import Study


def print_study(console: Console, study: Study, page: Path | None) -> None:
    """Print tornado, switch points, grid, horizons, methods and the best package."""
    run = study.run
    base = study.tornado.base
    _say(console, run.scenario.name, bold=True)
    _say(
        console,
        f"World {run.world.name}, rung {study.name(study.rung)!r}: harm {_usd(base.harm[0, 0])}, "
        f"cost {_usd(base.cost[0, 0])} USD bn a year. "
        f"Advised by the rule \u201c{study.rule.says}\u201d: {study.name(study.advised)}.",
    )
    _tornado(console, study)
    _switches(console, study)
    _grid(console, study)
    _horizons(console, study)
    _methods(console, study)
    _package(console, study)
    if page is not None:
        _say(console, f"Written to {page.parent}; page: {page}")


def _tornado(console: Console, study: Study) -> None:
    frame = study.tornado.to_frame()
    rows = [
        [
            f"{row['label']} ({row['assumption']})",
            f"{_number(row['low'])} / {_number(row['mode'])} / {_number(row['high'])}",
            f"{_usd(row['harm_at_low'])} to {_usd(row['harm_at_high'])}",
            f"{_usd(row['cost_at_low'])} to {_usd(row['cost_at_high'])}",
            f"{_ratio(row['harm_per_cost_at_low'])} to {_ratio(row['harm_per_cost_at_high'])}",
        ]
        for row in frame.to_dict("records")
    ]
    header = ["assumption", "low / mode / high", "harm, USD bn", "cost, USD bn", "harm per cost"]
    _table(
        console,
        "Each assumption to its low and its high; what moves most comes first",
        header,
        rows,
    )


def _switches(console: Console, study: Study) -> None:
    if not study.switches:
        _say(console, "Switch points: none; the advice stands over the range of each assumption.")
        return
    rows = [
        [
            f"{s.assumption.with_unit} ({s.assumption.name})",
            _number(s.assumption.mode),
            _number(s.value),
            study.name(s.below),
            study.name(s.above),
        ]
        for s in study.switches
    ]
    header = ["assumption", "mode", "switches at", "advised below", "advised above"]
    _table(console, "Switch points: where the advised rung changes", header, rows, text=(0, 3, 4))


def _grid(console: Console, study: Study) -> None:
    g = study.grid
    size = len(g.down_values)
    rows = []
    for k, value in enumerate(g.down_values):
        cells = [
            f"{_usd(g.results.harm[a * size + k, g.rung])} "
            f"({'-' if g.advised[a * size + k] < 0 else g.advised[a * size + k] + 1})"
            for a in range(len(g.across_values))
        ]
        rows.append([_number(float(value)), *cells])
    header = [f"{g.down.name} \\ {g.across.name}", *(_number(float(v)) for v in g.across_values)]
    title = (
        f"Harm of {study.name(g.rung)!r}, USD bn, over {g.across.with_unit} (across) and "
        f"{g.down.with_unit} (down); in brackets the number of the advised rung"
    )
    _table(console, title, header, rows)


def _horizons(console: Console, study: Study) -> None:
    from megara.policy.horizon import FACTOR, MEANING, SOURCE

    rows = []
    for h in study.horizons:
        pairs = zip(h.results.harm[0], h.results.cost[0], strict=True)
        cells = [f"{_usd(harm)} / {_usd(cost)}" for harm, cost in pairs]
        what = f"{h.horizon}: {MEANING[h.horizon]}, elasticities times {FACTOR[h.horizon]:.2f}"
        rows.append([what, *cells, study.name(h.advised)])
    names = [f"{n} {r.name}" for n, r in enumerate(study.run.rungs, 1)]
    _table(
        console,
        f"Horizons ({SOURCE}): harm / cost, USD bn a year",
        ["horizon", *names, "advised"],
        rows,
        text=(0, len(names) + 1),
    )


def _methods(console: Console, study: Study) -> None:
    rows = []
    for method in study.methods:
        harm, cost = study.sums(method)
        rows.append(
            [
                method.name,
                method.measures,
                _usd(harm),
                _usd(cost),
                _ratio(harm / cost if cost > 0 else math.nan),
                f"{study.agreement(method):.2f}",
                method.source,
            ]
        )
    header = ["method", "measures", "target", "senders", "ratio", "ranks", "source"]
    title = (
        f"Other methods on {study.name(study.rung)!r}, USD bn a year; ranks: correlation of the "
        "order of countries with the exact one"
    )
    _table(console, title, header, rows, text=(0, 1, 6))


def _package(console: Console, study: Study) -> None:
    package = study.package
    if package is None:
        return
    names = study.run.world.sector_names
    rows = [
        [f"{s.sector} {names[s.sector]}", s.direction, _usd(s.harm), _usd(s.cost)]
        for s in package.steps
    ]
    residual = f", residual {package.certificate.residual:.1e}" if package.certificate else ""
    title = (
        f"Best package found within USD {package.budget:g} bn a year: harm {_usd(package.harm)}, "
        f"cost {_usd(package.cost)} USD bn{residual}; {len(rows)} of {package.candidates} closed, "
        "in the order of choice"
    )
    header = ["sector closed", "senders'", "harm so far", "cost so far"]
    _table(console, title, header, rows, text=(0, 1))


def _table(
    console: Console,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    text: Sequence[int] = (0,),
) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(header):
        table.add_column(Text(name), justify="left" if number in text else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text("".join(c if c.isprintable() else " " for c in cell)) for cell in row))
    _say(console, title, bold=True)
    console.print(table)


def _say(console: Console, words: str, bold: bool = False) -> None:
    from rich.text import Text

    console.print(Text(words, style="bold" if bold else ""))


def _usd(value: float) -> str:
    if abs(value) < 0.0005:
        return "0"  # less than a million: what rounding leaves is neither 1e-17 nor -0
    return f"{value:,.1f}" if abs(value) >= 0.995 else f"{value:.3f}"


def _number(value: float) -> str:
    return f"{value:.3g}"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "none lost"
