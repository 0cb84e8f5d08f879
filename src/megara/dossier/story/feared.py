"""What is only feared, doubted or hoped of a party: "Berlin feared that Moscow would hit back".

It is what those think who fear it, and no act, threat or stance of the party feared.
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence

FEARS = frozenset({"fear", "worry", "suspicion", "doubt", "speculation", "concern", "anxiety"})
HOPES = frozenset({"hope", "wish"})
CLAUSES = frozenset({"ccomp", "acl", "relcl"})  # the parser hangs "fears that" on by any of them
OWN = frozenset({"it", "they", "he", "she", "we", "i"})


@cache
def _fearing() -> frozenset[str]:
    return classes()["feared"] | FEARS


def is_feared(sentence: Sentence, token: int, *, hoped: bool = False) -> bool:
    """Say whether a token stands in a clause that is only feared or doubted, or ``hoped``.

    "Traders feared Beijing would ban exports", "citing fears that it would retaliate". Who hopes
    something of himself means to do it, so that only what is hoped of another counts.
    """
    fearing = _fearing()
    fears = not (fearing.isdisjoint(sentence.lemma) and fearing.isdisjoint(sentence.bases))
    if not fears and (not hoped or HOPES.isdisjoint(sentence.lemma)):
        return False  # as in most sentences
    below = token
    for above in sentence.ancestors(token):
        if sentence.dep[below] in CLAUSES and above < below:
            verb = sentence.is_verb(above)
            word = sentence.lemma[above] if verb else sentence.base[above]
            if word in (classes()["feared"] if verb else FEARS):
                return True
            if (
                verb
                and sentence.dep[below] == "ccomp"
                and any(sentence.base[k] in FEARS for k in sentence.children(above, "nsubj"))
            ):
                return True  # "speculation grew that Washington would"
            if hoped and word in HOPES and sentence.dep[below] != "relcl":
                own = sentence.child(below, "nsubj", "nsubjpass")
                return own is not None and sentence.low[own] not in OWN
        below = above
    return False


def is_unclear(sentence: Sentence) -> bool:
    """Say whether a sentence only tells what is not known: "It was not clear what it would do"."""
    opening = sentence.low[:6]
    if opening[0] != "it" or ("clear" not in opening and "unclear" not in opening):
        return False
    return "unclear" in opening or "not" in opening or "n't" in opening
