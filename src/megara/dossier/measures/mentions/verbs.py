"""Mentions by a verb: "blacklist a firm", "halt exports", "bar him from entering", "freeze assets".

Some verbs are a measure by themselves (``instruments.csv``), most only with what they restrict
(``limits.csv``, ``scopes.csv``).
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import instrument_verbs, limits
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import in_a_condition, modal_of
from megara.dossier.measures.mentions.abroad import of_another, seen_from_abroad
from megara.dossier.measures.mentions.barring import kept_from, of_trade
from megara.dossier.measures.mentions.closing import (
    ceasing,
    is_past,
    left_so,
    shut_out,
    turned_away,
)
from megara.dossier.measures.mentions.idioms import by_idiom
from megara.dossier.measures.mentions.joined_objects import also_done_to, done_to
from megara.dossier.measures.mentions.levies import LEVYING, LOWERING, levied, priced
from megara.dossier.measures.mentions.own_goods import banned_things
from megara.dossier.measures.mentions.phrases import is_instrument
from megara.dossier.measures.mentions.restricting import (
    LISTS,
    from_finance,
    is_asset,
    licensed,
    lost,
    off_the_trusted,
    restricted,
)
from megara.dossier.measures.mentions.scope import (
    PAPERS,
    does,
    does_here,
    is_goods,
    kind_of_goods,
    kind_of_scope,
    of_all_arms,
    of_scope,
    of_scope_any,
    particle_of,
    whole_of,
)
from megara.dossier.measures.mentions.striking import (
    DECLARING,
    STRIKING,
    dealing_in_general,
    for_dealing,
    holding_back,
    retaliated,
    struck,
    struck_for_dealing,
)
from megara.dossier.schema import MeasureKind
from megara.dossier.sentence import Sentence

FORBIDDEN = frozenset({"illegal", "unlawful", "forbidden", "prohibited", "outlawed"})
LESSENING = frozenset("reduce cut halve trim stop quit cease end halt curtail slash scale pare "
                      "abandon drop forgo".split())  # fmt: skip
HELPING, HELPS = frozenset({"be", "have", "do"}), frozenset({"aux", "auxpass"})
# Who deals with the target from outside: "sanction any foreign bank that handles".
THIRD = frozenset({"foreign", "any", "overseas", "third", "country", "non"})
NAMES = frozenset({"name", "entity", "individual", "person", "people", "official", "addition"})


def verbs_of(sentence: Sentence) -> list[Anchor]:
    """Return the mentions by verbs, nothing but their kind filled."""
    found = []
    listed = restricting()
    for verb, lemma in enumerate(sentence.lemma):
        if lemma not in listed or not sentence.is_verb(verb):
            continue
        if not (lemma in HELPING and sentence.dep[verb] in HELPS and not sentence.kids[verb]):
            kind = _kind(sentence, verb) or _told_otherwise(sentence, verb)
            if kind in ("financial", "unspecified") and struck_for_dealing(sentence, verb):
                kind = "secondary"
            if kind is not None and not (
                in_a_condition(sentence, verb) or _goes_on(sentence, verb)
            ):
                found.append(Anchor(sentence, verb, verb + 1, kind))
                found += also_done_to(sentence, verb, kind)
    return found


def _goes_on(sentence: Sentence, verb: int) -> bool:
    """Say whether trade goes on: "will not reduce purchases", "did not stop buying"."""
    if sentence.lemma[verb] not in LESSENING or not sentence.negated(verb):
        return False
    return "longer" not in {sentence.low[k] for k in sentence.kids[verb]}


def _kind(sentence: Sentence, verb: int) -> MeasureKind | None:
    lem = sentence.lemma[verb]
    thing = done_to(sentence, verb)
    thing = None if thing is None else whole_of(sentence, thing)
    known = instrument_verbs().get(lem)
    way_in = thing
    if does(lem, "close") and thing is None and sentence.tag[verb] != "VBN":
        way_in = sentence.subject(verb)  # "the market closes to Ukrainian sugar"
    if does(lem, "close") and way_in is not None:
        closed = shut_out(sentence, verb, way_in)
        if closed is not None:
            return closed  # type: ignore[return-value]
    if (
        does(lem, "require")
        and thing is not None
        and (sentence.base[thing] in (*PAPERS, "approval", "clearance"))
    ):
        return licensed(sentence, verb)
    if known is not None:
        if not _is_used(sentence, verb, thing):
            return None
        if thing is not None and (
            (known == "unspecified" and for_dealing(sentence, verb, thing))
            or (
                known == "designation"
                and not THIRD.isdisjoint(sentence.low[k] for k in sentence.kids[thing])
                and dealing_in_general(sentence, verb, thing)
            )
        ):  # fmt: skip
            return "secondary"
        if lem == "blacklist" and thing is not None and is_goods(sentence, thing) and not (
            of_scope(sentence.base[thing], "named", "seizable")
        ):  # fmt: skip
            return "import_ban"  # "blacklisted cotton from"
        return known  # type: ignore[return-value]
    if thing is None and any(sentence.low[k] in FORBIDDEN
                             for k in sentence.children(verb, "acomp", "oprd")):  # fmt: skip
        subject = sentence.subject(verb)
        return None if subject is None else _of_goods(sentence, subject)
    if thing is None and any(sentence.low[k] in ("frozen", "closed")
                             for k in sentence.children(verb, "acomp", "oprd")):  # fmt: skip
        return left_so(sentence, verb)  # type: ignore[return-value]
    if thing is None and lem == "be" and sentence.child(verb, "attr") is not None:
        return is_past(sentence, verb)  # type: ignore[return-value]
    if thing is None:
        return _without_object(sentence, verb)
    if sentence.tag[verb] == "VBN" and sentence.dep[verb] == "amod":
        return None
    if does(lem, "list") and _on_a_list(sentence, verb, thing):
        return "designation"
    if _only_its_effect(sentence, verb):
        return None
    if does(lem, "cut off") and from_finance(sentence, verb):
        return "financial"
    kind: str | None = None
    if off_the_trusted(sentence, verb):
        kind = "export_control"
    elif _is_capped(sentence, verb, thing):
        kind = "price_cap"
    elif does(lem, "freeze") and is_asset(sentence, thing):
        kind = kind_of_scope(sentence, thing)
    elif does(lem, "seize") and of_scope(sentence.base[thing], "seizable"):
        kind = "designation"
    if kind is None and does(lem, "lose") and sentence.lemma[sentence.head[verb]] != "afford":
        taken = sentence.child(verb, "dobj")  # "was refused a visa"
        kind = lost(sentence, verb, thing if taken is None else taken)
    no_longer = sentence.negated(verb) or bool({"longer", "no"} & {
        sentence.low[k] for t in (verb, thing) for k in sentence.kids[t]
    })  # fmt: skip
    if kind is None and does(lem, "issue") and no_longer:
        kind = lost(sentence, verb, thing)  # "will no longer issue visas"
        if (
            kind is None
            and modal_of(sentence, verb) in ("will", "would", "shall")
            and of_scope(sentence.base[thing], "export", "import")
        ):
            kind = kind_of_scope(sentence, thing)  # "will not approve any arms exports"
    if kind is None and lem in ("refuse", "reject") and "whatever" not in sentence.present:
        kind = kind_of_goods(sentence, thing)
    if kind is None and does_here(sentence, verb, "limit") and not _private(sentence, verb):
        kind = restricted(sentence, verb, thing)
    if kind is None and does(lem, "cut off") and lem != "take":
        kind = kept_from(sentence, verb)
        kind = kind if kind in ("embargo", "financial", "export_control") else (
            "export_control" if kind == "import_ban" and particle_of(sentence, verb, "limit")
            else None
        )  # fmt: skip
    if kind is None and does(lem, "forbid"):
        kind = kept_from(sentence, verb)
        if kind == "import_ban" and of_another(sentence, verb, thing):
            kind = "export_control"  # foreign firms are kept from buying at home
    if kind is None and does_here(sentence, verb, "refuse goods") and (
        lem in ("ban", "outlaw", "blacklist", "prohibit") or particle_of(sentence, verb, "limit")
    ) and banned_things(sentence, thing) and not _private(sentence, verb):  # fmt: skip
        kind = "import_ban"
    if kind == "import_ban" and lem in ("hold", "withhold"):
        kind = "export_control"  # "accused China of holding back rare earths"
    if kind == "import_ban" and lem == "cut" and not is_goods(sentence, thing) and not of_scope(
        sentence.base[thing], "import"
    ):  # fmt: skip
        kind = "export_control"  # "cut off shipyards from engines"
    if lem in ("turn", "send") and turned_away(sentence, verb, thing):
        kind = "travel_ban"
    if kind == "export_control" and of_all_arms(sentence, verb):
        kind = "embargo"
    kind = seen_from_abroad(sentence, kind, thing, verb)
    return kind  # type: ignore[return-value]


def _told_otherwise(sentence: Sentence, verb: int) -> MeasureKind | None:
    """Return the kind that an idiom, a share of the price or a verb of striking tells."""
    for way in (by_idiom, levied, priced, struck, retaliated, holding_back, ceasing):
        kind = way(sentence, verb)
        if kind is not None:
            return kind  # type: ignore[return-value]
    return None


def _is_capped(sentence: Sentence, verb: int, thing: int) -> bool:
    """Say whether a price is capped, or held to a figure."""
    lem = sentence.lemma[verb]
    if lem not in ("cap", "hold", "limit", "keep", "restrict"):
        return False
    if "price" not in {sentence.base[i] for i in sentence.subtree(thing)}:
        return False
    if lem == "cap":
        return True
    ties = [p for t in (verb, thing) for p in sentence.children(t, "prep")
            if sentence.low[p] in ("to", "at", "below", "under")]  # fmt: skip
    return any("$" in {sentence.low[i] for i in sentence.subtree(p)} for p in ties)


@cache
def restricting() -> frozenset[str]:
    """Return every verb that may be a measure; the others need not be looked at."""
    listed = frozenset().union(*limits().values())
    others = {"cap", "hold", "limit", "keep", "restrict", "refuse", "reject", "be", "become",
              "turn", *STRIKING, *DECLARING, *LEVYING, *LOWERING, "demand", "tax", "proscribe",
              "retaliate", "decline", "go",
              "dry"}  # fmt: skip
    firsts = {verb.split()[0] for verb in listed}
    return frozenset(firsts | set(instrument_verbs()) | others)


def _is_used(sentence: Sentence, verb: int, thing: int | None) -> bool:
    lem = sentence.lemma[verb]
    if sentence.tag[verb] == "VBN" and sentence.dep[verb] == "amod":
        return False
    if thing is not None:
        return True
    return sentence.dep[verb] in ("acl", "relcl") and lem not in (
        "penalise", "penalize", "designate",
    )  # fmt: skip


def _without_object(sentence: Sentence, verb: int) -> MeasureKind | None:
    """Read "stop buying Russian oil": the gerund tells what is stopped."""
    if not does(sentence.lemma[verb], "quit") or _private(sentence, verb):
        return None
    for gerund in sentence.children(verb, "xcomp"):
        if sentence.tag[gerund] == "VBG":
            given = sentence.child(gerund, "dobj")
            if does(sentence.lemma[gerund], "issue") and given is not None:
                return lost(sentence, gerund, given)  # type: ignore[return-value]
            return _of_gerund(sentence, gerund)
    return None


def _of_goods(sentence: Sentence, subject: int) -> MeasureKind | None:
    """Read "purchases of Russian uranium are illegal": forbidden by law."""
    trade = of_scope(sentence.base[subject], "export", "import")
    return kind_of_scope(sentence, subject) if trade else None  # type: ignore[return-value]


def _of_gerund(sentence: Sentence, gerund: int) -> MeasureKind | None:
    kind = kind_of_scope(sentence, gerund) if of_trade(sentence, gerund) else None
    return kind  # type: ignore[return-value]


def _on_a_list(sentence: Sentence, verb: int, thing: int) -> bool:
    """Say whether somebody is put on a list, or names are added."""
    for on in sentence.clause(verb):
        # the parser may hang "on its blacklist" on a clause between
        if on > thing and sentence.base[on] in LISTS and sentence.dep[on] == "pobj":
            return True
        if on > thing and sentence.low[on - 1] == "under" and sentence.base[on] == "sanction":
            return of_scope_any({sentence.base[i] for i in sentence.subtree(thing)}, "named")
    for prep in sentence.children(verb, "prep", "dative"):
        if sentence.low[prep] in ("on", "to", "in", "under", "onto"):
            for on in sentence.children(prep, "pobj"):
                if sentence.base[on] in ("sanction", "measure") and (
                    sentence.lemma[verb] in ("put", "place")
                ):
                    return of_scope_any({sentence.base[thing]}, "named")
    asked = any(sentence.low[k] in ("if", "whether") for k in sentence.children(verb, "mark"))
    if sentence.lemma[verb] != "add" or asked:
        return False
    return sentence.base[thing] in NAMES and not sentence.children(verb, "prep")


def _only_its_effect(sentence: Sentence, verb: int) -> bool:
    """Say whether a measure told by name is said to do it: "curbs which prevent them from"."""
    subject = sentence.subject(verb)
    if subject is not None and sentence.tag[subject] == "WDT" and sentence.dep[verb] == "relcl":
        subject = sentence.head[verb]
    told = subject is not None and is_instrument(sentence.base[subject])
    return (
        told
        and sentence.child(verb, "auxpass") is None
        and sentence.lemma[verb] in ("prevent", "stop", "keep", "hinder", "bar", "cut")
    )


def _private(sentence: Sentence, verb: int) -> bool:
    """Say whether firms of their own will stop it: "refiners halted purchases"."""
    subject = sentence.child(verb, "nsubj")
    if subject is not None and sentence.low[subject] in ("some", "others", "many", "most"):
        return True
    return subject is not None and of_scope(sentence.base[subject], "private") and (
        sentence.mention[subject] is None
    )  # fmt: skip
