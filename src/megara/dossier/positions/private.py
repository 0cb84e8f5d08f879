"""Who speaks for no state: lawmakers, factions, firms, people, leaders of the past."""

from __future__ import annotations

from functools import cache

from megara.dossier.gazetteer import in_office
from megara.dossier.lexicon import roles, rows
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

MAKERS = frozenset({"lawmaker", "policymaker", "peacemaker", "kingmaker"})
BESIDE_NAME = frozenset({"compound", "nmod", "amod", "appos"})
ORGANISATIONS = frozenset("organization organisation association federation institute foundation "
                          "union council society forum alliance group watch league chamber "
                          "initiative network coalition party centre center".split())  # fmt: skip
GROUPS = frozenset("group number handful dozen majority coalition alliance delegation dozens score "
                   "scores hundreds".split())  # fmt: skip


@cache
def private(kind: str) -> frozenset[str]:
    """Return the words of one kind for those who speak for themselves, not for a state."""
    return frozenset(row["word"] for row in rows("private") if row["kind"] == kind)


def is_private(story: Story, sentence: Sentence, holder: int) -> bool:
    """Say whether a holder speaks for no state: a lawmaker, a faction, a firm, a former leader."""
    mention = sentence.mention[holder]
    if sentence.base[holder] in GROUPS:  # "a group of US senators"
        holder = _members(sentence, holder)
    kids = sentence.kids[holder]
    if any(sentence.base[t].rstrip(".") in private("lawmaker") for t in (holder, *kids)):
        return True
    if mention is not None and mention.name.kind in ("country", "seat", "bloc", "demonym"):
        return False
    if mention is None and (
        sentence.low[holder] in private("faction")
        or sentence.base[holder] in private("person")
        or sentence.base[holder] in private("body")
    ):
        return True  # "Germany's Greens", "French farmers"
    first = holder if mention is None else mention.first
    beside = [k for k in kids if k < first and sentence.dep[k] in BESIDE_NAME]
    if mention is None and any(_is_firm(sentence, t) for t in beside):
        return True  # "Russian steelmaker Severstal"
    titles = [*beside, *(i for k in beside for i in sentence.kids[k])]
    titles += [i for k in sentence.children(holder, "appos") for i in sentence.kids[k]]
    if any(sentence.low[i] in private("past") for i in titles):
        return True  # "former chancellor Gerhard Schroeder", "Peter Lee, a former official"
    if any(sentence.base[i] in private("lawmaker") for i in titles) or _sits(sentence, holder):
        return True  # "opposition leader", "members of the European Parliament"
    if mention is None or mention.name.kind != "person" or titles:
        return False  # the title tells for whom: "Secretary of State Marco Rubio"
    if sentence.child(holder, "appos") is not None:
        return False  # "Marco Rubio, the secretary of state"
    office = set(mention.name.office.lower().split())
    return bool(private("lawmaker") & office) or not in_office(mention.name, story.published)


def _sits(sentence: Sentence, holder: int) -> bool:
    """Say whether a holder is a member of a parliament."""
    if sentence.base[holder] != "member":
        return False
    for prep in sentence.children(holder, "prep"):
        for thing in sentence.children(prep, "pobj"):
            mention = sentence.mention[thing]
            chamber = sentence.base[thing] in ("parliament", "congress", "senate", "assembly")
            if chamber or (mention is not None and mention.name.role == "parliament"):
                return True
    return False


def _members(sentence: Sentence, group: int) -> int:
    """Return those whom a group is of, else the group."""
    for prep in sentence.children(group, "prep"):
        thing = sentence.child(prep, "pobj") if sentence.low[prep] == "of" else None
        if thing is not None and sentence.mention[thing] is None:
            return thing
    return group


def _is_firm(sentence: Sentence, token: int) -> bool:
    """Say whether a word beside a name tells that it is a firm's: "refiner", "chipmaker"."""
    word, mention = sentence.base[token], sentence.mention[token]
    if mention is not None:
        return mention.name.entity_kind == "company"
    return roles().get(word) == "company" or (word.endswith("maker") and word not in MAKERS)


def speaks_for(sentence: Sentence, name: int) -> bool:
    """Say whether an unlisted name is a body or an official of a government."""
    beside = [k for k in sentence.kids[name] if sentence.dep[k] in BESIDE_NAME]
    below = [i for k in beside for i in sentence.kids[k]]
    words_ = {sentence.low[i].rstrip(".") for i in (name, *beside, *below)}
    organisation = sentence.low[name] in ORGANISATIONS
    return not organisation or any(roles().get(w) == "government" for w in words_ - ORGANISATIONS)
