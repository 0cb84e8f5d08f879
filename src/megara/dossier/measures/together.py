"""Mentions of the same measure put together, each measure once."""

from __future__ import annotations

from collections.abc import Iterable

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.mentions.reading import TRADE
from megara.dossier.measures.sides.senders import EVADED
from megara.dossier.measures.status.doing import by_a_draft
from megara.dossier.schema import Evidence, Measure, MeasureKind
from megara.dossier.story import Story

# Two measures of one kind may be two instruments.
BRANCHES = {
    "financial": (
        frozenset("aid assistance support budget development help funding grant".split()),
        frozenset("reserve asset holding fund gold deposit".split()),
        frozenset("bond debt market capital share security investment investor stake takeover "
                  "acquisition".split()),
        frozenset("swift transaction payment dollar clearing remittance".split()),
        frozenset("insurance reinsurance insurer broker".split()),
    ),
    "travel_ban": (
        frozenset("visa entry territory person official leader minister officer reentry".split()),
        frozenset("airspace flight airline aircraft plane sky carrier airport".split()),
        frozenset("port ship vessel tanker harbour harbor".split()),
        frozenset("border crossing land".split()),
    ),
}  # fmt: skip
JOINING = frozenset("join participate associate align subscribe follow".split())
FURTHER = frozenset("new further more fresh additional another next similar own tougher harsher "
                    "stronger package".split())  # fmt: skip
# What is done about sanctions by whoever may impose them.
TAKING = frozenset("impose take adopt prepare draw weigh consider mull slap announce threaten "
                   "introduce reply respond follow face trigger rule levy put place unveil plan "
                   "use hit answer propose seek demand ask call want discuss agree lift ease "
                   "extend renew keep maintain suspend drop end scrap restore reimpose "
                   "tighten".split())  # fmt: skip
Measured = list[tuple[Measure, list[Anchor]]]  # measures, each with where it is mentioned
LEAD = 2  # sentences that tell what the story is about


def together(story: Story, anchors: list[Anchor]) -> Measured:
    """Return the measures that the mentions tell, each with its mentions."""
    told = [a for a in anchors if tells(a)]
    told = [a for a in told if not is_anaphoric(a)] or told
    groups: list[list[Anchor]] = []
    for anchor in told:
        for group in groups:
            if _same(group, anchor):
                group.append(anchor)
                break
        else:
            groups.append([anchor])
    groups = _absorb(groups)
    groups = [g for g in groups if not (_stays_out(g, groups) or _only_spoken_of(g))]
    _give_drafts_their_sender(groups)
    return [(_measure(story, n, group), group) for n, group in enumerate(groups, 1)]


def _stays_out(group: list[Anchor], groups: list[list[Anchor]]) -> bool:
    """Say whether someone only will not join others' measures, which the story is not about."""
    first = group[0]
    if _kind(group) != "unspecified" or first.status != "rejected":
        return False
    verbs = governors(first)[:2]
    if first.sentence.number < LEAD or not any(first.sentence.lemma[v] in JOINING for v in verbs):
        return False
    struck = {p for a in group for p in a.against}
    return any(g is not group and struck & {p for a in g for p in a.against} for g in groups)


def _only_spoken_of(group: list[Anchor]) -> bool:
    """Say whether someone only gives a view on sanctions in general: "is prudent with sanctions".

    Those that are somebody's ("its own sanctions"), further ones, and those that someone takes,
    threatens or weighs are measures.
    """
    first = group[0]
    if len(group) > 1 or first.kind != "unspecified" or not first.supposed or first.again:
        return False
    if first.status == "threatened":
        return False  # what would follow on an "if" is told, however vaguely
    sentence, head = first.sentence, first.token
    if first.is_verb:
        return sentence.tag[head] == "VBG" and sentence.dep[head] == "pcomp"
    for kid in sentence.kids[head]:
        if sentence.mention[kid] is not None or sentence.low[kid] in FURTHER:
            return False
        if sentence.dep[kid] == "prep" and sentence.low[kid] in ("on", "against", "of", "for"):
            return False
    verbs = governors(first)[:2]
    return all(sentence.lemma[v] not in TAKING for v in verbs)


def tells(anchor: Anchor) -> bool:
    """Say whether a mention tells enough to be a measure of its own."""
    if anchor.status is None:
        return False
    sentence = anchor.sentence
    if any(sentence.lemma[v] in EVADED for v in governors(anchor)[:1]):
        return False
    if anchor.against:
        return True
    if not anchor.imposed_by:
        return False
    return anchor.kind != "unspecified" or anchor.status == "rejected"


def _measure(story: Story, number: int, group: list[Anchor]) -> Measure:
    evidence: list[Evidence] = []
    for anchor in group:
        item = story.evidence(anchor.sentence)
        if item not in evidence:
            evidence.append(item)
    return Measure(
        id=f"m{number}",
        kind=_kind(group),
        imposed_by=_union(a.imposed_by for a in group),
        against=_union(["EU" if p == "Europe" else p for p in a.against] for a in group),
        goods=_union(a.goods for a in group),
        status=group[0].status or "considered",
        evidence=evidence,
    )


def _give_drafts_their_sender(groups: list[list[Anchor]]) -> None:
    """Let who considers most of the others impose what only "a draft" imposes."""
    told_by = [p for g in groups for a in g for p in a.imposed_by if a.status == "considered"]
    for group in groups:
        first = group[0]
        chain = governors(first)
        if (
            not any(a.imposed_by for a in group)
            and told_by
            and chain
            and by_a_draft(first.sentence, chain[0])
        ):
            first.imposed_by = [max(set(told_by), key=lambda p: (told_by.count(p), p))]


