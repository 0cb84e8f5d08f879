"""Conditions told by a demand: "do it or else", "touch him, and ...", "has until Friday to"."""

from __future__ import annotations

from megara.dossier.lexicon import instruments
from megara.dossier.positions.matters import words
from megara.dossier.sentence import Sentence
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.consequence import consequences

HAVING_TO = frozenset({"must", "should", "either", "shall"})
PAYING = frozenset("face risk incur suffer lose pay see forfeit watch be expect".split())
OPENING = frozenset({":", "“", "—", "–", "-", ";", "”"})
AFTERWARDS = frozenset({"or", "which", "otherwise", "before", "else"})
BACK = 7  # words after "or" in which the consequence is told


def or_else(sentence: Sentence, token: int) -> list[Condition]:
    """Read "X must do it or sanctions follow", "gave X a week to do it or face sanctions"."""
    after = range(token + 1, min(len(sentence), token + BACK))
    if not answers(sentence, after) or not _tells_clause(sentence, after):
        return []
    for verb in range(token - 1, -1, -1):
        if not sentence.is_verb(verb):
            continue
        subject = sentence.child(verb, "nsubj")
        either = "either" in sentence.low[max(0, (subject or verb) - 2) : verb]
        if either or any(sentence.low[k] in HAVING_TO for k in sentence.kids[verb]):
            return [Condition(verb, subject, True)] if subject is not None else []
        if any(sentence.low[k] == "to" for k in sentence.children(verb, "aux")):
            patient = _told_to(sentence, verb)
            return [Condition(verb, patient, True)] if patient is not None else []
    return []


def _tells_clause(sentence: Sentence, after: range) -> bool:
    """Say whether "or" leads to what would come: "or face", "or sanctions will return"."""
    if any(sentence.lemma[k] in PAYING for k in after[:2]):
        return True
    return any(
        sentence.tag[k] == "MD"
        or (sentence.is_verb(k) and sentence.child(k, "nsubj", "nsubjpass") is not None)
        for k in after
    )


def _told_to(sentence: Sentence, verb: int) -> int | None:
    """Return who is given time, told or has to do what an infinitive says."""
    above = sentence.head[verb]
    while not sentence.is_verb(above) and sentence.head[above] != above:
        above = sentence.head[above]
    own = sentence.child(verb, "nsubj")
    if own is not None and sentence.lemma[above] in ("want", "expect", "like"):
        return own  # "wants B to do it, otherwise"
    if sentence.lemma[above] in ("have", "need"):
        return sentence.child(above, "nsubj")
    if sentence.lemma[above] in ("allow", "permit", "let"):
        return None
    return sentence.child(above, "dative", "dobj", "nsubjpass")


def has_until(sentence: Sentence, token: int) -> list[Condition]:
    """Read "X has until Friday to do it, after which"; "gave X until Friday to do it"."""
    verb = sentence.head[token]
    if sentence.lemma[verb] not in ("have", "give"):
        return []
    patient = (sentence.child(verb, "nsubj", "nsubjpass") if sentence.lemma[verb] == "have"
               else sentence.child(verb, "dative", "dobj", "nsubjpass"))  # fmt: skip
    for act in range(token + 1, len(sentence)):
        if sentence.tag[act] == "VB" and any(sentence.low[k] == "to" for k in sentence.kids[act]):
            fits = patient is not None and not AFTERWARDS.isdisjoint(sentence.low[act:])
            return [Condition(act, patient, True, addressed=True)] if fits else []
    return []


def deadline(sentence: Sentence, token: int) -> list[Condition]:
    """Read "the deadline for X to do it runs out, and after that"."""
    above = sentence.head[token]
    for act in (*sentence.children(token, "advcl", "acl", "relcl"),
                *sentence.children(above, "advcl", "xcomp")):  # fmt: skip
        subject = sentence.child(act, "nsubj")
        if subject is not None and any(sentence.low[k] == "for" for k in sentence.kids[act]):
            return [Condition(act, subject, True)]
    for prep in sentence.children(token, "prep"):
        for noun in sentence.children(prep, "pobj"):
            due = sentence.child(noun, "relcl", "acl")
            if sentence.low[prep] in ("for", "to") and sentence.mention[noun] is not None and (
                due is not None and any(sentence.low[k] == "to" for k in sentence.kids[due])
            ):  # fmt: skip
                return [Condition(due, noun, True)]
    return []


