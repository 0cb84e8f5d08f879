"""A story being read: its sentences with their names, and who a noun or a pronoun stands for.

``parties(sentence, token)`` answers which parties (ISO3, or a bloc's name) the noun phrase headed
by a token stands for: by its own name, by the nationality or owner before it ("Chinese banks",
"Washington's envoy"), by what follows ("officials from Japan", "allies including Norway", "from
Germany to South Korea"), or, for pronouns, by the last party that fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from megara.dossier.gazetteer import Gazetteer, Mention, Name, surname
from megara.dossier.intake import Intake
from megara.dossier.lexicon import instruments, roles, singular
from megara.dossier.schema import Evidence
from megara.dossier.sentence import NOUNS, SUBJECTS, Sentence

COLLECTIVE = frozenset(
    "ally allies partner partners friend friends supporter supporters backer backers".split()
)
MEMBERS = frozenset(
    "country countries nation nations state states member members economy economies government "
    "governments capital capitals".split()
)
# Words whose owner or place tells the party.
OF_PARTY = frozenset({"of", "from", "in", "within", "inside", "for", "by", "at", "with", "among"})
LISTING = frozenset({"including", "such", "like", "particularly", "notably", "especially",
                     "namely", "as"})  # fmt: skip
THEY = frozenset({"they", "them", "their", "both"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its"})
RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
SAME_AGAIN = frozenset(
    "junta regime military government country nation kingdom republic army authorities ministry "
    "bank banks company companies firm firms".split()
)
OFFICIALS = frozenset({"leaders", "ministers", "ambassadors", "envoys", "governments"})
RULERS = frozenset({"junta", "regime", "military", "government", "army", "generals", "leadership"})
BLOC_WORDS = frozenset({"bloc", "alliance", "union", "coalition", "grouping", "club"})


@dataclass
class Story:
    """One document's sentences, in order, with their names found."""

    intake: Intake
    sentences: list[Sentence]
    gazetteer: Gazetteer
    known: dict[str, Name] = field(default_factory=dict)
    subjects: list[list[str]] = field(default_factory=list)
    speakers: dict[int, str] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)  # whom the measures are against
    by_experts: frozenset[int] = frozenset()  # numbers of the sentences that an expert says
    introduced: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        day = self.intake.document.published
        for sentence in self.sentences:
            _nouns_of_measures(sentence)
            self.name(sentence, day)
        for sentence in self.sentences:
            self.subjects.append(self._main_subject(sentence))

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

    @property
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

    def span(self, start: int, end: int) -> Evidence:
        """Return characters ``start:end`` as evidence."""
        return Evidence(
            document=self.intake.document.id, start=start, end=end, text=self.text[start:end]
        )

    # -- who a word stands for -------------------------------------------------------------------

    def parties(self, sentence: Sentence, token: int | None) -> list[str]:
        """Return the parties that the phrase headed by a token stands for, in order, once each."""
        if token is None:
            return []
        found: list[str] = []
        for part in sentence.conjuncts(token):
            found.extend(self._parties_of_one(sentence, part, 0))
        return list(dict.fromkeys(found))

    def _parties_of_one(self, sentence: Sentence, token: int, depth: int) -> list[str]:
        if depth > 4:
            return []
        mention = sentence.mention[token]
        word = sentence.low[token]
        if mention is not None:
            if mention.name.kind == "demonym" and sentence.tag[token] == "JJ" and depth == 0:
                return [mention.name.party]
            return [mention.name.party] if mention.name.party else []
        if word in RELATIVE and sentence.tag[token] in ("WDT", "WP", "IN", "DT", "WP$"):
            clause = sentence.head[token]
            for above in (clause, *sentence.ancestors(clause)):
                if sentence.dep[above] in ("relcl", "acl"):
                    return self._relative(sentence, sentence.head[above], depth)
            return []
        if sentence.tag[token] in ("PRP", "PRP$") or word in THEY:
            return self.refer(sentence, token)
        listed = self.listed(sentence, token)
        if word in COLLECTIVE or singular(word) in MEMBERS:
            if listed:
                return listed
            if word in COLLECTIVE:
                return self._allies(sentence, token, depth)
        if word == "group" and any(sentence.low[k] == "core" for k in sentence.kids[token]):
            return ["core group"]
        found = self._modifiers(sentence, token, depth)
        if found:
            return found + [p for p in listed if p not in found]
        for prep in sentence.children(token, "prep", "agent"):
            if sentence.low[prep] in OF_PARTY:
                for thing in sentence.children(prep, "pobj"):
                    inner = self.parties(sentence, thing) if depth < 2 else []
                    if inner:
                        return inner
        if listed:
            return listed
        if word in BLOC_WORDS:
            return self._last_bloc(sentence, token)
        if word in OFFICIALS and not sentence.kids[token]:
            return self.same_again(sentence, token, 20)
        if word in SAME_AGAIN and any(
            sentence.low[kid] in ("the", "that", "this") for kid in sentence.kids[token]
        ):
            return self.same_again(sentence, token) or self._at_home(word)
        if word == "ministry":
            return self._at_home(word)
        if word == "administration" and any(
            sentence.low[kid] == "the" for kid in sentence.kids[token]
        ):
            return ["USA"]
        return []

    def _relative(self, sentence: Sentence, noun: int, depth: int) -> list[str]:
        if sentence.dep[noun] == "conj" and depth == 0 and sentence.mention[noun] is not None:
            while sentence.dep[noun] == "conj":
                noun = sentence.head[noun]
        if depth == 0 and sentence.mention[noun] is not None and sentence.children(noun, "conj"):
            return self.parties(sentence, noun)
        found = self._parties_of_one(sentence, noun, depth + 1)
        if not found and sentence.dep[noun] == "pobj":
            above = sentence.head[sentence.head[noun]]
            found = self._parties_of_one(sentence, above, depth + 1)
        return found

    def _modifiers(self, sentence: Sentence, token: int, depth: int) -> list[str]:
        """Return the parties that stand before a noun, as owner or nationality."""
        found: list[str] = []
        for kid in sentence.kids[token]:
            if sentence.dep[kid] in ("amod", "compound", "poss", "nmod", "nummod") and kid < token:
                mention = sentence.mention[kid]
                if mention is not None and mention.name.party:
                    found.append(mention.name.party)
                    for other in sentence.children(kid, "conj"):
                        found.extend(self._parties_of_one(sentence, other, depth + 1))
                elif sentence.dep[kid] == "poss":
                    found.extend(self._parties_of_one(sentence, kid, depth + 1))
                elif sentence.dep[kid] in ("compound", "nmod", "amod"):
                    inner = self._modifiers(sentence, kid, depth + 1) if depth < 3 else []
                    found.extend(inner)
        for kid in sentence.children(token, "appos"):
            if not found and kid > token:
                mention = sentence.mention[kid]
                if mention is not None and mention.name.party:
                    found.append(mention.name.party)
        return list(dict.fromkeys(found))

    def _allies(self, sentence: Sentence, token: int, depth: int) -> list[str]:
        """Name a circle of allies after whose they are, unless its owner is not told."""
        owners = self._modifiers(sentence, token, depth)
        if "USA" in owners or "West" in owners or not owners:
            return ["US allies"] if "USA" in owners else ["allies"]
        if "Europe" in owners:
            return ["Europe"]
        return [f"{owners[0]} allies"]

    def listed(self, sentence: Sentence, token: int) -> list[str]:
        """Return the parties listed after a noun: "such as", "including", "from A to B", ":"."""
        found: list[str] = []
        for kid in sentence.kids[token]:
            if kid < token and sentence.dep[kid] not in ("appos",):
                continue
            relation, word = sentence.dep[kid], sentence.low[kid]
            if relation == "appos" or word in LISTING:
                for below in sentence.subtree(kid):
                    if sentence.dep[below] in ("pobj", "conj", "appos", "dobj", "pcomp"):
                        mention = sentence.mention[below]
                        if mention is not None and mention.name.kind in ("country", "bloc", "seat"):
                            found.append(mention.name.party)
            elif relation == "prep" and word == "from":
                inside = sentence.subtree(kid)
                preps = [i for i in inside if sentence.low[i] == "to"]
                if preps:
                    for below in inside:
                        mention = sentence.mention[below]
                        if mention is not None and mention.name.kind in ("country", "bloc", "seat"):
                            found.append(mention.name.party)
        if not found and token + 1 < len(sentence) and sentence.low[token + 1] == ",":
            found = self._from_to(sentence, token + 2)
        return list(dict.fromkeys(found))

    def _from_to(self, sentence: Sentence, at: int) -> list[str]:
        """Read "from A to B" straight from the words, where the parse lost it."""
        if at >= len(sentence) or sentence.low[at] != "from":
            return []
        found, to = [], False
        for token in range(at + 1, min(at + 12, len(sentence))):
            mention = sentence.mention[token]
            to = to or sentence.low[token] == "to"
            if mention is not None and mention.name.kind in ("country", "bloc", "seat"):
                found.append(mention.name.party)
            elif sentence.low[token] in (",", ";", ".") and to:
                break
        return found if to and len(found) > 1 else []

    # -- pronouns ----------------------------------------------------------------------------------

    def refer(self, sentence: Sentence, token: int) -> list[str]:
        """Return the parties that a pronoun stands for."""
        word = sentence.low[token]
        if word in ("we", "us", "our", "i", "my"):
            party = self.speakers.get(sentence.number)
            return [party] if party else []
        if word in ("you", "your", "there"):
            return []
        here = self._before(sentence, token, word)
        if here:
            return here
        for number in range(sentence.number - 1, max(-1, sentence.number - 4), -1):
            if self.subjects[number]:
                found = self.subjects[number]
                return [] if word in HE and len(found) > 1 else found
        return []

    def _before(self, sentence: Sentence, token: int, word: str) -> list[str]:
        """Return the nearest fitting subject before a pronoun in its own sentence."""
        verb = sentence.head[token]
        subjects: list[str] = []
        if sentence.dep[token] == "pobj" and word in ("it", "them"):
            condition = self._of_condition(sentence, token)
            if condition:
                return condition
        if sentence.dep[token] in ("dobj", "dative") and word in ("it", "them"):
            # an object pronoun is never the subject of its own clause
            own = sentence.subject(verb)
            if own is not None and sentence.tag[own] not in ("PRP", "WDT", "WP"):
                subjects = self._parties_of_one(sentence, own, 2)
            for mention in reversed(sentence.mentions):
                if (
                    mention.last <= token
                    and mention.name.kind in ("country", "seat", "bloc")
                    and mention.name.party not in subjects
                ):
                    return [mention.name.party]
            return []
        if word == "it" and sentence.dep[token] in ("nsubj", "nsubjpass"):
            told = self._told(sentence, verb)
            if told:
                return told
        for above in (verb, *sentence.ancestors(token)):
            subject = sentence.child(above, "nsubj", "nsubjpass")
            if subject is not None and subject < token and subject != token:
                beside = sentence.mention[subject]
                if word in HE and not (beside is not None and beside.name.kind == "person"):
                    continue
                if word in IT and sentence.child(subject, "conj") is not None:
                    continue
                if sentence.tag[subject] in NOUNS or beside is not None:
                    found = self._parties_of_one(sentence, subject, 2)
                    if found:
                        if word in THEY:
                            return self.parties(sentence, subject)
                        return found
        if word in IT or word in THEY:
            for mention in reversed(sentence.mentions):
                if (
                    mention.last <= token
                    and mention.name.kind in ("country", "bloc", "seat")
                    and sentence.dep[mention.last - 1] not in ("compound", "amod", "nmod")
                ):
                    return [mention.name.party]
        return []

    def _of_condition(self, sentence: Sentence, token: int) -> list[str]:
        """Return who "if X does it" speaks of, for the "them" of what is to follow."""
        for above in sentence.ancestors(token):
            for clause in sentence.children(above, "advcl"):
                if clause < token and any(
                    sentence.low[k] in ("if", "unless") for k in sentence.kids[clause]
                ):
                    subject = sentence.child(clause, "nsubj", "nsubjpass")
                    if subject is not None and sentence.tag[subject] != "PRP":
                        return self.parties(sentence, subject)
        return []

    def _told(self, sentence: Sentence, verb: int) -> list[str]:
        """Return who is warned or told, for the "it" of what is said to him."""
        for above in (verb, *sentence.ancestors(verb)):
            over = sentence.head[above]
            if sentence.dep[above] == "ccomp" and sentence.lemma[over] in (
                "warn",
                "tell",
                "remind",
            ):
                patient = sentence.child(over, "dobj")
                if patient is not None:
                    return self._parties_of_one(sentence, patient, 2)
        return []

    def _main_subject(self, sentence: Sentence) -> list[str]:
        for token in range(len(sentence)):
            if (
                sentence.dep[token] in ("nsubj", "nsubjpass")
                and sentence.low[token] not in RELATIVE
            ):
                if sentence.tag[token] in ("PRP", "EX", "DT", "WP"):
                    continue
                found = self.parties(sentence, token)
                if found:
                    return found
        return []

    def same_again(self, sentence: Sentence, token: int, back: int = 6) -> list[str]:
        """Return the parties of the last such noun: "the junta", after "Myanmar's junta"."""
        word = singular(sentence.low[token])
        country = word in ("country", "nation", "kingdom", "republic")
        for number in range(sentence.number, max(-1, sentence.number - back), -1):
            earlier = self.sentences[number]
            last = token if number == sentence.number else len(earlier)
            for place in range(last - 1, -1, -1):
                mention = earlier.mention[place]
                if number == sentence.number and earlier.dep[place] in SUBJECTS:
                    continue
                if country and mention is not None and mention.name.kind in ("country", "seat"):
                    return [mention.name.party]
                alike = singular(earlier.low[place]) == word or (
                    word in RULERS and earlier.low[place] in RULERS
                )
                if not country and alike and place != token:
                    found = self._modifiers(earlier, place, 1)
                    if found:
                        return found
        return []

    def _at_home(self, word: str) -> list[str]:
        """Return the country whose capital the dateline names, for "the commerce ministry"."""
        if word != "ministry":
            return []
        places = re.findall(r"[^\W\d_]+", (self.intake.document.dateline or "").title())
        low = [w.lower() for w in places]
        seats = {
            m.name.party
            for m in self.gazetteer.find(places, low, self.published, {})
            if m.name.kind in ("seat", "country")
        }
        return list(seats) if len(seats) == 1 else []

    def _last_bloc(self, sentence: Sentence, token: int) -> list[str]:
        for number in range(sentence.number, max(-1, sentence.number - 8), -1):
            for mention in reversed(self.sentences[number].mentions):
                if mention.name.entity_kind == "bloc" and (
                    number != sentence.number or mention.last <= token
                ):
                    return [mention.name.party]
                if (
                    mention.name.party in ("EU", "NATO", "G7", "ASEAN")
                    and number != sentence.number
                ):
                    return [mention.name.party]
        return []

    def person(self, sentence: Sentence, token: int) -> str | None:
        """Return the full name of an unlisted person at a token: the run of proper nouns there."""
        if sentence.tag[token] not in ("NNP", "NNPS") or sentence.mention[token] is not None:
            return None
        first = last = token
        while first > 0 and _of_name(sentence, first - 1):
            first -= 1
        while last + 1 < len(sentence) and _of_name(sentence, last + 1):
            last += 1
        words = sentence.words[first : last + 1]
        titles = [i for i, word in enumerate(words[:-1]) if _is_title(word)]
        if titles and words[-1].lower() not in roles():
            cut = titles[-1] + 1
            words, first = words[cut:], first + cut
        if not words or not words[-1][0].isupper():
            return None
        return self.text[sentence.start[first] : sentence.end[last]]


