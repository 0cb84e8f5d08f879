"""How far a measure is where no word says so.

"the American embargo" is there; what a sender does by a verb of no list ("rushed through
sanctions on", "joined in with a ban on") is done, if it is told as done.
"""

from __future__ import annotations

from megara.dossier.lexicon import stance_cues
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, in_a_condition, modal_of
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

NOT_THERE = frozenset({"any", "no", "further", "potential", "possible"})
DEFINITE = frozenset({"the", "this", "these", "those", "that"})


def unsaid(anchor: Anchor) -> MeasureStatus | None:
    """Return how far somebody's measure is that is only spoken of.

    "slammed U.S. curbs on" tells of what is there, "said no to an EU ban on" of what is not yet.
    """
    if not _is_there(anchor):
        return None
    sentence = anchor.sentence
    new = any(sentence.low[k] in ("a", "an") for k in sentence.kids[anchor.token])
    about = sentence.dep[anchor.token] == "pobj" and sentence.low[sentence.head[anchor.token]] in (
        "for", "against", "on", "about", "over",
    )  # fmt: skip
    return "considered" if new and about else "imposed"


def _is_there(anchor: Anchor) -> bool:
    sentence = anchor.sentence
    chain = governors(anchor)
    if (
        anchor.is_verb
        or not anchor.imposed_by
        or (anchor.kind == "unspecified" and not anchor.against)
        or any(
            modal_of(sentence, v)
            or (sentence.negated(v) and sentence.child(v, "nsubj") != anchor.token)
            for v in chain  # "the tariffs have not stopped BYD" are there
        )
        or any(sentence.low[k] in NOT_THERE for k in sentence.kids[anchor.token])
        or any(in_a_condition(sentence, v) for v in chain)
    ):
        return False
    return _is_owned(anchor) or _is_had(sentence, anchor, chain)


def _is_owned(anchor: Anchor) -> bool:
    """Say whether it is told of whom it is: "the U.S. embargo"."""
    sentence = anchor.sentence
    return any(
        sentence.mention[i] is not None and i < anchor.first for i in sentence.subtree(anchor.token)
    )


def _is_had(sentence: Sentence, anchor: Anchor, chain: list[int]) -> bool:
    """Say whether its sender is told to have done something with it, new as it is to the story."""
    if not chain or sentence.tag[chain[0]] not in ("VBD", "VBN"):
        return False
    if any(sentence.low[k] in DEFINITE or sentence.dep[k] == "poss"
           for k in sentence.kids[anchor.token]):  # fmt: skip
        return False
    verb, above = chain[0], sentence.head[anchor.token]
    with_it = sentence.low[above] == "with" and sentence.head[above] == verb
    if not with_it and not (above == verb and sentence.dep[anchor.token] == "dobj"):
        return False
    subject = sentence.child(verb, "nsubj")
    if subject is None or sentence.lemma[verb] in stance_cues()["verb"]:
        return False
    mention = sentence.mention[subject]
    return mention is not None and mention.name.party in anchor.imposed_by
