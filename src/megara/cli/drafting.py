"""A draft plan out of a dossier, for the commands that write one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from megara.dossier.schema import Dossier


def write_draft(dossier: Dossier, path: Path | None) -> None:
    """Write the draft plan of a dossier, or print it where no file is named.

    Raises
    ------
    MegaraError
        If the dossier tells of nobody to sanction, or nobody who would; nothing is written.
    """
    from megara.dossier.draft import draft_scenario
    from megara.files import write_text

    draft = draft_scenario(dossier)
    if path is None:
        typer.echo(draft, nl=False)
        return
    write_text(path, draft)
    print(f"wrote {path}", file=sys.stderr)
