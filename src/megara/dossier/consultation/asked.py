"""Who can be asked, and which parties a noun for them stands for."""

from __future__ import annotations

from megara.dossier.consultation.words import ISO3, values, words
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.lists import PLACES

BEFORE = ("amod", "compound", "nmod", "poss")
THERE = frozenset({"in", "across", "around", "throughout", "from", "on"})
MEMBERS = frozenset({"state", "country", "government", "nation", "capital"})


def is_hit(story: Story, party: str) -> bool:
    """Say whether a party is hit: talks with it are none about it; a bloc is rarely meant."""
    return party in story.targets and len(party) == ISO3


def at_home(sentence: Sentence, token: int) -> bool:
    """Say whether a noun is of the asker's own country: "coalition partners", "parliament"."""
    home = words("at home")
    if sentence.mention[token] is not None:
        return False  # the European Union is no trade union
    return sentence.base[token] in home or any(
        sentence.base[k] in home and sentence.mention[k] is None
        for k in sentence.kids[token]
        if sentence.dep[k] in BEFORE
    )


def can_be_asked(sentence: Sentence, token: int) -> bool:
    """Say whether a noun names somebody abroad who may be asked."""
    if at_home(sentence, token):
        return False
    mention = sentence.mention[token]
    return sentence.base[token] in words("invited") or (
        mention is not None and mention.name.kind in (*PLACES, "body", "person")
    )


def parties_asked(story: Story, sentence: Sentence, token: int) -> list[str]:
    """Return the parties that a noun for those asked stands for, with its region's bloc.

    Circles of no listed bloc ("US allies") are no party that could be invited.
    """
    if at_home(sentence, token):
        return []
    found = [p for p in story.parties(sentence, token) if not p.endswith("allies")]
    for kid in sentence.children(token, "amod", "compound", "nmod"):
        for part in sentence.conjuncts(kid):
            bloc = values("region").get(sentence.low[part])
            if bloc is not None and bloc not in found:
                found.append(bloc)  # "Baltic and Nordic capitals"
    if found or sentence.base[token] not in words("invited"):
        return found
    for prep in sentence.children(token, "prep"):
        if sentence.low[prep] in THERE:
            for thing in sentence.children(prep, "pobj"):
                found += _there(story, sentence, thing)
    return found


def _there(story: Story, sentence: Sentence, thing: int) -> list[str]:
    """Return the parties of "partners in Europe and Asia", "counterparts in the Gulf"."""
    found = []
    for part in sentence.conjuncts(thing):
        bloc = values("region").get(sentence.low[part])
        mention = sentence.mention[part]
        if bloc is not None:
            found.append(bloc)
        elif mention is not None and mention.name.party:
            found.append(mention.name.party)
    return found


def own_members(sentence: Sentence, token: int) -> bool:
    """Say whether a bloc asks those of its own: "the Commission consulted member states"."""
    return sentence.base[token] in MEMBERS
