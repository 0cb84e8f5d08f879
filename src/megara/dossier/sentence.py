"""A parsed sentence as plain lists, and the few walks of its tree that the rules need.

``words[i]`` is token i as written, ``low[i]`` in lower case with straight apostrophes, ``tag[i]``
its Penn Treebank tag, ``dep[i]`` its relation to ``head[i]`` (a root is its own head), and
``start[i]:end[i]`` its span in the document's text. Plain lists, because a reader's rules look at
each token many times and attribute calls into the parser's own tokens would cost more than the
parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from megara.dossier.lexicon import lemma, singular

if TYPE_CHECKING:
    from megara.dossier.gazetteer import Mention
    from megara.dossier.lexicon import Cue

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(eq=False)
class Sentence:
    """One sentence of one document."""

    document: str
    paragraph: int
    number: int
    words: list[str]
    low: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    lemma: list[str]
    base: list[str] = field(init=False)
    present: frozenset[str] = field(init=False)  # the words of ``low``, which never change
    bases: frozenset[str] = field(init=False)  # and those of ``base``
    kids: list[list[int]] = field(init=False)
    mention: list[Mention | None] = field(init=False)
    mentions: list[Mention] = field(init=False)
    quoted: list[bool] = field(init=False)
    measures: set[int] = field(init=False, default_factory=set)  # tokens that name a measure
    wares: list[tuple[int, Cue]] | None = field(init=False, default=None)  # where a good begins
    matters: set[int] | None = field(init=False, default=None)  # and those a stance may be about
    _below: dict[int, list[int]] = field(init=False, default_factory=dict)  # subtrees walked

    def __post_init__(self) -> None:
        self.base = [singular(word) for word in self.low]
        self.present, self.bases = frozenset(self.low), frozenset(self.base)
        self.kids = [[] for _ in self.words]
        for token, head in enumerate(self.head):
            if head != token:
                self.kids[head].append(token)
            else:
                self.dep[token] = "ROOT"  # whoever climbs by relation ends here
        self._mend_tags()
        self.mention = [None] * len(self.words)
        self.mentions = []
        self.quoted = _quoted(self.words)

    def _mend_tags(self) -> None:
        """Tag as a verb what heads a clause with a subject ('it "scorns" the listing').

        And as finite what is joined to a finite verb, where the tagger saw an infinitive; and as a
        verb what a "should" opens ("should the junta harm him").
        """
        for token, tag in enumerate(self.tag):
            if tag == "NNS" and (self._closes(token) or self._heads_a_clause(token)):
                self.tag[token], self.lemma[token] = "VBZ", lemma(self.low[token])
            elif tag == "VB" and self.dep[token] == "conj" and self._is_joined_finite(token):
                self.tag[token] = "VBP"
            elif tag in NOUNS and "should" in self.present:
                self._mend_opened(token)

    def _mend_opened(self, noun: int) -> None:
        """Take a noun for a verb with a subject: "harm", below which stand "should" and "junta"."""
        opened = [kid for kid in self.children(noun, "aux") if self.low[kid] == "should"]
        subject = self.child(noun, "nsubj", "nsubjpass")
        names = self.children(noun, "compound")
        if subject is None and names == [noun - 1]:
            subject = names[0]
        if opened and subject is not None and opened[0] < subject:
            self.tag[noun], self.lemma[noun] = "VB", lemma(self.low[noun])
            if subject in names:
                self.dep[subject] = "nsubj"

    def _is_joined_finite(self, token: int) -> bool:
        """Say whether a verb is joined to a finite one: "shut banks out and forbid sales"."""
        first = self.head[token]
        return self.tag[first] in ("VBD", "VBZ", "VBP") and not any(
            self.dep[kid] == "aux" for kid in (*self.kids[token], *self.kids[first])
        )

    def _heads_a_clause(self, token: int) -> bool:
        """Say whether a token has a subject before it, and the form of a listed verb."""
        subject = self.child(token, "nsubj")
        return (
            self.dep[token] in ("ccomp", "ROOT", "relcl", "advcl")
            and subject is not None
            and subject < token
            and lemma(self.low[token]) != self.low[token]
        )

    def _closes(self, token: int) -> bool:
        """Say whether a verb of showing ends the sentence: "..., a paper seen by us shows."."""
        return self.low[token] in ("shows", "says") and not any(
            word.isalnum() for word in self.low[token + 1 :]
        )

    def __len__(self) -> int:
        return len(self.words)

    @property
    def span(self) -> tuple[int, int]:
        """First and one past the last character."""
        return self.start[0], self.end[-1]

    def child(self, token: int, *relations: str) -> int | None:
        """Return the first child with one of the relations."""
        dep = self.dep
        for kid in self.kids[token]:
            if dep[kid] in relations:
                return kid
        return None

    def children(self, token: int, *relations: str) -> list[int]:
        """Return all children with one of the relations."""
        kids = self.kids[token]
        if not kids:
            return []
        dep, found = self.dep, []
        for kid in kids:  # a loop, as these few are asked for more often than all else
            if dep[kid] in relations:
                found.append(kid)
        return found

    def subtree(self, token: int) -> list[int]:
        """Return the token and all below it, in order."""
        if not self.kids[token]:
            return [token]
        found = self._below.get(token)
        if found is None:  # many rules ask for the same phrases
            kids, found = self.kids, [token]
            for here in found:
                found += kids[here]
            found.sort()
            self._below[token] = found
        return found.copy()

    def clause(self, verb: int) -> list[int]:
        """Return a verb and all below it but what hangs on a verb joined to it by "and".

        "Banned imports of steel and cut banks off from SWIFT": the banks are not of the ban.
        """
        joined = [k for k in self.kids[verb] if self.dep[k] == "conj" and self.tag[k] in VERBS]
        if not joined or self.child(verb, "dobj", "nsubjpass", "prep", "xcomp") is None:
            return self.subtree(verb)  # "halt or limit exports": the object is of both
        first = min(self.subtree(k)[0] for k in joined)
        return [token for token in self.subtree(verb) if token < max(first, verb + 1)]

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the tokens above, nearest first."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def conjuncts(self, token: int) -> list[int]:
        """Return the token and those joined to it by 'and', ',' or 'or', in order."""
        found = [token]
        for here in found:
            for kid in self.kids[here]:
                if self.dep[kid] == "conj":
                    found.append(kid)
        if len(found) > 1:
            found.sort()
        return found

    def first_conjunct(self, token: int) -> int:
        """Return the first of the tokens joined by 'and' that a token is one of."""
        while self.dep[token] == "conj" and self.head[token] != token:
            token = self.head[token]
        return token

    def is_verb(self, token: int) -> bool:
        """Say whether the token is tagged as a verb."""
        return self.tag[token] in VERBS

    def negated(self, token: int) -> bool:
        """Say whether a verb or adjective stands under a 'not', 'never' or 'no longer'."""
        dep, low = self.dep, self.low
        for kid in self.kids[token]:
            if dep[kid] == "neg" or low[kid] in ("never", "hardly", "nor", "neither"):
                return True
        return False

    def subject(self, token: int) -> int | None:
        """Return the subject of a verb, its own or the one it shares with the verb above it."""
        seen = 0
        while seen < 6:
            for kid in self.kids[token]:
                if self.dep[kid] in SUBJECTS:
                    return kid
            above = self.head[token]
            if above == token:
                return None
            relation = self.dep[token]
            if relation == "conj" and self.tag[above] in NOUNS:
                return above
            if relation in ("conj", "xcomp", "aux", "pcomp", "prep", "advcl", "ccomp", "acomp"):
                token = above
            elif relation in ("acl", "relcl"):
                return above
            else:
                return None
            seen += 1
        return None

    def text(self, tokens: list[int], source: str) -> str:
        """Return the words of the document between the first and the last of the tokens."""
        return source[self.start[tokens[0]] : self.end[tokens[-1]]]


def _quoted(words: list[str]) -> list[bool]:
    """Say of each token whether it stands between quotation marks."""
    if "“" not in words and "”" not in words:
        return [False] * len(words)
    closes = words.index("”") if "”" in words else len(words)
    opens = words.index("“") if "“" in words else len(words)
    inside = closes < opens  # the quotation began in an earlier sentence
    found = []
    for word in words:
        if word == "“":
            inside = True
        found.append(inside or word == "”")
        if word == "”":
            inside = False
    return found
