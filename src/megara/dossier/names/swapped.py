"""Garbled names of bodies: one word swapped for another of its meaning, or misspelt.

Software that rewords a text also rewords names: "Center for a New American Safety", "State
Division". Its swaps are listed in ``data/name_words.csv``; the rest of the name must be right, and
the words stand in order. A misspelt word ("International Crises Group") needs two right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz import fuzz

from megara.dossier.gazetteer import Gazetteer, Name
from megara.dossier.lexicon import names, rows
from megara.dossier.names.bodies import FORBIDDEN, OFFICE, SPELT, mark, named_across
from megara.dossier.names.corrections import Names
from megara.dossier.parties import party_of
from megara.dossier.story import Story

CLOSE = 80  # of 100, rapidfuzz ratio of the one word that is not right
MANY = 20_000  # runs of words kept
SHORTEST = 5  # letters of a word that may be misspelt
LONGEST = 9  # words of a name
# Swaps that are known in a name of two words too: "State Division", "White Home".
SURELY = frozenset({"division", "home", "workplace"})
# Capitals in a row, with little words between them.
RUN = re.compile(
    r"(?<![\w'’-])[A-Z][\w'’-]*+(?:[ ](?:(?:of|the|for|and|on|in|a)[ ]){0,3}[A-Z][\w'’-]*+)+"
)
WORD = re.compile(r"[\w'’-]+")


def correct_swapped(story: Story, found: Names) -> None:
    """Correct the names of bodies in which one word is another."""
    taken: list[tuple[int, int]] = []
    for run in RUN.finditer(story.text):
        if _words(story.gazetteer).isdisjoint(_content(run.group())):
            continue  # a person, as most are
        for start, end in _parts(run):
            meant = _meant(story.gazetteer, story.text[start:end])
            if meant is None or any(start < last and first < end for first, last in taken):
                continue
            if _is_of_another(story, start, end):
                continue
            taken.append((start, end))
            body, listed, how = meant
            basis = f"{how}; body: none other has the rest"
            found.record(story.span(start, end), listed, basis, of=body.name)
            mark(story, (start, end), body)


def _is_of_another(story: Story, start: int, end: int) -> bool:
    """Say whether a name is or goes beyond a span: "United Nations Security Council"."""
    return any(
        not start <= first < last <= end for _, first, last in named_across(story, (start, end))
    )


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield what may be a name in a run of capitals, the longest first."""
    words = [match.span() for match in WORD.finditer(run.group())]
    capital = [(a, b) for a, b in words if run.group()[a].isupper()
               and run.group()[a:b] not in ("The", "A")]  # fmt: skip
    for size in range(min(len(capital), LONGEST), 1, -1):
        for first in range(len(capital) - size + 1):
            yield run.start() + capital[first][0], run.start() + capital[first + size - 1][1]


@lru_cache(maxsize=MANY)
def _meant(gazetteer: Gazetteer, written: str) -> tuple[Name, str, str] | None:
    """Return the body meant, its name, and how the word that is not its own is like it."""
    words = _content(written)
    if len(words) < 2 or words in _listed(gazetteer):
        return None
    fits: dict[str, tuple[Name, str, str]] = {}
    for place, mine in enumerate(words):
        rest = (*words[:place], None, *words[place + 1 :])
        for body, listed, its in _with_a_gap(gazetteer).get(rest, ()):
            if its in _swaps().get(mine, ()) and (len(words) > 2 or mine in SURELY):
                fits.setdefault(body.name, (body, listed, "reworded"))
            elif len(words) > 2 and _misspelt(mine, its):
                fits.setdefault(body.name, (body, listed, "spelling"))
    return next(iter(fits.values())) if len(fits) == 1 else None


def _misspelt(written: str, listed: str) -> bool:
    """Say whether a word is a listed one misspelt, and no other form of it ("European")."""
    return (
        min(len(written), len(listed)) >= SHORTEST
        and not (listed.startswith(written) and len(listed) > len(written) + 2)
        and not written.startswith(listed)
        and {written, listed} != OFFICE
        and party_of(written) is None  # "of Austria" is not "of Australia" misspelt
        and fuzz.ratio(written, listed) >= CLOSE
    )


@cache
def _swaps() -> dict[str, frozenset[str]]:
    return {row["written"]: frozenset(names(row["listed"])) for row in rows("name_words")}


@cache
def _listed(gazetteer: Gazetteer) -> dict[tuple[str, ...], tuple[Name, str]]:
    """Return the bodies, and their names, by the words of each name."""
    found: dict[tuple[str, ...], tuple[Name, str]] = {}
    for body in gazetteer.bodies:
        for name in gazetteer.spellings[body.name]:
            found.setdefault(_content(name), (body, name))
    return found


@cache
def _words(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the words of all names of bodies of more than one."""
    return frozenset(word for name in _listed(gazetteer) if len(name) > 1 for word in name)


@cache
def _with_a_gap(
    gazetteer: Gazetteer,
) -> dict[tuple[str | None, ...], list[tuple[Name, str, str]]]:
    """Return the bodies by the words of a name without one of them, with the name and that one."""
    found: dict[tuple[str | None, ...], list[tuple[Name, str, str]]] = {}
    for words, (body, name) in _listed(gazetteer).items():
        for place, word in enumerate(words if len(words) > 1 else ()):
            rest = (*words[:place], None, *words[place + 1 :])
            found.setdefault(rest, []).append((body, name, word))
    return found


def _content(name: str) -> tuple[str, ...]:
    words = (word.lower() for word in WORD.findall(name))
    return tuple(SPELT.get(word, word) for word in words if word not in FORBIDDEN)
