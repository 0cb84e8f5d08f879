"""What one verb above a mention tells of how far it is: its cue, particle, object and modal."""

from __future__ import annotations

from megara.dossier.lexicon import status_cues
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import modal_of
from megara.dossier.measures.status.conditional import is_conditional
from megara.dossier.measures.status.doing import (
    DRAFTS,
    is_infinitive,
    is_yet_to,
    status_of_doing,
)
from megara.dossier.measures.status.idioms import cue_of, idiom
from megara.dossier.sentence import Sentence

# What these are done to is no measure of who does it.
OF_A_PARTY = frozenset({"join", "participate", "recognise", "recognize"})
COPYING = frozenset({"copy", "join", "mirror", "match", "follow", "emulate", "replicate",
                     "impose", "adopt", "introduce"})  # fmt: skip
SILENT = frozenset(
    "comment discuss say elaborate confirm answer speculate remark disclose reveal specify".split()
)
# A measure may do one of these and be told as such: "the sanctions would hit banks", "follow".
TELLING_OF_IT = frozenset(
    "be follow come go take begin start enter apply remain stay return kick expire lapse end fall "
    "rise target hit cover include ban bar block freeze prohibit forbid outlaw limit restrict curb "
    "cut stop halt close shut strip deny prevent stop single extend focus aim affect concern "
    "involve comprise encompass blacklist list exempt spare name single reach last snap get land "
    "face continue carry touch sweep bind oblige act".split()
)
COMING_UP = frozenset("ready likely possible imminent necessary needed inevitable due next "
                      "unavoidable answer response consequence result".split())  # fmt: skip
NEEDING = frozenset({"need", "require"})  # the consent of all members
# What befalls a measure on its way is no effect of it: "the levy stalled in committee".
ON_ITS_WAY = frozenset(
    "stall slip pass clear await wait need require hinge depend hang languish linger die fail "
    "collapse founder flounder unravel sink advance progress move proceed materialise materialize "
    "emerge loom surface resurface circulate gain win secure get lose meet run sail squeak falter "
    "survive rest lie sit stand make draw enjoy face command prevail crumble stumble".split()
)
YIELDING = frozenset("bow yield cave buckle bend submit succumb surrender kneel".split())
DELAYING = frozenset({"hold", "delay", "stall", "postpone", "defer"})
UNPLANNED = frozenset({"consider", "plan", "mull", "contemplate", "intend", "seek", "prepare"})


def status_of_verb(anchor: Anchor, verb: int, place: int, chain: list[int]) -> list[str]:
    """Return what one verb above a mention, and its modal, tell."""
    sentence = anchor.sentence
    part = sentence.child(verb, "dobj", "attr")
    if is_silence(sentence, verb):
        return []
    if sentence.lemma[verb] in COPYING and sentence.negated(verb) and (
        modal_of(sentence, verb) in ("will", "would")
    ):  # fmt: skip
        return ["rejected"]  # "will not be copying Europe's duties"
    if sentence.lemma[verb] in OF_A_PARTY or (part is not None and sentence.low[part] == "part"):
        return []
    if sentence.lemma[verb] in YIELDING or any(
        sentence.low[k] == "rather" for k in sentence.kids[verb]
    ):
        return []  # "would not bow to sanctions", "would rather not"
    if is_yet_to(sentence, verb):
        return ["considered"]
    found = []
    modal = modal_of(sentence, verb)
    if not anchor.is_verb and tells_an_effect(anchor, verb):
        return []
    if verb == anchor.token and modal in ("may", "can") and _not_any_more(sentence, verb):
        return ["imposed"]  # "investors may no longer buy"
    value = idiom(anchor, verb) or cue_of(sentence, verb)
    if sentence.lemma[verb] == "tell" and not (place and is_infinitive(sentence, chain[place - 1])):
        value = None  # but "told importers to stop" is done
    if verb == anchor.token and value in (None, "rejected", "considered", "announced", "agreed"):
        value = "imposed"
    status = status_cues().get(("modal", modal)) if modal else None
    if status and (modal != "must" or value == "imposed"):
        # a veto to come leaves it open; "exporters must obtain a licence" is no wish
        open_yet = value == "rejected" or (value == "considered" and sentence.negated(verb))
        found.append("considered" if open_yet else status)  # "will not back a ban"
    to = is_infinitive(sentence, verb)
    if sentence.lemma[verb] in ("face", "risk"):
        below = chain[place - 1] if place else None
        if below is not None and sentence.dep[below] != "dobj":
            return []
        if any(sentence.base[t] in DRAFTS for k in sentence.children(verb, "prep")
               if sentence.low[k] == "under" for t in sentence.children(k, "pobj")):  # fmt: skip
            return ["considered"]
        if modal == "will":
            return ["announced"]  # "will face duties from midnight"
        if sentence.lemma[verb] == "face" and sentence.tag[verb] != "VB" and modal is None and (
            sentence.tag[verb] not in ("VBZ", "VBP") and not is_conditional(sentence)
        ):  # fmt: skip
            return ["imposed"]  # "itself facing tariffs", "has faced an embargo since"
    if value == "considered" and sentence.lemma[verb] in DELAYING and _had(sentence, verb):
        return []  # "had held up the listings": no longer
    if value == "imposed":
        found.extend(status_of_doing(sentence, verb, place, chain, bare=not (to or modal)))
    elif (value in ("announced", "agreed") and sentence.negated(verb)) or (
        value == "agreed" and (to or is_open(sentence, verb) or is_under_way(sentence, verb))
    ):
        found.append("considered")
    elif value == "rejected" and sentence.negated(verb):
        found.append("considered")  # "has not ruled it out"
    elif value == "considered" and sentence.negated(verb):
        if sentence.lemma[verb] in UNPLANNED:
            found.append("rejected")  # "is not considering a ban"
    elif value in ("considered", "threatened", "announced", "agreed", "none"):
        found.append(value)
    return found


