"""Whom an act with a measure hits where its words do not tell: the party that would answer it.

"Seoul will answer in kind if Tokyo widens the curbs": the curbs are on South Korea.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.relief import MEASURES, eases, main_of

TAKING = frozenset("impose introduce widen raise tighten extend expand adopt enact apply trigger "
                   "invoke activate proceed press make follow push levy slap increase double "
                   "toughen broaden reimpose restore implement enforce announce carry move take "
                   "hike pile add renew pursue put bring tax "
                   "charge place collect list go".split())  # fmt: skip
OWN_WORDS = frozenset(
    {"snapback", "tax", "surcharge", "seizure", "confiscation", "plan", "list", "charge"}
)


def who_would_answer(
    story: Story, sentence: Sentence, condition: Condition, actor: str
) -> str | None:
    """Return who would answer an act with a measure: who threatens to do something, or says so."""
    if condition.unless or not _is_with_measure(sentence, condition.verb):
        return None
    inside = set(sentence.subtree(condition.verb))
    for party in _answering(story, sentence, condition, inside):
        if party != actor:
            return party
    return None


def _is_with_measure(sentence: Sentence, verb: int) -> bool:
    """Say whether an act takes a measure: "widens its curbs", "goes ahead with the cap"."""
    if sentence.lemma[verb] not in TAKING or not sentence.is_verb(verb):
        return False
    if sentence.negated(verb) or eases(sentence, verb):
        return False
    things = sentence.children(verb, "dobj", "nsubjpass")
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] in ("with", "on"):
            things += sentence.children(prep, "pobj", "pcomp")
    things += [deeper for thing in things for prep in sentence.children(thing, "prep")
               for deeper in sentence.children(prep, "pobj")]  # fmt: skip
    if not things and sentence.lemma[verb] in ("go", "press", "push"):
        return any(sentence.low[k] == "ahead" for k in sentence.kids[verb])  # "if they go ahead"
    return any(sentence.base[k] in MEASURES or sentence.base[k] in OWN_WORDS for k in things)


def _answering(
    story: Story, sentence: Sentence, condition: Condition, inside: set[int]
) -> Iterator[str]:
    """Yield the parties that would do something, then those that say so, the nearest first."""
    main = main_of(sentence, condition)
    for verb in () if main is None else (main, *sentence.ancestors(main)):
        subject = sentence.child(verb, "nsubj", "nsubjpass")
        if subject is None or subject in inside:
            continue
        yield from story.parties(sentence, subject)
        yield from story.modifiers(sentence, subject)
    for token, relation in enumerate(sentence.dep):
        if relation == "nsubj" and token not in inside:
            yield from story.parties(sentence, token)
