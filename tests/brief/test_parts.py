"""Markdown shows a text as it stands, whatever it holds."""

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from megara.brief.parts import (
    Cell,
    Figure,
    Items,
    Paragraph,
    Strong,
    Table,
    escape_markdown,
    markdown,
)

READER = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])

printable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60)


def shown(source: str) -> str:
    """What a reader sees, and that nothing but a paragraph was made of it."""
    page = READER.render(source).strip()
    if not page:
        return ""
    inside = re.fullmatch(r"<p>(.*)</p>", page, re.S)
    assert inside, page
    assert "<" not in inside[1], page
    return html.unescape(inside[1])


@given(printable)
@example("<script>alert(1)</script>")
@example("# heading")
@example("1. item")
@example("- item")
@example("[a](javascript:alert(1)) ![x](y) `code` **bold** ~~out~~ &amp; | cell")
@example("---")
@example("+ plus")
@example("http://example.org <http://example.org>")
@example("\\")
@example("\\<")
@example("\\&")
def test_markdown_shows_the_text_as_it_stands(text):
    assert shown(escape_markdown(text)).replace("\u200b", "") == " ".join(text.split()).replace(
        "\u200b", ""
    )


@given(st.lists(st.lists(printable, min_size=2, max_size=2), min_size=1, max_size=4))
@example([["\\<", "\\&"], ["\\|", "|"]])
def test_cells_of_a_table_stay_apart(rows):
    page = READER.render(markdown(Table("caption", ["a", "b"], rows, text_columns=(0, 1))))
    assert page.count("<tr>") == 1 + len(rows)
    cells = [html.unescape(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", page, re.S)]
    wanted = [" ".join(cell.split()) for row in rows for cell in row]
    assert [c.replace("\u200b", "") for c in cells] == [w.replace("\u200b", "") for w in wanted]


def test_parts_in_markdown():
    assert markdown(Paragraph([Strong("1.3 %"), " of income"])) == "**1.3 %** of income"
    assert markdown(Paragraph("Grounds", "heading")) == "### Grounds"
    assert markdown(Paragraph("megara run x", "code")) == "```\nmegara run x\n```"
    assert markdown(Items(["one", [Strong("two: "), "x"]])) == "- one\n- **two:** x"
    assert "| a | 1 |" in markdown(Table("t", ["A", "B"], [["a", Cell("1", 2)]]))
    assert markdown(Figure("n", "It falls.", lambda: None)) == "**It falls.**"
