"""From what is said of a player to its resolve: the own loss it accepts per point of harm.

No survey gives such numbers, so the mapping of words is an assumption, stated here and wherever it
is used. It is a ladder in steps of about three, wide enough to hold the prices of joining of large
and small allies (some 3 to 200 in the plan against China): small allies add little harm of their
own, so that a point of it costs them much. A number in the scenario replaces the word.
"""

from __future__ import annotations

from dataclasses import dataclass

from megara.policy.players import Player

WORDS: dict[str, float] = {
    "supportive": 100.0,
    "open": 30.0,
    "undecided": 10.0,
    "reticent": 3.0,
    "opposed": 0.0,
}
"""Points of own real income accepted for one point of harm, by word; an assumption."""

SILENT = "undecided"
"""The word for a player of whom the plan says nothing; an assumption."""


@dataclass(frozen=True)
class Resolved:
    """The resolve of a player: value, spread, and where it comes from.

    ``default`` says that the plan is silent, so that nobody but megara says so.
    """

    value: float
    low: float
    high: float
    word: str | None
    assumed: bool
    source: str
    default: bool = False


def resolve_of(player: Player) -> Resolved:
    """Return the resolve of a player.

    A word stands for its value in ``WORDS``, with the values one word down and one up as spread.
    """
    given = player.resolve
    if given is not None and given.mode is not None:
        low = given.mode if given.low is None else given.low
        high = given.mode if given.high is None else given.high
        source = given.source or given.note or "the plan"
        return Resolved(given.mode, low, high, None, not given.source, source)
    word = SILENT if given is None or given.word is None else given.word
    ladder = list(WORDS)
    at = ladder.index(word)
    low = WORDS[ladder[min(at + 1, len(ladder) - 1)]]
    high = WORDS[ladder[max(at - 1, 0)]]
    said = (given.source or given.note or "the plan") if given else "the plan is silent"
    return Resolved(WORDS[word], low, high, word, True, said, default=given is None)
