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
    if run.drawn is not None:
        console.print(
            Text(
                f"In brackets the range of {run.drawn.count} draws of elasticities and depths "
                f"(5 % to 95 %, seed {run.seed})."
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
        columns = ("percent", "usd_bn", "percent_low", "percent_high")
        cells = [
            f"{_signed(percent, _digits(percent))} ({_signed(usd_bn, 1)})" + _range(low, high)
            for percent, usd_bn, low, high in rows[list(columns)].to_numpy(float).tolist()
        ]
        table.add_row(f"{safe(str(name))}{_ROLE[str(role)]}", *cells)
    table.add_section()
    for label, value in _TOTALS:
        table.add_row(label, *(value(rung) for rung in run.rungs))
    return table


_ROLE = {"target": " (target)", "core": "", "prospective": " (asked)"}


def _totals() -> Sequence[tuple[str, Callable[[RungResult], str]]]:
    def percent_and_usd(rung: RungResult, what: str) -> str:
        percent, usd = getattr(rung, f"{what}_percent"), getattr(rung, f"{what}_usd_bn")
        text = f"{_figure(percent, _digits(percent))} ({_figure(usd, 1)})"
        return text + _band(rung, f"{what}_percent", signed=False)

    def ratio(value: float) -> str:
        return "none lost" if math.isnan(value) else f"{value:.2f}"

    return (
        ("harm: lost by targets", lambda r: percent_and_usd(r, "harm")),
        ("cost: lost by senders", lambda r: percent_and_usd(r, "cost")),
        (
            "harm per unit of cost",
            lambda r: ratio(r.harm_per_cost) + _band(r, "harm_per_cost", signed=False),
        ),
        (
            "world",
            lambda r: (
                f"{_signed(world := float(r.outcome.world_real_income), _digits(world))} "
                f"({_signed(float(r.outcome.world_real_income_usd), 1)})"
            ),
        ),
    )


_TOTALS = _totals()


def _band(rung: RungResult, name: str, signed: bool) -> str:
    """Return the band of a figure by draw, or nothing where nothing was drawn."""
    from megara.policy.bands import band

    return "" if rung.draws is None else _range(*band(getattr(rung.draws, name)), signed=signed)


def _range(low: float, high: float, signed: bool = True) -> str:
    """Return a band for a table cell, on a line of its own, or nothing where there is none."""
    if math.isnan(low) or math.isnan(high):
        return ""
    digits = max(_digits(low), _digits(high))
    shown = _signed if signed else _figure

    def text(value: float) -> str:
        return shown(value, digits) if math.isfinite(value) else "none lost"

    return f"\n[{text(low)} to {text(high)}]"


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
    """Return text for a table cell: no control characters; the console reads no markup."""
    return "".join(c if c.isprintable() else " " for c in text)
