"""Parties in words: "the United States" for USA; and the party that somebody names in any way.

A **party** is an ISO3 code, the name of a bloc of ``data/blocs.csv``, or what a story calls some
that are neither ("core group", "US allies").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from megara.dossier.lexicon import names, rows

ALIKE = 0.65  # 1 - edits/length, for a name to be near another
NEAR = 3  # names that are offered at most
_CODE = re.compile(r"\b[A-Z]{3}\b")


def in_words(party: str) -> str:
    """Return a party as a sentence has it: "the United States", "China", "the EU"."""
    article = _articles().get(party, ("", ""))[0]
    return f"{article} {called(party)}" if article else called(party)


def called(party: str) -> str:
    """Return a party's name, without an article; a name that is not listed stays as it is."""
    owner, _, circle = party.partition(" ")
    if owner in _countries() and circle:  # "CHN allies"
        return f"{_nationality(owner)} {circle}"
    return _countries().get(party, {}).get("name", party)


def is_plural(party: str) -> bool:
    """Say whether a party takes the plural: "US allies are reticent"."""
    if party in _articles():
        return _articles()[party][1] == "plural"
    return party not in _countries() and party.endswith(("allies", "states", "countries"))


def listed(parties: Sequence[str], otherwise: str = "") -> str:
    """Return parties as one list in words: "China, the EU and Japan"."""
    told = [in_words(party) for party in parties]
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(
        told) or otherwise  # fmt: skip


def decoded(text: str) -> str:
    """Return a text of ours with its ISO3 codes in words: "DEU Chancellor", "country: DEU"."""

    def word(match: re.Match[str]) -> str:
        if match.group() not in _countries():
            return match.group()
        before_office = re.match(r" [A-Z]", text[match.end() :])
        return (_nationality if before_office else called)(match.group())

    return _CODE.sub(word, text)


def party_of(written: str, told: Iterable[str] = ()) -> str | None:
    """Return the party that somebody names, or None if the name is not known.

    Parameters
    ----------
    written
        An ISO3 code, a name, a nationality, a seat that stands for its party ("Beijing"), a body
        ("METI"), a region or a bloc, in any case, with or without "the".
    told
        Parties that are known besides those listed; they go first.
    """
    name = _folded(written)
    return {_folded(party): party for party in told}.get(name) or _by_name().get(name)


def near(written: str, parties: Iterable[str]) -> list[str]:
    """Return the parties whose code or a name is most like a word, the nearest first; perhaps none.

    Returns
    -------
    list of str
        At most three of ``parties``.
    """
    wanted = set(parties)
    spellings = {name: party for name, party in _by_name().items() if party in wanted}
    spellings.update({_folded(party): party for party in wanted})
    found = process.extract(
        _folded(written)[:80], list(spellings), limit=20, score_cutoff=ALIKE,
        scorer=DamerauLevenshtein.normalized_similarity,
    )  # fmt: skip
    return list(dict.fromkeys(spellings[name] for name, _, _ in found))[:NEAR]


def all_parties() -> list[str]:
    """Return every party of the word lists."""
    return list(dict.fromkeys(_by_name().values()))


def _folded(written: str) -> str:
    return " ".join(written.casefold().split()).removeprefix("the ")


def _nationality(iso3: str) -> str:
    row = _countries()[iso3]
    return next(iter(names(row["demonyms"])), row["name"])


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in rows("countries")}


@cache
def _articles() -> dict[str, tuple[str, str]]:
    return {row["party"]: (row["article"], row["number"]) for row in rows("articles")}


@cache
def _by_name() -> dict[str, str]:
    """Return the party of every listed name, folded; countries go first, then blocs."""
    found: dict[str, str] = {}

    def add(party: str, written: Iterable[str]) -> None:
        for name in written:
            found.setdefault(_folded(name), party)

    for row in rows("countries"):
        add(row["iso3"], [row["iso3"], row["name"]])
    for row in rows("blocs"):
        add(row["name"], [row["name"]])
    for row in rows("countries"):
        fields = ("aliases", "demonyms", "seats")
        add(row["iso3"], [name for field in fields for name in names(row[field])])
    for row in rows("blocs"):
        add(row["name"], [*names(row["aliases"]), *names(row["seats"])])
    for table in ("bodies", "places"):
        for row in rows(table):
            if row["party"] in _countries():
                add(row["party"], [row["name"], *names(row["aliases"])])
    return found
