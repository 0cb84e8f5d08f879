"""How to get the same bytes again: command, versions, digests of the inputs."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from megara.brief.parts import Chapter, Paragraph, Part, Table

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run

PLAN, WORLD, FOLDER = "SCENARIO.yaml", "WORLD.nc", "FOLDER"
"""What stands for files in the command: their names differ from one machine to another."""


def reproduce(run: Run, coalitions: Coalitions | None = None) -> Chapter:
    """Return the commands and the table of versions and digests."""
    own = _run_options(run)
    parts: list[Part] = [
        Paragraph(
            "With the scenario and the world of these digests, and the same versions, this "
            "command gives the same figures and the same brief, byte for byte"
            + (" (with --format md as Markdown):" if coalitions is None else ":")
        )
    ]
    if coalitions is None:
        parts.append(Paragraph(_command("run", run, own), "code"))
    else:
        parts += _of_coalitions(run, own, coalitions.record)
    seed = getattr(run, "seed", None)
    rows = [["seed", str(seed)]] if seed is not None else []
    rows += [[f"version of {name}", text] for name, text in _flat(run.versions)]
    rows += [[f"digest of {name}", text] for name, text in _flat(run.digests)]
    parts.append(
        Table("Inputs and versions", ["What", "Value"], rows, text_columns=(0, 1), short=False)
    )
    return Chapter("reproduce", "How to reproduce this", parts)


def _command(name: str, run: Run, options: list[tuple[str, str]]) -> str:
    """Return a command line with every option that changes a number."""
    from megara.world.catalogue import list_worlds

    known = run.world.name if run.world.name in list_worlds() else WORLD
    words = ["megara", name, PLAN, "--world", known, "--out", FOLDER]
    for option, value in options:
        words += [option, value]
    return shlex.join(words)


def _run_options(run: Run) -> list[tuple[str, str]]:
    """Return the options of a run that are not at their defaults."""
    from megara.equilibrium.solve import TOLERANCE
    from megara.policy.horizon import LONG

    found = []
    if "elasticities" in run.scenario.model_fields_set:
        # Of the plan or of the command line, it is the same: given again, nothing changes.
        given = run.scenario.elasticities
        found.append(("--elasticities", given if isinstance(given, str) else repr(given)))
    if run.drawn is not None:
        found += [("--draws", str(run.drawn.count)), ("--seed", str(run.seed))]
    if (horizon := run.options.get("horizon", LONG)) != LONG:
        found.append(("--horizon", str(horizon)))
    return found + _tolerance(run.options.get("tolerance", TOLERANCE))


def _tolerance(value: float) -> list[tuple[str, str]]:
    from megara.equilibrium.solve import TOLERANCE

    return [] if value == TOLERANCE else [("--tolerance", repr(value))]


def _of_coalitions(run: Run, own: list[tuple[str, str]], record: Mapping[str, Any]) -> list[Part]:
    """Return the command of the coalitions; if the run had other options, that of the run too."""
    asked, bands = record["options"], record.get("bands")
    shared = [o for o in own if o[0] == "--elasticities"]
    options = list(shared)
    if record["rungs"] != list(run.scenario.rungs):
        options += [("--rung", name) for name in record["rungs"]]
    if asked["depth"] in ("low", "high"):
        options.append(("--depth", asked["depth"]))
    if asked["device"] != "cpu":
        options.append(("--device", asked["device"]))
    sample = record["sample"]
    if sample is not None:
        options.append(("--orders", str(sample["orders"])))
    if bands:
        band = bands[record["rungs"][0]]
        options += [("--draws", str(band["draws"])), ("--seed", str(band["seed"]))]
    elif sample is not None:
        options.append(("--seed", str(sample["seed"])))
    options += _tolerance(asked["tolerance"])
    parts: list[Part] = [Paragraph(_command("coalition", run, options), "code")]
    if asked["depth"] not in ("mode", "low", "high"):
        parts.append(
            Paragraph("The depths of the coalitions were set one by one, which no option can do.")
        )
    if own != shared + _tolerance(asked["tolerance"]):
        parts += [
            Paragraph("It tells who joins. All other figures are those of:"),
            Paragraph(_command("run", run, own), "code"),
        ]
    return parts


def _flat(tree: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names joined by dots, in order."""
    found: list[tuple[str, str]] = []
    for name, value in sorted(tree.items()):
        if isinstance(value, Mapping):
            found += [(f"{name}.{inner}", text) for inner, text in _flat(value)]
        else:
            found.append((str(name), str(value)))
    return found
