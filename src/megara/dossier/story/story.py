"""The story as the readers of lists ask it: its sentences, and who a phrase in them stands for."""

from __future__ import annotations

from dataclasses import dataclass

from megara.dossier.gazetteer import in_office
from megara.dossier.sentence import Sentence
from megara.dossier.story import parties
from megara.dossier.story.pronouns import RELATIVE
from megara.dossier.story.telling import Telling
from megara.dossier.story.unlisted import full_name


def main_subject(story: Telling, sentence: Sentence) -> list[str]:
    """Return the parties that a sentence is about: those of its first subject that has any."""
    for token, relation in enumerate(sentence.dep):
        if (
            relation in ("nsubj", "nsubjpass")
            and sentence.low[token] not in RELATIVE
            and sentence.tag[token] not in ("PRP", "EX", "DT", "WP")
        ):
            found = parties.of_phrase(story, sentence, token)
            if found:
                return found
    return []


@dataclass
class Story(Telling):
    """One document's sentences, in order, with their names found and their subjects known."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for sentence in self.sentences:
            self.subjects.append(main_subject(self, sentence))

    def parties(self, sentence: Sentence, token: int | None) -> list[str]:
        """Return the parties that the phrase headed by a token stands for, in order, once each."""
        return parties.of_phrase(self, sentence, token)

    def modifiers(self, sentence: Sentence, token: int) -> list[str]:
        """Return the parties that stand before a noun, as owner or nationality."""
        return parties.of_modifiers(self, sentence, token)

    def refer(self, sentence: Sentence, token: int) -> list[str]:
        """Return the parties that a pronoun stands for."""
        return parties.of_pronoun(self, sentence, token)

    def same_again(self, sentence: Sentence, token: int) -> list[str]:
        """Return the parties of the last such noun: "the junta", after "Myanmar's junta"."""
        return parties.of_same_again(self, sentence, token)

    def person(self, sentence: Sentence, token: int) -> str | None:
        """Return the full name of an unlisted person at a token: the run of proper nouns there."""
        return full_name(sentence, token, self.text)

    def office_of(self, person: str) -> frozenset[str]:
        """Return the words of the offices that a listed person held on the story's day."""
        held = (p for p in self.gazetteer.offices.get(person, ()) if in_office(p, self.published))
        return frozenset(word for p in held for word in p.office.lower().split())
