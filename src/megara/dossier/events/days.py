"""The dates of a sentence, each resolved by the tense of the clause that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple

from megara.dossier.dates import COUNT, DAYS, MONTHS, Dated, find_dates
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

FUTURE = frozenset({"will", "expected", "scheduled", "due", "plans", "planned", "ahead", "set"})
COMING = frozenset({"expected", "scheduled", "due", "plans", "planned", "plan", "set", "hopes"})
REPORTING = frozenset({"say", "show", "tell", "report", "want", "think", "believe"})
PAST_HELPERS = frozenset({"have", "has", "had", "was", "were"})
BACK = frozenset({"since", "after", "following", "last"})
ON = frozenset({"by", "ahead", "until", "till", "before", "next", "coming"})
NAMES = frozenset(MONTHS) | frozenset(DAYS)
# No sentence without a digit or one of these words has a date.
WORDS = NAMES | frozenset(
    "yesterday today tomorrow week month year weekend weeks months years day days".split()
)
# And none without one of these is told by another's.
WORDS_AGAIN = frozenset("same evening night morning afternoon day days".split())
PARTS_OF_TIME = frozenset({"the", "end", "start", "beginning", "middle", "of", "early", "late",
                           "mid", "-"})  # fmt: skip
JUST = 2  # days: "after talks on Thursday", told on a Friday, was yesterday
ISO_DAY = 10
# Counted from, or the same as, the date told last: "the same day", "a day after they met".
AGAIN = re.compile(
    r"\b(?:(?:the |that )?(?P<same>same (?:day|evening|night|morning|afternoon)|"
    r"(?<=that )(?:day|evening|night|morning|afternoon))"
    rf"|(?P<n>{'|'.join(COUNT)}) days? (?P<way>after|before|earlier|later))\b"
)
_DIGIT = re.compile(r"\d")


class Day(NamedTuple):
    """A date expression with its tokens ``first`` to ``last``; ``iso`` as far as it is known."""

    first: int
    last: int
    iso: str | None
    told_from: bool = False  # whether it is counted from another date


def days_of(story: Story, sentence: Sentence, before: str | None) -> list[Day]:
    """Return the dates of a sentence in order; ``before`` is the last day told before it."""
    start, end = sentence.span
    text = story.text[start:end]
    again = not WORDS_AGAIN.isdisjoint(sentence.present)
    days: list[Day] = []
    if not WORDS.isdisjoint(sentence.present) or _DIGIT.search(text):
        days = _dated(story, sentence, text)
    if again and (before or days):
        counted = _told_again(sentence, text, days, before)
        if counted:  # "a day later" was found, but not resolved
            days = [d for d in days if d.iso
                    or all(d.last < a.first or d.first > a.last for a in counted)]  # fmt: skip
            days = sorted([*days, *counted])
    return days


def _dated(story: Story, sentence: Sentence, text: str) -> list[Day]:
    """Return the date expressions of a sentence, by the tense of their clauses."""
    found = find_dates(text, story.published, future=False)
    if not found:
        return []
    start = sentence.span[0]
    ahead: list[Dated] = []
    for place, one in enumerate(found):
        behind = _just_gone(one.iso, story.published)
        if _lies_ahead(sentence, token_at(sentence, start + one.start), behind=behind):
            ahead = ahead or find_dates(text, story.published, future=True)
            found[place] = ahead[place]
    return [
        Day(token_at(sentence, start + d.start), token_at(sentence, start + d.end - 1), d.iso)
        for d in _years_told_later(found, text)
    ]


def token_at(sentence: Sentence, place: int) -> int:
    """Return the token at a character of the document."""
    return min(bisect_right(sentence.end, place), len(sentence) - 1)


def _told_again(sentence: Sentence, text: str, days: list[Day], before: str | None) -> list[Day]:
    """Return the dates that are told by another: "the same day", "a day after they met"."""
    found = []
    start = sentence.span[0]
    for match in AGAIN.finditer(text.lower()):
        token = token_at(sentence, start + match.start())
        told = [day.iso for day in days if day.first < token and day.iso]
        base = told[-1] if told else before
        if base is None or len(base) != ISO_DAY:
            continue
        step = COUNT.get(match["n"] or "", 0)
        if match["way"] in ("after", "earlier"):  # "a day after they met": they met a day before
            step = -step
        iso = (date.fromisoformat(base) + timedelta(step)).isoformat()
        last = token_at(sentence, start + match.end() - 1)
        found.append(Day(token, last, iso, told_from=bool(match["n"])))
    return found


def _years_told_later(dates: list[Dated], text: str) -> list[Dated]:
    """Join "the February 24 invasion of last year" into one date."""
    joined: list[Dated] = []
    for dated in dates:
        before = joined[-1] if joined else None
        if (
            before is not None and before.iso and len(before.iso) == ISO_DAY and dated.iso
            and len(dated.iso) == 4 and dated.start - before.end < 25
            and text[dated.start : dated.end].lower() in ("last year", "this year")
        ):  # fmt: skip
            joined[-1] = Dated(before.start, before.end, dated.iso + before.iso[4:])
        else:
            joined.append(dated)
    return joined


def _lies_ahead(sentence: Sentence, token: int, *, behind: bool) -> bool:
    """Say whether a date lies ahead, by the word before it or the verb above it."""
    before = token
    while before and sentence.low[before - 1] in PARTS_OF_TIME:
        before -= 1
    beside = {sentence.low[token], *sentence.low[max(0, before - 1) : before]}
    if not beside.isdisjoint(BACK):
        return False
    if not beside.isdisjoint(ON):
        return True
    of_noun = False  # "blames them for the April 22 attack" tells nothing of when
    for above in sentence.ancestors(token):
        of_noun = of_noun or (sentence.tag[above] in ("NN", "NNS") and above != token)
        if behind and sentence.low[above] in BACK:
            return False  # "will join after talks on Thursday", told on Friday
        tense = tense_of(sentence, above)
        if tense is not None and not (of_noun and tense == "now"):
            return tense != "past"
    return not FUTURE.isdisjoint(sentence.present)


def _just_gone(day: str | None, published: str | None) -> bool:
    """Say whether a day lies a day or two before the story."""
    if not day or not published or len(day) != ISO_DAY or len(published) != ISO_DAY:
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= JUST


def tense_of(sentence: Sentence, verb: int) -> str | None:
    """Return "past", "ahead" or "now" for a verb that tells; none for "to do" and "doing"."""
    tag = sentence.tag[verb]
    if not sentence.is_verb(verb):
        return None
    helpers = sentence.children(verb, "aux", "auxpass")
    if any(sentence.tag[k] == "MD" for k in helpers):
        could_not = sentence.negated(verb) and any(sentence.low[k] == "could" for k in helpers)
        return "past" if could_not else "ahead"
    if sentence.low[verb] in COMING and tag != "VBD":
        return "ahead"  # "is due to meet", "plans to travel"
    low = {sentence.low[k] for k in helpers}
    if tag == "VBD" or not low.isdisjoint(PAST_HELPERS):
        return "past"
    if tag == "VBN" and sentence.dep[verb] in ("acl", "amod"):
        return "past"  # "a paper circulated on Monday"
    if sentence.lemma[verb] == "be" and any(
        sentence.low[k] == "to" for inner in sentence.children(verb, "xcomp")
        for k in sentence.children(inner, "aux")
    ):  # fmt: skip
        return "ahead"  # "are to take it up"
    if tag in ("VBZ", "VBP") or not low.isdisjoint({"is", "are"}):
        return None if sentence.lemma[verb] in REPORTING else "now"
    return None
