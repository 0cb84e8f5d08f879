"""What a noun restricts, and the kind that it gives the noun: "a ban on imports", "drone curbs"."""

from __future__ import annotations

from megara.dossier.measures.mentions.barring import of_a_flag, of_trade
from megara.dossier.measures.mentions.phrases import ends_good, goods_in
from megara.dossier.measures.mentions.restricting import lost
from megara.dossier.measures.mentions.scope import (
    kind_by_goods,
    kind_of_goods,
    kind_of_scope,
    of_scope,
    of_scope_any,
    whole_of,
)
from megara.dossier.sentence import Sentence

# Nouns of taking away, as of visas, licences or a trade status.
LOSING = frozenset("withdrawal revocation refusal denial cancellation suspension loss removal "
                   "annulment withholding scrapping ending revoking denying withdrawing voiding "
                   "termination".split())  # fmt: skip
SEIZING = frozenset({"seizure", "confiscation", "impounding", "freeze", "freezing"})
# Loose nouns that may be of goods themselves: "a ban on wine", "a phase-out of Russian gas".
OF_GOODS = frozenset("ban halt moratorium removal blocking halting cutting curbing banning barring "
                     "out phaseout clampdown crackdown end stop embargo boycott bar control curb "
                     "quota restriction limit prohibition".split())  # fmt: skip
# How a restriction is tied to what it restricts.
TIES = frozenset("on against over targeting upon for hitting barring blocking of to affecting "
                 "covering prohibiting restricting limiting from forbidding".split())  # fmt: skip
NAMING = frozenset({"compound", "nmod", "amod"})
DATES = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march "
                  "april may june july august september october november december today tomorrow "
                  "midnight".split())  # fmt: skip


def kind_before(word: str, before: set[str]) -> str | None:
    """Return the kind that the words before a noun give it: "a visa freeze", "oil imports ban"."""
    if of_scope_any(before, "export"):
        return "export_control"
    if of_scope_any(before, "import"):
        return "import_ban"
    if word in ("freeze", "seizure", "confiscation") and of_scope_any(before, "asset"):
        return "designation"
    if word in ("cap", "ceiling", "limit") and before & {"price", "$", "dollar"}:
        return "price_cap"
    if of_scope_any(before, "travel"):
        return "travel_ban"
    if of_scope_any(before, "money", "reserve") or before & {"investment", "transaction"}:
        return "financial"
    return None


def kind_of_goods_before(sentence: Sentence, head: int) -> str | None:
    """Return the kind that the goods before a noun give it: "a nickel ban", "drone curbs"."""
    if sentence.base[head] not in OF_GOODS - {"out", "end", "bar"}:
        return None
    own = [k for k in sentence.kids[head] if k < head and sentence.dep[k] in NAMING]
    goods = goods_in(sentence, sentence.subtree(own[0])[0], head) if own else []
    return kind_by_goods(goods) if goods and ends_good(sentence, head - 1) else None


def kind_of_what_follows(sentence: Sentence, head: int, kind: str) -> str | None:
    """Return the kind that what is restricted gives a noun: "a ban on imports"."""
    word = sentence.base[head]
    found = []
    for thing in things_restricted(sentence, head):
        base = sentence.base[thing]
        if word in ("cap", "ceiling", "limit") and (
            base in ("price", "barrel") or "$" in {sentence.low[k] for k in sentence.kids[thing]}
        ):
            return "price_cap"
        if word == "end" and not of_scope(base, "export", "import", "trade", "aid"):
            continue
        thing = whole_of(sentence, thing)
        if word in ("ban", "bar", "exclusion", "prohibition") and of_a_flag(sentence, thing):
            return "travel_ban"  # "a ban on Qatari aircraft"
        value: str | None
        if word in LOSING and (taken := lost(sentence, head, thing)):
            value = taken
        elif word in SEIZING and of_scope(base, "seizable"):
            value = "designation"
        elif word in OF_GOODS or kind != "loose":
            value = kind_of_scope(sentence, thing)
            for clause in sentence.children(thing, "acl", "relcl"):  # "boats entering its ports"
                value = value or _kind_of_doing(sentence, clause)
                if word in ("cap", "limit", "ceiling", "quota") and of_trade(sentence, clause):
                    value = kind_of_scope(sentence, clause)  # "chips that may be sold to"
        else:
            value = kind_of_scope(sentence, thing) if not kind_of_goods(sentence, thing) else None
        if value == "designation" and word not in (
            "freeze", "seizure", "confiscation", "block", "freezing", "immobilisation", "blocking",
            "immobilization", "restriction", "ban", "impounding",
        ):  # fmt: skip
            value = None
        if value == "embargo" and word in ("curb", "restriction", "limit", "measure", "control"):
            value = None  # less than all trade
        if value:
            found.append(value)
    order = ("export_control", "import_ban", "embargo", "designation", "travel_ban", "financial",
             "tariff")  # fmt: skip
    return min(found, key=order.index) if found else None


def _kind_of_doing(sentence: Sentence, verb: int) -> str | None:
    place = sentence.child(verb, "dobj")
    if sentence.lemma[verb] not in ("enter", "use", "call", "visit") or place is None:
        return None
    return "designation" if sentence.base[place] in ("port", "harbour", "harbor") else "travel_ban"


def things_restricted(sentence: Sentence, head: int) -> list[int]:
    """Return the heads of what a noun restricts: "on imports and exports", "barring sales"."""
    found = []
    ties = sentence.children(head, "prep", "acl")
    for clause in sentence.children(head, "relcl"):
        # "curbs that Tokyo has enforced since July on sales to"
        ties += [p for p in sentence.children(clause, "prep") if sentence.low[p] == "on"]
    if not ties and sentence.dep[head] in ("dobj", "nsubjpass", "pobj"):
        # the parser often hangs "on imports" on the verb: "lifted its ban on imports"
        verb = next((a for a in sentence.ancestors(head) if sentence.is_verb(a)), head)
        ties = [t for t in sentence.children(verb, "prep", "dative")
                if t > head and (sentence.low[t] == "on" or t == head + 1)]  # fmt: skip
    for tie in list(ties):
        for when in sentence.children(tie, "pobj"):
            if sentence.low[when] in DATES:  # "a halt from Friday to imports"
                ties += sentence.children(when, "prep")
                ties += [t for t in sentence.children(sentence.head[head], "prep") if t > when]
    for tie in ties:
        if sentence.low[tie] in TIES:
            for thing in sentence.children(tie, "pobj", "pcomp", "dobj"):
                found += sentence.conjuncts(thing)
            for inner in sentence.children(tie, "prep"):
                for thing in sentence.children(inner, "pobj", "pcomp"):
                    found += sentence.conjuncts(thing)
    return found
