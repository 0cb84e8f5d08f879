"""Attribution without a verb of saying: "according to", "citing", "was quoted", "sources ...,"."""

from __future__ import annotations

from megara.dossier.claims.content import tidy
from megara.dossier.claims.findings import Findings
from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence
from megara.dossier.speakers import Source, role_of

# What is not said but counted, by whom it was made.
COUNTS = frozenset("count tally figures estimate estimates calculation calculations reckoning "
                   "survey poll database tracker".split())  # fmt: skip
SOURCES = ("sources", "source", "people", "person", "officials")


def read_according(so_far: Findings, sentence: Sentence, token: int, text: str) -> None:
    """Read "according to X": what stands before it, or after it where it opens the sentence."""
    to = token + 1
    if sentence.low[to] != "to":
        return
    things = sentence.children(to, "pobj") or sentence.children(token, "pobj")
    if not things:
        things = [i for i in range(to + 1, len(sentence)) if sentence.head[i] == to]
    source = _source_of(so_far, sentence, things[0]) if things else None
    if source is None:
        return
    offset = sentence.span[0]
    if token > len(sentence) // 3:
        content = text[: sentence.start[token] - offset]
    else:
        content = text[sentence.end[sentence.subtree(token)[-1]] - offset :]
    so_far.keep(sentence, source, tidy(content) or tidy(text), "asserted")


def _source_of(so_far: Findings, sentence: Sentence, thing: int) -> Source | None:
    """Return the source a thing is; of a count, who made it: "a tally kept by the army"."""
    if sentence.low[thing] not in COUNTS:
        return so_far.speakers.source(sentence, thing)
    for below in sentence.subtree(thing):
        if sentence.low[below] in ("by", "from", "of") and below > thing:
            for maker in sentence.children(below, "pobj"):
                source = so_far.speakers.source(sentence, maker)
                if source is not None:
                    return source
    return Source("document", None, None)


def read_view(so_far: Findings, sentence: Sentence, text: str) -> None:
    """Read "For Jane Roe, a lecturer, the pattern shows": what somebody thinks."""
    if len(sentence) < 8 or sentence.low[0] not in ("for", "to"):
        return
    thing = sentence.child(0, "pobj")
    if thing is None or thing > 6 or sentence.low[sentence.subtree(0)[-1]] != ",":
        after = sentence.subtree(0)[-1] + 1 if thing is not None else len(sentence)
        if thing is None or after >= len(sentence) or sentence.low[after] != ",":
            return
    if role_of(sentence.low[thing]) is not None or sentence.child(thing, "appos") is None:
        return
    source = so_far.speakers.source(sentence, thing)
    if source is not None and source.name is not None:
        behind = text[sentence.end[sentence.subtree(0)[-1]] - sentence.span[0] :]
        so_far.keep(sentence, source, tidy(behind), "asserted")


def read_citing(so_far: Findings, sentence: Sentence, token: int, text: str) -> None:
    """Read "citing X" and "as per X": what stands before it."""
    things = sentence.children(token, "pobj", "dobj")
    if sentence.low[token] == "per" and not (
        things and (sentence.mention[things[0]] or sentence.low[token - 1] == "as")
    ):
        return
    source = _source_of(so_far, sentence, things[0]) if things else None
    if source is not None:
        before = text[: sentence.start[token] - sentence.span[0]]
        so_far.keep(sentence, source, tidy(before) or text, "asserted")


def read_quoted(so_far: Findings, sentence: Sentence, verb: int, text: str) -> None:
    """Read "X was quoted as saying" and "quoted X as saying", which no price is."""
    if not any(sentence.low[k] == "as" for k in sentence.kids[verb]):
        return
    passive = sentence.tag[verb] == "VBN" and sentence.child(verb, "nsubj") is None
    subject = sentence.child(verb, "nsubjpass" if passive else "dobj")
    source = so_far.speakers.source(sentence, subject) if subject is not None else None
    if source is not None:
        so_far.keep(sentence, source, tidy(text), "asserted")


def read_familiar(so_far: Findings, sentence: Sentence, text: str) -> None:
    """Read "..., sources familiar with the matter, ..." that lost its verb of saying."""
    if "familiar" not in sentence.present:
        return
    for token, word in enumerate(sentence.low):
        if word not in SOURCES or token == 0:
            continue
        if sentence.low[token - 1] != "," or "familiar" not in sentence.low[token : token + 2]:
            continue
        after = next((i for i in range(token, len(sentence)) if sentence.low[i] == ","), None)
        if (
            after is None
            or any(
                lemma in classes()["say"] and lemma != "include"  # "including that": "adding that"
                for lemma in sentence.lemma[token : after + 2]
            )
        ):
            continue
        source = so_far.speakers.source(sentence, token)
        if source is not None:
            offset = sentence.span[0]
            before = text[: sentence.start[token] - offset].rstrip(" ,")
            behind = text[sentence.end[after] - offset :]
            so_far.keep(sentence, source, tidy(before + behind), "asserted")
