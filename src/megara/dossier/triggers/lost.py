"""Conditions that the parse lost, read from the words alone: "should A ship artillery to B"."""

from __future__ import annotations

from megara.dossier.gazetteer import Mention
from megara.dossier.schema import Trigger
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.triggers.act import LONGEST
from megara.dossier.triggers.actor import NO_ACTS
from megara.dossier.triggers.clauses import NO_CONDITION

ENDS = (",", ".", ";", "but", "and", "”")
OPENERS = frozenset({"should", "if", "were", "unless"})


def may_be_lost(sentence: Sentence) -> bool:
    """Say whether a sentence has a word that opens a condition and names that could act."""
    low = sentence.low
    return bool(sentence.mentions) and not (OPENERS.isdisjoint(low) and "whether" not in low)


def lost_trigger(story: Story, sentence: Sentence) -> Trigger | None:
    """Read the first name after a "should", "if" or "whether" as the actor of what follows it."""
    for mention in sentence.mentions:
        if not _opened(sentence, mention):
            continue
        last = mention.last
        while last < len(sentence) and sentence.low[last] not in ENDS:
            last += 1
        words = list(range(mention.last, last))
        recipient = None
        for place in words:
            beside = sentence.mention[place]
            if (
                beside is not None
                and sentence.low[place - 1] in ("to", "on", "against", "for")
                and beside.name.party != mention.name.party
            ):
                recipient = beside.name.party
                words = [i for i in words if i < place - 1]
                break
        if words and sentence.low[words[0]] == "to":
            words = words[1:]  # "were Kigali to send"
        if not words or sentence.lemma[words[0]] in NO_ACTS:
            continue  # "if Trump wins"
        return Trigger(
            actor=mention.name.party,
            action=sentence.text(words[:LONGEST], story.text),
            recipient=recipient or None,
            evidence=[story.evidence(sentence)],
        )
    return None


def _opened(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a name that can act stands behind a word that opens a condition."""
    opener = mention.first - 1
    if opener >= 0 and sentence.low[opener] in ("the", "any"):
        opener -= 1
    if opener < 0 or (
        sentence.low[opener] not in OPENERS
        and not (sentence.low[opener] == "whether" and sentence.lemma[opener - 2] == "depend")
    ):
        return False
    if opener and (sentence.low[opener - 1] in NO_CONDITION or "asked" in sentence.low[:opener]):
        return False
    if mention.last < len(sentence) and sentence.tag[mention.last] == "MD":
        return False  # "if China would follow"
    return mention.name.kind in ("country", "seat", "bloc", "body", "person")
