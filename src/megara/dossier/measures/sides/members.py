"""What members of a bloc wish, back or block is imposed by the bloc: "Berlin would back a ban".

Trade, finance and listings are the union's: a member that only takes a stand on a measure takes it
on the union's, also where the sentence does not name it. What a member plans or wants may be its
own, so there the bloc must be named.
"""

from __future__ import annotations

from megara.dossier.lexicon import members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

# What a member does about a measure that the bloc would impose.
STANDING = frozenset(
    "back support oppose block veto resist reject refuse accept welcome tolerate endorse hesitate "
    "doubt question insist live favour favor object approve backtrack acquiesce balk baulk relent "
    "budge soften withhold stomach swallow sympathise sympathize dislike hate prefer "
    "abstain".split()
)
STANDS = frozenset("objection opposition reservation support veto backing favour favor resistance "
                   "hesitation blessing misgiving approval reluctance".split())  # fmt: skip
WISHING = STANDING | frozenset(
    "want seek push press call urge demand lobby ask advocate plead champion float propose suggest "
    "moot pitch circulate sound raise".split()
)
# What a member does by itself.
OWN = frozenset({"own", "national", "unilateral", "unilaterally", "domestic", "bilateral"})
NATIONAL = frozenset({"bill", "law", "referendum", "court", "act", "bundestag", "parliament",
                      "senate", "lawmaker", "mp", "deputy"})  # fmt: skip


def wished_of_a_bloc(anchor: Anchor, sender: str | None) -> str | None:
    """Return the bloc of the members who only wish for, back or refuse a measure.

    That is the story's main ``sender``, if it is a bloc, or the EU.
    """
    if anchor.status not in ("considered", "rejected", "threatened") or not anchor.imposed_by:
        return None
    sentence = anchor.sentence
    named = any(m.name.party == "EU" for m in sentence.mentions)
    bloc = sender if sender is not None and members(sender) else "EU"
    told = named or bloc == sender
    if bloc in anchor.against or not set(anchor.imposed_by) <= members(bloc) or _is_own(anchor):
        return None
    if told and anchor.status != "threatened":
        words = WISHING
    elif is_the_unions(anchor):
        words = STANDING
    else:
        return None
    stands = any(
        sentence.lemma[above] in words or (sentence.base[above] in STANDS and not told)
        for above in sentence.ancestors(anchor.token)
    )
    return bloc if stands else None


def bloc_of(story: Story, anchor: Anchor, parties: list[str]) -> list[str]:
    """Return the bloc of parties that stand in the way of a measure, if they are its members."""
    if not parties or not set(parties) <= members("EU"):
        return []
    blocs = {m.name.party for s in story.sentences for m in s.mentions
             if m.name.party == "EU" or m.name.entity_kind == "bloc"}  # fmt: skip
    alone = not blocs and is_the_unions(anchor) and not _is_own(anchor)
    return ["EU"] if "EU" in blocs or alone else []


def is_the_unions(anchor: Anchor) -> bool:
    """Say whether a measure is the union's to take, not a member's: aid and arms sales are his."""
    sentence = anchor.sentence
    if not NATIONAL.isdisjoint(sentence.bases):
        return False
    inside = [sentence.base[i] for i in sentence.subtree(anchor.token)]
    if anchor.kind == "financial":
        return "aid" not in inside and "investment" not in inside
    return anchor.kind not in ("export_control", "travel_ban") or not (
        {"arm", "weapon", "ammunition", "visa"} & set(inside)
    )


def _is_own(anchor: Anchor) -> bool:
    sentence: Sentence = anchor.sentence
    return any(sentence.low[k] in OWN for k in sentence.subtree(anchor.token))
