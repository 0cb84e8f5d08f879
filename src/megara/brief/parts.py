"""What a chapter is made of; each part can be written as HTML and as Markdown.

Texts are plain: whatever they hold is shown as it is, and never read as markup. ``Strong`` marks
the words that carry the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class Strong(str):
    """Words to be set in bold."""

    __slots__ = ()


Words = str | Sequence[str]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``style`` is ``plain``, ``answer`` (large), ``heading`` or ``code``."""

    words: Words
    style: str = "plain"


@dataclass(frozen=True)
class Items:
    """A list of short texts."""

    items: Sequence[Words]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``heat`` from 0 to 4 shades a loss, from -1 to -4 a gain."""

    text: str
    heat: int = 0


@dataclass(frozen=True)
class Table:
    """A table with a caption; columns named in ``text_columns`` are set flush left.

    ``short`` says that it should stay on one sheet of paper.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | Cell]]
    text_columns: Sequence[int] = (0,)
    note: Words = ""
    short: bool = True


@dataclass(frozen=True)
class Figure:
    """A chart. ``message`` is what it shows in one sentence, ``caption`` how to read it.

    ``chart`` makes an Altair chart when the page needs it; ``datasets`` holds large data that the
    chart refers to by name.
    """

    name: str
    message: str
    chart: Callable[[], Any]
    caption: Words = ""
    datasets: Mapping[str, Any] = field(default_factory=dict)


Part = Paragraph | Items | Table | Figure


@dataclass(frozen=True)
class Chapter:
    """A chapter: a title and its parts; ``essential`` ones open the brief."""

    key: str
    title: str
    parts: Sequence[Part] = field(default_factory=tuple)
    essential: bool = False


# -- Markdown ------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&!$]")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def escape_inline(text: str) -> str:
    """Return text that Markdown shows as it stands inside a line, without any HTML."""
    line = " ".join(text.split())
    # each in one go, so that no backslash before a "<" is taken for its own
    escaped = _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    return escaped.replace("://", ":\u200b//")  # no automatic links to what a file names


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it stands as a line of its own, without any HTML."""
    escaped = escape_inline(text)
    # What would open a list, a heading or a numbered item.
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", escaped))


def markdown_words(words: Words) -> str:
    """Return words as Markdown."""
    if isinstance(words, Strong):
        return f"**{escape_markdown(words)}**"
    if isinstance(words, str):
        return escape_markdown(words)
    pieces = []
    for word in words:
        lead = " " if word[:1].isspace() else ""
        tail = " " if word[-1:].isspace() and word.strip() else ""
        pieces.append(lead + markdown_words(word) + tail)
    return re.sub(r"  +", " ", "".join(pieces)).strip()


def _markdown_table(table: Table) -> str:
    def text(cell: str | Cell) -> str:
        return escape_inline(cell.text if isinstance(cell, Cell) else cell)

    lines = [
        f"*{escape_markdown(table.caption)}*",
        "",
        "| " + " | ".join(escape_inline(h) for h in table.header) + " |",
        "|"
        + "|".join(
            " :-- " if i in table.text_columns else " --: " for i in range(len(table.header))
        )
        + "|",
        *("| " + " | ".join(text(c) for c in row) + " |" for row in table.rows),
    ]
    if table.note:
        lines += ["", markdown_words(table.note)]
    return "\n".join(lines)


def markdown(part: Part) -> str:
    """Return one part as Markdown; of a chart, its message and how it is read."""
    match part:
        case Paragraph(words=words, style="heading"):
            return f"### {markdown_words(words)}"
        case Paragraph(words=str(words), style="code"):
            # A fence longer than any run of backticks within.
            fence = "`" * (2 + max((len(run) for run in re.findall("`+", words)), default=1))
            return f"{fence}\n{words}\n{fence}"
        case Paragraph():
            return markdown_words(part.words)
        case Items():
            return "\n".join(f"- {markdown_words(item)}" for item in part.items)
        case Table():
            return _markdown_table(part)
        case Figure():
            return f"**{escape_markdown(part.message)}**"
