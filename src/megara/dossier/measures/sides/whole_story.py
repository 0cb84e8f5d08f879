"""Who imposes on whom by the story as a whole, where a mention's own sentence tells it badly.

Of the mentions m, let B(m) be who imposes it and A(m) against whom it is. The others of the story
tell of a party p how often it imposes and is struck:

    b(p) = number of other mentions with p in B      a(p) = number of those with p in A

A sentence that names a sender in its own right is left alone: what the target answers with has its
own subject and its own verb. Two kinds of sentences mislead:

- a word that stands for a party ("the 28 ministers", "they") is taken for a member of a bloc: where
  all p in B(m) are members of a bloc, none is named in the sentence, b(p) < b(bloc), and the bloc
  strikes A(m) elsewhere, the bloc imposes it;
- who is struck speaks of it ("would not bow to sanctions", "called the listings an abuse"): where
  b(p) = 0 and a(p) > 0 for all p in B(m), nobody else is struck, and no verb of the clause lays
  the measure, it is imposed on p by who imposes most on p.
"""

from __future__ import annotations

from collections import Counter

from megara.dossier.lexicon import members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.sides.owners import LAYING

BLOCS = ("EU",)
BRINGING = LAYING | {"take", "bring"}
ANSWERED_WITH = frozenset({"with", "in", "by"})  # "could end in duties", "hit back with a ban"


def right_the_sides(anchors: list[Anchor]) -> None:
    """Put right the senders and targets of mentions, by what the others of the story tell."""
    told = [a for a in anchors if a.imposed_by]
    times = Counter(p for a in told for p in a.imposed_by)
    for bloc in BLOCS:
        struck = {p for a in told if bloc in a.imposed_by for p in a.against}
        for anchor in told:
            own = set(anchor.imposed_by)
            unknown = own <= members(bloc) and not own & _named(anchor)
            seldom = all(times[p] < times[bloc] for p in own)
            if (
                unknown
                and seldom
                and struck
                and (not anchor.against or struck & set(anchor.against))
            ):
                anchor.imposed_by = [bloc]
    for anchor in told:
        if anchor.status is not None and _only_speaks(anchor):
            _turn(anchor, [a for a in anchors if a is not anchor])


def _named(anchor: Anchor) -> set[str | None]:
    return {m.name.party for m in anchor.sentence.mentions}


def _only_speaks(anchor: Anchor) -> bool:
    """Say whether the sender is but the subject of a verb that lays no measure on anybody."""
    sentence = anchor.sentence
    return (
        not anchor.is_verb
        and anchor.status != "threatened"
        and sentence.low[sentence.head[anchor.token]] not in ANSWERED_WITH
        and not any(sentence.lemma[v] in BRINGING for v in governors(anchor))
    )


def _turn(anchor: Anchor, others: list[Anchor]) -> None:
    """Let what the struck speaks of be imposed on him, if he imposes nothing himself."""
    own = set(anchor.imposed_by)
    by = {p for a in others for p in a.imposed_by}
    struck = {p for a in others for p in a.against}
    if by & own or not own <= struck:
        return
    senders = Counter(p for a in others if own & set(a.against) for p in a.imposed_by)
    if senders and (anchor.supposed or not anchor.against):
        main = max(senders, key=lambda p: senders[p])
        anchor.imposed_by, anchor.against = [main], anchor.imposed_by
