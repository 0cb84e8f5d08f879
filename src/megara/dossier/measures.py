"""Measures: the instruments that a story mentions, who imposes them on whom, and how far they are.

:mod:`~megara.dossier.measure_mentions` finds the mentions, :mod:`~megara.dossier.measure_status`
and :mod:`~megara.dossier.measure_scope` read what is said of each, and here the mentions of the
same measure are put together.
"""

from __future__ import annotations

from collections import Counter

from megara.dossier.lexicon import singular
from megara.dossier.measure_mentions import Anchor
from megara.dossier.measure_scope import EVADED, Scopes
from megara.dossier.measure_status import modal_of
from megara.dossier.schema import Evidence, Measure, MeasureKind

CONTAINING = frozenset({"include", "involve", "comprise", "consist", "contain", "cover", "range",
                        "feature"})  # fmt: skip
MEASURES_AGAIN = frozenset({"measure", "sanction", "package", "step", "penalty", "restriction",
                            "curb", "bundle", "list", "rule", "order", "policy",
                            "plan"})  # fmt: skip


class Instruments(Scopes):
    """Reads the measures of one story."""

    def read(self) -> list[tuple[Measure, list[Anchor]]]:
        """Return the measures with their mentions."""
        before: Anchor | None = None
        for sentence in self.story.sentences:
            for anchor in self.find(sentence):
                self._fill(anchor)
                if before is not None:
                    self._inherit(anchor, before)
                self.anchors.append(anchor)
                if self._tells(anchor):
                    before = anchor
        return self._together()

    def _inherit(self, anchor: Anchor, before: Anchor) -> None:
        """Let "the measures include a ban" have the status and sender of the measures before."""
        sentence = anchor.sentence
        chain = self._governors(anchor)
        if anchor.again:
            anchor.kind = before.kind
            anchor.against = anchor.against or list(before.against)
            return
        containing = [v for v in chain if sentence.lemma[v] in CONTAINING]
        subject = sentence.subject(containing[0]) if containing else None
        named = subject is not None and singular(sentence.low[subject]) in MEASURES_AGAIN
        if sentence.number - before.sentence.number > (40 if named else 2):
            return
        if not containing:
            the = any(
                sentence.low[k] in ("the", "these", "those") for k in sentence.kids[anchor.token]
            )
            if the and not anchor.against and sentence.number > before.sentence.number:
                anchor.against = list(before.against)
                anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
            return
        if anchor.status is None or anchor.status == "considered":
            modal = any(modal_of(sentence, v) in ("would", "could", "might", "may") for v in chain)
            anchor.status = "considered" if modal and before.status != "imposed" else before.status
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
        anchor.against = anchor.against or list(before.against)

    def _together(self) -> list[tuple[Measure, list[Anchor]]]:
        """Merge the mentions that speak of one measure."""
        self._main_parties()
        told = [a for a in self.anchors if self._tells(a)]
        named = [a for a in told if not self._anaphoric(a)]
        told = named or told
        groups: list[list[Anchor]] = []
        for anchor in told:
            for group in groups:
                if _same(group, anchor):
                    group.append(anchor)
                    break
            else:
                groups.append([anchor])
        groups = _absorb(groups)
        told_by = [p for g in groups for a in g for p in a.imposed_by if a.status == "considered"]
        for group in groups:
            anchor = group[0]
            chain = self._governors(anchor)
            if (
                not any(a.imposed_by for a in group)
                and told_by
                and chain
                and self._by_a_draft(anchor.sentence, chain[0])
            ):
                anchor.imposed_by = [max(set(told_by), key=lambda p: (told_by.count(p), p))]
        measures = []
        for number, group in enumerate(groups, 1):
            evidence: list[Evidence] = []
            for anchor in group:
                item = self.story.evidence(anchor.sentence)
                if item not in evidence:
                    evidence.append(item)
            measures.append(
                (
                    Measure(
                        id=f"m{number}",
                        kind=_kind(group),
                        imposed_by=_union(a.imposed_by for a in group),
                        against=_union(a.against for a in group),
                        goods=_union(a.goods for a in group),
                        status=group[0].status or "considered",
                        evidence=evidence,
                    ),
                    group,
                )
            )
        return measures

    def _main_parties(self) -> None:
        """Fill a missing target or sender with those that the story is about.

        The main target is who most mentions are against, and who is most named; the main sender
        who imposes most of them. What the target itself imposes is against the sender.
        """
        told = Counter(p for a in self.anchors for p in a.against)
        senders = Counter(
            p for a in self.anchors if a.status is not None for p in a.imposed_by
        ) or Counter(p for a in self.anchors for p in a.imposed_by)
        named = Counter(
            m.name.party
            for sentence in self.story.sentences
            for m in sentence.mentions
            if m.name.kind in ("country", "demonym", "seat") and m.name.party
        )
        headline = self.story.named_in_title()
        opening = self.story.subjects[0] if self.story.subjects else []
        active = {p for a in self.anchors if a.status is not None for p in a.imposed_by}
        weights = {
            p: 3 * told[p] + named[p] + headline.count(p) - 4 * (p in active) - 3 * (p in opening)
            for p in dict.fromkeys([*told, *named])
        }
        if not told:
            weights = {p: w for p, w in weights.items() if not senders[p]}
        target = max(weights, key=lambda p: (weights[p], p)) if weights else None
        imposing = {
            p: senders[p] + (p in opening) + (p in headline)
            for p in (senders or opening)
            if p != target
        }
        best = max(imposing.values(), default=0)
        blocs = [p for p in headline if senders and best < 2 and p == "EU" and p != target]
        sender = max(imposing, key=lambda p: (imposing[p], p)) if imposing else None
        sender = blocs[0] if blocs else sender
        for anchor in self.anchors:
            if anchor.status is None:
                continue
            if not anchor.imposed_by and anchor.against and self._by_what_is_told(anchor):
                anchor.imposed_by = [p for p in (sender,) if p and p not in anchor.against]
            if not anchor.against and not anchor.imposed_by and sender and target and (
                anchor.kind != "unspecified"
                and (self._by_what_is_told(anchor) or self._agentless(anchor))
            ):  # fmt: skip
                anchor.imposed_by, anchor.against, anchor.supposed = [sender], [target], True
            if not anchor.against and anchor.imposed_by:
                other = sender if target in anchor.imposed_by else target
                if other is not None and other not in anchor.imposed_by:
                    anchor.against, anchor.supposed = [other], True

    def _agentless(self, anchor: Anchor) -> bool:
        """Say whether somebody's visa was revoked or assets frozen, by nobody named."""
        sentence, verb = anchor.sentence, anchor.token
        return (
            sentence.is_verb(verb)
            and anchor.status == "imposed"
            and anchor.kind in ("travel_ban", "designation")
            and sentence.child(verb, "nsubjpass") is not None
        )

    def _by_what_is_told(self, anchor: Anchor) -> bool:
        """Say whether "the package" or "the new rules" impose it, and no party."""
        sentence = anchor.sentence
        chain = self._governors(anchor)
        subject = sentence.subject(chain[0]) if chain else None
        return subject is not None and sentence.base[subject] in MEASURES_AGAIN

    def _anaphoric(self, anchor: Anchor) -> bool:
        """Say whether "the ban" only speaks again of a measure told elsewhere."""
        sentence, head = anchor.sentence, anchor.token
        if anchor.kind != "unspecified" or sentence.is_verb(head):
            return False
        kids = {sentence.low[k] for k in sentence.kids[head]}
        if not kids & {"the", "this", "these", "such"} or kids & {"on", "against"}:
            return False
        return not any(sentence.mention[k] is not None or sentence.dep[k] == "poss"
                       for k in sentence.kids[head])  # fmt: skip

    def _tells(self, anchor: Anchor) -> bool:
        """Say whether a mention tells enough to be a measure of its own."""
        if anchor.status is None:
            return False
        sentence = anchor.sentence
        chain = self._governors(anchor)
        if any(sentence.lemma[v] in EVADED for v in chain[:1]):
            return False
        if sentence.is_verb(anchor.token) or anchor.status != "rejected":
            return bool(anchor.against) or (
                bool(anchor.imposed_by) and anchor.kind != "unspecified"
                and not sentence.is_verb(anchor.token)
            )  # fmt: skip
        return bool(anchor.against or anchor.imposed_by)


