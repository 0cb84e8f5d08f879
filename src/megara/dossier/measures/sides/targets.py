"""On whom a measure is imposed: "on" and "against", "to" for exports, "from" for imports, objects.

The country whose officials, firms or goods are struck is the target.
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.mentions.phrases import good_at
from megara.dossier.measures.mentions.reading import TRADE
from megara.dossier.measures.mentions.restricting import LISTS
from megara.dossier.measures.mentions.scope import of_scope
from megara.dossier.measures.sides.control import URGING
from megara.dossier.measures.sides.doers import EASED
from megara.dossier.measures.sides.owners import HELD, LAYING, is_under_it
from megara.dossier.measures.sides.struck import (
    AID,
    is_the_country,
    named_target,
    nationality_of_goods,
    trade_target,
)
from megara.dossier.measures.sides.sufferers import faced, hurt, of_verb, placed_under
from megara.dossier.measures.status.phrases import DOING
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

TARGETING = frozenset({"on", "against", "targeting", "upon", "toward", "towards", "hitting"})
LINKING = frozenset("part round package set wave batch tranche series raft list slate array use "
                    "prospect possibility idea threat plan proposal introduction imposition form "
                    "range support extension expansion renewal call warning push kind type number "
                    "regime adoption option policy scheme".split())  # fmt: skip
NEVER_STRUCK = frozenset({"UN", "ECOWAS", "African Union", "Arab League", "SADC", "IGAD", "OAS",
                          "CARICOM", "OSCE", "Council of Europe"})  # fmt: skip
MEETING = frozenset("meet gather speak talk sit convene assemble say tell".split())
HOLDING = frozenset({"enjoy", "have", "get", "hold", "receive"})
AIMING = frozenset({"target", "hit", "aim", "bar", "punish", "direct"})
# Verbs whose "on" tells the target.
IMPOSING = frozenset("impose slap place put levy consider apply extend announce introduce target "
                     "be adopt tighten".split())  # fmt: skip


def targets_of(story: Story, anchor: Anchor) -> list[str]:
    """Return the parties that a measure is aimed at."""
    sentence, head = anchor.sentence, anchor.token
    if anchor.is_verb:
        found = of_verb(story, anchor)
    else:
        found = _holder(story, sentence, head)
        found += faced(story, anchor)
        found += placed_under(story, anchor)
        found += hurt(story, anchor)
        for holder in dict.fromkeys(_holders(anchor)):
            if found or _on_top(sentence, holder):
                break
            found = _by_prepositions(story, anchor, holder)
    if not found and anchor.kind in TRADE and sentence.lemma[head] != "lose":
        found = nationality_of_goods(anchor)
    _unless_it_is_under_it(anchor, found)
    others = {*anchor.imposed_by, *_who_urges(story, anchor), *NEVER_STRUCK}
    found = [p for p in found if not (_only_met_in(sentence, p) or p.endswith("allies"))]
    found = [p for p in found if p not in others] or (_spoken_of(anchor, others) if found else [])
    return list(dict.fromkeys("EU" if p == "Europe" else p for p in found))


def _unless_it_is_under_it(anchor: Anchor, found: list[str]) -> None:
    """Let another impose what "India is negotiating over": "the U.S. tariff on Indian goods"."""
    if anchor.is_verb or not found or set(anchor.imposed_by) != set(found) or (
        anchor.kind == "export_control"
    ):  # fmt: skip
        return
    sentence = anchor.sentence
    inside = sentence.subtree(anchor.token)
    named = {m.name.party for m in sentence.mentions
             if m.last - 1 in inside and m.first > anchor.token
             and sentence.dep[m.last - 1] != "nsubj"
             and sentence.low[sentence.head[m.last - 1]] not in ("from", "by")}  # fmt: skip
    if not named.issuperset(found) or any(sentence.lemma[v] in LAYING for v in governors(anchor)):
        return
    anchor.imposed_by = [
        m.name.party
        for m in sentence.mentions
        if m.name.kind in ("country", "seat", "bloc") and m.name.party not in found
    ][:1]


def _only_met_in(sentence: Sentence, party: str) -> bool:
    """Say whether a party is named here only as where somebody meets or speaks."""
    tokens = [m.last - 1 for m in sentence.mentions if m.name.party == party]
    return bool(tokens) and all(is_a_place(sentence, t, MEETING) for t in tokens)


def _holder(story: Story, sentence: Sentence, head: int) -> list[str]:
    """Return whose the privileges are that are taken away, or the embargo that is prolonged."""
    held = sentence.base[head] in HELD
    owners = [k for k in sentence.children(head, "poss")
              if held or is_under_it(story, sentence, k)]  # fmt: skip
    if held:
        # "the access that the country enjoys"
        owners += [s for clause in sentence.children(head, "relcl")
                   if sentence.lemma[clause] in HOLDING
                   and (s := sentence.child(clause, "nsubj")) is not None]  # fmt: skip
    return [p for owner in owners for p in story.parties(sentence, owner)]


def _who_urges(story: Story, anchor: Anchor) -> list[str]:
    """Return who urges another to impose it: "is pressing the Council to bar its coal"."""
    sentence = anchor.sentence
    chain = governors(anchor)
    if any(sentence.lemma[v] in EASED for v in chain):
        return []  # who urges that sanctions be lifted may be under them
    subjects = [sentence.child(v, "nsubj") for v in chain
                if sentence.lemma[v] in URGING - {"like", "want"}]  # fmt: skip
    return [p for s in subjects if s is not None for p in story.parties(sentence, s)]


def _spoken_of(anchor: Anchor, others: set[str]) -> list[str]:
    """Return the last country spoken of before "froze its assets", where "its" seems the sender's.

    Where something only takes place is not spoken of: "meeting in the Nigerian capital".
    """
    sentence = anchor.sentence
    its = not anchor.is_verb and any(
        sentence.tag[t] == "PRP$" for t in sentence.subtree(anchor.token)
    )  # "The EU said that Moscow's ban on its airlines was unjust"
    for kinds in (("country", "seat", "demonym"), ("bloc",))[: 1 + its]:
        for mention in reversed(sentence.mentions):
            if (
                mention.first < anchor.token
                and mention.name.kind in kinds
                and mention.name.party not in others
                and not is_a_place(sentence, mention.last - 1)
            ):
                return [mention.name.party]
    return []


def is_a_place(sentence: Sentence, token: int, doing: frozenset[str] | None = None) -> bool:
    """Say whether a name only tells where a verb's doing takes place: "meeting in Abuja"."""
    while sentence.dep[token] in ("compound", "amod", "poss", "nmod"):
        token = sentence.head[token]
    prep = sentence.head[token]
    return (
        sentence.dep[token] == "pobj"
        and sentence.low[prep] in ("in", "at", "near", "outside")
        and sentence.is_verb(sentence.head[prep])
        and (doing is None or sentence.lemma[sentence.head[prep]] in doing)
    )


