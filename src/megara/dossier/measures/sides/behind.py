"""Who stands behind a measure that no verb gives a doer: places, councils, plans and speakers."""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import classes, rows
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.restricting import LISTS, PLACES_OF_SENDERS, object_of
from megara.dossier.measures.mentions.scope import does, of_scope
from megara.dossier.measures.sides.control import OWNING
from megara.dossier.measures.sides.doers import EASED
from megara.dossier.measures.sides.owners import HELD
from megara.dossier.measures.sides.struck import is_aid
from megara.dossier.measures.sides.subjects import AGAINST_IT, follows_a_text
from megara.dossier.measures.sides.sufferers import forbidden_clauses
from megara.dossier.measures.sides.targets import targets_of
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

OFFICES = frozenset("official minister lawmaker policymaker authority regulator legislator "
                    "negotiator senator aide".split())  # fmt: skip
# "The package", "the order": what only stands for the measure or for who imposes it.
MEASURES_AGAIN = frozenset("measure sanction package step penalty restriction curb bundle list "
                           "rule order policy plan".split())  # fmt: skip
# Under what a measure comes: whoever made it imposes the measure.
PLANS = MEASURES_AGAIN | frozenset("compromise accord deal agreement arrangement pact ruling memo "
                                   "regulation directive decision proclamation law bill decree act "
                                   "proposal draft scheme programme program legislation "
                                   "resolution".split())  # fmt: skip
DECREEING = frozenset({"decree", "rule", "disclose", "advise", "order", "determine"})
ENTRY = frozenset("entry reentry re-entry visa access travel admission passage".split())
HOLDING = frozenset("hold keep have own park lie deposit locate sit be store freeze "
                    "immobilise immobilize".split())  # fmt: skip
# What a measure does by itself: "the tariff would start".
COMING = frozenset("start begin come apply enter rise climb increase double follow go "
                   "await lose stand fall".split())  # fmt: skip
DOUBTFUL = frozenset({"analyst", "expert", "trader", "lawyer", "source", "people", "person",
                      "company", "diplomat", "exporter", "economist", "researcher"})  # fmt: skip
TALKS = frozenset({"discussion", "consideration", "debate", "review", "study", "preparation"})


def is_forbidden(anchor: Anchor) -> bool:
    """Say whether the mention is "purchases are illegal", which names no doer."""
    return anchor.is_verb and anchor.sentence.lemma[anchor.token] in ("be", "become", "turn")


def holder_of_assets(story: Story, anchor: Anchor) -> list[str]:
    """Let South Korea freeze "any assets the firms hold in South Korea"."""
    sentence = anchor.sentence
    thing = object_of(sentence, anchor.token)
    found: list[str] = []
    holders = sentence.children(thing, "relcl", "acl") if thing is not None else []
    holders = [clause for clause in holders if sentence.lemma[clause] in HOLDING]
    if thing is not None:
        for prep in sentence.children(thing, "prep"):
            for tycoon in sentence.children(prep, "pobj"):
                holders += sentence.children(tycoon, "acl")  # "assets of the tycoon held in London"
    if is_forbidden(anchor):
        holders = [anchor.token]  # "will be illegal in the United States"
    for clause in holders:
        for prep in sentence.children(clause, "prep"):
            if sentence.low[prep] in ("in", "inside", "within"):
                for place in sentence.children(prep, "pobj"):
                    found += story.parties(sentence, place)
    return found


