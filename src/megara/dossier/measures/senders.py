"""Who imposes a measure: its owner, the subject or agent of the verbs above, who is urged to."""

from __future__ import annotations

from collections.abc import Callable

from megara.dossier.lexicon import classes, members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, modal_of
from megara.dossier.measures.restricting import PLACES_OF_SENDERS, object_of
from megara.dossier.measures.scope import does
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

EASED = frozenset({"lift", "ease", "remove", "drop", "end", "relax", "suspend", "waive", "revoke",
                   "repeal", "unwind", "scrap", "soften", "undo"})  # fmt: skip
EVADED = frozenset({"evade", "circumvent", "violate", "skirt", "sidestep", "bypass", "dodge",
                    "flout", "breach"})  # fmt: skip
# Who does this to a measure does not impose it.
AGAINST_IT = frozenset("oppose retaliate respond protest complain reject condemn criticize "
                       "criticise denounce veto accept block resist deny face join participate "
                       "recognise recognize call hold delay obstruct stall spare thwart "
                       "lose".split())  # fmt: skip
NOT_BY = EVADED | {"risk", "fear", "expect", "avoid"}
URGING = frozenset("urge ask press push lobby call persuade convince pressure tell order authorise "
                   "authorize allow encourage want like lean prevail appeal plead "
                   "reason".split())  # fmt: skip
RAISING = URGING | frozenset("expect schedule force oblige compel prepare poise set "
                            "know".split())  # fmt: skip
OFFICES = frozenset("official minister lawmaker policymaker authority regulator legislator "
                    "negotiator senator aide".split())  # fmt: skip
# "The package", "the order": what only stands for the measure or for who imposes it.
MEASURES_AGAIN = frozenset("measure sanction package step penalty restriction curb bundle list "
                           "rule order policy plan".split())  # fmt: skip
TALKS = frozenset({"discussion", "consideration", "debate", "review", "study", "preparation"})
BEFORE = ("poss", "amod", "compound", "nmod")


def senders_of(story: Story, anchor: Anchor) -> list[str]:
    """Return the parties that impose a measure, by the first way that tells."""
    chain = governors(anchor, joined=True)
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: [] if anchor.is_verb else _owners(story, anchor),
        lambda: [] if _names_no_doer(anchor) else _by_verbs(story, anchor, chain),
        lambda: _above_the_clause(story, anchor) if anchor.is_verb else [],
        lambda: _holder_of_assets(story, anchor) if anchor.is_verb else [],
        lambda: _owner_of_the_place(story, anchor) if anchor.is_verb else [],
        lambda: _council(story, anchor, chain),
        lambda: _seat(anchor, chain),
        lambda: _agent_of_the_plan(story, anchor, chain),
        lambda: _speaker(story, anchor, chain),
    )
    for way in ways:
        found = way()
        if found:
            # "Europe" imposes as the union
            return list(dict.fromkeys("EU" if p == "Europe" else p for p in found))
    return []


def _owners(story: Story, anchor: Anchor) -> list[str]:
    """Return who stands before the noun ("U.S. sanctions"), or after it with "by"."""
    sentence, head = anchor.sentence, anchor.token
    found: list[str] = []
    nested = [k for i in range(anchor.first, head) for k in sentence.kids[i]]
    for kid in (*sentence.kids[head], *nested):  # "U.S. visa curbs": it may hang on "visa"
        if kid >= anchor.first or sentence.dep[kid] not in BEFORE:
            continue
        mention = sentence.mention[kid]
        if (mention is not None and mention.name.party) or sentence.dep[kid] == "poss":
            found += story.parties(sentence, kid)
        elif mention is None:
            for inner in sentence.kids[kid]:
                if sentence.mention[inner] is not None and inner < kid:
                    found += story.parties(sentence, inner)
    for prep in sentence.children(head, "prep"):
        told = sentence.low[prep] == "from" and len(sentence.children(head, "prep")) == 1
        if sentence.low[prep] == "by" or told:
            for thing in sentence.children(prep, "pobj"):
                found += story.parties(sentence, thing)
    for above in sentence.ancestors(head):
        if sentence.is_verb(above) or found:
            break
        for kid in sentence.kids[above]:
            if found or kid >= anchor.first or sentence.dep[kid] not in BEFORE:
                continue
            # "an EU-led push": the party hangs on the participle
            for inner in (kid, *sentence.kids[kid]):
                mention = sentence.mention[inner]
                if mention is not None and mention.name.party and not found:
                    found += story.parties(sentence, inner)
    return found


