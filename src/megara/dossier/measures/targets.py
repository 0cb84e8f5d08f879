"""On whom a measure is imposed: "on" and "against", "to" for exports, "from" for imports, objects.

The country whose officials, firms or goods are struck is the target.
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.control import URGING
from megara.dossier.measures.doers import EASED, SUFFERING, is_suffered, named_between
from megara.dossier.measures.governors import governors
from megara.dossier.measures.mentions import TRADE
from megara.dossier.measures.owners import HELD
from megara.dossier.measures.phrases import ends_good, good_at
from megara.dossier.measures.restricting import LISTS, PLACES_OF_SENDERS, object_of
from megara.dossier.measures.scope import of_scope
from megara.dossier.measures.status_phrases import DOING
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

TARGETING = frozenset({"on", "against", "targeting", "upon", "toward", "towards", "hitting"})
LINKING = frozenset("part round package set wave batch tranche series raft list slate array use "
                    "prospect possibility idea threat plan proposal introduction imposition form "
                    "range support extension expansion renewal call warning push kind type number "
                    "regime adoption option policy scheme".split())  # fmt: skip
STRIKING = frozenset("hit slap target punish threaten strike saddle burden smack load charge tax "
                     "penalise penalize sting".split())  # fmt: skip
DEALING = frozenset({"deal", "trade", "transact", "work", "cooperate", "do", "engage"})
AID = frozenset("aid assistance funding support credit grant help tranche disbursement".split())
EXPOSED = frozenset({"liable", "subject", "exposed", "vulnerable", "open"})
# "Hong Kong-based": where a firm is at home.
AT_HOME = frozenset("based registered flagged headquartered owned controlled made built produced "
                    "grown mined domiciled incorporated".split())  # fmt: skip
AIMING = frozenset({"target", "hit", "aim", "bar", "punish", "direct"})
# Verbs whose "on" tells the target.
IMPOSING = frozenset("impose slap place put levy consider apply extend announce introduce target "
                     "be adopt tighten".split())  # fmt: skip


def targets_of(story: Story, anchor: Anchor) -> list[str]:
    """Return the parties that a measure is aimed at."""
    sentence, head = anchor.sentence, anchor.token
    if anchor.is_verb:
        found = _of_verb(story, anchor)
    else:
        found = _holder(story, sentence, head)
        found += _faced(story, anchor)
        found += _under(story, anchor)
        for holder in dict.fromkeys(_holders(anchor)):
            if found or _on_top(sentence, holder):
                break
            found = _by_prepositions(story, anchor, holder)
    if not found and anchor.kind in TRADE and sentence.lemma[head] != "lose":
        found = _adjective_of_goods(anchor)
    others = {*anchor.imposed_by, *_who_urges(story, anchor), "UN"}
    found = [p for p in found if p not in others] or (_spoken_of(anchor, others) if found else [])
    return list(dict.fromkeys("EU" if p == "Europe" else p for p in found))


def _holder(story: Story, sentence: Sentence, head: int) -> list[str]:
    """Return whose the privileges are that are taken away."""
    owners = sentence.children(head, "poss") if sentence.base[head] in HELD else []
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
    for mention in reversed(sentence.mentions):
        if (
            mention.first < anchor.token
            and mention.name.kind in ("country", "seat", "demonym")
            and mention.name.party not in others
            and not is_a_place(sentence, mention.last - 1)
        ):
            return [mention.name.party]
    return []


def is_a_place(sentence: Sentence, token: int) -> bool:
    """Say whether a name only tells where a verb's doing takes place: "meeting in Abuja"."""
    while sentence.dep[token] in ("compound", "amod", "poss", "nmod"):
        token = sentence.head[token]
    prep = sentence.head[token]
    return (
        sentence.dep[token] == "pobj"
        and sentence.low[prep] in ("in", "at", "near", "outside")
        and sentence.is_verb(sentence.head[prep])
    )


