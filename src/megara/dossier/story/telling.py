"""What a story holds: its document, its sentences with the names in them, and spans as evidence.

What was found out on the way is kept here for the sentences that follow: the people known by
their surname, the subject of each sentence, who speaks in it, and who was introduced with a role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from megara.dossier.gazetteer import Gazetteer, Mention, Name
from megara.dossier.intake import Intake
from megara.dossier.lexicon import Cue, instruments
from megara.dossier.schema import Evidence, SourceKind
from megara.dossier.sentence import Sentence
from megara.dossier.story.enumerations import join_states

HALVES = {"north": "PRK", "south": "KOR"}


@dataclass
class Telling:
    """One document's sentences, in order, with their names found.

    ``known`` holds people by surname, ``subjects[i]`` the parties that sentence i is about,
    ``speakers[i]`` the party that speaks in it, and ``introduced`` the kind of source, name and
    affiliation of each unlisted person by surname; ``by_experts`` numbers the sentences that an
    expert says, ``targets`` are the parties that the measures are against, ``senders`` those by.
    """

    intake: Intake
    sentences: list[Sentence]
    gazetteer: Gazetteer
    known: dict[str, Name] = field(default_factory=dict)
    subjects: list[list[str]] = field(default_factory=list)
    speakers: dict[int, str] = field(default_factory=dict)
    introduced: dict[str, tuple[SourceKind, str, str | None]] = field(default_factory=dict)
    by_experts: frozenset[int] = frozenset()
    targets: set[str] = field(default_factory=set)
    senders: set[str] = field(default_factory=set)
    asked: set[tuple[int, int]] = field(default_factory=set)  # whose parties are being looked for
    _spans: dict[tuple[int, int], Evidence] = field(default_factory=dict)  # many items share one

    def __post_init__(self) -> None:
        for sentence in self.sentences:
            _nouns_of_measures(sentence)
            self.name(sentence, self.published)
            join_states(sentence)
        told = {(m.name.party, m.name.kind == "seat") for s in self.sentences for m in s.mentions}
        if (HALVES["north"], False) in told or (HALVES["north"], True) in told:
            self._name_koreas()
        if ("BEL", False) in told and ("EU", True) in told and ("EU", False) not in told:
            self._name_belgium()

    def _name_belgium(self) -> None:
        """Take Brussels for Belgium in a story that tells of it and never names the EU."""
        belgium = self.gazetteer.countries["BEL"]
        for sentence in self.sentences:
            for mention in sentence.mentions:
                if mention.name.kind == "seat" and mention.name.party == "EU":
                    for token in range(mention.first, mention.last):
                        sentence.mention[token] = Mention(mention.first, mention.last, belgium)
            sentence.mentions = _in_order(sentence)

    def _name_koreas(self) -> None:
        """Find "the North" and "the South" in a story of the two Koreas."""
        koreas = self.gazetteer.countries
        for sentence in self.sentences:
            for at, word in enumerate(sentence.low[1:], 1):
                half = koreas.get(HALVES.get(word, ""))
                if half is None or sentence.low[at - 1] != "the" or sentence.mention[at]:
                    continue
                after = sentence.words[at + 1] if at + 1 < len(sentence) else ""
                if sentence.words[at][0].isupper() and not after[:1].isupper():
                    sentence.mention[at] = Mention(at, at + 1, half)
                    sentence.mentions = _in_order(sentence)

    def name(self, sentence: Sentence, day: str | None) -> None:
        """Find the names in a sentence."""
        found = self.gazetteer.find(sentence.words, sentence.low, day, self.known)
        sentence.mentions = found
        for mention in found:
            for token in range(mention.first, mention.last):
                sentence.mention[token] = mention

    def named_in_title(self) -> list[str]:
        """Return the countries and blocs that the title names."""
        words = re.findall(r"U\.S\.|U\.N\.|\w+|[^\w\s]", self.intake.document.title or "")
        found = self.gazetteer.find(words, [w.lower() for w in words], self.published, {})
        return [m.name.party for m in found if m.name.party]

    @cached_property
    def text(self) -> str:
        """The document's text."""
        return self.intake.document.text

    @property
    def published(self) -> str | None:
        """The day of the story, perhaps partial."""
        return self.intake.document.published

    def evidence(self, sentence: Sentence) -> Evidence:
        """Return the whole sentence as evidence."""
        start, end = sentence.span
        return self.span(start, end)

    def quotes_expert(self, sentence: Sentence) -> bool:
        """Say whether a sentence quotes an expert, whose judgement is no party's."""
        return sentence.number in self.by_experts and any(sentence.quoted)

    def span(self, start: int, end: int) -> Evidence:
        """Return characters ``start:end`` as evidence."""
        found = self._spans.get((start, end))
        if found is None:
            found = self._spans[start, end] = Evidence(
                document=self.intake.document.id, start=start, end=end, text=self.text[start:end]
            )
        return found


def _in_order(sentence: Sentence) -> list[Mention]:
    """Return the mentions of a sentence once each, left to right."""
    return list({m.first: m for m in sentence.mention if m is not None}.values())


@cache
def _instruments_of_two_words() -> dict[str, tuple[list[Cue], frozenset[str]]]:
    """Return the instruments of two words or more, and the second words, by their first word."""
    found = {}
    for word, cues in instruments().items():
        longer = [cue for cue in cues if len(cue.words) > 1]
        if longer:
            found[word] = longer, frozenset(cue.words[1] for cue in longer)
    return found


def _nouns_of_measures(sentence: Sentence) -> None:
    """Tag the head of "asset freezes" or "travel bans" as the noun it is, if the tagger did not."""
    base, listed = sentence.base, _instruments_of_two_words()
    bases = sentence.bases
    here = {word for word in listed.keys() & bases if not bases.isdisjoint(listed[word][1])}
    if not here:
        return
    for at, word in enumerate(base):
        for cue in listed[word][0] if word in here else ():
            head = at + len(cue.words) - 1
            if tuple(base[at : head + 1]) == cue.words:
                if sentence.tag[head][0] == "V":
                    sentence.tag[head] = "NNS"
                break
