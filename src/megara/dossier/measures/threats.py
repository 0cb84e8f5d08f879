"""What would follow if the target acts is threatened, not planned.

A measure that "would" or "will" come in the sentence of a trigger, or just after it, is threatened,
unless a verb says that it is only weighed. It is put on who would act, where nobody else is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, modal_of
from megara.dossier.measures.status_verbs import cue_of
from megara.dossier.schema import Trigger

AFTER = 2  # sentences in which "would then" still speaks of the condition


def threaten(anchors: Iterable[Anchor], triggers: Iterable[Trigger]) -> bool:
    """Set the status, and where needed the target, of what triggers lead to; say if any changed."""
    anchors = list(anchors)
    struck = Counter(p for a in anchors for p in a.against if a.status is not None)
    dealt_with = max(struck, key=lambda p: struck[p]) if struck else None
    actors = {(e.start, e.end): t.actor for t in triggers for e in t.evidence}
    changed = False
    last, actor = -AFTER - 1, ""
    for anchor in anchors:
        here = actors.get(anchor.sentence.span)
        if here is not None:
            last, actor = anchor.sentence.number, here
        beside = here is not None or 0 < anchor.sentence.number - last <= AFTER
        if beside and _follows(anchor, told_there=here is not None):
            if here is not None and actor not in anchor.against and _of_the_condition(anchor):
                anchor.against = [actor]
            changed = changed or anchor.status != "threatened"
            anchor.status = "threatened"
            if here is not None and anchor.kind == "financial" and _for_dealing(anchor, dealt_with):
                anchor.kind = "secondary"
    return changed


def _for_dealing(anchor: Anchor, target: str | None) -> bool:
    """Say whether a third party is cut off for what it does with the main target."""
    named = {m.name.party for m in anchor.sentence.mentions}
    return target is not None and target in named and target not in anchor.against


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
    return told_there or modals == {"would"}


def _of_the_condition(anchor: Anchor) -> bool:
    """Say whether the target is named in the condition only: "stop all sales to the country"."""
    sentence = anchor.sentence
    inside = set(sentence.subtree(anchor.token))
    named = {m.name.party for m in sentence.mentions if m.first in inside}
    return not named & set(anchor.against)
