"""What the nouns and adjectives around a mention tell: "planned", "a threat of", "talks on"."""

from __future__ import annotations

from megara.dossier.lexicon import singular, status_cues
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.status.idioms import cue_of
from megara.dossier.sentence import Sentence

# What grows or is at work "for" or "on" a measure to come.
GROWING = frozenset({"support", "momentum", "pressure", "work", "appetite", "readiness"})
# What is asked "on" or "over" a measure that is not there yet, hoped or spoken "for".
QUESTIONS = frozenset(
    "decision vote verdict fate question split rift row deadlock stalemate impasse wrangling "
    "haggling hesitation disagreement headway progress case draft hearing ballot hope chance odds "
    "likelihood speculation holdout advocate proponent backer supporter opponent lobby".split()
)


def _spoken_about(anchor: Anchor) -> str | None:
    """Return what the subject of its verb tells: "a consensus emerged on", "talks go on over"."""
    sentence, head = anchor.sentence, anchor.sentence.head
    by = head[anchor.token]
    if sentence.dep[anchor.token] in ("attr", "nsubj"):
        # "the strongest option is a halt to", "a ban remains an option"
        other = "nsubj" if sentence.dep[anchor.token] == "attr" else "attr"
        subject = sentence.child(by, other)
        if subject is None and other == "nsubj":
            return None
    elif sentence.dep[anchor.token] == "pobj" and sentence.is_verb(head[by]):
        subject = sentence.child(head[by], "nsubj", "nsubjpass", "attr")
    elif sentence.dep[anchor.token] == "pobj" and sentence.low[by] in ("for", "on"):
        subject = next((a for a in sentence.ancestors(by) if sentence.base[a] in GROWING), None)
    else:
        return None
    if subject is None or sentence.mention[subject] is not None:
        return None
    value = status_cues().get(("noun", sentence.base[subject]))
    asked = sentence.base[subject] in GROWING or (
        sentence.base[subject] == "decision"
        and any(sentence.low[k] == "no" for k in sentence.kids[subject])
    )
    return value or ("considered" if asked else None)


def _is_question(sentence: Sentence, noun: int) -> bool:
    """Say whether it is yet to be settled: "a decision on duties", "the fate of the ban"."""
    return sentence.base[noun] in QUESTIONS and any(
        sentence.low[k] in ("on", "over", "about", "of", "for", "against")
        and sentence.dep[k] == "prep"
        for k in sentence.kids[noun]
    )


def cues_near(anchor: Anchor, near: list[int]) -> list[str]:
    """Return what the adjectives and nouns around a mention tell: "planned", "threat of"."""
    sentence, cues = anchor.sentence, status_cues()
    found = []
    for token in near:
        if sentence.is_verb(token) and token != anchor.token:
            continue
        for kid in sentence.kids[token]:
            value = None
            if sentence.dep[kid] in ("amod", "compound") and kid < token:
                value = cues.get(("adj", sentence.low[kid]))
            elif sentence.dep[kid] == "acl" and sentence.tag[kid] in ("VBN", "VBD"):
                value = cue_of(sentence, kid) if token == anchor.token else None
            if value:
                found.append(value)
        if sentence.low[token] in ("close", "near") and token != anchor.token:
            found.append("considered")  # "is close to a ban"
        value = cues.get(("noun", singular(sentence.low[token])))
        if value:
            found.append(value)
        elif token != anchor.token and _is_question(sentence, token):
            found.append("considered")
    about = _spoken_about(anchor)
    if about:
        found.append(about)
    return found
