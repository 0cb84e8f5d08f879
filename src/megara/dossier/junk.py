"""Lines of a page that are not the story: buttons, forms, pointers to other stories.

A line is junk if it fits a pattern of ``data/junk.csv``, or if it reads like the headline of
another story: five words or more, no full stop, inside the body, sharing few of its words with
the rest. Every line thrown away is kept with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from megara.dossier.lexicon import rows
from megara.dossier.schema import JunkLine

WORD = re.compile(r"[^\W\d_]{3,}")
ENDINGS = (".", "!", "?", '"', "”", "’", "'", ")", ":", ";", ",", "…", "—", "–")
CREDIT = re.compile(
    r"\W{0,2}(?:(?:additional )?(?:reporting|writing|editing)\b|by\b)", re.IGNORECASE
)
LONGEST = 400
# Share of a headline's words that the rest of the story must know, below which it is another's.
SHARED = 0.45


@cache
def patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns of ``data/junk.csv`` with their reasons."""
    return [(re.compile(row["pattern"], re.IGNORECASE), row["reason"]) for row in rows("junk")]


@cache
def _any_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return all patterns in two: those that begin the line, tried once, and the others."""
    both: tuple[list[str], list[str]] = ([], [])
    for row in rows("junk"):
        both[not row["pattern"].startswith("^")].append(f"(?:{row['pattern']})")
    first, other = (re.compile("|".join(part), re.IGNORECASE) for part in both)
    return first, other


def why_junk(line: str) -> str | None:
    """Return why a line is junk by its own words, or None."""
    stripped = line.strip().lstrip("•*-–—|>»▶►→· ").strip()
    if not stripped:
        return "no words" if line.strip() else None
    first, other = _any_pattern()
    if len(stripped) > LONGEST or not (first.match(stripped) or other.search(stripped)):
        return None
    for pattern, reason in patterns():
        if pattern.search(stripped):
            return reason
    return None


def find_junk(text: str, lines: Sequence[tuple[int, int]], title: int | None) -> list[JunkLine]:
    """Return the junk among the lines ``start:end`` of a text.

    Parameters
    ----------
    title
        Number of the line that is the story's own headline, which is never junk by likeness.
    """
    found: dict[int, str] = {}
    for number, (start, end) in enumerate(lines):
        reason = why_junk(text[start:end])
        if reason and number != title:
            found[number] = reason
    kept = [n for n in range(len(lines)) if n not in found]
    knows: Counter[str] = Counter()
    own: dict[int, set[str]] = {}
    for number in kept:
        start, end = lines[number]
        own[number] = {word[:6] for word in WORD.findall(text[start:end].lower())}
        knows.update(own[number])
    body = [n for n in kept if text[lines[n][0] : lines[n][1]].rstrip().endswith(ENDINGS)]
    for number in kept:
        line = text[lines[number][0] : lines[number][1]].strip()
        if number == title or line.endswith(ENDINGS) or len(body) < 3 or number < body[0]:
            continue
        if CREDIT.match(line):
            continue
        words = own[number]
        if len(line.split()) < 5 or len(line) > 160 or not words:
            continue
        shared = sum(knows[word] > 1 for word in words) / len(words)
        if shared < SHARED:
            found[number] = "reads like the headline of another story"
    return [
        JunkLine(start=lines[n][0], end=lines[n][1], text=text[lines[n][0] : lines[n][1]],
                 reason=found[n])
        for n in sorted(found)
    ]  # fmt: skip
