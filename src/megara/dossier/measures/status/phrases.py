"""Set phrases that tell how far a measure is: "in force", "no plans for", "on the table"."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.status.idioms import cue_of
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

TABLED = frozenset({("on", "the", "table"), ("under", "discussion"), ("under", "consideration"),
                    ("on", "the", "agenda"), ("in", "the", "works"), ("under", "review"),
                    ("in", "preparation"), ("in", "the", "pipeline"), ("up", "for", "discussion"),
                    ("under", "study"), ("under", "debate")})  # fmt: skip
TABLING = frozenset(words[0] for words in TABLED)
# Nouns of doing: "the imposition of tariffs".
DOING = frozenset("imposition blacklisting designation listing introduction adoption inclusion "
                  "addition expansion extension tightening reimposition restoration freezing "
                  "announcement".split())  # fmt: skip
STAYING = frozenset({"stay", "remain", "hold", "survive", "persist", "continue", "endure"})
PUT_PAID = ["put", "paid", "to"]
WANTED = frozenset({"plan", "intention", "need", "question", "appetite", "discussion", "talk",
                    "thought", "case", "reason", "justification", "desire", "ground",
                    "basis"})  # fmt: skip


def refused(anchor: Anchor, near: list[int]) -> bool:
    """Say whether there are "no plans for" it."""
    sentence, low = anchor.sentence, anchor.sentence.low
    if "paid" in low[: anchor.first] and low[(at := low.index("paid")) - 1 : at + 2] == PUT_PAID:
        return True
    return anchor.last < len(sentence) and any(
        sentence.base[token] in WANTED
        and any(sentence.low[k] == "no" for k in sentence.kids[token])
        for token in near
    )


def standing(anchor: Anchor) -> MeasureStatus | None:
    """Read "already in place", "in force", "not in effect yet", "no longer in force"."""
    sentence, low = anchor.sentence, anchor.sentence.low
    if low[0] == "what" and sentence.lemma[1] in STAYING and not sentence.negated(1) and any(
        sentence.lemma[a] in ("be", "do") for a in sentence.ancestors(anchor.token)
    ):  # fmt: skip
        return "imposed"  # "What stays is the embargo, as do the listings"
    for at in range(anchor.last, len(sentence) - 1):
        there = low[at : at + 2] == ["still", "there"]
        remains = sentence.head[at] if there else at if sentence.lemma[at] == "remain" else None
        if remains is not None and sentence.subject(remains) == anchor.token and (
            sentence.child(remains, "attr") is None and cue_of(sentence, remains) != "considered"
        ):  # fmt: skip
            return "imposed"
        if low[at] == "in" and low[at + 1] in ("place", "force", "effect"):
            verb = sentence.head[at]
            if verb == anchor.token:
                over = sentence.head[verb]  # "The ban, in force since May, is gone"
                gone = sentence.is_verb(over) and cue_of(sentence, over) == "rejected"
                return "rejected" if gone else "imposed"
            if sentence.dep[verb] == "relcl" and sentence.head[verb] not in (
                sentence.subtree(anchor.token)
            ):  # fmt: skip
                continue
            if modal_of(sentence, verb) is None and sentence.lemma[verb] in (
                "be", "remain", "stay", "have", "keep", "leave",
            ):  # fmt: skip
                return _if_denied(sentence, verb)
    return None


def _if_denied(sentence: Sentence, verb: int) -> MeasureStatus | None:
    low = sentence.low
    if any(low[k] == "longer" for k in sentence.kids[verb]):
        return "rejected"  # "is no longer in force"
    return None if "yet" in low else "imposed"


def on_the_table(anchor: Anchor) -> MeasureStatus | None:
    """Read "under discussion", "not on the table", "in the works"."""
    sentence, low = anchor.sentence, anchor.sentence.low
    for at in range(anchor.last, len(sentence) - 1):
        if low[at] not in TABLING:
            continue
        if tuple(low[at : at + 3]) in TABLED or tuple(low[at : at + 2]) in TABLED:
            verb = sentence.head[at]
            subject = sentence.subject(verb)
            if subject is None or anchor.token not in sentence.subtree(subject):
                continue
            no = sentence.negated(verb) or any(
                low[k] == "no" for k in (*sentence.kids[subject], subject)
            )
            return "rejected" if no else "considered"
    return None


def is_done(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether a noun of doing tells it: "the imposition of tariffs by ... raised"."""
    sentence = anchor.sentence
    if anchor.is_verb or any(modal_of(sentence, v) for v in chain):
        return False
    for token in (anchor.token, *sentence.ancestors(anchor.token)):
        if sentence.is_verb(token):
            return False
        if sentence.base[token] in DOING:
            of = any(sentence.low[k] == "of" for k in sentence.kids[token])
            by = any(sentence.low[k] == "by" for k in sentence.subtree(token))
            verb = chain[0] if chain else token
            told = sentence.tag[verb] in ("VBD", "VBZ", "VBN")
            return of and (by or (told and sentence.dep[token] in ("nsubj", "nsubjpass")))
    return False
