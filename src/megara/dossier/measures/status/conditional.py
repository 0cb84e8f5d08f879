"""Whether a sentence tells of a measure only as what would follow.

"unless Baku withdraws", "in the event of a test", "the moment troops cross", "were Minsk to send";
"any bank that helps will be cut off"; "release them, or the ban returns".
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, inverted, modal_of
from megara.dossier.sentence import Sentence

WORDS = frozenset({"unless", "otherwise", "provided", "whoever", "lest"})
RUNS = frozenset({
    ("in", "case"), ("the", "event"), ("failing", "which"), ("or", "else"), ("the", "moment"),
    ("the", "instant"), ("the", "minute"), ("the", "day"), ("soon", "as"), ("on", "condition"),
    ("failing", "that"), ("if", "not"), ("the", "case"), ("the", "hour"),
})  # fmt: skip
SECOND = frozenset(pair[1] for pair in RUNS)
INVERTED = frozenset({"should", "were", "had"})
BREAKS = frozenset({",", "“", ":", ";", "—", "–", "-", "that", "and", "but"})
# What only has to be passed or printed before a measure begins is no condition.
ANSWERING = frozenset({"respond", "answer"})
TEXTS = frozenset("text decision list order rule regulation package measure sanction agreement "
                  "deal period procedure translation decree it they minister ambassador leader "
                  "council parliament law".split())  # fmt: skip
ULTIMATUM = frozenset({"until", "deadline", "must", "days", "weeks", "hours", "ultimatum"})
SUFFERING = frozenset("see face risk suffer lose incur expect endure brace be get".split())
HELD = frozenset({"asset", "property", "fund", "account", "good", "shipment", "import", "export"})
# "if adopted": a text has only to be passed.
PASSED = frozenset("adopted approved passed agreed enacted endorsed implemented ratified confirmed "
                   "imposed needed necessary introduced possible only finalised "
                   "finalized".split())  # fmt: skip
NO_IF = frozenset({"even", "as", "asked", "ask", "asking", "wonder", "unclear", "see", "know"})
PAST = frozenset({"was", "were", "had", "have", "has"})
WEAK = frozenset({"could", "may", "might"})
ANY = frozenset({"any", "another", "anyone", "whoever", "further"})


def told_on_condition(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether what "will" or "would" come is told to follow on something."""
    sentence = anchor.sentence
    modals = {modal_of(sentence, v) for v in chain} - {None}
    if "would" in modals and any(sentence.lemma[verb] in ANSWERING for verb in chain):
        return True  # "would answer a seizure with a levy"; who retaliates has been hit already
    if "can" in modals and any(sentence.lemma[v] == "expect" for v in chain):
        modals = {"will"}  # "can expect to be blacklisted"
    if not modals and any(map(partial(_is_ready, sentence), chain)):
        modals = {"will"}
    if not modals or not modals <= WEAK | {"will", "would"} or any(map(sentence.negated, chain)):
        return False
    if modals & WEAK:
        return _if(sentence) or _inverts(sentence)
    return (
        _of_any(sentence, chain)
        or _if(sentence)
        or _has_words(sentence)
        or _inverts(sentence)
        or _once(sentence)
        or (sentence.low[0] == "let" and "and" in sentence.low)
    )


def or_it_comes(anchor: Anchor) -> bool:
    """Say whether it comes "or" else: "has until Friday to withdraw, or the ban returns"."""
    sentence, low = anchor.sentence, anchor.sentence.low
    if "or" not in low:
        return False
    for at in range(2, anchor.first):
        if low[at] == "or" and (low[at - 1] == "," or "until" in low[:at]) and (
            not ULTIMATUM.isdisjoint(low[:at])
        ):  # fmt: skip
            return True
    return any(_is_alternative(sentence, verb) for verb in governors(anchor))


def _is_alternative(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb tells what comes otherwise: "told it to sell or face", "or be hit"."""
    first = sentence.head[verb]
    return (
        sentence.dep[verb] == "conj"
        and sentence.tag[verb] in ("VB", "VBN")
        and any(sentence.low[k] == "or" for k in sentence.children(first, "cc"))
        and (
            sentence.lemma[verb] in SUFFERING
            or any(sentence.low[k] == "be" for k in sentence.children(verb, "auxpass"))
        )
    )


def _is_ready(sentence: Sentence, verb: int) -> bool:
    """Say whether somebody "is ready", "stands prepared" to do it."""
    return sentence.lemma[verb] in ("be", "stand", "remain") and any(
        sentence.low[k] in ("ready", "prepared", "willing", "determined", "poised")
        for k in sentence.children(verb, "acomp", "oprd", "advmod")
    )


def _of_any(sentence: Sentence, chain: list[int]) -> bool:
    for verb in chain:
        subject = sentence.subject(verb)
        if subject is not None and sentence.base[subject] not in HELD and (
            _is_any(sentence, subject)
        ):  # fmt: skip
            return True
        for on in sentence.children(verb, "prep"):  # "would follow upon any attack"
            if sentence.low[on] in ("on", "upon", "after", "following") and any(
                _is_any(sentence, what) for what in sentence.children(on, "pobj")
            ):
                return True
    return False


def _is_any(sentence: Sentence, noun: int) -> bool:
    return sentence.low[noun] in ANY or any(
        sentence.low[k] in ANY for k in sentence.children(noun, "det", "amod")
    )


def _if(sentence: Sentence) -> bool:
    """Say whether an "if" stands there that is no "even if" or "asked if"."""
    low = sentence.low
    return "if" in low and any(
        word == "if" and low[at - 1] not in NO_IF and PASSED.isdisjoint(low[at + 1 : at + 2])
        for at, word in enumerate(low)
    )


def is_conditional(sentence: Sentence) -> bool:
    """Say whether it stands under an "if", an "unless", a "should they"."""
    low = sentence.present
    if "if" not in low and "unless" not in low and "should" not in low:
        return False
    return (
        "unless" in low
        or _if(sentence)
        or any(map(partial(inverted, sentence), range(len(sentence))))
    )


def _has_words(sentence: Sentence) -> bool:
    low = sentence.low
    if not WORDS.isdisjoint(low):
        return True
    return not SECOND.isdisjoint(low) and any(pair in RUNS for pair in pairwise(low))


def _inverts(sentence: Sentence) -> bool:
    """Say whether a clause begins "should they", "were Israel to"."""
    low = sentence.low
    for at, word in enumerate(low[:-2]):
        if word in INVERTED and (at == 0 or low[at - 1] in BREAKS):
            ahead = low[at + 1 : at + 12]
            if word == "should" or "to" in ahead or word == "had":
                return low[at + 1] not in ("be", "not", "to", "a")
    return False


def _once(sentence: Sentence) -> bool:
    """Say whether it comes "once" or "when" somebody acts, not when a text is passed."""
    for token, word in enumerate(sentence.low):
        if word in ("once", "when") and sentence.dep[token] in ("mark", "advmod"):
            verb = sentence.head[token]
            subject = sentence.child(verb, "nsubj", "nsubjpass")
            if (
                subject is not None
                and sentence.base[subject] not in TEXTS
                and sentence.tag[verb] in ("VBZ", "VBP", "VBN")
                and sentence.dep[verb] == "advcl"
                and not any(sentence.low[k] in PAST for k in sentence.kids[verb])
            ):
                return True
    return False
