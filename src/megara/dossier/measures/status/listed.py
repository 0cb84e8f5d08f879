"""Measures told one by one in a list: each is as far as the whole is.

"The menu runs from a ban on tin to asset freezes", "they are limits on scrap and a freeze on
loans", "new sanctions: a ban on, limits on", "among the options are tariffs", "as would visa bans".
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.sides.senders import MEASURES_AGAIN
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

# What the members of a list make up; of the first nothing is decided yet.
IDEAS = frozenset("option idea menu proposal suggestion possibility draft plan paper scenario "
                  "catalogue catalog toolbox toolkit shortlist blueprint discussion "
                  "consideration table agenda".split())  # fmt: skip
WHOLES = (
    IDEAS
    | MEASURES_AGAIN
    | frozenset(
        "sanction measure package round bundle set raft list step curb penalty response they these "
        "those restriction countermeasure reprisal move batch series punishment".split()
    )
)
HOLDING = frozenset("include involve comprise consist contain cover range feature run span combine "
                    "begin start end mix couple extend go vary".split())  # fmt: skip
BEING = frozenset({"be", "come", "figure", "rank", "stand"})
BREAKING = frozenset({"but", "while", "after", "before", "because", "although", "though", "than",
                      "despite", "over", "since", "as", "unlike", "like"})  # fmt: skip
AUXILIARY = frozenset("would will did do does were was are is has have had should could".split())


def list_of(anchor: Anchor) -> MeasureStatus | str | None:
    """Say in what list a mention stands: "considered" in one of ideas, "" in another, else None."""
    sentence = anchor.sentence
    chain = governors(anchor)
    whole = _before_colon(anchor)
    if whole is None and chain and not anchor.is_verb:
        verb = chain[0]
        if sentence.lemma[verb] in HOLDING:
            subject = sentence.subject(verb)
            if subject is not None and sentence.base[subject] in WHOLES:
                whole = subject
        elif sentence.lemma[verb] in BEING:
            whole = _told_by_being(sentence, verb, anchor)
    if whole is not None:
        return "considered" if sentence.base[whole] in IDEAS else ""
    return "" if _as_would(anchor) or _among_them(anchor) else None


def _before_colon(anchor: Anchor) -> int | None:
    """Return the whole before the colon, or the dash, that a list of nouns or gerunds follows."""
    sentence = anchor.sentence
    for at in range(anchor.first - 1, 1, -1):
        if sentence.low[at] == ":":
            found = [t for t in range(at) if sentence.base[t] in WHOLES]
            return found[-1] if found else None
        if sentence.tag[at] in ("VBD", "VBZ", "VBP") and sentence.dep[at] != "relcl":
            return None
    return None


def _told_by_being(sentence: Sentence, verb: int, anchor: Anchor) -> int | None:
    """Return the whole in "they are", "among the options are", "first on the list is"."""
    subject = sentence.child(verb, "nsubj")
    if subject is not None and sentence.low[subject] in ("they", "these", "those"):
        return subject if anchor.token > verb else None
    for before in sentence.kids[verb]:
        inside = sentence.subtree(before)
        if anchor.token in inside or anchor.token < before < verb:
            continue
        if {"among", "under", "on"} & {sentence.low[t] for t in inside}:
            found = [t for t in inside if sentence.base[t] in WHOLES]
            if found:
                return found[0]
    return None


def _as_would(anchor: Anchor) -> bool:
    """Say whether it does so too: "the embargo would be revived, as would asset freezes"."""
    low = anchor.sentence.low
    return any(
        low[at] == "as" and low[at + 1] in AUXILIARY and low[at - 1] == ","
        for at in range(max(1, anchor.first - 8), anchor.first - 1)
    )


def _among_them(anchor: Anchor) -> bool:
    low = anchor.sentence.low
    return any(
        low[at] == "among" and low[at + 1] in ("them", "these") for at in range(anchor.first - 1)
    )


def goes_on(anchor: Anchor, before: Anchor) -> bool:
    """Say whether it is the next noun of a list: "a freeze on loans, visa bans and a halt"."""
    sentence = anchor.sentence
    if sentence is not before.sentence or before.last > anchor.first or before.status is None:
        return False
    if anchor.is_verb or before.is_verb:
        return False
    between = range(before.last, anchor.first)
    return any(sentence.low[t] in (",", "and", "or", ";") for t in between) and not any(
        sentence.is_verb(t) or sentence.tag[t] in ("MD", "WDT", "WP") or sentence.low[t] in BREAKING
        for t in between
    )
