"""The story's words in a draft scenario: as comments that nothing can break out of.

Each piece of evidence is given whole once, where it is first needed; later a line points to its
place. Of several pieces the closest come first: those that name whom or what the line is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache

from megara.dossier.lexicon import names, rows
from megara.dossier.schema import Evidence

NAMED_BY = ("aliases", "demonyms", "seats")


class Words:
    """The comments of one draft; it knows what it has given already."""

    def __init__(self) -> None:
        self._given: set[tuple[str, int]] = set()
        self._last: tuple[str, list[tuple[str, int]]] = ("", [])

    def lines(self, evidence: Iterable[Evidence], indent: str = "") -> list[str]:
        """Return each piece of evidence as a comment line, with its place in its document.

        What was given before is pointed to by its place; what stands right above, for another
        member of a group, is not told again.
        """
        told = list({(e.document, e.start): e for e in evidence}.items())
        keys = [key for key, _ in told]
        if (indent, keys) == self._last:
            return []
        self._last = (indent, keys)
        found = [
            f"{indent}# see the words above ({_place(e)})"
            if key in self._given
            else f'{indent}# "{plain(e.text)}" ({_place(e)})'
            for key, e in told
        ]
        self._given.update(keys)
        return found


def _place(evidence: Evidence) -> str:
    return f"{plain(evidence.document)}, {evidence.start}-{evidence.end}"


def closest(evidence: Iterable[Evidence], party: str, act: str = "") -> list[Evidence]:
    """Return evidence in order: first what names the party and has most words of an act."""
    words = {w.lower() for w in re.findall(r"\w{4,}", act)}

    def score(item: Evidence) -> int:
        return -(2 * bool(names_of(party).search(item.text))
                 + len(words & {w.lower() for w in re.findall(r"\w{4,}", item.text)}))  # fmt: skip

    return sorted(evidence, key=score)


@cache
def names_of(party: str) -> re.Pattern[str]:
    """Return a pattern of how stories call a country; of another party, its own name."""
    row = next((r for r in rows("countries") if r["iso3"] == party), None)
    called = [party]
    if row is not None:
        called = [row["name"], *(n for f in NAMED_BY for n in names(row[f]))]
    either = "|".join(re.escape(n) for n in sorted(called, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def plain(text: str) -> str:
    """Return a text on one line, with nothing that could end a YAML comment."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return re.sub(r"\s+", " ", printable).strip()[:500]


def quoted(text: str) -> str:
    """Return a text as a quoted YAML string on one line."""
    return json.dumps(plain(text)[:200], ensure_ascii=False)
