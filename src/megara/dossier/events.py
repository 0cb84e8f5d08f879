"""Events: what happened or will, with its date resolved against the day of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from megara.dossier.dates import Dated, find_dates
from megara.dossier.lexicon import rows, singular
from megara.dossier.schema import Event, EventKind
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

FUTURE = frozenset({"will", "expected", "scheduled", "due", "plans", "planned", "ahead", "set"})
NO_EVENTS = frozenset({"force", "call"})  # "forced to", "called it harmful"
COMING = frozenset({"expected", "scheduled", "due", "plans", "planned", "plan", "set", "hopes"})
SAYING = frozenset({"say", "show", "tell", "report", "want", "think", "believe"})
PAST_HELPERS = frozenset({"have", "has", "had", "was", "were"})
FEWEST_WORDS_APART = 14


_DIGIT = re.compile(r"\d")


@cache
def event_words() -> dict[str, EventKind]:
    """Return the kind of event of each word of ``data/events.csv``."""
    return {row["word"]: row["kind"] for row in rows("events")}  # type: ignore[misc]


def read_events(story: Story) -> list[Event]:
    """Return the dated events of a story."""
    found: list[Event] = []
    for sentence in story.sentences:
        start, end = sentence.span
        text = story.text[start:end]
        if not _DIGIT.search(text) and not _may_date(sentence):
            continue
        dates = _dates(story, sentence, text)
        used: set[int] = set()
        for dated in _years_told_later(dates, text):
            token = _token_at(sentence, start + dated.start)
            word = _nearest(sentence, token, used)
            if word is None:
                continue
            used.add(word)
            key = sentence.lemma[word] if sentence.is_verb(word) else singular(sentence.low[word])
            event = Event(
                date=dated.iso,
                kind=event_words()[key],
                parties=_parties(story, sentence, word),
                place=_place(story, sentence, word),
                evidence=[story.span(start, end)],
            )
            twin = next((e for e in found if e.date == event.date and e.kind == event.kind
                         and set(e.parties) == set(event.parties)), None)  # fmt: skip
            if twin is None:
                found.append(event)
            elif event.evidence[0] not in twin.evidence:
                twin.evidence.append(event.evidence[0])
    return found


def _years_told_later(dates: list[Dated], text: str) -> list[Dated]:
    """Join "the February 24 invasion of last year" into one date."""
    joined: list[Dated] = []
    for dated in dates:
        before = joined[-1] if joined else None
        if (
            before is not None and before.iso and len(before.iso) == 10 and dated.iso
            and len(dated.iso) == 4 and dated.start - before.end < 25
            and text[dated.start : dated.end].lower() in ("last year", "this year")
        ):  # fmt: skip
            joined[-1] = Dated(before.start, dated.end, dated.iso + before.iso[4:])
        else:
            joined.append(dated)
    return joined


def _may_date(sentence: Sentence) -> bool:
    return not _DATE_WORDS.isdisjoint(sentence.present)


def _dates(story: Story, sentence: Sentence, text: str) -> list[Dated]:
    """Return the dates of a sentence, each by the tense of the clause that it stands in."""
    first = sentence.start[0]
    return find_dates(
        text, story.published, lambda place: _is_ahead(sentence, _token_at(sentence, first + place))
    )


def _is_ahead(sentence: Sentence, token: int) -> bool:
    """Say whether a date lies ahead, by the word before it or the verb above it."""
    beside = {sentence.low[k] for k in range(max(0, token - 3), token + 1)}
    if not beside.isdisjoint({"since", "after", "last"}):
        return False
    if not beside.isdisjoint({"by", "until", "before", "next", "coming"}) or (
        {"ahead", "of"} <= beside
    ):
        return True
    of_noun = False  # "blames them for the April 22 attack" tells nothing of when
    for above in sentence.ancestors(token):
        of_noun = of_noun or (sentence.tag[above] in ("NN", "NNS") and above != token)
        tense = _tense(sentence, above)
        if tense is not None and not (of_noun and tense == "now"):
            return tense != "past"
    return not FUTURE.isdisjoint(sentence.present)


def _tense(sentence: Sentence, verb: int) -> str | None:
    """Return "past", "ahead" or "now" for a verb that tells; none for "to do" and "doing"."""
    tag = sentence.tag[verb]
    if not sentence.is_verb(verb):
        return None
    helpers = sentence.children(verb, "aux", "auxpass")
    if any(sentence.tag[k] == "MD" for k in helpers):
        return "ahead"
    if sentence.low[verb] in COMING:
        return "ahead"  # "is due to meet", "plans to travel"
    low = {sentence.low[k] for k in helpers}
    if tag == "VBD" or not low.isdisjoint(PAST_HELPERS):
        return "past"
    if tag == "VBN" and sentence.dep[verb] in ("acl", "amod"):
        return "past"  # "a paper circulated on Monday"
    if tag in ("VBZ", "VBP") or not low.isdisjoint({"is", "are"}):
        return None if sentence.lemma[verb] in SAYING else "now"
    return None


def _token_at(sentence: Sentence, place: int) -> int:
    return min(bisect_left(sentence.start, place), len(sentence) - 1)


def _nearest(sentence: Sentence, token: int, used: set[int]) -> int | None:
    """Return the event word that a date belongs to: above it in the tree, else the nearest."""
    words = event_words()

    def fits(i: int) -> bool:
        if sentence.mention[i] is not None:
            return False
        if sentence.tag[i] in ("NN", "NNS"):
            return singular(sentence.low[i]) in words
        lemma = sentence.lemma[i]
        return lemma in words and lemma not in NO_EVENTS and sentence.is_verb(i)

    for above in (token, *sentence.ancestors(token)):
        if fits(above):
            return above
        for kid in sentence.kids[above]:
            if (
                sentence.dep[kid] in ("dobj", "nsubj", "nsubjpass", "conj", "prep")
                and kid != token
                and fits(kid)
            ):
                return kid
        if sentence.dep[above] == "relcl":
            head = sentence.head[above]  # "Britain, which left the bloc in January"
            return head if fits(head) else None
    near = [
        i for i in range(len(sentence))
        if abs(i - token) <= FEWEST_WORDS_APART and fits(i) and not _only_meant(sentence, i)
    ]  # fmt: skip
    return min(near, key=lambda i: abs(i - token)) if near else None


def _only_meant(sentence: Sentence, word: int) -> bool:
    """Say whether a verb tells no event of its own: "the will to adopt them"."""
    return sentence.dep[word] == "acl" and any(
        sentence.low[k] == "to" for k in sentence.children(word, "aux")
    )


def _parties(story: Story, sentence: Sentence, word: int) -> list[str]:
    found: list[str] = []
    if sentence.is_verb(word):
        subject = sentence.subject(word)
        if subject is not None:
            found += story.parties(sentence, subject)
        for kid in sentence.children(word, "dobj", "prep", "agent"):
            if sentence.dep[kid] == "dobj":
                found += story.parties(sentence, kid)
            elif sentence.low[kid] in ("with", "by", "on", "against", "between"):
                for thing in sentence.children(kid, "pobj"):
                    found += story.parties(sentence, thing)
    else:
        found += story.modifiers(sentence, word)
        for kid in sentence.children(word, "prep"):
            if sentence.low[kid] in ("between", "with", "of", "by", "among", "on"):
                for thing in sentence.children(kid, "pobj"):
                    found += story.parties(sentence, thing)
        if not found:
            subject = sentence.subject(sentence.head[word])
            if subject is not None and subject != word:
                found += story.parties(sentence, subject)
    return list(dict.fromkeys(found))


def _place(story: Story, sentence: Sentence, word: int) -> str | None:
    verb = next((a for a in sentence.ancestors(word) if sentence.is_verb(a)), word)
    beside = [k for k in sentence.kids[verb] if sentence.dep[k] == "prep"]
    for token in (*sentence.subtree(word), *beside):
        if sentence.low[token] in ("in", "at") and sentence.dep[token] == "prep":
            for thing in sentence.children(token, "pobj"):
                if sentence.tag[thing] in ("NNP", "NNPS"):
                    tokens = [i for i in sentence.subtree(thing) if i <= thing]
                    place = sentence.text(tokens, story.text)
                    if not any(ch.isdigit() for ch in place) and place.split()[0] not in _MONTHS:
                        return place.removeprefix("the ")
    return None


_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_DATE_WORDS = frozenset(m.lower() for m in _MONTHS) | frozenset(
    "yesterday today tomorrow week month year weekend weeks months years days".split()
)