def owner_of_the_place(story: Story, anchor: Anchor) -> list[str]:
    """Let the bloc impose what is added to "its blacklist", kept from "EU ports", "EU visas"."""
    sentence = anchor.sentence
    found: list[str] = []
    things = [object_of(sentence, anchor.token), sentence.child(anchor.token, "dobj")]
    for held in dict.fromkeys(things if anchor.is_verb else []):  # "were denied U.S. visas"
        if held is None or sentence.base[held] not in HELD:
            continue
        found += [m.name.party for k in sentence.children(held, "amod", "compound", "nmod")
                  if (m := sentence.mention[k]) is not None and m.name.party]  # fmt: skip
    for token in sentence.subtree(anchor.token):
        if not anchor.is_verb:
            if of_scope(sentence.base[token], "way in") and sentence.dep[token] == "pobj":
                found += story.modifiers(sentence, token)  # "the closing of Chad's borders"
            continue
        if anchor.kind == "travel_ban" and sentence.lemma[token] in ("enter", "visit"):
            for place in sentence.children(token, "dobj"):
                found += story.parties(sentence, place)  # "lost the right to enter Canada"
        if sentence.base[token] in PLACES_OF_SENDERS and sentence.dep[token] == "pobj":
            of_it = sentence.head[sentence.head[token]] == anchor.token  # "struck off its list"
            lists = does(sentence.lemma[anchor.token], "list")
            if sentence.base[token] in LISTS and not (of_it or lists):
                continue  # "the assets of those on the EU list were frozen": perhaps by another
            for owner in sentence.children(token, *OWNING):
                found += story.parties(sentence, owner)
    if not anchor.is_verb:
        return found
    thing = object_of(sentence, anchor.token)
    if not found and thing is not None and of_scope(sentence.base[thing], "way in"):
        return story.modifiers(sentence, thing)  # "Swiss airspace was closed"
    return found or (_kept_out(story, anchor) if anchor.kind == "travel_ban" else [])


def is_of_a_place(anchor: Anchor) -> bool:
    """Say whether a noun tells what is closed: "the closing of its borders"."""
    return anchor.kind == "travel_ban" and not anchor.is_verb


def _kept_out(story: Story, anchor: Anchor) -> list[str]:
    """Return from where somebody is kept: "barred from Belarus", "denied visas to Canada"."""
    sentence = anchor.sentence
    ties = sentence.children(anchor.token, "prep", "dative")
    for token in sentence.subtree(anchor.token):
        if sentence.base[token] in ENTRY:
            ties += sentence.children(token, "prep")  # "lose their visa-free entry to Malta"
    for prep in ties:
        if sentence.low[prep] in ("from", "to", "into", "out"):
            for place in sentence.children(prep, "pobj"):
                mention = sentence.mention[place]
                if mention is not None and mention.name.kind in ("country", "bloc"):
                    return story.parties(sentence, place)
    return []


def exporter(story: Story, anchor: Anchor) -> list[str]:
    """Let Germany halt "German arms sales to Egypt": whose exports they are, if told to whom."""
    sentence = anchor.sentence
    if anchor.kind != "export_control":
        return []
    for thing in sentence.subtree(anchor.token):
        to = [k for k in sentence.children(thing, "prep") if sentence.low[k] == "to"]
        if to and of_scope(sentence.base[thing], "export"):
            return story.modifiers(sentence, thing)
    return []


