"""The patterns of ``data/junk.csv``, sorted by the letter a line begins with.

There are hundreds of them. Most begin with a word, so that only the few that the first letter of a
line allows are tried, all at once; those that may begin anyhow name in the column ``needs`` what
must stand in the line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from megara.dossier.lexicon import names, rows

SHORT = 220  # a pattern that tells how a line ends fits no longer one
DIGITS = frozenset("0123456789")
GROUP = re.compile(r"\((?:\?-?[a-z]*:)?")


@cache
def patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns of ``data/junk.csv`` with their reasons."""
    return [(re.compile(row["pattern"], re.IGNORECASE), row["reason"]) for row in rows("junk")]


@lru_cache(maxsize=64)
def fits_any(line: str) -> bool:
    """Say whether a line, without white space around it, fits one of the patterns.

    The lines at the top are asked for more than once, for the title among them.
    """
    short = len(line) <= SHORT
    low = line.lower()
    opening = _opening(low[0], short)
    if opening is not None and opening.match(line):
        return True
    return any(
        any(map(low.__contains__, needs)) and pattern.search(line)
        for needs, pattern in _anywhere(short)
    )


@cache
def _table() -> list[tuple[str, frozenset[str] | None, list[str], bool]]:
    """Return each pattern with its first letters, what it needs, and whether it fits long lines."""
    found = []
    for row in rows("junk"):
        pattern = row["pattern"]
        letters = None if row["needs"] else first_letters(pattern.replace("^", "", 1))
        needs = ["|"] if row["needs"] == "|" else names(row["needs"])
        found.append((pattern, letters, needs, not pattern.endswith(("$", "$)"))))
    return found


@cache
def _opening(first: str, short: bool) -> re.Pattern[str] | None:
    """Return the patterns for lines that begin with a letter, as one; None if there are none."""
    found = [
        f"(?:{pattern})"
        for pattern, letters, needs, long in _table()
        if (short or long) and not needs and (letters is None or first in letters)
    ]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


@cache
def _anywhere(short: bool) -> list[tuple[list[str], re.Pattern[str]]]:
    """Return the patterns that may begin anyhow, each with what a line needs to fit it."""
    return [
        (needs, re.compile(pattern, re.IGNORECASE))
        for pattern, _, needs, long in _table()
        if needs and (short or long)
    ]


def first_letters(pattern: str) -> frozenset[str] | None:
    """Return what a text that fits a pattern can begin with, in lower case; None for anything.

    Reads what the table holds: words, groups of alternatives, what may be left out.
    """
    if not pattern:
        return None
    if pattern.startswith("\\b"):
        return first_letters(pattern[2:])
    if pattern[0] == "(":
        return _of_group(pattern)
    if pattern.startswith("\\d"):
        return DIGITS
    if pattern[0] == "\\" and pattern[1] not in "wWsSD":
        found, rest = frozenset(pattern[1].lower()), pattern[2:]
    elif pattern[0] in "\\.[^$|*+?":
        return None
    else:
        found, rest = frozenset(pattern[0].lower()), pattern[1:]
    return _or_without(found, rest)


def _or_without(found: frozenset[str], rest: str) -> frozenset[str] | None:
    """Add what follows where the beginning may be left out: "(also )?read"."""
    if rest[:1] in ("?", "*"):
        after = first_letters(rest[1:])
        return found | after if after is not None else None
    return None if rest[:2] == "{0" else found


def _of_group(pattern: str) -> frozenset[str] | None:
    if pattern.startswith(("(?=", "(?!")):
        return None
    opened = GROUP.match(pattern)
    start = opened.end() if opened is not None else 1
    depth, parts, at = 0, [start], start
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 2
            continue
        if character == "[":
            at = pattern.index("]", at + 2)
        elif character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                break
            depth -= 1
        elif character == "|" and depth == 0:
            parts.append(at + 1)
        at += 1
    found: frozenset[str] = frozenset()
    for begin, end in zip(parts, [*(p - 1 for p in parts[1:]), at], strict=True):
        letters = first_letters(pattern[begin:end] or pattern[at + 1 :])
        if letters is None:
            return None
        found |= letters
    return _or_without(found, pattern[at + 1 :])
