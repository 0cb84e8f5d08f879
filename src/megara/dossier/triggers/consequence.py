"""What a condition would lead to: the measures beside it, and whether its sentence threatens."""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import rows
from megara.dossier.measures import Anchor
from megara.dossier.measures.together import Measured
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

FEWEST = 5  # words of a sentence that must be left to tell a consequence
JUDGED = frozenset("hard harder difficult impossible easier useless toothless pointless unlikely "
                   "ineffective weaker meaningless".split())  # fmt: skip
BACK = frozenset({"such", "these", "those", "this", "that"})
ABLE = frozenset({"can", "ca"})  # "if they stand together, Moscow cannot blackmail us"


@cache
def consequences() -> frozenset[str]:
    """Return the words that tell a consequence."""
    return frozenset(row["phrase"] for row in rows("conditions") if row["kind"] == "consequence")


def tells_consequence(sentence: Sentence, clause: set[int]) -> bool:
    """Say whether a sentence tells a consequence outside of a condition's clause.

    Where the parse hung nearly all of the sentence below the condition, all of it is asked.
    """
    listed = consequences()
    rest = range(len(sentence))
    if len(sentence) - len(clause) > FEWEST:
        rest = [k for k in rest if k not in clause]  # type: ignore[assignment]
    return any(sentence.base[k] in listed or sentence.lemma[k] in listed for k in rest)


def only_judged(sentence: Sentence, verb: int) -> bool:
    """Say whether the main clause of a condition only judges: "it will be hard to, if"."""
    for above in sentence.ancestors(verb):
        how = sentence.child(above, "acomp")
        if sentence.low[above] in JUDGED or (how is not None and sentence.low[how] in JUDGED):
            return True
    return False


def answered(story: Story, sentence: Sentence, verb: int, actor: str) -> bool:
    """Say whether another party "will" do something in answer."""
    inside = set(sentence.subtree(verb))
    for token in range(len(sentence)):
        if token in inside or sentence.tag[token] != "MD" or sentence.low[token] in ABLE:
            continue
        main = sentence.head[token]
        subject = sentence.child(main, "nsubj", "nsubjpass")
        if subject is not None and subject not in inside:
            parties = story.parties(sentence, subject)
            if parties and actor not in parties:
                return True
    return False


def leads_to(sentence: Sentence, actor: str, measures: Measured) -> list[str]:
    """Return the measures told in the same sentence, else those that the next points back with.

    "If Baku attacks, Europe will answer. Such sanctions would hit its oil."
    """
    measures = [(m, anchors) for m, anchors in measures if actor not in m.imposed_by]
    here = _told_in(sentence.number, measures)
    if here:
        return here
    return [
        m.id
        for m, anchors in measures
        if m.status in ("considered", "threatened")
        and any(a.sentence.number - sentence.number == 1 and _points_back(a) for a in anchors)
    ]


def _told_in(number: int, measures: Measured) -> list[str]:
    """Return the measures to come that a sentence tells of."""
    return [
        m.id
        for m, anchors in measures
        if m.status != "imposed" and any(a.sentence.number == number for a in anchors)
    ]


def _points_back(anchor: Anchor) -> bool:
    """Say whether a mention is of what was threatened just before: "such sanctions", "would"."""
    sentence, low = anchor.sentence, anchor.sentence.low
    if any(low[k] in BACK for k in sentence.kids[anchor.token]):
        return True
    return anchor.status == "threatened" and sentence.mentions[:1] == []


def targets_here(sentence: Sentence, measures: Measured) -> list[str]:
    """Return whom the measures told in a sentence are against."""
    return [p for m, anchors in measures for p in m.against
            if any(a.sentence is sentence for a in anchors)]  # fmt: skip
