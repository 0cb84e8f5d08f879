"""What a verb of imposing tells: whether it is done, is to be done, or only a draft does it."""

from __future__ import annotations

from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.mentions.allowed import CRIMES
from megara.dossier.measures.status.idioms import cue_of
from megara.dossier.sentence import Sentence

DRAFTS = frozenset("legislation draft proposal plan bill text paper option memo memorandum motion "
                   "amendment blueprint idea menu".split())  # fmt: skip
ILLEGAL = CRIMES | {"impossible"}
# What "is to" be done by one of these is only weighed: "one idea is to widen the ban".
OPTIONS = DRAFTS | frozenset(
    "another one other first second third last latter next step move course suggestion "
    "possibility alternative choice way aim goal scenario route approach tool wish demand priority "
    "purpose ambition answer response instrument lever remedy recommendation solution".split()
)
BEGINNING = frozenset({"turn", "start", "begin", "move", "have", "become"})
KEEPING = frozenset({"keep", "continue"})
DECREES = frozenset({"order", "decree", "law", "rule", "regulation", "act", "directive"})


def status_of_doing(
    sentence: Sentence, verb: int, place: int, chain: list[int], *, bare: bool
) -> list[str]:
    """Return what a verb of imposing tells: done, if told as done and not by a draft."""
    of = sentence.head[verb]
    if sentence.dep[verb] == "ccomp":
        of = sentence.child(verb, "nsubjpass") or of
    if sentence.dep[verb] in ("acl", "relcl", "ccomp") and not modal_of(sentence, verb):
        if any(sentence.low[k] in ("first", "last", "latest", "only") for k in sentence.kids[of]):
            return ["imposed"]  # "the first bank to be penalised"
        if sentence.tag[verb] == "VBG" and sentence.base[of] in DECREES:
            return ["imposed"]  # "an order imposing a duty"
    over = sentence.head[verb]
    if is_infinitive(sentence, verb) and sentence.dep[verb] in ("acl", "advcl", "relcl") and (
        _is_decided(sentence, over)
    ):  # fmt: skip
        return ["imposed"]
    has_to = sentence.dep[verb] == "xcomp" and sentence.lemma[over] == "have" and (
        not is_yet_to(sentence, over)
    )  # fmt: skip
    if has_to and is_infinitive(sentence, verb) and modal_of(sentence, over) is None:
        return ["imposed"]  # "exporters have had to obtain a licence"
    begins = sentence.dep[verb] == "xcomp" and sentence.lemma[over] in BEGINNING
    if begins and (
        modal_of(sentence, over) == "will" or _is_to_come(sentence, over, place + 1, chain)
    ):
        return ["announced"]
    if sentence.dep[verb] == "xcomp" and sentence.lemma[over] in KEEPING and (
        sentence.tag[over] in ("VBD", "VBN", "VBZ", "VBP") and modal_of(sentence, over) is None
    ):  # fmt: skip
        return ["imposed"]  # "has kept tightening its restrictions"
    if sentence.lemma[over] == "make" and sentence.tag[over] in ("VBD", "VBN", "VBZ") and (
        modal_of(sentence, over) is None and not sentence.present.isdisjoint(ILLEGAL)
    ):  # fmt: skip
        return ["imposed"]  # "made it illegal to insure tankers"
    if not bare:
        if _is_to_come(sentence, verb, place, chain):
            return ["announced"]
        above = [cue_of(sentence, v) for v in chain[place + 1 :]]
        return ["considered"] if not modal_of(sentence, verb) and not any(above) else []
    if sentence.negated(verb) or by_a_draft(sentence, verb):
        return ["considered"]
    if sentence.tag[verb] == "VBG" and sentence.low[sentence.head[verb]] == "by":
        return ["imposed"]  # "retaliated by barring": done, unless the verb above is not
    if sentence.tag[verb] == "VBG" and place + 1 < len(chain):
        if _goes_with(sentence, verb):
            return ["imposed"]  # "followed suit, freezing their assets"
        if _joins_in(sentence, verb):
            return ["imposed"]
        if sentence.dep[verb] == "pcomp" and (
            sentence.low[over] == "against" or sentence.lemma[chain[place + 1]] == "object"
        ):  # fmt: skip
            return ["considered"]  # "objected to extending", "argued against extending the ban"
        return []  # "considering imposing": the verb above decides
    if sentence.tag[verb] == "VBG" and sentence.child(verb, "aux") is None:
        return ["considered" if sentence.dep[verb] == "pcomp" else "imposed"]
    if sentence.tag[verb] == "VB" and sentence.dep[verb] in ("relcl", "acl", "ccomp"):
        return ["considered"]  # "a request that it stop exports"
    return ["imposed"] if sentence.tag[verb] in ("VBD", "VBN", "VBZ", "VBP", "VBG") else []


