"""What was said: the complement of the verb, or the sentence without its attribution.

The verb itself stays where its clause alone would tell something else: who "doubts the ban will
hurt Moscow" does not say that it will, and "China against doing so" is no clause without "warned".
"""

from __future__ import annotations

import re

from megara.dossier.claims.quotations import CLOSE, OPEN
from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence

LEFT_OVER = re.compile(r"^[\s,;:–—.-]+|[\s,;:–—-]+$")
JOINED = re.compile(r"^(that|and|but)\s+")

# Clauses of these are no statements: "questioned whether it would work".
ASKING = frozenset({"whether", "if", "why", "how", "what", "who", "where", "when", "which"})
SUPPOSING = frozenset({"if", "unless", "should", "once", "until", "were"})
# Subjects of whom none, or hardly any, says it: "Few analysts believe the ban will work".
NONE_OF_THEM = frozenset({"few", "no", "none", "nobody", "neither", "little", "hardly", "scarcely"})
# What opens the words themselves, right after the verb.
OPENING = (*OPEN, *",:;.-–—”")

# Verbs that need whom or where they tell it no more than their clause needs them.
TOLD = frozenset("say tell state write repeat inform add post report announce declare argue note "
                 "explain advise brief".split())  # fmt: skip
# When or where a speaker between commas says it: "..., she pointed out on Monday, ...".
ASIDE = re.compile(r"\s*(?:out|on|in|at|this|last|to|during|late|earlier)\b[^,“\"]{0,50},")
FAR = 14  # tokens from such a verb to its "that"


def content_of(sentence: Sentence, verb: int, subject: int, said: int | None, text: str) -> str:
    """Return what was said, by the clause that says it or by what stands beside the speaker."""
    offset = sentence.span[0]
    if said is not None:
        outside = set(sentence.subtree(subject)) | {verb}
        tokens = [i for i in sentence.subtree(said) if i not in outside]
        if tokens:
            first, last = tokens[0], tokens[-1]
            if not _tells_alone(sentence, verb, subject, said, first):
                return _with_verb(sentence, verb, subject, last, text)
            if first < verb < last:
                left = text[: sentence.start[min(subject, verb)] - offset]
                right = text[sentence.end[max(subject, verb)] - offset :]
                return tidy(left) + " " + tidy(right)
            told = tidy(text[sentence.start[first] - offset : sentence.end[last] - offset])
            if (
                sentence.low[0] in SUPPOSING
                and subject < verb
                and "," in (sentence.low[first - 1 : first + 1])
            ):
                # "If the cap holds, he said, prices will climb" does not say that they will
                opens = text[: sentence.start[sentence.subtree(subject)[0]] - offset].rstrip()
                return f"{tidy(opens)}, {told}" if opens.endswith(",") else told
            return told
    block = sorted({*sentence.subtree(subject), verb,
                    *sentence.children(verb, "aux", "advmod", "neg")})  # fmt: skip
    if block[0] > len(sentence) - block[-1]:
        return tidy(text[: sentence.start[block[0]] - offset])
    left = text[: sentence.start[block[0]] - offset].rstrip()
    right = text[sentence.end[block[-1]] - offset :].lstrip()
    if left.endswith(",") and right.startswith(",") and len(left.split()) > 2:
        return (
            f"{tidy(left)} {tidy(right)}"  # "Lithuania backs it, she said, while Malta hesitates"
        )
    after = text[sentence.end[max(subject, verb)] - offset :]
    if left and left[-1] in CLOSE and not any(mark in after for mark in OPEN):
        return tidy(left)  # "“The sooner the better,” he said on his way in"
    aside = ASIDE.match(after)
    if (
        aside is not None
        and left.endswith(",")
        and (after.lstrip().startswith("out") or _is_finite(sentence, block[0]))
    ):
        comma = "," if sentence.low[0] in SUPPOSING else ""
        return f"{tidy(left)}{comma} {after[aside.end() :].strip().rstrip(' .')}"
    if subject > verb or after.lstrip()[:1] in OPENING:
        return tidy(after) or tidy(text)
    that = _told(sentence, verb)
    if that is not None:
        return tidy(text[sentence.end[that] - offset :])
    return _with_verb(sentence, verb, subject, len(sentence) - 1, text)


def _is_finite(sentence: Sentence, last: int) -> bool:
    """Say whether a clause with a verb of its own stands before a token."""
    return any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in sentence.tag[:last])


def _told(sentence: Sentence, verb: int) -> int | None:
    """Return the "that" after whom, or where, something is told: "told a briefing that"."""
    if sentence.lemma[verb] not in TOLD or "that" not in sentence.present:
        return None
    for token in range(verb + 1, min(len(sentence) - 1, verb + FAR)):
        if sentence.low[token] == "that" and not sentence.quoted[token]:
            return token
        if sentence.is_verb(token) or sentence.words[token] in ",;:“":
            return None
    return None


def _tells_alone(sentence: Sentence, verb: int, subject: int, said: int, first: int) -> bool:
    """Say whether what a clause tells is what the speaker says."""
    if sentence.lemma[verb] in classes()["unheld"] or _by_none(sentence, subject):
        return False
    if sentence.tag[said] == "VB" and "to" in (sentence.low[k] for k in sentence.kids[said]):
        return False  # "expect the ban to hurt"
    if first < verb:
        return True
    marks = [k for k in sentence.children(said, "mark", "advmod", "dobj", "attr") if k < said]
    return not (first in marks and sentence.low[first] in ASKING)


def _by_none(sentence: Sentence, subject: int) -> bool:
    """Say whether none of the subject, or hardly any, says it."""
    if sentence.low[subject] in NONE_OF_THEM:
        return True
    return any(sentence.low[k] in NONE_OF_THEM for k in sentence.kids[subject] if k < subject)


def _with_verb(sentence: Sentence, verb: int, subject: int, last: int, text: str) -> str:
    """Return the verb with what belongs to it before it, up to a token; else the sentence."""
    if subject > verb or last < verb:
        return tidy(text)  # "The ban will hurt, they hope"
    before = [k for k in sentence.children(verb, "aux", "neg", "advmod") if subject < k < verb]
    first = min([verb, *before])
    if _by_none(sentence, subject):
        first = min(first, sentence.subtree(subject)[0])
    offset = sentence.span[0]
    return tidy(text[sentence.start[first] - offset : sentence.end[last] - offset])


def tidy(text: str) -> str:
    """Trim a content of the punctuation that its attribution left."""
    text = " ".join(text.split())
    text = JOINED.sub("", LEFT_OVER.sub("", text))
    if text[:1] in OPEN and text[-1:] not in CLOSE and text.count('"') % 2:
        text = text[1:]
    return text.rstrip(" .,") if not text.endswith(("U.S.", "U.K.")) else text