def _nouns_of_measures(sentence: Sentence) -> None:
    """Tag the head of "asset freezes" or "travel bans" as the noun it is, if the tagger did not."""
    base = sentence.base
    for at, word in enumerate(base):
        for cue in instruments().get(word, ()):
            head = at + len(cue.words) - 1
            if len(cue.words) > 1 and tuple(base[at : head + 1]) == cue.words:
                if sentence.tag[head][0] == "V":
                    sentence.tag[head] = "NNS"
                break


def _of_name(sentence: Sentence, token: int) -> bool:
    word = sentence.words[token]
    return (
        sentence.mention[token] is None
        and (sentence.tag[token] in ("NNP", "NNPS") or (word == "-" and token > 0))
        and (word[0].isupper() or word in ("-", "al", "bin", "van", "von", "de", "der"))
    )


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in roles() or low in (
        "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gen", "deputy", "foreign", "finance",
        "prime", "vice", "trade", "economy", "energy", "defence", "defense", "interior", "senior",
        "top", "former", "chief", "then", "acting", "assistant", "under", "state", "commerce",
        "treasury", "justice", "permanent", "special", "republican", "democratic", "central",
        "bank", "ministry", "department", "government", "presidential", "spokesman",
    )  # fmt: skip


__all__ = ["Mention", "Story", "surname"]
