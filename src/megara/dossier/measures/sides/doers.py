"""Who imposes a measure by the verbs above it: their subject, agent, or whom they urge to."""

from __future__ import annotations

from megara.dossier.lexicon import classes, members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.restricting import object_of
from megara.dossier.measures.sides.control import URGING, doer_understood, patients
from megara.dossier.measures.sides.members import bloc_of
from megara.dossier.measures.sides.owners import HELD, SOUGHT
from megara.dossier.measures.sides.subjects import AGAINST_IT, agents, of_subject
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.companions import companions

EASED = frozenset({"lift", "ease", "remove", "drop", "end", "relax", "suspend", "waive", "revoke",
                   "repeal", "unwind", "scrap", "soften", "undo"})  # fmt: skip
EVADED = frozenset({"evade", "circumvent", "violate", "skirt", "sidestep", "bypass", "dodge",
                    "flout", "breach"})  # fmt: skip
BLOCKING = frozenset("veto block oppose resist reject hold delay obstruct stall thwart".split())
# Who will not do this with one imposes none either.
BACKING = frozenset("back support endorse favour favor approve accept".split())
# Who does this with a measure is under it.
SUFFERING = frozenset("face risk pay bear incur suffer endure attract get receive earn "
                      "escape".split())  # fmt: skip
# And with these where a preposition leads to it: "is reeling from", "brace for", "live under".
ENDURING = frozenset("reel brace live labour labor chafe groan struggle suffer grapple contend "
                     "cope wrestle smart buckle creak stagger languish recover wilt come fall "
                     "remain toil sag strain".split())  # fmt: skip
ENDURED = {"under": ENDURING, "from": ENDURING - {"come"}, "for": frozenset({"brace"}),
           "with": frozenset({"grapple", "contend", "cope", "wrestle", "struggle"})}  # fmt: skip
PROTESTING = frozenset({"protest", "complain", "object"})
NOT_BY = EVADED | {"risk", "fear", "expect", "avoid"}
RAISING = URGING | frozenset("expect schedule force oblige compel prepare poise set "
                            "know".split())  # fmt: skip
# Who is so has it before him: "officials are divided over whether to".
TORN = frozenset("divide split tear incline determine commit resolve".split())


def doers_of(story: Story, anchor: Anchor, chain: list[int]) -> list[str]:
    """Return the subject or agent of the first verb that has one that imposes."""
    sentence, head = anchor.sentence, anchor.token
    noun = not anchor.is_verb and sentence.base[head] not in HELD
    acl = [k for k in sentence.children(head, "acl", "relcl") if noun and sentence.is_verb(k)]
    eased = suffered = False
    blocked: list[str] = []
    for verb in [*acl, *chain]:
        lem = sentence.lemma[verb]
        if eased and not (lem in URGING and patients(story, sentence, verb)):
            continue  # who demands that sanctions be lifted does not impose them
        eased = eased or (lem in EASED and sentence.child(verb, "nsubjpass") is not None)
        raised = lem in RAISING and sentence.child(verb, "nsubjpass") is not None
        if (lem in NOT_BY and not raised) or is_suffered(anchor, verb):
            # "are to face a duty": the subject above is who suffers it
            suffered = sentence.dep[verb] == "xcomp" and sentence.child(verb, "nsubj") is None
            continue
        found = _joined(story, sentence, verb) if lem == "join" else []
        found = found or agents(story, sentence, verb)
        if found and lem in AGAINST_IT - {"join"} and verb != head:
            return ["EU"] if set(found) <= members("EU") else []  # "vetoed by Hungary"
        if found and verb in acl and lem in SOUGHT:
            continue
        if found:
            return found
        if lem == "be" and anchor.is_verb and sentence.dep[head] == "acl" and verb != head:
            continue  # "he is among those banned"
        if not found and lem in PROTESTING and verb != head:
            found = _addressed(story, sentence, verb)  # "protested to Peru over the ban"
            if found:
                return found
        if suffered:
            suffered = _suffers(sentence, verb)
            continue  # "six lenders are to be unplugged": the subject is who suffers it
        suffered = _suffers(sentence, verb)
        subject = _subject(anchor, verb)
        if lem in AGAINST_IT and verb != head and subject is None and (
            sentence.dep[verb] == "xcomp"
        ):  # fmt: skip
            # "keeps calling for a ban", but "urged Japan to join the ban"
            above = sentence.head[verb]
            told = lem in ("join", "participate") and sentence.lemma[above] in URGING
            return patients(story, sentence, above) if told else []
        if verb in acl and lem != "include" and (_is_passive(sentence, verb) or subject is None):
            continue
        if lem in URGING and verb != head:
            found = patients(story, sentence, verb)
            if found and not any(party.endswith("allies") for party in found):
                return found  # "leaning on the Netherlands to limit sales"
        if subject is None:
            passive = sentence.child(verb, "nsubjpass")
            if passive is None:
                found = doer_understood(story, sentence, verb)
            elif lem in TORN or (lem in RAISING and sentence.child(verb, "xcomp") is not None):
                found = story.parties(sentence, passive)  # "Japan is expected to"
        elif _has_it_done(sentence, verb, chain):
            return []
        elif lem in BACKING and verb != head and sentence.negated(verb):
            blocked = blocked or bloc_of(story, anchor, story.parties(sentence, subject))
        elif (
            lem not in AGAINST_IT
            or (verb == head and lem != "lose")
            or (lem in ("join", "participate") and sentence.negated(verb))
            or _with_it(anchor, verb)
        ):
            found = of_subject(story, sentence, subject)
            for other in companions(sentence, subject):  # "together with Canada"
                found = found + [p for p in story.parties(sentence, other) if p not in found]
        elif lem in BLOCKING and not blocked:
            # who blocks a measure would not have imposed it, but his bloc would
            blocked = bloc_of(story, anchor, story.parties(sentence, subject))
        if found:
            return found
    return blocked


