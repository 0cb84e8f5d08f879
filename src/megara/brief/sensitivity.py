"""The page of a sensitivity study: the same dress as the brief, opens offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from megara.brief.chapters.sensitivity import chapters_of
from megara.brief.page import page_html
from megara.files import write_text

if TYPE_CHECKING:
    from megara.policy.sensitivity.study import Study


def write_sensitivity(study: Study, path: Path | str) -> None:
    """Write the page of a study, whole or not at all.

    Raises
    ------
    MegaraError
        If a chart cannot be drawn or the file cannot be written.
    """
    run = study.run
    title = f"{run.scenario.name}: what the answer hangs on"
    subtitle = (
        f"Rung \u201c{study.name(study.rung)}\u201d unless said otherwise. "
        f"Baseline {run.world.name}; every number solved exactly."
    )
    write_text(Path(path), page_html(title, subtitle, chapters_of(study)))
