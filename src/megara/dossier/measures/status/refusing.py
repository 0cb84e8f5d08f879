"""Measures refused before they came: ruled out, vetoed, voted down, a plan for them dropped."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.status.idioms import cue_of, idiom
from megara.dossier.measures.status.verbs import is_silence

FAILING = frozenset(
    "fail collapse founder flop fizzle stumble unravel die crumble flounder".split()
)
# To refuse one of these rejects no measure.
PLANNED = frozenset("plan proposal idea bill motion draft call demand bid push option prospect "
                    "resolution".split())  # fmt: skip
CHOOSING = frozenset("decide agree vote choose opt resolve elect pledge promise vow".split())
PLANNING = frozenset("plan consider contemplate mull intend foresee envisage want seek".split())
# Who denies entry has not refused the measure.
UNREFUSED = frozenset("join participate recognise recognize back support follow align condemn "
                      "criticise criticize denounce oppose lift ease drop".split())  # fmt: skip


def rejected(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether a verb above refuses it: "ruled out", "vetoed", "blocked"."""
    sentence = anchor.sentence
    if _none_to_come(anchor, chain):
        return True
    for place, verb in enumerate(chain):
        lem = sentence.lemma[verb]
        if is_silence(sentence, verb):
            continue
        if place == 0 and _would_have(anchor, verb):
            return True
        cue = idiom(anchor, verb) or cue_of(sentence, verb)
        over = sentence.head[verb]
        going = sentence.low[over] == "going" and sentence.negated(over)  # "not going to ban"
        if (
            going
            or sentence.negated(verb)
            or (
                place == 0
                and any(
                    sentence.low[k] == "no" and sentence.dep[k] != "intj"
                    for k in sentence.kids[verb]
                )
            )
        ):
            if cue == "imposed" and (
                modal_of(sentence, verb) in ("will", "would")  # "will not impose"
                or sentence.lemma[over] in CHOOSING  # "decided not to impose"
            ):
                return True
            continue
        if lem == "rule" and cue == "rejected":
            return not modal_of(sentence, verb)
        if cue == "rejected":
            if verb == anchor.token:
                continue  # "refused entry" is the measure itself
            below = sentence.lemma[chain[place - 1]] if place else ""
            if lem == "refuse" and below in UNREFUSED:
                return False
            if lem in ("drop", "exclude") and place == 0:
                return False
            return not modal_of(sentence, verb)
        if lem in ("block", "veto") and verb != anchor.token and not modal_of(sentence, verb):
            return True
    return False


def dropped_as_a_plan(anchor: Anchor, near: list[int], chain: list[int]) -> bool:
    """Say whether only the plan for it was dropped: "scrapped plans for a ban"."""
    sentence = anchor.sentence
    return any(sentence.base[n] in PLANNED for n in near if n != anchor.token) and not any(
        modal_of(sentence, v) or sentence.negated(v) for v in chain
    )


def _would_have(anchor: Anchor, verb: int) -> bool:
    """Say whether it did not come: "would have barred", "a text that would have kept the ban"."""
    sentence = anchor.sentence
    aux = {sentence.low[k] for k in sentence.children(verb, "aux")}
    if "have" not in aux or modal_of(sentence, verb) not in ("would", "could", "might"):
        return False
    return verb == anchor.token or cue_of(sentence, verb) == "imposed"


def failed(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether what was to bring it failed: "the plan for it died", "the vote fell short"."""
    sentence = anchor.sentence
    for verb in chain[:2]:
        if sentence.tag[verb] in ("VBD", "VBN") and (
            sentence.lemma[verb] in FAILING
            or (sentence.lemma[verb] == "fall" and "short" in sentence.low[verb : verb + 4])
        ):
            subject = sentence.child(verb, "nsubj")
            if subject is not None and anchor.token in sentence.subtree(subject):
                return True
    return False


def _none_to_come(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether there is to be none: "there will be no sanctions", "plans no duties on"."""
    sentence = anchor.sentence
    if anchor.is_verb or not any(sentence.low[k] == "no" for k in sentence.kids[anchor.token]):
        return False
    return any(
        modal_of(sentence, verb) in ("will", "would") or sentence.lemma[verb] in PLANNING
        for verb in chain[:1]
    )
