"""Names: the countries, blocs, bodies, outlets and people of the word lists, found in tokens.

A **mention** is a run of tokens with what it stands for. The longest name wins. A name in small
letters is no name ("us" is not US); a name all in capitals ("CHINA") is. A person is found by the
full name, and by the surname alone where the story has the full name, or where only one listed
person with that surname held an office when the story was published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from megara.dossier.accents import bare
from megara.dossier.alike import Alike
from megara.dossier.lexicon import names, rows
from megara.dossier.surnames import COMMON, compound_surname, spelled_surnames, surname

__all__ = ["COMMON", "Gazetteer", "Mention", "Name", "in_office", "surname"]

# Names of countries that are also names of people or places elsewhere.
ALSO_PERSONS = frozenset({"jordan", "chad", "georgia", "israel", "cyprus"})


@dataclass(frozen=True)
class Name:
    """What a name stands for."""

    kind: str  # country | demonym | seat | bloc | body | outlet | person | place
    name: str
    party: str
    role: str = ""
    office: str = ""
    since: str = ""
    until: str = ""
    entity_kind: str = ""


@dataclass(frozen=True)
class Mention:
    """A name at tokens ``first:last`` of a sentence."""

    first: int
    last: int
    name: Name


def in_office(name: Name, day: str | None) -> bool:
    """Say whether the office was held on a (partial) day; an unknown day excludes nothing."""
    if not day:
        return True
    padded = (
        (day + "-15")[:10] if len(day) == 7 else (day + "-07-01")[:10] if len(day) == 4 else day
    )
    return (not name.since or name.since <= padded) and (not name.until or padded <= name.until)


class Gazetteer:
    """All listed names, ready to be found in tokens.

    Parameters
    ----------
    split
        The tokeniser of the text that is searched, so that names split alike.
    """

    def __init__(self, split: Callable[[str], Sequence[str]]) -> None:
        self._split = split
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Name]]] = {}
        self.countries: dict[str, Name] = {}
        self.people: list[Name] = []
        self.bodies: list[Name] = []
        self.by_body: dict[str, Name] = {}
        self.outlets: list[Name] = []
        self.surnames: dict[str, list[Name]] = {}
        self.offices: dict[str, list[Name]] = {}
        self.spellings: dict[str, list[str]] = {}
        self._load()
        spelled: dict[str, list[tuple[Name, str]]] = {}
        surnames: dict[str, list[tuple[Name, str]]] = {}
        for person in self.people:
            for written in self.spellings[person.name]:
                spelled.setdefault(written.lower(), []).append((person, written))
            alone = surname(person.name)
            if len(alone) > 3:
                surnames.setdefault(alone.lower(), []).append((person, alone))
        self._spelled, self._surnames = Alike(spelled), Alike(surnames)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, written: str, name: Name) -> None:
        written = written.removeprefix("the ")
        tokens = tuple(bare(token) for token in self._split(written) if token.strip())
        low = tuple(token.lower() for token in tokens)
        self._by_first.setdefault(low[0], []).append((low, tokens, name))

    def _load(self) -> None:
        for row in rows("countries"):
            country = Name("country", row["name"], row["iso3"], entity_kind="country")
            self.countries[row["iso3"]] = country
            for written in [row["name"], *names(row["aliases"])]:
                self._add(written, country)
            for written in names(row["demonyms"]):
                self._add(written, replace(country, kind="demonym"))
            for written in names(row["seats"]):
                self._add(written, replace(country, kind="seat"))
        for row in rows("blocs"):
            bloc = Name("bloc", row["name"], row["name"], entity_kind="bloc")
            for written in [row["name"], *names(row["aliases"])]:
                self._add(written, bloc)
            for written in names(row["seats"]):
                self._add(written, replace(bloc, kind="seat"))
        for row in rows("places"):  # "Xinjiang" is China's; the "West Bank" is not the West
            of = self.countries.get(row["party"])
            place = replace(of, kind="seat") if of is not None else Name("place", row["name"], "")
            for written in [row["name"], *names(row["aliases"])]:
                self._add(written, place)
        for row in rows("bodies"):
            body = Name("body", row["name"], row["party"], row["role"], entity_kind=row["kind"])
            self.bodies.append(body)
            self.by_body.setdefault(body.name, body)
            for written in [row["name"], *names(row["aliases"])]:
                self._add(written, body)
            self.spellings[row["name"]] = [row["name"], *names(row["aliases"])]
        for row in rows("outlets"):
            outlet = Name("outlet", row["name"], "", "outlet", entity_kind="organisation")
            self.outlets.append(outlet)
            for written in [row["name"], *names(row["aliases"])]:
                self._add(written, outlet)
        for row in rows("people"):
            person = Name(
                "person", row["name"], row["party"], row["role"], row["office"], row["from"],
                row["to"], "person",
            )  # fmt: skip
            self.people.append(person)
            self.offices.setdefault(person.name, []).append(person)
            for written in [row["name"], *names(row["aliases"])]:
                self._add(written, person)
                self.spellings.setdefault(row["name"], []).append(written)
            for alone in spelled_surnames(row["name"], names(row["aliases"])):
                self.surnames.setdefault(alone, []).append(person)
            compound = compound_surname(row["name"])
            if compound:
                self._add(compound, person)

    def find(
        self, words: Sequence[str], low: Sequence[str], day: str | None, known: dict[str, Name]
    ) -> list[Mention]:
        """Return the mentions in a sentence, left to right, without overlaps.

        Parameters
        ----------
        words, low
            Tokens as written, and in lower case.
        day
            When the story was published (perhaps partial), for who held which office.
        known
            People of the story by surname; those found by full name are added.
        """
        found: list[Mention] = []
        behind = 0
        if not "".join(low).isascii():
            words, low = [bare(word) for word in words], [bare(word) for word in low]
        for at in [at for at, word in enumerate(words) if word[0] in _CAPITALS]:
            if at < behind:
                continue
            best: Mention | None = None
            entries = self._by_first.get(low[at])
            if entries:
                for form, written, name in entries:
                    length = len(form)
                    if length > 1 and (
                        low[at + 1 : at + 2] != [form[1]] or tuple(low[at : at + length]) != form
                    ):
                        continue
                    if not _cased(words[at : at + length], written):
                        continue
                    if length == 1 and self._is_part_of_a_person(words, low, at, name, known):
                        continue
                    chosen = self._choose(form, at, entries, day, name)
                    best = Mention(at, at + length, chosen)
                    break
            if best is None:
                best = self._surname(words, low, at, day, known)
            if best is None:
                continue
            if best.name.kind == "person":
                known[surname(best.name.name).lower()] = best.name
            if best.name.kind != "place":
                found.append(best)
            behind = best.last
        return found

    def alike(self, written: str) -> list[tuple[Name, str]]:
        """Return the people whose name, or surname for a single word, is roughly the written one.

        Each comes with the spelling that is like it. Rough on purpose: who is meant, if anybody,
        is for :mod:`megara.dossier.names` to say.
        """
        return (self._spelled if " " in written else self._surnames).of(written)

    def look_up(self, written: Iterable[str]) -> None:
        """Look up at once what will be asked about one by one."""
        names = list(written)
        self._spelled.look_up(name for name in names if " " in name)
        self._surnames.look_up(name for name in names if " " not in name)

    def _choose(
        self,
        form: tuple[str, ...],
        at: int,
        entries: Iterable[tuple[tuple[str, ...], tuple[str, ...], Name]],
        day: str | None,
        name: Name,
    ) -> Name:
        """Among those that share a spelling, prefer who held office on the day."""
        if name.kind != "person":
            return name
        same = [other for low, _, other in entries if low == form and other.kind == "person"]
        holding = [other for other in same if in_office(other, day)]
        if holding:  # several where the day is not known: then who holds it still, or did last
            return max(holding, key=lambda other: (not other.until, other.since))
        started = [other for other in same if not day or other.since <= day]
        return (started or same)[-1]

    def _is_part_of_a_person(
        self, words: Sequence[str], low: Sequence[str], at: int, name: Name, known: dict[str, Name]
    ) -> bool:
        if name.kind == "country" and low[at] in ALSO_PERSONS and at > 0:
            return words[at - 1][0] in _CAPITALS and words[at - 1].isalpha() and at > 1
        if low[at] in _AMERICANS and at and low[at - 1] in _NOT_OF_THE_STATES:
            return True
        if low[at] in _EUROPEANS and at and low[at - 1] in ("eastern", "southern", "central"):
            return True
        if low[at] == "commission":
            return at == 0 or low[at - 1] not in ("the", "a", "eu")
        return bool(name.kind in ("body", "outlet", "country") and low[at] in known)

    def _surname(
        self, words: Sequence[str], low: Sequence[str], at: int, day: str | None,
        known: dict[str, Name],
    ) -> Mention | None:  # fmt: skip
        word = low[at]
        before = words[at - 1] if at else ""
        if before == "-" and at > 1 and words[at - 2][0] in _CAPITALS:
            return None  # "Dlamini-Zuma" is not Zuma
        if before[:1] in _CAPITALS and before.isalpha() and before.lower() not in _TITLES:
            return None
        if word in _NO_SURNAME or self._given_name(words, low, at):
            return None
        if word in known:
            return Mention(at, at + 1, known[word])
        people = self.surnames.get(word)
        if not people or word in COMMON:
            return None
        holding = [person for person in people if in_office(person, day)]
        if len({person.name for person in holding}) == 1:
            return Mention(at, at + 1, holding[-1])
        return None

    def _given_name(self, words: Sequence[str], low: Sequence[str], at: int) -> bool:
        """Say whether a surname is the given name of somebody else: "Pavel Harbatski"."""
        if (
            at + 1 >= len(words)
            or words[at + 1][0] not in _CAPITALS
            or low[at] not in self.surnames
        ):
            return False
        after = low[at + 1]
        if not after.isalpha() or len(after) < 3 or after in self._by_first:
            return False
        # in a headline every word has a capital
        capitals = sum(word[0] in _CAPITALS for word in words)
        return after not in _TITLES and 2 * capitals < len(words)


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TITLES = frozenset(
    "president minister chancellor premier secretary chief mr mrs ms dr sen. senator rep. "
    "ambassador commissioner spokesman spokeswoman spokesperson leader adviser envoy the under "
    "governor speaker general king prince sheikh ayatollah state coordinator and or but if when "
    "said says treasurer director democrat republican chair chairman".split()
)
# "Latin American" and "South America" are not the United States.
_AMERICANS = frozenset({"america", "american", "americans"})
_EUROPEANS = frozenset({"europe", "european", "europeans"})
_NOT_OF_THE_STATES = frozenset({"latin", "south", "central", "north", "african", "native", "pan"})
# Surnames that are also words of every text: "He denied it" is not of He Lifeng.
_NO_SURNAME = frozenset("he she it we you they i an so no do may will to us me him".split())


def _cased(words: Sequence[str], written: Sequence[str]) -> bool:
    """Say whether tokens are cased as a name: as listed, or all capitals for a mixed-case name."""
    for word, wanted in zip(words, written, strict=True):
        if word == wanted or word.upper() == word:
            if word != wanted and len(word) <= 3 and wanted.islower():
                return False
            continue
        if wanted.isupper() and len(wanted) <= 5:
            return False
        if word[0] != wanted[0] and word[0].lower() != wanted[0].lower():
            return False
        if wanted[0] in _CAPITALS and word[0] not in _CAPITALS:
            return False
    return True
