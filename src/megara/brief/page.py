"""The brief: all chapters of a run on one page, as HTML that opens offline or as Markdown.

The page holds no script and loads nothing; charts are inline SVG. Every text goes through the
escaping of the template engine (HTML) or of ``parts.escape_markdown``. Neither a date nor anything
random is in it, so the same run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from megara.brief.chapters import CHAPTERS
from megara.brief.facts import read
from megara.brief.parts import Chapter, Figure, Strong, Words, markdown, markdown_words
from megara.brief.words import count
from megara.errors import UsageError
from megara.files import write_text

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run

FORMATS = ("html", "md")


def chapters(run: Run, coalitions: Coalitions | None = None) -> list[Chapter]:
    """Return the chapters that have something to say about a run, in order."""
    try:
        return [chapter for build in CHAPTERS if (chapter := build(run, coalitions)) is not None]
    finally:
        read.cache_clear()  # keep no run alive


def render_html(run: Run, coalitions: Coalitions | None = None) -> str:
    """Return the brief of a run as one HTML page.

    Raises
    ------
    MegaraError
        If a chart cannot be drawn.
    """
    return page_html(run.scenario.name, _subtitle(run), chapters(run, coalitions))


def page_html(title: str, subtitle: str, shown: Sequence[Chapter]) -> str:
    """Return chapters as one HTML page.

    Raises
    ------
    MegaraError
        If a chart cannot be drawn.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from megara.brief.svg import draw

    def words(value: Words) -> list[tuple[str, bool]]:
        pieces = [value] if isinstance(value, str) else value
        return [(str(piece), isinstance(piece, Strong)) for piece in pieces]

    def figure(part: Figure) -> str:
        return draw(part.chart(), part.name, part.message, part.datasets)

    environment = Environment(
        loader=PackageLoader("megara.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = words
    environment.filters["figure"] = figure
    environment.filters["kind"] = lambda part: type(part).__name__
    page = environment.get_template("brief.html.j2")
    return page.render(title=title, subtitle=subtitle, chapters=shown)


def render_markdown(run: Run, coalitions: Coalitions | None = None) -> str:
    """Return the brief of a run as Markdown; of each chart, its message."""
    lines = [f"# {markdown_words(run.scenario.name)}", "", markdown_words(_subtitle(run))]
    for chapter in chapters(run, coalitions):
        lines += ["", f"## {markdown_words(chapter.title)}"]
        for part in chapter.parts:
            lines += ["", markdown(part)]
    return "\n".join(lines) + "\n"


def brief_text(run: Run, format: str = "html", coalitions: Coalitions | None = None) -> str:
    """Return the brief of a run, in one of ``FORMATS``.

    Raises
    ------
    UsageError
        If the format is unknown.
    """
    if format not in FORMATS:
        raise UsageError(f"a brief is written as {' or '.join(FORMATS)}, not {format!r}")
    render = render_html if format == "html" else render_markdown
    return render(run, coalitions)


def write_brief(
    run: Run, path: Path | str, format: str = "html", coalitions: Coalitions | None = None
) -> None:
    """Write the brief of a run to a file, whole or not at all.

    Parameters
    ----------
    format
        ``html`` or ``md``.
    coalitions
        All coalitions of the plan, solved: who joins is then told too.

    Raises
    ------
    UsageError
        If the format is unknown.
    MegaraError
        If the file cannot be written.
    """
    write_text(Path(path), brief_text(run, format, coalitions))


def _subtitle(run: Run) -> str:
    facts = read(run)
    core = sum(1 for seat in facts.seats if seat.core)
    asked = len(facts.seats) - core
    senders = count(core, "core sender")
    if asked:
        senders += f", {count(asked, 'prospective sender')}"
    return (
        f"Sanctions against {facts.target_name}: {senders}, "
        f"{count(len(facts.rungs), 'rung')}. Baseline {run.world.name}; "
        f"{run.options.get('horizon', 'long')}-run model."
    )
