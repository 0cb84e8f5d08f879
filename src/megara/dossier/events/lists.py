"""The words of events, by their class in ``data/events.csv``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from megara.dossier.lexicon import classes, rows, stance_cues
from megara.dossier.schema import EventKind

KINDS = ("meeting", "call", "statement", "vote", "imposition", "deadline", "other")


class Told(NamedTuple):
    """An event's word, the verb whose subject does it, if any, and its kind."""

    word: int
    verb: int | None
    kind: EventKind


@cache
def kinds(part: str) -> dict[str, EventKind]:
    """Return the kind of event of each word of a part of speech: noun, verb or phrase."""
    return {
        row["word"]: row["kind"]  # type: ignore[misc]
        for row in rows("events")
        if row["part"] == part and row["kind"] in KINDS
    }


@cache
def words(part: str, kind: str) -> frozenset[str]:
    """Return the words of a part of speech that are of a class: light, start, plan, actor, ..."""
    return frozenset(
        row["word"] for row in rows("events") if row["part"] == part and row["kind"] == kind
    )


@cache
def no_events() -> frozenset[str]:
    """Return the verbs that tell no event by themselves: of saying, stance, and some others."""
    saying = {verb for verbs in classes().values() for verb in verbs if " " not in verb}
    return words("verb", "none") | saying | frozenset(stance_cues()["verb"])
