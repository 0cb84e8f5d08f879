"""On whom the verbs of a measure put it: their object, who suffers, faces or is placed under it."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.mentions.reading import TRADE
from megara.dossier.measures.mentions.restricting import PLACES_OF_SENDERS, object_of
from megara.dossier.measures.mentions.scope import of_scope
from megara.dossier.measures.sides.doers import is_suffered, named_between
from megara.dossier.measures.sides.struck import after_any, is_aid, named_target, trade_target
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

STRIKING = frozenset("hit slap target punish threaten strike saddle burden smack load charge tax "
                     "penalise penalize sting".split())  # fmt: skip
# What a measure does to who is under it, with or without a preposition.
HURTING = frozenset("hit hurt batter squeeze cripple harm damage weaken affect strangle choke "
                    "starve pinch devastate hobble isolate punish strike sting hamper hammer "
                    "target catch await burden cover constrict throttle bleed pummel wallop "
                    "threaten penalise penalize deprive".split())  # fmt: skip
HANGING = {"over": frozenset({"hang", "loom", "hover"}),
           "on": frozenset({"weigh", "fall", "bear", "bite", "center", "centre", "focus"}),
           "into": frozenset({"bite", "eat"}),
           "to": frozenset({"apply", "extend", "relate"})}  # fmt: skip
DEALT = frozenset("hand deal serve give spare grant threaten".split())  # "was handed a duty"
DEALING = frozenset({"deal", "trade", "transact", "work", "cooperate", "do", "engage"})
EXPOSED = frozenset({"liable", "subject", "exposed", "vulnerable", "open"})


def of_verb(story: Story, anchor: Anchor) -> list[str]:
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
        thing = who_suffers(sentence, verb)
    if thing is not None:
        if anchor.kind == "financial" and any(is_aid(sentence, t) for t in sentence.subtree(thing)):
            found += after_any(story, sentence, sentence.subtree(thing), ("to", "for", "with"))
        elif anchor.kind in ("designation", "embargo"):
            found += _just_after(story, sentence, verb, thing) or named_target(
                story, sentence, thing
            )
        else:
            found += trade_target(story, anchor, thing)
    for prep in sentence.children(verb, "prep", "dative"):
        if sentence.low[prep] in ("to", "from", "against", "with"):
            for place in sentence.children(prep, "pobj"):
                if sentence.base[place] not in PLACES_OF_SENDERS:  # their owner imposes
                    found += story.parties(sentence, place)
        if not found and anchor.kind in TRADE and sentence.low[prep] in ("for", "on", "of"):
            for goods in sentence.children(prep, "pobj"):  # "require licences for sales to Iran"
                found += trade_target(story, anchor, goods)
    return found


def _just_after(story: Story, sentence: Sentence, verb: int, thing: int) -> list[str]:
    """Return where "companies in Chad that sold to Sudan" are, hung on the verb."""
    for prep in sentence.children(verb, "prep"):
        if prep == thing + 1 and sentence.low[prep] in ("in", "from"):
            for place in sentence.children(prep, "pobj"):
                mention = sentence.mention[place]
                if mention is not None and mention.name.kind == "country":
                    return story.parties(sentence, place)
    return []


def who_suffers(sentence: Sentence, verb: int) -> int | None:
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
            found += trade_target(story, anchor, thing)
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


def faced(story: Story, anchor: Anchor) -> list[str]:
    """Return who "faces" or "risks" the measure."""
    sentence, head = anchor.sentence, anchor.token
    over = sentence.head[head]
    if sentence.dep[head] == "pobj" and sentence.low[sentence.head[over]] in EXPOSED:
        subject = sentence.subject(sentence.head[sentence.head[over]])
        if subject is not None:
            return named_target(story, sentence, subject)  # "will be liable to penalties"
    for verb in governors(anchor):
        if is_suffered(anchor, verb):
            subject = sentence.subject(verb)
            if subject is not None:
                return story.parties(sentence, subject)
    return []


def hurt(story: Story, anchor: Anchor) -> list[str]:
    """Return whom the measure as subject hits: "the tariffs have battered Indian exporters"."""
    sentence = anchor.sentence
    subject = sentence.first_conjunct(anchor.token)
    if sentence.dep[subject] == "pobj" and sentence.low[sentence.head[subject]] == "of":
        subject = sentence.head[sentence.head[subject]]  # "the package of sanctions"
    verb = sentence.head[subject]
    if sentence.dep[subject] == "dobj" and sentence.lemma[verb] in DEALT:
        given = sentence.child(verb, "nsubjpass", "dative")
        return named_target(story, sentence, given) if given is not None else []
    if sentence.dep[subject] != "nsubj":
        return []
    struck = sentence.child(verb, "dobj") if sentence.lemma[verb] in HURTING else None
    if struck is not None:
        return named_target(story, sentence, struck)
    for prep in sentence.children(verb, "prep"):
        if sentence.lemma[verb] in HANGING.get(sentence.low[prep], ()):
            return [p for thing in sentence.children(prep, "pobj")
                    for p in named_target(story, sentence, thing)]  # fmt: skip
    return []


def placed_under(story: Story, anchor: Anchor) -> list[str]:
    """Return who is "hit with" or "placed under" the measure."""
    sentence, top = anchor.sentence, anchor.token
    while sentence.dep[top] == "conj":
        top = sentence.head[top]
    prep = sentence.head[top]
    if sentence.dep[top] != "pobj" or sentence.low[prep] not in ("with", "under", "for"):
        return []
    verb = sentence.head[prep]
    if sentence.low[prep] == "for" and sentence.lemma[verb] not in ("single", "earmark", "target"):
        return []  # "singled India out for tariffs"
    hung = verb if sentence.mention[verb] is not None else None
    if sentence.lemma[verb] not in STRIKING:
        verb = next((a for a in sentence.ancestors(verb) if sentence.lemma[a] in STRIKING), verb)
    struck = sentence.child(verb, "nsubjpass")
    if struck is None and sentence.dep[verb] in ("xcomp", "acl"):
        struck = who_suffers(sentence, verb)
    if struck is None:
        struck = sentence.child(verb, "dobj")
    if struck is None and hung is not None and verb < hung:
        struck = hung  # "hits Rosneft, Lukoil with sanctions", hung on the last of them
    if struck is None:
        struck = sentence.child(verb, "nsubj")
    if struck is None:
        return []
    if anchor.kind == "unspecified" and of_scope(sentence.base[struck], "named"):
        anchor.kind = "designation"
    if sentence.low[prep] in ("under", "for") or sentence.lemma[verb] in STRIKING:
        return named_target(story, sentence, struck)
    return []
