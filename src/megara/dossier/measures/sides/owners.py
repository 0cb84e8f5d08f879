"""Whose a measure is by its own phrase: "U.S. sanctions", "a ban by Peru", "curbs Japan put"."""

from __future__ import annotations

from megara.dossier.lexicon import members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.sides.control import OWNING, doer_understood
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

RELATIVE = frozenset({"which", "that", "who", "whom"})
# What the one who imposes a measure does with it, in a clause after it.
LAYING = frozenset("impose put place set slap maintain keep adopt announce introduce order decree "
                   "levy propose plan threaten prepare draft unveil enact weigh consider lift ease "
                   "drop suspend declare clamp apply tighten extend renew promise pledge hold "
                   "reimpose reinstate have issue design pass mull contemplate agree "
                   "enforce launch lay approve".split())  # fmt: skip
# What one does with a measure of one's own: the owner that is told is another, under it.
CHANGING = frozenset("extend prolong renew tighten ease loosen lift relax widen broaden end "
                     "suspend drop scrap keep maintain".split())  # fmt: skip
# By whom it is wished or fought, not imposed: "an embargo sought by Kyiv".
SOUGHT = frozenset("seek demand urge want request champion favour favor champion welcome support "
                   "back suggest call promote dread fear".split())  # fmt: skip
# Who does this with another's measure makes it his own.
ADOPTING = frozenset("adopt follow join mirror copy replicate emulate transpose align match echo "
                     "take subscribe implement incorporate".split())  # fmt: skip
ALSO_IF_NOT = frozenset("adopt follow join mirror copy align".split())
# What its owner has, until another takes it away: "Peru's trade privileges".
HELD = frozenset("licence license privilege access status waiver exemption preference "
                 "visa".split())  # fmt: skip
WHOLE = frozenset({"bloc", "union", "community", "alliance", "group", "continent"})


def owners_of(story: Story, anchor: Anchor) -> list[str]:
    """Return who stands before the noun, after it with "by", or places it in a clause of its own.

    Who adopts another's measure imposes it himself: "Norway adopts the EU's sanctions".
    """
    found = _before(story, anchor) or _after(story, anchor)
    if anchor.sentence.base[anchor.token] not in HELD:  # "the access that Chad has" is its own
        found = found or _who_laid(story, anchor)
    found = found or _above(story, anchor)
    return (_who_adopts(story, anchor, found) or found) if found else found


def _before(story: Story, anchor: Anchor) -> list[str]:
    sentence, head = anchor.sentence, anchor.token
    found: list[str] = []
    nested = [k for i in range(anchor.first, head) for k in sentence.kids[i]]
    for kid in (*sentence.kids[head], *nested):  # "U.S. visa curbs": it may hang on "visa"
        if kid >= anchor.first or sentence.dep[kid] not in OWNING:
            continue
        if sentence.dep[kid] == "poss" and (
            sentence.base[head] in HELD or is_under_it(story, sentence, kid)
        ):
            continue
        mention = sentence.mention[kid]
        if sentence.tag[kid] == "PRP$":
            found += _their(story, sentence, head) or story.parties(sentence, kid)
        elif (mention is not None and mention.name.party) or sentence.dep[kid] == "poss":
            found += story.parties(sentence, kid)
        elif mention is None:
            for inner in sentence.kids[kid]:
                if inner < kid and (
                    sentence.mention[inner] is not None or sentence.low[inner] in WHOLE
                ):
                    found += story.parties(sentence, inner)  # "bloc-wide", "EU-wide"
    return found


def is_under_it(story: Story, sentence: Sentence, owner: int) -> bool:
    """Say whether an owner is who suffers what another changes: "extended Sudan's embargo"."""
    mention, noun = sentence.mention[owner], sentence.head[owner]
    verb = sentence.head[noun]
    if mention is None or mention.name.kind != "country" or sentence.dep[noun] != "dobj" or (
        sentence.lemma[verb] not in CHANGING
    ):  # fmt: skip
        return False
    subject = sentence.child(verb, "nsubj")
    doer = story.parties(sentence, subject) if subject is not None else []
    return bool(doer) and mention.name.party not in doer


def _their(story: Story, sentence: Sentence, head: int) -> list[str]:
    """Return whose "their sanctions" are: of those who are urged to drop them, not who urges."""
    verb = sentence.head[head]
    if not sentence.is_verb(verb) or sentence.child(verb, "nsubj", "nsubjpass") is not None:
        return []
    return doer_understood(story, sentence, verb)


