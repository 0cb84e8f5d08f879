"""How far a measure is: considered, threatened, announced, imposed, agreed or rejected.

The verbs above a mention tell, with their tense, their modals and their negation, up to the verb
of saying of its clause.
"""

from __future__ import annotations

from megara.dossier.lexicon import classes, singular, status_cues
from megara.dossier.measure_mentions import Anchor, Mentions
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

UNWILLING = frozenset({"loath", "reluctant", "unwilling", "hesitant", "averse", "wary", "unlikely",
                       "reticent", "disinclined"})  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "should"})
KEPT = frozenset({"keep", "maintain", "uphold", "retain", "renew", "prolong"})
EASED = frozenset({"lift", "ease", "remove", "drop", "end", "relax", "suspend", "waive", "revoke",
                   "repeal", "unwind"})  # fmt: skip
TABLED = frozenset({("on", "the", "table"), ("under", "discussion"), ("under", "consideration"),
                    ("on", "the", "agenda"), ("in", "the", "works"), ("under", "review"),
                    ("in", "preparation"), ("in", "the", "pipeline"), ("up", "for", "discussion"),
                    ("under", "study"), ("under", "debate")})  # fmt: skip
DOING = frozenset("imposition blacklisting designation listing introduction adoption inclusion "
                  "addition expansion extension tightening reimposition restoration freezing "
                  "announcement".split())  # fmt: skip
# To refuse one of these rejects no measure.
UNREFUSED = frozenset("join participate recognise recognize back support follow align condemn "
                      "criticise criticize denounce oppose lift ease drop".split())  # fmt: skip
RANK = {"rejected": 5, "considered": 4, "threatened": 3, "agreed": 2, "announced": 1, "imposed": 0}


