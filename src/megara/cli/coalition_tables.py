"""The tables of the coalitions on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from megara.coalition.coalitions import Coalitions, RungCoalitions


def print_coalitions(
    console: Console, found: Coalitions, out: Path, page: Path | None = None
) -> None:
    """Print for every rung what each player is worth and asks, and which coalition forms."""
    from rich.text import Text

    record = found.record
    console.print(Text(found.name, style="bold"))
    console.print(
        Text(
            f"World {record['world']['name']}; core {', '.join(record['core'])}. Harm: real income "
            f"lost by {', '.join(record['targets'])}, %. Cost: lost by the members, USD bn a year; "
            "in the tables a Shapley value too. Price, resolve: points of own loss for a point of "
            "harm."
        )
    )
    for rung in found.rungs:
        console.print()
        console.print(Text(rung.name, style="bold"))
        console.print(_worth(record, rung))
        for line in _lines(record, rung):
            console.print(Text(line))
    console.print()
    for note in record["notes"][1:]:
        console.print(Text(note))
    console.print(Text(f"Table: {out / 'coalitions.parquet'}; record: {out / 'coalition.json'}"))
    if page is not None:
        console.print(Text(f"Brief: {page}"))


def _worth(record: dict[str, Any], rung: RungCoalitions) -> Table:
    from rich import box
    from rich.table import Table

    from megara.cli.tables import safe

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("player")
    for column in (
        "harm first, %",
        "harm last, %",
        "Shapley, %",
        "share, %",
        "cost, USD bn",
        "price first",
        "price last",
        "resolve",
    ):
        table.add_column(column, justify="right")
    name = rung.name
    share = {k: v["harm_pct"] for k, v in record["shapley"][name].items()}
    total = sum(share.values())
    first, last = record["marginal_first"][name], record["marginal_last"][name]
    prices = record["prices"][name]
    harm = _column([first[p]["harm_pct"] for p in share], [last[p]["harm_pct"] for p in share])
    cost = _column([record["shapley"][name][p]["cost_usd_bn"] for p in share])
    asks = _column([prices[p]["first"] for p in share], [prices[p]["last"] for p in share])
    for player in sorted(share, key=lambda k: -share[k]):
        worth = record["shapley"][name][player]
        error = worth.get("harm_error")
        resolve = record["resolves"][player]
        word = "default" if resolve["default"] else resolve["word"]
        said = f"{resolve['value']:g}" + (f" ({word})" if word else "")
        table.add_row(
            safe(player),
            harm(first[player]["harm_pct"]),
            harm(last[player]["harm_pct"]),
            harm(share[player]) + (f" ±{harm(error)}" if error else ""),
            f"{100 * share[player] / total:.1f}" if total else "",
            cost(worth["cost_usd_bn"]),
            asks(prices[player]["first"]),
            asks(prices[player]["last"]),
            said,
        )
    return table


def _lines(record: dict[str, Any], rung: RungCoalitions) -> list[str]:
    name = rung.name
    core, worst = rung.at(rung.row(0)), record["worst"][name]
    formed = record["stable"][name]["formed"]
    joined = ", ".join(formed["joined"]) or "nobody"
    certificate = record["certificate"][name]
    two = record["potential"][name]["reached_pct"]["of_all"]
    lines = [
        f"Core alone: harm {number(core.harm_pct)} %, cost USD {number(core.cost_usd_bn)} bn. "
        f"Most harm: {number(worst['harm_pct'])} %, cost USD {number(worst['cost_usd_bn'])} bn, "
        f"with {worst['size']} of {len(rung.players)} joined.",
        f"At the plan's resolves {joined} would join the core: harm {number(formed['harm_pct'])} %"
        + ("." if formed["settled"] else "; but players join and leave in a circle.")
        + f" {record['stable'][name]['message']}",
    ]
    if two is not None:
        lines.append(
            f"With all players the plan reaches {two:.3g} % of the harm of a full embargo by the "
            "whole world (balanced trade)."
        )
    if "bands" in record:
        lines.append(_bands(record["bands"][name]))
    lines.append(
        f"{certificate['coalitions']:,} coalitions {certificate['status']}, largest residual "
        f"{certificate['residual']:.1e}, {certificate['iterations']:g} evaluations on average."
    )
    return lines


def _bands(band: dict[str, Any]) -> str:
    """Return one line on the draws."""

    def to(pair: list[float | None]) -> str:
        return " to ".join(number(v) for v in pair)

    joins = ", ".join(
        f"{p} {100 * share:.0f}"
        for p, share in sorted(band["joins"].items(), key=lambda kv: -kv[1])
    )
    return (
        f"{band['draws']:,} draws, 5 to 95 %: harm of the core alone "
        f"{to(band['core_alone']['harm_pct'])} %, of all {to(band['all']['harm_pct'])} %, of the "
        f"coalition that forms {to(band['formed']['harm_pct'])} %; the order of joining differs in "
        f"{100 * band['joining_order']['differs']:.0f} % of draws; who joins, % of draws: {joins}."
    )


def number(value: float | None) -> str:
    """Return three significant digits, never as 1e-05."""
    if value is None:
        return "none"
    if value == 0:
        return "0"
    from math import floor, log10

    places = max(0, 2 - floor(log10(abs(value))))
    return f"{value:.{min(places, 9)}f}"


def _column(*values: list[float | None]) -> Callable[[float | None], str]:
    """Return what writes the cells of some columns, all with the same decimals.

    None stands for a price that no resolve pays.
    """
    from megara.brief.words import decimals

    places = decimals(v for column in values for v in column if v is not None)
    return lambda value: "never" if value is None else _plain(value, places)


def _plain(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    return text.removeprefix("-") if float(text) == 0 else text
