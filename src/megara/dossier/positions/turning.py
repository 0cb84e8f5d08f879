"""What negation, modal verbs and the verbs above do to a stance.

Not opposing is being open, not supporting is being reticent, and what one *could* support one is
open to. "Refused to rule out" turns twice.
"""

from __future__ import annotations

from megara.dossier.positions.direction import Direction
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence

TURNED: dict[Stance, Stance] = {
    "supportive": "reticent",
    "open": "reticent",
    "opposed": "open",
}
# A stance on what points away from a measure is the other stance on the measure.
TOWARDS_MEASURE: dict[tuple[Stance, Direction], Stance] = {
    ("supportive", Direction.SOFTER): "reticent",
    ("supportive", Direction.AWAY): "opposed",
    ("reticent", Direction.SOFTER): "supportive",
    ("reticent", Direction.AWAY): "supportive",
    ("opposed", Direction.SOFTER): "supportive",
    ("opposed", Direction.AWAY): "supportive",
}
GRADING = frozenset({"xcomp", "conj", "pcomp", "acomp", "prep"})
NOT_DOING = frozenset({"refuse", "decline", "fail", "stop", "avoid", "resist"})
UNWILLING = frozenset({"reluctant", "hesitant", "unwilling", "wary", "unable", "slow", "loath"})
WILLING = frozenset({"ready", "willing", "prepared", "open"})
CONDITIONAL = frozenset({"before", "until", "unless", "if", "provided"})
POSSIBLE = frozenset({"could", "might", "may"})
# Not doing these says nothing of what is thought of a measure.
ASKING = frozenset({"retaliate", "respond", "agree", "commit", "want", "seek", "propose", "demand"})
# Not taking part is standing against.
TAKING_PART = frozenset("take participate recognise recognize support back join endorse favor "
                        "favour subscribe assist accept tolerate countenance approve consent sign "
                        "align implement apply adopt introduce impose follow comply enforce "
                        "mirror match copy vote go".split())  # fmt: skip


def on_measure(stance: Stance, way: Direction | None) -> Stance:
    """Return the stance on the measure itself, of a stance on what points some way from it."""
    if way is None:
        return stance
    return TOWARDS_MEASURE.get((stance, way), stance)


def turned_by_verbs(sentence: Sentence, verb: int, stance: Stance) -> Stance | None:
    """Return the stance after the negations and modals of a verb and of the verbs above it.

    None where another word of the sentence tells the stance ("reluctant to back").
    """
    if sentence.lemma[verb] in ("recognise", "recognize") and any(
        sentence.low[k] == "only" for k in sentence.kids[verb]
    ):  # fmt: skip
        return "opposed"  # "only recognises those of the United Nations"
    turns = int(sentence.negated(verb)) + int(_of_nothing(sentence, verb))
    token = verb
    while sentence.dep[token] in GRADING:
        above = sentence.head[token]
        if sentence.dep[token] != "conj":
            turns += int(sentence.lemma[above] in NOT_DOING) + int(sentence.negated(above))
            if sentence.low[above] in UNWILLING or sentence.lemma[above] == "fail":
                return None  # a group that "failed to agree" is not against it
            if sentence.low[above] in WILLING and stance == "supportive":
                return None
            if sentence.lemma[above] == "threaten" and stance == "opposed":
                return "opposed"
        token = above
    odd = turns % 2 == 1
    if _possible(sentence, verb, above=not odd):
        if stance == "supportive" and odd and _cannot(sentence, verb):
            return not_done(sentence, verb, stance)  # "it could not follow suit"
        if stance == "supportive":
            return None if odd else "open"
        if stance == "opposed":
            return "open" if odd else "reticent"
    if not odd:
        return stance
    expected = sentence.dep[verb] == "xcomp" and sentence.lemma[sentence.head[verb]] == "expect"
    if expected:
        return TURNED.get(stance)  # "is not expected to follow"
    if stance == "supportive" and _only_with(sentence, verb):
        return "reticent"  # "will not sign off without guarantees"
    return not_done(sentence, verb, stance)


def not_done(sentence: Sentence, verb: int, stance: Stance) -> Stance | None:
    """Return the stance of who does not do what would tell one."""
    if sentence.lemma[verb] in TAKING_PART and stance in ("supportive", "open"):
        return "opposed"
    if sentence.lemma[verb] == "agree" and any(
        sentence.low[k] == "with" for k in sentence.children(verb, "prep")
    ):
        return "opposed"  # "does not agree with the pressure"
    if sentence.lemma[verb] in ASKING:
        return None
    return TURNED.get(stance)


def _only_with(sentence: Sentence, verb: int) -> bool:
    """Say whether it is not done without something, or until something is."""
    return any(
        sentence.low[token] in ("without", "unless", "until")
        for token in sentence.subtree(verb)
        if token > verb
    )


def _possible(sentence: Sentence, verb: int, above: bool) -> bool:
    """Say whether a verb is told as possible: "could back", "could be persuaded to back"."""
    token = verb
    while True:
        aux = {sentence.low[k] for k in sentence.children(token, "aux")}
        if aux & POSSIBLE or ("would" in aux and _if(sentence, token)):
            return True
        if sentence.dep[token] != "xcomp" or not above:
            return False
        token = sentence.head[token]


def _cannot(sentence: Sentence, verb: int) -> bool:
    """Say whether it is a verb's own "could" that is negated."""
    aux = [k for k in sentence.children(verb, "aux") if sentence.low[k] == "could"]
    return bool(aux) and sentence.negated(verb)


def _if(sentence: Sentence, verb: int) -> bool:
    """Say whether it hangs on a condition: "would back the listing if a court allows it"."""
    return any(
        sentence.low[k] in ("if", "provided", "once")
        for clause in sentence.children(verb, "advcl")
        for k in sentence.children(clause, "mark")
    )


def _of_nothing(sentence: Sentence, verb: int) -> bool:
    """Say whether the object is "no sanctions"."""
    return any(
        sentence.low[k] == "no"
        for thing in sentence.children(verb, "dobj")
        for k in sentence.kids[thing]
    )


def only_after(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb stands under "before", "until", "unless" or "if"."""
    for token in (verb, *sentence.ancestors(verb)):
        if any(sentence.low[k] in CONDITIONAL for k in sentence.children(token, "mark", "advmod")):
            return True
        if sentence.dep[token] not in ("xcomp", "conj", "pcomp"):
            return False
    return False
