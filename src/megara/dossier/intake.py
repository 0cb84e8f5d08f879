"""From a file, a page or a string to a document: its text, title, dateline, date and junk.

The **text as given** is what spans count in: for plain text, the decoded file with Unix line
ends; for an HTML page, the text drawn from it. Nothing of a page is executed or fetched.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from functools import cache

from megara.dossier.credit import BYLINE, CREDIT, people_in
from megara.dossier.junk import find_junk, why_junk
from megara.dossier.language import language_of
from megara.dossier.lexicon import names, rows
from megara.dossier.page_text import Page, looks_like_html, read_page
from megara.dossier.published import find_published
from megara.dossier.schema import Document, PublishedBasis
from megara.dossier.wrapped import from_mail, unwrap
from megara.errors import UsageError

LONGEST_FILE = 64 * 1024 * 1024
LONGEST_TEXT = 400_000
# A line, with the breaks at which its words were broken ("sanc-" and "tions").
LINE = re.compile(r"(?:[^\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|(?<=[a-z]-)\n(?=[a-z]))+")
_DAY = r"""(?:(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)
    [a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:,?\s+\d{4})?)"""
DATELINE = re.compile(
    rf"""^(?:\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}},?\s+)?
        (?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ ,/-]{{2,60}}|[A-Z][\w.'’ ,/-]{{2,50}}?)
        (?:\s*,?\s*(?P<date>{_DAY}))?
        \s*(?:\((?P<agency>[^()]{{2,40}})\))?
        (?:\s*,?\s*{_DAY})?
        (?:\s*,\s*(?P<wire>[A-Z][\w&/]+(?:\s[A-Z][\w&/]+)?))?
        \s*[.:]?\s*(?P<dash>[–—]|--?)\s+(?=["“'‘«(]?[A-Z0-9])""",
    re.VERBOSE,
)
DASH = re.compile("[-–—]")
LONGEST_DATELINE = 200
CREDIT_LINE = re.compile(
    r"^\W{0,2}(?:additional |with )?"
    r"(?:reporting|writing|editing|compiled|translated)\b.{0,30}\bby\b",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^(title|headline|date|published|source|publisher|author|by)\s*:\s*(.+)$", re.I
)


@dataclass
class Intake:
    """A document with the paragraphs that are the story's body."""

    document: Document
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    credits: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that spans count in."""
        return self.document.text


def decode(data: bytes) -> str:
    """Decode bytes as text: by byte-order mark, as UTF-8, else as Windows-1252; never fails."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A few stray bytes in a long UTF-8 text are damage, not another encoding.
        broken = data.decode("utf-8", errors="replace")
        if broken.count("\ufffd") * 200 < len(broken) and error.start > 0:
            high = sum(byte > 0x7F for byte in data)
            if high > 2 * broken.count("\ufffd"):
                return broken
        return data.decode("cp1252", errors="replace")


def take_in(
    data: bytes | str, number: int, name: str | None = None, published: str | None = None
) -> Intake:
    """Read one file's bytes, or one text, into a document.

    Parameters
    ----------
    data
        Bytes are decoded and their line ends made Unix ones; a string is taken as it is.
    number
        Its place among the documents, from 1: the id is ``d<number>``.
    name
        File name, in which a date may stand.
    published
        Date given by the user, ISO, perhaps partial.

    Raises
    ------
    UsageError
        If there is no text to read.
    """
    where = name or f"text {number}"
    raw = data if isinstance(data, bytes) else data.encode("utf-8", errors="surrogatepass")
    if len(raw) > LONGEST_FILE:
        raise UsageError(
            f"{where}: {len(raw) // 2**20} MB is too much to be a story; the most is "
            f"{LONGEST_FILE // 2**20} MB"
        )
    if isinstance(data, bytes):
        text = from_mail(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    else:
        # Half a surrogate pair cannot be written to any file.
        text = data.encode("utf-8", errors="replace").decode("utf-8")
    page = Page()
    if looks_like_html(text):
        page = read_page(text, where)
        text = page.text
    if not any(character.isalpha() for character in text):
        raise UsageError(f"{where}: there is no text to read in it")
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"{where}: {len(text):,} characters of text are too many for a story; the most is "
            f"{LONGEST_TEXT:,}"
        )
    if "\n" in text:
        text = unwrap(text, _stands_alone)
    return _assemble(text, page, hashlib.sha256(raw).hexdigest(), number, name, published)


def _assemble(
    text: str, page: Page, digest: str, number: int, name: str | None, given: str | None
) -> Intake:
    lines = [m.span() for m in LINE.finditer(text) if m.group().strip()]
    labels = _labels(text, lines)
    heading = _title(text, lines, page.title, labels)
    junk = find_junk(text, lines, heading)
    thrown = {(line.start, line.end) for line in junk}
    document = Document(
        id=f"d{number}", sha256=digest, junk_lines=junk, text=text, language=language_of(text)
    )
    intake = Intake(document)
    document.title = page.title or (text[slice(*lines[heading])].strip() if heading is not None
                                    else None)  # fmt: skip
    if heading is not None and "title" in labels.values():
        found = LABELLED.match(text[slice(*lines[heading])].strip())
        document.title = found.group(2).strip() if found else document.title
    authors: list[str] = list(page.authors)
    publisher = page.publisher
    credits = []
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if (start, end) in thrown or index == heading or index in labels:
            if index in labels and labels[index] in ("source", "publisher"):
                publisher = LABELLED.match(line.strip()).group(2).strip()  # type: ignore[union-attr]
            if index in labels and labels[index] in ("author", "by"):
                authors += people_in(LABELLED.match(line.strip()).group(2))  # type: ignore[union-attr]
            continue
        stripped = line.strip()
        if CREDIT_LINE.match(stripped) or (len(stripped) < 120 and BYLINE.match(stripped)):
            intake.credits.append((start, end))
            credits.append(stripped)
            continue
        if (
            len(stripped) < 60
            and not stripped.endswith((".", '"', "”", "?", "!"))
            and _stamp(stripped)
        ):
            intake.credits.append((start, end))
            continue
        start += len(line) - len(line.lstrip())
        dateline = _dateline(text[start:end]) if index < 12 else None
        if dateline and _is_dateline(dateline) and document.dateline is None:
            document.dateline = dateline.group("place").strip(" ,")
            agency = dateline.group("agency") or dateline.group("wire")
            publisher = publisher or _outlet(agency or "")
            start += dateline.end()
        intake.paragraphs.append((start, end))
    for credit in credits:
        authors += [n for m in CREDIT.finditer(credit) for n in people_in(m.group(1))]
        byline = BYLINE.match(credit)
        if byline and not CREDIT_LINE.match(credit):
            authors += people_in(byline.group(1))
    document.authors = list(dict.fromkeys(authors))
    document.publisher = publisher or _publisher_in(text)
    basis: PublishedBasis | None
    document.published, basis = find_published(text, lines, given, page.date, name)
    document.published_basis = basis
    return intake


def _labels(text: str, lines: list[tuple[int, int]]) -> dict[int, str]:
    """Return the lines at the top that name a field of their own ("Date: ...")."""
    found = {}
    for number, (start, end) in enumerate(lines[:8]):
        match = LABELLED.match(text[start:end].strip())
        if match:
            found[number] = match.group(1).lower().replace("headline", "title")
    return found


def _title(
    text: str, lines: list[tuple[int, int]], of_page: str | None, labels: dict[int, str]
) -> int | None:
    """Return the number of the line that is the headline."""
    for number, (start, end) in enumerate(lines[:8]):
        line = text[start:end].strip()
        if labels.get(number) == "title" or (of_page and line == of_page):
            return number
    if of_page:
        return None
    for number, (start, end) in enumerate(lines[:6]):
        line = text[start:end].strip()
        reason = why_junk(line)
        if number == 0 and reason == "kicker of another story":
            reason = None  # at the very top it is the story's own: "ANALYSIS-Five years on"
        if number in labels or reason or _stamp(line) or BYLINE.match(line):
            continue
        dateline = _dateline(line)
        short = len(line) < 220 and not line.endswith((".", '."', ".”"))
        dated = dateline is not None and _is_dateline(dateline)
        return number if short and not dated and len(lines) > 1 else None
    return None


def _stands_alone(line: str) -> bool:
    """Say whether a line is no part of a paragraph: junk, a byline, a stamp, a field."""
    line = line.strip()
    return (
        _stamp(line)
        or BYLINE.match(line) is not None
        or LABELLED.match(line) is not None
        or why_junk(line) is not None
    )


def _dateline(line: str) -> re.Match[str] | None:
    """Return what fits a dateline at the start of a line; a dash ends it."""
    return DATELINE.match(line) if DASH.search(line, 0, LONGEST_DATELINE) else None


def _is_dateline(match: re.Match[str]) -> bool:
    place = match.group("place").strip(" ,")
    letters = [c for c in place if c.isalpha()]
    if match.group("agency") or match.group("date"):
        return True
    return len(place.split()) <= 6 and all(c.isupper() for c in letters)


def _stamp(line: str) -> bool:
    """Say whether a short line is nothing but a date and time, a place or a section name."""
    if len(line) > LONGEST_DATELINE or not re.search(r"\d{4}|\d{1,2}:\d{2}", line):
        return False
    words = re.findall(r"[A-Za-z]+", line)
    return all(w.lower() in _STAMP_WORDS or w[:3].lower() in _MONTHS for w in words)


_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_STAMP_WORDS = frozenset(
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday am pm "
    "gmt "
    "utc est edt cet cest bst ist at on published updated last posted first date ago st nd rd th "
    "of".split()
)


def _outlet(agency: str) -> str | None:
    return _outlets().get(agency.strip().lower())


@cache
def _outlets() -> dict[str, str]:
    """Return the listed outlets by each of their names, in lower case."""
    found: dict[str, str] = {}
    for row in rows("outlets"):
        for written in (row["name"], *names(row["aliases"])):
            found.setdefault(written.lower(), row["name"])
    return found


def _publisher_in(text: str) -> str | None:
    """Return the agency named in brackets near the top or in a notice at the foot."""
    top = re.search(r"\(([A-Z][\w .]{1,30})\)\s*[-–—]", text[:600])
    if top and _outlet(top.group(1)):
        return _outlet(top.group(1))
    foot = text[-600:]
    if re.search(r"Thomson Reuters|Trust Principles", foot):
        return "Reuters"
    return None
