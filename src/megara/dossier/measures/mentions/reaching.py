"""Whom sanctions strike by a verb of their own: "sanctions that would hit lenders"."""

from __future__ import annotations

from megara.dossier.measures.mentions.scope import does
from megara.dossier.sentence import Sentence

# What sanctions do to those whom they strike.
REACHING = frozenset("reach hit target strike cover include extend widen expand broaden spread "
                     "apply cut catch".split())  # fmt: skip


def struck_by_its_verb(sentence: Sentence, head: int) -> list[int]:
    """Return whom sanctions strike by a verb: "hit Rosneft with sanctions", "a ship under them".

    Also "sanctions that would target lenders", "sanctions could be extended to lenders" and
    "escalate sanctions to include targeting lenders".
    """
    over, found = sentence.head[head], []
    verbs = sentence.children(head, "relcl", "acl")
    if sentence.dep[head] in ("nsubj", "nsubjpass", "dobj"):
        verbs += [over, *sentence.children(over, "advcl", "xcomp")]
    for verb in list(verbs):
        if sentence.lemma[verb] in REACHING:
            verbs += sentence.children(verb, "xcomp")  # "to include targeting"
    for verb in verbs:
        if sentence.lemma[verb] in REACHING:
            found += [t for t in sentence.children(verb, "dobj") if t != head]
            found += [t for p in sentence.children(verb, "prep") if sentence.low[p] == "to"
                      for t in sentence.children(p, "pobj")]  # fmt: skip
    if sentence.dep[head] == "pobj" and sentence.low[over] in ("with", "under"):
        above = sentence.head[over]
        if not sentence.is_verb(above):
            found += [above] if sentence.low[over] == "under" else []
        elif sentence.low[over] == "under" or does(sentence.lemma[above], "strike"):
            found += sentence.children(above, "dobj", "nsubjpass")
            if sentence.dep[above] == "acl":
                found.append(sentence.head[above])
        elif sentence.low[over] == "with" and sentence.dep[above] in ("acl", "relcl"):
            # "hit countries buying Russian uranium with tariffs", hung on the buying
            struck = sentence.head[above]
            found += [struck] if does(sentence.lemma[sentence.head[struck]], "strike") else []
    return [t for thing in found for t in sentence.conjuncts(thing)]