def _on_top(sentence: Sentence, holder: int) -> bool:
    """Say whether it only comes "on top of" another measure."""
    return any(
        sentence.low[kid] == "on" and sentence.low[kid + 1 : kid + 2] == ["top"]
        for kid in sentence.children(holder, "prep")
    )


def _holders(anchor: Anchor) -> list[int]:
    """Return the words whose prepositions may tell the target, nearest first."""
    sentence, head = anchor.sentence, anchor.token
    found = [head, *sentence.conjuncts(head)]
    for above in sentence.ancestors(head):
        if sentence.is_verb(above):
            found.append(above)
            break
        if sentence.base[above] in LINKING or sentence.dep[above] == "conj":
            found.append(above)
    found += [v for v in governors(anchor) if sentence.lemma[v] in IMPOSING]
    first = sentence.first_conjunct(head)
    return found + [k for k in sentence.children(first, "acl", "relcl") if k > head]


def _by_prepositions(story: Story, anchor: Anchor, holder: int) -> list[str]:
    """Return the targets that hang on one word: "on Iran", "targeting banks", "to Russia"."""
    sentence = anchor.sentence
    found: list[str] = []
    for tie in sentence.kids[holder]:
        word = sentence.low[tie]
        things = sentence.children(tie, "pobj", "pcomp")
        if (
            sentence.is_verb(holder)
            and things
            and (things[-1] < anchor.first or anchor.token in things)
        ):
            continue  # "On the table in Paris are sanctions"
        if sentence.dep[tie] in ("prep", "dative") and (
            word in TARGETING or (word == "for" and _are_struck(anchor, things))
        ):
            for thing in things:
                if anchor.kind in TRADE or good_at(sentence, thing):
                    found += trade_target(story, anchor, thing)
                else:
                    found += named_target(story, sentence, thing)
        elif sentence.lemma[tie] in AIMING and (
            sentence.dep[tie] in ("acl", "relcl", "advcl", "xcomp")
        ):
            found += _aimed_at(story, sentence, tie)
        elif (
            word == "of"
            and holder == anchor.token
            and (sentence.base[holder] in DOING or sentence.base[holder] in LISTS)
            and sentence.dep[tie] == "prep"
        ):
            for thing in things:
                found += named_target(story, sentence, thing)
        elif sentence.dep[tie] == "prep" and _tells_the_trade(anchor, holder, word):
            for thing in things:
                if is_the_country(sentence, thing):
                    continue
                if sentence.mention[thing] is None and of_scope(
                    sentence.base[thing], "export", "import"
                ):
                    found += trade_target(story, anchor, thing)  # "a halt to arms sales to Iran"
                else:
                    found += story.parties(sentence, thing)
        elif word == "to" and anchor.kind == "travel_ban" and any(
            of_scope(sentence.base[t], "way in") for t in sentence.subtree(holder)
        ):  # fmt: skip
            for thing in things:
                found += story.parties(sentence, thing)  # "the closing of its sky to Russian jets"
    if sentence.lemma[holder] in ("target", "hit", "punish") and sentence.is_verb(holder):
        struck = sentence.child(holder, "dobj")
        if struck is not None:
            found += named_target(story, sentence, struck)
    return found


