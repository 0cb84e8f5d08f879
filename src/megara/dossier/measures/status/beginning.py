"""When a measure begins: "takes effect on Monday" is to come, "came into force" is past.

A present tense with a day from which it holds ("bars their ships from next month") is to come too.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.dates import DAYS as WEEKDAYS
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import modal_of
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

# Verbs that say by themselves that it begins, or with these words after them.
BEGIN = frozenset({"start", "begin", "commence", "bite", "return", "resume"})
BEGIN_WITH = frozenset({
    ("take", "effect"), ("take", "hold"), ("come", "into"), ("enter", "into"), ("go", "into"),
    ("kick", "in"), ("come", "in"), ("go", "live"), ("fall", "due"), ("enter", "force"),
    ("step", "into"), ("come", "back"), ("snap", "back"),
    ("become", "effective"), ("become", "binding"), ("become", "operative"),
})  # fmt: skip
STARTING = BEGIN | {first for first, _ in BEGIN_WITH}
INTO = frozenset({"force", "effect", "operation", "being", "life", "play"})
AT_ONCE = frozenset({"immediately", "today", "forthwith", "immediate", "now", "once"})
COMING = frozenset({"due", "set", "scheduled", "expected", "slated", "meant", "supposed", "timed",
                    "poised", "planned"})  # fmt: skip
MONTHS = frozenset("january february march april may june july august september october november "
                   "december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. jan feb "
                   "aug sept oct nov dec".split())  # fmt: skip
OPENING = frozenset({"from", "starting", "beginning", "effective", "commencing", "of"})
DAYS = frozenset({"midnight", "tomorrow", "next", "new", "spring", "summer", "autumn", "winter"})
WEEK = frozenset(WEEKDAYS)
# Taken by the parser for a noun after a noun: "the embargo on oil starts on 5 December".
MISTAKEN = frozenset({"starts", "begins", "kicks", "takes", "bites"})
FILLING = frozenset("the on in at of start beginning end first day 's coming this mid early "
                    "late".split())  # fmt: skip


def takes_effect(anchor: Anchor) -> MeasureStatus | None:
    """Read "takes effect on Monday", "came into force", "are due to begin"."""
    sentence = anchor.sentence
    for verb in range(len(sentence) - 1):
        if sentence.lemma[verb] not in STARTING and sentence.low[verb] not in MISTAKEN:
            continue
        if not _begins(sentence, verb) or sentence.negated(verb):
            continue
        if not sentence.is_verb(verb):
            if anchor.last <= verb and not any(map(sentence.is_verb, range(anchor.last, verb))):
                return "announced"
            continue
        subject = sentence.subject(verb)
        if sentence.dep[verb] == "relcl" and subject is not None and sentence.tag[subject] == "WDT":
            subject = sentence.head[verb]  # "the tariffs, which took effect at midnight"
        if subject is None or anchor.token not in sentence.subtree(subject):
            continue
        over = sentence.head[verb]
        if sentence.dep[verb] == "xcomp":
            coming = sentence.low[over] in COMING or sentence.lemma[over] == "be"
            return "announced" if coming and modal_of(sentence, over) is None else None
        if modal_of(sentence, verb) not in (None, "will"):
            return None
        now = not AT_ONCE.isdisjoint(sentence.low[verb + 1 : verb + 6])
        return "imposed" if now or sentence.tag[verb] in ("VBD", "VBN") else "announced"
    return None


def _begins(sentence: Sentence, verb: int) -> bool:
    lem, low = sentence.lemma[verb], sentence.low
    if not sentence.is_verb(verb):
        if low[verb] not in MISTAKEN or low[verb + 1] not in ("on", "in", "at", "effect"):
            return False
        lem = low[verb][:-1]
        return lem in BEGIN or (lem, low[verb + 1]) in BEGIN_WITH
    if lem in BEGIN:
        return sentence.child(verb, "dobj", "xcomp") is None
    after = low[verb + 1]
    if after == "into":
        return (lem, after) in BEGIN_WITH and bool(INTO & set(low[verb + 2 : verb + 4]))
    return (lem, after) in BEGIN_WITH


def from_a_day(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether a verb in the present tells it, with the day from which it holds."""
    sentence = anchor.sentence
    of_it = [] if anchor.is_verb else sentence.children(anchor.token, "relcl")
    return any(_holds_from(sentence, verb) for verb in (*chain[:1], *of_it))


def _holds_from(sentence: Sentence, verb: int) -> bool:
    if not _is_present(sentence, verb):
        return False
    for at in (*_told_from(sentence), *_told_on(sentence, verb)):
        above = (a for a in sentence.ancestors(at)
                 if sentence.is_verb(a) and sentence.low[a] not in OPENING)  # fmt: skip
        if next(above, None) in (verb, None):
            return True
    return False


def _is_present(sentence: Sentence, verb: int) -> bool:
    if sentence.tag[verb] in ("VBZ", "VBP"):
        return True
    helping = {sentence.low[k] for k in sentence.children(verb, "aux", "auxpass")}
    if helping & {"was", "were"}:
        return sentence.tag[verb] == "VBG"  # "said it was halting all trade from Thursday"
    return bool(helping & {"is", "are"}) and not helping & {"has", "have", "had"}


def _told_on(sentence: Sentence, verb: int) -> list[int]:
    """Return an "on", "at" or "in" of a day to come: "falls to $40 on 2 September"."""
    found = []
    for kid in sentence.children(verb, "prep"):
        ahead = sentence.low[kid + 1 : kid + 5]
        if sentence.low[kid] == "on" and not MONTHS.isdisjoint(ahead[:2]):
            found.append(kid)
        if sentence.low[kid] == "at" and ahead[:3] == ["the", "end", "of"]:
            found.append(kid)
        if sentence.low[kid] == "in" and not DAYS.isdisjoint(ahead[:1]):
            found.append(kid)
    return found


def _told_from(sentence: Sentence) -> Iterator[int]:
    """Yield each "from", "as of" or "starting" that a day follows."""
    low = sentence.low
    for at, word in enumerate(low):
        if word not in OPENING:
            continue
        if word == "of" and low[at - 1 : at] != ["as"]:
            continue
        for after in low[at + 1 : at + 6]:
            if after in MONTHS or after in DAYS or (after in WEEK and word != "from"):
                yield at
                break
            if after not in FILLING and not after.isdigit():
                break