def _joined(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return who does it together: "Fiji joined Canada in banning them"."""
    subject, other = sentence.child(verb, "nsubj"), sentence.child(verb, "dobj")
    if subject is None or other is None or not any(
        sentence.children(p, "pcomp") for p in sentence.children(verb, "prep")
    ):  # fmt: skip
        return []
    return story.parties(sentence, subject) + story.parties(sentence, other)


def _addressed(story: Story, sentence: Sentence, verb: int) -> list[str]:
    ties = [k for k in sentence.children(verb, "prep", "dative") if sentence.low[k] in
            ("to", "with")]  # fmt: skip
    return [p for tie in ties for thing in sentence.children(tie, "pobj")
            for p in story.parties(sentence, thing)]  # fmt: skip


def _subject(anchor: Anchor, verb: int) -> int | None:
    sentence = anchor.sentence
    subject = sentence.child(verb, "nsubj")
    if anchor.is_verb and verb == anchor.token and subject == object_of(sentence, verb):
        subject = None  # the assets that somebody "had frozen"
    if subject is None:
        # "have since 2022 banned it": the parser leaves the subject with the "have"
        left = (sentence.child(k, "nsubj") for k in sentence.children(verb, "aux"))
        subject = next((s for s in left if s is not None), None)
    if subject == anchor.token:
        return None  # "the cap for Russian crude falls": nobody's doing
    if subject is None and sentence.dep[verb] == "conj" and sentence.is_verb(verb) and (
        sentence.child(verb, "nsubjpass", "auxpass") is None
    ):  # fmt: skip
        # "has been asked and is to ban": the passive before it has its subject
        subject = sentence.child(sentence.head[verb], "nsubjpass")
        if subject is None and sentence.lemma[sentence.head[verb]] in AGAINST_IT:
            subject = sentence.child(sentence.head[verb], "nsubj")  # "joined it and has frozen"
    return subject


def _suffers(sentence: Sentence, verb: int) -> bool:
    """Say whether a passive without its own subject has that of the verb above: "is to be cut"."""
    return (
        sentence.child(verb, "auxpass") is not None
        and sentence.dep[verb] in ("xcomp", "pcomp")
        and sentence.child(verb, "nsubj", "nsubjpass") is None
        and named_between(sentence, verb) is None
    )


def named_between(sentence: Sentence, verb: int) -> int | None:
    """Return who stands between a passive and the verb above: "settled on two men to be listed"."""
    above = sentence.head[verb]
    ties = [t for t in sentence.children(above, "prep", "dobj") if above < t < verb]
    if not sentence.is_verb(above) or not ties:
        return None
    last = ties[-1]
    return last if sentence.dep[last] == "dobj" else sentence.child(last, "pobj")


def _is_passive(sentence: Sentence, verb: int) -> bool:
    """Say whether a participle is a passive: "agreed by ministers", not "which has set"."""
    return sentence.tag[verb] == "VBN" and not any(
        sentence.lemma[k] == "have" or sentence.low[k] in ("has", "had", "have")
        for k in sentence.children(verb, "aux")
    )


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


def is_suffered(anchor: Anchor, verb: int) -> bool:
    """Say whether a measure is what the subject of a verb suffers: "face", "reel from" it."""
    sentence, lem = anchor.sentence, anchor.sentence.lemma[verb]
    if anchor.is_verb or sentence.base[anchor.token] in HELD:
        return False
    if lem in SUFFERING:
        direct = sentence.child(verb, "dobj")
        if direct is not None and anchor.token in sentence.subtree(direct):
            return sentence.child(verb, "prt") is None  # not "get sanctions through"
    endured = sentence.first_conjunct(anchor.token)
    prep = sentence.head[endured]
    return (
        lem in ENDURING
        and sentence.head[prep] == verb
        and lem in ENDURED.get(sentence.low[prep], ())
    )


def above_the_clause(story: Story, anchor: Anchor) -> list[str]:
    """Let who signs off on "a package which bans imports" impose the ban."""
    sentence = anchor.sentence
    inside = False
    for token in (anchor.token, *sentence.ancestors(anchor.token)):
        if inside and sentence.is_verb(token):
            if sentence.lemma[token] in classes()["say"] or sentence.lemma[token] in AGAINST_IT:
                return []
            if sentence.lemma[token] in URGING:
                return patients(story, sentence, token)
            subject = sentence.child(token, "nsubj")
            if subject is not None:
                return story.parties(sentence, subject)
        inside = inside or sentence.dep[token] == "relcl"
    return []
