"""Whether an agreement is told, and among whom."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from megara.dossier.consultation.words import ISO3, words
from megara.dossier.lexicon import instrument_verbs
from megara.dossier.positions.matters import matters
from megara.dossier.schema import Evidence
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

NOT_AGREED = re.compile(
    r"\b(?:not (?:yet )?(?:led to|produced|resulted in|reached|been (?:reached|taken|found))\b"
    r"(?:[^.;]{0,40}\b(?:agreement|consensus|deal))?|"
    r"no (?:broad |formal |final |such |common )?(?:agreement|consensus|deal|decision|accord|"
    r"uniform answer)\b|"
    r"without (?:an? |any )?(?:agreement|consensus|deal|decision)\b|"
    r"fail(?:ed|ing|s)? (?:(?:again|on \w+|yesterday|late|\w+ly) ){0,2}to "
    r"(?:agree|reach|secure|overcome|win|find|sign off|back)|"
    r"(?:have|has|had) (?:not|yet to|n't)(?: yet)? (?:agree|reach|be agreed|sign)\w*|"
    r"(?:did|could|can) ?not (?:yet )?(?:agree|reach)|"
    r"nothing (?:will be|was|has been) (?:adopted|agreed|decided)|"
    r"(?:agreement|consensus|unanimity)\b[^.;]{0,30}\b(?:lacking|out of reach|elusive|far off)|"
    r"short of (?:agreement|consensus)|unable to agree|yet to agree|remain(?:s|ed)? divided|"
    r"(?:in vain|without success|to no avail|unsuccessfully)|"
    r"(?:are|were|is) (?:deeply |still )?(?:divided|split)|disagree\w*|deadlock\w*)",
    re.IGNORECASE,
)
# No sentence without one of these words denies that something is agreed.
_NAYS = frozenset("not no without nothing short unable yet divided split n't n’t deadlock "
                  "deadlocked deadlocks vain avail unsuccessfully can cannot lacking reach "
                  "elusive far".split())  # fmt: skip
_NAY_LEMMAS = frozenset({"fail", "disagree", "disagreement", "disagreements", "deadlock"})
# Acting together tells that it was agreed: "moved in lockstep", "in coordination with".
IN_STEP = re.compile(
    r"\b(in (?:lockstep|concert|tandem|step|unison|coordination)|joint(?:ly)?|"
    r"coordinated|simultaneously)\b",
    re.IGNORECASE,
)
ACTING = frozenset({"move", "act"})
UNION = ("EU", "G7", "UN", "NATO", "ECOWAS")


NO_SUCCESS = re.compile(r"in vain|without success|to no avail|unsuccessfully", re.IGNORECASE)


class Agreement(NamedTuple):
    """Whether it is agreed, by the last sentence that tells; who agreed; and the sentences."""

    agreed: bool | None
    among: list[str]
    evidence: list[Evidence]


@cache
def _measuring() -> frozenset[str]:
    return frozenset(instrument_verbs()) | ACTING


def agreement(story: Story) -> Agreement:
    """Return whether an agreement is told, by the last sentence that tells."""
    agreed: bool | None = None
    among: list[str] = []
    evidence: list[Evidence] = []
    agreeing, negating = words("agreeing"), words("over")
    for sentence in story.sentences:
        if not sentence.measures and matters().isdisjoint(sentence.bases):
            continue
        agrees = not agreeing.isdisjoint(sentence.lemma)
        if (
            not agrees
            and _NAYS.isdisjoint(sentence.present)
            and _NAY_LEMMAS.isdisjoint(sentence.lemma)
        ):
            continue
        denied = NOT_AGREED.search(story.text[slice(*sentence.span)])
        if denied and not (denied[0].lower().startswith("no ") and of_one(story, sentence)):
            if _is_on_other_talks(sentence):
                continue  # "trade talks ended without a deal"
            if NO_SUCCESS.match(denied[0]) and negating.isdisjoint(sentence.lemma):
                continue
            agreed = False
        elif agrees:
            told = (_agreed_by(story, sentence, verb) for verb in range(len(sentence)))
            parties = next((p for p in told if p is not None), None)
            if parties is None:
                continue
            agreed, among = True, among or parties
        else:
            continue
        evidence.append(story.evidence(sentence))
    return Agreement(agreed, among, evidence)


def _is_on_other_talks(sentence: Sentence) -> bool:
    """Say whether the talks of a sentence are on trade, peace, or the like."""
    other, talks = words("other talks"), words("talks")
    return not talks.isdisjoint(sentence.bases) and any(
        word in other and sentence.base[at + 1] in talks
        for at, word in enumerate(sentence.low[:-1])
    )


def of_one(story: Story, sentence: Sentence) -> bool:
    """Say whether a sentence is on one country: "Japan has taken no decision"."""
    about = story.subjects[sentence.number]
    return len(about) == 1 and len(about[0]) == ISO3


def _agreed_by(story: Story, sentence: Sentence, verb: int) -> list[str] | None:
    """Return the parties of whom a verb tells that they have agreed, None if it tells nothing."""
    if sentence.lemma[verb] not in words("agreeing") or sentence.tag[verb] not in ("VBD", "VBN"):
        return None
    beside = {sentence.low[k] for k in sentence.kids[verb]}
    if sentence.negated(verb) or not beside.isdisjoint({"if", "until", "unless", "once"}) or any(
        sentence.tag[k] == "MD" or sentence.low[k] == "to" for k in sentence.kids[verb]
    ):  # fmt: skip
        return None
    if sentence.dep[verb] in ("amod", "acl", "relcl"):
        return None  # "the contracts already signed"
    thing = sentence.child(verb, "dobj")
    if sentence.lemma[verb] in ("reach", "strike", "clinch", "seal", "hammer") and (
        thing is None or sentence.base[thing] not in words("deals")
    ):
        return None
    if sentence.lemma[verb] == "sign" and "off" not in beside:
        return None
    subject = sentence.subject(verb)
    if subject is None:
        return None
    if sentence.child(verb, "nsubjpass") is not None:
        return [] if sentence.base[subject] in matters() else None
    parties = story.parties(sentence, subject)
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] == "with" and parties:  # "has agreed with Tokyo to freeze them"
            for thing in sentence.children(prep, "pobj"):
                parties = list(dict.fromkeys([*parties, *story.parties(sentence, thing)]))
    many = len(parties) > 1 or sentence.base[subject] in words("together") or (
        any(p in UNION for p in parties)
    )  # fmt: skip
    return parties if many else None


def in_step(story: Story, sentence: Sentence) -> bool:
    """Say whether several parties impose a measure together: "moved in lockstep against it"."""
    if _measuring().isdisjoint(sentence.lemma):
        return False
    if IN_STEP.search(story.text[slice(*sentence.span)]) is None:
        return False
    about = story.subjects[sentence.number]
    return len(about) > 1 and not any(p in story.targets for p in about)
