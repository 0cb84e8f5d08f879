"""The role that a noun names, the words of an organisation's name, and nouns that point back."""

from __future__ import annotations

from functools import lru_cache

from megara.dossier.lexicon import roles, singular
from megara.dossier.sentence import Sentence

ORGANISATIONS = frozenset(
    "institute institution university college school foundation center centre council committee "
    "association federation group corp corporation inc ltd llc plc company bank agency ministry "
    "department office commission authority organization organisation fund union party chamber "
    "society network trust think-tank initiative project lab laboratory board bureau service "
    "partners capital energy holdings coalition endowment academy forum alliance "
    "guard guards forces police court tribunal secretariat customs "
    "directorate airlines shipping exchange mission embassy treasury metals "
    "petrochemical petrochemicals petroleum refining refinery refineries chemical chemicals steel "
    "aluminium aluminum motors automotive lines navigation marine maritime tankers insurance "
    "assurance airways aviation aerospace electronics systems telecom solutions international "
    "pharmaceuticals mining minerals gas resources power electric trading "
    "oil shipyard industries technologies semiconductor logistics press studio".split()
)


@lru_cache(maxsize=65_536)
def role_of(word: str) -> str | None:
    """Return the role of a noun, in the singular or plural."""
    known = roles()
    return known.get(word) or known.get(singular(word))


def organisation(full: str) -> bool:
    """Say whether a proper name is that of an organisation, by its words."""
    return any(word.lower().strip(".,") in ORGANISATIONS for word in full.split())


def definite(sentence: Sentence, token: int) -> bool:
    """Say whether a noun points back to something known: "the official", "those officials"."""
    return any(sentence.low[k] in ("the", "that", "this", "these", "those")
               for k in sentence.kids[token])  # fmt: skip