def _after(story: Story, anchor: Anchor) -> list[str]:
    sentence, head = anchor.sentence, anchor.token
    found: list[str] = []
    ties = sentence.children(head, "prep")
    verb = sentence.head[head]
    if sentence.dep[head] == "dobj" and sentence.child(verb, "nsubj") is not None:
        # "blocked the listing of the firm by the EU", hung on the verb
        ties += [k for k in sentence.children(verb, "prep") if sentence.low[k] == "by" and k > head]
    for of in sentence.children(head, "prep"):
        if sentence.low[of] == "of":  # "the listing of a senator by Canada", hung on him
            ties += [k for t in sentence.children(of, "pobj") for k in sentence.children(t, "prep")
                     if sentence.low[k] == "by"]  # fmt: skip
    for prep in ties:
        told = sentence.low[prep] == "from" and len(ties) == 1
        if sentence.low[prep] == "by" or told:
            for thing in sentence.children(prep, "pobj"):
                found += story.parties(sentence, thing)
    return found


def _who_laid(story: Story, anchor: Anchor) -> list[str]:
    """Return who lays it in a clause that follows: "the limit the G7 has set", "agreed by it"."""
    sentence, head = anchor.sentence, anchor.token
    inside = sentence.subtree(head)
    clauses = [t for t in inside if t > head and sentence.dep[t] in ("relcl", "acl")]
    for above in sentence.ancestors(head):
        if sentence.is_verb(above):
            break  # "a reprieve from the embargo agreed by leaders", hung on the reprieve
        clauses += [k for k in sentence.children(above, "acl") if k > head]
    subject = next((t for t in range(head + 1, min(head + 6, len(sentence)))
                    if sentence.dep[t] == "nsubj"), None)  # fmt: skip
    if subject is not None and not any(
        sentence.tag[t] in (",", ":", "IN", "CC") or sentence.is_verb(t)
        for t in range(head + 1, subject)
    ):
        clauses.append(sentence.head[subject])  # wherever the parser has hung it
    for clause in clauses:
        if sentence.lemma[clause] not in LAYING:
            continue
        own = subject if subject is not None and sentence.head[subject] == clause else (
            sentence.child(clause, "nsubj")
        )  # fmt: skip
        if own is not None and own > head and sentence.low[own] not in RELATIVE:
            return story.parties(sentence, own)
        for tie in sentence.children(clause, "agent", "prep"):
            if sentence.low[tie] == "by" and own is None:
                found = [p for t in sentence.children(tie, "pobj")
                         for p in story.parties(sentence, t)]  # fmt: skip
                if found:
                    return found
    return []


def _above(story: Story, anchor: Anchor) -> list[str]:
    """Return whose the noun is of which the measure is a part: "an EU-led push for an embargo"."""
    sentence = anchor.sentence
    if sentence.dep[anchor.token] == "appos":
        return []  # "closed its sky to Indian airlines, a ban that"
    for above in sentence.ancestors(anchor.token):
        if sentence.is_verb(above) or sentence.low[above] == "with":
            break  # "targets the Russian fleet with sanctions", hung on the fleet
        for kid in sentence.kids[above]:
            if kid >= anchor.first or sentence.dep[kid] not in OWNING:
                continue
            # "an EU-led push": the party hangs on the participle
            for inner in (kid, *sentence.kids[kid]):
                mention = sentence.mention[inner]
                if mention is not None and mention.name.party:
                    return story.parties(sentence, inner)
    return []


def _who_adopts(story: Story, anchor: Anchor, owners: list[str]) -> list[str]:
    """Return who takes over a measure that is another's, where he is no part of that other."""
    sentence = anchor.sentence
    verb = next((a for a in sentence.ancestors(anchor.token) if sentence.is_verb(a)), None)
    if verb is None or sentence.lemma[verb] not in ADOPTING or not _takes_over(sentence, verb):
        return []
    if sentence.negated(verb) and sentence.lemma[verb] not in ALSO_IF_NOT:
        return []
    subject = sentence.subject(verb)
    if subject is None or sentence.dep[subject] == "nsubjpass":
        return []
    found = story.parties(sentence, subject) or _told_above(story, sentence, verb)
    inside = set(owners).union(*(members(owner) for owner in owners))
    return found if not set(found) & inside else []


def _takes_over(sentence: Sentence, verb: int) -> bool:
    """Say whether "take" is "take over" or "take on"."""
    return sentence.lemma[verb] != "take" or any(
        sentence.low[k] in ("over", "on") for k in sentence.children(verb, "prt", "prep")
    )


def _told_above(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return who says that a council of his has adopted it, where its name tells no party."""
    above = sentence.head[verb]
    if sentence.dep[verb] != "ccomp":
        return []
    subject = sentence.child(above, "nsubj")
    return story.parties(sentence, subject) if subject is not None else []