def _union(lists: object) -> list[str]:
    found: dict[str, None] = {}
    for part in lists:  # type: ignore[attr-defined]
        found.update(dict.fromkeys(part))
    return list(found)


def _kind(group: list[Anchor]) -> MeasureKind:
    return next((a.kind for a in group if a.kind != "unspecified"), "unspecified")


def _same(group: list[Anchor], anchor: Anchor) -> bool:
    first = group[0]
    if any(a.sentence is anchor.sentence and a.kind == anchor.kind for a in group) and (
        (anchor.supposed or not anchor.against)
        and (anchor.goods == [] or anchor.goods == first.goods)
    ):
        return True
    if first.status != anchor.status:
        return False
    kinds = {a.kind for a in group}
    against = {p for a in group for p in a.against}
    by = {p for a in group for p in a.imposed_by}
    if anchor.kind not in kinds:
        return False
    if against and anchor.against and not against & set(anchor.against):
        return False
    return not (by and anchor.imposed_by and not by & set(anchor.imposed_by))


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
        kept.append(group)
    return kept


def _same_but_kind(one: list[Anchor], other: list[Anchor]) -> bool:
    if one[0].status != other[0].status:
        return False
    for attribute in ("against", "imposed_by"):
        a = {p for x in one for p in getattr(x, attribute)}
        b = {p for x in other for p in getattr(x, attribute)}
        if a and b and not a & b:
            return False
    return True
