"""Verbs of thinking with their subject: "an economist doubts that", "officials feared that"."""

from __future__ import annotations

from megara.dossier.claims.findings import Findings
from megara.dossier.claims.saying import read_saying
from megara.dossier.claims.subject import own_subject
from megara.dossier.sentence import Sentence


def read_thinking(so_far: Findings, sentence: Sentence, verb: int, text: str) -> bool:
    """Read what somebody thinks, fears or expects, if it is a person or a body and no country.

    "Jane Roe, an economist, doubts that it will work" tells her words; "Berlin fears that" tells
    where Germany stands.
    """
    subject = own_subject(sentence, verb)
    if subject is None or sentence.low[subject] in ("it", "they", "who", "which", "that", "we"):
        return False
    mention = sentence.mention[subject]
    if mention is not None and mention.name.kind not in ("person", "body"):
        return False
    if sentence.tag[verb] in ("VBG", "VB") or sentence.dep[verb] in ("relcl", "acl"):
        return False
    if _of_another_year(sentence, so_far.story.published):
        return False  # "when Roosevelt froze the assets in 1941 he thought": history
    if sentence.lemma[verb] == "question" and sentence.low[verb + 1 : verb + 2] != ["whether"]:
        return False  # "questions how much it costs": asks
    told = sentence.child(verb, "ccomp") is not None or subject > verb
    if sentence.lemma[verb] == "expect":
        told = told or sentence.child(verb, "dobj", "xcomp") is not None
    return told and read_saying(so_far, sentence, verb, text)


def _of_another_year(sentence: Sentence, published: str | None) -> bool:
    """Say whether a sentence names a year before that of its story."""
    year = (published or "2000")[:4]
    return any(len(word) == 4 and word.isdigit() and "1000" < word < year for word in sentence.low)
