"""Positions told by another's: "So did Vilnius", "takes the same view", "took Turkey's side".

The stance is that of the party sided with, else the last one told in the sentence before; who "sees
it differently" is on the other side of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.positions.holders import Found, held_by
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

ALSO = frozenset({"so", "too", "likewise", "neither", "nor", "similarly"})
DOING = frozenset({"do", "be", "have", "will", "would", "can", "could", "'s"})
VIEWS = frozenset("view line position stance tack note tone message opinion approach mind feeling "
                  "argument misgiving reasoning case camp".split())  # fmt: skip
SAME = frozenset({"same", "similar", "identical"})
OTHERWISE = frozenset({"differently", "otherwise"})
SEEING = frozenset({"see", "view", "think", "feel", "take"})
SIDING = frozenset({"take", "be", "stand", "come", "rally", "line", "side"})
AGREEING = frozenset({"agree", "agrees", "agreed", "concur", "concurs", "concurred"})
WORDS = AGREEING | ALSO | SAME | OTHERWISE | {"side", "sided", "sides", "siding", "opposite"}
OTHER: dict[Stance, Stance] = {"supportive": "opposed", "open": "opposed", "reticent": "supportive",
                               "opposed": "supportive"}  # fmt: skip
LONGEST = 6  # words of a sentence that is but an echo: "So, in the end, did Vilnius."
ON = "what was spoken of before"


def of_echoes(story: Story, told: list[tuple[Sentence, Found]]) -> Iterator[tuple[Sentence, Found]]:
    """Yield the positions that echo those told so far, which come in the order of the story."""
    heard = {(sentence.number, party) for sentence, (party, _, _) in told}
    for sentence in story.sentences:
        if WORDS.isdisjoint(sentence.present):
            continue
        for verb in range(len(sentence)):
            holder = sentence.child(verb, "nsubj") if sentence.kids[verb] else None
            if holder is None:
                continue
            stance = _echoed(story, sentence, verb, told)
            if stance is None:
                continue
            for found in held_by(story, sentence, holder, stance, ON):
                if (sentence.number, found[0]) not in heard:
                    yield sentence, found


def _echoed(
    story: Story, sentence: Sentence, verb: int, told: list[tuple[Sentence, Found]]
) -> Stance | None:
    """Return the stance that a clause repeats or reverses, or None if it is no echo."""
    side = _side_taken(sentence, verb)
    if side is not None:
        parties = story.parties(sentence, side)
        stances = [stance for _, (party, _, stance) in told if party in parties]
        return stances[-1] if stances else None
    same = _same_view(sentence, verb) or _does_too(sentence, verb)
    if not same and not _sees_otherwise(sentence, verb):
        return None
    last = [stance for s, (_, _, stance) in told if 0 < sentence.number - s.number < 3]
    return None if not last else last[-1] if same else OTHER.get(last[-1])


def _does_too(sentence: Sentence, verb: int) -> bool:
    """Say whether a sentence is no more than "So did Vilnius" or "Rome does, too"."""
    words = sum(word.isalnum() for word in sentence.low)
    if words < LONGEST and sentence.low[verb] in AGREEING and not sentence.negated(verb):
        return sentence.child(verb, "dobj", "xcomp", "ccomp", "prep", "aux") is None
    return (
        words <= LONGEST
        and (sentence.lemma[verb] in DOING or sentence.low[verb] in DOING)
        and any(sentence.low[kid] in ALSO for kid in sentence.kids[verb])
        and sentence.child(verb, "dobj", "attr", "acomp", "xcomp", "ccomp", "prep") is None
    )


def _same_view(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb has "the same view" for its object: "struck a similar note"."""
    things = sentence.children(verb, "dobj", "attr")
    things += [t for p in sentence.children(verb, "prep") for t in sentence.children(p, "pobj")]
    return any(
        sentence.base[thing] in VIEWS
        and any(sentence.low[kid] in SAME for kid in sentence.kids[thing])
        for thing in things
    )


def _sees_otherwise(sentence: Sentence, verb: int) -> bool:
    """Say whether somebody "sees it differently" or "is on the other side"."""
    kids = sentence.kids[verb]
    if sentence.lemma[verb] in SEEING and any(sentence.low[kid] in OTHERWISE for kid in kids):
        return not sentence.negated(verb)
    return any(
        sentence.low[thing] == "side"
        and any(sentence.low[kid] in ("other", "opposite") for kid in sentence.kids[thing])
        for prep in sentence.children(verb, "prep")
        for thing in sentence.children(prep, "pobj")
    )


def _side_taken(sentence: Sentence, verb: int) -> int | None:
    """Return whose side is taken: "took Turkey's side", "sided with Mali", "is on Kyiv's side"."""
    if sentence.lemma[verb] not in SIDING or sentence.negated(verb):
        return None
    for prep in sentence.children(verb, "prep"):
        thing = sentence.child(prep, "pobj")
        if thing is None:
            continue
        if sentence.lemma[verb] == "side" and sentence.low[prep] == "with":
            return thing
        if sentence.low[thing] == "side":
            return sentence.child(thing, "poss")
    thing = sentence.child(verb, "dobj")
    if thing is not None and sentence.low[thing] in ("side", "sides"):
        return sentence.child(thing, "poss")
    return None
