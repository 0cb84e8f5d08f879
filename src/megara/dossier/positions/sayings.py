"""Who says what a token tells: the subjects of the verbs of saying around it."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence

FAR = 8  # tokens between a judgement and whom it is told "for"
BLAMING = frozenset("accuse condemn denounce criticise criticize slam blame call describe "
                    "consider brand deem regard see label term speak".split())  # fmt: skip
URGING = frozenset("urge appeal ask want wish hope believe think feel expect like prefer insist "
                   "favour favor advocate support stand need".split())  # fmt: skip
NOBODY = frozenset({"nobody", "none", "one", "few"})  # "no one"
US = frozenset({"we", "i", "it"})


def for_whom(sentence: Sentence, first: int) -> Iterator[int]:
    """Yield whom a clause tells it for: "does not go far enough for Warsaw"."""
    for prep, word in enumerate(sentence.low):
        if word == "for" and sentence.dep[prep] == "prep" and abs(prep - first) < FAR:
            yield from (k for k in sentence.children(prep, "pobj") if sentence.mention[k])


def sayers(sentence: Sentence, token: int) -> Iterator[int]:
    """Yield who says what a token tells: the subjects of the verbs of saying above it."""
    for above in sentence.ancestors(token):
        lemma = sentence.lemma[above]
        if (lemma in classes()["say"] or lemma in BLAMING) and sentence.is_verb(above):
            subject = sentence.subject(above)
            if subject is not None:
                yield subject
    yield from aside_sayers(sentence, token)


def speakers(sentence: Sentence, verb: int) -> Iterator[int]:
    """Yield who tells a clause, or asks for it: "called on all to settle it by talks"."""
    subject = sentence.subject(verb)
    if subject is not None and sentence.low[subject] in US:
        yield subject
    for above in (verb, *sentence.ancestors(verb)):
        lemma = sentence.lemma[above]
        if (lemma in classes()["say"] or lemma in BLAMING | URGING) and sentence.is_verb(above):
            subject = sentence.subject(above)
            if subject is not None and sentence.child(above, "nsubjpass") is None:
                yield subject
    yield from aside_sayers(sentence, verb)


def aside_sayers(sentence: Sentence, token: int) -> Iterator[int]:
    """Yield who says it in an aside: "the freeze, said its president, is a hostile act"."""
    for said in (token, *sentence.ancestors(token)):
        for aside in asides(sentence, said):
            subject = sentence.child(aside, "nsubj")
            if subject is not None:
                yield subject


def place_of_nobody(sentence: Sentence, subject: int) -> int | None:
    """Return where nobody does it: "nobody in Ankara will sign", "in Madrid few are keen"."""
    if sentence.low[subject] not in NOBODY:
        return None
    for prep in (*sentence.children(subject, "prep"), *sentence.kids[sentence.head[subject]]):
        if sentence.low[prep] in ("in", "within") and prep < sentence.head[subject]:
            place = sentence.child(prep, "pobj")
            if place is not None and sentence.mention[place] is not None:
                return place
    return None


def asides(sentence: Sentence, verb: int) -> Iterator[int]:
    """Yield the verbs of saying that hang on a clause, or after it, and have it as their content.

    The parser takes "told" in "it is no answer, its minister told reporters" for a relative clause.
    """
    for kid in sentence.kids[verb]:
        relation = sentence.dep[kid]
        if relation == "parataxis" and sentence.lemma[kid] in classes()["say"]:
            yield kid
        elif sentence.dep[verb] == "ROOT" and relation in ("attr", "dobj", "acomp"):
            for after in sentence.children(kid, "relcl"):
                subject = sentence.child(after, "nsubj")
                if (
                    sentence.lemma[after] in classes()["say"]
                    and subject is not None
                    and sentence.tag[subject] not in ("WP", "WDT")
                    and "," in sentence.low[kid + 1 : min(sentence.subtree(subject)) + 1]
                ):
                    yield after
