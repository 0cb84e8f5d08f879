"""Lines of a page that are not the story: buttons, forms, pointers to other stories.

A line is junk if it fits a pattern of ``data/junk.csv``, or if it reads like the headline of
another story: five words or more, no full stop, inside the body, sharing few of its words with
the rest. Every line thrown away is kept with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from megara.dossier.junk_appeals import REASON, ornamented, reason_of_appeal
from megara.dossier.junk_patterns import reason_of
from megara.dossier.junk_stamps import reason_of_stamp
from megara.dossier.schema import JunkLine

WORD = re.compile(r"[^\W\d_]{3,}")
ENDINGS = (".", "!", "?", '"', "”", "’", "'", ")", ":", ";", ",", "…", "—", "–")
CREDIT = re.compile(
    r"\W{0,2}(?:(?:additional )?(?:reporting|writing|editing)\b|by\b)", re.IGNORECASE
)
LIST, POINTER = "heading of another list", "pointer to another story"
SPONSOR, FOOT = "sponsor's message", "address of the writer"
LONGEST = 400
MARKS = "•*-–—|>»▶►→·👉❗️🔴📌✅🔔📲📢🧵⚡‼ "  # before a line
# Share of a headline's words that the rest of the story must know, below which it is another's.
SHARED = 0.45


def why_junk(line: str) -> str | None:
    """Return why a line is junk by its own words, or None."""
    whole = line.strip()
    stripped = whole.lstrip(MARKS).strip()
    if not stripped:
        return "no words" if line.strip() else None
    if stripped[0] == "[" and stripped[-1] == "]":
        return why_junk(stripped[1:-1]) or _fits(stripped)
    return REASON if ornamented(whole) else _fits(stripped)


def _fits(stripped: str) -> str | None:
    """Return the reason of the first pattern that a line fits, or that it is no news."""
    if len(stripped) > LONGEST:
        return None
    return reason_of(stripped) or reason_of_stamp(stripped) or reason_of_appeal(stripped)


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
        if reason == FOOT and number * 2 < len(lines):
            continue  # at the top it is the byline
        if reason and number != title:
            found[number] = reason
    _add_lists(text, lines, title, found)
    if "forum" in found.values():
        for number, (start, end) in enumerate(lines):
            if number not in found and text[start:end].strip().isalnum():
                found[number] = "forum"  # the name of who wrote: one word by itself
    _add_headlines(text, lines, title, found)
    return [
        JunkLine(start=lines[n][0], end=lines[n][1], text=text[lines[n][0] : lines[n][1]],
                 reason=found[n])
        for n in sorted(found)
    ]  # fmt: skip


def _add_lists(
    text: str, lines: Sequence[tuple[int, int]], title: int | None, found: dict[int, str]
) -> None:
    """Add the headlines that follow "Most read", and the lines below "A message from our sponsor".

    A list ends at a line that ends as a sentence does, an advertisement at an empty line.
    """
    for number, reason in sorted(found.items()):
        after = number + 1
        while after < len(lines) and after != title:
            line = text[slice(*lines[after])].strip()
            near = text[lines[after - 1][1] : lines[after][0]].count("\n") < 2
            if reason == SPONSOR and near:
                found.setdefault(after, "advertisement")
            elif (
                _opens_list(text[slice(*lines[number])].strip(), reason)
                and not line.endswith(ENDINGS)
                and len(line.split()) <= 16
                and not CREDIT.match(line)
            ):
                found.setdefault(after, "in a list of other stories")
            else:
                break
            after += 1


def _opens_list(line: str, reason: str) -> bool:
    """Say whether a junk line heads a list of other stories."""
    return reason == LIST or (reason == POINTER and len(line.split()) < 5 and ":" not in line[:-1])


def _add_headlines(
    text: str, lines: Sequence[tuple[int, int]], title: int | None, found: dict[int, str]
) -> None:
    """Add the lines inside the body that read like the headlines of other stories."""
    kept = [n for n in range(len(lines)) if n not in found]
    whole = [n for n in kept if text[slice(*lines[n])].rstrip().endswith(ENDINGS)]
    if len(whole) < 3:
        return
    likely = [
        n
        for n in kept
        if n > whole[0] and n != title and _may_be_headline(text[slice(*lines[n])].strip())
    ]
    if not likely:
        return
    own = {n: {w[:6] for w in WORD.findall(text[slice(*lines[n])].lower())} for n in kept}
    knows = Counter(word for words in own.values() for word in words)
    for number in likely:
        words = own[number]
        if words and sum(knows[word] > 1 for word in words) / len(words) < SHARED:
            found[number] = "reads like the headline of another story"


def _may_be_headline(line: str) -> bool:
    """Say whether a line is as long as a headline, and ends as none of the story's sentences."""
    return (
        len(line) <= 160
        and not line.endswith(ENDINGS)
        and len(line.split()) >= 5
        and CREDIT.match(line) is None
    )