def is_anaphoric(anchor: Anchor) -> bool:
    """Say whether "the ban" only speaks again of a measure told elsewhere."""
    sentence, head = anchor.sentence, anchor.token
    if anchor.kind != "unspecified" or anchor.is_verb:
        return False
    kids = {sentence.low[k] for k in sentence.kids[head]}
    if not kids & {"the", "this", "these", "such"} or kids & {"on", "against"}:
        return False
    return not any(
        sentence.mention[k] is not None or sentence.dep[k] == "poss" for k in sentence.kids[head]
    )


def _union(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(item for part in lists for item in part))


def _kind(group: list[Anchor]) -> MeasureKind:
    return next((a.kind for a in group if a.kind != "unspecified"), "unspecified")


def _same(group: list[Anchor], anchor: Anchor) -> bool:
    """Say whether a mention is of the measure of a group."""
    first = group[0]
    senders = {p for a in group for p in a.imposed_by}
    others = bool(senders and anchor.imposed_by and not senders & set(anchor.imposed_by))
    if (
        not others
        and any(a.sentence is anchor.sentence and a.kind == anchor.kind for a in group)
        and (
            (anchor.supposed or not anchor.against)
            and (anchor.goods == [] or anchor.goods == first.goods)
        )
    ):
        return True
    if first.status != anchor.status and not _speaks_again(group, anchor):
        return False
    kinds = {a.kind for a in group}
    # who loses the dollar for dealing with the target is under the secondary sanctions told before
    threat = anchor.kind == "financial" and anchor.supposed and "secondary" in kinds
    if anchor.kind not in kinds and not threat:
        return False
    if _of_other_goods(group, anchor) or _of_other_senders(group, anchor):
        return False
    if not all(_of_one_branch(a, anchor) for a in group):
        return False
    against = {p for a in group for p in a.against}
    by = {p for a in group for p in a.imposed_by}
    if against and anchor.against and not against & set(anchor.against):
        return False
    return not (by and anchor.imposed_by and not by & set(anchor.imposed_by))


def _speaks_again(group: list[Anchor], anchor: Anchor) -> bool:
    """Say whether "the embargo" is that just told, whatever is said of it now."""
    if (
        anchor.kind == "unspecified"
        or anchor.is_verb
        or not anchor.supposed
        or anchor.status == "rejected"
    ):
        return False
    sentence, head = anchor.sentence, anchor.token
    if group[0].sentence is sentence:
        return False
    kids = {sentence.low[k] for k in sentence.kids[head]}
    return bool(kids & {"the", "this", "these", "such", "that"}) and not kids & {"on", "against"}


def _of_other_goods(group: list[Anchor], anchor: Anchor) -> bool:
    """Say whether trade in other goods is cut than those a group tells: two measures, not one."""
    goods = {good for a in group for good in a.goods}
    return bool(goods and anchor.goods) and anchor.kind in TRADE and not goods & set(anchor.goods)


def _of_other_senders(group: list[Anchor], anchor: Anchor) -> bool:
    """Say whether some of a group's senders, or more, do it: "the two jointly listed" others."""
    senders, own = {p for a in group for p in a.imposed_by}, set(anchor.imposed_by)
    if not (senders and own) or senders == own or anchor.kind == "unspecified":
        return False
    if anchor.sentence is group[0].sentence:
        return False
    return not anchor.supposed or (anchor.is_verb and all(a.is_verb for a in group))


def _of_one_branch(one: Anchor, other: Anchor) -> bool:
    """Say whether two mentions of a kind may be one: aid and reserves, visas and ports are not."""
    if one.kind != other.kind or one.kind not in BRANCHES:
        return True
    branches = [_branches(one), _branches(other)]
    return not all(branches) or bool(branches[0] & branches[1])


def _branches(anchor: Anchor) -> set[int]:
    """Return which branches of its kind the words of a mention's phrase tell."""
    sentence = anchor.sentence
    words = {sentence.base[t] for t in sentence.clause(anchor.token)}
    words.update(sentence.base[t] for t in range(anchor.first, anchor.last))
    return {n for n, of in enumerate(BRANCHES[anchor.kind]) if words & of}


def _absorb(groups: list[list[Anchor]]) -> list[list[Anchor]]:
    """Let a mention of no kind join the one specific measure of the same status and target."""
    specific = [g for g in groups if _kind(g) != "unspecified"]
    kept = []
    for group in groups:
        if _kind(group) == "unspecified":
            fits = [g for g in specific if _same_but_kind(g, group)]
            beside = [g for g in fits if any(
                a.sentence is b.sentence or abs(a.sentence.number - b.sentence.number) <= 1
                for a in g for b in group)]  # fmt: skip
            here = any(a.sentence is b.sentence for g in beside for a in g for b in group)
            if beside and (here or len(fits) == 1):
                beside[0].extend(group)
                continue
            # "will keep its sanctions in place": those in force that are told one by one
            told = [g for g in fits if _sides(g) and _sides(group)]
            # and "a package" of which two parts are told
            if told and (len(told) > 1 or told[0][0].status == "imposed"):
                told[0].extend(group)
                continue
        kept.append(group)
    return kept


def _sides(group: list[Anchor]) -> bool:
    """Say whether a group tells by whom and against whom it is."""
    return any(a.imposed_by for a in group) and any(a.against for a in group)


def _same_but_kind(one: list[Anchor], other: list[Anchor]) -> bool:
    if one[0].status != other[0].status:
        return False
    for attribute in ("against", "imposed_by"):
        a = {p for x in one for p in getattr(x, attribute)}
        b = {p for x in other for p in getattr(x, attribute)}
        if a and b and not a & b:
            return False
    return True
