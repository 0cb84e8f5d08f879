"""Positions told by a noun with its owner: "Hungary's objections", "had the backing of Paris"."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.lexicon import Cue, classes, stance_cues
from megara.dossier.positions.direction import Direction, direction, of_complement
from megara.dossier.positions.holders import Found, held_by, spoken_of, topic
from megara.dossier.positions.matters import matters, speaks_of_measure, words
from megara.dossier.positions.outcome import of_outcome
from megara.dossier.positions.turning import NOT_DOING, TURNED, on_measure
from megara.dossier.schema import Stance
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

BEING = frozenset("be remain seem appear become stay grow look sound feel prove get turn".split())
HAVING = frozenset("have voice express raise harbour harbor hold state show signal register "
                   "maintain share cite give lend offer throw pledge".split())  # fmt: skip
WITHDRAWING = frozenset({"drop", "withdraw", "lift", "abandon", "waive", "retract"})
WHOSE = frozenset({"from", "by", "in", "of", "among", "within"})
GIVING = frozenset({"give", "lend", "offer"})
TOWARDS = frozenset({"for", "to", "behind"})


# Who greets a measure with these is who holds them.
GREETING = frozenset({"react", "respond", "greet", "meet", "receive", "answer"})


def of_noun(story: Story, sentence: Sentence, noun: int) -> Iterator[Found]:
    """Yield the positions that a noun tells."""
    cue = _cue(sentence, noun)
    if cue is None or sentence.dep[noun] == "compound":
        return
    verb = sentence.head[noun]
    if sentence.dep[noun] == "nsubj" and cue.words == ("opposition",) and (
        sentence.lemma[verb] in classes()["say"] or sentence.lemma[verb] in stance_cues()["verb"]
    ):  # fmt: skip
        return  # "Hungary's opposition called for sanctions": the parties
    if cue.needs != "intention" and not _about_measure(story, sentence, noun, cue):
        return
    way = of_complement(sentence, noun, context=False)
    for clause in sentence.children(noun, "acl"):  # "regret that the council had failed to agree"
        way = way or direction(sentence, clause)
    if way is None and cue.value == "opposed" and sentence.head[noun] < noun:
        way = of_outcome(story, sentence, None)  # "voiced dismay"
    if cue.needs == "felt" and way is None:
        return
    if way is None and cue.value == "reticent" and _is_another_s(sentence, noun):
        return
    stance: Stance = on_measure(cue.value, way)  # type: ignore[arg-type]
    if cue.needs == "intention":
        yield from _not_intended(story, sentence, noun)
        return
    if cue.words == ("veto",) and sentence.lemma[verb] in ("have", "hold"):
        return  # a right to veto is no veto
    owners, has_verb = _owners(sentence, noun)
    negated = any(sentence.low[k] in ("no", "little") for k in sentence.kids[noun])
    on = topic(story, sentence, noun)
    if owners and not has_verb and sentence.lemma[verb] == "share":
        # "does not share Poland's enthusiasm": Poland has it
        sharer = sentence.subject(verb)
        shared = TURNED.get(stance, stance) if sentence.negated(verb) else stance
        for owner, held in ((sharer, shared), *((owner, stance) for owner in owners)):
            if owner is not None:
                yield from held_by(story, sentence, owner, held, on)
        return
    if has_verb or sentence.dep[noun] == "dobj":
        negated = negated or sentence.negated(verb)
    withdrawn = owners and not has_verb and sentence.lemma[verb] in WITHDRAWING
    if withdrawn and stance in ("opposed", "reticent"):
        above = sentence.head[verb]
        yet = any(sentence.low[k] == "yet" for k in sentence.kids[above])
        kept = yet or sentence.negated(verb) or sentence.lemma[above] in NOT_DOING
        negated, stance = False, stance if kept else "open"  # "has yet to lift its reservations"
    if negated:
        there = sentence.lemma[verb] == "be" and sentence.child(verb, "expl") is not None
        if stance not in TURNED or not (has_verb or there or sentence.dep[noun] == "dobj"):
            return
        stance = "opposed" if sentence.lemma[verb] in GIVING else TURNED[stance]
    for owner in owners:
        yield from held_by(story, sentence, owner, stance, on)


def _is_another_s(sentence: Sentence, noun: int) -> bool:
    """Say whether concerns spoken of before are shared: "partners share these concerns".

    Whose they are tells of what; that of a speaker about the target is support.
    """
    return sentence.lemma[sentence.head[noun]] == "share" and any(
        sentence.low[k] in ("the", "this", "that", "these", "those", "our", "his", "her", "such")
        for k in sentence.kids[noun]
    )


def _not_intended(story: Story, sentence: Sentence, noun: int) -> Iterator[Found]:
    """Read "has no intention of lifting the sanctions", "has no plans to match them".

    No plans to impose any of its own tell nothing.
    """
    verb = sentence.head[noun]
    holder = sentence.subject(verb) if sentence.is_verb(verb) else None
    if holder is None or sentence.lemma[verb] not in ("have", "see"):
        return
    if not any(sentence.low[k] == "no" for k in sentence.kids[noun]):
        return
    for kid in sentence.children(noun, "prep", "acl", "relcl"):
        if sentence.lemma[kid] in words("verb", "following"):
            on = topic(story, sentence, noun)
            yield from held_by(story, sentence, holder, "reticent", on)
            return
        if direction(sentence, kid, spoken_of(story, sentence)) is Direction.AWAY:
            on = topic(story, sentence, noun)
            yield from held_by(story, sentence, holder, "supportive", on)
            return


def _cue(sentence: Sentence, noun: int) -> Cue | None:
    nouns = stance_cues()["noun"]
    if sentence.tag[noun] not in NOUNS:
        return None
    found = nouns.get(sentence.low[noun]) or nouns.get(sentence.base[noun])
    return found[0] if found else None


def _about_measure(story: Story, sentence: Sentence, noun: int, cue: Cue) -> bool:
    """Say whether it is a measure that is objected to, or supported."""
    if cue.needs == "object":
        return _for_a_measure(story, sentence, noun)
    if speaks_of_measure(sentence, range(len(sentence))):
        return True
    verb = sentence.head[noun]
    if not sentence.is_verb(verb):
        return False
    if cue.value == "reticent" and sentence.lemma[verb] not in WITHDRAWING:
        return sentence.lemma[verb] in HAVING
    # objections that are had or withdrawn are to what was spoken of before
    return (
        cue.value in ("opposed", "reticent")
        and sentence.lemma[verb] in HAVING | WITHDRAWING
        and spoken_of(story, sentence)
    )


def _owners(sentence: Sentence, noun: int) -> tuple[list[int], bool]:
    """Return who holds a stance, and whether as the subject of a verb of having."""
    owners = [
        kid
        for kid in sentence.kids[noun]
        if kid < noun
        and (
            sentence.dep[kid] == "poss"
            or (sentence.mention[kid] and sentence.dep[kid] in ("amod", "compound", "nmod"))
        )
    ]
    for prep in sentence.children(noun, "prep", "agent"):
        if sentence.low[prep] in WHOSE:
            owners.extend(sentence.children(prep, "pobj"))
    # "advocates of the ban" are not the ban's
    owners = [owner for owner in owners if sentence.base[owner] not in matters()]
    if owners:
        return owners, False
    token = noun
    while sentence.dep[token] == "pobj" and sentence.low[sentence.head[token]] in ("of", "among"):
        token = sentence.head[token]  # "is one of the keenest advocates", "is among the critics"
        token = sentence.head[token] if sentence.low[token] == "of" else token
    verb = sentence.head[token]
    if sentence.dep[token] == "nsubj" and sentence.lemma[verb] in ("be", "include", "remain"):
        return sentence.children(verb, "attr", "dobj"), False  # "the keenest advocate is Poland"
    if (
        sentence.is_verb(verb)
        and sentence.lemma[verb] in HAVING | BEING | WITHDRAWING
        and sentence.dep[token] in ("dobj", "attr", "prep")
    ):
        subject = sentence.subject(verb)
        return ([subject] if subject is not None else []), sentence.lemma[verb] not in WITHDRAWING
    prep, above = sentence.head[noun], sentence.head[sentence.head[noun]]
    if sentence.low[prep] in ("with", "in") and sentence.lemma[above] in GREETING:
        subject = sentence.subject(above)
        return ([subject] if subject is not None else []), False
    if sentence.dep[noun] == "pobj" and sentence.low[verb] in ("with", "despite"):
        for prep in sentence.children(verb, "prep"):
            owners.extend(sentence.children(prep, "pobj"))
    return owners or _from_whom(sentence, noun), False


def _from_whom(sentence: Sentence, noun: int) -> list[int]:
    """Return whose it is: "support came from Canada", "resistance is led by Germany"."""
    verb = sentence.head[noun]
    if not sentence.is_verb(verb) or sentence.dep[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return []
    passive = sentence.dep[noun] == "nsubjpass"
    ties = [k for k in sentence.children(verb, "agent", "prep")
            if sentence.low[k] == "from" or (passive and sentence.low[k] == "by")]  # fmt: skip
    ties += [i for i in sentence.subtree(noun) if sentence.low[i] == "from"]
    return [k for tie in ties for k in sentence.children(tie, "pobj")]


def _for_a_measure(story: Story, sentence: Sentence, noun: int) -> bool:
    """Say whether support is "for" or "to" a measure, and is had or given."""
    verb = sentence.head[noun]
    if sentence.lemma[verb] in GIVING and spoken_of(story, sentence):
        owner = sentence.child(noun, "poss")
        if owner is not None and sentence.tag[owner] == "PRP$":
            return True
    subject = sentence.child(verb, "nsubj") if sentence.is_verb(verb) else None
    had = sentence.lemma[verb] in HAVING and subject is not None
    if had and sentence.base[subject] in matters():  # type: ignore[index]
        return True  # "the ban has the backing of Finland"
    for holder in (noun, verb):
        for prep in sentence.children(holder, "prep", "dative"):
            if sentence.low[prep] in TOWARDS and speaks_of_measure(
                sentence, sentence.subtree(prep)
            ):
                return True
    return subject is not None and sentence.base[subject] in words("noun", "matter")
