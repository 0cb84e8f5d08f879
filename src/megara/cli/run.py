"""``megara run``: solve a scenario, print who loses what, write the run folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Horizon(StrEnum):
    """How far trade has adjusted."""

    long = "long"
    medium = "medium"
    short = "short"


class Format(StrEnum):
    """Forms of the brief."""

    html = "html"
    md = "md"


def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    out: Annotated[
        Path, typer.Option(help="Folder for outcome.csv, trade.csv, run.json and brief.")
    ],
    world: Annotated[
        str | None,
        typer.Option(help="World by name or .nc file; default: the scenario's, else icio-2022."),
    ] = None,
    elasticities: Annotated[
        str | None,
        typer.Option(help="Trade elasticities: a set's name, a CSV file or one number."),
    ] = None,
    draws: Annotated[
        int,
        typer.Option(min=0, help="Random draws of elasticities and depths, for bands; 0 for none."),
    ] = 0,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Seed of the draws; the same seed, the same bands.")
    ] = None,
    horizon: Annotated[
        Horizon, typer.Option(help="How far trade has adjusted.", case_sensitive=False)
    ] = Horizon.long,
    brief: Annotated[
        Format, typer.Option("--format", help="Form of the brief.", case_sensitive=False)
    ] = Format.html,
    tolerance: Annotated[
        float, typer.Option(help="Largest relative violation of an equation accepted.")
    ] = 1e-10,
) -> None:
    """Solve a scenario rung by rung; print the table and write the run folder."""
    from megara.brief.page import brief_text
    from megara.cli.folder import check_folder
    from megara.cli.plan import check_draws, read_plan
    from megara.cli.screen import console, progress_bar
    from megara.cli.tables import print_run
    from megara.files import write_text
    from megara.policy.baseline import baseline, digests, load_baseline
    from megara.policy.horizon import at_horizon
    from megara.policy.run import run as solve_run

    check_draws(draws)
    check_folder(out)
    plan = read_plan(scenario, elasticities)
    total = len(plan.ladder) * (1 + draws)
    with progress_bar("loading the world and solving", total) as advance:
        base = load_baseline(plan, world)
        used = at_horizon(baseline(base, plan), horizon.value)
        check_folder(out, digests(used, plan), writes=("run",))
        result = solve_run(
            base,
            plan,
            draws=draws,
            seed=seed,
            horizon=horizon.value,
            tolerance=tolerance,
            progress=advance,
        )
    # The brief is made before anything is written: a folder holds all of a run or nothing.
    with progress_bar("writing the brief", None):
        text = brief_text(result, format=brief.value)
    result.write(out)
    page = out / f"brief.{brief.value}"
    write_text(page, text)
    for other in Format:
        if other != brief:
            # A brief of an earlier run would stand beside figures that are not its own.
            (out / f"brief.{other.value}").unlink(missing_ok=True)
    print_run(console(), result, page)
