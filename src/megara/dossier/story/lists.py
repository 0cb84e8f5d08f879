"""The parties that a noun lists after it: "allies such as A and B", "countries from A to B"."""

from __future__ import annotations

from collections.abc import Iterable

from megara.dossier.lexicon import members, roles
from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.story.nouns import BLOCS, SMALL_GROUPS

LISTING = frozenset({"including", "such", "like", "particularly", "notably", "especially",
                     "namely", "as"})  # fmt: skip
PLACES = frozenset({"country", "bloc", "seat"})
# What may stand between two names of a list.
BETWEEN = frozenset({",", "and", "or", "the", "&", "plus"})


def spelt_out(party: str) -> list[str]:
    """Return a party, or the members of a group so small that its name stands for each."""
    if party in SMALL_GROUPS:
        return sorted(members(party))
    return [party] if party else []


def circle_of(owners: list[str]) -> list[str]:
    """Name a circle of allies after whose they are, unless its owner is not told."""
    blocs = [party for party in owners if party in BLOCS]
    if blocs:
        return blocs[:1]  # "its EU partners"
    if "USA" in owners or "West" in owners or not owners:
        return ["US allies"] if "USA" in owners else ["allies"]
    if "Europe" in owners:
        return ["Europe"]
    return [f"{owners[0]} allies"]


def listed(sentence: Sentence, token: int) -> list[str]:
    """Return the parties listed after a noun: "such as", "including", "from A to B", ":"."""
    found: list[str] = []
    for kid in sentence.kids[token]:
        if kid < token and sentence.dep[kid] not in ("appos",):
            continue
        relation, word = sentence.dep[kid], sentence.low[kid]
        if relation == "appos" and roles().get(word) is not None:
            continue  # "the ambassador in Washington" lists nothing
        if relation == "appos" or word in LISTING:
            inside = sentence.subtree(kid)
            found += _places(sentence, (below for below in inside if sentence.dep[below] in
                                        ("pobj", "conj", "appos", "dobj", "pcomp")))  # fmt: skip
        elif relation == "prep" and word == "from" and "to" in sentence.present:
            inside = sentence.subtree(kid)
            if "to" in (sentence.low[i] for i in inside):
                found += _places(sentence, inside)
    if not found and token + 1 < len(sentence) and sentence.low[token + 1] == ",":
        found = _from_to(sentence, token + 2)
    if not found and "among" in sentence.present:
        found = _among_them(sentence, token)
    return list(dict.fromkeys(found))


def _among_them(sentence: Sentence, token: int) -> list[str]:
    """Read "Five countries, among them Greece and Malta", which the parse hangs on the verb."""
    if sentence.dep[token] not in SUBJECTS or sentence.tag[token] not in ("NNS", "CD"):
        return []
    at = sentence.low.index("among")
    if at < token or sentence.low[at + 1 : at + 2] != ["them"]:
        return []
    found: list[str] = []
    for mention in sentence.mentions:
        if mention.first >= at and mention.name.kind in PLACES:
            between = sentence.low[at + 2 : mention.first]
            if not all(w in BETWEEN or sentence.mention[at + 2 + k] for k, w in enumerate(between)):
                break
            found.append(mention.name.party)
    return found


def _places(sentence: Sentence, tokens: Iterable[int]) -> list[str]:
    """Return the parties whose names, as country, bloc or seat, stand at the tokens."""
    mentions = (sentence.mention[token] for token in tokens)
    return [m.name.party for m in mentions if m is not None and m.name.kind in PLACES]


def _from_to(sentence: Sentence, at: int) -> list[str]:
    """Read "from A to B" straight from the words, where the parse lost it."""
    if at >= len(sentence) or sentence.low[at] != "from":
        return []
    found, to = [], False
    for token in range(at + 1, min(at + 12, len(sentence))):
        mention = sentence.mention[token]
        to = to or sentence.low[token] == "to"
        if mention is not None and mention.name.kind in PLACES:
            found.append(mention.name.party)
        elif sentence.low[token] in (",", ";", ".") and to:
            break
    return found if to and len(found) > 1 else []
