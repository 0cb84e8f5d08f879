"""When a story was published: the page's own words, its stamp, its dateline, or its file name.

A stamp is a line of a date and little else ("Posted on May 9, 2023 by admin"); a dateline opens
the story ("TOKYO, Feb. 10, 2016, Kyodo - Japan"). A stamp that tells of publishing goes before one
of updating, and both before a date that merely stands in a short line. A date in figures is taken
where it can be read one way only ("23/11/2022"), or with points, which tell the day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from megara.dossier.dates import DAYS, MONTH, MONTHS, iso_day
from megara.dossier.schema import PublishedBasis, is_partial_date

YEAR = r"(?:19[5-9]\d|20\d\d)"
DIGIT = re.compile(r"\d")
STATED = re.compile(
    rf"""(?<![\w/.-])(?:(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>{YEAR})
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m2>{MONTH})\.?,?[\s-]+(?P<y2>{YEAR})
      | (?P<y4>{YEAR})\s+(?P<m4>{MONTH})\.?\s+(?P<d4>\d{{1,2}})
      | (?P<iso>{YEAR}[-/.]\d\d[-/.]\d\d)
      | (?P<a>\d{{1,2}})(?P<by>[./-])(?P<b>\d{{1,2}})(?P=by)(?P<y3>{YEAR}))(?![\d/-])""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands beside the date in a stamp, besides figures.
BESIDE = frozenset(
    "published posted updated update first last modified created issued released release date "
    "dated time on at by am pm a p m gmt utc est edt et cet cest bst ist jst kst msk pst pdt ct "
    "cdt hrs h st nd rd th of the".split()
) | DAYS.keys() | {day[:3] for day in DAYS} | {"tues", "thur", "thurs"}  # fmt: skip
LATER = re.compile(r"\b(?:updated?|modified|edited)\b", re.IGNORECASE)
TELLS = re.compile(r"\b(?:published|posted|dated?|issued|released)\b", re.IGNORECASE)
# Lines of a page that tell the date of something else: who joined a forum, when one commented.
OTHERS = re.compile(
    r"\b(?:join date|joined:|member since|registered:|last edited|copyright|retrieved)\b|©",
    re.IGNORECASE,
)  # fmt: skip
# Between the date of a dateline and the story: an agency, in brackets or not, then a dash or stop.
DASH = re.compile(
    r"\s*[.,]?\s*(?:\([^()]{2,40}\)\s*|[A-Z][\w&/-]*(?: [A-Z][\w&/-]*){0,2}\s*[.,]?\s*)?"
    r"(?:--?|[–—:.])\s|\s*\([^()]{2,40}\)\s+(?=[A-Z])"
)
PLACE = re.compile(r"[\w.'’,/ ()-]{0,60}$")
OPENING = 14  # lines among which the dateline stands
CLOSING = 4  # lines at the foot that may be a stamp
IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)[-_./]?(0[1-9]|1[0-2])(?:[-_./]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)
ON_PAGE = (
    re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"'),
    re.compile(
        r"""<meta[^>]+(?:property|name|itemprop)\s*=\s*["'](?:article:published_time|"""
        r"og:published_time|datePublished|date|pubdate|publish[-_]?date|publication_date|dc\.date|"
        r"dc\.date\.issued|dcterms\.(?:date|issued|created)|sailthru\.date|parsely-pub-date|"
        r"""article\.published|cxenseparse:recs:publishtime)["'][^>]*?content\s*=\s*"""
        r"""["']([^"']{8,40})["']""",
        re.IGNORECASE,
    ),
    re.compile(
        r"""<meta[^>]+content\s*=\s*["']([^"']{8,40})["'][^>]*?(?:property|name|itemprop)\s*=\s*"""
        r"""["'](?:article:published_time|datePublished|date|pubdate)["']""",
        re.IGNORECASE,
    ),
    re.compile(
        r"""<time\b[^>]*?\b(?:pubdate|class\s*=\s*["'][^"']*publish[^"']*["']|"""
        r"""itemprop\s*=\s*["']datePublished["'])[^>]*?datetime\s*=\s*["']([^"']{8,40})["']""",
        re.IGNORECASE,
    ),
)  # fmt: skip


