"""Garbled names: corrected on two agreeing grounds, else put as a question to the reader.

The first ground is spelling or sound: the written name is close to a listed one letter by letter,
or has the same sound key. The second is what stands beside it: the office, the country or the
body that the listed person held on the day of the story; for a reporter, the outlet's own credit
line; for a body, that all its words stand together in another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import jellyfish
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from megara.dossier.gazetteer import Mention, Name, in_office, surname
from megara.dossier.intake import credited
from megara.dossier.lexicon import rows
from megara.dossier.schema import CorrectedName, Evidence, Question
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

CLOSE = 82  # of 100, rapidfuzz ratio of the whole name
CLOSE_WORD = 0.84  # Jaro-Winkler of one word
FORBIDDEN = frozenset("of the and for in to on at de a".split())
OFFICE_WORDS = re.compile(r"[a-z]+")
WEAK = frozenset("the of and for to state minister deputy affairs general national top senior "
                 "assistant under".split())  # fmt: skip


@dataclass
class Names:
    """The corrected names and the open questions of one story."""

    corrected: list[CorrectedName]
    questions: list[Question]
    aliases: dict[str, list[str]]


def correct_names(story: Story) -> Names:
    """Correct what is garbled, and put the corrected mentions into the story's sentences."""
    found = Names([], [], {})
    for sentence in story.sentences:
        for first, last in _runs(sentence):
            _person(story, sentence, first, last, found)
    _bodies(story, found)
    _reporters(story, found)
    return found


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the runs of unlisted proper names in a sentence."""
    at = 0
    while at < len(sentence):
        if not _proper(sentence, at):
            at += 1
            continue
        last = at
        while last < len(sentence) and (
            _proper(sentence, last)
            or (sentence.words[last] == "-" and last > at and _joined(sentence, last))
            or (sentence.words[last - 1] == "-" and last > at + 1 and sentence.words[last].isalpha()
                and _joined(sentence, last - 1))
            or (sentence.words[last] in ("al", "bin", "von", "der") and last > at
                and last + 1 < len(sentence) and _proper(sentence, last + 1))
        ):  # fmt: skip
            last += 1
        yield at, last
        at = last


def _joined(sentence: Sentence, hyphen: int) -> bool:
    """Say whether a hyphen stands without spaces between two words."""
    return (
        0 < hyphen < len(sentence) - 1
        and sentence.end[hyphen - 1] == sentence.start[hyphen]
        and sentence.end[hyphen] == sentence.start[hyphen + 1]
    )


def _proper(sentence: Sentence, token: int) -> bool:
    return (
        sentence.tag[token] in ("NNP", "NNPS", "NN", "JJ", "FW", "VBN", "VBD")
        and sentence.words[token][0].isupper()
        and sentence.mention[token] is None
        and sentence.words[token].isalpha()
        and len(sentence.words[token]) > 1
        and (token > 0 or sentence.tag[token] in ("NNP", "NNPS"))
    )


@cache
def sound(word: str) -> str:
    """Return the sound key of a word."""
    return str(jellyfish.metaphone(word))


def likeness(written: str, listed: str) -> str | None:
    """Return how a written name is like a listed one: "spelling", "sound", or None.

    Every word must be like its counterpart, and the whole close; names of different length in
    words are compared by their first and last word.
    """
    ours, theirs = written.split(), listed.split()
    if len(ours) != len(theirs):
        if min(len(ours), len(theirs)) < 2:
            return None
        ours, theirs = [ours[0], ours[-1]], [theirs[0], theirs[-1]]
    grounds = set()
    for mine, other in zip(ours, theirs, strict=True):
        a, b = mine.lower(), other.lower()
        if a == b:
            continue
        sounds = sound(a) == sound(b) and a[0] == b[0] and len(sound(a)) > 1
        if JaroWinkler.similarity(a, b) >= CLOSE_WORD and abs(len(a) - len(b)) <= 3:
            grounds.add("spelling")
        elif (
            sounds
            or (
                len(ours) > 1
                and sound(a) == sound(b)
                and len(sound(a)) > 1
                and any(x.lower() == y.lower() for x, y in zip(ours, theirs, strict=True))
            )
            or (sound(a) == sound(b) and len(sound(a)) > 2)
        ):
            grounds.add("sound")
        else:
            return None
    if not grounds:
        return None
    if fuzz.ratio(" ".join(ours).lower(), " ".join(theirs).lower()) < CLOSE - (
        14 if "sound" in grounds else 0
    ):
        return None
    return "sound" if grounds == {"sound"} else "spelling"


def _person(story: Story, sentence: Sentence, first: int, last: int, found: Names) -> None:
    words = sentence.words[first:last]
    while words and words[0].lower().rstrip(".") in _TITLE_WORDS:
        words, first = words[1:], first + 1
    if not words or len(words) > 4:
        return
    written = " ".join(words).replace(" - ", "-")
    words = written.split()
    context = _context(sentence, first, last)
    best: tuple[int, Name, str, list[str]] | None = None
    alone = len(words) == 1
    if alone and len(written) < 4:
        return
    for name, spelling in story.gazetteer.alike(written):
        if spelling.lower() == written.lower():
            return
        if alone and not in_office(name, story.published):
            continue
        how = likeness(written, spelling)
        if how is None:
            continue
        grounds = _grounds(story, sentence, name, context, alone)
        score = len(grounds) * 100 + int(fuzz.ratio(written, name.name))
        score += 50 * in_office(name, story.published)
        if best is None or score > best[0]:
            best = (score, name, how, grounds)
    if best is None:
        return
    _, name, how, grounds = best
    evidence = story.span(sentence.start[first], sentence.end[last - 1])
    if not grounds:
        if len(words) > 1 and name.name not in {q.candidates[0] for q in found.questions}:
            found.questions.append(
                Question(
                    as_written=evidence.text, candidates=[name.name],
                    reason=f"like {name.name} by {how}, but no office, country or body beside it "
                           "agrees", evidence=[evidence],
                )
            )  # fmt: skip
        return
    if (
        len(words) == 1
        and surname(name.name).lower() in story.known
        and (story.known[surname(name.name).lower()].name != name.name)
    ):
        return
    _record(found, evidence, name.name, f"{how}; {'; '.join(grounds)}")
    mention = Mention(first, last, name)
    for token in range(first, last):
        sentence.mention[token] = mention
    sentence.mentions = sorted([*sentence.mentions, mention], key=lambda m: m.first)
    story.known[surname(name.name).lower()] = name
    story.known[words[-1].lower()] = name
    for other in story.sentences:
        _again(other, words[-1], name)


def _again(sentence: Sentence, garbled: str, name: Name) -> None:
    """Let the garbled surname stand for the same person wherever it comes again."""
    for token, word in enumerate(sentence.words):
        if word == garbled and sentence.mention[token] is None:
            mention = Mention(token, token + 1, name)
            sentence.mention[token] = mention
            sentence.mentions = sorted([*sentence.mentions, mention], key=lambda m: m.first)


def _context(sentence: Sentence, first: int, last: int) -> list[int]:
    """Return the tokens beside a name: eight before it, and the apposition after it."""
    before = range(max(0, first - 8), first)
    after: list[int] = []
    if last < len(sentence) and sentence.low[last] == ",":
        for token in range(last + 1, min(len(sentence), last + 12)):
            if sentence.low[token] == "," and token > last + 2:
                break
            if sentence.is_verb(token) and sentence.dep[token] == "ROOT":
                break
            after.append(token)
    return [*before, *after]


def _grounds(
    story: Story, sentence: Sentence, name: Name, context: list[int], alone: bool
) -> list[str]:
    """Return what beside the name agrees with the listed person, besides spelling and sound."""
    office = set(OFFICE_WORDS.findall(name.office.lower()))
    strong = office - WEAK
    here = {sentence.low[i] for i in context}
    grounds = []
    beside = [m for i in context if (m := sentence.mention[i]) is not None]
    parties = {mention.name.party for mention in beside if mention.name.kind != "person"}
    held = in_office(name, story.published)
    role = here & office
    date = f" on {story.published}" if story.published and held else ""
    if role & strong or (len(role) > 1):
        grounds.append(f"office: {name.party} {name.office}{date}")
    if name.party in parties:
        grounds.append(f"country: {name.party}")
    if not held:
        grounds = grounds if len(grounds) > 1 else []
    if alone and len(grounds) < 2:
        story_has = name.name in {n.name for n in story.known.values()}
        return ["the story names the same person elsewhere"] if story_has and grounds else []
    return grounds


def _record(found: Names, evidence: Evidence, canonical: str, basis: str) -> None:
    found.aliases.setdefault(canonical, [])
    if evidence.text not in found.aliases[canonical]:
        found.aliases[canonical].append(evidence.text)
    for other in found.corrected:
        if other.as_written == evidence.text and other.canonical == canonical:
            other.evidence.append(evidence)
            return
    found.corrected.append(
        CorrectedName(
            as_written=evidence.text, canonical=canonical, basis=basis, evidence=[evidence]
        )
    )


def _bodies(story: Story, found: Names) -> None:
    """Find the bodies of three words or more whose words stand together in another order."""
    text, lower = story.text, story.text.lower()
    missing = []
    for body in story.gazetteer.bodies:
        wanted = [w.lower() for w in body.name.split() if w.lower() not in FORBIDDEN]
        if len(wanted) > 2 and body.name not in text and all(w[:4] in lower for w in wanted):
            missing.append((body, wanted))
    if not missing:
        return
    low = [(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+", text)]
    places: dict[str, list[int]] = {}
    for place, (word, _, _) in enumerate(low):
        places.setdefault(word[:4], []).append(place)
    for body, wanted in missing:
        rare = max(wanted, key=len)
        for place in places.get(rare[:4], ()):
            span = _scrambled(low, place, wanted)
            if span is None:
                continue
            evidence = story.span(*span)
            if not any(c.isupper() for c in evidence.text) or body.name in evidence.text:
                continue
            if any(alias in evidence.text for alias in story.gazetteer.spellings[body.name][1:]
                   if len(alias.split()) > 2):  # fmt: skip
                continue
            _record(
                found,
                evidence,
                body.name,
                "spelling: all its words, in another order; body: none other has them",
            )
            for sentence in story.sentences:
                _mark(sentence, span, body)
            break


def _scrambled(
    low: list[tuple[str, int, int]], place: int, wanted: list[str]
) -> tuple[int, int] | None:
    """Return the span of the nearest words that are the wanted ones, within a short window."""
    first = max(0, place - len(wanted) - 5)
    window = range(first, min(len(low), place + len(wanted) + 5))
    used: list[int] = []
    for word in wanted:
        close = [i for i in window if i not in used and fuzz.ratio(low[i][0], word) >= 84]
        if not close:
            return None
        used.append(min(close, key=lambda i: abs(i - place)))
    if max(used) - min(used) > len(wanted) + 4:
        return None
    return low[min(used)][1], low[max(used)][2]


def _mark(sentence: Sentence, span: tuple[int, int], body: Name) -> None:
    tokens = [i for i in range(len(sentence))
              if sentence.start[i] >= span[0] and sentence.end[i] <= span[1]]  # fmt: skip
    if tokens:
        mention = Mention(tokens[0], tokens[-1] + 1, body)
        sentence.mentions = sorted(
            [m for m in sentence.mentions if m.first not in tokens] + [mention],
            key=lambda m: m.first,
        )
        for token in tokens:
            sentence.mention[token] = mention


def _reporters(story: Story, found: Names) -> None:
    """Correct reporters' names in the outlet's own credit line."""
    publisher = story.intake.document.publisher
    if publisher is None:
        return
    staff = [row["name"] for row in rows("reporters") if row["outlet"] == publisher]
    for written, start in credited(story.text, story.intake.credits):
        if written in staff:
            continue
        alike = [(fuzz.ratio(written, name), name, how) for name in staff
                 if (how := likeness(written, name))]  # fmt: skip
        if alike:
            _, name, how = max(alike)
            evidence = story.span(start, start + len(written))
            _record(found, evidence, name, f"{how}; body: credit line of {publisher}")
            authors = story.intake.document.authors
            story.intake.document.authors = [name if a == written else a for a in authors]


_TITLE_WORDS = frozenset(
    "president minister chancellor premier secretary chief mr mrs ms dr sen senator rep state "
    "ambassador commissioner spokesman spokeswoman spokesperson leader adviser envoy general the "
    "foreign prime finance deputy vice treasury commerce defence defense economy trade top "
    "governor speaker king prince supreme chairman chair director representative economic energy "
    "former acting national security high kremlin ministry department house white in on at but "
    "when as by while if although however after before meanwhile asked speaking".split()
)
