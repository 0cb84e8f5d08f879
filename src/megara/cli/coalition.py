"""``megara coalition``: solve every coalition of a scenario, print who is worth what, write all."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Depth(StrEnum):
    """Depths of the measures."""

    mode = "mode"
    low = "low"
    high = "high"


def coalition(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    out: Annotated[
        Path, typer.Option(help="Folder for coalitions.parquet, coalition.json and the brief.")
    ],
    rung: Annotated[
        list[str] | None, typer.Option(help="Rung to solve; may be repeated. Default: all.")
    ] = None,
    world: Annotated[
        str | None,
        typer.Option(help="World by name or .nc file; default: the scenario's, else icio-2022."),
    ] = None,
    elasticities: Annotated[
        str | None,
        typer.Option(help="Trade elasticities: a set's name, a CSV file or one number."),
    ] = None,
    depth: Annotated[Depth, typer.Option(help="Depth of the measures.")] = Depth.mode,
    workers: Annotated[
        int | None, typer.Option(help="Processes of a local Dask cluster; default: threads.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Address of a running Dask scheduler, tcp://HOST:PORT.")
    ] = None,
    device: Annotated[
        str, typer.Option(help="cpu, or cuda for a graphics card (PyTorch or CuPy).")
    ] = "cpu",
    tolerance: Annotated[
        float, typer.Option(help="Largest relative violation of an equation accepted.")
    ] = 1e-10,
    orders: Annotated[
        int, typer.Option(help="Orders of joining sampled, beyond 16 prospective players.")
    ] = 200,
    draws: Annotated[
        int,
        typer.Option(
            min=0, help="Random draws of elasticities, depths and resolves, for bands; 0 for none."
        ),
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the draws, and of sampled orders.")] = 0,
    brief: Annotated[bool, typer.Option(help="Write the brief, with a chapter on who joins.")] = (
        True
    ),
) -> None:
    """Solve every coalition: the core and any of those being asked.

    A run that was interrupted goes on where it stopped when it is started again.
    """
    from megara.cli.coalition_tables import print_coalitions
    from megara.cli.folder import check_folder
    from megara.cli.plan import check_draws, read_plan
    from megara.cli.screen import console, progress_bar
    from megara.coalition.run import carry_out, prepare, to_do
    from megara.policy.baseline import digests, load_baseline

    check_draws(draws)
    check_folder(out)
    plan = read_plan(scenario, elasticities)
    with progress_bar("loading the world", None):
        base = load_baseline(plan, world)
        job = prepare(
            base,
            plan,
            rungs=rung,
            depth=depth.value,
            tolerance=tolerance,
            device=device,
            orders=orders,
            seed=seed,
        )
    check_folder(
        out,
        digests(job.world, job.scenario),
        writes=("run", "coalition") if brief else ("coalition",),
    )
    left = to_do(job, out, draws)
    with progress_bar(f"solving {left:,} coalitions", left) as advance:
        found = carry_out(
            job, out=out, workers=workers, cluster=cluster, draws=draws, progress=advance
        )
    page = None
    if brief:
        from megara.brief.page import write_brief
        from megara.policy.run import run as solve_run

        with progress_bar("writing the brief", None):
            result = solve_run(base, plan, tolerance=tolerance)
            result.write(out)
            page = out / "brief.html"
            write_brief(result, page, coalitions=found)
            # A brief in the other form would tell of an earlier run.
            (out / "brief.md").unlink(missing_ok=True)
    print_coalitions(console(), found, out, page)
