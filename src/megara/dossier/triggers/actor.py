"""Whose act a condition speaks of: its subject, the "by" of a passive, or the owner of a noun."""

from __future__ import annotations

from megara.dossier.lexicon import singular
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.lists import PLACES
from megara.dossier.triggers.conditions import Condition
from megara.dossier.triggers.consequence import Measured, targets_here

THOSE_HIT = frozenset(
    "generals junta regime government military leadership leaders rulers sides parties factions "
    "authorities army".split()
)
FIRMS = frozenset({"bank", "company", "firm", "entity", "refiner", "country", "vessel", "ship"})


def actors_of(
    story: Story, sentence: Sentence, condition: Condition, measures: Measured
) -> list[str]:
    """Return the parties whose act a condition speaks of; where it tells none, those hit."""
    verb, subject = condition.verb, condition.subject
    found = _told(story, sentence, verb, subject)
    here = targets_here(sentence, measures)
    if subject is None:
        return found or ([] if sentence.is_verb(verb) else here)
    word = sentence.low[subject]
    if not found and singular(word) in FIRMS:
        found = story.same_again(sentence, subject)
    if not found and word in THOSE_HIT:
        found = here or [p for m, _ in measures for p in m.against][:1]
    owned = any(sentence.tag[k] == "PRP$" for k in sentence.kids[subject])  # "its forces"
    if found and (word in ("it", "they") or owned):
        found = _not_the_sender(sentence, subject, verb, found, here)
    return found


def _told(story: Story, sentence: Sentence, verb: int, subject: int | None) -> list[str]:
    """Return the parties that the act's own words tell."""
    if not sentence.is_verb(verb):
        return _doer(story, sentence, verb)
    if subject is None:
        return []
    found = story.parties(sentence, subject)
    if sentence.child(verb, "nsubjpass") is None:
        return found
    by = [story.parties(sentence, t) for a in sentence.children(verb, "agent")
          for t in sentence.children(a, "pobj")]  # fmt: skip
    return by[0] if by else _doer(story, sentence, subject) or found


def _doer(story: Story, sentence: Sentence, noun: int) -> list[str]:
    """Return who does what a noun names: "by X", "from X", or its owner."""
    within = (p for k in sentence.subtree(noun) for p in sentence.children(k, "prep"))
    for prep in (*sentence.children(noun, "prep"), *within):
        if sentence.low[prep] in ("by", "from"):
            for thing in sentence.children(prep, "pobj"):
                found = story.parties(sentence, thing)
                if found:
                    return found
    for kid in sentence.kids[noun]:
        if kid < noun and sentence.dep[kid] in ("poss", "amod", "compound", "nmod"):
            mention = sentence.mention[kid]
            if mention is not None and mention.name.party:
                return [mention.name.party]
            if sentence.dep[kid] == "poss":
                return story.parties(sentence, kid)
    return []


def _not_the_sender(
    sentence: Sentence, pronoun: int, verb: int, actors: list[str], targets: list[str]
) -> list[str]:
    """Return who "it" is in "A will sanction B if it ...": B, not the subject that imposes."""
    main = sentence.head[verb]
    threatened = _threatened(sentence, main, verb, pronoun)
    if threatened is not None:
        return [threatened]
    subject = sentence.child(main, "nsubj") if main != verb else None
    mention = sentence.mention[subject] if subject is not None else None
    if mention is None or mention.name.party not in actors or subject == pronoun:
        return actors
    others = [m.name.party for m in sentence.mentions
              if m.last <= pronoun and m.name.kind in ("country", "seat", "bloc")
              and m.name.party != mention.name.party]  # fmt: skip
    return targets or others[-1:] or actors


def _threatened(sentence: Sentence, main: int, verb: int, pronoun: int) -> str | None:
    """Return B of "would punish B if it ..." and of "if they do, there will be sanctions on B"."""
    patient = sentence.child(main, "dobj") if main != verb else None
    below = (main, *sentence.children(main, "attr", "dobj", "nsubj"))
    for mention in sentence.mentions:
        if mention.name.kind not in PLACES:
            continue
        head = mention.last - 1
        prep = sentence.head[head]
        if patient is not None and head == patient < pronoun:
            return mention.name.party
        if head > verb and sentence.low[prep] in ("on", "against", "for") and (
            sentence.head[prep] in below
        ):  # fmt: skip
            return mention.name.party
    return None
