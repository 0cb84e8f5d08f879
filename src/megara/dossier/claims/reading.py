"""The claims of a story: sentence by sentence, then what they tell about each other."""

from __future__ import annotations

import re
from functools import cache

from megara.dossier.claims.affiliations import share_affiliations
from megara.dossier.claims.attribution import (
    read_according,
    read_citing,
    read_familiar,
    read_quoted,
    read_view,
)
from megara.dossier.claims.denial import read_denial
from megara.dossier.claims.disputes import mark_disputes
from megara.dossier.claims.documents import read_closing, read_document, read_figures, read_seen
from megara.dossier.claims.findings import Findings, Found
from megara.dossier.claims.idioms import ASKING, idiomatic, idioms
from megara.dossier.claims.quotations import ends_quoted, goes_on, has_opening, left_open
from megara.dossier.claims.reactions import demanding, demands, read_reaction
from megara.dossier.claims.saying import read_saying
from megara.dossier.claims.silence import read_silence, read_unclear
from megara.dossier.claims.thinking import read_thinking
from megara.dossier.claims.views import (
    REPORTING,
    read_colon,
    read_eyewitness,
    read_in_view,
    read_known_as,
    read_put,
)
from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence
from megara.dossier.speakers import Speakers
from megara.dossier.story import Story

ATTRIBUTING = frozenset({"according", "per", "citing", "cited", "known"})  # besides verbs
TELLING = ("deny", "judge", "say", "think", "document", "quote")  # classes of verbs


@cache
def words_of_telling() -> frozenset[str]:
    """Return every word at which a claim may be told: few of a sentence's are."""
    listed = (word for kind in TELLING for word in classes()[kind])
    return frozenset({*listed, *ATTRIBUTING, *REPORTING, *ASKING, *demands(), *idioms()})


class Claims:
    """Reads the claims of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.so_far = Findings(story, Speakers(story))

    def read(self) -> list[Found]:
        """Return the claims in order."""
        found = self.so_far.found
        in_quote: Found | None = None
        for sentence in self.story.sentences:
            text = mended(self.story.text[slice(*sentence.span)])
            before = len(found)
            self._sentence(sentence, text)
            if len(found) > before:
                in_quote = _quoted_claim(found[before:], text)
            elif in_quote is not None and goes_on(text):
                in_quote.claim.evidence.append(self.story.evidence(sentence))
                self.so_far.speaks(sentence, in_quote.source)
            else:
                in_quote = None
        mark_disputes(found)
        share_affiliations(self.story, found)
        return found

    def _sentence(self, sentence: Sentence, text: str) -> None:
        """Read the claims of one sentence, and notice whom it is about."""
        read_silence(self.so_far, sentence, text)
        if read_unclear(self.so_far, sentence, text):
            return
        read_familiar(self.so_far, sentence, text)
        read_view(self.so_far, sentence, text)
        read_in_view(self.so_far, sentence, text)
        telling = words_of_telling()
        for token, (lemma, low) in enumerate(zip(sentence.lemma, sentence.low, strict=True)):
            if lemma in telling or low in telling:
                self._word(sentence, token, text)
        read_seen(self.so_far, sentence)
        read_closing(self.so_far, sentence)
        if " show" in text or " suggest" in text or " indicate" in text:
            read_figures(self.so_far, sentence, text)
        read_colon(self.so_far, sentence, text)
        self.so_far.speakers.notice(sentence)

    def _word(self, sentence: Sentence, token: int, text: str) -> None:
        """Read the claim that a word of saying tells."""
        low, lemma = sentence.low[token], sentence.lemma[token]
        if low == "known" and sentence.low[token + 1 : token + 2] == ["as"]:
            read_known_as(self.so_far, sentence, token, text)
        elif low == "according" and token + 1 < len(sentence):
            read_according(self.so_far, sentence, token, text)
        elif low in ("per", "citing", "cited") and sentence.tag[token] in ("IN", "VBG"):
            read_citing(self.so_far, sentence, token, text)
        elif not sentence.is_verb(token):
            return
        elif lemma in classes()["deny"]:
            if not read_denial(self.so_far, sentence, token, text) and lemma != "deny":
                read_reaction(self.so_far, sentence, token, text)
        elif lemma in ("quote", "cite"):
            read_quoted(self.so_far, sentence, token, text)
        elif lemma in classes()["judge"]:
            read_reaction(self.so_far, sentence, token, text)
        elif lemma in classes()["say"] and read_saying(self.so_far, sentence, token, text):
            return
        elif lemma in classes()["think"]:
            read_thinking(self.so_far, sentence, token, text)
        elif lemma == "put" and sentence.low[token + 1 : token + 2] == ["it"]:
            read_put(self.so_far, sentence, token, text)
        elif idiomatic(sentence, token):
            read_reaction(self.so_far, sentence, token, text)
        elif lemma in classes()["document"] or lemma == "show":
            read_document(self.so_far, sentence, token)
        elif low in REPORTING:
            read_eyewitness(self.so_far, sentence, token, text)
        elif lemma in demands() and demanding(sentence, token):
            read_reaction(self.so_far, sentence, token, text)


def mended(text: str) -> str:
    """Return a sentence without the hyphens that its lines were broken at, as long as it was."""
    return re.sub(r"-\n(\w+)", r"\1  ", text) if "\n" in text else text


def _quoted_claim(new: list[Found], text: str) -> Found | None:
    """Return the claim whose quotation the next sentence may go on with."""
    quoted = left_open(text) or ends_quoted(text) or has_opening(text)
    said = [found for found in new if found.source is not None]
    return said[-1] if said and quoted else None