class Statuses(Mentions):
    """Reads the status of each mention."""

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
                    )
                ):
                    break
                if (
                    sentence.dep[previous] == "advcl"
                    and sentence.lemma[previous] != sentence.lemma[above]
                    and (sentence.child(previous, "mark") is not None)
                ):
                    break
                if _inverted(sentence, above):
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
                    if token == anchor.token and sentence.low[kid] in (
                        "earlier",
                        "previous",
                        "past",
                        "existing",
                        "current",
                    ):
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
        ) and not any(modal_of(sentence, v) for v in chain):
            return "imposed"
        if any(sentence.lemma[v] in EASED for v in chain):
            return "imposed"
        if self._standing(anchor):
            return "imposed"
        begun = self._takes_effect(anchor)
        if begun is not None and "considered" not in found:
            return begun
        tabled = self._on_the_table(anchor)
        if tabled is not None:
            return tabled
        if not found and self._is_done(anchor, chain):
            return "imposed"
        if any(sentence.low[a] in UNWILLING for v in chain for a in (v, sentence.head[v])):
            return None
        clauses = sentence.children(anchor.token, "relcl")
        told = [cues.get(("verb", sentence.lemma[k])) for k in clauses
                if sentence.tag[k] in ("VBD", "VBN", "VBZ") and not sentence.is_verb(anchor.token)
                and modal_of(sentence, k) is None]  # fmt: skip
        for value in told:
            if value in ("announced", "imposed", "agreed"):
                return value  # type: ignore[return-value]
        if self._rejected(sentence, chain):
            return "rejected"
        if any(sentence.lemma[v] in KEPT for v in chain[:1]) and not any(
            modal_of(sentence, v) for v in chain
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
               and not sentence.negated(v) and not modal_of(sentence, v)
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
            ) and any(sentence.low[k] == "no" for k in sentence.kids[token]):
                return True
        return False

    def _standing(self, anchor: Anchor) -> bool:
        """Say whether it is "already in place", "in force" or "in effect"."""
        sentence, low = anchor.sentence, anchor.sentence.low
        for at in range(anchor.last, len(sentence) - 1):
            if low[at] == "in" and low[at + 1] in ("place", "force", "effect"):
                verb = sentence.head[at]
                if modal_of(sentence, verb) is None and sentence.lemma[verb] in (
                    "be",
                    "remain",
                    "stay",
                ):
                    return "yet" not in low
        return False

    def _on_the_table(self, anchor: Anchor) -> MeasureStatus | None:
        """Read "under discussion", "not on the table", "in the works"."""
        sentence, low = anchor.sentence, anchor.sentence.low
        for at in range(anchor.last, len(sentence) - 1):
            if tuple(low[at : at + 3]) in TABLED or tuple(low[at : at + 2]) in TABLED:
                verb = sentence.head[at]
                subject = sentence.subject(verb)
                if subject is None or anchor.token not in sentence.subtree(subject):
                    continue
                no = sentence.negated(verb) or any(
                    low[k] == "no" for k in (*sentence.kids[subject], subject)
                )
                return "rejected" if no else "considered"
        return None

    def _takes_effect(self, anchor: Anchor) -> MeasureStatus | None:
        """Read "takes effect on Monday", "came into force"."""
        sentence, low = anchor.sentence, anchor.sentence.low
        for verb in range(len(sentence) - 1):
            if not sentence.is_verb(verb) or sentence.negated(verb):
                continue
            after = tuple(low[verb + 1 : verb + 3])
            if after[:1] != ("effect",) and after not in (("into", "force"), ("into", "effect")):
                continue
            subject = sentence.subject(verb)
            if subject is None or anchor.token not in sentence.subtree(subject):
                continue
            if modal_of(sentence, verb) not in (None, "will"):
                return None
            return "imposed" if sentence.tag[verb] in ("VBD", "VBN") else "announced"
        return None

    def _is_done(self, anchor: Anchor, chain: list[int]) -> bool:
        """Say whether a noun of doing tells it: "the imposition of tariffs by ... raised"."""
        sentence = anchor.sentence
        if sentence.is_verb(anchor.token) or any(modal_of(sentence, v) for v in chain):
            return False
        for token in (anchor.token, *sentence.ancestors(anchor.token)):
            if sentence.is_verb(token):
                return False
            if sentence.base[token] in DOING:
                of = any(sentence.low[k] == "of" for k in sentence.kids[token])
                by = any(sentence.low[k] == "by" for k in sentence.subtree(token))
                verb = chain[0] if chain else token
                told = sentence.tag[verb] in ("VBD", "VBZ", "VBN")
                return of and (by or (told and sentence.dep[token] in ("nsubj", "nsubjpass")))
        return False

    def _announced_by_speaker(self, anchor: Anchor, chain: list[int], found: list[str]) -> bool:
        """Say whether a government says of its own measure that it "would" come, told back."""
        sentence = anchor.sentence
        modals = {modal_of(sentence, v) for v in chain} - {None}
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
                return not negated and not modal_of(sentence, verb)
            if cues.get(("verb", lem)) == "rejected" and not negated:
                below = sentence.lemma[chain[place - 1]] if place else ""
                if lem == "refuse" and below in UNREFUSED:
                    return False
                if (
                    lem in ("drop", "exclude", "refuse", "abandon")
                    and place == 0
                    and lem != "refuse"
                ):
                    return lem in ("abandon",)
                return not modal_of(sentence, verb)
            if lem in ("block", "veto") and not negated and not modal_of(sentence, verb):
                return True
        return False

    def _status_of_verb(
        self, sentence: Sentence, verb: int, place: int, chain: list[int]
    ) -> list[str]:
        cues = status_cues()
        found = []
        part = sentence.child(verb, "dobj")
        if sentence.lemma[verb] in ("join", "participate", "recognise", "recognize") or (
            part is not None and sentence.low[part] == "part"
        ):
            return []  # tells of a party, not of the measure
        modal = modal_of(sentence, verb)
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


def _inverted(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is that of a condition: "should Pyongyang send"."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return subject is not None and any(
        sentence.low[k] == "should" and k < subject for k in sentence.children(verb, "aux")
    )


def modal_of(sentence: Sentence, verb: int) -> str | None:
    """Return the modal of a verb ("would", "could"), in its full form."""
    for kid in sentence.children(verb, "aux"):
        if sentence.tag[kid] == "MD":
            return {"'ll": "will", "'d": "would", "wo": "will", "ca": "can"}.get(
                sentence.low[kid], sentence.low[kid]
            )
    return None