def _is_decided(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun tells that it was done: "its decision to list", "the first state to"."""
    if sentence.base[noun] == "decision":
        over = sentence.head[noun]
        return not (sentence.is_verb(over) and modal_of(sentence, over))
    attr = sentence.child(noun, "attr")
    if sentence.lemma[noun] != "become" or attr is None or sentence.tag[noun] != "VBD":
        return False
    return any(sentence.low[k] in ("first", "latest", "last") for k in sentence.kids[attr])


def _is_to_come(sentence: Sentence, verb: int, place: int, chain: list[int]) -> bool:
    """Say whether somebody "is to" do it, "is set to", "is due to"."""
    over = sentence.head[verb]
    if not is_infinitive(sentence, verb):
        return False
    if sentence.dep[verb] in ("acl", "relcl") and _is_headline(sentence, over):
        return True
    if sentence.dep[verb] == "ROOT":  # "Australia to list two generals"
        return sentence.child(verb, "nsubj", "nsubjpass") is not None
    if sentence.dep[verb] != "xcomp":
        return False
    if sentence.low[over] in ("set", "due", "poised", "about", "bound"):
        return True
    if sentence.lemma[over] != "be" or over not in chain or by_a_draft(sentence, over):
        return False
    subject = sentence.subject(over)
    return subject is None or sentence.base[subject] not in OPTIONS


def _is_headline(sentence: Sentence, subject: int) -> bool:
    """Say whether a headline leaves out the "is": "EU to ban imports of nickel"."""
    return (
        sentence.dep[subject] == "ROOT"
        and sentence.tag[subject].startswith("NN")
        and sentence.child(subject, "det") is None
        and sentence.mention[subject] is not None
    )


def _goes_with(sentence: Sentence, verb: int) -> bool:
    """Say whether a participle tells of the same deed as the verb above it, told as done."""
    over = sentence.head[verb]
    return (
        sentence.dep[verb] == "advcl"
        and sentence.child(verb, "mark") is None
        and sentence.tag[over] in ("VBD", "VBN")
        and modal_of(sentence, over) is None
        and not sentence.negated(over)
        and cue_of(sentence, over) is None
    )


def _joins_in(sentence: Sentence, verb: int) -> bool:
    """Say whether others are followed in it, told as done: "joined London in blacklisting"."""
    by = sentence.head[verb]
    over = sentence.head[by]
    return (
        sentence.dep[verb] == "pcomp"
        and sentence.low[by] == "in"
        and sentence.lemma[over] in ("join", "follow", "succeed", "lead", "copy", "mirror")
        and sentence.tag[over] in ("VBD", "VBN", "VBZ", "VBG")
        and modal_of(sentence, over) is None
        and not sentence.negated(over)
        and not is_infinitive(sentence, over)
    )


def by_a_draft(sentence: Sentence, verb: int) -> bool:
    """Say whether only a draft or a proposal does it."""
    subject = sentence.subject(verb)
    if subject is None:
        return False
    return any(
        sentence.base[i] in DRAFTS or sentence.low[i] in ("proposed", "drafted", "mooted")
        for i in sentence.subtree(subject)
    )


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """Say whether a "to" stands before a verb."""
    return any(sentence.low[k] == "to" and sentence.dep[k] == "aux" for k in sentence.kids[verb])


def is_yet_to(sentence: Sentence, verb: int) -> bool:
    """Say whether something is still to be done: "has yet to be agreed", "is still to decide"."""
    if sentence.lemma[verb] not in ("have", "be", "remain"):
        return False
    done = sentence.child(verb, "xcomp")
    return (
        done is not None
        and is_infinitive(sentence, done)
        and any(sentence.low[k] in ("yet", "still") for k in sentence.children(verb, "advmod"))
        and cue_of(sentence, done) in ("agreed", "imposed", "announced", "considered")
    )
