"""The consultation: who sounds out whom, at which level, how far it has come."""

from __future__ import annotations

import re

from megara.dossier.positions.matters import matters
from megara.dossier.schema import Consultation, Evidence, Stage
from megara.dossier.sentence import Sentence
from megara.dossier.soundings import ISO3, TALKS, sounding
from megara.dossier.story import Story

MOST_EVIDENCE = 8
EARLY = re.compile(r"\b(initial(?:ly)?|preliminary|early|informal(?:ly)?|exploratory|first|nascent|"
                   r"begun|started|begins?|beginning|starting|tentative(?:ly)?|quiet(?:ly)?|"
                   r"sound(?:ing|ed|s)? out|feel(?:ing|s)? out|felt out|soundings?|feelers?|"
                   r"canvass(?:ed|es|ing)?|test(?:ed|s|ing)? (?:the|how)|temperature|pulse|"
                   r"gaug(?:ed|es?|ing)|asking|float(?:ed|s|ing))\b", re.I)  # fmt: skip
COLLAPSED = re.compile(r"\b(collapsed?|broke (?:down|up|off)|broken (?:down|off)|fell (?:apart|"
                       r"through)|fallen apart|foundered|failed|abandoned|deadlocked?|"
                       r"called off|petered out|came to nothing|ended (?:without|in)|"
                       r"suspended)\b", re.I)  # fmt: skip
NOT_AGREED = re.compile(
    r"\b(?:not (?:yet )?(?:led to|produced|resulted in|reached|been (?:reached|taken|found))\b"
    r"(?:[^.;]{0,40}\b(?:agreement|consensus|deal))?|"
    r"no (?:broad |formal |final |such |common )?(?:agreement|consensus|deal|decision|accord|"
    r"uniform answer)\b|"
    r"without (?:an? |any )?(?:agreement|consensus|deal|decision)\b|"
    r"fail(?:ed|ing|s)? to (?:agree|reach|secure|overcome|win|find|sign off|back)|"
    r"(?:have|has|had) (?:not|yet to|n't)(?: yet)? (?:agree|reach|be agreed|sign)\w*|"
    r"(?:did|could) not agree|nothing (?:will be|was|has been) (?:adopted|agreed|decided)|"
    r"short of (?:agreement|consensus)|unable to agree|yet to agree|remain(?:s|ed)? divided|"
    r"(?:are|were|is) (?:deeply |still )?(?:divided|split)|disagree\w*|deadlock\w*)",
    re.IGNORECASE,
)
# No sentence without one of these words denies that something is agreed.
_NAYS = frozenset("not no without nothing short unable yet divided split n't n’t deadlock "
                  "deadlocked deadlocks".split())  # fmt: skip
_NAY_LEMMAS = frozenset({"fail", "disagree", "disagreement", "disagreements", "deadlock"})
AGREEING = frozenset({"agree", "adopt", "approve", "endorse", "sign", "clinch", "reach", "strike",
                      "seal", "back", "hammer"})  # fmt: skip
DEALS = frozenset({"agreement", "deal", "consensus", "accord", "compromise"})
TOGETHER = frozenset("ambassador minister leader member ally partner state country envoy "
                     "government capital council bloc side diplomat union "
                     "summit".split())  # fmt: skip


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
    stage: Stage = "none"
    evidence: list[Evidence] = []
    for sentence in story.sentences:
        told = sounding(story, sentence)
        if told is None or (stage == "none" and not (told.by or told.whom or told.level)):
            continue
        for found, more in ((initiator, told.by), (invited, told.whom), (level, told.level)):
            found.extend(p for p in more if p not in found)
        evidence.append(story.evidence(sentence))
        stage = _stage(story, sentence, stage)
    agreed = _agreement(story, evidence)
    if stage == "none":
        return Consultation(stage="agreed" if agreed else "none", agreed=agreed, evidence=evidence)
    if agreed and stage != "collapsed":
        stage = "agreed"
    initiator = initiator or fallback[:1]
    invited = [p for p in invited if p not in initiator]
    return Consultation(
        initiator=initiator[:4], invited=invited, level=level, stage=stage, agreed=agreed,
        evidence=evidence[:MOST_EVIDENCE],
    )  # fmt: skip


def _stage(story: Story, sentence: Sentence, before: Stage) -> Stage:
    """Return how far the talks are by one more sentence on them."""
    text = story.text[slice(*sentence.span)]
    if COLLAPSED.search(text) and any(word in TALKS for word in sentence.base):
        return "collapsed"
    if before == "collapsed":
        return before
    if EARLY.search(text) and before in ("none", "ongoing"):
        return "initial"
    return "ongoing" if before == "none" else before


def _agreement(story: Story, evidence: list[Evidence]) -> bool | None:
    """Return whether an agreement is told, by the last sentence that tells."""
    agreed: bool | None = None
    for sentence in story.sentences:
        if matters().isdisjoint(sentence.bases):
            continue
        agrees = not AGREEING.isdisjoint(sentence.lemma)
        if (
            not agrees
            and _NAYS.isdisjoint(sentence.present)
            and _NAY_LEMMAS.isdisjoint(sentence.lemma)
        ):
            continue
        denied = NOT_AGREED.search(story.text[slice(*sentence.span)])
        if denied and not (denied[0].lower().startswith("no ") and _of_one(story, sentence)):
            agreed = False
        elif agrees and any(
            _agrees(story, sentence, verb)
            for verb, lemma in enumerate(sentence.lemma)
            if lemma in AGREEING
        ):
            agreed = True
        else:
            continue
        item = story.evidence(sentence)
        if item not in evidence:
            evidence.append(item)
    return agreed


def _of_one(story: Story, sentence: Sentence) -> bool:
    """Say whether a sentence is on one country: "Japan has taken no decision"."""
    about = story.subjects[sentence.number]
    return len(about) == 1 and len(about[0]) == ISO3


def _agrees(story: Story, sentence: Sentence, verb: int) -> bool:
    """Say whether a verb tells that several parties have agreed on something."""
    if sentence.tag[verb] not in ("VBD", "VBN"):
        return False
    beside = {sentence.low[k] for k in sentence.kids[verb]}
    if sentence.negated(verb) or not beside.isdisjoint({"if", "until", "unless", "once"}) or any(
        sentence.tag[k] == "MD" or sentence.low[k] == "to" for k in sentence.kids[verb]
    ):  # fmt: skip
        return False
    if sentence.dep[verb] in ("amod", "acl", "relcl"):
        return False  # "the contracts already signed"
    thing = sentence.child(verb, "dobj")
    if sentence.lemma[verb] in ("reach", "strike", "clinch", "seal", "hammer") and (
        thing is None or sentence.base[thing] not in DEALS
    ):
        return False
    if sentence.lemma[verb] == "sign" and "off" not in beside:
        return False
    subject = sentence.subject(verb)
    if subject is None:
        return False
    if sentence.child(verb, "nsubjpass") is not None:
        return sentence.base[subject] in matters()
    parties = story.parties(sentence, subject)
    return len(parties) > 1 or sentence.base[subject] in TOGETHER or (
        any(p in ("EU", "G7", "UN", "NATO", "ECOWAS") for p in parties)
    )  # fmt: skip
