"""The further objects of a verb that are of another kind: "froze aid to Mali and its reserves"."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.barring import object_of
from megara.dossier.measures.mentions.phrases import is_instrument
from megara.dossier.measures.mentions.restricting import is_asset, restricted
from megara.dossier.measures.mentions.scope import (
    does,
    does_here,
    kind_of_scope,
    of_scope,
    particle_of,
    whole_of,
)
from megara.dossier.sentence import Sentence


def also_done_to(sentence: Sentence, verb: int, kind: str) -> list[Anchor]:
    """Return the further objects that are of another kind: "froze aid to Mali and its reserves"."""
    thing = done_to(sentence, verb)
    if thing is None or all(sentence.dep[k] != "conj" for k in sentence.kids[thing]):
        return []
    found: list[Anchor] = []
    for other in sentence.conjuncts(thing)[1:]:
        more = _kind_of_another(sentence, verb, whole_of(sentence, other))
        if more is not None and more != kind and all(a.kind != more for a in found):
            found.append(Anchor(sentence, other, other + 1, more))  # type: ignore[arg-type]
    return found


def _kind_of_another(sentence: Sentence, verb: int, thing: int) -> str | None:
    if is_instrument(sentence.base[thing]) or sentence.is_verb(thing):
        return None
    if does(sentence.lemma[verb], "freeze") and is_asset(sentence, thing):
        return kind_of_scope(sentence, thing)
    if not of_scope(sentence.base[thing], "export", "import", "trade", "travel", "finance", "aid"):
        return None
    return restricted(sentence, verb, thing) if does_here(sentence, verb, "limit") else None


def done_to(sentence: Sentence, verb: int) -> int | None:
    """Return the object, also of "switched off the electricity", parsed as "off the ..."."""
    thing = object_of(sentence, verb)
    if thing is not None:
        return thing
    particle = particle_of(sentence, verb, "limit")
    return None if particle is None else sentence.child(particle, "pobj")
