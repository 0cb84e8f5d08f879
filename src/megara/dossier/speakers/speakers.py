"""From a noun phrase to the source it stands for, with a memory for the phrases that follow."""

from __future__ import annotations

from megara.dossier.lexicon import singular
from megara.dossier.sentence import Sentence
from megara.dossier.speakers.named import listed_name, name_beside, person, unlisted_name
from megara.dossier.speakers.number import NUMBERS
from megara.dossier.speakers.roles import role_of
from megara.dossier.speakers.source import Heard, Source
from megara.dossier.speakers.unnamed import unnamed
from megara.dossier.story import Story
from megara.dossier.story.pronouns import HE, THEY

# Words that stand for a source by number alone: "one of the officials", "another said".
COUNTING = frozenset({"one", "another", "two", "three", "others", "both", "several", "second",
                      "some"})  # fmt: skip


class Speakers:
    """Finds who speaks, and remembers it for the pronouns and nouns that follow."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.heard = Heard()

    def source(self, sentence: Sentence, token: int) -> Source | None:
        """Return the source that the noun phrase headed by a token stands for."""
        found = self._source(sentence, token)
        if found is not None:
            self.heard.remember(found)
        return found

    def notice(self, sentence: Sentence) -> None:
        """Remember the person whom a sentence is about, for the "he" or "she" of the next."""
        for token in range(len(sentence)):
            if sentence.dep[token] != "nsubj" or sentence.quoted[token]:
                continue
            mention = sentence.mention[token]
            if mention is not None and mention.name.kind == "person":
                self.heard.person = listed_name(self.story, sentence, token, mention)
            elif mention is None and sentence.tag[token] == "NNP":
                named = unlisted_name(self.story, sentence, token)
                self.heard.person = named or self.heard.person

    def _source(self, sentence: Sentence, token: int) -> Source | None:
        word, tag = sentence.low[token], sentence.tag[token]
        mention = sentence.mention[token]
        if mention is not None and mention.name.kind != "demonym":
            return listed_name(self.story, sentence, token, mention)
        if tag in ("PRP", "DT", "PRP$") or word in THEY:
            return self._pronoun(sentence, token, word)
        if word in COUNTING:
            return self._number(sentence, token, word)
        if word in ("who", "which", "that"):
            above = sentence.head[token]
            if sentence.dep[above] in ("relcl", "acl"):
                return self._source(sentence, sentence.head[above])
            return None
        role = role_of(word)
        if role is None and tag in ("NNP", "NNPS"):
            return unlisted_name(self.story, sentence, token)
        if role == "company" and singular(word) == "individual":
            role = "source"
        if role is None:
            return None
        named = name_beside(self.story, sentence, token)
        if named is not None and role in ("official", "spokesperson", "expert", "source"):
            return person(self.story, sentence, token, named, role)
        return unnamed(self.story, self.heard, sentence, token, role)

    def _pronoun(self, sentence: Sentence, token: int, word: str) -> Source | None:
        """Return whom "he", "they" or "it" means: the last heard of that sort, else a party."""
        heard = self.heard
        if word in HE:
            return heard.person or heard.spokesperson or heard.official or heard.last
        if word in THEY:
            if heard.last and heard.last.kind in ("anonymous_official", "expert"):
                return heard.last
            parties = self.story.refer(sentence, token)
            if parties:
                return Source("institution", None, ", ".join(parties), None, parties[0])
            return heard.last
        if word == "it":
            if heard.last and heard.last.kind in ("institution", "document", "reporter"):
                return heard.last
            parties = self.story.refer(sentence, token)
            return Source("institution", None, parties[0], None, parties[0]) if parties else None
        return None

    def _number(self, sentence: Sentence, token: int, word: str) -> Source | None:
        """Return whom "one of the officials" or "another" means: some of those, or of the last."""
        for prep in sentence.children(token, "prep"):
            for thing in sentence.children(prep, "pobj"):
                inner = self._source(sentence, thing)
                if inner is not None:
                    return Source(inner.kind, inner.name, inner.affiliation,
                                  NUMBERS.get(word), inner.party)  # fmt: skip
        last, official = self.heard.last, self.heard.official
        if official is None or (last and last.kind != "anonymous_official"):
            return None
        count = 1 if word in ("another", "second") else NUMBERS.get(word)
        return Source(official.kind, None, official.affiliation, count, official.party)
