"""Who imposes a measure: its owner, the doer of the verbs above, or who stands behind it.

The ways are asked in order, and the first that tells is taken: ``owners`` by the noun's own phrase,
``doers`` by the verbs above, then those of ``behind``.
"""

from __future__ import annotations

from collections.abc import Callable

from megara.dossier.lexicon import members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.sides.behind import (
    MEASURES_AGAIN,
    agent_of_the_plan,
    council,
    exporter,
    holder_of_assets,
    is_forbidden,
    is_of_a_place,
    owner_of_the_place,
    seat,
    speaker,
    whose_firms,
    whose_money,
)
from megara.dossier.measures.sides.doers import EASED, EVADED, above_the_clause, doers_of
from megara.dossier.measures.sides.market import (
    MARKET,
    at_whose_border,
    where_assets_are,
    whose_market,
    with_whom_trade_ends,
)
from megara.dossier.measures.sides.owners import owners_of
from megara.dossier.story import Story

UNDER = frozenset({"be", "live", "remain", "stay", "suffer", "labour", "labor", "come", "fall"})


def senders_of(story: Story, anchor: Anchor) -> list[str]:
    """Return the parties that impose a measure, by the first way that tells."""
    chain = governors(anchor, joined=True)
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: [] if anchor.is_verb else owners_of(story, anchor),
        lambda: owner_of_the_place(story, anchor) if is_of_a_place(anchor) else [],
        lambda: council(story, anchor, chain),
        lambda: where_assets_are(story, anchor),
        lambda: [] if _names_no_doer(anchor) else doers_of(story, anchor, chain),
        lambda: above_the_clause(story, anchor) if anchor.is_verb else [],
        lambda: holder_of_assets(story, anchor) if anchor.is_verb else [],
        lambda: owner_of_the_place(story, anchor) if anchor.is_verb else [],
        lambda: exporter(story, anchor),
        lambda: whose_market(story, anchor),
        lambda: with_whom_trade_ends(story, anchor),
        lambda: at_whose_border(story, anchor),
        lambda: seat(anchor, chain),
        lambda: agent_of_the_plan(story, anchor, chain),
        lambda: whose_firms(story, anchor),
        lambda: speaker(story, anchor, chain),
        lambda: whose_money(story, anchor),
    )
    for way in ways:
        found = way()
        if found:
            # "Europe" imposes as the union
            if set(found) <= members("EU") and _in_its_bloc(story, anchor, chain):
                return ["EU"]
            if found[0] == "UN":
                return ["UN"]  # "its Haiti committee"
            return list(dict.fromkeys("EU" if p == "Europe" else p for p in found))
    return []


def _in_its_bloc(story: Story, anchor: Anchor, chain: list[int]) -> bool:
    """Say whether a member only proposes what its bloc takes up, or for its bloc's list."""
    if anchor.is_verb and "EU" in owner_of_the_place(story, anchor):
        return True
    sentence = anchor.sentence
    for verb in chain:
        subject = sentence.child(verb, "nsubj")
        if subject is None:
            continue
        if sentence.base[subject] in ("bloc", "union"):
            return True  # "Sweden proposed that the bloc ban it"
        named = [subject, *sentence.children(subject, "compound", "poss")]
        if any((m := sentence.mention[t]) is not None and m.name.party == "EU" for t in named):
            return True  # "EU ministers will take up a Swedish proposal to list them"
    return False


def _names_no_doer(anchor: Anchor) -> bool:
    """Say whether the subject is who suffers it: "loses access", "is under sanctions"."""
    lem = anchor.sentence.lemma[anchor.token]
    goods = anchor.kind == "import_ban" and lem in MARKET  # "may not enter", nor reach
    return (
        (anchor.is_verb and (lem == "lose" or goods))
        or is_forbidden(anchor)
        or _is_lived_under(anchor)
    )


def _is_lived_under(anchor: Anchor) -> bool:
    """Say whether somebody "has been under" the measure, or lives under it."""
    sentence, prep = anchor.sentence, anchor.sentence.head[anchor.token]
    return (
        sentence.dep[anchor.token] == "pobj"
        and sentence.low[prep] == "under"
        and sentence.lemma[sentence.head[prep]] in UNDER
    )


__all__ = ["EASED", "EVADED", "MEASURES_AGAIN", "senders_of"]
