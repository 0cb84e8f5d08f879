"""Where a noun tells of asking: "consultations with allies", "contacts between A and B"."""

from __future__ import annotations

from megara.dossier.consultation.asked import at_home, is_hit, parties_asked
from megara.dossier.consultation.verbs import Asking
from megara.dossier.consultation.words import words
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

DOMESTIC = frozenset({"opposition", "rebel", "guerrilla", "protester", "striker"})
BEGINNING = frozenset({"begin", "start", "open", "hold", "launch"})
NEAR = 9  # tokens


def told_by_noun(
    story: Story, sentence: Sentence, at: int, *, about: bool, near: bool
) -> Asking | None:
    """Return who talks with whom, and the nouns for the latter, by one noun for talks.

    Parameters
    ----------
    about
        Whether the sentence speaks of a measure.
    near
        Whether the sentence before or after it does.
    """
    beside = {sentence.low[k] for k in sentence.kids[at] if k < at}
    definite = not beside.isdisjoint({"the", "these", "those"})
    first = not beside.isdisjoint(words("first"))
    if not beside.isdisjoint(words("other talks")) or "no" in beside:
        return None
    if sentence.low[at] == "touch" and sentence.low[at - 1] != "in":
        return None
    verb = next((a for a in sentence.ancestors(at) if sentence.is_verb(a)), None)
    if verb is not None and sentence.negated(verb) and sentence.lemma[verb] in BEGINNING:
        return None  # "talks have not begun"
    conducts = verb is not None and sentence.lemma[verb] in words("conduct")
    subject = sentence.subject(verb) if verb is not None else None
    subject = None if subject == at else subject
    doers = story.parties(sentence, subject) if subject is not None else []
    if verb is not None:  # "talks were held by Brussels"
        agents = [t for k in sentence.children(verb, "agent") for t in sentence.children(k, "pobj")]
        doers += [p for agent in agents for p in story.parties(sentence, agent)]
    if not (about or definite or first or (near and conducts and len(doers) > 1)):
        return None
    partners = _after(sentence, at, ("with", "among", "between", "amongst"))
    if not partners and sentence.base[at] in words("reaching out"):
        partners = _after(sentence, at, ("to",))
    source = _after(sentence, at, ("from", "by"))
    if not partners and sentence.low[sentence.head[at]] == "in":  # "is in talks with Finland"
        partners = _after(sentence, sentence.head[sentence.head[at]], ("with",))
    if not (
        partners or source or definite or first or sentence.dep[at] in ("pobj", "nsubj", "ROOT")
        or (conducts and doers)
    ):  # fmt: skip
        return None
    if any(at_home(sentence, k) for thing in partners for k in sentence.conjuncts(thing)):
        return None
    if not DOMESTIC.isdisjoint(sentence.base[at : at + NEAR]):
        return None  # "between the government and the opposition", wherever the parse puts it
    whom = [p for thing in partners for k in sentence.conjuncts(thing)
            for p in parties_asked(story, sentence, k)]  # fmt: skip
    whom = list(dict.fromkeys(whom))
    if whom and all(is_hit(story, p) for p in whom):
        return None
    by = [p for thing in source for p in story.parties(sentence, thing)]
    if len(whom) > 1 and _after(sentence, at, ("between",)):
        by, whom = [*by, whom[0]], whom[1:]
    by += [p for p in story.modifiers(sentence, at) if p not in by]
    if partners or conducts:
        by += [p for p in doers if p not in whom]
    if by and all(is_hit(story, p) for p in by):
        return None
    return by, whom, partners


def _after(sentence: Sentence, noun: int, before: tuple[str, ...]) -> list[int]:
    return [t for p in sentence.children(noun, "prep") if sentence.low[p] in before
            for t in sentence.children(p, "pobj")]  # fmt: skip
