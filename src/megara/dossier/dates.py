"""Dates in the text, resolved against the day the story was published.

A date is ISO text, cut where it is not known: ``2023-02-24``, ``2023-02``, ``2023``. A weekday is
the nearest such day to the published date that fits the tense of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from megara.dossier.accents import small
from megara.dossier.schema import is_partial_date

MONTHS = {
    m: n
    for n, group in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        1,
    )
    for m in group.split()
}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAYS = {d: n for n, d in enumerate(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}  # fmt: skip
COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
         "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_BEFORE = ("early mid late last next this in since by until from of on before coming previous "
           "yesterday today tomorrow".split())  # fmt: skip
# The first two letters of all of them: elsewhere in a text none need be tried.
_OPENS = "|".join(
    sorted({word[:2] for word in (*MONTHS, *DAYS, *COUNT, *_BEFORE) if len(word) > 1})
)
# On text in lower case, which is searched three times as fast as with re.IGNORECASE.
EXPRESSION = re.compile(
    rf"""\b(?=\d|a\s|{_OPENS})(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b
        (?:,?\s+(?:of\s+)?(?P<y1>\d{{4}}|last\ year|this\ year))?
    | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH})\b\.?
        (?:,?\s+(?P<y2>\d{{4}}|last\ year|this\ year))?
    | (?P<part>early\ |mid-|late\ |last\ |next\ |this\ |in\ |since\ |by\ |until\ |from\ |of\ )
        (?P<m3>{MONTH})\b(?:\s+(?P<y3>\d{{4}}))?
    | (?P<m4>{MONTH})\s+(?P<y4>\d{{4}})
    | (?P<which>last|this|next|on|by|until|from|before|late|since|coming)
        \s+(?P<wd>{"|".join(DAYS)})\b
    | (?P<wd2>{"|".join(DAYS)})\b
    | (?P<rel>yesterday|today|tomorrow)\b
    | (?P<lnt>last|this|next|previous|coming)\s+(?P<unit>week|month|year|weekend|quarter)\b
    | (?P<n>\d+|{"|".join(COUNT)})\s+(?P<nunit>day|week|month|year)s?\s+(?P<dir>ago|earlier|later)\b
    | (?:in|since|until|by|from|of)\s+(?P<year>(?:19|20)\d{{2}})\b
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Dated:
    """A date expression at ``start:end`` of a text, resolved as far as it can be."""

    start: int
    end: int
    iso: str | None


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO date, None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _expressions(text: str) -> Iterator[re.Match[str]]:
    """Return the date expressions of a sentence."""
    return EXPRESSION.finditer(small(text))


def find_dates(text: str, published: str | None, is_ahead: Callable[[int], bool]) -> list[Dated]:
    """Return the date expressions of a sentence, resolved against the published date.

    Parameters
    ----------
    is_ahead
        Tells whether the expression at a place of the text speaks of what is to come, which
        decides weekdays and months that name no year.
    """
    found = []
    for match in _expressions(text):
        if any(match[k] == "may" and text[match.start(k)] == "m" for k in ("m1", "m2", "m3")):
            continue  # the verb, not the month
        iso = _resolve(match, published, is_ahead(match.start()))
        known = any(match[k] for k in ("wd", "wd2", "rel", "unit", "n", "m3"))
        if iso is not None or known:
            found.append(Dated(match.start(), match.end(), iso))
    return found


def _resolve(match: re.Match[str], published: str | None, future: bool) -> str | None:
    if match["iso"]:
        return match["iso"] if is_partial_date(match["iso"]) else None
    for m, d, y in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if match[m]:
            return _month_day(MONTHS[match[m]], int(match[d]), match[y], published, future)
    if match["m4"]:
        return f"{match['y4']}-{MONTHS[match['m4']]:02d}"
    if match["year"]:
        return match["year"]
    if match["m3"]:
        month = MONTHS[match["m3"]]
        year = match["y3"] or _year_of(month, None, published, future)
        return f"{year}-{month:02d}" if year else None
    if not published:
        return None
    if match["unit"] or match["n"]:
        return _span(match, published)
    if len(published) < 10:
        return published if len(published) == 7 else None
    day = date.fromisoformat(published)
    if match["rel"]:
        step = {"yesterday": -1, "today": 0, "tomorrow": 1}[match["rel"]]
        return (day + timedelta(step)).isoformat()
    wanted = DAYS[match["wd"] or match["wd2"]]
    ahead = (wanted - day.weekday()) % 7
    which = match["which"] or ""
    if which in ("next", "coming") or (future and which != "last"):
        return (day + timedelta(ahead or (7 if which == "next" else 0))).isoformat()
    behind = (day.weekday() - wanted) % 7
    return (day - timedelta(behind or (7 if which == "last" else 0))).isoformat()


def _span(match: re.Match[str], published: str) -> str | None:
    """Resolve "last month", "two weeks ago": to the year or month, a week to its month."""
    if match["n"]:
        count = COUNT.get(match["n"]) or int(match["n"])
        unit, step = match["nunit"], -count if match["dir"] != "later" else count
        if match["dir"] in ("earlier", "later") or count > 500:
            return None  # counted from another event
    else:
        unit = match["unit"]
        step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match["lnt"]]
    year = int(published[:4])
    if unit == "year":
        return f"{year + step:04d}"
    if len(published) < 7 or unit == "quarter":
        return None
    month = int(published[5:7])
    if unit == "month":
        months = year * 12 + month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if len(published) < 10:
        return None
    day = date.fromisoformat(published)
    moved = day + timedelta(step if unit == "day" else 7 * step)
    if unit == "day":
        return moved.isoformat()
    return moved.isoformat()[:7]


def _year_of(month: int, day: int | None, published: str | None, future: bool) -> str | None:
    if not published:
        return None
    year = int(published[:4])
    if len(published) < 7:
        return str(year)
    now = int(published[5:7])
    if future:
        return str(year if month >= now else year + 1)
    if month == now and day is not None and len(published) == 10 and day > int(published[8:]):
        return str(year)
    return str(year if month <= now else year - 1)


def _month_day(
    month: int, day: int, stated: str | None, published: str | None, future: bool
) -> str | None:
    if stated and stated.isdigit():
        return iso_day(int(stated), month, day)
    if stated and published:
        return iso_day(int(published[:4]) - (stated == "last year"), month, day)
    year = _year_of(month, day, published, future)
    return iso_day(int(year), month, day) if year else None
