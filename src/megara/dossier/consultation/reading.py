"""The consultation of a story, put together from its sentences."""

from __future__ import annotations

import re

from megara.dossier.consultation.agreement import agreement, in_step
from megara.dossier.consultation.soundings import sounding
from megara.dossier.consultation.stage import stage_after
from megara.dossier.consultation.words import ISO3, on_measures, words
from megara.dossier.schema import Consultation, Evidence, Stage
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

MOST_EVIDENCE = 8
MOST_INITIATORS = 4
NEAR_DEAL = re.compile(
    r"\b(?:close|closer|near|nears|nearing|inching|edging|moving|working) (?:to |towards? |on )?"
    r"(?:an? |the )?(?:\w+ )?(?:accord|agreement|deal|consensus|compromise)\b",
    re.IGNORECASE,
)


def read_consultation(story: Story, fallback: list[str]) -> Consultation:
    """Return the consultation of a story; its stage is none if nobody consults.

    Parameters
    ----------
    fallback
        Parties that consider or threaten measures, taken as the initiator where the talks are
        told without their subject.
    """
    initiator: list[str] = []
    invited: list[str] = []
    level: list[str] = []
    own: set[str] = set()  # blocs that ask their own members
    stage: Stage = "none"
    evidence: list[Evidence] = []
    for sentence in story.sentences:
        told = sounding(story, sentence)
        if told is None or (stage == "none" and not (told.somebody or told.level)):
            continue
        initiator.extend(p for p in told.by if p not in initiator and p not in invited)
        invited.extend(p for p in told.whom if p not in invited)
        level.extend(name for name in told.level if name not in level)
        own.update(p for p in told.whom if p in told.by)
        evidence.append(story.evidence(sentence))
        stage = stage_after(story.text[slice(*sentence.span)], sentence, stage)
    agreed, among, told_in = agreement(story)
    evidence += [item for item in told_in if item not in evidence]
    if stage == "none":
        if agreed and len(among) > 1:
            initiator, invited = among[:1], among[1:]  # "Washington, Tokyo and The Hague"
        else:
            stage, more = _told_without_asking(story, agreed)
            evidence += [item for item in more if item not in evidence]
        stage = "agreed" if agreed else stage
    elif agreed and stage != "collapsed":
        stage = "agreed"
    if stage != "none" and not among:
        initiator = initiator or ([] if not level and not invited else fallback[:1])
    invited = [p for p in invited if p not in initiator or p in own]
    return Consultation(
        initiator=initiator[:MOST_INITIATORS], invited=invited, level=level, stage=stage,
        agreed=agreed, evidence=evidence[:MOST_EVIDENCE],
    )  # fmt: skip


def _told_without_asking(story: Story, agreed: bool | None) -> tuple[Stage, list[Evidence]]:
    """Return how far talks are that only their result tells: a failure, a debate, acting at once.

    "Could not agree", "are haggling over", "are close to an accord" tell that they go on; "moved
    in lockstep" that they came to an end.
    """
    if agreed is False:
        return "ongoing", []
    for sentence in story.sentences:
        if in_step(story, sentence):
            return "agreed", [story.evidence(sentence)]
        if _is_debated(story, sentence):
            return "ongoing", [story.evidence(sentence)]
    return "none", []


def _is_debated(story: Story, sentence: Sentence) -> bool:
    """Say whether several are at work on a measure: "G7 officials are debating a ban"."""
    debating = words("debating")
    verbs = [] if debating.isdisjoint(sentence.lemma) else [
        v for v in range(len(sentence))
        if sentence.lemma[v] in debating and sentence.tag[v] == "VBG"
        and sentence.child(v, "aux") is not None
    ]  # fmt: skip
    if not verbs and (
        words("deals").isdisjoint(sentence.bases)
        or NEAR_DEAL.search(story.text[slice(*sentence.span)]) is None
    ):
        return False
    if not on_measures(sentence):
        return False
    subject = sentence.subject(verbs[0]) if verbs else None
    parties = (
        story.parties(sentence, subject) if subject is not None
        else story.subjects[sentence.number]
    )  # fmt: skip
    return len(parties) > 1 or any(len(p) != ISO3 for p in parties)
