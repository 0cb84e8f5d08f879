"""What documents tell by other verbs than saying: "a report counted", "the paper lists"."""

from __future__ import annotations

import re

from megara.dossier.claims.content import tidy
from megara.dossier.claims.findings import Findings
from megara.dossier.claims.subject import hypothetical, own_subject
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.speakers import Source, role_of

PAPERS = frozenset("plan package proposals options list note copy".split())


# Verbs that end a sentence after its document.
CLOSING = frozenset("notes states shows says adds reads confirms explains warns argues suggests "
                    "stated noted showed said read added".split())  # fmt: skip
# What a newsroom did with a paper it tells from: "a draft seen by Reuters".
SEEN = frozenset("seen obtained reviewed viewed consulted read leaked examined".split())
NEWSROOM = frozenset("newspaper agency reporters reporter journalists us magazine desk staff "
                     "correspondent outlet station daily website newsroom".split())  # fmt: skip
# "..., figures from Eurostat show", "show figures from Eurostat", "Customs data show exports".
FIGURES = r"(?:data|figures|statistics|records|documents|filings|estimates|numbers|images)"
SHOWING = re.compile(
    rf"(?:^|[,;] )(?:(?:[\w.’'-]+ ){{0,5}}{FIGURES}"
    r"(?: (?:from|compiled|by|of|seen|released)[^,;]{2,70})? "
    r"(?:show|showed|suggest|suggested|indicate|indicated)\b|"
    rf"(?:show|showed|suggest) (?:[\w.’'-]+ ){{0,4}}{FIGURES} (?:from|compiled|by|of)\b)",
    re.IGNORECASE,
)


def read_seen(so_far: Findings, sentence: Sentence) -> None:
    """Read "Under the draft, a copy of which was obtained by Reuters, ships would be seized"."""
    if SEEN.isdisjoint(sentence.present):
        return
    at = next(i for i, word in enumerate(sentence.low) if word in SEEN)
    by = at + 1
    named = sentence.low[by : by + 1] == ["by"] and any(
        sentence.low[i] in NEWSROOM
        or ((mention := sentence.mention[i]) is not None and mention.name.kind == "outlet")
        for i in range(by + 1, min(by + 6, len(sentence)))
    )
    copy = sentence.low[at - 1] in ("could", "has", "have", "had") and sentence.tag[at] == "VB"
    if not named and not (copy and "copy" in sentence.low):
        return
    paper = next(
        (i for i in range(at - 1, -1, -1)
         if role_of(sentence.low[i]) == "document" or sentence.low[i] in PAPERS), None
    )  # fmt: skip
    if paper is None or any(found.sentence is sentence for found in so_far.found):
        return
    affiliation = so_far.story.parties(sentence, paper)
    source = Source("document", None, affiliation[0] if affiliation else None)
    so_far.keep(sentence, source, tidy(so_far.story.text[slice(*sentence.span)]), "asserted")


def read_figures(so_far: Findings, sentence: Sentence, text: str) -> None:
    """Read "..., figures from Eurostat show" and "Customs data show", which the parse loses."""
    if SHOWING.search(text) is None or any(f.sentence is sentence for f in so_far.found):
        return
    so_far.keep(sentence, Source("document", None, None), tidy(text), "asserted")


def read_closing(so_far: Findings, sentence: Sentence) -> None:
    """Read "..., a court filing published in London notes", where the verb is taken for a noun."""
    at = len(sentence) - 1
    while at > 0 and not sentence.words[at].isalnum():
        at -= 1
    if sentence.low[at] not in CLOSING or any(f.sentence is sentence for f in so_far.found):
        return
    first = next((i for i in range(at - 1, 0, -1) if sentence.low[i] in (",", "”", "—")), None)
    if first is None or sentence.tag[first + 1] not in ("DT", "PRP$", "NNP", "JJ", "NN"):
        return
    for token in range(at - 1, first, -1):
        if role_of(sentence.low[token]) == "document" or sentence.low[token] in PAPERS:
            parties = so_far.story.parties(sentence, token)
            source = Source("document", None, parties[0] if parties else None)
            before = so_far.story.text[sentence.start[0] : sentence.start[first]]
            so_far.keep(sentence, source, tidy(before), "asserted")
            return


def read_document(so_far: Findings, sentence: Sentence, verb: int) -> None:
    """Read what a document counted, found, listed or laid out."""
    if sentence.quoted[verb] or hypothetical(sentence, verb) or "according" in sentence.low:
        return
    if sentence.dep[verb] in ("relcl", "acl") or sentence.child(verb, "nsubjpass"):
        return
    if sentence.dep[verb] == "advcl" and not any(
        sentence.low[k] in ("although", "though", "while", "as", "and") for k in sentence.kids[verb]
    ):
        return
    subject = own_subject(sentence, verb)
    papers = [k for k in sentence.children(verb, "nsubj") if role_of(sentence.low[k]) == "document"]
    if papers:
        subject = papers[0]  # "a study by the consultancy Roe found", where both are subjects
    if subject is None or role_of(sentence.low[subject]) != "document":
        return
    told = any(k > verb and (sentence.tag[k] in NOUNS or sentence.is_verb(k))
               for k in sentence.children(verb, "dobj", "ccomp", "attr"))  # fmt: skip
    told = told or (subject < verb and sentence.low[sentence.subtree(subject)[0] - 1] == ",")
    source = so_far.speakers.source(sentence, subject) if told else None
    if source is not None and source.kind == "document":
        after = [i for i in sentence.subtree(verb) if i > verb]
        content = sentence.text(after, so_far.story.text) if after else ""
        so_far.keep(sentence, source, tidy(content), "asserted")
