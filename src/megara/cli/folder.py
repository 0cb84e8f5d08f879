"""The folder of a run: what commands write into it, and that all of it is of one plan and world.

``run``, ``coalition`` and ``sensitivity`` of one plan may share a folder. What another plan has
left there would stand beside figures that are not its own; it may have taken hours, so it is not
removed: the command is refused, before anything is solved.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from megara.errors import UsageError

RECORDS = {
    "coalition": "coalition.json",
    "sensitivity": "sensitivity.json",
    "run": "run.json",
}
"""The record that each command leaves, with the digests of its plan and world."""


def check_folder(
    out: Path, digests: Mapping[str, str] | None = None, writes: Collection[str] = ()
) -> None:
    """Check that a command may write into a folder.

    Parameters
    ----------
    out
        The folder; it need not exist.
    digests
        SHA-256 of ``scenario`` and ``world``; None where they are not known yet.
    writes
        Commands whose files are about to be written anew, so that it does not matter whose they
        are.

    Raises
    ------
    UsageError
        If it is a file, or holds results of another command on another plan or world.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; --out names a folder")
    if digests is None:
        return
    for command, name in RECORDS.items():
        known = None if command in writes else _record(out / name)
        if known is not None and known != dict(digests):
            raise UsageError(
                f"{out} holds {name} of another plan, world or set of elasticities; choose another "
                f"folder, or remove what \u201cmegara {command}\u201d has written there"
            )


def _record(path: Path) -> dict[str, str] | None:
    """Return the digests in a record; None where there is none that can be read."""
    try:
        record = json.loads(path.read_text("utf-8"))
        return {key: str(record[key]["sha256"]) for key in ("scenario", "world")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
