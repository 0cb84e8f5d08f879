"""What documents tell by other verbs than saying: "a report counted", "the paper lists"."""

from __future__ import annotations

from megara.dossier.claims.content import tidy
from megara.dossier.claims.findings import Findings
from megara.dossier.claims.subject import hypothetical, own_subject
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.speakers import role_of


def read_document(so_far: Findings, sentence: Sentence, verb: int) -> None:
    """Read what a document counted, found, listed or laid out."""
    if sentence.quoted[verb] or hypothetical(sentence, verb):
        return
    if sentence.dep[verb] in ("relcl", "acl", "advcl") or sentence.child(verb, "nsubjpass"):
        return
    subject = own_subject(sentence, verb)
    if subject is None or role_of(sentence.low[subject]) != "document":
        return
    told = any(k > verb and (sentence.tag[k] in NOUNS or sentence.is_verb(k))
               for k in sentence.children(verb, "dobj", "ccomp", "attr"))  # fmt: skip
    source = so_far.speakers.source(sentence, subject) if told else None
    if source is not None and source.kind == "document":
        after = [i for i in sentence.subtree(verb) if i > verb]
        content = sentence.text(after, so_far.story.text) if after else ""
        so_far.keep(sentence, source, tidy(content), "asserted")
