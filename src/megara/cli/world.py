"""``megara world``: list, show, check, build and export worlds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from megara.world.checks import Check
    from megara.world.world import World

app = typer.Typer(
    help="List, show, check, build and export worlds (baseline economies of one year).",
    no_args_is_help=True,
)

_World = Annotated[str, typer.Argument(help="Name of a world, or a .nc file.")]
_Elasticities = Annotated[
    str | None, typer.Option(help="Trade elasticities: a set's name, a CSV file or one number.")
]


@app.command("list")
def list_() -> None:
    """List the worlds that come with megara, the kinds of files it builds from, elasticities."""
    from megara.cli.screen import console
    from megara.world.build import KINDS
    from megara.world.catalogue import list_worlds
    from megara.world.elasticities import elasticity_sets

    out = console()
    _pairs(out, "Worlds", ("name", "what"), list_worlds())
    _pairs(out, "Build your own: megara world build KIND FILE", ("kind", "file"), KINDS)
    _pairs(out, "Trade elasticities", ("set", "source"), elasticity_sets())


@app.command()
def show(
    world: _World = "icio-2022",
    elasticities: _Elasticities = None,
    countries: Annotated[
        bool, typer.Option("--countries", help="Add a table of the countries.")
    ] = False,
) -> None:
    """Say what a world is made of: origin, size, sectors and elasticities, how sure it is."""
    from rich.table import Table

    from megara.cli.screen import console
    from megara.world.catalogue import backtest, load_world
    from megara.world.elasticities import elasticity_table

    base = load_world(world, elasticities=elasticities)
    out = console()
    attrs = base.dataset.attrs
    trade = base.array("trade")
    home = trade.diagonal(axis1=0, axis2=1).sum()
    facts = {
        "year": str(base.year),
        "size": f"{len(base.countries)} countries, {len(base.sectors)} sectors",
        "value added": f"USD {base.array('value_added').sum() / 1e6:,.2f} trillion",
        "trade across borders": f"USD {(trade.sum() - home) / 1e6:,.2f} trillion",
        **{k: str(attrs.get(k, "")) for k in ("source", "licence", "elasticities", "notes")},
    }
    _pairs(out, base.name, ("", ""), facts)
    sectors = Table(title="Sectors", title_justify="left")
    for heading in ("code", "name", "output, USD bn", "theta", "from"):
        sectors.add_column(heading, justify="right" if heading[0] in "ot" else "left")
    table = elasticity_table(base, elasticities)
    for j, row in enumerate(table.itertuples(index=False)):
        sectors.add_row(
            base.sectors[j],
            base.sector_names[base.sectors[j]],
            f"{base.output[:, j].sum() / 1e3:,.0f}",
            f"{base.array('theta')[j]:.2f}",
            f"assumed: {row.assumption}" if row.source == "assumption" else str(row.source),
        )
    out.print(sectors)
    if countries:
        _countries(out, base)
    if base.name == "icio-2022":
        _backtest(out, backtest())


@app.command()
def check(world: _World = "icio-2022") -> None:
    """Check a world: what was mended when it was built, and whether it balances.

    Exits with 1 if the world is inconsistent.
    """
    from megara.cli.screen import console
    from megara.errors import MegaraError
    from megara.world.catalogue import load_world
    from megara.world.checks import build_checks
    from megara.world.checks import check as check_world

    base = load_world(world)
    out = console()
    built = build_checks(base)
    if built:
        _checks(out, f"{base.name}: made while it was built", built)
    now = check_world(base)
    _checks(out, f"{base.name}: as it stands", now)
    faults = [c for c in now if c.level == "fault"]
    if faults:
        raise MegaraError(f"{base.name} has {len(faults)} faults, first: {faults[0].name}")


@app.command()
def build(
    kind: Annotated[str, typer.Argument(help="Kind of table; see megara world list.")],
    file: Annotated[Path, typer.Argument(help="The table as its publisher distributes it.")],
    out: Annotated[Path, typer.Option(help="World to write (.nc).")],
    name: Annotated[str | None, typer.Option(help="Name of the world.")] = None,
    year: Annotated[int | None, typer.Option(help="Year, if the file does not name it.")] = None,
    rate: Annotated[float, typer.Option(help="US dollars per unit of the table's currency.")] = 1.0,
    elasticities: _Elasticities = None,
) -> None:
    """Build a world from a table of your own and write it as netCDF."""
    from megara.cli.screen import console, progress_bar
    from megara.world.build import build_world
    from megara.world.checks import build_checks

    _netcdf(out)
    with progress_bar("building the world", None):
        world = build_world(kind, file, name=name, year=year, rate=rate, elasticities=elasticities)
        world.to_netcdf(out)
    _checks(console(), f"{world.name}: made while it was built", build_checks(world))
    typer.echo(f"{out}: {len(world.countries)} countries, {len(world.sectors)} sectors")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="File to write (.nc).")],
    world: Annotated[str, typer.Option(help="Name of a world, or a .nc file.")] = "icio-2022",
    elasticities: _Elasticities = None,
) -> None:
    """Write a world as netCDF, with every variable, unit and source in the file."""
    from megara.world.catalogue import load_world

    _netcdf(file)
    base = load_world(world, elasticities=elasticities)
    base.to_netcdf(file)
    typer.echo(f"{file}: {base.name}, {len(base.countries)} countries, {len(base.sectors)} sectors")


def _netcdf(file: Path) -> None:
    from megara.errors import UsageError

    if file.suffix.lower() != ".nc":
        raise UsageError(f"a world is written as netCDF: name the file {file.with_suffix('.nc')}")


def _pairs(out: Console, title: str, headings: tuple[str, str], rows: dict[str, str]) -> None:
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_header=any(headings))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows.items():
        table.add_row(*row)
    out.print(table)


def _checks(out: Console, title: str, checks: list[Check]) -> None:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for heading in ("check", "level", "count", "found", "done / to do"):
        table.add_column(
            heading, overflow="fold", justify="right" if heading == "count" else "left"
        )
    for c in checks:
        table.add_row(c.name, c.level, f"{c.count:,}", c.found, c.done)
    out.print(table)


def _countries(out: Console, world: World) -> None:
    from rich.table import Table

    table = Table(title="Countries", title_justify="left")
    for heading in ("code", "name"):
        table.add_column(heading)
    for heading in ("value added, USD bn", "exports, USD bn", "deficit, % of value added"):
        table.add_column(heading, justify="right")
    trade, value_added = world.array("trade"), world.array("value_added")
    home = trade.diagonal(axis1=0, axis2=1).sum(axis=0)
    exports = trade.sum(axis=(1, 2)) - home
    for n, code in enumerate(world.countries):
        table.add_row(
            code,
            world.country_names[code],
            f"{value_added[n] / 1e3:,.1f}",
            f"{exports[n] / 1e3:,.1f}",
            f"{100 * world.array('deficit')[n] / value_added[n]:.1f}",
        )
    out.print(table)


def _backtest(out: Console, result: dict) -> None:  # type: ignore[type-arg]
    from rich.table import Table

    table = Table(
        title="Back-test of the completed final demand, on WIOD where it is known "
        "(docs/completion.md)",
        title_justify="left",
    )
    for heading in (
        "year",
        "way",
        "misplaced, % of expenditure",
        "effects: correlation",
        "effects: mean error, %",
    ):
        table.add_column(heading, justify="left" if heading in ("year", "way") else "right")
    for case in result["cases"]:
        for name in (result["recipe"], result["kept"], result["coarse"]):
            found = case["variants"][name]
            table.add_row(
                str(case["year"]),
                name + (" (used)" if name == result["kept"] else ""),
                f"{found['misplaced']:.2f}",
                f"{found['correlation']:.3f}",
                f"{found['mean_error']:.1f}",
            )
    out.print(table)
