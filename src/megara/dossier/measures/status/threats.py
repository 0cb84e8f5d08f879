"""What would follow if the target acts is threatened, not planned.

A measure that "would" or "will" come in the sentence of a trigger, or just after it, is threatened,
unless a verb says that it is only weighed. It is put on who would act, where nobody else is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, modal_of
from megara.dossier.measures.mentions.scope import does
from megara.dossier.measures.status.conditional import told_on_condition
from megara.dossier.measures.status.idioms import cue_of
from megara.dossier.schema import Trigger
from megara.dossier.sentence import Sentence

AFTER = 5  # sentences in which "would then" still speaks of the condition


def threaten(sentences: list[Sentence], anchors: list[Anchor], triggers: Iterable[Trigger]) -> bool:
    """Set the status, and where needed the target, of what triggers lead to; say if any changed."""
    told = {(e.start, e.end): t.actor for t in triggers for e in t.evidence}
    actors = {s.number: told[s.span] for s in sentences if s.span in told}
    struck = Counter(p for a in anchors for p in a.against if a.status is not None)
    main = max(struck, key=lambda p: struck[p]) if struck else None
    were = [(a.status, a.kind, tuple(a.against)) for a in anchors]
    on_condition = {a.sentence.number for a in anchors if a.status == "threatened"
                    and told_on_condition(a, governors(a))}  # fmt: skip
    before = None
    for anchor in anchors:
        number = anchor.sentence.number
        if anchor.listed and before is not None and before.sentence is anchor.sentence:
            anchor.status = before.status
        before = anchor
        actor = actors.get(number)
        after = AFTER if "then" not in anchor.sentence.low else AFTER + 2
        beside = actor is not None or any(
            number - k in range(1, after + 1) for k in (*actors, *on_condition)
        )
        if beside and _follows(anchor, told_there=actor is not None):
            anchor.status = "threatened"
            on_condition.add(number)
        if actor is not None and anchor.status == "threatened":
            if actor not in [*anchor.against, *anchor.imposed_by] and _of_the_condition(anchor):
                anchor.against = [actor]
            if anchor.kind == "financial" and _for_dealing(anchor, main):
                anchor.kind = "secondary"
    return were != [(a.status, a.kind, tuple(a.against)) for a in anchors]


def _for_dealing(anchor: Anchor, target: str | None) -> bool:
    """Say whether a third party is cut off for what it does with the main target."""
    named = {m.name.party for m in anchor.sentence.mentions}
    cut_off = does(anchor.sentence.lemma[anchor.token], "cut off")
    return cut_off and target in named and target not in anchor.against


def _follows(anchor: Anchor, *, told_there: bool) -> bool:
    """Say whether a mention tells what "would" come, not what is weighed or done."""
    if anchor.status not in ("considered", "announced"):
        return False
    sentence = anchor.sentence
    chain = governors(anchor)
    modals = {modal_of(sentence, verb) for verb in chain} - {None}
    if not modals or not modals <= {"would", "will"}:
        return False
    if any(cue_of(sentence, verb) == "considered" for verb in chain):
        return False
    if any(sentence.low[m] == "until" for verb in chain for k in sentence.children(verb, "advcl")
           for m in sentence.children(k, "mark")):  # fmt: skip
        return False  # "will suspend its aid until they leave" begins without a condition
    return told_there or modals == {"would"}


def _of_the_condition(anchor: Anchor) -> bool:
    """Say whether the target is named in the condition only: "stop all sales to the country"."""
    sentence = anchor.sentence
    own = {anchor.token, *governors(anchor)}
    for mention in sentence.mentions:
        if mention.name.party in anchor.against:
            above = (a for a in sentence.ancestors(mention.last - 1) if sentence.is_verb(a))
            if next(above, anchor.token) in own:
                return False
    return True
