"""Garbled names of bodies: all the words of one stand together, in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from rapidfuzz import fuzz

from megara.dossier.gazetteer import Gazetteer, Name
from megara.dossier.names.corrections import Names, put
from megara.dossier.parties import party_of
from megara.dossier.story import Story

FORBIDDEN = frozenset("of the and for in to on at de a".split())
CLOSE_WORD = 84  # of 100, rapidfuzz ratio of one word
OFFICE = {"minister", "ministry"}  # who is one, and what is the other
# Spellings of one word: neither is the other garbled.
SPELT = {"centre": "center", "defence": "defense", "organisation": "organization",
         "programme": "program", "labour": "labor"}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")


def correct_bodies(story: Story, found: Names) -> None:
    """Find the bodies of three words or more whose words stand together in another order."""
    missing = _missing(story)
    if not missing:
        return
    low = [word.lower() for word in WORD.findall(story.text)]
    sought = {max(wanted, key=len)[:4] for _, wanted in missing}
    places: dict[str, list[int]] = {}
    for place, word in enumerate(low):
        if word[:4] in sought:
            places.setdefault(word[:4], []).append(place)
    for body, wanted in missing:
        rare = max(wanted, key=len)
        for place in places.get(rare[:4], ()):
            tokens = _scrambled(low, place, wanted)
            if tokens is None:
                continue
            span = _span(story.text, *tokens)
            if not _is_other_writing(story, body, story.text[slice(*span)]):
                continue
            if _names_another(story, body, span):
                continue
            found.record(
                story.span(*span),
                body.name,
                "spelling: all its words, in another order; body: none other has them",
            )
            mark(story, span, body)
            break


def _missing(story: Story) -> list[tuple[Name, list[str]]]:
    """Return the bodies never named as listed whose words all seem to be there, with the words."""
    begun = {word[:4] for word in story.text.lower().split()}
    return [
        (body, wanted)
        for body, wanted, begins, names in _long(story.gazetteer)
        if begins <= begun
        and not any(begin <= begun and name in story.text for name, begin in names)
    ]


@cache
def _long(
    gazetteer: Gazetteer,
) -> list[tuple[Name, list[str], set[str], list[tuple[str, set[str]]]]]:
    """Return the bodies of three words or more, with their words and how each word begins.

    With them come their names of several words, and how the words after the first begin: where a
    text has no such words, the name need not be looked for.
    """
    found = []
    for body in gazetteer.bodies:
        wanted = [w.lower() for w in body.name.split() if w.lower() not in FORBIDDEN]
        if len(wanted) > 2:
            names = [
                (name, {w[:4].lower() for w in name.split()[1:] if len(w) > 3})
                for name in gazetteer.spellings[body.name]
                if " " in name
            ]
            found.append((body, wanted, {w[:4] for w in wanted}, names))
    return found


def _is_other_writing(story: Story, body: Name, written: str) -> bool:
    """Say whether the words are a name, and not one that the lists know for the body."""
    if body.name in written or _spelt(body.name) in _spelt(written):
        return False
    words = [word for word in WORD.findall(written) if word.lower() not in FORBIDDEN]
    if 2 * sum(word[0].isupper() for word in words) <= len(words) or len(words) < 2:
        return False  # "the central bank's reserves in Europe" names no body
    aliases = story.gazetteer.spellings[body.name][1:]
    return not any(alias in written for alias in aliases if len(alias.split()) > 2)


def _spelt(name: str) -> str:
    """Return a name in lower case, each word in one of its spellings."""
    return " ".join(SPELT.get(word, word) for word in WORD.findall(name.lower()))


def _names_another(story: Story, body: Name, span: tuple[int, int]) -> bool:
    """Say whether some of the words belong to the listed name of another body."""
    return any(
        name.kind == "body" and name.name != body.name for name, _, _ in named_across(story, span)
    )


def named_across(story: Story, span: tuple[int, int]) -> Iterator[tuple[Name, int, int]]:
    """Yield the listed names of which some letters lie in a span, with their own spans."""
    for sentence in story.sentences:
        for mention in sentence.mentions:
            start, end = sentence.start[mention.first], sentence.end[mention.last - 1]
            if start < span[1] and span[0] < end:
                yield mention.name, start, end


def _span(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the span of a text's words from one number to another, the last included."""
    found = list(islice(WORD.finditer(text), first, last + 1))
    return found[0].start(), found[-1].end()


def _scrambled(low: list[str], place: int, wanted: list[str]) -> tuple[int, int] | None:
    """Return the first and last of the nearest words that are the wanted ones, if close by."""
    first = max(0, place - len(wanted) - 5)
    window = range(first, min(len(low), place + len(wanted) + 5))
    used: list[int] = []
    for word in wanted:
        close = [i for i in window if i not in used and _close(low[i], word)]
        if not close:
            return None
        used.append(min(close, key=lambda i: abs(i - place)))
    if max(used) - min(used) > len(wanted) + 4:
        return None
    between = [low[i] for i in range(min(used), max(used) + 1) if i not in used]
    if len([word for word in between if word not in FORBIDDEN]) > 1:
        return None  # "the central bank would be frozen in Europe"
    return min(used), max(used)


@lru_cache(maxsize=4096)
def _close(written: str, listed: str) -> bool:
    """Say whether a word is like a listed one, and neither its root ("Europe") nor a country."""
    if written == listed:
        return True
    if written.startswith(listed) or listed.startswith(written) or {written, listed} == OFFICE:
        return False
    return fuzz.ratio(written, listed) >= CLOSE_WORD and party_of(written) is None


def mark(story: Story, span: tuple[int, int], body: Name) -> None:
    """Put the body where the span lies, in place of the names inside it."""
    for sentence in story.sentences:
        tokens = [i for i in range(len(sentence))
                  if sentence.start[i] >= span[0] and sentence.end[i] <= span[1]]  # fmt: skip
        if tokens:
            sentence.mentions = [m for m in sentence.mentions if m.first not in tokens]
            put(sentence, tokens[0], tokens[-1] + 1, body)
