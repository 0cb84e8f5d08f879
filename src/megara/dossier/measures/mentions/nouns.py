"""Mentions by a noun: "sanctions", "a ban on imports", "an end to arms sales".

A general noun gets its kind from the words around it; a loose one, such as "halt" or "limit", is a
measure only with what it restricts.
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import instruments, singular
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.barring import of_a_flag, of_trade
from megara.dossier.measures.mentions.phrases import ends_good, goods_in, match_phrase
from megara.dossier.measures.mentions.reaching import struck_by_its_verb
from megara.dossier.measures.mentions.restricting import lost
from megara.dossier.measures.mentions.scope import (
    kind_by_goods,
    kind_of_goods,
    kind_of_scope,
    of_all_arms,
    of_scope,
    of_scope_any,
    whole_of,
)
from megara.dossier.measures.mentions.striking import dealing_in_general, for_dealing
from megara.dossier.sentence import NOUNS, Sentence

AGAIN = frozenset({"similar", "same", "matching", "comparable", "parallel", "equivalent"})
STEPS = frozenset({"measure", "step", "move", "rule", "curb", "restriction", "action", "control"})
TOPIC_HEADS = frozenset("expert coordinator evasion official envoy chief committee lawyer "
                        "specialist busting enforcement office monitor commissioner analyst "
                        "relief waiver debate history buster violation risk adviser "
                        "war pressure violator researcher policy-maker compliance advocate "
                        "breach dodger evader circumvention scholar unit task-force bureau "
                        "loophole panel".split())  # fmt: skip
# Nouns whose kind the words around them tell.
GENERAL = frozenset("restriction curb ban limit prohibition control measure penalty sanction halt "
                    "moratorium suspension phase-out stop phaseout freeze end cap out bar quota "
                    "cut clampdown crackdown barrier limitation embargo boycott cutoff block "
                    "reduction ceiling exclusion seizure confiscation freezing immobilisation "
                    "immobilization blocking blockade closure expulsion removal withdrawal "
                    "cancellation revocation denial refusal stoppage termination "
                    "cessation".split())  # fmt: skip
# Of a verb of stopping, or of taking away: "the withholding of aid", "the loss of visas".
DOINGS = frozenset("withholding halting cutting curbing banning barring severing scrapping ending "
                   "revoking denying withdrawing loss annulment voiding impounding "
                   "holding-back".split())  # fmt: skip
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

REACHING_OUT = frozenset({"reach", "hit", "target", "face", "await", "strike", "catch", "cover"})
INCURRING = frozenset({"face", "risk", "pay", "incur", "attract", "invite", "bear", "suffer"})
NAMING = frozenset({"compound", "nmod", "amod"})
DATES = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march "
                  "april may june july august september october november december today tomorrow "
                  "midnight".split())  # fmt: skip


@cache
def _begins() -> frozenset[str]:
    """Return the words at which a mention by a noun may begin."""
    return STEPS | frozenset(instruments())


def nouns_of(sentence: Sentence) -> list[Anchor]:
    """Return the mentions by nouns, kinds refined, nothing else filled."""
    found: list[Anchor] = []
    listed, begins = instruments(), _begins()
    if begins.isdisjoint(sentence.bases):
        return found
    at = 0
    base, end = sentence.base, len(sentence)
    while at < end:
        if base[at] not in begins:
            at += 1
            continue
        cue = match_phrase(listed, base, at)
        if cue is None:
            if sentence.base[at] in STEPS and _is_again(sentence, at):
                found.append(Anchor(sentence, at, at + 1, "unspecified", again=True))
            at += 1
            continue
        last = at + len(cue.words)
        head = last - 1
        noun = sentence.tag[head] in NOUNS or sentence.tag[head] == "VBG"
        if not noun and not (len(cue.words) == 3 and cue.words[1] == "-"):  # "phase-out"
            at += 1
            continue
        if not _is_topic(sentence, head) and not _is_a_task(sentence, head):
            kind = _refined(sentence, at, head, cue.value)
            if kind != "loose":
                found.append(Anchor(sentence, at, last, kind))  # type: ignore[arg-type]
            elif sentence.base[at] in STEPS and _is_again(sentence, at):
                found.append(Anchor(sentence, at, at + 1, "unspecified", again=True))
        at = last
    return found


def _is_a_task(sentence: Sentence, head: int) -> bool:
    """Say whether "duty" is what one has to do: "the duty to protect", "bears the duty"."""
    if sentence.low[head] != "duty":
        return False
    over = sentence.head[head]
    if sentence.lemma[over] in ("bear", "have", "do", "perform", "fulfil", "fulfill", "neglect"):
        return "%" not in sentence.low and "percent" not in sentence.low
    return any(
        sentence.dep[k] == "acl" and sentence.tag[k] == "VB" for k in sentence.kids[head]
    ) or any(sentence.children(p, "pcomp") for p in sentence.children(head, "prep"))


def _is_again(sentence: Sentence, token: int) -> bool:
    return sentence.tag[token] in NOUNS and any(
        sentence.low[k] in AGAIN for k in sentence.kids[token]
    )


def _is_topic(sentence: Sentence, head: int) -> bool:
    """Say whether the word only qualifies another ("sanctions expert")."""
    over = sentence.head[head]
    qualifies = sentence.dep[head] in ("compound", "nmod", "amod", "npadvmod")
    if qualifies and over > head and sentence.base[over] in TOPIC_HEADS:
        return True
    after = head + 1
    return (
        after < len(sentence)
        and sentence.base[after] in TOPIC_HEADS
        and (sentence.tag[after] in NOUNS or sentence.low[after] == "-")
    )


def _refined(sentence: Sentence, first: int, head: int, kind: str) -> str:
    """Return the kind that the words around a general noun give it."""
    if kind in ("unspecified", "tariff", "loose") and (
        any(for_dealing(sentence, head, thing) for thing in struck_by(sentence, head))
        or any(dealing_in_general(sentence, head, thing)
               for thing in struck_by_its_verb(sentence, head))
    ):  # fmt: skip
        return "secondary"
    if (
        kind == "financial"
        and sentence.base[head] == "sanction"
        and sentence.base[first] == ("financial")
    ):
        hit = {sentence.base[t] for c in sentence.conjuncts(head)
               for t in things_restricted(sentence, c)}  # fmt: skip
        named = of_scope_any(hit - {"bank", "lender"}, "named")
        return "designation" if named else kind  # "financial sanctions on 14 tankers"
    if kind not in ("unspecified", "embargo", "loose"):
        return kind
    over = sentence.head[head]
    if sentence.dep[head] == "compound" and over == head + 1 and of_scope(
        sentence.base[over], "export", "import"
    ):  # fmt: skip
        return kind_of_scope(sentence, over) or kind  # "the union ban imports", as it is parsed
    word = sentence.base[head]
    before = {singular(sentence.low[k]) for k in sentence.kids[head] if k < head}
    if before & {"secondary", "extraterritorial"}:
        return "secondary"
    if _puts_on_a_list(sentence, head):
        return "designation"
    if kind == "embargo":
        return kind
    if before & {"financial", "banking"}:
        return "financial"
    if word not in GENERAL and (word not in DOINGS or not _of_something(sentence, head)):
        return kind
    if word != "sanction":
        told = (
            _kind_before(word, before)
            or _kind_of_what_follows(sentence, head, kind)
            or _kind_of_goods_before(sentence, head)
        )
        if told == "export_control" and kind != "loose" and of_all_arms(sentence, head):
            return "embargo"
        if told:
            return told
    if kind == "loose":
        return kind
    return _kind_of_the_struck(sentence, head, before) or kind


def _of_something(sentence: Sentence, head: int) -> bool:
    """Say whether it is "the cutting of gas supplies", a noun, not "cutting gas supplies"."""
    return any(sentence.low[p] == "of" for p in sentence.children(head, "prep"))


def _puts_on_a_list(sentence: Sentence, head: int) -> bool:
    """Say whether it is the "inclusion of seven firms in the sanctions package"."""
    for above in sentence.ancestors(head):
        if sentence.is_verb(above):
            return False
        if sentence.base[above] in ("inclusion", "addition"):
            return of_scope_any({sentence.base[i] for i in sentence.subtree(above)}, "named")
    return False


def _kind_before(word: str, before: set[str]) -> str | None:
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


def _kind_of_goods_before(sentence: Sentence, head: int) -> str | None:
    """Return the kind that the goods before a noun give it: "a nickel ban", "drone curbs"."""
    if sentence.base[head] not in OF_GOODS - {"out", "end", "bar"}:
        return None
    own = [k for k in sentence.kids[head] if k < head and sentence.dep[k] in NAMING]
    goods = goods_in(sentence, sentence.subtree(own[0])[0], head) if own else []
    return kind_by_goods(goods) if goods and ends_good(sentence, head - 1) else None


def _kind_of_what_follows(sentence: Sentence, head: int, kind: str) -> str | None:
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


def struck_by(sentence: Sentence, head: int) -> list[int]:
    """Return whom a measure is on: after "on" or "against", or the object of "will reach"."""
    found = things_restricted(sentence, head)
    verb = sentence.head[head]
    if sentence.dep[head] == "nsubj" and sentence.lemma[verb] in REACHING_OUT:
        found += sentence.children(verb, "dobj")
    liable = sentence.head[verb]
    if sentence.dep[head] == "pobj" and sentence.low[liable] in ("liable", "subject", "exposed"):
        subject = sentence.subject(liable)
        found += [subject] if subject is not None else []
    if sentence.dep[head] == "dobj" and sentence.lemma[verb] in INCURRING:
        subject = sentence.subject(verb)
        found += [subject] if subject is not None else []
    return found


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


def _kind_of_the_struck(sentence: Sentence, head: int, before: set[str]) -> str | None:
    """Return the kind that those struck give a noun: sanctions on officials, on a bank."""
    below = set()
    things = [*things_restricted(sentence, head), *struck_by_its_verb(sentence, head)]
    for thing in things:
        below.add(sentence.base[thing])
        below |= {sentence.base[k] for k in sentence.kids[thing]
                  if sentence.dep[k] in ("compound", "nmod", "amod")}  # fmt: skip
    if of_scope_any(below - {"bank", "lender"}, "named") or any(
        word.endswith(("maker", "builder", "owner")) for word in below
    ):
        return "designation"
    if below & {"bank", "lender"} or "bank" in before:
        return "financial"
    inside = {*things, *(k for thing in things for k in sentence.kids[thing]
                         if sentence.dep[k] not in ("relcl", "acl", "poss"))}  # fmt: skip
    if any(
        not inside.isdisjoint(range(m.first, m.last))
        and m.name.entity_kind in ("company", "person")
        for m in sentence.mentions
    ):
        return "designation"
    return _kind_of_a_name(sentence, things)


def _kind_of_a_name(sentence: Sentence, things: list[int]) -> str | None:
    """Return the kind of sanctions on a person or firm that no list knows: "on Zhang Wei"."""
    for thing in things:
        mention = sentence.mention[thing]
        if sentence.tag[thing] not in ("NNP", "NNPS") or sentence.low[thing] in DATES:
            continue
        if mention is None or (mention.name.kind == "person" and mention.first <= thing):
            return "financial" if sentence.low[thing].endswith("bank") else "designation"
    return None
