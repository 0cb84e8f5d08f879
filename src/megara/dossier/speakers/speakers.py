"""From a noun phrase to the source it stands for, with a memory for the phrases that follow."""

from __future__ import annotations

from megara.dossier.lexicon import classes, singular
from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.speakers.named import listed_name, name_beside, person, unlisted_name
from megara.dossier.speakers.number import NUMBERS, ORDINALS
from megara.dossier.speakers.office import CHAMBERS, HELD_BY_MANY, stated_role
from megara.dossier.speakers.roles import definite, role_of
from megara.dossier.speakers.source import Heard, Source
from megara.dossier.speakers.unnamed import unnamed
from megara.dossier.story import Story
from megara.dossier.story.pronouns import HE, THEY
from megara.dossier.surnames import COMMON

# Words that stand for a source by number alone: "one of the officials", "another said".
COUNTING = frozenset({"one", "another", "two", "three", "others", "both", "several", "second",
                      "some"})  # fmt: skip
# Nouns that are a body's by their field alone.
AGENCIES = frozenset({"service", "institution", "body", "unit", "branch", "arm", "force"})
PUBLIC_FIELDS = frozenset("customs intelligence security border tax statistics statistical foreign "
                          "prosecution revenue central armed".split())  # fmt: skip
MONEY_FIELDS = frozenset("financial lending banking credit".split())


class Speakers:
    """Finds who speaks, and remembers it for the pronouns and nouns that follow."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.heard = Heard()
        for sentence in story.sentences:
            _mend_names(sentence)

    def source(self, sentence: Sentence, token: int) -> Source | None:
        """Return the source that the noun phrase headed by a token stands for."""
        found = self._source(sentence, token)
        if found is not None:
            self.heard.remember(found, sentence.number)
        return found

    def notice(self, sentence: Sentence) -> None:
        """Remember the person whom a sentence is about, for the "he" or "she" of the next."""
        for token, relation in enumerate(sentence.dep):
            if relation != "nsubj" or sentence.quoted[token]:
                continue
            named = self._named_person(sentence, token)
            if named is not None:
                self.heard.person, self.heard.person_at = named, sentence.number

    def _named_person(self, sentence: Sentence, token: int) -> Source | None:
        """Return the person whom a noun names, himself or in apposition to his office."""
        mention = sentence.mention[token]
        if mention is not None:
            if mention.name.kind != "person":
                return None
            return listed_name(self.story, sentence, token, mention)
        role = role_of(sentence.low[token])
        hyphenated = sentence.words[token - 1] == "-" and sentence.tag[token - 2] == "NNP"
        if role is None and (sentence.tag[token] == "NNP" or (token > 2 and hyphenated)):
            found = unlisted_name(self.story, sentence, token)
            return found if found is not None and found.name else None
        if role in ("official", "spokesperson", "expert"):
            named = name_beside(self.story, sentence, token)
            if named is not None:
                return person(self.story, sentence, token, named, role)
        return None

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
        trade = role in ("company", "document", "outlet") or word in COMMON
        if trade and role is not None and _is_surname(sentence, token):
            return unlisted_name(self.story, sentence, token)
        if singular(word) == "authority" and _is_one(sentence, token):
            role = "official"  # "a senior authority", not "the authorities", who are a government
        if role is None and tag in ("NN", "NNS") and singular(word) in AGENCIES:
            role = _agency(sentence, token)
        if word in ("member", "members", "figure", "figures") and _serves(sentence, token):
            role = "official"
        if word == "general" and tag == "NNP" and _names_body(sentence, token):
            role = "government"  # "the Directorate General of Foreign Trade"
        if role is None and tag in ("NNP", "NNPS"):
            return unlisted_name(self.story, sentence, token)
        if role == "company" and singular(word) == "individual":
            role = "source"
        if role is None and tag == "NN" and name_beside(self.story, sentence, token):
            # "a Bundestag member, Jane Roe, said", "her boss, John Roe, said"
            for kid in sentence.children(token, "appos"):
                beside = sentence.mention[kid]
                if beside is not None and beside.name.kind == "person":
                    return listed_name(self.story, sentence, kid, beside)
            beside_it = [stated_role(sentence, k) for k in sentence.children(token, "appos")]
            public = "official" in beside_it or _sits_in_chamber(sentence, token)
            role = "official" if public else "expert"
        if role is None:
            return None
        named = name_beside(self.story, sentence, token)
        if named is not None and role in ("official", "spokesperson", "expert", "source"):
            return person(self.story, sentence, token, named, role)
        if role == "official":
            holder = self._holder(sentence, token)
            if holder is not None:
                return holder
        return unnamed(self.story, self.heard, sentence, token, role)

    def _pronoun(self, sentence: Sentence, token: int, word: str) -> Source | None:
        """Return whom "he", "they" or "it" means: the last heard of that sort, else a party."""
        heard = self.heard
        if word in HE:
            for subject in range(token):
                # "Carrie Lam had her assets frozen; she told": the subject of her own sentence
                if sentence.dep[subject] in SUBJECTS and not sentence.quoted[subject]:
                    named = self._named_person(sentence, subject)
                    if named is not None:
                        return named
            named = self._object(sentence, token)
            if named is not None:
                return named
            just = heard.last if sentence.number - heard.last_at <= 1 else None
            unnamed_one = just is not None and just.name is None and just.count == 1
            if unnamed_one and heard.person_at < heard.last_at:
                return just  # "a member of the delegation did not answer. He was, he said, ..."
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

    def _object(self, sentence: Sentence, token: int) -> Source | None:
        """Return the person just named whom "which he denies" is about."""
        if token < 2 or sentence.low[token - 1] != "which":
            return None
        for before in range(token - 2, -1, -1):
            mention = sentence.mention[before]
            person = mention is not None and mention.name.kind == "person"
            if person or sentence.tag[before] == "NNP":
                named = self._named_person(sentence, before)
                if named is not None:
                    return named
        return None

    def _holder(self, sentence: Sentence, token: int) -> Source | None:
        """Return the person heard last, where "the minister" or "the EU's top diplomat" is his."""
        heard = self.heard.person
        if heard is None or heard.name is None or heard.kind != "named_official":
            return None
        if sentence.tag[token] not in ("NN", "NNP"):
            return None
        modifiers = sentence.children(token, "amod", "compound", "nmod", "poss")
        office = self.story.office_of(heard.name)
        word = sentence.low[token]
        if sentence.child(token, "prep") is not None or sentence.child(token, "appos") is not None:
            return None
        if not modifiers:
            fits = word in office or (not office and word not in HELD_BY_MANY)
            return heard if definite(sentence, token) and fits else None
        if not office:
            return None
        owners = [k for k in modifiers if sentence.mention[k] is not None]
        titles = {sentence.low[k] for k in modifiers if sentence.mention[k] is None}
        if not owners and not definite(sentence, token):
            return None
        ours = all(heard.party == sentence.mention[k].name.party for k in owners)  # type: ignore[union-attr]
        top = {"top", "chief"} & titles and word == "diplomat" and "foreign" in office
        return heard if ours and (top or {word, *titles} <= office) else None

    def _number(self, sentence: Sentence, token: int, word: str) -> Source | None:
        """Return whom "one of the officials" or "another" means: some of those, or of the last."""
        for prep in sentence.children(token, "prep"):
            for thing in sentence.children(prep, "pobj"):
                inner = self._source(sentence, thing)
                if inner is not None:
                    return Source(inner.kind, inner.name, inner.affiliation,
                                  NUMBERS.get(word), inner.party)  # fmt: skip
        last, official = self.heard.last, self.heard.official
        if last is not None and last.kind == "expert" and last.name is None:
            return Source("expert", None, last.affiliation, NUMBERS.get(word, 1), last.party)
        if official is None or (last and last.kind != "anonymous_official"):
            return None
        count = 1 if word in ("another", "second") else NUMBERS.get(word)
        other = word in ("another", "second") or any(
            sentence.low[k] in ORDINALS for k in sentence.kids[token]
        )
        return Source(official.kind, None, official.affiliation, count, official.party, other)


def _mend_names(sentence: Sentence) -> None:
    """Tag the second half of a name as one: "Hwang Seok-jin", which may be taken for a noun.

    And a firm that opens its sentence, "Hanwha said": no noun stands so alone but a name.
    """
    if (
        sentence.tag[0] == "NN"
        and not sentence.kids[0]
        and sentence.mention[0] is None
        and sentence.dep[0] == "nsubj"
        and sentence.lemma[sentence.head[0]] in classes()["say"]
        and role_of(sentence.low[0]) is None
    ):
        sentence.tag[0] = "NNP"
    if "-" not in sentence.words:
        return
    for token in range(2, len(sentence) - 1):
        if (
            sentence.words[token] == "-"
            and sentence.tag[token - 1] == sentence.tag[token - 2] == "NNP"
            and sentence.tag[token + 1] == "NN"
            and sentence.end[token] == sentence.start[token + 1]
            and role_of(sentence.low[token + 1]) is None
        ):
            sentence.tag[token + 1] = "NNP"


def _is_surname(sentence: Sentence, token: int) -> bool:
    """Say whether a word of a role is a person's name: "Lieke Brand, an analyst"."""
    if token == 0 or sentence.tag[token] != "NNP" or sentence.tag[token - 1] != "NNP":
        return False
    if sentence.low[token] in COMMON and role_of(sentence.low[token]) == "expert":
        return True  # "Chris Miller"
    return any(role_of(sentence.low[k]) in ("official", "spokesperson", "expert")
               for k in sentence.children(token, "appos"))  # fmt: skip