def answers(sentence: Sentence, tokens: range) -> bool:
    """Say whether a measure or being punished is told among the tokens."""
    return any(
        sentence.base[k] in words("noun", "matter")
        or sentence.base[k] in instruments()
        or (sentence.lemma[k] in PAYING and sentence.lemma[k] != "be" and sentence.is_verb(k))
        for k in tokens
    )


def may_order(sentence: Sentence) -> bool:
    """Say whether a sentence could begin with an order that an "and" or "or" answers."""
    return ("and" in sentence.present or "or" in sentence.present) and (
        "VB" in sentence.tag[:2]
        or "VBP" in sentence.tag[:2]
        or not OPENING.isdisjoint(sentence.words)
        or (sentence.tag[0][0] == "N" and _heads_an_order(sentence, 0))
        or (len(sentence) > 1 and sentence.tag[1][0] == "N" and _heads_an_order(sentence, 1))
    )


def ordered(sentence: Sentence) -> list[Condition]:
    """Read "touch him again, and the accounts are frozen", "release them or face sanctions"."""
    found = []
    starts = [k + 1 for k, word in enumerate(sentence.words[:-1]) if word in OPENING]
    for token in sorted({0, min(1, len(sentence) - 1), *starts}):
        if sentence.tag[token] not in ("VB", "VBP", "NN", "NNP") or not _begins(sentence, token):
            continue
        if sentence.tag[token][0] == "N" and not _heads_an_order(sentence, token):
            continue
        if sentence.low[token] == "let":
            found += _let(sentence, token)
            continue
        if any(sentence.low[k] == "to" or sentence.tag[k] == "MD"
               or (sentence.dep[k] in ("nsubj", "nsubjpass") and k < token)
               for k in sentence.kids[token]):  # fmt: skip
            continue
        joint = next(
            (k for k in range(token + 2, len(sentence))
             if sentence.low[k] in ("and", "or") and clause_follows(sentence, k)), None
        )  # fmt: skip
        if joint is not None:
            turned = sentence.low[joint] == "or"
            found.append(Condition(token, None, turned, addressed=True))
    return found


def _let(sentence: Sentence, token: int) -> list[Condition]:
    """Read "let them set foot there, and they will be listed"."""
    act = sentence.child(token, "ccomp", "xcomp")
    if act is None or not any(
        sentence.low[k] == "and" and clause_follows(sentence, k) for k in range(act, len(sentence))
    ):
        return []
    return [Condition(act, sentence.child(act, "nsubj"))]


def _heads_an_order(sentence: Sentence, token: int) -> bool:
    """Say whether a word tagged as a noun is a verb that governs: "Touch the convoy"."""
    after = sentence.low[token + 1] if token + 1 < len(sentence) else ""
    return after in ("the", "a", "an", "another", "that", "this", "him", "her", "them", "one")


def _begins(sentence: Sentence, token: int) -> bool:
    """Say whether a clause begins with a token, not within "they “refuse to apply these"."""
    if token == 0 or (token == 1 and sentence.low[0] in ("“", '"', "either")):
        return True
    before = sentence.words[token - 1]
    return before in OPENING and (before not in ("“", "-") or sentence.tag[token] == "VB")


def clause_follows(sentence: Sentence, joint: int) -> bool:
    """Say whether what follows an "and" tells what would come: a measure, or being punished."""
    after = range(joint + 1, min(len(sentence), joint + 16))
    listed = consequences()
    return answers(sentence, after) or any(
        sentence.base[k] in listed or sentence.lemma[k] in listed for k in after
    )
