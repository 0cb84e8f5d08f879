"""Who says it: from a verb's subject to the kind of source, its name, affiliation and number."""

from __future__ import annotations

from dataclasses import dataclass

from megara.dossier.gazetteer import in_office, surname
from megara.dossier.lexicon import roles, singular
from megara.dossier.schema import SourceKind
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.pronouns import HE, THEY

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "half-dozen": 6,
}
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "another", "first"})
ANONYMOUS = frozenset({"official", "source"})
INSTITUTIONS = frozenset({"government"})
FORMER = frozenset({"former", "ex", "ex-", "retired", "then", "onetime", "one-time"})
# "a person familiar with the matter" is a source; "a person" alone is not.
FAMILIAR = frozenset({"familiar", "briefed", "knowledge", "aware", "close", "involved", "direct",
                      "informed", "privy", "anonymity", "conversant", "acquainted", "apprised",
                      "insight"})  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Who said something."""

    kind: SourceKind
    name: str | None = None
    affiliation: str | None = None
    count: int | None = None
    party: str | None = None


class Speakers:
    """Finds who speaks, and remembers it for the pronouns and nouns that follow."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.last: Source | None = None
        self.person: Source | None = None
        self.spokesperson: Source | None = None
        self.official: Source | None = None
        self.document: Source | None = None

    def source(self, sentence: Sentence, token: int) -> Source | None:
        """Return the source that the noun phrase headed by a token stands for."""
        found = self._source(sentence, token)
        if found is None:
            return None
        self.last = found
        if found.kind == "spokesperson":
            self.spokesperson = found
        if found.kind in ("anonymous_official",):
            self.official = found
        if found.name and found.kind in ("named_official", "spokesperson", "expert"):
            self.person = found
        return found

    def notice(self, sentence: Sentence) -> None:
        """Remember the person whom a sentence is about, for the "he" or "she" of the next."""
        for token in range(len(sentence)):
            if sentence.dep[token] != "nsubj" or sentence.quoted[token]:
                continue
            mention = sentence.mention[token]
            if mention is not None and mention.name.kind == "person":
                self.person = self._named(sentence, token)
            elif mention is None and sentence.tag[token] == "NNP":
                self.person = self._unlisted(sentence, token) or self.person

    def _source(self, sentence: Sentence, token: int) -> Source | None:
        word, tag = sentence.low[token], sentence.tag[token]
        mention = sentence.mention[token]
        if mention is not None and mention.name.kind != "demonym":
            return self._named(sentence, token)
        if tag in ("PRP", "DT", "PRP$") or word in THEY:
            return self._pronoun(sentence, token, word)
        if word in (
            "one",
            "another",
            "two",
            "three",
            "others",
            "both",
            "several",
            "second",
            "some",
        ):
            return self._number(sentence, token, word)
        if word in ("who", "which", "that"):
            above = sentence.head[token]
            if sentence.dep[above] in ("relcl", "acl"):
                return self._source(sentence, sentence.head[above])
            return None
        role = role_of(word)
        if role is None and tag in ("NNP", "NNPS"):
            return self._unlisted(sentence, token)
        if role == "company" and singular(word) == "individual":
            role = "source"
        if role is None:
            return None
        named = self._name_beside(sentence, token)
        if named is not None and role in ("official", "spokesperson", "expert", "source"):
            return self._person(sentence, token, named, role)
        return self._unnamed(sentence, token, role)

    # -- kinds of phrase ---------------------------------------------------------------------------

    def _named(self, sentence: Sentence, token: int) -> Source | None:
        mention = sentence.mention[token]
        assert mention is not None
        name = mention.name
        if name.kind == "outlet":
            return Source("reporter", name.name, name.name)
        if name.kind == "person":
            holds = in_office(name, self.story.published)
            former = self._is_former(sentence, token)
            stated = self._stated_role(sentence, token)
            kind: SourceKind = "named_official"
            if name.role == "spokesperson" or stated == "spokesperson":
                kind = "spokesperson"
            elif name.role == "expert" or former or (not holds and stated not in ("official",)):
                kind = "expert"
            return Source(kind, name.name, name.party or None, None, name.party or None)
        if name.kind == "body":
            if name.role in ("think_tank", "consultancy", "ngo"):
                return Source("institution", None, name.name, None, None)
            return Source("institution", None, name.name, None, name.party or None)
        parties = self.story.parties(sentence, token)
        party = name.party
        affiliation = party if len(parties) < 2 else ", ".join(parties)
        return Source("institution", None, affiliation, None, party)

    def _pronoun(self, sentence: Sentence, token: int, word: str) -> Source | None:
        if word in HE:
            return self.person or self.spokesperson or self.official or self.last
        if word in THEY:
            if self.last and self.last.kind in ("anonymous_official", "expert"):
                return self.last
            parties = self.story.refer(sentence, token)
            if parties:
                return Source("institution", None, ", ".join(parties), None, parties[0])
            return self.last
        if word == "it":
            if self.last and self.last.kind in ("institution", "document", "reporter"):
                return self.last
            parties = self.story.refer(sentence, token)
            return Source("institution", None, parties[0], None, parties[0]) if parties else None
        return None

    def _number(self, sentence: Sentence, token: int, word: str) -> Source | None:
        for prep in sentence.children(token, "prep"):
            for thing in sentence.children(prep, "pobj"):
                inner = self._source(sentence, thing)
                if inner is not None:
                    return Source(inner.kind, inner.name, inner.affiliation,
                                  NUMBERS.get(word), inner.party)  # fmt: skip
        if self.official is None or (self.last and self.last.kind != "anonymous_official"):
            return None
        last = self.official
        count = 1 if word in ("another", "second") else NUMBERS.get(word)
        return Source(last.kind, None, last.affiliation, count, last.party)

    def _unlisted(self, sentence: Sentence, token: int) -> Source | None:
        """Read a proper name that is in no list: by its title, its apposition, or its last use."""
        for kid in sentence.children(token, "compound"):
            beside = sentence.mention[kid]
            if beside is not None and beside.name.kind in ("body", "outlet"):
                return self._named(sentence, kid)
        full = self.story.person(sentence, token)
        if full is None:
            return None
        appositions = [role_of(sentence.low[k]) for k in sentence.children(token, "appos")]
        if "government" in appositions or "company" in appositions:
            parties = self.story.parties(sentence, token)
            return Source("institution", None, full, None, parties[0] if parties else None)
        known = self.story.introduced.get(surname(full).lower())
        role = self._stated_role(sentence, token)
        if role is None and known is not None:
            return Source(known[0], known[1], known[2], None, self._party(known[2]))  # type: ignore[arg-type]
        if role is None:
            if organisation(full):
                kind: SourceKind = "institution"
                parties = self.story.parties(sentence, token)
                return Source(kind, None, full, None, parties[0] if parties else None)
            relative = self._affiliation(sentence, token)
            if relative is None and len(full.split()) < 2:
                return Source("institution", None, full)
            role = "expert"
        return self._person(sentence, token, full, role)

    def _person(self, sentence: Sentence, token: int, full: str, role: str) -> Source:
        former = self._is_former(sentence, token)
        affiliation = self._affiliation(sentence, token)
        kind: SourceKind = "expert"
        if role == "spokesperson":
            kind = "spokesperson"
        elif role in ("official", "government", "source") and not former:
            kind = "named_official"
        elif role == "outlet":
            kind = "reporter"
        party = self._party(affiliation)
        self.story.introduced[surname(full).lower()] = (kind, full, affiliation)
        return Source(kind, full, affiliation, None, party)

    def _unnamed(self, sentence: Sentence, token: int, role: str) -> Source | None:
        word = sentence.low[token]
        affiliation = self._affiliation(sentence, token)
        party = self._party(affiliation)
        count = self._count(sentence, token)
        if role == "source" and singular(word) in ("person", "people", "individual"):
            below = {sentence.low[i] for i in sentence.subtree(token)}
            below |= set(sentence.low[token + 1 : token + 5])
            again = self.official is not None and _definite(sentence, token)
            if not below & FAMILIAR and not again:
                return None
        if role in ANONYMOUS:
            if self._is_former(sentence, token):
                return Source("expert", None, affiliation, count, party)
            owned = sentence.child(token, "poss") is not None or _definite(sentence, token)
            if word in ("ministers", "leaders", "envoys") and owned and party:
                return Source("institution", None, affiliation, None, party)
            named = self._official_title(sentence, token)
            if named:
                return Source("named_official", named, affiliation, None, party)
            if affiliation is None and self.official is not None and _definite(sentence, token):
                affiliation, party = self.official.affiliation, self.official.party
            return Source("anonymous_official", None, affiliation, count, party)
        if role == "spokesperson":
            if affiliation is None and self.spokesperson is not None and _definite(sentence, token):
                return self.spokesperson
            return Source("spokesperson", None, affiliation, None, party)
        if role == "expert":
            others = [role_of(sentence.low[i]) for i in sentence.conjuncts(token)]
            if "official" in others or "source" in others:
                return Source("anonymous_official", None, affiliation, count, party)
            return Source("expert", None, affiliation, count, party)
        if role == "document":
            issuer = affiliation
            if issuer is None and self.last and self.last.kind == "document":
                issuer = self.last.affiliation
            return Source("document", None, issuer, None, party)
        if role == "outlet":
            return Source("reporter", None, affiliation, None, None)
        if role == "company":
            return Source("institution", None, affiliation, None, party)
        if singular(word) in ("group", "organisation", "organization", "association", "opposition",
                              "party", "union", "lobby"):  # fmt: skip
            words = [i for i in sentence.kids[token] if i < token and sentence.dep[i] in
                     ("compound", "amod", "nmod")]  # fmt: skip
            if words and affiliation is None:
                return Source("institution", None, " ".join(sentence.words[words[0] : token + 1]))
        if affiliation is None and word not in ("government", "administration", "ministry",
                                                "department", "kremlin", "authorities", "embassy",
                                                "bloc", "military", "junta", "commission",
                                                "company", "treasury", "agency", "governments",
                                                "countries", "states", "nations"):  # fmt: skip
            return None
        if affiliation is None and word in ("bloc",):
            blocs = self.story.parties(sentence, token)
            affiliation = party = blocs[0] if blocs else None
        if affiliation is None and self.last is not None and _definite(sentence, token):
            affiliation, party = self.last.affiliation, self.last.party
        if affiliation is None and sentence.tag[token] == "NNS" and _definite(sentence, token):
            before = [
                p for p in self.story.subjects[max(0, sentence.number - 2) : sentence.number] if p
            ]
            if not before:
                return None
            affiliation, party = ", ".join(before[-1]), before[-1][0]
        return Source("institution", None, affiliation, None, party)

    # -- particulars -------------------------------------------------------------------------------

    def _count(self, sentence: Sentence, token: int) -> int | None:
        """Return how many sources a phrase counts, over all its parts that give a number."""
        total = 0
        for part in sentence.conjuncts(token):
            if role_of(sentence.low[part]) is None:
                continue
            number = None
            for kid in sentence.kids[part]:
                low = sentence.low[kid]
                if sentence.dep[kid] == "nummod" or low in NUMBERS:
                    number = NUMBERS.get(low) or (int(low) if low.isdigit() else number)
                elif low in ORDINALS and sentence.tag[part] == "NN":
                    number = 1
                elif low in ("a", "an", "another") and sentence.tag[part] in ("NN", "NNP"):
                    number = number or 1
            if number is None and sentence.tag[part] == "NN" and part == token:
                number = 1
            if number is not None and number < 1000:
                total += number
        return total or None

    def _stated_role(self, sentence: Sentence, token: int) -> str | None:
        """Return the role stated beside a person: title before, apposition or clause after."""
        run = token
        while run > 0 and sentence.tag[run - 1] in ("NNP", "NNPS", "HYPH", "NN", "JJ", "POS", "IN"):
            run -= 1
            role = role_of(sentence.low[run])
            if role in ("official", "spokesperson", "expert") and sentence.low[run] != "state":
                return role
            if token - run > 8:
                break
        for kid in sentence.kids[token]:
            if sentence.dep[kid] in ("appos", "compound", "nmod", "amod"):
                for below in sentence.subtree(kid) if sentence.dep[kid] == "appos" else [kid]:
                    role = role_of(sentence.low[below])
                    if role in ("official", "spokesperson", "expert"):
                        return role
            elif sentence.dep[kid] == "relcl":
                below_roles = [role_of(sentence.low[b]) for b in sentence.subtree(kid)]
                for role in below_roles:
                    if role in ("official", "spokesperson", "expert"):
                        return role
        if sentence.dep[token] == "appos":
            return role_of(sentence.low[sentence.head[token]])
        return None

    def _official_title(self, sentence: Sentence, token: int) -> str | None:
        """Return the office of an official named by it alone ("Japan's trade minister")."""
        if sentence.tag[token] != "NN" and sentence.tag[token] != "NNP":
            return None
        if sentence.low[token] in ("official", "diplomat", "aide", "source", "lawmaker", "adviser",
                                   "advisor", "person", "negotiator", "envoy", "delegate",
                                   "insider", "representative"):  # fmt: skip
            return None
        definite = any(
            sentence.low[k] == "the" or sentence.dep[k] == "poss" for k in sentence.kids[token]
        )
        mods = [k for k in sentence.kids[token] if sentence.dep[k] in ("amod", "compound", "nmod")]
        nationality = any(sentence.mention[k] is not None for k in mods)
        if not definite and not nationality:
            return None
        first = min([k for k in mods if sentence.mention[k] is None], default=token)
        return " ".join(sentence.words[first : token + 1])

    def _is_former(self, sentence: Sentence, token: int) -> bool:
        near = list(range(max(0, token - 8), token))
        for kid in sentence.children(token, "appos"):
            near.extend(i for i in sentence.subtree(kid) if token < i <= kid)
        for place in near:
            if sentence.low[place] in FORMER and not any(
                sentence.low[k] in (",", '"', ";")
                for k in range(place, min(token, place + 9))
                if place < token
            ):
                return True
        return False

    def _name_beside(self, sentence: Sentence, token: int) -> str | None:
        """Return the name in apposition to a role ("the envoy, Jane Roe,")."""
        for kid in sentence.children(token, "appos"):
            mention = sentence.mention[kid]
            if mention is not None and mention.name.kind == "person":
                return mention.name.name
            full = self.story.person(sentence, kid)
            if full is not None and len(full.split()) > 1 and not organisation(full):
                return full
        return None

    def _affiliation(self, sentence: Sentence, token: int) -> str | None:
        """Return the body, else the party, that a source belongs to."""
        best: str | None = None
        inside = [i for i in sentence.subtree(token)
                  if not _in_clause(sentence, i, token)]  # fmt: skip
        for i in inside:
            mention = sentence.mention[i]
            if mention is None or mention.name.kind in ("outlet", "person"):
                continue
            if mention.name.kind == "body":
                return mention.name.name
            if best is None and mention.name.party:
                best = mention.name.party
        run = token - 1
        while best is None and run >= 0 and sentence.tag[run] in ("NNP", "NNPS", "JJ", "POS", "NN"):
            mention = sentence.mention[run]
            if mention is not None and mention.name.party:
                best = mention.name.party
            run -= 1
        if best is not None:
            return best
        for i in inside:
            if sentence.tag[i] in ("NNP", "NNPS") and sentence.dep[i] == "pobj":
                full = self.story.person(sentence, i)
                if full is not None and (organisation(full) or sentence.low[sentence.head[i]] in
                                         ("at", "with", "of", "for")):  # fmt: skip
                    return full
        parties = self.story.parties(sentence, token)
        return parties[0] if parties else None

    def _party(self, affiliation: str | None) -> str | None:
        if affiliation is None:
            return None
        for body in self.story.gazetteer.bodies:
            if body.name == affiliation:
                return body.party or None
        return affiliation


