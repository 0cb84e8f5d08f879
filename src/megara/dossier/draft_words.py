"""The story's words in a draft scenario: as comments that nothing can break out of, and as sources.

Each piece of evidence is given whole once, where it is first needed; later a line points to its
place. Of several pieces the closest come first: those that name whom or what the line is about.
A source is shorter: the publisher, the day and the words. It stays with the plan, also in a brief.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

from megara.dossier.lexicon import names, rows
from megara.dossier.schema import Document, Evidence

NAMED_BY = ("aliases", "demonyms", "seats")
LONGEST_SOURCE = 180  # characters of a story's words in a source
_INNER = str.maketrans('“”"', "‘’'")  # quotation marks inside a quotation


class Words:
    """The comments and sources of one draft; it knows what it has given already."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._given: set[tuple[str, int]] = set()
        self._last: tuple[str, list[tuple[str, int]]] = ("", [])
        self._documents: Mapping[str, Document] = {d.id: d for d in documents}

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

    def source(self, evidence: Evidence, words: str = "") -> str:
        """Return whose words a piece of evidence is, of which day, and the words, shortened.

        Parameters
        ----------
        words
            What has to stay of the evidence when it is shortened.
        """
        inside = evidence.text.translate(_INNER)
        return f"{self.where(evidence)}: “{shortened(inside, words.translate(_INNER))}”"

    def where(self, evidence: Evidence) -> str:
        """Return the publisher, or else the title, and the day of a piece of evidence."""
        document = self._documents.get(evidence.document)
        if document is None:
            return f"story {plain(evidence.document)}"
        title = f"“{shortened(document.title, longest=80)}”" if document.title else ""
        by = document.publisher or title or f"story {document.id}"
        return plain(f"{by}, {document.published or 'undated'}")


def named(party: str, text: str) -> str:
    """Return how a text calls a party, or nothing where it does not."""
    found = names_of(party).search(text)
    return found[0] if found else ""


def shortened(text: str, words: str = "", longest: int = LONGEST_SOURCE) -> str:
    """Return a text on one line, cut between words to a length, around ``words`` if they stand."""
    whole = plain(text, longest=len(text)).rstrip(" .")
    if len(whole) <= longest:
        return whole
    kept = plain(words, longest=longest)
    at = max(whole.find(kept), 0) if kept else 0
    first = 0  # the start says most, if the words to keep stand in it
    if at + len(kept) > longest:
        first = max(0, min(at - (longest - len(kept)) // 2, len(whole) - longest))
    last = min(len(whole), first + longest)
    if first:
        first = whole.find(" ", first, at + 1) + 1 or first
    if last < len(whole):
        last = max(whole.rfind(" ", at + len(kept), last + 1), at + len(kept))
    return f"{'… ' if first else ''}{whole[first:last].strip()}{' …' if last < len(whole) else ''}"


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


@cache
def countries_named(text: str) -> frozenset[str]:
    """Return the ISO3 codes of the countries that a text names, also by their people or seat."""
    return frozenset(r["iso3"] for r in rows("countries") if names_of(r["iso3"]).search(text))


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, longest first, for the inside of a group."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+")
                    for w in sorted(words, key=lambda w: (-len(w), w)))  # fmt: skip


def plain(text: str, longest: int = 500) -> str:
    """Return a text on one line, with nothing that could end a YAML comment."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return re.sub(r"\s+", " ", printable).strip()[:longest]


def quoted(text: str, longest: int = 200) -> str:
    """Return a text as a quoted YAML string on one line."""
    return json.dumps(plain(text, longest), ensure_ascii=False)
