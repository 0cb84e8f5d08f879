"""Whom a sentence threatens: B of "would punish B", "sanctions on B", "told B that"."""

from __future__ import annotations

from megara.dossier.positions.matters import speaks_of_measure
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.lists import PLACES
from megara.dossier.triggers.condition import Condition

ASKED = frozenset("press urge ask call lobby push join persuade consult want help support leave "
                  "follow allow visit include convince back represent reach".split())  # fmt: skip
HOSTILE = frozenset({"on", "against", "for", "at"})
FACING = frozenset("face risk incur suffer lose await pay forfeit expect".split())
PLAIN = frozenset({"make", "signal", "say", "write", "convey", "spell"})  # "made plain to B"
TELLING = frozenset("tell warn inform notify caution advise threaten remind give put".split())


def struck(
    story: Story,
    sentence: Sentence,
    condition: Condition,
    here: list[str],
    *,
    here_only: bool = False,
) -> list[str]:
    """Return whom a sentence threatens outside of its condition, the surest first.

    That is whom a measure told in it is against, who is told or warned in it, what stands after
    "on" or "against", who is named besides the one who threatens, or the story's only target.
    """
    inside = set(sentence.subtree(condition.verb))
    speakers = _speakers(story, sentence, inside)
    inner = {
        m.name.party for m in sentence.mentions if m.first in inside and m.name.kind != "person"
    }
    for found in (
        aimed_at(sentence, inside, condition.verb),
        _facing(story, sentence, inside),
        [p for p in here if p not in speakers and p not in inner],
        _told_it(story, sentence, inside),
        _named(sentence, inside, speakers),
        list(story.targets)
        if not here_only and _main_target_meant(story, sentence, inside)
        else [],
    ):
        if found:
            return found[:1]
    return []


def _main_target_meant(story: Story, sentence: Sentence, inside: set[int]) -> bool:
    """Say whether a sentence that names nobody tells of a measure on the story's one target."""
    if len(story.targets) != 1 or not speaks_of_measure(sentence, range(len(sentence))):
        return False
    return not any(m.name.party in story.targets for m in sentence.mentions if m.first in inside)


def _speakers(story: Story, sentence: Sentence, inside: set[int]) -> set[str]:
    """Return the parties that are subjects outside of the condition: who says, who imposes."""
    found: set[str] = set()
    for token in range(len(sentence)):
        if (
            sentence.dep[token] == "nsubj"
            and token not in inside
            and sentence.lemma[sentence.head[token]] not in FACING
        ):
            found.update(story.parties(sentence, token))
    return found


def _facing(story: Story, sentence: Sentence, inside: set[int]) -> list[str]:
    """Return who "would face" something, or what of whom "will be" stopped."""
    for token in range(len(sentence)):
        relation, verb = sentence.dep[token], sentence.head[token]
        if token in inside or sentence.tag[token] == "PRP":
            continue
        if (relation == "nsubj" and sentence.lemma[verb] in FACING) or (
            relation == "nsubjpass" and any(sentence.tag[k] == "MD" for k in sentence.kids[verb])
        ):
            found = story.parties(sentence, token)
            if found:
                return found
    return []


def aimed_at(sentence: Sentence, inside: set[int], near: int) -> list[str]:
    """Return B of "sanctions on B", "would punish B" outside of the condition."""
    for mention in sorted(sentence.mentions, key=lambda m: abs(m.first - near)):
        head = mention.last - 1
        if mention.name.kind not in PLACES or head in inside or not mention.name.party:
            continue
        if sentence.dep[head] == "dobj" and sentence.lemma[sentence.head[head]] not in ASKED:
            return [mention.name.party]
        if sentence.dep[head] == "pobj" and sentence.low[sentence.head[head]] in HOSTILE:
            return [mention.name.party]
    return []


def _told_it(story: Story, sentence: Sentence, inside: set[int]) -> list[str]:
    """Return who is told or warned what would come."""
    for verb in range(len(sentence)):
        if sentence.lemma[verb] in TELLING and verb not in inside and sentence.is_verb(verb):
            for patient in sentence.children(verb, "dobj", "dative", "nsubjpass"):
                found = story.parties(sentence, patient)
                if found and sentence.tag[patient] != "PRP":
                    return found
        if sentence.lemma[verb] in PLAIN and verb not in inside:
            for prep in sentence.children(verb, "prep", "dative"):
                for patient in sentence.children(prep, "pobj"):
                    if sentence.low[prep] == "to" and sentence.mention[patient] is not None:
                        return story.parties(sentence, patient)
    return []


def _named(sentence: Sentence, inside: set[int], speakers: set[str]) -> list[str]:
    """Return a party named outside of the condition that neither speaks nor imposes."""
    found = [
        m.name.party
        for m in sentence.mentions
        if m.last - 1 not in inside
        and m.name.kind in (*PLACES, "demonym")
        and m.name.party
        and m.name.party not in speakers
        and sentence.dep[m.last - 1] not in ("nsubj", "ROOT")
        and not _of_a_speaker(sentence, m.last - 1)
    ]
    return found if len(set(found)) == 1 else []


def _of_a_speaker(sentence: Sentence, token: int) -> bool:
    """Say whether a name is part of who speaks, or where: "the British minister", "in Oslo"."""
    if sentence.dep[token] == "pobj" and sentence.low[sentence.head[token]] in ("in", "from"):
        return True
    return any(
        sentence.dep[a] == "nsubj" and sentence.head[a] != a for a in sentence.ancestors(token)
    )
