"""The consultation: who sounds out whom, at which level, how far it has come."""

from __future__ import annotations

import re

from megara.dossier.positions.direction import matters
from megara.dossier.schema import Consultation, Evidence, Stage
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

SOUNDING = frozenset("consult sound canvass approach lobby persuade convince rally enlist press "
                     "urge brief".split())  # fmt: skip
SEEKING = frozenset("seek look garner win secure drum ask push try aim gather work hope".split())
ASKING = SOUNDING | SEEKING
TALKS = frozenset("consultation talk discussion outreach negotiation conversation deliberation "
                  "contact dialogue communication".split())  # fmt: skip
INVITED = frozenset("ally partner country government nation member capital state bloc".split())
LEVELS = {
    "staff": "staff",
    "diplomat": "diplomats",
    "ambassador": "ambassadors",
    "minister": "ministers",
    "leader": "leaders",
    "envoy": "envoys",
    "official": "officials",
    "expert": "experts",
    "working": "working level",
    "technical": "working level",
    "aide": "staff",
    "lawmaker": "lawmakers",
}
EARLY = re.compile(r"\b(initial|preliminary|early|informal(?:ly)?|exploratory|first|nascent|"
                   r"begun|started|begin|sound(?:ing|ed)? out)\b", re.I)  # fmt: skip
COLLAPSED = re.compile(r"\b(collapsed?|broke down|broken down|fell apart|fallen apart|failed|"
                       r"abandoned|deadlocked?|called off|ended without)\b", re.I)  # fmt: skip