def role_of(word: str) -> str | None:
    """Return the role of a noun, in the singular or plural."""
    known = roles()
    return known.get(word) or known.get(singular(word))


def organisation(full: str) -> bool:
    """Say whether a proper name is that of an organisation, by its words."""
    return any(word.lower().strip(".,") in _ORGANISATIONS for word in full.split())


def _definite(sentence: Sentence, token: int) -> bool:
    return any(sentence.low[k] in ("the", "that", "this", "these", "those")
               for k in sentence.kids[token])  # fmt: skip


def _in_clause(sentence: Sentence, token: int, top: int) -> bool:
    """Say whether a token stands in a clause of its own below the noun, not in its name."""
    here = token
    while here != top:
        if sentence.dep[here] in ("ccomp", "advcl", "parataxis", "conj") and here != token:
            return True
        if sentence.dep[here] == "conj":
            return True
        above = sentence.head[here]
        if above == here:
            return False
        here = above
    return False


_ORGANISATIONS = frozenset(
    "institute institution university college school foundation center centre council committee "
    "association federation group corp corporation inc ltd llc plc company bank agency ministry "
    "department office commission authority organization organisation fund union party chamber "
    "society network trust think-tank initiative project lab laboratory board bureau service "
    "partners capital energy holdings coalition endowment academy forum alliance".split()
)
