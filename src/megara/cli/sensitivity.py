"""``megara sensitivity``: what a plan's answer hangs on, printed and written to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def sensitivity(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    out: Annotated[
        Path | None, typer.Option(help="Folder for sensitivity.json, .html and the CSV files.")
    ] = None,
    world: Annotated[
        str | None,
        typer.Option(help="World by name or .nc file; default: the scenario's, else icio-2022."),
    ] = None,
    elasticities: Annotated[
        str | None,
        typer.Option(help="Trade elasticities: a set's name, a CSV file or one number."),
    ] = None,
    rung: Annotated[
        str | None, typer.Option(help="Rung for tornado, grid and methods; default: the highest.")
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(help="Advise the rung with most harm at a cost of at most this, USD bn."),
    ] = None,
    resolve: Annotated[
        float | None,
        typer.Option(help="Advise by harm net of cost: points of own loss accepted for one."),
    ] = None,
    grid: Annotated[
        str,
        typer.Option(help="Two assumptions for the grid, e.g. 'theta,2.1.cut'; default: by size."),
    ] = "",
    size: Annotated[int, typer.Option(min=2, max=50, help="Values of each in the grid.")] = 9,
    most: Annotated[int, typer.Option(min=1, help="Assumptions in the tornado.")] = 15,
    best_package: Annotated[
        float | None,
        typer.Option(help="Find the sectors to close for most harm within this cost, USD bn."),
    ] = None,
    sectors: Annotated[
        str | None,
        typer.Option(
            help="Sectors that --best-package may close: codes, names or sets, by comma; "
            "default: goods."
        ),
    ] = None,
) -> None:
    """Show what the answer hangs on: tornado, grid, switch points, horizons, other methods."""
    from megara.cli.folder import check_folder
    from megara.cli.plan import read_plan
    from megara.cli.screen import console, progress_bar
    from megara.cli.sensitivity_tables import print_study
    from megara.errors import UsageError
    from megara.policy.baseline import baseline, digests, load_baseline
    from megara.policy.sensitivity.study import study

    if sectors is not None and best_package is None:
        raise UsageError("--sectors says what --best-package may close; give both, or neither")
    if out is not None:
        check_folder(out)
    plan = read_plan(scenario, elasticities)
    with progress_bar("varying assumptions", None) as advance:
        base = load_baseline(plan, world)
        if out is not None:
            check_folder(out, digests(baseline(base, plan), plan), writes=("sensitivity",))
        found = study(
            base,
            plan,
            rung=rung,
            budget=budget,
            resolve=resolve,
            over=_listed(grid),
            size=size,
            most=most,
            package=best_package,
            sectors=_listed("goods" if sectors is None else sectors),
            progress=advance,
        )
    page = None
    if out is not None:
        from megara.brief.sensitivity import write_sensitivity

        found.write(out)
        page = out / "sensitivity.html"
        write_sensitivity(found, page)
    print_study(console(), found, page)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
