"""Measures that are gone: lifted, scrapped, allowed to lapse, told as done.

Who only would, should or is ready to lift one leaves it in force.
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.status.idioms import cue_of
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

ENDING = frozenset("lift end remove revoke repeal rescind waive scrap abolish terminate cancel "
                   "withdraw undo unwind reverse drop suspend overturn annul dismantle axe "
                   "discontinue abandon strike roll do call".split())  # fmt: skip
# Of these only with their particle: "did away with the freeze", "rolled back the curbs".
BY_PARTICLE = {"do": "away", "roll": "back", "call": "off", "strike": "down"}
UNLISTING = frozenset({"remove", "drop", "delete", "strike", "take", "delist", "keep", "leave"})
LISTS = frozenset({"list", "blacklist", "listing", "register", "annex", "roll"})
DECIDED = frozenset({"agree", "decide", "vote", "move", "announce", "begin", "resolve"})
LAPSING = frozenset({"lapse", "expire", "run", "fall"})
ENDS = frozenset("lifting end removal repeal revocation ending withdrawal scrapping abolition "
                 "waiver suspension termination cancellation".split())  # fmt: skip
# Who hails or tells of the end says that it has come; any other verb may only wish it.
TELLING = frozenset("hail welcome praise applaud cheer celebrate greet announce confirm proclaim "
                    "mark follow order sign condemn deplore criticise criticize bring mean "
                    "come decree".split())  # fmt: skip
SUSPENDED = frozenset("sanction tariff duty ban embargo curb restriction control penalty levy "
                      "surcharge surtax measure list".split())  # fmt: skip


def ended(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether a verb above tells that the measure was lifted or let lapse."""
    sentence = anchor.sentence
    if anchor.is_verb:
        return False
    for verb in chain:
        lem = sentence.lemma[verb]
        if lem in UNLISTING and _off_a_list(anchor, verb):
            return _is_done(sentence, verb)
        if lem == "let" and _lapses(sentence, verb):
            return _is_done(sentence, verb)
        if lem not in ENDING or not is_what_ends(anchor, verb):
            continue
        if lem in BY_PARTICLE and not _has_word(sentence, verb, BY_PARTICLE[lem]):
            continue
        if lem == "suspend" and sentence.base[anchor.token] not in SUSPENDED:
            continue
        return _is_done(sentence, verb)
    return False


def lifted_since(anchor: Anchor) -> bool:
    """Read what befell it later: "lived under an embargo, which the council lifted in May"."""
    sentence = anchor.sentence
    for verb in () if anchor.is_verb else sentence.children(anchor.token, "relcl"):
        if (
            sentence.lemma[verb] in ENDING - set(BY_PARTICLE) - {"suspend"}
            and sentence.tag[verb] in ("VBD", "VBN")
            and not sentence.negated(verb)
            and modal_of(sentence, verb) is None
            and any(sentence.low[k] in ("which", "that")
                    for k in sentence.children(verb, "dobj", "nsubjpass"))
        ):  # fmt: skip
            return True
    return False


def the_end_of(anchor: Anchor, near: list[int], chain: list[int]) -> MeasureStatus | None:
    """Read "hailed the end of the embargo"; who demands it says that it is still there."""
    sentence = anchor.sentence
    for noun in near[1:]:
        if sentence.base[noun] not in ENDS:
            continue
        if not any(sentence.low[k] in ("of", "to") for k in sentence.kids[noun]):
            continue
        verb = chain[0] if chain else None
        told = verb is not None and sentence.lemma[verb] in TELLING and _is_done(sentence, verb)
        return "rejected" if told else "imposed"
    return None


def _lapses(sentence: Sentence, verb: int) -> bool:
    if any(sentence.lemma[k] in LAPSING for k in sentence.kids[verb]):
        return True
    # the parser takes it for a noun: "let its sanctions on Burundi lapse"
    return not {"lapse", "expire"}.isdisjoint(sentence.low[verb:])


def _off_a_list(anchor: Anchor, verb: int) -> bool:
    """Say whether somebody was taken off it: "struck the bank from its blacklist"."""
    sentence = anchor.sentence
    above = sentence.head[anchor.token]
    return (
        sentence.low[above] in ("from", "off")
        and sentence.head[above] == verb
        and sentence.base[anchor.token] in LISTS
    )


def _has_word(sentence: Sentence, verb: int, word: str) -> bool:
    return any(sentence.low[k] == word for k in sentence.kids[verb])


def is_what_ends(anchor: Anchor, verb: int) -> bool:
    """Say whether a verb is done to the mention, or to the part or list that it is of."""
    sentence, at = anchor.sentence, anchor.token
    while sentence.head[at] != verb:
        above = sentence.head[at]
        if above == at or sentence.is_verb(above):
            return False
        at = above
    if sentence.dep[at] in ("prep", "prt"):  # "did away with the freeze", not "ended in duties"
        return sentence.lemma[verb] in BY_PARTICLE
    return sentence.dep[at] in ("dobj", "nsubjpass", "conj", "nsubj")


def _is_done(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is told as done, or as decided."""
    if sentence.negated(verb) or modal_of(sentence, verb) is not None:
        return False
    over = sentence.head[verb]
    if sentence.dep[verb] == "xcomp":
        return sentence.lemma[over] in DECIDED and _is_done(sentence, over)
    if sentence.tag[verb] == "VBG":
        return sentence.dep[verb] == "advcl" and sentence.tag[over] in ("VBD", "VBN") and (
            sentence.child(verb, "mark") is None and _is_done(sentence, over)
        )  # fmt: skip
    if sentence.dep[verb] == "conj" and sentence.child(verb, "nsubj", "nsubjpass", "aux") is None:
        return sentence.tag[verb] in ("VBD", "VBN") and _is_done(sentence, over)
    if sentence.dep[verb] in ("ccomp", "advcl") and sentence.child(verb, "mark") is not None:
        marks = {sentence.low[k] for k in sentence.children(verb, "mark")}
        if marks & {"if", "unless", "whether", "until"}:
            return False
    if cue_of(sentence, over) == "considered" and sentence.dep[verb] in ("ccomp", "xcomp"):
        return False  # "wants the sanctions lifted"
    if sentence.tag[verb] in ("VBZ", "VBP") and sentence.dep[verb] == "ROOT":
        return True  # "The decision removes limits", "US lifts sanctions"
    return sentence.tag[verb] in ("VBD", "VBN")