def find_published(
    text: str, lines: Sequence[tuple[int, int]], given: str | None, page: str | None,
    name: str | None,
) -> tuple[str | None, PublishedBasis | None]:  # fmt: skip
    """Return when a story was published, and how that is known.

    Parameters
    ----------
    lines
        The lines ``start:end`` of the text.
    given, page, name
        The date told by the user, the date told by the page, and the name of the file.
    """
    if given:
        return given, "given"
    if page and is_partial_date(page):
        return page, "page"
    ranked = sorted(_told(text, lines))
    if ranked:
        return ranked[0][2], "text"
    match = IN_NAME.search(name) if name else None
    if match:
        iso = "-".join(part for part in match.groups() if part)
        if is_partial_date(iso):
            return iso, "file name"
    return None, None


def published_on_page(html: str) -> str | None:
    """Return the day of publishing that the head of a page states of itself."""
    for pattern in ON_PAGE:
        match = pattern.search(html)
        if match is None:
            continue
        value = match.group(1).strip()
        iso = value[:10].replace("/", "-")
        if is_partial_date(iso) and len(iso) == 10:
            return iso
        told = STATED.search(value)
        if told is not None and (day := _iso(told)) is not None:
            return day
    return None


def _told(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield the dates that may be the story's: how sure each is, its line, and the date."""
    near = [*range(min(OPENING, len(lines))),
            *range(max(OPENING, len(lines) - CLOSING), len(lines))]  # fmt: skip
    for number in near:
        line = text[slice(*lines[number])].strip()[:200]
        if not DIGIT.search(line) or (len(line) < 160 and OTHERS.search(line)):
            continue
        for match in STATED.finditer(line):
            sure = _sure(line, match, number, len(lines))
            iso = _iso(match) if sure is not None else None
            if sure is not None and iso is not None:
                yield sure, number, iso


def _sure(line: str, match: re.Match[str], number: int, size: int) -> int | None:
    """Return how surely a date is the story's, the surest first: 0 a stamp, 1 a dateline, ..."""
    first = number < OPENING
    if len(line) < 160 and _is_stamp(line, match):
        last = re.split(r"\d{4}", line[: match.start()])[-1]  # "Updated 5 May 2022 | Published"
        return 2 if LATER.search(last) else 0
    head = line[: match.start()]
    if first and PLACE.match(head) and DASH.match(line, match.end()):
        return 1
    told = TELLS.search(head) is not None and len(line) < 160
    if told and match.start() < 40:
        return 0
    if len(line) < 90 and (not line.endswith(".") or match.start() == 0):
        # "By our Brussels staff | 14 May 2025", not the headline, which may tell another day
        return 3 if 0 < number < 5 or number >= size - CLOSING else 5
    if match.start() == 0 and number < 5:
        return 4
    if len(line) < 160 and LATER.search(head) and match.start() < 40:
        return 4
    return None


def _is_stamp(line: str, match: re.Match[str]) -> bool:
    """Say whether nothing but the date, the time and words of publishing stand in a line."""
    beside = STATED.sub(" ", line[: match.start()]) + " " + STATED.sub(" ", line[match.end() :])
    words = re.findall(r"[A-Za-z]+", beside)
    return all(word.lower() in BESIDE for word in words)


def _iso(match: re.Match[str]) -> str | None:
    """Return the day that a date tells, if it can be read one way only."""
    if match["iso"]:
        iso = match["iso"].replace("/", "-").replace(".", "-")
        return iso if is_partial_date(iso) else None
    if match["a"]:
        day, month = int(match["a"]), int(match["b"])
        if match["by"] != "." and day <= 12 and month != day:
            if month <= 12:
                return None  # "08-11-2023": August or November
            day, month = month, day
        elif day <= 12 < month:
            day, month = month, day
        return iso_day(int(match["y3"]), month, day)
    for m, d, y in (("m1", "d1", "y1"), ("m2", "d2", "y2"), ("m4", "d4", "y4")):
        if match[m]:
            return iso_day(int(match[y]), MONTHS[match[m].lower()], int(match[d]))
    return None
