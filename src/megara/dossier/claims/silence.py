"""Silence: "declined to comment", "did not respond", and what could not be verified."""

from __future__ import annotations

import re
from collections.abc import Iterable

from megara.dossier.claims.findings import Findings
from megara.dossier.claims.lost import phrase_before, phrase_before_comma
from megara.dossier.claims.subject import teller
from megara.dossier.schema import ClaimStatus
from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.speakers import Source

NO_COMMENT = re.compile(
    r"\b(had no (?:immediate )?(?:comment|remark)|no (?:immediate )?comment (?:from|by)|"
    r"neither\b.{3,120}?\bwould comment|"
    r"(?:would|could|can)(?: not|n't) (?:comment|remark|be drawn|say|elaborate|discuss|specify)|"
    r"(?:did|do|does)(?: not|n't) (?:wish|want|care|choose) to (?:comment|remark|say|elaborate|"
    r"discuss|answer|speak)|"
    r"(?:chose|preferred|opted|wished|asked) not to (?:comment|say|elaborate|speak|answer|discuss)|"
    r"referred (?:all |any |further )?(?:questions|inquiries|enquiries|queries|requests|reporters)|"
    r"(?:had|has|have) (?:nothing|little) (?:\w+ )?to (?:say|add)|"
    r"(?:sidestepped|dodged|ducked|brushed aside|waved off|ignored|evaded|deflected) "
    r"(?:\w+ ){0,2}(?:questions?|requests?|inquir\w+|queries)|"
    r"refused? (?:comment|to (?:comment|remark|say|elaborate|answer|discuss|confirm|be drawn))|"
    r"declin\w+ (?:to (?:comment|remark|discuss|elaborate|say|confirm|answer|provide|specify|"
    r"speculate|give|identify|address|reveal|disclose|share|expand|go into|offer|respond|reply|"
    r"detail|quantify|estimate|talk|speak|be (?:drawn|specific|interviewed|quoted on))|"
    r"comment|an interview|requests?)|"
    r"neither confirm\w* nor den\w+|not confirm or deny|"
    r"(?:offer|g[ia]ve|made|make|provide)\w* no (?:\w+ )?comment)\b",
    re.IGNORECASE,
)
NO_ANSWER = re.compile(
    r"\b(?:(?:did|do|does|has|have|had)(?: not|n't) (?:yet )?(?:\w+ly )?"
    r"(?:respond|reply|return|answer|comment|react|responded|replied|returned|answered|commented|"
    r"reacted)|"
    r"(?:did|do|does|has|have|had)(?: not|n't) (?:yet )?(?:\w+ly )?"
    r"(?:provide|give|offer|issue|send|make|provided|given|offered|issued|sent|made) "
    r"(?:an? |any )?(?:\w+ )?"
    r"(?:response|reply|answer|comment|statement|remark)|"
    r"neither\b.{3,120}?\b(?:responded|replied|returned|answered|commented)|"
    r"(?<!not )(?:went|rang|go|goes|gone|left) unanswered|left (?:\w+ ){1,4}unanswered|rang out|"
    r"(?:was|were) not (?:\w+ ){1,3}for (?:a |any )?(?:comment|remark|response|input)|"
    r"could(?: not|n't) be (?:immediately )?(?:reached|contacted|located)|"
    r"no (?:one|answer|reply|response) (?:came|answered|was received)|"
    r"(?:efforts?|attempts?) to (?:reach|contact|locate)\b.{3,80}?\b(?:failed|unsuccessful|"
    r"not successful|in vain)|(?:did|do|does)(?: not|n't) pick up|"
    r"ignored (?:\w+ ){0,3}(?:requests?|calls?|messages?|e-?mails?|questions?)\b|"
    r"(?:stayed|kept|remained) (?:silent|mum|tight-lipped) (?:when|about|on|as|after)\b|"
    r"(?:received|got|had|drew|met with) no (?:\w+ )?(?:reply|response|answer)|"
    r"could not (?:immediately )?be reached|"
    r"(?:was|were) not (?:immediately |promptly )?available|"
    r"not immediately available|(?:was|were) unavailable|not reachable|"
    r"could not be contacted|"
    r"(?:was|were) not (?:immediately |promptly )?(?:returned|answered)|made no immediate comment|"
    r"no immediate (?:response|reaction|reply)|yet to (?:respond|comment|reply))\b",
    re.IGNORECASE,
)
UNCLEAR = re.compile(
    r"^(?:it (?:was|is|remains?|remained)(?: not|n't)? (?:yet |immediately |still )?(?:un)?clear\b|"
    r"(?:[\w ]+) (?:could|was able|were able|was unable|has)(?: not|n't)? (?:not )?(?:be )?"
    r"(?:immediately |independently )*(?:to )?(?:independently )?"
    r"(?:verify|confirm|verified|confirmed)\b)",
    re.IGNORECASE,
)
# One of these stands in every sentence that tells of silence; looking for them is quicker.
HINTS = ("declin", "refus", "comment", "remark", "either", "not ", "n't ", "n’t ", "unanswered",
         "unavail", " no ", "No ", "yet to", "silent", "mum", "tight-lipped", "nothing to",
         "little to", "questions", "ignored", "rang out", "requests", "fforts to",
         "ttempts to")  # fmt: skip
# What somebody was asked by, without which "did not answer" is about something else.
ASKED = ("comment", "request", "respon", "call", "question", "reach", "contact", "message",
         "email", "repl", "answer", "solicitation", "quer", "phone", "input")  # fmt: skip
MESSAGES = frozenset({"message", "call", "email", "request", "letter", "question", "query",
                      "inquiry", "mail"})  # fmt: skip
