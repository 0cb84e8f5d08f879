"""``megara run``: solve a scenario, print who loses what, write the run folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Forms of the brief."""

    html = "html"
    md = "md"


def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    out: Annotated[Path, typer.Option(help="Folder for outcome.csv, run.json and the brief.")],
    world: Annotated[
        str | None,
        typer.Option(help="World by name or .nc file; default: the scenario's, else icio-2022."),
    ] = None,
    elasticities: Annotated[
        str | None,
        typer.Option(help="Trade elasticities: a set's name, a CSV file or one number."),
    ] = None,
    brief: Annotated[
        Format, typer.Option("--format", help="Form of the brief.", case_sensitive=False)
    ] = Format.html,
    tolerance: Annotated[
        float, typer.Option(help="Largest relative violation of an equation accepted.")
    ] = 1e-10,
) -> None:
    """Solve a scenario rung by rung; print the table and write the run folder."""
    from megara.cli.screen import console, progress_bar
    from megara.cli.tables import print_run
    from megara.policy.run import run as solve_run
    from megara.policy.scenario import Scenario
    from megara.world.catalogue import load_world

    plan = Scenario.from_yaml(scenario)
    if elasticities is not None:
        plan = Scenario.from_dict({**plan.to_dict(), "elasticities": _number_or_name(elasticities)})
    with progress_bar("loading the world and solving", len(plan.ladder)) as advance:
        base = load_world(world or plan.world or "icio-2022")
        result = solve_run(base, plan, tolerance=tolerance, progress=advance)
    result.write(out)
    page = out / f"brief.{brief.value}"
    with progress_bar("writing the brief", None):
        from megara.brief.page import write_brief

        write_brief(result, page, format=brief.value)
    print_run(console(), result, page)


def _number_or_name(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
