"""Fill a mention with what its sentence says of it, and with what the mention before it told."""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import rows
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, modal_of
from megara.dossier.measures.mentions.again import STANDING_FOR
from megara.dossier.measures.mentions.reading import TRADE, goods_of
from megara.dossier.measures.sides.senders import MEASURES_AGAIN, senders_of
from megara.dossier.measures.sides.targets import targets_of
from megara.dossier.measures.status.beginning import takes_effect
from megara.dossier.measures.status.listed import goes_on, list_of
from megara.dossier.measures.status.reading import status_of
from megara.dossier.measures.status.unsaid import unsaid
from megara.dossier.story import Story

FEW = range(1, 7)  # sentences
PACKAGES = frozenset({"package", "bundle", "sanction", "measure", "deal", "agreement",
                      "compromise", "accord"})  # fmt: skip
VOTING = frozenset("cabinet parliament lawmaker senate senator house congress chamber deputy "
                   "legislator duma mp bundestag knesset".split())  # fmt: skip
CONTAINING = frozenset({"include", "involve", "comprise", "consist", "contain", "cover", "range",
                        "feature"})  # fmt: skip


def fill(story: Story, anchor: Anchor, *, by_expert: bool) -> None:
    """Fill what the sentence says: status, senders, targets, goods."""
    sentence = anchor.sentence
    anchor.status = status_of(anchor)
    if is_pronoun(anchor):
        return
    anchor.goods = goods_of(anchor)
    if by_expert and anchor.status in ("announced", "threatened") and not _is_a_leaders(anchor):
        anchor.status = "considered"  # an expert's advice announces nothing
    anchor.imposed_by = senders_of(story, anchor)
    if anchor.status == "agreed" and _by_one_state(anchor):
        anchor.status = "announced"  # what one state approves is no agreement
    anchor.against = targets_of(story, anchor)
    if anchor.again and any(sentence.negated(v) for v in governors(anchor)):
        anchor.status = None
    if anchor.status is None:
        anchor.status = unsaid(anchor)
    if anchor.status is None and list_of(anchor) == "considered":
        anchor.status = "considered"
        anchor.listed = True


def _is_a_leaders(anchor: Anchor) -> bool:
    """Say whether a listed leader, who is yet to return to office, vows it himself."""
    sentence = anchor.sentence
    subjects = (sentence.subject(v) for v in governors(anchor))
    return any(
        s is not None and (m := sentence.mention[s]) is not None and m.name.kind == "person"
        for s in subjects
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows("countries"))


def _by_one_state(anchor: Anchor) -> bool:
    """Say whether it has but one sender, a state, of which no chamber or cabinet voted."""
    return (
        len(anchor.imposed_by) == 1
        and anchor.imposed_by[0] in _states()
        and VOTING.isdisjoint(anchor.sentence.bases)
    )


def is_pronoun(anchor: Anchor) -> bool:
    """Say whether the mention is an "it" or "them"."""
    return anchor.again and anchor.sentence.low[anchor.token] in STANDING_FOR


def _stand_for(anchor: Anchor, before: Anchor) -> None:
    """Let a pronoun stand for the measure just before: it may have got further meanwhile."""
    if anchor.sentence.number - before.sentence.number > 2:
        anchor.status = None
    elif anchor.status in ("agreed", "imposed", "rejected") and before.status in (
        ("considered", "announced") if anchor.status != "rejected" else ("imposed",)
    ):
        before.status, anchor.status = anchor.status, None
    anchor.imposed_by, anchor.goods = list(before.imposed_by), list(before.goods)


