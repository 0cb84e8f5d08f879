"""The patterns of ``data/junk.csv``, sorted by the letter a line begins with.

There are hundreds of them. Most begin with a word, so that only the few that the first letter of a
line allows are tried, each compiled when it first is; those that may begin anyhow name in the
column ``needs`` what must stand in the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from megara.dossier.lexicon import names, rows

SHORT = 220  # a pattern that tells how a line ends fits no longer one
ANYWHERE = 120  # nor does one that may begin anywhere fit a line longer than this
ANY_LENGTH = 10_000
STEP = 20  # lines are sorted by length in steps of so many characters
UNBOUNDED = re.compile(r"(?<!\\)[+*]|,\}")
REPEATED = re.compile(r"(\d+)\}")
DIGITS = frozenset("0123456789")
BOUND = re.compile(r"\(\?=\.\{0,\d+\}\$\)")  # told in a pattern, how long a line may be
GROUP = re.compile(r"\((?:\?-?[a-z]*:)?")


def reason_of(line: str) -> str | None:
    """Return the reason of the first pattern that a line, without space around it, fits."""
    low = line.lower()
    for need, pattern, reason in _candidates(low[0], -(-len(line) // STEP) * STEP):
        if need in low and _fits(pattern)(line):
            return reason
    return None


@cache
def _candidates(first: str, length: int) -> list[tuple[str, str, str]]:
    """Return what a line that begins with a letter may fit: what it needs, pattern and reason.

    A pattern with several needs comes once for each; one without comes with an empty need.
    """
    return [
        (need, pattern, reason)
        for pattern, letters, needs, longest, reason in _table()
        if length < longest + STEP and (letters is None or first in letters)
        for need in needs or [""]
    ]


@cache
def _fits(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Return what matches a pattern; one for the start of a line is not sought along it."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return compiled.match if pattern[0] == "^" else compiled.search


@cache
def _table() -> list[tuple[str, frozenset[str] | None, list[str], int, str]]:
    """Return each pattern: first letters, needs, the longest line that fits it, and its reason."""
    found = []
    for row in rows("junk"):
        pattern = row["pattern"]
        letters = None if row["needs"] else first_letters(pattern.replace("^", "", 1))
        needs = ["|"] if row["needs"] == "|" else names(row["needs"])
        longest = longest_line(pattern)
        if needs and longest < ANY_LENGTH:
            longest = min(longest, ANYWHERE)
        found.append((pattern, letters, needs, longest, row["reason"]))
    return found


def longest_line(pattern: str) -> int:
    """Return how long a line may be to fit a pattern, at most; no less than it truly may."""
    if not pattern.endswith(("$", "$)")) and BOUND.search(pattern) is None:
        return ANY_LENGTH
    if UNBOUNDED.search(pattern) or not pattern.startswith("^"):
        return SHORT
    told = sum(int(number) for number in REPEATED.findall(pattern))
    return min(SHORT, 2 * len(pattern) + told)


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