def council(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Let the United Nations impose what a resolution of its council would."""
    sentence = anchor.sentence
    of_text = "resolution" in sentence.bases and (
        any(sentence.base[t] == "resolution" for v in chain for t in sentence.kids[v])
        or any(sentence.base[above] == "resolution" for above in sentence.ancestors(anchor.token))
    )
    in_council = "council" in sentence.bases and "draft" in sentence.bases
    if not (of_text or in_council) and not any(_is_its_text(story, sentence, v) for v in chain):
        return []
    named = any(m.name.party == "UN" for s in story.sentences for m in s.mentions)
    return ["UN"] if named else []


def _is_its_text(story: Story, sentence: Sentence, verb: int) -> bool:
    """Say whether the subject is the text of a resolution just told: "The text bans sales"."""
    subject = sentence.subject(verb)
    if subject is None or subject > 2 or sentence.base[subject] not in ("text", "document", "it"):
        return False
    before = story.sentences[max(0, sentence.number - 3) : sentence.number]
    if sentence.low[subject] == "it" and not follows_a_text(story, sentence):
        return False
    return any("resolution" in s.base for s in before)


def seat(anchor: Anchor, chain: list[int]) -> list[str]:
    """Let who sits in Washington impose what is "being weighed in Washington"."""
    sentence = anchor.sentence
    found = []
    for verb in chain:
        own = sentence.child(verb, "nsubj")
        if own not in (None, anchor.token) and sentence.base[own] not in OFFICES:
            continue
        talks = [t for p in sentence.children(verb, "prep") for t in sentence.children(p, "pobj")
                 if sentence.base[t] in TALKS]  # fmt: skip
        for prep in (p for t in (verb, *talks) for p in sentence.children(t, "prep")):
            for place in sentence.children(prep, "pobj"):
                mention = sentence.mention[place]
                if (
                    sentence.low[prep] == "in"
                    and mention is not None
                    and mention.name.kind == "seat"
                ):
                    found.append(mention.name.party)
    return found


def agent_of_the_plan(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Let who draws up a plan impose what comes "under a plan drawn up by" him."""
    sentence = anchor.sentence
    for verb in chain:
        for prep in sentence.children(verb, "prep"):
            for plan in sentence.children(prep, "pobj"):
                if sentence.low[prep] not in ("under", "in", "with") or (
                    sentence.base[plan] not in PLANS
                ):
                    continue
                agents = [t for k in sentence.subtree(plan) if sentence.dep[k] == "agent"
                          for t in sentence.children(k, "pobj")]  # fmt: skip
                found = [p for t in (*agents, plan) for p in story.parties(sentence, t)]
                if found:
                    return found
    return []


def whose_firms(story: Story, anchor: Anchor) -> list[str]:
    """Let Canada forbid what "Canadian firms are barred from" doing: it binds its own."""
    sentence = anchor.sentence
    if not anchor.is_verb or anchor.kind in ("designation", "travel_ban"):
        return []
    clauses = forbidden_clauses(sentence, anchor.token)
    bound = object_of(sentence, anchor.token)
    if bound is None and clauses:
        bound = sentence.child(clauses[0], "nsubj")
    return story.modifiers(sentence, bound) if bound is not None and clauses else []


def whose_money(story: Story, anchor: Anchor) -> list[str]:
    """Return whose aid is cut, whose currency is denied."""
    sentence = anchor.sentence
    if not anchor.is_verb or anchor.kind not in ("financial", "secondary", "embargo"):
        return []
    thing = object_of(sentence, anchor.token)
    given = [t for t in sentence.subtree(thing) if is_aid(sentence, t)] if thing is not None else []
    if given:
        return [p for t in given for p in story.modifiers(sentence, t)]
    below = {sentence.base[i] for i in sentence.subtree(anchor.token) if i > anchor.token}
    return [row["party"] for row in currencies() if row["word"] in below][:1]


@cache
def currencies() -> list[dict[str, str]]:
    """Return whose each currency is: who can cut others off from it."""
    return rows("currencies")


def speaker(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Let the official who says that it "would" come impose it, where nobody else does.

    Who is himself struck, or says that it is eased, says it of another's measure.
    """
    sentence = anchor.sentence
    turned = (EASED | AGAINST_IT) - {"face", "lose"}
    if any(sentence.lemma[v] in turned for v in chain if v != anchor.token):
        return []
    faced = any(sentence.lemma[v] in ("face", "risk", "announce") for v in chain)
    if not faced and not any(_comes(sentence, v) for v in chain):
        return []
    for above in sentence.ancestors(anchor.token):
        if sentence.is_verb(above) and sentence.lemma[above] in classes()["say"] | DECREEING:
            subject = sentence.child(above, "nsubj")
            by = sentence.child(above, "agent")
            if subject is None and by is not None:
                subject = sentence.child(by, "pobj")  # "Chad was told by Paris that it would"
            if subject is None or sentence.base[subject] in DOUBTFUL:
                return []
            struck = targets_of(story, anchor)
            return [p for p in story.parties(sentence, subject) if p not in struck]
    return []


def _comes(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb tells that a measure comes, but of nobody who brings it."""
    if sentence.child(verb, "agent") is not None:
        return False
    if sentence.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    lem = sentence.lemma[verb]
    return does(lem, "require") or lem in COMING