def _done_by_the_package(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether "the package" or "the bundle" does it: it is as far as that is."""
    sentence = anchor.sentence
    if anchor.status is None:
        return False
    for verb in chain:
        subject = sentence.subject(verb)
        if subject is None or sentence.mention[subject] is not None:
            continue
        also = any(sentence.low[k] == "also" for k in sentence.kids[verb])
        if sentence.base[subject] in PACKAGES or (sentence.low[subject] == "it" and also):
            return True  # "the package bans", "it also tightens"
    return False


def _so_that(anchor: Anchor) -> bool:
    """Say whether it is what a measure is widened for: "so that airlines can be blacklisted"."""
    sentence = anchor.sentence
    for verb in (anchor.token, *sentence.ancestors(anchor.token)):
        if sentence.dep[verb] == "advcl":
            marks = [sentence.low[k] for k in sentence.kids[verb] if k < verb]
            return "so" in marks and "that" in marks
    return False


def _begins_later(anchor: Anchor, before: Anchor) -> bool:
    """Say whether it is told of a measure just told that it is not in force yet."""
    sentence = anchor.sentence
    return (
        anchor.status == "announced"
        and before.status == "imposed"
        and not anchor.is_verb
        and any(sentence.low[k] in ("the", "these", "this") for k in sentence.kids[anchor.token])
        and not (anchor.imposed_by or anchor.against)
        and sentence.number - before.sentence.number < 2
        and takes_effect(anchor) == "announced"
    )


def inherit(anchor: Anchor, before: Anchor) -> None:
    """Let "the measures include a ban" have the status and sender of the measures before."""
    sentence = anchor.sentence
    chain = governors(anchor)
    if anchor.again:
        anchor.kind = before.kind
        if is_pronoun(anchor):
            _stand_for(anchor, before)
        anchor.against = anchor.against or list(before.against)
        return
    if (anchor.listed or anchor.status is None) and (
        sentence.number - before.sentence.number in (0, 1, 2)
        and (list_of(anchor) is not None or goes_on(anchor, before))
    ):
        anchor.status = anchor.status or before.status
        anchor.listed = True
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
        anchor.against = anchor.against or list(before.against)
        return
    if sentence is before.sentence and _so_that(anchor):
        anchor.status = before.status
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
        anchor.against = anchor.against or list(before.against)
        return
    if _begins_later(anchor, before):
        # "The duty, which will come into force in a week": no measure of its own
        before.status = "announced" if anchor.kind == before.kind else before.status
        anchor.status = None
    containing = [v for v in chain if sentence.lemma[v] in CONTAINING]
    subject = sentence.subject(containing[0]) if containing else None
    named = subject is not None and sentence.base[subject] in MEASURES_AGAIN
    verbless = not any(sentence.is_verb(a) for a in sentence.ancestors(anchor.token))
    if verbless and anchor.status is None and sentence.number - before.sentence.number in FEW:
        # "The curbs on banks, and the ban on crude.": of what was told before
        anchor.status = before.status
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
    if sentence.number - before.sentence.number > (40 if named else 2):
        return
    if anchor.kind in TRADE and not anchor.goods and sentence is before.sentence and any(
        sentence.low[t] in ("it", "them")
        for k in sentence.children(anchor.token, "prep")
        for t in sentence.children(k, "pobj")
    ):  # fmt: skip
        anchor.goods = list(before.goods)  # "a duty on it"
    if any(sentence.low[k] in ("similar", "same", "matching") for k in sentence.kids[anchor.token]):
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
    if not containing and _done_by_the_package(anchor, chain):
        modal = any(modal_of(sentence, v) in ("would", "could") for v in chain)
        if before.status in ("agreed", "announced", "imposed") and not (
            modal and before.status == "imposed"
        ):
            anchor.status = before.status
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
        anchor.against = anchor.against or list(before.against)
        return
    if not anchor.imposed_by and sentence.number - before.sentence.number < 2:
        subjects = (sentence.subject(verb) for verb in chain[:1])
        if any(s is not None and sentence.base[s] in MEASURES_AGAIN for s in subjects):
            anchor.imposed_by = list(before.imposed_by)  # "a separate rule stops shipments"
    if not containing:
        the = any(sentence.low[k] in ("the", "these", "those") for k in sentence.kids[anchor.token])
        if the and not anchor.against and sentence.number > before.sentence.number:
            anchor.against = list(before.against)
            anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
        return
    if anchor.status is None or anchor.status == "considered":
        modal = any(modal_of(sentence, v) in ("would", "could", "might", "may") for v in chain)
        anchor.status = "considered" if modal and before.status != "imposed" else before.status
    anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
    anchor.against = anchor.against or list(before.against)
