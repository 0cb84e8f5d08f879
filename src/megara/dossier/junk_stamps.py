"""Lines put together of labels: "admin | June 11, 2025 | World", "Share 214 | Tweet | Print".

Pages print who put a story up, when, in which section and how often it was shared, in one line, in
any order and between any marks. No pattern holds all of them; but each part by itself is a label
that is known. One part may be unknown (the name of the site) where another is surely a page's. A
byline ("Jane Roe | Brussels | 3 May 2024") is none.
"""

from __future__ import annotations

import re

from megara.dossier.junk_patterns import reason_of

STAMP = "page stamp"
LONGEST = 110
PARTED = re.compile(r"\s*[|•·»›‹>~]\s*|\s+[-–—/]\s+|\s{2,}|(?<=\d{4}), (?=\D)")
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
ZONE = r"(?: ?\(?(?:[a-z]{1,3}[sd]?t|utc|gmt|wib|hkt|local time)(?: ?[+-]\d+)?\)?)?"
DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
DATE += r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"
WHEN = re.compile(
    rf"(?:on |at )?(?:{DAY}{DATE}(?:,? (?:at )?{CLOCK}{ZONE})?"
    rf"|{CLOCK}{ZONE}(?:,? (?:on )?{DAY}{DATE})?"
    rf"|{DAY}{CLOCK}{ZONE})",
    re.IGNORECASE,
)
# What no writer puts beside his name: the page did.
SURELY = re.compile(
    r"(?:\d+ ?(?:-| )?min(?:ute)?s?(?: read| listen)?|reading time:?.{0,12}"
    r"|(?:by |author:? |posted by |published by )?(?:admin|administrator|editor|webmaster|"
    r"web ?team|"
    r"(?:news|web|online|digital|foreign|world|international) ?(?:desk|team|staff|editor)|"
    r"staff ?(?:reporter|writer)?|agencies|guest(?: author)?)"
    r"|(?:no|\d[\d.,]*k?) ?(?:comments?|shares?|views?|likes?|reads?|replies|reactions?)"
    r"|(?:total |post )?(?:comments?|shares?|views?|likes?|reads?|hits)(?: off|:)?"
    r" ?\(?\d*[\d.,]*k?\)?"
    r"|(?:share|tweet|print|e-?mail|pin|save|like|bookmark|listen)(?: this)? ?\(?\d*[\d.,]*k?\)?"
    r"|(?:posted|filed|published|tagged)(?: \w+){0,2} in [\w& ,]{3,40}|uncategori[sz]ed"
    r"|(?:\d+|an?) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago"
    r"|(?:last )?(?:updated|modified|edited)\b:? ?.{0,20}\d.{0,30})",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:total |post )?(?:shares?|views?|reads?|hits|likes?):? [\d.,]+", re.IGNORECASE
)
SECTIONS = frozenset(
    "world politics business sport sports opinion opinions economy markets news features analysis "
    "national international local culture technology tech science health climate energy finance "
    "commerce companies lifestyle entertainment travel video videos photos podcasts podcast home "
    "diplomacy sanctions trade conflicts headlines latest magazine weather jobs about contact "
    "advertise subscribe newsletters search login menu games shop archive privacy terms dmca "
    "cookies help faq rss sitemap careers obituaries crime education money style food "
    "environment".split()
)


def reason_of_stamp(line: str) -> str | None:
    """Return the reason if each part of a line is a label of a page, by its pattern or known here.

    A line of one part is none, unless it is a row of sections: "News Sport Business Opinion".
    """
    if len(line) > LONGEST:
        return None
    parts = [part.strip(" ,:()[]") for part in PARTED.split(line)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        if line[-1].isdigit() and line[0].isalpha() and COUNTED.fullmatch(line) is not None:
            return STAMP
        words = line.lower().split()
        menu = len(words) > 2 and all(word in SECTIONS for word in words)
        return "page control" if menu and line[0].isupper() else None
    unknown = sure = labels = 0
    for part in parts:
        if SURELY.fullmatch(part) is not None:
            sure += 1
        elif WHEN.fullmatch(part) is not None:
            continue
        elif part.lower() in SECTIONS or reason_of(part) is not None:
            labels += 1
        elif len(part.split()) <= 3 and not part.lower().startswith("by "):
            unknown += 1
        else:
            return None
    known = sure if unknown else sure + labels
    return STAMP if known and unknown < 2 else None