def _tells_the_trade(anchor: Anchor, holder: int, word: str) -> bool:
    """Say whether "to" or "from" tells with whom trade is cut: goods go to the target of a ban."""
    if word == "to":
        applied = anchor.sentence.lemma[holder] in ("apply", "extend")
        given = anchor.kind == "financial" and anchor.sentence.base[holder] in AID
        trade = anchor.kind in ("export_control", "embargo") or (applied and anchor.kind in TRADE)
        return given or trade
    return word == "from" and anchor.kind in ("import_ban", "tariff", "embargo", "export_control")


def _are_struck(anchor: Anchor, things: list[int]) -> bool:
    """Say whether "for" tells the target: "a ban for Iran", "an entry ban for Iranian judges"."""
    sentence = anchor.sentence
    mentions = [sentence.mention[t] for t in things]
    people = anchor.kind == "travel_ban" and any(sentence.tag[t] in NOUNS for t in things)
    return people or any(m is not None and m.name.kind == "country" for m in mentions)


def _aimed_at(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return at whom sanctions are "aimed", whom they "target"."""
    found: list[str] = []
    struck = sentence.child(verb, "dobj", "nsubjpass")
    if struck is not None:
        found += named_target(story, sentence, struck)
    for prep in sentence.children(verb, "prep"):
        for thing in sentence.children(prep, "pobj", "pcomp"):
            deeper = sentence.child(thing, "dobj")
            found += named_target(story, sentence, deeper if deeper is not None else thing)
    return found
