"""Garbled names of people: who of the lists is meant, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from megara.dossier.accents import bare
from megara.dossier.gazetteer import Name, in_office, surname
from megara.dossier.names.beside import STORY_NAMES, beside, grounds
from megara.dossier.names.corrections import Names, put
from megara.dossier.names.likeness import likeness, likeness_in_office
from megara.dossier.names.runs import runs
from megara.dossier.schema import Evidence, Question
from megara.dossier.sentence import Sentence
from megara.dossier.speakers import role_of
from megara.dossier.story import Story

# What a run of capitals may begin with that is no part of the name.
TITLE_WORDS = frozenset(
    "president minister chancellor premier secretary chief mr mrs ms dr sen senator rep state "
    "ambassador commissioner spokesman spokeswoman spokesperson leader adviser envoy general the "
    "foreign prime finance deputy vice treasury commerce defence defense economy trade top "
    "governor speaker king prince supreme chairman chair director representative economic energy "
    "former acting national security high kremlin ministry department house white in on at but "
    "when as by while if although however after before meanwhile asked speaking "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
PLAIN = frozenset({"NN", "NNS"})
SURE = 84  # of 100, rapidfuzz ratio of a full name that only the country of the story confirms
SAME = "the same name with its accents"


class Meant(NamedTuple):
    """A listed person who may be meant: how the name is like his, and what beside it agrees."""

    score: int
    name: Name
    how: str
    grounds: list[str]


def correct_people(story: Story, found: Names) -> None:
    """Correct the unlisted names that are a listed person's, or ask whether they are."""
    story.gazetteer.look_up(_asked(story))
    for sentence in story.sentences:
        for first, last in runs(sentence):
            _person(story, sentence, first, last, found)


def _asked(story: Story) -> Iterator[str]:
    """Yield the names that will be looked up, if none is corrected before."""
    for sentence in story.sentences:
        for first, last in runs(sentence):
            words, _ = _words(sentence, first, last)
            if words:
                yield _joined(words)
            if len(words) > 2:
                yield _joined(words[-2:])


def _words(sentence: Sentence, first: int, last: int) -> tuple[list[str], int]:
    """Return the words of a run of proper names that may be a person's, and where they begin."""
    words = sentence.words[first:last]
    titles = [i for i, word in enumerate(words[:-1]) if _is_title(word)]
    if titles:
        words, first = words[titles[-1] + 1 :], first + titles[-1] + 1
    if len(words) > 2 and words[0] == "-":
        words, first = words[2:], first + 2  # what is left of "Secretary-General", garbled too
    if not words or words[0].lower() in TITLE_WORDS or len(words) > 4:
        return [], first
    if len(words) == 1 and last < len(sentence) and sentence.tag[last] in PLAIN:
        return [], first  # "Shahed drones"
    return words, first


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" - ", "-")


def _person(story: Story, sentence: Sentence, first: int, last: int, found: Names) -> None:
    """Correct one run of proper names, or ask about it."""
    words, first = _words(sentence, first, last)
    if not words:
        return
    written = _joined(words)
    meant = _meant(story, sentence, first, last, written)
    if meant is None and len(words) > 2 and "-" not in words:
        first, written = last - 2, " ".join(words[-2:])  # "Overseas Affairs Sergey Lavrow"
        meant = _meant(story, sentence, first, last, written)
    if meant is None:
        return
    garbled, name = written.split(), meant.name
    if meant.how == SAME:
        if in_office(name, story.published) or len(garbled) > 1:
            put(sentence, first, last, name)
        return
    evidence = story.span(sentence.start[first], sentence.end[last - 1])
    weak = len(meant.grounds) == 1 and STORY_NAMES in meant.grounds[0]
    if not meant.grounds or (weak and not _close(written, name.name)):
        if len(garbled) > 1:
            _ask(found, meant, evidence)
        return
    own = surname(name.name).lower()
    if len(garbled) == 1 and own in story.known and story.known[own].name != name.name:
        return
    found.record(evidence, name.name, f"{meant.how}; {'; '.join(meant.grounds)}")
    put(sentence, first, last, name)
    story.known[own] = name
    story.known[garbled[-1].lower()] = name
    for other in story.sentences:
        _again(other, garbled[-1], name)


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in TITLE_WORDS or role_of(low) is not None


def _meant(story: Story, sentence: Sentence, first: int, last: int, written: str) -> Meant | None:
    """Return the listed person most likely meant; nobody where the name is right as it stands."""
    alone = len(written.split()) == 1
    if alone and len(written) < 4:
        return None
    context = beside(sentence, first, last)
    best: Meant | None = None
    for name, spelling in story.gazetteer.alike(written):
        if spelling.lower() == written.lower():
            return None
        if bare(spelling).lower() == bare(written).lower():
            return Meant(0, name, SAME, [])  # "François Hollande": right, and no garbled name
        holds = in_office(name, story.published)
        if alone and not holds:
            continue
        how = likeness(written, spelling)
        if how is None and (alone or not holds):
            continue
        sure = how is not None
        how = how or likeness_in_office(written, spelling)
        if how is None:
            continue
        agreeing = grounds(story, sentence, name, context, alone)
        if not sure and len(agreeing) < 2:
            continue
        score = len(agreeing) * 100 + int(fuzz.ratio(written, name.name)) + 50 * holds
        if best is None or score > best.score:
            best = Meant(score, name, how, agreeing)
    return best


def _ask(found: Names, meant: Meant, evidence: Evidence) -> None:
    """Put a name that is like a listed one, with nothing else to agree, as a question once."""
    name = meant.name.name
    if name not in {q.candidates[0] for q in found.questions}:
        found.questions.append(
            Question(
                as_written=evidence.text,
                candidates=[name],
                reason=f"like {name} by {meant.how}, but no office, country or body beside it "
                "agrees",
                evidence=[evidence],
            )
        )


def _close(written: str, listed: str) -> bool:
    """Say whether a full name is so near a listed one that the country of the story confirms it.

    Short words are shared by too many: "Li Xiang" is not Li Qiang, but of three words two may be.
    """
    words = written.split()
    enough = len(words) > 2 or all(len(word) > 3 for word in words)
    return enough and fuzz.ratio(written, listed) >= SURE


def _again(sentence: Sentence, garbled: str, name: Name) -> None:
    """Let the garbled surname stand for the same person wherever it comes again."""
    for token, word in enumerate(sentence.words):
        if word == garbled and sentence.mention[token] is None:
            put(sentence, token, token + 1, name)