def _by_verbs(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Return the subject or agent of the first verb that has one that imposes."""
    sentence, head = anchor.sentence, anchor.token
    acl = [k for k in sentence.children(head, "acl", "relcl")
           if not anchor.is_verb and sentence.is_verb(k)]  # fmt: skip
    eased = False
    for verb in [*acl, *chain]:
        lem = sentence.lemma[verb]
        if eased and not (lem in URGING and _patients(story, sentence, verb)):
            continue  # who demands that sanctions be lifted does not impose them
        eased = eased or (lem in EASED and sentence.child(verb, "nsubjpass") is not None)
        raised = lem in RAISING and sentence.child(verb, "nsubjpass") is not None
        if (lem in NOT_BY and not raised) or (lem == "face" and _is_faced(sentence, verb, head)):
            continue
        ties = [k for k in sentence.children(verb, "agent", "prep") if sentence.low[k] == "by"]
        agents = [t for tie in ties for t in sentence.children(tie, "pobj")]
        found = [p for t in agents for p in story.parties(sentence, t)]
        if found and lem in AGAINST_IT and verb != head:
            # who vetoes a measure would not have imposed it, but his bloc would
            return ["EU"] if set(found) <= members("EU") else []
        if found:
            return found
        subject = sentence.child(verb, "nsubj")
        if anchor.is_verb and verb == head and subject == object_of(sentence, verb):
            subject = None  # the assets that somebody "had frozen"
        if subject is None and sentence.dep[verb] == "conj" and sentence.is_verb(verb) and (
            sentence.child(verb, "nsubjpass", "auxpass") is None
        ):  # fmt: skip
            # "has been asked and is to ban": the passive before it has its subject
            subject = sentence.child(sentence.head[verb], "nsubjpass")
        if lem in AGAINST_IT and verb != head and subject is None and (
            sentence.dep[verb] == "xcomp"
        ):  # fmt: skip
            # "keeps calling for a ban", but "urged Japan to join the ban"
            return _urged(story, sentence, verb) if lem in ("join", "participate") else []
        if verb in acl and lem != "include" and (sentence.tag[verb] == "VBN" or subject is None):
            continue
        if lem in URGING and verb != head:
            found = _patients(story, sentence, verb)
            if found and not any(party.endswith("allies") for party in found):
                return found  # "leaning on the Netherlands to limit sales"
        if subject is None:
            passive = sentence.child(verb, "nsubjpass")
            if passive is None:
                found = _urged(story, sentence, verb)
            elif lem in RAISING and sentence.child(verb, "xcomp") is not None:
                found = story.parties(sentence, passive)  # "Japan is expected to"
        elif _has_it_done(sentence, verb, chain):
            return []
        elif lem not in AGAINST_IT or (verb == head and lem != "lose") or _with_it(anchor, verb):
            found = story.parties(sentence, subject)
        if found:
            return found
    return []


def _with_it(anchor: Anchor, verb: int) -> bool:
    """Say whether somebody answers "with sanctions" or "by imposing" them."""
    sentence = anchor.sentence
    return any(
        sentence.low[prep] in ("with", "by") and anchor.token in sentence.subtree(prep)
        for prep in sentence.children(verb, "prep")
    )


def _has_it_done(sentence: Sentence, verb: int, chain: list[int]) -> bool:
    """Say whether somebody "had his assets frozen": by others."""
    return sentence.lemma[verb] in ("have", "see") and any(
        sentence.head[v] == verb and sentence.dep[v] == "ccomp" and sentence.tag[v] == "VBN"
        for v in chain
    )


def _is_faced(sentence: Sentence, verb: int, head: int) -> bool:
    direct = sentence.child(verb, "dobj")
    return direct is not None and head in sentence.subtree(direct)


def _urged(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return who is urged: "urged the EU to impose"."""
    above = sentence.head[verb]
    if sentence.dep[verb] not in ("xcomp", "ccomp", "advcl"):
        return []
    if sentence.lemma[above] not in URGING:
        return []
    return _patients(story, sentence, above)


def _patients(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return whom a verb of urging urges: its object, or after "on", "to" and "with"."""
    patients = sentence.children(verb, "dobj")[:1] or [
        thing
        for prep in sentence.children(verb, "prep")
        if sentence.low[prep] in ("on", "upon", "to", "with")
        for thing in sentence.children(prep, "pobj")
    ]
    return [party for patient in patients for party in story.parties(sentence, patient)]


def _above_the_clause(story: Story, anchor: Anchor) -> list[str]:
    """Let who signs off on "a package which bans imports" impose the ban."""
    sentence = anchor.sentence
    inside = False
    for token in (anchor.token, *sentence.ancestors(anchor.token)):
        if inside and sentence.is_verb(token):
            if sentence.lemma[token] in classes()["say"] or sentence.lemma[token] in AGAINST_IT:
                return []
            if sentence.lemma[token] in URGING:
                return _patients(story, sentence, token)
            subject = sentence.child(token, "nsubj")
            if subject is not None:
                return story.parties(sentence, subject)
        inside = inside or sentence.dep[token] == "relcl"
    return []


def _names_no_doer(anchor: Anchor) -> bool:
    """Say whether the subject is who suffers it: "loses access", "purchases are illegal"."""
    lose = anchor.is_verb and anchor.sentence.lemma[anchor.token] == "lose"
    return lose or _is_forbidden(anchor)


def _is_forbidden(anchor: Anchor) -> bool:
    """Say whether the mention is "purchases are illegal", which names no doer."""
    return anchor.is_verb and anchor.sentence.lemma[anchor.token] in ("be", "become", "turn")


def _holder_of_assets(story: Story, anchor: Anchor) -> list[str]:
    """Let South Korea freeze "any assets the firms hold in South Korea"."""
    sentence = anchor.sentence
    thing = object_of(sentence, anchor.token)
    found: list[str] = []
    holders = sentence.children(thing, "relcl", "acl") if thing is not None else []
    if _is_forbidden(anchor):
        holders = [anchor.token]  # "will be illegal in the United States"
    for clause in holders:
        for prep in sentence.children(clause, "prep"):
            if sentence.low[prep] in ("in", "inside", "within"):
                for place in sentence.children(prep, "pobj"):
                    found += story.parties(sentence, place)
    return found


def _owner_of_the_place(story: Story, anchor: Anchor) -> list[str]:
    """Let the bloc impose what is added to "the bloc's blacklist", kept from "EU ports"."""
    sentence = anchor.sentence
    found: list[str] = []
    for token in sentence.subtree(anchor.token):
        if anchor.kind == "travel_ban" and sentence.lemma[token] == "enter":
            for place in sentence.children(token, "dobj"):
                found += story.parties(sentence, place)  # "lost the right to enter Canada"
        if sentence.base[token] in PLACES_OF_SENDERS and sentence.dep[token] == "pobj":
            for owner in sentence.children(token, *BEFORE):
                found += story.parties(sentence, owner)
    return found


def _council(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Let the United Nations impose what a resolution of its council would."""
    sentence = anchor.sentence
    of_text = any(sentence.base[t] == "resolution" for v in chain for t in sentence.kids[v])
    named = any(m.name.party == "UN" for s in story.sentences for m in s.mentions)
    return ["UN"] if of_text and named else []


def _seat(anchor: Anchor, chain: list[int]) -> list[str]:
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


def _agent_of_the_plan(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Let who draws up a plan impose what comes "under a plan drawn up by" him."""
    sentence = anchor.sentence
    for verb in chain[:1]:
        for prep in sentence.children(verb, "prep"):
            for plan in sentence.children(prep, "pobj"):
                if sentence.low[prep] not in ("under", "in", "with") or (
                    sentence.base[plan] not in MEASURES_AGAIN
                ):
                    continue
                agents = [t for k in sentence.subtree(plan) if sentence.dep[k] == "agent"
                          for t in sentence.children(k, "pobj")]  # fmt: skip
                found = [p for t in (*agents, plan) for p in story.parties(sentence, t)]
                if found:
                    return found
    return []


def _speaker(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Let the official who says that it "would" come impose it, where nobody else does."""
    sentence = anchor.sentence
    faced = any(sentence.lemma[v] in ("face", "risk") for v in chain)
    faced = faced or "announce" in {sentence.lemma[a] for a in sentence.ancestors(anchor.token)}
    if not faced and not any(modal_of(sentence, v) in ("will", "would") for v in chain):
        return []
    if not faced and not any(
        sentence.child(v, "nsubjpass", "auxpass") is not None or does(sentence.lemma[v], "require")
        for v in chain
    ):
        return []
    for above in sentence.ancestors(anchor.token):
        if sentence.is_verb(above) and sentence.lemma[above] in ("say", "announce", "add"):
            subject = sentence.child(above, "nsubj")
            return story.parties(sentence, subject) if subject is not None else []
    return []
