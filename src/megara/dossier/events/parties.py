"""Who takes part in an event, and where it is."""

from __future__ import annotations

from megara.dossier.events.days import NAMES
from megara.dossier.events.lists import Told
from megara.dossier.lexicon import roles
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

WITH = frozenset({"with", "by", "between", "among", "to"})
AGAINST = frozenset({"on", "against"})
OF = frozenset({"between", "with", "of", "by", "among", "on"})
PLACED = frozenset({"in", "at", "near", "outside"})
# A story of measures tells of them in the country that is hit, where it names none.
ELECTIONS = frozenset({"election", "poll", "referendum", "voting", "ballot", "runoff"})
TALKS = ("meeting", "call")  # what they are about takes no part in them


def parties_of(story: Story, sentence: Sentence, told: Told) -> list[str]:
    """Return the parties that do, or are done, what is told, in order, once each."""
    found: list[str] = []
    subject = sentence.subject(told.verb) if told.verb is not None else None
    if told.word == told.verb:
        if subject is not None:
            found += story.parties(sentence, subject)
        things = sentence.children(told.word, "dobj", "dative", "nsubjpass")
        for kid in sentence.children(told.word, "prep", "agent", "dative"):
            low = sentence.low[kid]
            if low in WITH or (low in AGAINST and told.kind not in TALKS):
                things += sentence.children(kid, "pobj")
    else:
        found += story.modifiers(sentence, told.word)
        things = [
            t for kid in sentence.children(told.word, "prep")
            if sentence.low[kid] in OF and not (sentence.low[kid] == "on" and told.kind in TALKS)
            for t in sentence.children(kid, "pobj")
        ]  # fmt: skip
        if subject is not None and subject != told.word and (told.kind in TALKS or not found):
            found = story.parties(sentence, subject) + found
    for thing in things:
        if told.kind not in TALKS or _can_take_part(sentence, thing):
            found += story.parties(sentence, thing)
    if sentence.base[told.word] in ELECTIONS:
        return _of_election(story, sentence, told.word, found)
    placed = _places(sentence)
    return [p for p in dict.fromkeys(found) if p not in placed]


def _of_election(story: Story, sentence: Sentence, word: int, found: list[str]) -> list[str]:
    """Return who votes: the country of the election, where none is named the one that is hit."""
    for prep in sentence.children(word, "prep"):
        if not found and sentence.low[prep] == "in":
            for thing in sentence.children(prep, "pobj"):
                found = found + story.parties(sentence, thing)
    if not found and len(story.targets) == 1:
        found = [*story.targets]
    return list(dict.fromkeys(found))


def _can_take_part(sentence: Sentence, token: int) -> bool:
    """Say whether a noun is somebody: a name, a person's role, a pronoun."""
    return (
        sentence.mention[token] is not None
        or sentence.tag[token] in ("PRP", "NNP", "CD")
        or sentence.base[token] in roles()
    )


def _places(sentence: Sentence) -> set[str]:
    """Return the parties that a sentence names only as places: "the package in Luxembourg"."""
    placed: set[str] = set()
    others: set[str] = set()
    for mention in sentence.mentions:
        before = mention.first - 1
        if before > 0 and sentence.low[before] == "the":
            before -= 1
        at_place = before >= 0 and sentence.low[before] in PLACED
        # "officials in Vilnius": theirs is the country
        owned = at_place and sentence.base[sentence.head[before]] in roles()
        (placed if at_place and not owned else others).add(mention.name.party)
    return placed - others


def place_of(story: Story, sentence: Sentence, told: Told) -> str | None:
    """Return where an event is, as the story writes it."""
    word = told.word
    verb = next((a for a in (word, *sentence.ancestors(word)) if sentence.is_verb(a)), word)
    near = [word, verb]
    if told.kind not in ("imposition", "other"):  # "refiners in China" are blacklisted elsewhere
        near += sentence.children(verb, "dobj")
    for prep in dict.fromkeys(k for w in near for k in sentence.kids[w]):
        if sentence.low[prep] not in ("in", "at") or sentence.dep[prep] != "prep":
            continue
        for thing in sentence.children(prep, "pobj"):
            if sentence.tag[thing] not in ("NNP", "NNPS"):
                continue
            tokens = [i for i in sentence.subtree(thing) if i <= thing]
            place = sentence.text(tokens, story.text)
            dated = any(sentence.low[i] in NAMES for i in tokens)
            if not dated and not any(ch.isdigit() for ch in place):
                return place.removeprefix("the ")
    return None
