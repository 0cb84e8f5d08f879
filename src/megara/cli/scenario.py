"""``megara scenario``: check a plan, write a template, list names, show the schema."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from megara.policy.scenario import Scenario
    from megara.policy.shocks import Plan

app = typer.Typer(
    help="Check a plan, write a template, list the names it may use, show its schema.",
    no_args_is_help=True,
)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    world: Annotated[
        str | None,
        typer.Option(help="World to check against; default: the plan's, or icio-2022."),
    ] = None,
    no_world: Annotated[
        bool, typer.Option("--no-world", help="Check the plan by itself, without its sectors.")
    ] = False,
) -> None:
    """Read a plan, check it against its world, and say in short what it does."""
    from megara.policy.checks import warnings
    from megara.policy.scenario import Scenario

    scenario = Scenario.from_yaml(file)
    plan = None if no_world else _plan(scenario, world)
    for line in _summary(scenario, plan):
        typer.echo(line)
    for remark in warnings(scenario, plan.missing if plan else ()):
        typer.echo(f"warning: {remark}")
    against = f" on the world {plan.world.name}" if plan else ", its sectors unchecked"
    typer.echo(f"{file} is a valid scenario{against}.")


@app.command()
def schema() -> None:
    """Print the JSON schema of a scenario."""
    from megara.policy.scenario import Scenario

    typer.echo(json.dumps(Scenario.json_schema(), indent=2, ensure_ascii=False))


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="File to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write a commented template to start from."""
    from megara.errors import UsageError
    from megara.files import write_text

    if file.exists() and not force:
        raise UsageError(f"{file} exists; choose another name, or --force to replace it")
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name a file in it")
    template = resources.files("megara.policy").joinpath("data/template.yaml").read_text("utf-8")
    write_text(file, template)
    typer.echo(f"wrote {file}; next: megara scenario check {file}")


class List(StrEnum):
    """What ``megara scenario names`` can list."""

    KINDS = "kinds"
    GROUPS = "groups"
    SECTORS = "sectors"


@app.command()
def names(
    what: Annotated[List, typer.Argument(help="kinds of measures, groups, or sets of sectors.")],
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day for the groups; default: the latest known."),
    ] = None,
) -> None:
    """List the names that a plan may use: kinds of measures, groups, sets of sectors."""
    from megara.errors import UsageError
    from megara.policy.measure import KINDS
    from megara.policy.sectors import ICIO, sets, table
    from megara.world.groups import groups, members

    if what is List.KINDS:
        for kind, meaning in KINDS.items():
            typer.echo(f"{kind:24}{meaning.says}")
    elif what is List.GROUPS:
        for group in groups():
            try:
                current = ", ".join(members(group, date.date() if date else None))
            except UsageError as error:
                current = str(error)
            typer.echo(f"{group:24}{current}")
    else:
        for name, says in sets().items():
            codes = [s.code for s in table() if name in s.sets and s.classification == ICIO]
            typer.echo(f"{name:24}{says}" + (f" ({', '.join(codes)})" if codes else ""))


def _plan(scenario: Scenario, world: str | None) -> Plan:
    from megara.policy.baseline import load_baseline, with_own_elasticities
    from megara.policy.shocks import Plan

    return Plan(scenario, with_own_elasticities(load_baseline(scenario, world), scenario))


def _summary(scenario: Scenario, plan: Plan | None) -> list[str]:
    """Return the plan in short, a line each: who, whom, when, and the rungs."""

    def listed(names: list[str]) -> str:
        return ", ".join(names) or "none"

    lines = [
        scenario.name,
        f"  target       {listed(list(scenario.targets))}",
        f"  core         {listed([p.name for p in scenario.core])}",
        f"  prospective  {listed([p.name for p in scenario.prospective])}",
        *(
            f"               {p.name}: {listed(list(p.members))}"
            for p in scenario.players
            if p.bloc
        ),
        f"  trigger      {scenario.trigger or 'none given'}",
        f"  retaliation  {_answer(scenario)}",
    ]
    effects = _effects(plan) if plan else [""] * len(scenario.ladder)
    for index, rung in enumerate(scenario.ladder):
        lines.append(f"  rung {index + 1}  {rung.name}{effects[index]}")
        for measure in rung.measures:
            depths = ", ".join(f"{what} {e.mode:g}" for what, e in measure.depths.items())
            who = f" by {', '.join(measure.by)}" if measure.by else ""
            on = f"{' and '.join(measure.ways)} of {', '.join(measure.sector_names)}"
            reach = f", reaching {', '.join(measure.reach)}" if measure.reach else ""
            lines.append(f"          {measure.kind}{who} on {on}{reach} ({depths})")
    return lines


def _answer(scenario: Scenario) -> str:
    answer = scenario.retaliation.answer
    number = len(scenario.retaliation.measures)
    return f"{number} measure{'s' * (number > 1)} of its own" if answer == "list" else answer


def _effects(plan: Plan) -> list[str]:
    """Return what each rung does to the trade of the baseline, in words, with all senders in."""
    import numpy as np

    trade = plan.world.array("trade")[tuple(plan.flow.T)] / 1000
    found = []
    for openness, tariff in zip(*plan.arrays(), strict=True):
        parts = []
        if (openness != 1).any():
            stops = float(trade @ (1 - openness))
            parts.append(
                f"USD {stops:,.1f} bn of trade a year would stop at unchanged prices, "
                "rungs below included"
            )
        if (raised := ~np.isnan(tariff)).any():
            parts.append(
                f"duties change on USD {float(trade[raised].sum()):,.1f} bn of trade a year"
            )
        found.append(f": {'; '.join(parts) or 'nothing changes'}")
    return found
