"""Measures: the instruments that a story mentions, who imposes them on whom, and how far they are.

Each mention is an **anchor** (a noun such as *sanctions* or *export controls*, or a verb such as
*blacklist*, or *restrict* with a trade word as its object). The verbs above the anchor tell the
status and the subject; the prepositions below it tell the target and the goods. Mentions of the
same measure are then put together.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from megara.dossier.lexicon import (
    Cue,
    classes,
    goods,
    instrument_verbs,
    instruments,
    singular,
    status_cues,
)
from megara.dossier.schema import Evidence, Measure, MeasureKind, MeasureStatus
from megara.dossier.sentence import NOUNS, SUBJECTS, Sentence
from megara.dossier.story import Story

EXPORT = frozenset("export sale shipment supply transfer delivery".split())
IMPORT = frozenset("import purchase buying".split())
TRAVEL = frozenset("travel visa entry".split())
ASSETS = frozenset("asset account fund property".split())
FINANCE = frozenset("bank banking financial finance payment swift transaction lender loan "
                    "investment bond credit insurance".split())  # fmt: skip
NAMED = frozenset("person people individual company firm entity official oligarch tycoon "
                  "businessman executive vessel ship tanker general commander member family "
                  "minister leader refiner trader shipper airline network organisation "
                  "organization governor judge lawmaker subsidiary conglomerate "
                  "businessmen facilitator".split())  # fmt: skip
LIMITING = frozenset("ban bar restrict curb limit halt prohibit block suspend stop curtail "
                     "tighten outlaw cut forbid phase".split())  # fmt: skip
FREEZING = frozenset({"freeze"})
TARGETING = frozenset({"on", "against", "targeting", "upon", "toward", "towards", "hitting"})
LINKING = frozenset({"part", "round", "package", "set", "wave", "batch", "tranche", "series",
                     "raft", "list", "slate", "array", "use", "prospect", "possibility", "idea",
                     "threat", "plan", "proposal", "introduction", "imposition", "form", "range",
                     "support", "extension", "expansion", "renewal", "call", "warning", "push",
                     "kind", "type", "number", "regime", "adoption", "option", "policy", "scheme"})  # fmt: skip
TOPIC_HEADS = frozenset("expert coordinator evasion official envoy chief committee lawyer "
                        "specialist busting enforcement office monitor commissioner analyst "
                        "relief waiver debate history buster violation risk adviser list "
                        "war pressure violator".split())  # fmt: skip
CONTAINING = frozenset({"include", "involve", "comprise", "consist", "contain", "cover", "range",
                        "feature"})  # fmt: skip
UNWILLING = frozenset({"loath", "reluctant", "unwilling", "hesitant", "averse", "wary", "unlikely",
                       "reticent", "disinclined"})  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "should"})
STRIKING = frozenset({"hit", "slap", "target", "punish", "threaten", "strike"})
KEPT = frozenset({"keep", "maintain", "uphold", "retain", "renew", "prolong"})
MEASURES_AGAIN = frozenset({"measure", "sanction", "package", "step", "penalty", "restriction",
                            "curb", "bundle", "list"})  # fmt: skip
EASED = frozenset({"lift", "ease", "remove", "drop", "end", "relax", "suspend", "waive", "revoke",
                   "repeal", "unwind"})  # fmt: skip
EVADED = frozenset({"evade", "circumvent", "violate", "skirt", "sidestep", "bypass", "dodge",
                    "flout", "breach"})  # fmt: skip
RANK = {"rejected": 5, "considered": 4, "threatened": 3, "agreed": 2, "announced": 1, "imposed": 0}


@dataclass
class Anchor:
    """One mention of a measure."""

    sentence: Sentence
    first: int
    last: int
    kind: MeasureKind
    status: MeasureStatus | None = None
    imposed_by: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    supposed: bool = False  # the target is the story's, not the sentence's

    @property
    def token(self) -> int:
        """The head of the mention."""
        return self.last - 1


class Instruments:
    """Reads the measures of one story."""

    def __init__(self, story: Story, by_experts: frozenset[int] = frozenset()) -> None:
        self.story = story
        self.by_experts = by_experts  # numbers of the sentences that an expert says
        self.anchors: list[Anchor] = []

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

    # -- finding -----------------------------------------------------------------------------------

    def find(self, sentence: Sentence) -> list[Anchor]:
        """Return the mentions in a sentence, kinds refined, nothing else filled."""
        found: list[Anchor] = []
        base = sentence.base
        at = 0
        while at < len(sentence):
            cue = match_phrase(instruments(), base, at)
            if cue is not None:
                last = at + len(cue.words)
                head = last - 1
                noun = sentence.tag[head] in NOUNS or sentence.tag[head] == "VBG"
                if noun and not self._is_topic(sentence, head, base):
                    kind = self._refine(sentence, at, head, cue.value)  # type: ignore[arg-type]
                    if kind != "loose":
                        found.append(Anchor(sentence, at, last, kind))
                at = last
                continue
            if sentence.is_verb(at):
                anchor = self._verb(sentence, at, base)
                if anchor is not None:
                    found.append(anchor)
            at += 1
        return found

    def _is_topic(self, sentence: Sentence, head: int, base: list[str]) -> bool:
        """Say whether the word only qualifies another ("sanctions expert")."""
        if sentence.dep[head] in ("compound", "nmod", "amod", "npadvmod"):
            over = base[sentence.head[head]]
            if sentence.head[head] > head and over in TOPIC_HEADS:
                return True
        return head + 1 < len(sentence) and base[head + 1] in TOPIC_HEADS and (
            sentence.tag[head + 1] in NOUNS or sentence.low[head + 1] == "-"
        )  # fmt: skip

    def _verb(self, sentence: Sentence, verb: int, base: list[str]) -> Anchor | None:
        lem = sentence.lemma[verb]
        known = instrument_verbs().get(lem)
        obj = sentence.child(verb, "dobj", "nsubjpass")
        if known is None and lem in ("put", "place", "add", "include") and obj is not None:
            for prep in sentence.children(verb, "prep"):
                if sentence.low[prep] in ("on", "to", "in") and any(
                    base[t] in ("blacklist", "list") for t in sentence.children(prep, "pobj")
                ):
                    return Anchor(sentence, verb, verb + 1, "designation")
        if known is not None:
            if sentence.tag[verb] == "VBN" and sentence.dep[verb] == "amod":
                return None
            if obj is None and sentence.dep[verb] not in ("acl", "relcl"):
                return None
            if lem == "designate" and obj is None:
                return None
            return Anchor(sentence, verb, verb + 1, known)  # type: ignore[arg-type]
        if obj is None or (lem not in LIMITING and lem not in FREEZING and lem != "cap"):
            return None
        things = {base[i] for i in sentence.subtree(obj) if i <= obj + 6}
        direct = base[obj]
        kind: MeasureKind
        if lem == "cap" and things & {"price"}:
            kind = "price_cap"
        elif lem in FREEZING and things & ASSETS:
            kind = "designation"
        elif lem in LIMITING | {"sever"} and (direct in ("trade", "commerce") or (
            direct == "transaction" and things & {"commercial", "trade"})):  # fmt: skip
            kind = "embargo"
        elif lem in LIMITING and direct in EXPORT | {"export"}:
            kind = "export_control"
        elif lem in LIMITING and direct in IMPORT:
            kind = "import_ban"
        elif lem in LIMITING and things & TRAVEL and direct not in EXPORT:
            kind = "travel_ban"
        elif lem in ("cut",) and "swift" in {w for w in base}:
            kind = "financial"
        elif lem in ("ban", "bar", "prohibit", "outlaw", "forbid", "block"):
            clause = {base[i] for i in sentence.subtree(verb)}
            if direct in FINANCE or things & {"transaction", "investment"}:
                kind = "financial"
            elif clause & {"buying", "purchasing", "importing", "import"}:
                kind = "import_ban"
            elif clause & {"selling", "exporting", "export", "supplying", "shipping"}:
                kind = "export_control"
            elif clause & {"entering", "travelling", "traveling", "entry"}:
                kind = "travel_ban"
            elif self._goods_below(sentence, obj):
                kind = "import_ban" if direct not in EXPORT else "export_control"
            else:
                return None
        else:
            return None
        return Anchor(sentence, verb, verb + 1, kind)

    def _refine(self, sentence: Sentence, first: int, head: int, kind: MeasureKind) -> MeasureKind:
        """Return the kind that the words around a general noun give it."""
        if kind not in ("unspecified", "embargo", "loose"):
            return kind
        word = singular(sentence.low[head])
        before = {singular(sentence.low[k]) for k in sentence.kids[head] if k < first}
        if before & {"secondary", "extraterritorial"}:
            return "secondary"
        if kind == "embargo":
            return kind
        if before & {"financial", "banking"}:
            return "financial"
        if kind == "loose" and head + 2 < len(sentence) and sentence.low[head + 1] in (
            "to", "on", "of", "for",
        ):  # fmt: skip
            following = {singular(w) for w in sentence.low[head + 2 : head + 5]}
            if following & EXPORT:
                return "export_control"
            if following & IMPORT:
                return "import_ban"
        if word in ("restriction", "curb", "ban", "limit", "prohibition", "control", "measure",
                    "penalty", "sanction", "halt", "moratorium", "suspension", "phase-out", "stop",
                    "phaseout", "freeze", "end", "cap", "out"):  # fmt: skip
            below: list[str] = []
            for prep in sentence.children(head, "prep", "acl"):
                if sentence.low[prep] in ("on", "against", "over", "targeting", "upon", "for",
                                          "hitting", "barring", "blocking", "of", "to"):  # fmt: skip
                    for thing in sentence.children(prep, "pobj", "pcomp", "dobj"):
                        for part in sentence.conjuncts(thing):
                            below.append(singular(sentence.low[part]))
                            below += [singular(sentence.low[k]) for k in sentence.kids[part]
                                      if sentence.dep[k] in ("compound", "nmod", "amod")]  # fmt: skip
            words = set(below)
            if word != "sanction":
                if words & EXPORT or before & {"export"}:
                    return "export_control"
                if words & IMPORT or before & {"import"}:
                    return "import_ban"
                if word == "freeze" and (words & ASSETS or before & ASSETS):
                    return "designation"
                if word == "cap" and words & {"price"}:
                    return "price_cap"
                if kind == "loose":
                    return kind
                if words & TRAVEL or before & TRAVEL:
                    return "travel_ban"
                if words & FINANCE and words & {"investment", "transaction", "swift", "payment"}:
                    return "financial"
                if word == "ban" and any(self._good_at(sentence, t) for p in
                                         sentence.children(head, "prep")
                                         for t in sentence.children(p, "pobj")):  # fmt: skip
                    return "import_ban"
            if words & NAMED:
                return "designation"
            if words & {"bank", "lender"} or before & {"bank"}:
                return "financial"
            if any(m.first in [i for p in sentence.children(head, "prep") for i in
                               sentence.subtree(p)] and m.name.entity_kind in ("company", "person")
                   for m in sentence.mentions):  # fmt: skip
                return "designation"
        return kind

    # -- filling -----------------------------------------------------------------------------------

    def _fill(self, anchor: Anchor) -> None:
        sentence, head = anchor.sentence, anchor.token
        anchor.goods = self._goods(anchor)
        anchor.status = self._status(anchor)
        if sentence.number in self.by_experts and anchor.status in ("announced", "threatened"):
            anchor.status = "considered"  # an expert's advice announces nothing
        self._who(anchor)
        self._whom(anchor)
        others = [p for p in anchor.against if p not in anchor.imposed_by]
        if anchor.against and not others:
            # "froze its assets": not the sender's own, but those of whom it spoke of before
            others = self._spoken_of(sentence, head, anchor.imposed_by)
        anchor.against = others

    def _spoken_of(self, sentence: Sentence, token: int, senders: list[str]) -> list[str]:
        """Return the last country named before a token, in its sentence, that is no sender."""
        for mention in reversed(sentence.mentions):
            if mention.first < token and mention.name.kind in ("country", "seat", "demonym"):
                if mention.name.party not in senders:
                    return [mention.name.party]
        return []

    def _inherit(self, anchor: Anchor, before: Anchor) -> None:
        """Let "the measures include a ban" have the status and sender of the measures before."""
        sentence = anchor.sentence
        chain = self._governors(anchor)
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
            modal = any(_modal(sentence, v) in ("would", "could", "might", "may") for v in chain)
            anchor.status = "considered" if modal and before.status != "imposed" else before.status
        anchor.imposed_by = anchor.imposed_by or list(before.imposed_by)
        anchor.against = anchor.against or list(before.against)

    def _governors(self, anchor: Anchor) -> list[int]:
        """Return the verbs above an anchor up to its clause's verb of saying, nearest first."""
        sentence, token = anchor.sentence, anchor.token
        found = [token] if sentence.is_verb(token) else []
        previous = token
        for above in sentence.ancestors(token):
            if sentence.is_verb(above) or sentence.tag[above] == "MD":
                if (
                    sentence.dep[previous] in ("ccomp", "parataxis", "advcl", "relcl")
                    and sentence.lemma[above] in classes()["say"]
                    and sentence.lemma[above]
                    not in (
                        "threaten",
                        "vow",
                        "pledge",
                        "promise",
                        "warn",
                        "announce",
                        "suggest",
                    )  # fmt: skip
                ):
                    break
                if (
                    sentence.dep[previous] == "advcl"
                    and sentence.lemma[previous] != sentence.lemma[above]
                    and (sentence.child(previous, "mark") is not None)
                ):
                    break
                found.append(above)
            elif sentence.dep[previous] in ("relcl",) and found:
                break
            previous = above
        return found

    def _status(self, anchor: Anchor) -> MeasureStatus | None:
        """Return the status from the words around an anchor; None if none tells."""
        sentence = anchor.sentence
        cues = status_cues()
        found: list[str] = []
        chain = self._governors(anchor)
        near = [anchor.token, *[a for a in sentence.ancestors(anchor.token)
                                if not sentence.is_verb(a)][:3]]  # fmt: skip
        for token in near:
            if sentence.is_verb(token) and token != anchor.token:
                continue
            for kid in sentence.kids[token]:
                if sentence.dep[kid] in ("amod", "compound") and kid < token:
                    if token == anchor.token and sentence.low[kid] in ("earlier", "previous", "past",
                                                                       "existing", "current"):  # fmt: skip
                        return "imposed"
                    value = cues.get(("adj", sentence.low[kid]))
                    if value:
                        found.append(value)
                if sentence.dep[kid] == "acl" and sentence.tag[kid] in ("VBN", "VBD"):
                    value = cues.get(("verb", sentence.lemma[kid]))
                    if value and token == anchor.token:
                        found.append(value)
            value = cues.get(("noun", singular(sentence.low[token])))
            if value:
                found.append(value)
        for place, verb in enumerate(chain):
            found.extend(self._status_of_verb(sentence, verb, place, chain))
        if anchor.last < len(sentence) and self._refused(anchor, near):
            return "rejected"
        if (
            sentence.dep[anchor.token] == "pobj"
            and sentence.low[sentence.head[anchor.token]] == "under"
        ):
            if not any(_modal(sentence, v) for v in chain):
                return "imposed"
        if any(sentence.lemma[v] in EASED for v in chain):
            return "imposed"
        if self._standing(anchor):
            return "imposed"
        if any(sentence.low[a] in UNWILLING for v in chain for a in (v, sentence.head[v])):
            return None
        told = [cues.get(("verb", sentence.lemma[k])) for k in sentence.children(anchor.token, "relcl")
                if sentence.tag[k] in ("VBD", "VBN", "VBZ") and not sentence.is_verb(anchor.token)
                and _modal(sentence, k) is None]  # fmt: skip
        for value in told:
            if value in ("announced", "imposed", "agreed"):
                return value  # type: ignore[return-value]
        if self._rejected(sentence, chain):
            return "rejected"
        if any(sentence.lemma[v] in KEPT for v in chain[:2]) and not any(
            _modal(sentence, v) for v in chain
        ):
            return "imposed"
        if not found and any(sentence.lemma[v] == "fail" for v in chain):
            found.append("considered")
        if not found:
            return None
        if any(sentence.low[k] in ("if", "unless") for v in chain
               for k in sentence.children(v, "mark")):  # fmt: skip
            return "considered"
        if any(lem in ("agree", "approve", "endorse", "ratify", "adopt", "finalise", "finalize",
                       "clear", "seal") and sentence.tag[v] in ("VBD", "VBN", "VBP", "VBZ")
               and not sentence.negated(v) and not _modal(sentence, v)
               for v in chain for lem in [sentence.lemma[v]]):  # fmt: skip
            lem = next((sentence.lemma[v] for v in chain if sentence.lemma[v] in
                        ("agree", "approve", "endorse", "ratify", "adopt", "clear", "seal",
                         "finalise", "finalize")), "")  # fmt: skip
            return "imposed" if lem == "adopt" else "agreed"
        best = max(found, key=lambda value: RANK[value])
        if best == "announced" and CONDITIONS & set(sentence.low):
            return "threatened"
        if best == "considered" and self._announced_by_speaker(anchor, chain, found):
            return "announced"
        if best == "threatened" or "threatened" in found:
            return "threatened"
        return best  # type: ignore[return-value]

    def _standing(self, anchor: Anchor) -> bool:
        """Say whether it is "already in place", "in force" or "in effect"."""
        sentence, low = anchor.sentence, anchor.sentence.low
        for at in range(anchor.last, len(sentence) - 1):
            if low[at] == "in" and low[at + 1] in ("place", "force", "effect"):
                verb = sentence.head[at]
                if _modal(sentence, verb) is None and sentence.lemma[verb] in (
                    "be",
                    "remain",
                    "stay",
                ):
                    return "yet" not in low
        return False

    def _refused(self, anchor: Anchor, near: list[int]) -> bool:
        """Say whether there are "no plans for" it."""
        sentence = anchor.sentence
        for token in near:
            if singular(sentence.low[token]) in (
                "plan",
                "intention",
                "need",
                "question",
                "appetite",
            ):
                if any(sentence.low[k] == "no" for k in sentence.kids[token]):
                    return True
        return False

    def _announced_by_speaker(self, anchor: Anchor, chain: list[int], found: list[str]) -> bool:
        """Say whether a government says of its own measure that it "would" come, told back."""
        sentence = anchor.sentence
        modals = {_modal(sentence, v) for v in chain} - {None}
        if modals != {"would"} or CONDITIONS & set(sentence.low):
            return False
        if any(status_cues().get(("verb", sentence.lemma[v])) in ("considered", "threatened")
               for v in chain):  # fmt: skip
            return False
        for above in sentence.ancestors(anchor.token):
            if sentence.is_verb(above) and sentence.lemma[above] in (
                "say",
                "announce",
                "tell",
                "add",
            ):
                subject = sentence.child(above, "nsubj")
                if subject is None or sentence.tag[above] not in ("VBD", "VBN"):
                    return False
                mention = sentence.mention[subject]
                named = mention is not None and mention.name.kind in (
                    "person", "body", "country", "seat", "bloc",
                )  # fmt: skip
                return named or sentence.low[subject] in ("ministry", "government", "department")
        return False

    def _rejected(self, sentence: Sentence, chain: list[int]) -> bool:
        cues = status_cues()
        for place, verb in enumerate(chain):
            lem = sentence.lemma[verb]
            negated = sentence.negated(verb) or any(
                sentence.low[k] == "no"
                for t in (chain[:1] if place == 0 else [])
                for k in sentence.kids[t]
            )
            if lem == "rule" and any(sentence.low[k] == "out" for k in sentence.kids[verb]):
                return not negated and not _modal(sentence, verb)
            if cues.get(("verb", lem)) == "rejected" and not negated:
                if (
                    lem in ("drop", "exclude", "refuse", "abandon")
                    and place == 0
                    and lem != "refuse"
                ):
                    return lem in ("abandon",)
                return not _modal(sentence, verb)
            if lem in ("block", "veto") and not negated and not _modal(sentence, verb):
                return True
        return False

    def _status_of_verb(
        self, sentence: Sentence, verb: int, place: int, chain: list[int]
    ) -> list[str]:
        cues = status_cues()
        found = []
        modal = _modal(sentence, verb)
        value = cues.get(("verb", sentence.lemma[verb]))
        if modal:
            status = cues.get(("modal", modal))
            if status:
                found.append(status)
        to = any(sentence.low[k] == "to" and sentence.dep[k] == "aux" for k in sentence.kids[verb])
        if sentence.lemma[verb] in ("face", "risk"):
            below = chain[place - 1] if place else None
            if below is not None and sentence.dep[below] != "dobj":
                return []
        if value == "imposed":
            if to or modal:
                above = [status_cues().get(("verb", sentence.lemma[v])) for v in chain[place + 1 :]]
                if not modal and not any(above):
                    found.append("considered")
            elif sentence.negated(verb) or self._by_a_draft(sentence, verb):
                found.append("considered")
            elif sentence.tag[verb] in ("VBD", "VBN", "VBZ", "VBP", "VBG"):
                if sentence.tag[verb] == "VBG" and place + 1 < len(chain):
                    pass  # "considering imposing": the verb above decides
                elif sentence.tag[verb] == "VBG" and sentence.child(verb, "aux") is None:
                    found.append("considered" if sentence.dep[verb] == "pcomp" else "imposed")
                else:
                    found.append("imposed")
        elif value in ("considered", "threatened", "announced", "agreed"):
            if value == "announced" and sentence.negated(verb):
                found.append("considered")
            elif not (to and value == "agreed"):
                found.append(value)
        return found

    def _by_a_draft(self, sentence: Sentence, verb: int) -> bool:
        """Say whether only a draft or a proposal does it."""
        subject = sentence.subject(verb)
        return subject is not None and bool(
            {singular(sentence.low[i]) for i in sentence.subtree(subject)}
            & {"draft", "proposal", "plan", "bill", "text"}
        )

    def _who(self, anchor: Anchor) -> None:
        """Fill who imposes: owner before the noun, subject or agent of the verbs above."""
        sentence, head = anchor.sentence, anchor.token
        story = self.story
        verb_anchor = sentence.is_verb(head)
        if not verb_anchor:
            for kid in sentence.kids[head]:
                mention = sentence.mention[kid]
                if kid < anchor.first and sentence.dep[kid] in ("poss", "amod", "compound", "nmod"):
                    if mention is not None and mention.name.party:
                        anchor.imposed_by += story.parties(sentence, kid)
                    elif sentence.dep[kid] == "poss":
                        anchor.imposed_by += story.parties(sentence, kid)
                    elif mention is None:
                        for inner in sentence.kids[kid]:
                            if sentence.mention[inner] is not None and inner < kid:
                                anchor.imposed_by += story.parties(sentence, inner)
            for above in [head, *sentence.ancestors(head)]:
                if sentence.is_verb(above):
                    break
                for prep in sentence.children(above, "prep"):
                    if sentence.low[prep] in ("by", "from") and above in (head,):
                        for thing in sentence.children(prep, "pobj"):
                            anchor.imposed_by += story.parties(sentence, thing)
                if above != head:
                    for kid in sentence.kids[above]:
                        if sentence.dep[kid] in ("poss", "compound", "amod", "nmod") and (
                            kid < anchor.first
                        ):
                            mention = sentence.mention[kid]
                            if mention is not None and mention.name.party and not anchor.imposed_by:
                                anchor.imposed_by += story.parties(sentence, kid)
        if anchor.imposed_by:
            anchor.imposed_by = list(dict.fromkeys(anchor.imposed_by))
            return
        chain = self._governors(anchor)
        acl = [k for k in sentence.children(head, "acl", "relcl")
               if not verb_anchor and sentence.is_verb(k)]  # fmt: skip
        for verb in [*acl, *chain]:
            lem = sentence.lemma[verb]
            if lem in EVADED or lem in ("face", "risk", "fear", "expect", "avoid"):
                direct = sentence.child(verb, "dobj")
                if (
                    lem in ("face", "risk")
                    and direct is not None
                    and head in sentence.subtree(direct)
                ):
                    subject = sentence.subject(verb)
                    if subject is not None and not anchor.against:
                        anchor.against += story.parties(sentence, subject)
                    continue
                if lem in EVADED or lem != "face":
                    continue
            for agent in sentence.children(verb, "agent", "prep"):
                if sentence.low[agent] == "by":
                    for thing in sentence.children(agent, "pobj"):
                        anchor.imposed_by += story.parties(sentence, thing)
            if anchor.imposed_by:
                break
            passive = sentence.child(verb, "nsubjpass")
            subject = sentence.child(verb, "nsubj")
            if verb in acl and lem not in ("include",):
                if sentence.tag[verb] == "VBN":
                    continue
                if subject is None:
                    continue
            if passive is not None and subject is None:
                continue
            if subject is None:
                # "urged the EU to impose": the one who is urged imposes
                above = sentence.head[verb]
                if sentence.dep[verb] in ("xcomp", "ccomp", "advcl"):
                    patient = sentence.child(above, "dobj")
                    if patient is not None and sentence.lemma[above] in (
                        "urge", "ask", "press", "push", "lobby", "call", "persuade", "convince",
                        "pressure", "tell", "order", "authorise", "authorize", "allow", "encourage",
                    ):  # fmt: skip
                        anchor.imposed_by += story.parties(sentence, patient)
                        if anchor.imposed_by:
                            break
                continue
            parties = story.parties(sentence, subject)
            if lem in ("oppose", "reject", "condemn", "criticize", "criticise", "denounce", "veto",
                       "block", "resist", "deny", "face"):  # fmt: skip
                continue
            if parties:
                anchor.imposed_by += parties
                break
        if not anchor.imposed_by:
            self._speaker(anchor, chain)
        anchor.imposed_by = list(dict.fromkeys(anchor.imposed_by))

    def _speaker(self, anchor: Anchor, chain: list[int]) -> None:
        """Let the official who says that it "would" come impose it, where nobody else does."""
        sentence = anchor.sentence
        if not any(_modal(sentence, v) in ("will", "would") for v in chain):
            return
        if not any(sentence.child(v, "nsubjpass", "auxpass") is not None for v in chain):
            return
        for above in sentence.ancestors(anchor.token):
            if sentence.is_verb(above) and sentence.lemma[above] in ("say", "announce", "add"):
                subject = sentence.child(above, "nsubj")
                if subject is not None:
                    anchor.imposed_by += self.story.parties(sentence, subject)
                return

    def _whom(self, anchor: Anchor) -> None:
        """Fill the target: "on" and "against", "to" for exports, "from" for imports, the object."""
        sentence, head = anchor.sentence, anchor.token
        story = self.story
        if sentence.is_verb(head):
            obj = sentence.child(head, "dobj", "nsubjpass")
            if obj is None and sentence.dep[head] in ("acl", "relcl"):
                obj = sentence.head[head]
            if obj is not None:
                if anchor.kind in ("designation", "embargo"):
                    anchor.against += story.parties(sentence, obj)
                else:
                    anchor.against += self._trade_target(sentence, obj, anchor)
            for prep in sentence.children(head, "prep", "dative"):
                if sentence.low[prep] in ("to", "from", "against", "with"):
                    for thing in sentence.children(prep, "pobj"):
                        anchor.against += story.parties(sentence, thing)
        else:
            holders = [head, *sentence.conjuncts(head)]
            for above in sentence.ancestors(head):
                if sentence.is_verb(above):
                    holders.append(above)
                    break
                if singular(sentence.low[above]) in LINKING or sentence.dep[above] in ("conj",):
                    holders.append(above)
            for verb in self._governors(anchor):
                if verb not in holders and sentence.lemma[verb] in (
                    "impose", "slap", "place", "put", "levy", "consider", "apply", "extend",
                    "announce", "introduce", "target", "be", "adopt", "tighten",
                ):  # fmt: skip
                    holders.append(verb)
            for acl in sentence.children(head, "acl", "relcl"):
                holders.append(acl)
            top = head
            while sentence.dep[top] == "conj":
                top = sentence.head[top]
            if sentence.dep[top] == "pobj" and sentence.low[sentence.head[top]] in (
                "with",
                "under",
            ):
                verb = sentence.head[sentence.head[top]]
                if sentence.lemma[verb] not in STRIKING:
                    verb = next((a for a in sentence.ancestors(verb)
                                 if sentence.lemma[a] in STRIKING), verb)  # fmt: skip
                struck = sentence.child(verb, "nsubjpass", "dobj", "nsubj")
                if (
                    struck is not None
                    and anchor.kind == "unspecified"
                    and (singular(sentence.low[struck]) in NAMED)
                ):
                    anchor.kind = "designation"
                if struck is not None and (sentence.low[sentence.head[top]] == "under"
                                           or sentence.lemma[verb] in STRIKING):  # fmt: skip
                    anchor.against += self._named_target(sentence, struck)
            for holder in dict.fromkeys(holders):
                if anchor.against:
                    break
                self._prepositions(sentence, holder, anchor)
        if not anchor.against and anchor.kind in ("import_ban", "price_cap", "embargo",
                                                  "tariff", "export_control"):  # fmt: skip
            anchor.against += self._adjective_of_goods(anchor)
        anchor.against = [p for p in dict.fromkeys(anchor.against)]

    def _prepositions(self, sentence: Sentence, holder: int, anchor: Anchor) -> None:
        story = self.story
        for prep in sentence.kids[holder]:
            word = sentence.low[prep]
            named = word == "for" and any(
                sentence.mention[t] is not None and sentence.mention[t].name.kind == "country"  # type: ignore[union-attr]
                for t in sentence.children(prep, "pobj")
            )
            if sentence.dep[prep] in ("prep", "dative") and (word in TARGETING or named):
                for thing in sentence.children(prep, "pobj", "pcomp"):
                    if anchor.kind in ("export_control", "import_ban", "price_cap", "tariff",
                                       "embargo") or self._good_at(sentence, thing):  # fmt: skip
                        anchor.against += self._trade_target(sentence, thing, anchor)
                    else:
                        anchor.against += self._named_target(sentence, thing)
            elif sentence.lemma[prep] in ("target", "hit", "aim", "bar", "punish", "direct") and (
                sentence.dep[prep] in ("acl", "relcl", "advcl", "xcomp")
            ):
                obj = sentence.child(prep, "dobj", "nsubjpass")
                if obj is not None:
                    anchor.against += self._named_target(sentence, obj)
                for inner in sentence.children(prep, "prep"):
                    for thing in sentence.children(inner, "pobj", "pcomp"):
                        deeper = sentence.child(thing, "dobj")
                        anchor.against += self._named_target(
                            sentence, deeper if deeper is not None else thing
                        )
            elif word in ("to", "from") and sentence.dep[prep] == "prep" and anchor.kind in (
                "export_control", "import_ban", "embargo", "tariff",
            ):  # fmt: skip
                for thing in sentence.children(prep, "pobj"):
                    anchor.against += story.parties(sentence, thing)
        if sentence.lemma[holder] in ("target", "hit", "punish") and sentence.is_verb(holder):
            obj = sentence.child(holder, "dobj")
            if obj is not None:
                anchor.against += self._named_target(sentence, obj)

    def _named_target(self, sentence: Sentence, thing: int) -> list[str]:
        found = self.story.parties(sentence, thing)
        if found:
            return found
        for prep in sentence.children(thing, "prep"):
            for inner in sentence.children(prep, "pobj"):
                found += self.story.parties(sentence, inner)
        if not found:
            for clause in sentence.children(thing, "acl", "relcl"):
                for below in sentence.subtree(clause):
                    mention = sentence.mention[below]
                    if mention is not None and mention.name.kind in ("country", "seat"):
                        if sentence.dep[below] in ("dobj", "nsubj", "pobj", "poss"):
                            return [mention.name.party]
        return list(dict.fromkeys(found))

    def _trade_target(self, sentence: Sentence, thing: int, anchor: Anchor) -> list[str]:
        """Return whose trade it is: "exports to X", "imports from X", "X's oil"."""
        found: list[str] = []
        inside = sentence.subtree(thing)
        to = "to" if anchor.kind == "export_control" else "from"
        for i in inside:
            if sentence.low[i] == to and sentence.tag[i] in ("IN", "TO"):
                for place in sentence.children(i, "pobj"):
                    found += self.story.parties(sentence, place)
        if found:
            return found
        if anchor.kind == "export_control":
            for i in inside:
                if sentence.low[i] in ("in", "for", "from") and sentence.dep[i] == "prep":
                    for place in sentence.children(i, "pobj"):
                        found += self.story.parties(sentence, place)
            return found or self._named_target(sentence, thing)
        for i in inside:
            mention = sentence.mention[i]
            if mention is not None and mention.name.kind in ("demonym", "country", "seat"):
                found.append(mention.name.party)
        return found or self._named_target(sentence, thing)

    def _adjective_of_goods(self, anchor: Anchor) -> list[str]:
        """Return the nationality of the goods near an anchor ("a ban on Russian diamonds")."""
        sentence = anchor.sentence
        for mention in sentence.mentions:
            if mention.first < anchor.first - 1:
                continue
            if mention.name.kind == "demonym" and mention.last < len(sentence):
                if any(self._good_at(sentence, i) for i in
                       range(mention.last, min(len(sentence), mention.last + 3))):  # fmt: skip
                    return [mention.name.party]
        return []

    # -- goods -------------------------------------------------------------------------------------

    def _good_at(self, sentence: Sentence, token: int) -> str | None:
        cue = match_phrase(goods(), [singular(w) for w in sentence.low[token : token + 4]], 0)
        return cue.value if cue is not None else None

    def _goods_below(self, sentence: Sentence, token: int) -> list[str]:
        inside = sentence.subtree(token)
        return goods_in(sentence, inside[0], inside[-1] + 1)

    def _goods(self, anchor: Anchor) -> list[str]:
        """Return the goods in the anchor's own phrase, or, for trade measures, in its clause."""
        sentence, head = anchor.sentence, anchor.token
        found = self._goods_below(sentence, head)
        if not found:
            found = goods_in(sentence, max(0, anchor.first - 4), anchor.last)
        trade = anchor.kind in ("export_control", "import_ban", "embargo", "price_cap", "tariff")
        if not found and trade:
            for above in sentence.ancestors(head):
                if sentence.is_verb(above):
                    inside = sentence.subtree(above)
                    found = goods_in(sentence, inside[0], inside[-1] + 1)
                    break
        if anchor.kind in ("designation", "travel_ban", "secondary"):
            near = goods_in(sentence, anchor.first, min(len(sentence), anchor.last + 6))
            found = [good for good in found if good in near]
        return found

    # -- putting together --------------------------------------------------------------------------

    def _together(self) -> list[tuple[Measure, list[Anchor]]]:
        """Merge the mentions that speak of one measure."""
        self._main_target()
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

    def _main_target(self) -> None:
        """Let measures that name no target be against the one that the story is about."""
        counts: dict[str, int] = {}
        for anchor in self.anchors:
            for party in anchor.against:
                counts[party] = counts.get(party, 0) + 1
        senders = {p for a in self.anchors for p in a.imposed_by}
        if not counts:
            for sentence in self.story.sentences:
                for mention in sentence.mentions:
                    name = mention.name
                    if name.kind in ("country", "demonym", "seat") and name.party not in senders:
                        counts[name.party] = counts.get(name.party, 0) + 1
        if not counts:
            return
        most = max(counts, key=lambda p: (counts[p], p))
        for anchor in self.anchors:
            if not anchor.against and anchor.status is not None and most not in anchor.imposed_by:
                own = anchor.sentence.is_verb(anchor.token)
                if anchor.imposed_by and not own:
                    anchor.against, anchor.supposed = [most], True

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


def match_phrase(table: dict[str, list[Cue]], words: list[str], at: int) -> Cue | None:
    """Return the longest phrase of a list that begins at a token."""
    for cue in table.get(words[at], ()):
        if len(cue.words) == 1 or tuple(words[at : at + len(cue.words)]) == cue.words:
            return cue
    return None


def goods_in(sentence: Sentence, first: int, last: int) -> list[str]:
    """Return the goods named at tokens ``first:last``, once each."""
    base = sentence.base[first:last]
    found, at = [], 0
    while at < len(base):
        cue = match_phrase(goods(), base, at)
        if cue is not None and sentence.tag[first + at + len(cue.words) - 1] not in ("VBZ", "VBD"):
            found.append(cue.value)
            at += len(cue.words)
        else:
            at += 1
    return list(dict.fromkeys(found))


def _modal(sentence: Sentence, verb: int) -> str | None:
    for kid in sentence.children(verb, "aux"):
        if sentence.tag[kid] == "MD":
            return {"'ll": "will", "'d": "would", "wo": "will", "ca": "can"}.get(
                sentence.low[kid], sentence.low[kid]
            )
    return None


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
            if len(fits) == 1 and beside:
                fits[0].extend(group)
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


SUBJECT_RELATIONS = SUBJECTS
