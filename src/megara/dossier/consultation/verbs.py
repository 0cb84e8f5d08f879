"""Where a verb tells of asking: "has canvassed", "asked whether they would join", "won over"."""

from __future__ import annotations

from megara.dossier.consultation.asked import can_be_asked, is_hit, parties_asked
from megara.dossier.consultation.words import needing_topic, telling, words
from megara.dossier.positions.matters import matters
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

TOGETHER = frozenset({"consult", "confer", "coordinate"})  # "they consulted on sanctions"
FAR = 6  # tokens: the particle of "bring a reluctant Rome round"
Asking = tuple[list[str], list[str], list[int]]


def told_by_verb(story: Story, sentence: Sentence, verb: int) -> Asking | None:
    """Return who asks, who is asked, and the nouns for these, by one verb of asking."""
    lemma = sentence.lemma[verb]
    if sentence.dep[verb] in ("amod", "acl") and sentence.tag[verb] == "VBN":
        return None  # "people briefed on the talks"
    if sentence.negated(verb) or lemma not in telling() or _is_still_to_be(sentence, verb):
        return None
    brings = lemma in words("over") and _brings_over(sentence, verb)
    if not brings:
        if lemma in needing_topic() and lemma not in words("asking") and (
            words("idiom").isdisjoint(sentence.bases)
            and lemma not in words("sharing")
            and lemma not in words("partnering")
        ):  # fmt: skip
            return None
        if lemma in words("out") and not any(sentence.low[k] == "out" for k in sentence.kids[verb]):
            return None
        if lemma in words("asking") and not _asks_to_join(sentence, verb):
            return None
    asked = _asked(sentence, verb)
    if not brings and lemma in needing_topic() and not (
        any(sentence.base[k] in words("idiom") for k in asked)
        or (lemma in words("partnering") and _has_partner(sentence, verb))
        or (lemma in words("sharing") and any(sentence.base[k] in matters() for k in asked))
    ):  # fmt: skip
        return None
    if any(sentence.low[k] == "against" for k in sentence.children(verb, "prep")):
        return None  # "lobbied him against it"
    passive = sentence.child(verb, "nsubjpass")
    if passive is not None:
        agent = [t for a in sentence.children(verb, "agent")
                 for t in sentence.children(a, "pobj")]  # fmt: skip
        whom = [p for k in sentence.conjuncts(passive) for p in parties_asked(story, sentence, k)]
        by = [p for t in agent for p in story.parties(sentence, t)]
        return (by, whom, [passive]) if whom else None
    names = [k for k in asked if can_be_asked(sentence, k)]
    subject = sentence.subject(verb)
    by = story.parties(sentence, subject) if subject is not None else []
    whom = [p for k in names for p in parties_asked(story, sentence, k)]
    if not names and not (
        (lemma in TOGETHER and len(by) > 1) or (by and _gathers_support(sentence, verb, asked))
    ):
        return None
    if whom and all(is_hit(story, p) for p in whom):
        return None
    if by and all(is_hit(story, p) for p in by):
        return None  # who is to be hit lobbies for something else
    return by, whom, names


def _is_still_to_be(sentence: Sentence, verb: int) -> bool:
    """Say whether nobody was asked so far: "has yet to sound out anyone", "whether it will"."""
    if any(sentence.low[k] in ("whether", "if", "unless") for k in sentence.kids[verb] if k < verb):
        return True
    above = sentence.head[verb]
    return sentence.dep[verb] == "xcomp" and any(
        sentence.low[k] == "yet" for k in (*sentence.kids[above], *sentence.kids[verb])
    )


def _has_partner(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb has a partner: "is working with Paris on it"."""
    return any(
        can_be_asked(sentence, thing)
        for prep in sentence.children(verb, "prep")
        if sentence.low[prep] == "with"
        for thing in sentence.children(prep, "pobj")
    )


def _gathers_support(sentence: Sentence, verb: int, asked: list[int]) -> bool:
    """Say whether a verb tells of seeking help of nobody named: "to drum up support for it"."""
    return sentence.lemma[verb] in words("gathering") and any(
        sentence.base[k] in words("support") for k in asked
    )


def _brings_over(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb tells of winning somebody: "to bring the Europeans round"."""
    near = sentence.low[verb + 1 : verb + 1 + FAR]
    return not words("over particle").isdisjoint(near) and any(
        sentence.low[k] in words("over particle") for k in sentence.subtree(verb)
        if verb < k <= verb + FAR
    )  # fmt: skip


def _asks_to_join(sentence: Sentence, verb: int) -> bool:
    """Say whether it is asked "whether", "how far", or to join, not to do something else."""
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] not in ("ccomp", "xcomp", "advcl") or kid < verb:
            continue
        things = sentence.children(kid, "dobj")
        if sentence.lemma[kid] in words("cutting") and (
            any(sentence.base[k] in words("trade") for k in things)
            or any(sentence.lemma[k] in words("trade verb")
                   for k in sentence.children(kid, "xcomp", "pcomp", "dobj"))
        ):  # fmt: skip
            return True  # "asked to stop the export of chips", as a measure would
        if sentence.negated(kid) or sentence.lemma[kid] in words("sparing"):
            return False
        inside = sentence.subtree(kid)
        if any(sentence.low[k] in ("whether", "if", "how", "what") for k in inside[:3]):
            return True
        if sentence.lemma[kid] in words("joining"):
            return True
        things += [t for p in sentence.children(kid, "prep") for t in sentence.children(p, "pobj")]
        if any(sentence.base[k] in matters() or sentence.base[k] in words("about") for k in things):
            return True
    return False


def _asked(sentence: Sentence, verb: int) -> list[int]:
    """Return the nouns that a verb asks: its object and what hangs on "with", "among", "of"."""
    found: list[int] = []
    stack = sentence.children(verb, "dobj", "dative", "prep", "nsubj", "prt")
    stack = [k for k in stack if k > verb or sentence.dep[k] == "dobj"]
    stack += [s for k in sentence.children(verb, "ccomp") for s in sentence.children(k, "nsubj")]
    while stack:
        here = stack.pop()
        if sentence.dep[here] in ("prep", "dative", "prt") and sentence.tag[here] in (
            "IN", "TO", "RP"
        ):  # fmt: skip
            low, above = sentence.low[here], sentence.base[sentence.head[here]]
            if low == "of" and above in words("topic"):
                continue  # "circulated a list of Iranian officials"
            if low in words("with") or low in ("for", "in", "over"):
                stack.extend(sentence.children(here, "pobj"))
            continue
        found.append(here)
        stack.extend(sentence.children(here, "conj", "appos"))
        inner = sentence.children(here, "prep")
        if sentence.base[here] in words("topic"):  # "the question of an embargo to Germany"
            for prep in [k for k in inner if sentence.low[k] == "of"]:
                for thing in sentence.children(prep, "pobj"):
                    inner += [k for k in sentence.children(thing, "prep")
                              if sentence.low[k] in ("to", "with")]  # fmt: skip
        stack.extend(k for k in inner if sentence.low[k] in words("with"))
    return sorted(found)
