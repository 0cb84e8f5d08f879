"""Who imposes a measure on whom: owners and subjects, prepositions, objects."""

from __future__ import annotations

from megara.dossier.lexicon import classes, singular
from megara.dossier.measure_mentions import NAMED, Anchor
from megara.dossier.measure_status import DOING, Statuses, modal_of
from megara.dossier.sentence import Sentence

TARGETING = frozenset({"on", "against", "targeting", "upon", "toward", "towards", "hitting"})
LINKING = frozenset(
    {
        "part",
        "round",
        "package",
        "set",
        "wave",
        "batch",
        "tranche",
        "series",
        "raft",
        "list",
        "slate",
        "array",
        "use",
        "prospect",
        "possibility",
        "idea",
        "threat",
        "plan",
        "proposal",
        "introduction",
        "imposition",
        "form",
        "range",
        "support",
        "extension",
        "expansion",
        "renewal",
        "call",
        "warning",
        "push",
        "kind",
        "type",
        "number",
        "regime",
        "adoption",
        "option",
        "policy",
        "scheme",
    }
)
STRIKING = frozenset({"hit", "slap", "target", "punish", "threaten", "strike"})
EVADED = frozenset({"evade", "circumvent", "violate", "skirt", "sidestep", "bypass", "dodge",
                    "flout", "breach"})  # fmt: skip

# Who does this to a measure does not impose it.
AGAINST_IT = frozenset("oppose retaliate respond protest complain reject condemn criticize "
                       "criticise denounce veto block resist deny face join participate recognise "
                       "recognize call hold delay obstruct stall spare thwart".split())  # fmt: skip


