"""Positions told by siding: "Ankara took Doha's side", "voiced solidarity with Caracas".

Who stands by a party that measures hit is against them, who stands by one that sends them is for
them.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.positions.holders import Found, doer, held_by, spoken_of
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

WITH = frozenset("with by behind to alongside around round for of".split())
SIDING = {
    "side": frozenset({"with"}),
    "stand": frozenset({"with", "by", "alongside", "behind", "beside"}),
    "rally": frozenset({"to", "behind", "around", "round"}),
    "rush": frozenset({"to"}),
    "spring": frozenset({"to"}),
    "leap": frozenset({"to"}),
    "come": frozenset({"to"}),
    "sympathise": frozenset({"with"}),
    "sympathize": frozenset({"with"}),
}
GIVEN = frozenset(
    {"solidarity", "sympathy", "side", "defence", "defense", "aid", "support", "part"}
)
GIVING = frozenset("take voice express declare show offer pledge come rush spring leap rally have "
                   "convey send reiterate reaffirm assure".split())  # fmt: skip
TELLING = frozenset({*SIDING, *GIVING})


def of_siding(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Yield who sides with a party that sends measures, or that they hit."""
    lemma = sentence.lemma[verb]
    if lemma not in TELLING or sentence.negated(verb):
        return
    friends = list(_friends(story, sentence, verb))
    stance = _stance(story, friends)
    holder = doer(sentence, verb) if stance is not None else None
    if stance is None or holder is None or not spoken_of(story, sentence):
        return
    for found in held_by(story, sentence, holder, stance, "the measures"):
        if found[0] not in friends and found[0] not in story.targets:
            yield found


def _stance(story: Story, friends: list[str]) -> Stance | None:
    """Return what siding with some parties tells of the measures between them and others."""
    if friends and set(friends) <= story.targets:
        return "opposed"
    return "supportive" if friends and set(friends) <= story.senders else None


def _friends(story: Story, sentence: Sentence, verb: int) -> Iterator[str]:
    """Yield the parties that somebody sides with."""
    for prep in sentence.children(verb, "prep"):
        thing = sentence.child(prep, "pobj")
        if thing is None or sentence.low[prep] not in WITH:
            continue
        if sentence.base[thing] in GIVEN:  # "sprang to Doha's defence"
            yield from _owners(story, sentence, thing)
        elif sentence.low[prep] in SIDING.get(sentence.lemma[verb], ()):
            yield from story.parties(sentence, thing)
    thing = sentence.child(verb, "dobj")
    if thing is not None and sentence.base[thing] in GIVEN and sentence.lemma[verb] in GIVING:
        yield from _owners(story, sentence, thing)
        for prep in sentence.children(verb, "prep"):  # "voiced solidarity with Doha"
            if sentence.low[prep] in ("with", "for"):
                yield from story.parties(sentence, sentence.child(prep, "pobj"))


def _owners(story: Story, sentence: Sentence, noun: int) -> Iterator[str]:
    """Yield whose side it is, or with whom somebody is in sympathy."""
    for owner in sentence.children(noun, "poss"):
        yield from story.parties(sentence, owner)
    for prep in sentence.children(noun, "prep"):
        if sentence.low[prep] in ("with", "for", "of"):
            for thing in sentence.children(prep, "pobj"):
                if sentence.mention[thing] is not None:
                    yield from story.parties(sentence, thing)
