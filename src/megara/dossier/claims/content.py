"""What was said: the complement of the verb, or the sentence without its attribution."""

from __future__ import annotations

import re

from megara.dossier.claims.quotations import CLOSE, OPEN
from megara.dossier.sentence import Sentence

LEFT_OVER = re.compile(r"^[\s,;:–—.-]+|[\s,;:–—-]+$")
JOINED = re.compile(r"^(that|and|but)\s+")


def content_of(sentence: Sentence, verb: int, subject: int, said: int | None, text: str) -> str:
    """Return what was said, by the clause that says it or by what stands beside the speaker."""
    offset = sentence.span[0]
    if said is not None:
        outside = set(sentence.subtree(subject)) | {verb}
        tokens = [i for i in sentence.subtree(said) if i not in outside]
        if tokens:
            first, last = tokens[0], tokens[-1]
            if first < verb < last:
                left = text[: sentence.start[min(subject, verb)] - offset]
                right = text[sentence.end[max(subject, verb)] - offset :]
                return tidy(left) + " " + tidy(right)
            return tidy(text[sentence.start[first] - offset : sentence.end[last] - offset])
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
    return tidy(after) or tidy(text)


def tidy(text: str) -> str:
    """Trim a content of the punctuation that its attribution left."""
    text = " ".join(text.split())
    text = JOINED.sub("", LEFT_OVER.sub("", text))
    if text[:1] in OPEN and text[-1:] not in CLOSE and text.count('"') % 2:
        text = text[1:]
    return text.rstrip(" .,") if not text.endswith(("U.S.", "U.K.")) else text