class Scopes(Statuses):
    """Reads who imposes each mentioned measure on whom."""

    def _fill(self, anchor: Anchor) -> None:
        sentence, head = anchor.sentence, anchor.token
        anchor.goods = self._goods(anchor)
        anchor.status = self._status(anchor)
        if sentence.number in self.by_experts and anchor.status in ("announced", "threatened"):
            anchor.status = "considered"  # an expert's advice announces nothing
        self._who(anchor)
        self._whom(anchor)
        chain = self._governors(anchor)
        if anchor.again and any(sentence.negated(v) for v in chain):
            anchor.status = None
        others = [p for p in anchor.against if p not in anchor.imposed_by]
        if anchor.against and not others:
            # "froze its assets": not the sender's own, but those of whom it spoke of before
            others = self._spoken_of(sentence, head, anchor.imposed_by)
        anchor.against = others

    def _spoken_of(self, sentence: Sentence, token: int, senders: list[str]) -> list[str]:
        """Return the last country named before a token, in its sentence, that is no sender."""
        for mention in reversed(sentence.mentions):
            if (
                mention.first < token
                and mention.name.kind in ("country", "seat", "demonym")
                and mention.name.party not in senders
            ):
                return [mention.name.party]
        return []

    def _who(self, anchor: Anchor) -> None:
        """Fill who imposes: owner before the noun, subject or agent of the verbs above."""
        sentence, head = anchor.sentence, anchor.token
        story = self.story
        verb_anchor = sentence.is_verb(head)
        if not verb_anchor:
            for kid in sentence.kids[head]:
                mention = sentence.mention[kid]
                if kid < anchor.first and sentence.dep[kid] in ("poss", "amod", "compound", "nmod"):
                    if (mention is not None and mention.name.party) or sentence.dep[kid] == "poss":
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
            if lem in AGAINST_IT or lem == "lose":
                continue
            if parties:
                anchor.imposed_by += parties
                break
        if not anchor.imposed_by and verb_anchor:
            self._above_the_clause(anchor)
        if not anchor.imposed_by:
            self._owner_of_the_list(anchor)
        if not anchor.imposed_by:
            self._seat(anchor, chain)
        if not anchor.imposed_by:
            self._speaker(anchor, chain)
        anchor.imposed_by = list(dict.fromkeys(anchor.imposed_by))

    def _owner_of_the_list(self, anchor: Anchor) -> None:
        """Let the bloc impose what is added to "the bloc's blacklist"."""
        sentence = anchor.sentence
        if not sentence.is_verb(anchor.token):
            return
        for token in sentence.subtree(anchor.token):
            if sentence.base[token] in ("list", "blacklist") and sentence.dep[token] == "pobj":
                owner = sentence.child(token, "poss")
                if owner is not None:
                    anchor.imposed_by += self.story.parties(sentence, owner)

    def _seat(self, anchor: Anchor, chain: list[int]) -> None:
        """Let who sits in Washington impose what is "being weighed in Washington"."""
        sentence = anchor.sentence
        for verb in chain:
            if sentence.child(verb, "nsubjpass") is None:
                continue
            for prep in sentence.children(verb, "prep"):
                for place in sentence.children(prep, "pobj"):
                    mention = sentence.mention[place]
                    if (
                        sentence.low[prep] == "in"
                        and mention is not None
                        and mention.name.kind == "seat"
                    ):
                        anchor.imposed_by += [mention.name.party]

    def _above_the_clause(self, anchor: Anchor) -> None:
        """Let who signs off on "a package which bans imports" impose the ban."""
        sentence = anchor.sentence
        inside = False
        for token in (anchor.token, *sentence.ancestors(anchor.token)):
            if inside and sentence.is_verb(token):
                if sentence.lemma[token] in classes()["say"]:
                    return
                subject = sentence.child(token, "nsubj")
                if subject is not None:
                    anchor.imposed_by += self.story.parties(sentence, subject)
                    return
            inside = inside or sentence.dep[token] == "relcl"

    def _speaker(self, anchor: Anchor, chain: list[int]) -> None:
        """Let the official who says that it "would" come impose it, where nobody else does."""
        sentence = anchor.sentence
        if not any(modal_of(sentence, v) in ("will", "would") for v in chain):
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
        if sentence.is_verb(head) and sentence.lemma[head] == "lose":
            loser = sentence.subject(head)
            if loser is not None:
                anchor.against = self._named_target(sentence, loser)
            return
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
                        if sentence.base[thing] in ("list", "blacklist"):
                            continue  # its owner is who lists
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
                struck = sentence.child(verb, "nsubjpass")
                if struck is None:
                    struck = sentence.child(verb, "dobj")
                if struck is None:
                    struck = sentence.child(verb, "nsubj")
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
            elif (
                word == "of"
                and holder == anchor.token
                and sentence.base[holder] in DOING
                and sentence.dep[prep] == "prep"
            ):
                for thing in sentence.children(prep, "pobj"):
                    anchor.against += self._named_target(sentence, thing)
            elif word in ("to", "from") and sentence.dep[prep] == "prep" and anchor.kind in (
                "export_control", "import_ban", "embargo", "tariff",
            ):  # fmt: skip
                for thing in sentence.children(prep, "pobj"):
                    if _the_country(sentence, thing):
                        continue
                    anchor.against += story.parties(sentence, thing)
        if sentence.lemma[holder] in ("target", "hit", "punish") and sentence.is_verb(holder):
            obj = sentence.child(holder, "dobj")
            if obj is not None:
                anchor.against += self._named_target(sentence, obj)

    def _named_target(self, sentence: Sentence, thing: int) -> list[str]:
        if _the_country(sentence, thing):
            return []
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
                    if (
                        mention is not None
                        and mention.name.kind in ("country", "seat")
                        and sentence.dep[below] in ("dobj", "nsubj", "pobj", "poss")
                    ):
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
            if any(_the_country(sentence, i) for i in inside):
                return []
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
            after = range(mention.last, min(len(sentence), mention.last + 3))
            if mention.name.kind == "demonym" and any(self._good_at(sentence, i) for i in after):
                return [mention.name.party]
        return []


def _the_country(sentence: Sentence, token: int) -> bool:
    """Say whether a token is a bare "the country": the one that the story is about."""
    return sentence.low[token] == "country" and len(sentence.kids[token]) < 2
