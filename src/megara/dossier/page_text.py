"""The text of an HTML page, drawn with trafilatura; nothing of the page is run or fetched."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field

from megara.dossier.published import published_on_page
from megara.errors import UsageError

# Deeper or more tags than any story has: such a page is refused before it is parsed.
MOST_TAGS = 400_000
DEEPEST = 2_000
LOOKED_AT = 4_096
HTML = re.compile(
    r"<!doctype html|<(?:html|head|body|article)[\s>]|<(p|div)[\s>].*</\1>",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
# An unclosed script runs to the end, as in a browser; an unclosed picture does not.
SCRIPT = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<(noscript|template|iframe|svg)\b.*?</\2\s*>", re.I | re.S
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
BLOCK = re.compile(r"</?(p|div|h[1-6]|li|tr|section|article|blockquote|br|title)\b[^>]*>", re.I)


@dataclass
class Page:
    """What a page says, and says of itself."""

    text: str = ""
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    authors: list[str] = field(default_factory=list)


def looks_like_html(text: str) -> bool:
    """Say whether a text is a page and not plain text."""
    head = text[:LOOKED_AT]
    return "<" in head and HTML.search(head) is not None


def read_page(html: str, where: str) -> Page:
    """Draw the text and the page's own particulars.

    Raises
    ------
    UsageError
        If the page is nested or tagged beyond any story, or holds no text.
    """
    _refuse_monsters(html, where)
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    cleaned = SCRIPT.sub(" ", html)
    try:
        text = trafilatura.extract(
            cleaned, include_comments=False, include_tables=False, favor_recall=True
        )
        about = trafilatura.extract_metadata(html)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        text, about = None, None
    page = Page(text or "")
    if about is not None:
        page.title = _line(about.title)
        page.publisher = _line(about.sitename)
        page.date = published_on_page(html) or _line(about.date)
        page.authors = [a.strip() for a in (about.author or "").split(";") if a.strip()]
    if not any(character.isalpha() for character in page.text):
        page.text = _plainly(cleaned)
    if not any(character.isalpha() for character in page.text):
        raise UsageError(f"{where}: there is no text to read on the page")
    return page


def _line(value: str | None) -> str | None:
    """Return a particular on one line, without tags, or None if it is empty."""
    if not value:
        return None
    return " ".join(re.sub(r"<[^>]*>", " ", str(value)).split())[:400] or None


def _plainly(html: str) -> str:
    """Return the text between the tags, a block a line: for pages the extractor gives up on."""
    import html as entities

    broken = BLOCK.sub("\n", html)
    text = entities.unescape(re.sub(r"<[^<>]*>", " ", broken))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _refuse_monsters(html: str, where: str) -> None:
    depth = 0
    for tags, match in enumerate(TAG.finditer(html), 1):
        closing, name, selfclosing = match.groups()
        if closing:
            depth = max(0, depth - 1)
        elif not selfclosing and name.lower() not in VOID and name.lower() not in ("p", "li"):
            depth += 1
        if depth > DEEPEST:
            raise UsageError(f"{where}: tags nested more than {DEEPEST:,} deep; this is no story")
        if tags > MOST_TAGS:
            raise UsageError(f"{where}: more than {MOST_TAGS:,} tags; this is no story")
