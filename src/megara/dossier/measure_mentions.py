"""Mentions of measures: the nouns and verbs that name an instrument, and of which kind it is.

An **anchor** is one mention: a noun such as *sanctions* or *export controls*, or a verb such as
*blacklist*, or *restrict* with a trade word as its object. A general noun gets its kind from the
words around it: a *ban on imports* is an import ban.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from megara.dossier.lexicon import Cue, goods, instrument_verbs, instruments, singular
from megara.dossier.schema import MeasureKind, MeasureStatus
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

EXPORT = frozenset("export sale shipment supply transfer delivery".split())
IMPORT = frozenset("import purchase buying".split())
TRAVEL = frozenset("travel visa entry".split())
ASSETS = frozenset("asset account fund property belonging holding wealth".split())
FINANCE = frozenset("bank banking financial finance payment swift transaction lender loan "
                    "investment bond credit insurance".split())  # fmt: skip
NAMED = frozenset("person people individual company firm entity official oligarch tycoon "
                  "businessman executive vessel ship tanker general commander member family "
                  "minister leader refiner trader shipper airline network organisation "
                  "organization governor judge lawmaker subsidiary conglomerate "
                  "businessmen facilitator".split())  # fmt: skip
LIMITING = frozenset("ban bar restrict curb limit halt prohibit block suspend stop curtail "
                     "tighten outlaw cut forbid phase".split())  # fmt: skip
FREEZING = frozenset({"freeze", "block", "seize"})
CUTTING_OFF = frozenset("cut shut lock disconnect exclude expel kick remove bar unplug block sever "
                        "eject freeze".split())  # fmt: skip
LOSING = frozenset("revoke withdraw lose cancel scrap end refuse deny suspend".split())
AGAIN = frozenset({"similar", "same", "matching", "comparable", "parallel", "equivalent"})
STEPS = frozenset({"measure", "step", "move", "rule", "curb", "restriction", "action", "control"})
TOPIC_HEADS = frozenset("expert coordinator evasion official envoy chief committee lawyer "
                        "specialist busting enforcement office monitor commissioner analyst "
                        "relief waiver debate history buster violation risk adviser list "
                        "war pressure violator".split())  # fmt: skip


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
    again: bool = False  # "similar steps": of the kind that was told before
    supposed: bool = False  # the target is the story's, not the sentence's

    @property
    def token(self) -> int:
        """The head of the mention."""
        return self.last - 1


class Mentions:
    """Finds the mentions of measures in a story."""

    def __init__(self, story: Story, by_experts: frozenset[int] = frozenset()) -> None:
        self.story = story
        self.by_experts = by_experts  # numbers of the sentences that an expert says
        self.anchors: list[Anchor] = []

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
                    kind = self._refine(sentence, at, head, cue.value)
                    if kind != "loose":
                        found.append(Anchor(sentence, at, last, kind))  # type: ignore[arg-type]
                if noun:
                    at = last
                    continue
            elif sentence.base[at] in STEPS and sentence.tag[at] in NOUNS and any(
                sentence.low[k] in AGAIN for k in sentence.kids[at]
            ):  # fmt: skip
                found.append(Anchor(sentence, at, at + 1, "unspecified", again=True))
            if sentence.is_verb(at):
                anchor = self._verb(sentence, at, base)
                if anchor is not None:
                    found.append(anchor)
            at += 1
        listing = [
            a for a in found if sentence.lemma[a.first] in ("put", "place", "add", "include")
        ]
        for verb in listing:
            inside = sentence.subtree(verb.first)
            found = [a for a in found if a is verb or a.token not in inside or base[a.token] not in
                     ("list", "blacklist")]  # fmt: skip
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
            if obj is None and (
                sentence.dep[verb] not in ("acl", "relcl") or lem in ("penalise", "penalize")
            ):
                return None
            if lem == "designate" and obj is None:
                return None
            return Anchor(sentence, verb, verb + 1, known)  # type: ignore[arg-type]
        if obj is not None and lem in CUTTING_OFF and _from_finance(sentence, verb, base):
            return Anchor(sentence, verb, verb + 1, "financial")
        if obj is not None and lem in LOSING - LIMITING:
            inside = {base[i] for i in sentence.subtree(obj)}
            if base[obj] in TRAVEL and inside & {"visa"}:
                return Anchor(sentence, verb, verb + 1, "travel_ban")
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

    def _refine(self, sentence: Sentence, first: int, head: int, kind: str) -> str:
        """Return the kind that the words around a general noun give it."""
        if kind not in ("unspecified", "embargo", "loose"):
            return kind
        word = singular(sentence.low[head])
        before = {singular(sentence.low[k]) for k in sentence.kids[head] if k < first}
        if before & {"secondary", "extraterritorial"}:
            return "secondary"
        above = sentence.head[sentence.head[head]]
        if (
            sentence.dep[head] == "pobj"
            and sentence.base[above] in ("inclusion", "addition")
            and NAMED & {sentence.base[i] for i in sentence.subtree(above)}
        ):
            return "designation"
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
                if sentence.low[prep] in (
                    "on",
                    "against",
                    "over",
                    "targeting",
                    "upon",
                    "for",
                    "hitting",
                    "barring",
                    "blocking",
                    "of",
                    "to",
                ):
                    for thing in sentence.children(prep, "pobj", "pcomp", "dobj"):
                        for part in sentence.conjuncts(thing):
                            below.append(singular(sentence.low[part]))
                            below += [
                                singular(sentence.low[k])
                                for k in sentence.kids[part]
                                if sentence.dep[k] in ("compound", "nmod", "amod")
                            ]
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


def _from_finance(sentence: Sentence, verb: int, base: list[str]) -> bool:
    """Say whether a verb cuts somebody off from the dollar, from SWIFT or from a market."""
    for prep in sentence.subtree(verb):
        if sentence.low[prep] in ("from", "of") and sentence.tag[prep] == "IN":
            things = {base[i] for i in sentence.subtree(prep)[:8]}
            market = things & {"system", "market", "network", "messaging"}
            if things & {"swift", "dollar"}:
                return True
            if market and things & {"financial", "payment", "banking"}:
                return True
    return False


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
