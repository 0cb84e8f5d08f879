"""How to get the same bytes again: command, versions, digests of the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from megara.brief.parts import Chapter, Paragraph, Table

if TYPE_CHECKING:
    from megara.policy.run import Run


def reproduce(run: Run) -> Chapter:
    """Return the command and the table of versions and digests."""
    command = f"megara run SCENARIO.yaml --world {run.world.name} --out FOLDER"
    seed = getattr(run, "seed", None)
    rows = [["seed", str(seed)]] if seed is not None else []
    rows += [[f"version of {name}", text] for name, text in _flat(run.versions)]
    rows += [[f"digest of {name}", text] for name, text in _flat(run.digests)]
    return Chapter(
        "reproduce",
        "How to reproduce this",
        [
            Paragraph(
                "With the scenario and the world of these digests, and the same versions, this "
                "command gives the same figures and the same brief, byte for byte:"
            ),
            Paragraph(command, "code"),
            Table("Inputs and versions", ["What", "Value"], rows, text_columns=(0, 1), short=False),
        ],
    )


def _flat(tree: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names joined by dots, in order."""
    found: list[tuple[str, str]] = []
    for name, value in sorted(tree.items()):
        if isinstance(value, Mapping):
            found += [(f"{name}.{inner}", text) for inner, text in _flat(value)]
        else:
            found.append((str(name), str(value)))
    return found
