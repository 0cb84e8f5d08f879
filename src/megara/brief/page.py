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
    from megara.policy.run import Run

FORMATS = ("html", "md")


def chapters(run: Run, further: Sequence[Chapter] = ()) -> list[Chapter]:
    """Return the chapters that have something to say about a run, in order.

    ``further`` chapters, on more than the run itself, come before the caveats.
    """
    try:
        found = [chapter for build in CHAPTERS if (chapter := build(run)) is not None]
    finally:
        read.cache_clear()  # keep no run alive
    at = next((n for n, c in enumerate(found) if c.key == "caveats"), len(found))
    return [*found[:at], *further, *found[at:]]


def render_html(run: Run, further: Sequence[Chapter] = ()) -> str:
    """Return the brief of a run as one HTML page.

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
    shown = chapters(run, further)
    return page.render(title=run.scenario.name, subtitle=_subtitle(run), chapters=shown)


def render_markdown(run: Run, further: Sequence[Chapter] = ()) -> str:
    """Return the brief of a run as Markdown; of each chart, its message."""
    lines = [f"# {markdown_words(run.scenario.name)}", "", markdown_words(_subtitle(run))]
    for chapter in chapters(run, further):
        lines += ["", f"## {markdown_words(chapter.title)}"]
        for part in chapter.parts:
            lines += ["", markdown(part)]
    return "\n".join(lines) + "\n"


def write_brief(
    run: Run, path: Path | str, format: str = "html", further: Sequence[Chapter] = ()
) -> None:
    """Write the brief of a run to a file, whole or not at all.

    Parameters
    ----------
    format
        ``html`` or ``md``.
    further
        Chapters on more than the run itself, as ``chapters.coalition.coalition`` makes them.

    Raises
    ------
    UsageError
        If the format is unknown.
    MegaraError
        If the file cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"a brief is written as {' or '.join(FORMATS)}, not {format!r}")
    render = render_html if format == "html" else render_markdown
    write_text(Path(path), render(run, further))


def _subtitle(run: Run) -> str:
    facts = read(run)
    core = sum(1 for seat in facts.seats if seat.core)
    asked = len(facts.seats) - core
    senders = count(core, "core sender")
    if asked:
        senders += f", {count(asked, 'prospective sender')}"
    return (
        f"Sanctions against {facts.target_name}: {senders}, "
        f"{count(len(facts.rungs), 'rung')}. Baseline {run.world.name}; long-run model."
    )