def _is_one(sentence: Sentence, token: int) -> bool:
    """Say whether a noun is counted: "a senior authority", "three authorities"."""
    return any(
        sentence.low[k] in ("a", "an", "one", "another") or sentence.dep[k] == "nummod"
        for k in sentence.kids[token]
    )


def _agency(sentence: Sentence, token: int) -> str | None:
    """Return what a noun of an agency is by its field: "the customs service", "a lending house"."""
    fields = {sentence.low[k] for k in sentence.children(token, "compound", "amod", "nmod")}
    if fields & PUBLIC_FIELDS or any(role_of(field) == "government" for field in fields):
        return "government"
    return "company" if fields & MONEY_FIELDS else None


def _names_body(sentence: Sentence, token: int) -> bool:
    """Say whether a body's name stands before "General": no general, but a directorate."""
    return any(
        role_of(sentence.low[k]) == "government"
        for k in sentence.children(token, "compound", "amod", "nmod")
    )


def _serves(sentence: Sentence, token: int) -> bool:
    """Say whether a member is of a government: "a member of the delegation"."""
    for prep in sentence.children(token, "prep"):
        if sentence.low[prep] not in ("of", "in", "from"):
            continue
        if sentence.base[token] == "figure" and sentence.low[prep] != "in":
            continue  # "figures from the statistics committee" are numbers
        for thing in sentence.children(prep, "pobj"):
            mention = sentence.mention[thing]
            body = mention is not None and mention.name.kind == "body"
            if body or role_of(sentence.low[thing]) == "government":
                return True
    return False


def _sits_in_chamber(sentence: Sentence, token: int) -> bool:
    """Say whether a noun is of a parliament: "a Bundestag member"."""
    return any(sentence.low[k] in CHAMBERS for k in sentence.kids[token])