NOT_AGREED = re.compile(
    r"\b(?:not (?:yet )?(?:led to|produced|resulted in|reached)\b[^.;]{0,40}\b"
    r"(?:agreement|consensus|deal)|"
    r"no (?:broad |formal |final |such )?(?:agreement|consensus|deal)\b|"
    r"without (?:an? )?(?:agreement|consensus|deal)\b|"
    r"fail(?:ed|ing|s)? to (?:agree|reach|secure|overcome|win|find)|"
    r"(?:have|has|had) (?:not|yet to|n't)(?: yet)? (?:agree|reach|be agreed)\w*|"
    r"(?:did|could) not agree|"
    r"short of (?:agreement|consensus)|unable to agree|yet to agree|remain(?:s|ed)? divided|"
    r"(?:are|were|is) (?:deeply |still )?(?:divided|split)|disagree\w*|deadlock\w*)",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"\b(?:(?:have |has |had )?agreed (?:on|to (?:impose|adopt|introduce|extend|ban|cap|set|"
    r"sanction|blacklist|join|coordinate|tighten|a\b|the\b|new\b))|reached (?:an? )?(?:\w+ )?"
    r"(?:agreement|deal|consensus)|"
    r"(?:approved|adopted|endorsed|signed off on|clinched|struck|sealed) "
    r"(?:an? |the |its |their |new )?)",
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
    stage: Stage = "none"
    evidence: list[Evidence] = []
    talks: list[Sentence] = []
    for sentence in story.sentences:
        base = sentence.base
        hit = _who_and_whom(story, sentence, base)
        if hit is None:
            continue
        by, whom, levels = hit
        talks.append(sentence)
        for found, more in ((initiator, by), (invited, whom), (level, levels)):
            found.extend(p for p in more if p not in found)
        evidence.append(story.evidence(sentence))
        text = story.text[slice(*sentence.span)]
        if COLLAPSED.search(text) and any(w in TALKS for w in base):
            stage = "collapsed"
        elif EARLY.search(text) and stage in ("none", "ongoing"):
            stage = "initial"
        elif stage == "none":
            stage = "ongoing"
    agreed = _agreement(story, talks, evidence)
    if stage != "none" and agreed and stage != "collapsed":
        stage = "agreed"
    if stage == "none":
        return Consultation(stage="agreed" if agreed else "none", agreed=agreed, evidence=evidence)
    initiator = initiator or fallback[:1]
    invited = [p for p in invited if p not in initiator]
    return Consultation(
        initiator=initiator[:3], invited=invited, level=level, stage=stage, agreed=agreed,
        evidence=evidence[:8],
    )  # fmt: skip


def _who_and_whom(
    story: Story, sentence: Sentence, base: list[str]
) -> tuple[list[str], list[str], list[str]] | None:
    """Return who asks, who is asked and at which level, if the sentence tells of asking."""
    by: list[str] = []
    whom: list[str] = []
    hit = False
    about = not matters().isdisjoint(base)
    for at, word in enumerate(base):
        lem = sentence.lemma[at]
        if lem in ASKING and sentence.is_verb(at):
            asked = [
                i
                for k in sentence.children(at, "dobj", "prep")
                for i in (
                    sentence.subtree(k) if sentence.dep[k] == "prep" else [k, *sentence.subtree(k)]
                )
            ]
            names = [i for i in asked if base[i] in INVITED or _a_party(sentence, i)]
            support = lem not in SEEKING or any(base[i] in ("support", "backing", "ally", "help",
                                                            "agreement", "consensus", "partner")
                                                for i in asked)  # fmt: skip
            if not (names and support and about) or _as_target(sentence, at, names, base):
                continue
            hit = True
            subject = sentence.subject(at)
            by += story.parties(sentence, subject) if subject is not None else []
            for i in names:
                if sentence.dep[i] not in (
                    "compound",
                    "amod",
                    "poss",
                    "nmod",
                ) and not _under_target(sentence, i):
                    whom += story.parties(sentence, i)
        elif word in TALKS and sentence.tag[at] in ("NN", "NNS") and not _other_talks(sentence, at):
            definite = any(sentence.low[k] in ("the", "these", "those") for k in sentence.kids[at])
            if not (about or definite):
                continue
            partners = [
                t
                for p in sentence.children(at, "prep")
                if sentence.low[p] in ("with", "among", "between")
                for t in sentence.children(p, "pobj")
            ]
            source = [t for p in sentence.children(at, "prep") if sentence.low[p] in ("from", "by")
                      for t in sentence.children(p, "pobj")]  # fmt: skip
            if (
                not partners
                and not source
                and not definite
                and sentence.dep[at] != "pobj"
                and not EARLY.search(" ".join(sentence.low))
                and not COLLAPSED.search(" ".join(sentence.low))
            ):
                continue
            hit = True
            for thing in partners:
                whom += story.parties(sentence, thing)
            for thing in source:
                by += story.parties(sentence, thing)
            if partners:
                verb = next((a for a in sentence.ancestors(at) if sentence.is_verb(a)), None)
                subject = sentence.subject(verb) if verb is not None else None
                if subject is not None and subject != at:
                    by += story.parties(sentence, subject)
    if not hit:
        return None
    for at, word in enumerate(sentence.low):
        if word in ("particularly", "especially", "including", "notably"):
            for mention in sentence.mentions:
                if at < mention.first <= at + 6 and mention.name.kind in ("country", "bloc"):
                    whom.append(mention.name.party)
    levels = []
    for at, word in enumerate(base):
        if word in LEVELS and any(sentence.low[i] in ("level", "levels", "between", "among", "by",
                                                      "informally") for i in
                                  range(max(0, at - 5), min(len(base), at + 4))):  # fmt: skip
            levels.append(LEVELS[word])
    whom = [p for p in dict.fromkeys(whom) if p not in by]
    return list(dict.fromkeys(by)), whom, list(dict.fromkeys(levels))


def _a_party(sentence: Sentence, token: int) -> bool:
    mention = sentence.mention[token]
    return mention is not None and mention.name.kind in ("country", "bloc", "seat")


def _as_target(sentence: Sentence, verb: int, names: list[int], base: list[str]) -> bool:
    """Say whether the ones named are told to do something else than join ("urged Iran to stop")."""
    return all(_under_target(sentence, i) for i in names)


def _under_target(sentence: Sentence, token: int) -> bool:
    for above in (token, *sentence.ancestors(token)):
        if sentence.dep[above] == "prep" and sentence.low[above] in ("on", "against", "targeting",
                                                                     "if"):  # fmt: skip
            return True
        if sentence.is_verb(above):
            return (
                sentence.dep[above] in ("advcl", "relcl")
                and above > 0
                and (sentence.child(above, "mark") is not None)
            )
    return False


def _other_talks(sentence: Sentence, at: int) -> bool:
    """Say whether the talks are of another kind: peace, nuclear, trade talks."""
    for kid in sentence.kids[at]:
        if kid < at and sentence.low[kid] in (
            "peace",
            "nuclear",
            "ceasefire",
            "trade",
            "truce",
            "phone",
            "accession",
            "denuclearization",
        ):
            return True
    return False


def _agreement(story: Story, talks: list[Sentence], evidence: list[Evidence]) -> bool | None:
    """Return whether an agreement is told, by the last sentence that tells."""
    agreed: bool | None = None
    for sentence in story.sentences:
        text = story.text[slice(*sentence.span)]
        base = sentence.base
        if matters().isdisjoint(base):
            continue
        if NOT_AGREED.search(text):
            agreed = False
        elif AGREED.search(text) and not re.search(r"\b(?:if|would|could|may|might)\b", text):
            agreed = True
        else:
            continue
        item = story.evidence(sentence)
        if item not in evidence:
            evidence.append(item)
    return agreed
