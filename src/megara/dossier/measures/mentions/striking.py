"""Mentions by a verb of striking: "hit a refinery over its ties", "proscribe the Guard".

These verbs tell of much else, so that the doer must be a state's body or a bloc, or the deed one
that only sanctions answer.
"""

from __future__ import annotations

from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.mentions.phrases import is_instrument
from megara.dossier.measures.mentions.restricting import LISTS
from megara.dossier.measures.mentions.scope import of_scope, of_scope_any
from megara.dossier.sentence import Sentence

STRIKING = frozenset({"go", "hit", "target", "strike", "punish", "penalise", "penalize", "name"})
DECLARING = frozenset({"declare", "label", "brand", "designate", "list", "classify", "class"})
# How somebody comes to stand on a list.
LANDING = frozenset("go land end appear figure find wind be enter join stay come sit feature "
                    "inscribe stand".split())  # fmt: skip
ON = frozenset({"on", "onto", "to", "in", "into", "off", "from"})
# Whose lists these are, no sanctions follow.
OTHER_LISTS = frozenset("price guest wish waiting grey gray shopping short reading mailing voter "
                        "electoral party candidate to-do watch sponsor".split())  # fmt: skip
DEALING = frozenset("buy handle deal trade ship help clear facilitate do purchase import "
                    "transport support assist service process load carry settle finance aid take "
                    "feed arm fund pass sell evade circumvent refine broker move deliver "
                    "procure provide insure invest lend bank charter flout skirt dodge bypass bust "
                    "breach shelter".split())  # fmt: skip

# With what one retaliates who fights: no measure.
AT_ARMS = frozenset("missile strike attack army bomb drone troop soldier raid shelling "
                    "assassination killing rocket military airstrike force".split())  # fmt: skip
VOWING = frozenset("vow threaten promise pledge prepare swear plan intend ready go have "
                   "refuse decide mean".split()) - {"refuse"}  # fmt: skip
RELEASING = frozenset("release return withdraw hand free unfreeze surrender give unblock".split())
DRAWING = frozenset("draw compile prepare agree propose approve draft discuss adopt circulate "
                    "assemble finalise finalize widen lengthen expand extend".split())  # fmt: skip
BUYERS = frozenset("buyer importer purchaser customer reseller shipper user carrier insurer "
                   "financier supplier".split())  # fmt: skip
# Whoever is blamed for his deed is struck himself: "firms accused of helping Russia".
BLAMING = frozenset({"accuse", "suspect", "convict"})
# Who may stand for the target: "banks that serve those on the list".
TARGETS = frozenset("nation regime junta country list blacklist".split())


def struck(sentence: Sentence, verb: int) -> str | None:
    """Return the kind where a state's body strikes firms or persons, or declares them so."""
    lem = sentence.lemma[verb]
    if lem not in STRIKING and lem not in DECLARING and lem != "proscribe":
        return None
    thing = sentence.child(verb, "dobj", "nsubjpass", "dative")
    if lem == "go":
        after = next(
            (p for p in sentence.children(verb, "prep") if sentence.low[p] == "after"), verb
        )
        thing = sentence.child(after, "pobj")
    if lem in DECLARING and _declared(sentence, verb) is not None:
        return _declared(sentence, verb)
    if thing is None:
        return None
    if lem == "proscribe":
        return "designation"
    if lem not in STRIKING or sentence.dep[verb] == "amod" or _with_a_measure(sentence, verb):
        return None
    if sentence.base[thing] in ("bank", "lender") and lem in ("target", "go", "hit", "strike"):
        own = _parties(sentence, sentence.kids[thing])  # "go after Chinese banks"
        by = sentence.subject(verb)
        return "financial" if own and by is not None and _parties(sentence, [by]) - own else None
    named = of_scope(sentence.base[thing], "named") or (
        sentence.mention[thing] is not None
        and sentence.mention[thing].name.entity_kind == "company"  # type: ignore[union-attr]
    )
    if sentence.negated(verb):
        return None
    if lem in ("punish", "penalise", "penalize"):
        if for_dealing(sentence, verb, thing):
            return "secondary"
        subject = sentence.subject(verb)
        if subject is not None and (
            sentence.base[subject] in ("step", "move") or is_instrument(sentence.base[subject])
        ):
            return None  # "the step would punish families": its effect
        party = sentence.mention[thing] is not None
        if not (named or party or sentence.base[thing] in ("country", "nation", "government")):
            return None
        counted = any(sentence.tag[k] == "CD" for k in sentence.kids[thing])
        return "designation" if named and counted else "unspecified"
    if not named or not _by_a_body(sentence, verb):
        return None
    return "designation"


