"""Mentions by a noun: "sanctions", "a ban on imports", "an end to arms sales".

A general noun gets its kind from the words around it; a loose one, such as "halt" or "limit", is a
measure only with what it restricts.
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import instruments, singular
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.phrases import match_phrase
from megara.dossier.measures.mentions.reaching import (
    kind_of_the_struck,
    struck_by,
    struck_by_its_verb,
)
from megara.dossier.measures.mentions.scope import (
    kind_of_scope,
    of_all_arms,
    of_scope,
    of_scope_any,
)
from megara.dossier.measures.mentions.scoped_nouns import (
    kind_before,
    kind_of_goods_before,
    kind_of_what_follows,
    things_restricted,
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
                   "revoking denying withdrawing loss annulment voiding "
                   "impounding".split())  # fmt: skip


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
    base, behind = sentence.base, 0
    for at, word in enumerate(base):
        if word not in begins or at < behind:
            continue
        cue = match_phrase(listed, base, at)
        if cue is None:
            if word in STEPS and _is_again(sentence, at):
                found.append(Anchor(sentence, at, at + 1, "unspecified", again=True))
            continue
        last = at + len(cue.words)
        head = last - 1
        noun = sentence.tag[head] in NOUNS or sentence.tag[head] == "VBG"
        if not noun and not (len(cue.words) == 3 and cue.words[1] == "-"):  # "phase-out"
            continue
        if not _is_topic(sentence, head) and not _is_a_task(sentence, head):
            kind = _refined(sentence, at, head, cue.value)
            if kind != "loose":
                found.append(Anchor(sentence, at, last, kind))  # type: ignore[arg-type]
            elif word in STEPS and _is_again(sentence, at):
                found.append(Anchor(sentence, at, at + 1, "unspecified", again=True))
        behind = last
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
            kind_before(word, before)
            or kind_of_what_follows(sentence, head, kind)
            or kind_of_goods_before(sentence, head)
        )
        if told == "export_control" and kind != "loose" and of_all_arms(sentence, head):
            return "embargo"
        if told:
            return told
    if kind == "loose":
        return kind
    return kind_of_the_struck(sentence, head, before) or kind


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
