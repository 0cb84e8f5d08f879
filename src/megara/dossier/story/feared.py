"""What is only feared, doubted, denied or hoped of a party: "Berlin feared Moscow would hit back".

It is what those think who fear it, and no act, threat or stance of the party feared. So is what
nobody expects ("few expect Hungary to back it") and what is denied ("dismissed reports that Seoul
had agreed to it").
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence

FEARS = frozenset({"fear", "worry", "suspicion", "doubt", "speculation", "concern", "anxiety"})
FEARFUL = frozenset("afraid fearful doubtful sceptical skeptical worried unsure unlikely nervous "
                    "improbable inconceivable unclear unconvinced anxious".split())  # fmt: skip
REPORTS = frozenset({"report", "claim", "allegation", "suggestion", "rumour", "rumor",
                     "speculation", "accusation"})  # fmt: skip
DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "rebut"})
THINKING = frozenset("think believe expect suggest imagine reckon see indicate say".split())
HOPES = frozenset({"hope", "wish", "expect"})
NONE = frozenset({"nobody", "nothing", "none", "few", "no", "hardly", "neither", "little"})
CLAUSES = frozenset({"ccomp", "acl", "relcl"})  # the parser hangs "fears that" on by any of them
OWN = frozenset({"it", "they", "he", "she", "we", "i"})


@cache
def _fearing() -> frozenset[str]:
    return classes()["feared"] | FEARS | FEARFUL | DENYING | NONE | {"not", "n't"}


def is_feared(sentence: Sentence, token: int, *, hoped: bool = False) -> bool:
    """Say whether a token stands in a clause that is only feared, denied or, ``hoped``, hoped for.

    "Traders feared Beijing would ban exports", "citing fears that it would retaliate". Who hopes
    something of himself means to do it, so that only what is hoped of another counts.
    """
    fearing = _fearing()
    if (
        fearing.isdisjoint(sentence.lemma)
        and fearing.isdisjoint(sentence.bases)
        and (not hoped or HOPES.isdisjoint(sentence.lemma))
    ):
        return False  # as in most sentences
    below = token
    for above in sentence.ancestors(token):
        clause = sentence.dep[below] in CLAUSES and above < below
        if clause and (
            _is_unheld(sentence, above, below) or (hoped and _is_hoped(sentence, above, below))
        ):
            return True
        below = above
    return False


def _is_unheld(sentence: Sentence, above: int, clause: int) -> bool:
    """Say whether what governs a clause fears, doubts or denies it, or nobody thinks it."""
    base, relation = sentence.base[above], sentence.dep[clause]
    if not sentence.is_verb(above):
        denied = base in REPORTS and sentence.lemma[sentence.head[above]] in DENYING
        return base in FEARS or base in FEARFUL or denied
    lemma = sentence.lemma[above]
    if lemma in classes()["feared"] or sentence.low[above] in FEARFUL:
        return True
    if relation != "ccomp":
        return False
    if lemma in THINKING and (sentence.negated(above) or _by_none(sentence, above)):
        return True
    if any(sentence.low[k] in FEARFUL for k in sentence.children(above, "acomp")):
        return True  # "is afraid that", where the clause hangs on the "is"
    # "speculation grew that Washington would"
    return any(sentence.base[k] in FEARS for k in sentence.children(above, "nsubj"))


def _by_none(sentence: Sentence, verb: int) -> bool:
    """Say whether nobody, or hardly anybody, does what a verb tells."""
    return any(
        sentence.low[word] in NONE
        for subject in sentence.children(verb, "nsubj")
        for word in (subject, *sentence.children(subject, "det", "amod", "advmod"))
    )


def _is_hoped(sentence: Sentence, above: int, clause: int) -> bool:
    """Say whether a clause is hoped or expected of another: "hopes Germany will back it"."""
    word = sentence.lemma[above] if sentence.is_verb(above) else sentence.base[above]
    if word not in HOPES or sentence.dep[clause] == "relcl":
        return False
    own = sentence.child(clause, "nsubj", "nsubjpass")
    return own is not None and sentence.low[own] not in OWN


def is_unclear(sentence: Sentence) -> bool:
    """Say whether a sentence only tells what is not known: "It was not clear what it would do"."""
    opening = sentence.low[:6]
    if opening[0] != "it" or ("clear" not in opening and "unclear" not in opening):
        return False
    return "unclear" in opening or "not" in opening or "n't" in opening