def retaliated(sentence: Sentence, verb: int) -> str | None:
    """Read "vowed to retaliate", "Ankara would retaliate": with what is not told, nor with arms."""
    if sentence.lemma[verb] != "retaliate" or sentence.negated(verb):
        return None
    if not AT_ARMS.isdisjoint(sentence.bases):
        return None
    if any(sentence.low[k] in ("if", "whether") for k in sentence.children(verb, "mark")):
        return None
    modal = modal_of(sentence, verb) in ("will", "would", "shall", "could", "may", "might")
    vowed = sentence.dep[verb] == "xcomp" and sentence.lemma[sentence.head[verb]] in VOWING
    return "unspecified" if modal or vowed else None


def holding_back(sentence: Sentence, verb: int) -> str | None:
    """Read "has refused to release Venezuela's gold", "to let Caracas withdraw it"."""
    if sentence.lemma[verb] not in ("refuse", "decline"):
        return None
    for doing in sentence.children(verb, "xcomp"):
        below = [doing, *sentence.children(doing, "ccomp", "xcomp")]
        if not {sentence.lemma[v] for v in below} & RELEASING:
            continue
        for thing in (t for v in below for t in sentence.children(v, "dobj")):
            word = sentence.base[thing]
            named = any(sentence.mention[i] is not None for i in sentence.subtree(doing))
            if named and (word in ("gold", "bullion") or of_scope(word, "asset", "reserve")):
                return "financial"
    return None


def _with_a_measure(sentence: Sentence, verb: int) -> bool:
    """Say whether the measure is named too: "hit two firms with sanctions"."""
    return any(
        is_instrument(sentence.base[i])
        for prep in sentence.children(verb, "prep", "agent")
        if sentence.low[prep] in ("with", "by", "through", "under")
        for i in sentence.subtree(prep)
    )


def _by_a_body(sentence: Sentence, verb: int) -> bool:
    """Say whether a bloc or a ministry does it, or a capital "over" or "for" some deed."""
    subject = sentence.subject(verb)
    mention = sentence.mention[subject] if subject is not None else None
    if subject is not None and mention is None and sentence.base[subject] == "action":
        return bool(_parties(sentence, sentence.subtree(subject)))  # "the Treasury's action"
    if mention is None or not mention.name.party:
        return False
    if mention.name.kind in ("bloc", "body") or mention.name.party == "EU":
        return mention.name.entity_kind != "company"
    over = {sentence.low[p] for p in sentence.clause(verb) if sentence.tag[p] == "IN"}
    return mention.name.kind == "seat" and bool(over & {"over", "for"})


def _declared(sentence: Sentence, verb: int) -> str | None:
    """Read "declared personae non gratae", "declared the Guards a terrorist organisation"."""
    inside = {sentence.low[i] for i in sentence.clause(verb)}
    if inside & {"gratae", "grata", "gratas", "unwelcome"}:
        return "travel_ban"
    if inside & {"terrorist", "terrorists", "terror"} and inside & {
        "organisation", "organization", "group", "entity", "terrorist", "organisations", "as",
    }:  # fmt: skip
        beyond = sentence.children(verb, "oprd", "prep", "dobj", "ccomp", "xcomp", "acomp")
        told = any(
            sentence.low[i] in ("terrorist", "terrorists", "terror")
            for k in beyond
            for i in sentence.subtree(k)
        )
        return "designation" if told else None
    return None


