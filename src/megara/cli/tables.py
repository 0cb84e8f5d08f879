"""The table of a run on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from megara.policy.run import Run, RungResult


def print_run(console: Console, run: Run, page: Path) -> None:
    """Print who loses what by rung, harm and cost, certificates, and where the brief is."""
    from rich.text import Text

    attrs = run.world.dataset.attrs
    console.print(Text(run.scenario.name, style="bold"))
    elasticities = str(attrs.get("elasticities", "of the world")).split(" (")[0]
    console.print(
        Text(
            f"Real income, change in % (USD bn a year); each rung adds to those on its left.\n"
            f"World {run.world.name} ({run.world.year}), trade elasticities {elasticities}."
        )
    )
    console.print(_table(run))
    for line in _certificates(run):
        console.print(Text(line))
    if run.missing:
        console.print(
            Text(f"Not shown apart in this world, so without effect: {', '.join(run.missing)}.")
        )
    console.print(Text(f"Brief: {page}"))


def _table(run: Run) -> Table:
    from rich import box
    from rich.table import Table

    from megara.policy.tables import players

    frame = players(run)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for number, rung in enumerate(run.rungs, 1):
        table.add_column(f"{number} {safe(rung.name)}", justify="right", overflow="fold")
    before = None
    for (role, name), rows in frame.groupby(["role", "name"], sort=False):
        if before not in (None, role):
            table.add_section()
        before = role
        cells = [
            f"{_signed(float(percent), _digits(percent))} ({_signed(float(usd_bn), 1)})"
            for percent, usd_bn in zip(rows["percent"], rows["usd_bn"], strict=True)
        ]
        table.add_row(f"{safe(str(name))}{_ROLE[str(role)]}", *cells)
    table.add_section()
    for label, value in _TOTALS:
        table.add_row(label, *(value(rung) for rung in run.rungs))
    return table


_ROLE = {"target": " (target)", "core": "", "prospective": " (asked)"}


def _totals() -> Sequence[tuple[str, Callable[[RungResult], str]]]:
    def percent_and_usd(percent: float, usd: float) -> str:
        return f"{_figure(percent, _digits(percent))} ({_figure(usd, 1)})"

    def ratio(value: float) -> str:
        return "none lost" if math.isnan(value) else f"{value:.2f}"

    return (
        ("harm: lost by targets", lambda r: percent_and_usd(r.harm_percent, r.harm_usd_bn)),
        ("cost: lost by senders", lambda r: percent_and_usd(r.cost_percent, r.cost_usd_bn)),
        ("harm per unit of cost", lambda r: ratio(r.harm_per_cost)),
        (
            "world",
            lambda r: (
                f"{_signed(float(r.outcome.world_real_income), 2)} "
                f"({_signed(float(r.outcome.world_real_income_usd), 1)})"
            ),
        ),
    )


_TOTALS = _totals()


def _certificates(run: Run) -> list[str]:
    lines = ["Certificate (largest relative violation of an equation):"]
    for number, rung in enumerate(run.rungs, 1):
        c = rung.certificate
        lines.append(
            f"  {number} {rung.name}: {c.status}, residual {c.residual:.1e}, "
            f"{c.iterations} iterations"
        )
    return lines


def _figure(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text


def _signed(value: float, digits: int) -> str:
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text


def _digits(percent: float) -> int:
    """Return how many decimals a percentage gets: more where two would show nothing."""
    return 2 if abs(percent) >= 0.05 else 3


def safe(text: str) -> str:
    """Return text for a table cell: no markup, no control characters."""
    from rich.markup import escape

    return escape("".join(c if c.isprintable() else " " for c in text))
