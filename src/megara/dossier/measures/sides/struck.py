"""Whose what is struck is: a firm's home, the nationality of goods, the country trade goes to."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.phrases import ends_good
from megara.dossier.measures.mentions.scope import of_scope
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

AID = frozenset("aid assistance funding support credit grant help tranche disbursement".split())
# "Hong Kong-based": where a firm is at home.
AT_HOME = frozenset("based registered flagged headquartered owned controlled made built produced "
                    "grown mined domiciled incorporated".split())  # fmt: skip


def named_target(story: Story, sentence: Sentence, thing: int) -> list[str]:
    """Return the parties of those struck: their own, or that of what is told of them."""
    if is_the_country(sentence, thing) or _is_a_member(sentence, thing):
        return []
    found = _at_home(sentence, thing) or story.parties(sentence, thing)
    if found:
        return found
    for prep in sentence.children(thing, "prep"):
        for inner in sentence.children(prep, "pobj"):
            found += story.parties(sentence, inner)
    prep = sentence.head[thing]
    if not found and sentence.dep[thing] == "pobj" and sentence.low[prep] in ("among", "amongst"):
        subject = sentence.child(sentence.head[prep], "nsubj")
        return story.parties(sentence, subject) if subject is not None else []  # "among those"
    if not found:
        for clause in sentence.children(thing, "acl", "relcl"):
            for below in sentence.subtree(clause):
                mention = sentence.mention[below]
                if (
                    mention is not None
                    and mention.name.kind in ("country", "seat")
                    and sentence.dep[below] in ("dobj", "nsubj", "pobj", "poss")
                ):
                    return [mention.name.party]
    return list(dict.fromkeys(found))


def _is_a_member(sentence: Sentence, thing: int) -> bool:
    """Say whether it is some "NATO ally" or "EU member", not the bloc, that is struck."""
    if sentence.low[thing] not in ("ally", "member", "partner"):
        return False
    return any((m := sentence.mention[k]) is not None and m.name.entity_kind == "bloc"
               for k in sentence.kids[thing])  # fmt: skip


def _at_home(sentence: Sentence, thing: int) -> list[str]:
    """Return where those struck are at home: "Hong Kong-based companies helping Iran"."""
    for kid in sentence.children(thing, "amod"):
        if sentence.low[kid] in AT_HOME:
            for place in sentence.kids[kid]:
                mention = sentence.mention[place]
                if mention is not None and mention.name.party:
                    return [mention.name.party]
    return []


def trade_target(story: Story, anchor: Anchor, thing: int) -> list[str]:
    """Return whose trade it is: "exports to X", "imports from X", "X's oil"."""
    sentence = anchor.sentence
    inside = sentence.subtree(thing)
    to = "to" if anchor.kind == "export_control" else "from"
    found = after_any(story, sentence, inside, (to,))
    if found:
        return found
    if anchor.kind == "export_control":
        if any(is_the_country(sentence, i) for i in inside):
            return []
        found = after_any(story, sentence, inside, ("in", "for", "from"))
        return found or named_target(story, sentence, thing)
    own = [] if of_scope(sentence.base[thing], "import") else story.modifiers(sentence, thing)
    own = [p for p in own if p not in anchor.imposed_by]
    if own:
        return own  # of "two Chinese lenders accused of settling Russian trade"
    for i in inside:
        mention = sentence.mention[i]
        if mention is not None and mention.name.kind in ("demonym", "country", "seat"):
            found.append(mention.name.party)
    return found or named_target(story, sentence, thing)


def after_any(
    story: Story, sentence: Sentence, inside: list[int], words: tuple[str, ...]
) -> list[str]:
    """Return the parties that come after one of several prepositions in a phrase."""
    found: list[str] = []
    for i in inside:
        if sentence.low[i] in words and sentence.tag[i] in ("IN", "TO"):
            for place in sentence.children(i, "pobj"):
                found += story.parties(sentence, place)
    return found


def nationality_of_goods(anchor: Anchor) -> list[str]:
    """Return the nationality of the goods near an anchor ("a ban on Russian diamonds")."""
    sentence = anchor.sentence
    for mention in sentence.mentions:
        if mention.first < anchor.first - 1:
            continue
        after = range(mention.last, min(len(sentence), mention.last + 3))
        if mention.name.kind == "demonym" and any(
            ends_good(sentence, i) and sentence.dep[i] != "compound" for i in after
        ):
            return [mention.name.party]
    return []


def is_the_country(sentence: Sentence, token: int) -> bool:
    """Say whether a token is a bare "the country": the one that the story is about."""
    kids = sentence.kids[token]
    return sentence.low[token] == "country" and len(kids) < 2 and not any(
        sentence.tag[kid] == "PRP$" for kid in kids
    )  # fmt: skip


def is_aid(sentence: Sentence, thing: int) -> bool:
    """Say whether a thing is given: whose aid it is cuts it off."""
    return sentence.base[thing] in AID
