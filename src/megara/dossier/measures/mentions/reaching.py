"""Whom sanctions strike, and of which kind they are by that: "on officials", "hit lenders"."""

from __future__ import annotations

from megara.dossier.measures.mentions.scope import does, of_scope_any
from megara.dossier.measures.mentions.scoped_nouns import DATES, things_restricted
from megara.dossier.sentence import Sentence

# What sanctions do to those whom they strike.
REACHING = frozenset("reach hit target strike cover include extend widen expand broaden spread "
                     "apply cut catch".split())  # fmt: skip
REACHING_OUT = frozenset({"reach", "hit", "target", "face", "await", "strike", "catch", "cover"})
INCURRING = frozenset({"face", "risk", "pay", "incur", "attract", "invite", "bear", "suffer"})


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


def struck_by(sentence: Sentence, head: int) -> list[int]:
    """Return whom a measure is on: after "on" or "against", or the object of "will reach"."""
    found = things_restricted(sentence, head)
    verb = sentence.head[head]
    if sentence.dep[head] == "nsubj" and sentence.lemma[verb] in REACHING_OUT:
        found += sentence.children(verb, "dobj")
    liable = sentence.head[verb]
    if sentence.dep[head] == "pobj" and sentence.low[liable] in ("liable", "subject", "exposed"):
        subject = sentence.subject(liable)
        found += [subject] if subject is not None else []
    if sentence.dep[head] == "dobj" and sentence.lemma[verb] in INCURRING:
        subject = sentence.subject(verb)
        found += [subject] if subject is not None else []
    return found


def kind_of_the_struck(sentence: Sentence, head: int, before: set[str]) -> str | None:
    """Return the kind that those struck give a noun: sanctions on officials, on a bank."""
    below = set()
    things = [*things_restricted(sentence, head), *struck_by_its_verb(sentence, head)]
    for thing in things:
        below.add(sentence.base[thing])
        below |= {sentence.base[k] for k in sentence.kids[thing]
                  if sentence.dep[k] in ("compound", "nmod", "amod")}  # fmt: skip
    if of_scope_any(below - {"bank", "lender"}, "named") or any(
        word.endswith(("maker", "builder", "owner")) for word in below
    ):
        return "designation"
    if below & {"bank", "lender"} or "bank" in before:
        return "financial"
    inside = {*things, *(k for thing in things for k in sentence.kids[thing]
                         if sentence.dep[k] not in ("relcl", "acl", "poss"))}  # fmt: skip
    if any(
        not inside.isdisjoint(range(m.first, m.last))
        and m.name.entity_kind in ("company", "person")
        for m in sentence.mentions
    ):
        return "designation"
    return _kind_of_a_name(sentence, things)


def _kind_of_a_name(sentence: Sentence, things: list[int]) -> str | None:
    """Return the kind of sanctions on a person or firm that no list knows: "on Zhang Wei"."""
    for thing in things:
        mention = sentence.mention[thing]
        if sentence.tag[thing] not in ("NNP", "NNPS") or sentence.low[thing] in DATES:
            continue
        if mention is None or (mention.name.kind == "person" and mention.first <= thing):
            return "financial" if sentence.low[thing].endswith("bank") else "designation"
    return None
