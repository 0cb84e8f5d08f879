"""Conditions on which a measure goes, stays or is agreed to: no trigger pulls it.

"will lift the sanctions if Tehran signs", "the ban stays until it withdraws", "would vote for it
only if its pipeline is spared"; "would come back to talks if Washington lifted the tariffs".
"""

from __future__ import annotations

from megara.dossier.positions.matters import words
from megara.dossier.sentence import Sentence
from megara.dossier.triggers.condition import Condition

MEASURES = frozenset("sanction ban embargo tariff duty cap curb control penalty measure package "
                     "listing levy quota restriction bill phase phase-out blacklist veto hold "
                     "objection boycott blockade surcharge freeze prohibition".split())  # fmt: skip
# Not "suspend", "end" or "drop": these may take away what is somebody's good.
EASING = frozenset("lift ease relax remove unfreeze waive loosen soften relieve repeal "
                   "delist".split())  # fmt: skip
GIVING_BACK = frozenset({"relief", "easing", "lifting", "removal", "delisting", "rollback",
                         "reprieve", "rapprochement", "normalisation"})  # fmt: skip
# What a measure does that ends: "the penalty will come off", "the duty would fall away".
GOING = frozenset("come go fall end expire lapse vanish disappear cease shrink drop".split())
AWAY = frozenset({"off", "away", "down", "out"})  # "come off", not "come"
BY_ITSELF = frozenset({"end", "expire", "lapse", "vanish", "disappear", "cease", "shrink"})
# What is done to a measure that ends: "the tariff will be cut to 15 per cent".
ENDED = frozenset("drop end withdraw scrap cancel halve reduce cut lower suspend revoke rescind "
                  "reverse shelve abolish pause".split())  # fmt: skip
BRINGING = frozenset("bring grant offer win get earn follow come be".split())
STAYING = frozenset("stay remain last continue persist hold stand keep maintain retain "
                    "leave".split())  # fmt: skip
ASSENTING = frozenset("vote support back endorse agree accept approve consent sign assent "
                      "join".split())  # fmt: skip
FAVOURS = frozenset("compensate exempt guarantee assure spare offer promise protect exclude "
                    "consult reassure shield reimburse secure".split())  # fmt: skip


def gives_relief(sentence: Sentence, condition: Condition) -> bool:
    """Say whether a condition tells when a measure ends, stays, or is agreed to."""
    if not condition.unless and eases(sentence, condition.verb):
        return True  # "would return to talks if Washington lifted the sanctions"
    main = main_of(sentence, condition)
    if main is None:
        return False
    before = main < condition.verb  # told first, a condition is more than a remark
    return any(
        (before and _goes(sentence, verb))
        or (not condition.unless and _comes_off(sentence, verb))
        or (condition.weak and _stays(sentence, verb))
        for verb in _with_deeper(sentence, main)
    )


def main_of(sentence: Sentence, condition: Condition) -> int | None:
    """Return the verb of the clause that a condition hangs on."""
    verb = condition.verb
    for above in sentence.ancestors(verb):
        if above != verb and sentence.is_verb(above):
            return above
    return sentence.child(verb, "ccomp")  # "Minsk would bar them should Brussels go ahead"


def _with_deeper(sentence: Sentence, verb: int) -> list[int]:
    """Return a verb and those that it governs: "is ready to lift"."""
    found = [verb]
    for here in found:
        found += [
            kid
            for link in (here, *sentence.children(here, "acomp"))
            for kid in sentence.children(link, "xcomp")
            if sentence.is_verb(kid) and kid < here + 12
        ]
    return found


def eases(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb undoes a measure: "lifts the sanctions", "the ban is dropped"."""
    if sentence.lemma[verb] not in EASING or not sentence.is_verb(verb):
        return False
    things = sentence.children(verb, "dobj", "nsubjpass")
    return any(sentence.base[thing] in MEASURES for thing in things)


def _goes(sentence: Sentence, verb: int) -> bool:
    """Say whether a measure is undone, or its undoing told: "there will be relief if"."""
    if eases(sentence, verb):
        return True
    if sentence.lemma[verb] not in BRINGING:
        return False  # "the easing would be undone if"
    things = sentence.children(verb, "dobj", "nsubj", "attr")
    return any(sentence.base[thing] in GIVING_BACK for thing in things)


def _comes_off(sentence: Sentence, verb: int) -> bool:
    """Say whether a measure ends: "the penalty will come off", "the duty would be dropped"."""
    lemma = sentence.lemma[verb]
    if lemma not in GOING | ENDED or sentence.negated(verb):
        return False
    if lemma in ENDED and any(
        sentence.base[thing] in MEASURES for thing in sentence.children(verb, "nsubjpass")
    ):
        return True
    subject = sentence.child(verb, "nsubj")
    if lemma not in GOING or subject is None or sentence.base[subject] not in MEASURES:
        return False
    beside = {sentence.low[k] for k in sentence.kids[verb]}
    return lemma in BY_ITSELF or not AWAY.isdisjoint(beside)


def _stays(sentence: Sentence, verb: int) -> bool:
    """Say whether a measure that is there stays: "the ban remains until"."""
    if sentence.lemma[verb] not in (*STAYING, "be") or (
        sentence.lemma[verb] == "be" and not {"force", "place"} & set(sentence.low)
    ):
        return False
    things = sentence.children(verb, "dobj", "nsubj", "nsubjpass")
    return any(sentence.base[thing] in MEASURES for thing in things)


def is_own_assent(sentence: Sentence, condition: Condition) -> bool:
    """Say whether a party tells on what it would agree: "will back it if its banks are spared"."""
    main = main_of(sentence, condition)
    if main is None or not any(
        sentence.lemma[verb] in ASSENTING for verb in _with_deeper(sentence, main)
    ):
        return False
    subject = condition.subject
    owned = subject is not None and any(sentence.tag[k] == "PRP$" for k in sentence.kids[subject])
    return owned or sentence.lemma[condition.verb] in FAVOURS


def is_of_relief(sentence: Sentence, token: int) -> bool:
    """Say whether a noun phrase is of a measure's end: "the lifting of the sanctions"."""
    inside = sentence.subtree(token)
    return any(
        sentence.base[k] in GIVING_BACK or sentence.base[k] in words("noun", "ending")
        for k in inside
    )
