"""What is studied and not yet decided: "is weighing whether to follow", "examines the request"."""

from __future__ import annotations

from megara.dossier.positions.matters import words
from megara.dossier.sentence import Sentence

QUESTIONS = frozenset({"matter", "issue", "question", "request", "proposal", "idea", "plan"})
WHETHER = frozenset({"whether", "if"})


def studies_the_matter(sentence: Sentence, verb: int) -> bool:
    """Say whether what is studied is "the matter", "the request", or "whether to join"."""
    thing = sentence.child(verb, "dobj", "nsubjpass")
    relative = thing is None or sentence.tag[thing] == "WDT"
    if relative and sentence.dep[verb] == "relcl":
        thing = sentence.head[verb]  # "a request that Tokyo is studying"
        return sentence.base[thing] in QUESTIONS
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] in ("into", "at") and thing is None:
            thing = sentence.child(prep, "pobj")
    if thing is not None:
        plain = not any(
            sentence.dep[k] in ("prep", "acl", "relcl", "amod", "compound")
            for k in sentence.kids[thing]
        )
        asked = any(sentence.mention[k] is not None for k in sentence.kids[thing] if k < thing)
        if asked and sentence.base[thing] in QUESTIONS:
            return True  # "is studying an American request"
        if plain and sentence.base[thing] in QUESTIONS:
            own = sentence.child(thing, "poss")
            return own is None or sentence.tag[own] != "PRP$"
        if plain and sentence.low[thing] == "it":
            return True
    follows = words("verb", "following") | {"back", "support"}
    for clause in sentence.children(verb, "ccomp", "xcomp", "advcl"):
        inside = sentence.subtree(clause)
        if WHETHER & {sentence.low[i] for i in inside}:
            return bool({sentence.lemma[i] for i in inside} & follows)
    return False