def _on_top(sentence: Sentence, holder: int) -> bool:
    """Say whether it only comes "on top of" another measure."""
    return any(
        sentence.low[kid] == "on" and sentence.low[kid + 1 : kid + 2] == ["top"]
        for kid in sentence.children(holder, "prep")
    )


def _of_verb(story: Story, anchor: Anchor) -> list[str]:
    """Return the targets of a verb: its object, and where its trade goes or comes from."""
    sentence, verb = anchor.sentence, anchor.token
    if sentence.lemma[verb] == "lose":
        loser = sentence.subject(verb)
        if loser is None or sentence.tag[loser] == "PRP":
            return []
        return named_target(story, sentence, loser)
    found = _of_what_is_forbidden(story, anchor)
    if found or (anchor.kind == "financial" and forbidden_clauses(sentence, verb)):
        return found  # else those forbidden would be taken for the target
    thing = object_of(sentence, verb)
    if thing is None and sentence.dep[verb] in ("acl", "relcl"):
        thing = sentence.head[verb]
    if thing is None:
        thing = _who_suffers(sentence, verb)
    if thing is not None:
        if anchor.kind == "financial" and any(is_aid(sentence, t) for t in sentence.subtree(thing)):
            found += _at(story, sentence, sentence.subtree(thing), ("to", "for"))
        elif anchor.kind in ("designation", "embargo"):
            found += named_target(story, sentence, thing)
        else:
            found += _trade_target(story, anchor, thing)
    for prep in sentence.children(verb, "prep", "dative"):
        if sentence.low[prep] in ("to", "from", "against", "with"):
            for place in sentence.children(prep, "pobj"):
                if sentence.base[place] not in PLACES_OF_SENDERS:  # their owner imposes
                    found += story.parties(sentence, place)
        if not found and anchor.kind in TRADE and sentence.low[prep] in ("for", "on", "of"):
            for goods in sentence.children(prep, "pobj"):  # "require licences for sales to Iran"
                found += _trade_target(story, anchor, goods)
    return found


def _who_suffers(sentence: Sentence, verb: int) -> int | None:
    """Return the subject above a passive that has none: "six lenders are to be unplugged"."""
    passive = sentence.child(verb, "auxpass") is not None
    if not passive or sentence.dep[verb] not in ("xcomp", "pcomp"):
        return None
    between = named_between(sentence, verb)
    return between if between is not None else sentence.subject(verb)


def _of_what_is_forbidden(story: Story, anchor: Anchor) -> list[str]:
    """Return with whom one's own are forbidden to deal: "barred its firms from lending to X"."""
    sentence, verb = anchor.sentence, anchor.token
    found: list[str] = []
    for clause in forbidden_clauses(sentence, verb):
        thing = sentence.child(clause, "dobj")
        if thing is not None:
            found += _trade_target(story, anchor, thing)
        for prep in sentence.children(clause, "prep", "dative"):
            if sentence.low[prep] in ("to", "from", "in", "with"):
                for place in sentence.children(prep, "pobj"):
                    found += story.parties(sentence, place)
    return found


def forbidden_clauses(sentence: Sentence, verb: int) -> list[int]:
    """Return what somebody is forbidden to do: "barred its firms from lending to X"."""
    clauses = [t for p in sentence.children(verb, "prep") if sentence.low[p] == "from"
               for t in sentence.children(p, "pcomp")]  # fmt: skip
    clauses += [k for k in sentence.children(verb, "xcomp", "ccomp") if sentence.tag[k] == "VB"]
    return [
        clause
        for clause in clauses
        if of_scope(sentence.lemma[clause], "export", "import", "finance")
        or sentence.lemma[clause] in DEALING
    ]


def is_aid(sentence: Sentence, thing: int) -> bool:
    """Say whether a thing is given: whose aid it is cuts it off."""
    return sentence.base[thing] in AID