def tells_an_effect(anchor: Anchor, verb: int) -> bool:
    """Say whether it is told what a measure does to the world: "the tariffs will hurt drivers"."""
    sentence = anchor.sentence
    lem = sentence.lemma[verb]
    if lem == "be" and anchor.kind == "unspecified" and modal_of(sentence, verb):
        return _is_judged(sentence, verb, anchor.token)
    if lem in TELLING_OF_IT or sentence.child(verb, "nsubj") != anchor.token:
        return False
    if lem in NEEDING and anchor.kind == "unspecified":
        return True
    return lem not in ON_ITS_WAY or (idiom(anchor, verb) or cue_of(sentence, verb)) is None


def _is_judged(sentence: Sentence, verb: int, measure: int) -> bool:
    """Say whether it is called something: "should not be an end", "would be wrong"."""
    said = sentence.child(verb, "attr", "acomp")
    if said is None or sentence.child(verb, "nsubj") != measure:
        return False
    return sentence.low[said] not in COMING_UP and (
        ("noun", sentence.base[said]) not in status_cues()
    )


def _not_any_more(sentence: Sentence, verb: int) -> bool:
    if any(sentence.low[k] == "longer" for k in sentence.kids[verb]):
        return True
    return sentence.negated(verb) and cue_of(sentence, verb) is None


def _had(sentence: Sentence, verb: int) -> bool:
    return any(sentence.low[k] == "had" for k in sentence.children(verb, "aux"))


def is_under_way(sentence: Sentence, verb: int) -> bool:
    """Say whether it is not done yet: "are finalising", "as both finalise"."""
    if sentence.low[verb] in ("finalise", "finalises", "finalize", "finalizes"):
        return True
    return sentence.tag[verb] == "VBG" and any(
        sentence.lemma[k] == "be" for k in sentence.children(verb, "aux")
    )


def is_silence(sentence: Sentence, verb: int) -> bool:
    """Say whether somebody only "declined to comment" or "refused to discuss" it."""
    return sentence.lemma[verb] in ("decline", "refuse") and any(
        sentence.lemma[k] in SILENT for k in sentence.children(verb, "xcomp")
    )


def is_open(sentence: Sentence, verb: int) -> bool:
    """Say whether it is decided, debated "whether" to."""
    return any(
        sentence.low[m] == "whether"
        for k in sentence.children(verb, "ccomp", "xcomp")
        for m in sentence.children(k, "mark")
    )


def told_as_fact(sentence: Sentence, verb: int) -> bool:
    """Say whether it holds when announced: "the permit had been suspended", "no longer buys"."""
    low = {sentence.low[k] for k in sentence.kids[verb]}
    return "had" in low or ("longer" in low and sentence.tag[verb] in ("VBZ", "VBP"))