# A request that is not for comment, which a party has still to answer.
OTHER_REQUEST = re.compile(r"\b(?:request|demand|proposal|offer|ultimatum|plea)s? (?:that|to)\b")
PRESS = re.compile(
    r"\b(?:comment|remark|call|email|e-mail|message|question|quer|inquir|enquir|reached|contact|"
    r"request(?:s|ed)? (?:for|from|sent)|electronic mail|solicitation)"
)


def read_unclear(so_far: Findings, sentence: Sentence, text: str) -> bool:
    """Read "it was not clear" and "could not be verified", which the reporter says himself."""
    low = text.lower()
    if not ("clear" in low or "verif" in low or "confirm" in low) or UNCLEAR.match(text) is None:
        return False
    publisher = so_far.story.intake.document.publisher
    so_far.keep(sentence, Source("reporter", None, publisher), text, "asserted")
    return True


def read_silence(so_far: Findings, sentence: Sentence, text: str) -> None:
    """Read "declined to comment" and "did not respond"."""
    if not any(map(text.__contains__, HINTS)):
        return
    low = text.lower()
    said: list[tuple[re.Match[str], ClaimStatus]] = [
        (match, "declined") for match in NO_COMMENT.finditer(text)
    ]
    asked = any(map(low.__contains__, ASKED))
    if asked and not (OTHER_REQUEST.search(text) and not PRESS.search(low)):
        said += [(match, "unanswered") for match in NO_ANSWER.finditer(text)]
    for match, status in said:
        first, last = (sentence.span[0] + at for at in match.span())
        if any(sentence.quoted[i] for i in range(len(sentence)) if sentence.start[i] == first):
            continue
        for source in _silent(so_far, sentence, first, last):
            so_far.keep(sentence, source, match.group(), status)


def _silent(so_far: Findings, sentence: Sentence, first: int, last: int) -> list[Source]:
    """Return who kept silent in the words between two characters of the document.

    It is the subject of those words, else whom a "from", "by", "to" or "at" in or after them
    names, else the first subject of the sentence that is a source.
    """
    sought = _sought(sentence, first, last)
    if sought is not None:
        return _sources(so_far, sentence, sentence.conjuncts(sought))
    message = _message(sentence, first)
    if message is not None:
        return _sources(so_far, sentence, _asked(sentence, message))
    subject = _subject(sentence, first, last)
    if subject is not None and sentence.base[subject] in MESSAGES:
        # "a message left with the mission was not answered"
        return _sources(so_far, sentence, _asked(sentence, subject))
    if subject is not None:
        found = _sources(so_far, sentence, sentence.conjuncts(subject))
        if found:
            return found
    for i in range(len(sentence)):
        if sentence.low[i] in ("from", "by", "to", "at") and sentence.start[i] >= first:
            found = _sources(so_far, sentence, sentence.children(i, "pobj"))
            if found:
                return found
    before = _before(sentence, first)
    if before is not None:
        found = _sources(so_far, sentence, [before])
        if found:
            return found
    for i in range(len(sentence)):
        if sentence.dep[i] in SUBJECTS or sentence.dep[i] == "ROOT":
            found = _sources(so_far, sentence, [i])
            if found:
                return found
    return []


def _before(sentence: Sentence, first: int) -> int | None:
    """Return who stands before the words at a character, where the parse gives no subject."""
    verb = next((i for i in range(len(sentence)) if sentence.start[i] >= first), 0)
    if verb == 0:
        return None
    found = phrase_before(sentence, verb)
    return found if found is not None else phrase_before_comma(sentence, verb)


def _sought(sentence: Sentence, first: int, last: int) -> int | None:
    """Return whom "efforts to reach" somebody sought."""
    for token in range(len(sentence)):
        inside = first <= sentence.start[token] < last
        if inside and sentence.low[token] in ("reach", "contact", "locate"):
            return sentence.child(token, "dobj")
    return None


def _message(sentence: Sentence, first: int) -> int | None:
    """Return the message that went without an answer: ", and an e-mail to the firm went"."""
    at = next((i for i in range(len(sentence)) if sentence.start[i] >= first), 0) - 1
    while at >= 0 and sentence.low[at] not in (",", ";", "and", "but"):
        if sentence.base[at] in MESSAGES and sentence.low[at + 1] in ("to", "with", "at", "by"):
            return at
        at -= 1
    return None


def _asked(sentence: Sentence, message: int) -> list[int]:
    """Return to whom a message went: what a "to", "with", "at" or "by" below it names."""
    below_it = {*sentence.subtree(message), message + 1}
    return [
        thing
        for below in sorted(below_it & set(range(len(sentence))))
        if sentence.low[below] in ("to", "with", "at", "by")
        for thing in sentence.children(below, "pobj")
    ]


def _subject(sentence: Sentence, first: int, last: int) -> int | None:
    """Return the subject of the verbs between two characters; for a country, its teller."""
    for token in range(len(sentence)):
        if not first <= sentence.start[token] < last:
            continue
        if sentence.is_verb(token) or sentence.tag[token] == "MD":
            subject = sentence.subject(token)
            if subject is None:
                continue
            seat = sentence.mention[subject]
            if seat is not None and seat.name.kind in ("seat", "country"):
                return teller(sentence, token) or subject
            return subject
    return None


def _sources(so_far: Findings, sentence: Sentence, tokens: Iterable[int]) -> list[Source]:
    """Return the sources that phrases stand for, those that are any."""
    found = (so_far.speakers.source(sentence, token) for token in tokens)
    return [source for source in found if source is not None]