def _faced(story: Story, anchor: Anchor) -> list[str]:
    """Return who "faces" or "risks" the measure."""
    sentence, head = anchor.sentence, anchor.token
    over = sentence.head[head]
    if sentence.dep[head] == "pobj" and sentence.low[sentence.head[over]] in EXPOSED:
        subject = sentence.subject(sentence.head[sentence.head[over]])
        if subject is not None:
            return named_target(story, sentence, subject)  # "will be liable to penalties"
    for verb in governors(anchor):
        if sentence.lemma[verb] in SUFFERING and is_suffered(anchor, verb):
            subject = sentence.subject(verb)
            if subject is not None:
                return story.parties(sentence, subject)
    return []


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


def _under(story: Story, anchor: Anchor) -> list[str]:
    """Return who is "hit with" or "placed under" the measure."""
    sentence, top = anchor.sentence, anchor.token
    while sentence.dep[top] == "conj":
        top = sentence.head[top]
    prep = sentence.head[top]
    if sentence.dep[top] != "pobj" or sentence.low[prep] not in ("with", "under"):
        return []
    verb = sentence.head[prep]
    if sentence.lemma[verb] not in STRIKING:
        verb = next((a for a in sentence.ancestors(verb) if sentence.lemma[a] in STRIKING), verb)
    struck = sentence.child(verb, "nsubjpass")
    if struck is None and sentence.dep[verb] in ("xcomp", "acl"):
        struck = _who_suffers(sentence, verb)
    if struck is None:
        struck = sentence.child(verb, "dobj")
    if struck is None:
        struck = sentence.child(verb, "nsubj")
    if struck is None:
        return []
    if anchor.kind == "unspecified" and of_scope(sentence.base[struck], "named"):
        anchor.kind = "designation"
    if sentence.low[prep] == "under" or sentence.lemma[verb] in STRIKING:
        return named_target(story, sentence, struck)
    return []


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
                    found += _trade_target(story, anchor, thing)
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
                    found += _trade_target(story, anchor, thing)  # "a halt to arms sales to Iran"
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


def named_target(story: Story, sentence: Sentence, thing: int) -> list[str]:
    """Return the parties of those struck: their own, or that of what is told of them."""
    if is_the_country(sentence, thing):
        return []
    found = _at_home(sentence, thing) or story.parties(sentence, thing)
    if found:
        return found
    for prep in sentence.children(thing, "prep"):
        for inner in sentence.children(prep, "pobj"):
            found += story.parties(sentence, inner)
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


def _at_home(sentence: Sentence, thing: int) -> list[str]:
    """Return where those struck are at home: "Hong Kong-based companies helping Iran"."""
    for kid in sentence.children(thing, "amod"):
        if sentence.low[kid] in AT_HOME:
            for place in sentence.kids[kid]:
                mention = sentence.mention[place]
                if mention is not None and mention.name.party:
                    return [mention.name.party]
    return []


def _trade_target(story: Story, anchor: Anchor, thing: int) -> list[str]:
    """Return whose trade it is: "exports to X", "imports from X", "X's oil"."""
    sentence = anchor.sentence
    inside = sentence.subtree(thing)
    to = "to" if anchor.kind == "export_control" else "from"
    found = _at(story, sentence, inside, (to,))
    if found:
        return found
    if anchor.kind == "export_control":
        if any(is_the_country(sentence, i) for i in inside):
            return []
        found = _at(story, sentence, inside, ("in", "for", "from"))
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


def _at(story: Story, sentence: Sentence, inside: list[int], words: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for i in inside:
        if sentence.low[i] in words and sentence.tag[i] in ("IN", "TO"):
            for place in sentence.children(i, "pobj"):
                found += story.parties(sentence, place)
    return found


def _adjective_of_goods(anchor: Anchor) -> list[str]:
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
    return sentence.low[token] == "country" and len(sentence.kids[token]) < 2