def for_dealing(sentence: Sentence, head: int, thing: int) -> bool:
    """Say whether somebody is struck for what he does with the target.

    Examples
    --------
    "penalties on banks that do business with Russia", "tariffs on countries buying Russian oil"
    """
    own = _parties(sentence, [thing, *(k for k in sentence.kids[thing] if k < thing)])
    if sentence.base[thing] in BUYERS and _deals_abroad(sentence, thing):
        return True  # "buyers of Russian oil would face tariffs"
    clauses = sentence.children(thing, "relcl", "acl")
    for verb in (head, thing):
        for prep in sentence.children(verb, "prep"):
            if sentence.low[prep] in ("for", "over"):
                clauses += sentence.children(prep, "pcomp")
                clauses += [t for t in sentence.children(prep, "pobj")
                            if of_scope(sentence.base[t], "import")]  # fmt: skip
    for clause in list(clauses):
        clauses += sentence.children(clause, "xcomp", "conj")
        if sentence.lemma[clause] not in BLAMING or not of_scope(sentence.base[thing], "named"):
            for prep in sentence.children(clause, "prep"):
                clauses += sentence.children(prep, "pcomp")  # "caught at settling Russian trade"
    for clause in clauses:
        if sentence.tag[clause] == "VBN" and sentence.dep[clause] == "acl":
            continue  # "steel shipped from Mexico" is what is struck itself
        dealt = sentence.lemma[clause] in DEALING or of_scope(sentence.base[clause], "import")
        below = sentence.subtree(clause)
        with_ = bool(_parties(sentence, below) - own) or any(
            sentence.base[i] in TARGETS or sentence.low[i] in ("its", "their") for i in below
        )
        if dealt and with_:
            return True
    return False


def struck_for_dealing(sentence: Sentence, verb: int) -> bool:
    """Say whether whoever deals with the target is cut off: "banks that handle such payments".

    Only of those in general: "two banks that handled payments were cut off" are punished.
    """
    for clause in sentence.children(verb, "csubj", "csubjpass", "nsubj", "nsubjpass"):
        who = sentence.child(clause, "nsubj")
        if (
            sentence.lemma[clause] in DEALING
            and sentence.tag[clause] in ("VBZ", "VBP")
            and who is not None
            and sentence.low[who] in ("whoever", "who", "anyone", "whatever")
        ):
            return bool(_parties(sentence, sentence.subtree(clause)))  # "whoever buys"
    thing = sentence.subject(verb)
    return thing is not None and dealing_in_general(sentence, verb, thing)


def dealing_in_general(sentence: Sentence, verb: int, thing: int) -> bool:
    """Say whether all are meant who deal with the target: "refiners that process its crude"."""
    every = {sentence.low[k] for k in sentence.kids[thing]} & {"any", "every", "whichever"}
    if (sentence.tag[thing] != "NNS" and not every) or sentence.mention[thing]:
        return False
    past = any(sentence.tag[c] == "VBD" for c in sentence.children(thing, "relcl"))
    counted = any(sentence.tag[k] == "CD" for k in sentence.kids[thing])
    return not past and not counted and for_dealing(sentence, verb, thing)


def _deals_abroad(sentence: Sentence, buyer: int) -> bool:
    """Say whether it is a "buyer of Iranian crude", not an Iranian buyer."""
    return any(
        sentence.low[prep] == "of" and _parties(sentence, sentence.subtree(prep))
        for prep in sentence.children(buyer, "prep")
    )


def _parties(sentence: Sentence, tokens: list[int]) -> set[str]:
    return {m.name.party for i in tokens if (m := sentence.mention[i]) is not None if m.name.party}


def on_a_list(sentence: Sentence, noun: int) -> bool:
    """Say whether a bare "list" is one of sanctions: "end up on the EU's eleventh list"."""
    if sentence.base[noun] not in LISTS or sentence.dep[noun] not in ("pobj", "dobj", "nsubj"):
        return False
    kids = sentence.kids[noun]
    inside = {sentence.base[i] for i in sentence.subtree(noun)}
    if inside & OTHER_LISTS:
        return False
    if inside & {"sanction", "frozen"} or of_scope_any(inside, "asset"):
        return True
    if sentence.lemma[sentence.head[noun]] in DRAWING and any(
        sentence.low[p] == "of" and of_scope(sentence.base[t], "named")
        and any(sentence.mention[i] is not None for i in sentence.subtree(t))
        for p in sentence.children(noun, "prep") for t in sentence.children(p, "pobj")
    ):  # fmt: skip
        return True  # "to draw up a list of Turkish individuals"
    owned = any(
        sentence.mention[k] is not None and sentence.mention[k].name.party  # type: ignore[union-attr]
        for k in kids
        if k < noun
    )
    if not owned or sentence.dep[noun] != "pobj" or sentence.low[sentence.head[noun]] not in ON:
        return False
    over = sentence.head[sentence.head[noun]]
    return sentence.lemma[over] in LANDING or sentence.base[over] in ("name", "place", "firm")
