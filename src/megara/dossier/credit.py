"""Credits: who wrote a story, by its byline and by the line at its foot."""

from __future__ import annotations

import re

BYLINE = re.compile(
    r"^\(?\s*(?:by|written by|reporting by|additional reporting by|editing by|writing by)\s+(.+)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\b(?:additional\s+)?(?:reporting|writing)(?:\s+and\s+writing)?\s+by\s+([^;.()]+)",
    re.IGNORECASE,
)
EDITING = re.compile(r"\bediting\s+by\s+([^;.()]+)", re.IGNORECASE)
NOT_A_NAME = re.compile(
    r"\b(Staff|Associated Press|Reuters|AFP|AP|Bloomberg|Correspondent|Writer)\b.*"
)


def people_in(credit: str) -> list[str]:
    """Split a credit ("A B and C D in Berlin, E F") into names."""
    credit = re.split(r"[;(]|\bediting by\b|\|", credit, maxsplit=1, flags=re.IGNORECASE)[0]
    found = []
    for part in re.split(r",|\band\b|&|/", credit):
        part = re.sub(r"\b(in|at|for|with)\b.*", "", part)
        part = NOT_A_NAME.sub("", part)
        part = part.strip(" .()-–—")
        words = part.split()
        if 2 <= len(words) <= 4 and all(w[0].isupper() or w in ("de", "van", "von", "al", "bin")
                                        for w in words):  # fmt: skip
            found.append(part)
    return found


def credited(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, int]]:
    """Return the names in the credits with where each begins."""
    found = []
    for start, end in spans:
        line = text[start:end]
        for pattern in (CREDIT, EDITING, BYLINE):
            for match in pattern.finditer(line):
                for person in people_in(match.group(1)):
                    at = line.find(person, match.start(1))
                    if at >= 0 and (person, start + at) not in found:
                        found.append((person, start + at))
    return found
