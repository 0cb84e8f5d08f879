"""Measures that a group agreed on, and those that a government says of itself will come."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.status.conditional import is_conditional
from megara.dossier.measures.status.doing import is_infinitive
from megara.dossier.measures.status.idioms import cue_of, idiom
from megara.dossier.measures.status.verbs import is_open, is_under_way
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

AGREEING = frozenset({"agree", "approve", "endorse", "ratify", "adopt", "finalise", "finalize",
                      "clear", "seal"})  # fmt: skip
ALONE = frozenset({"decide", "resolve", "settle"})
# Who says it of his own measure.
TOLD = frozenset("say announce tell add confirm declare disclose reveal state write "
                 "inform".split())  # fmt: skip
SPEAKING = frozenset(
    "ministry government department embassy mission presidency cabinet council "
    "commission kremlin office administration official".split()
)
PROLONGED = frozenset({"renew", "prolong", "extend"})  # of letting a measure run on


def agreed(anchor: Anchor, chain: list[int]) -> MeasureStatus | None:
    """Say whether a verb of agreeing stands above, told as done."""
    sentence = anchor.sentence
    for verb in chain:
        voted = sentence.lemma[verb] == "vote" and _votes_to(sentence, verb)
        with_object = idiom(anchor, verb)  # "cleared a committee" is no agreement
        agrees = voted or with_object == "agreed" or (
            with_object is None
            and (sentence.lemma[verb] in AGREEING or cue_of(sentence, verb) == "agreed")
        )  # fmt: skip
        if (
            agrees
            and sentence.tag[verb] in ("VBD", "VBN", "VBP", "VBZ")
            and not sentence.negated(verb)
            and not modal_of(sentence, verb)
            and not is_open(sentence, verb)
            and not is_under_way(sentence, verb)
        ):
            if is_conditional(sentence) and sentence.lemma[verb] in ("commit", "pledge", "promise"):
                return "threatened"
            kept = any(sentence.lemma[v] in PROLONGED for v in chain)
            if sentence.lemma[verb] in ALONE and _by_one_state(sentence, verb):
                return "announced"  # "Tokyo decided to": nobody else has to agree
            return "imposed" if kept or sentence.lemma[verb] == "adopt" else "agreed"
    return None


def _votes_to(sentence: Sentence, verb: int) -> bool:
    """Say whether it is told what they voted to do: "voted 88 to 9 to bar", "voted to list"."""
    done = sentence.child(verb, "xcomp", "advcl")
    return done is not None and is_infinitive(sentence, done)


def _by_one_state(sentence: Sentence, verb: int) -> bool:
    """Say whether one state decides, and no group."""
    subject = sentence.subject(verb)
    if subject is None or sentence.tag[subject] == "NNS" or sentence.child(subject, "conj"):
        return False
    mention = sentence.mention[subject]
    return mention is not None and mention.name.kind in ("country", "seat", "person")


def announced_by_speaker(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether a government says of its own measure that it "would" come, told back."""
    sentence = anchor.sentence
    modals = {modal_of(sentence, v) for v in chain} - {None}
    if modals != {"would"} or is_conditional(sentence):
        return False
    if any(cue_of(sentence, v) in ("considered", "threatened") for v in chain
           if v != anchor.token):  # fmt: skip
        return False
    for above in sentence.ancestors(anchor.token):
        if sentence.is_verb(above) and (
            sentence.lemma[above] in TOLD or idiom(anchor, above) == "announced"
        ):
            subject = sentence.subject(above)
            if subject is None or sentence.tag[above] not in ("VBD", "VBN"):
                return False
            mention = sentence.mention[subject]
            named = mention is not None and mention.name.kind in (
                "person", "body", "country", "seat", "bloc",
            )  # fmt: skip
            return named or sentence.low[subject] in SPEAKING
    return False
