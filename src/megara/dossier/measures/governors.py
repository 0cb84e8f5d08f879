"""The verbs above a mention: those of its clause, up to the clause's verb of saying."""

from __future__ import annotations

from megara.dossier.lexicon import classes
from megara.dossier.measures.anchor import Anchor
from megara.dossier.sentence import Sentence

# Verbs of saying that tell of the measure itself, not only of who speaks.
TELLING = frozenset({"threaten", "vow", "pledge", "promise", "warn", "announce", "suggest"})
TEXTS = frozenset({"resolution", "bill", "motion", "proposal", "draft", "text", "plan"})
FULL = {"'ll": "will", "'d": "would", "wo": "will", "ca": "can"}


def governors(anchor: Anchor, *, joined: bool = False) -> list[int]:
    """Return the verbs above an anchor up to its clause's verb of saying, nearest first.

    A verb is not governed by the one it is joined to by "and", but may share its subject:
    ``joined`` returns that too.
    """
    known = anchor.verbs_above.get(joined)
    if known is None:
        known = anchor.verbs_above[joined] = _verbs_above(anchor, joined)
    return known


def _verbs_above(anchor: Anchor, joined: bool) -> list[int]:
    sentence, token = anchor.sentence, anchor.token
    found = [token] if sentence.is_verb(token) else []
    previous = token
    for above in sentence.ancestors(token):
        if sentence.is_verb(above) or sentence.tag[above] == "MD":
            if _ends(sentence, previous, above):
                break
            if joined or sentence.dep[previous] != "conj" or not sentence.is_verb(previous):
                found.append(above)
        elif sentence.dep[previous] == "relcl" and found and sentence.base[above] not in TEXTS:
            break  # but what befalls "a resolution that would have kept it" befalls it
        previous = above
    return found


def _ends(sentence: Sentence, below: int, above: int) -> bool:
    """Say whether the clause of one verb ends below another: what is said, when, on which if."""
    relation = sentence.dep[below]
    if (
        relation in ("ccomp", "parataxis", "advcl", "relcl")
        and sentence.lemma[above] in classes()["say"]
        and sentence.lemma[above] not in TELLING
    ):
        return True
    if (
        relation == "advcl"
        and sentence.lemma[below] != sentence.lemma[above]
        and sentence.child(below, "mark") is not None
    ):
        return True
    return inverted(sentence, above)


def inverted(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is that of a condition: "should Pyongyang send"."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return subject is not None and any(
        sentence.low[k] == "should" and k < subject for k in sentence.children(verb, "aux")
    )


def modal_of(sentence: Sentence, verb: int) -> str | None:
    """Return the modal of a verb ("would", "could"), in its full form."""
    for kid in sentence.children(verb, "aux"):
        if sentence.tag[kid] == "MD":
            return FULL.get(sentence.low[kid], sentence.low[kid])
    first = sentence.head[verb]
    if sentence.dep[verb] == "xcomp" and sentence.low[first] == "going":
        return "will"  # "is going to halt"
    if (
        sentence.dep[verb] == "conj"
        and sentence.is_verb(first)
        and first != verb
        and sentence.child(verb, "nsubj", "nsubjpass", "aux") is None
        and (sentence.tag[verb] in ("VB", "VBN") or sentence.child(first, "aux") is not None)
        and (sentence.tag[verb] != "VBP" or sentence.tag[first] == "VB")
        and sentence.tag[verb] != "VBZ"
    ):
        return modal_of(sentence, first)  # "would have frozen assets and forbidden travel"
    return None


def in_a_condition(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb only tells on what something depends: "if the EU bans it"."""
    for token in (verb, *sentence.ancestors(verb)):
        if sentence.is_verb(token) and inverted(sentence, token):
            return True
        if sentence.is_verb(token) and sentence.dep[token] == "advcl":
            return any(
                sentence.low[k] in ("if", "unless") for k in sentence.children(token, "mark")
            )
    return False
