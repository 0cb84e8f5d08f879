"""Where unlisted proper names stand: runs of words with a capital, joined by hyphens or "al"."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.sentence import Sentence

PARTICLES = frozenset("al el bin ben ibn van von de der den da di du la le los las".split())


def runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the runs of unlisted proper names in a sentence."""
    last, end = 0, len(sentence)
    for at, word in enumerate(sentence.words):
        if at < last or not (word[0].isupper() and _proper(sentence, at)):
            continue
        last = at
        while last < end and _goes_on(sentence, at, last):
            last += 1
        yield at, last


def _goes_on(sentence: Sentence, first: int, token: int) -> bool:
    """Say whether a token goes on with the name that began at the first."""
    words = sentence.words
    if _proper(sentence, token):
        return True
    if token == first:
        return False
    if words[token] == "-" and _joined(sentence, token):
        return True
    if words[token - 1] == "-" and token - first > 1 and _joined(sentence, token - 1):
        return words[token].isalpha()
    after_hyphen = token > first + 1 and words[token - 1] == "-" and words[token].isalpha()
    if after_hyphen and _joined(sentence, token - 1):
        return True
    return _is_particle(sentence, token)


def _is_particle(sentence: Sentence, token: int) -> bool:
    """Say whether a token is a particle with a name after it ("Mohammed bin Salman")."""
    after = token
    while after < len(sentence) and (
        sentence.words[after] in PARTICLES
        or (after > token and sentence.words[after] == "-" and _joined(sentence, after))
    ):
        after += 1
    return after > token and after < len(sentence) and _proper(sentence, after)


def _joined(sentence: Sentence, hyphen: int) -> bool:
    """Say whether a hyphen stands without spaces between two words."""
    return (
        0 < hyphen < len(sentence) - 1
        and sentence.end[hyphen - 1] == sentence.start[hyphen]
        and sentence.end[hyphen] == sentence.start[hyphen + 1]
    )


def _proper(sentence: Sentence, token: int) -> bool:
    return (
        sentence.tag[token] in ("NNP", "NNPS", "NN", "JJ", "FW", "VBN", "VBD")
        and sentence.words[token][0].isupper()
        and _unlisted(sentence, token)
        and sentence.words[token].replace("’", "").replace("'", "").isalpha()
        and len(sentence.words[token]) > 1
        and (token > 0 or sentence.tag[token] in ("NNP", "NNPS"))
    )


def _unlisted(sentence: Sentence, token: int) -> bool:
    """Say whether no list has the name, or only one word of a longer one: "Yoon" Suk Yool."""
    mention = sentence.mention[token]
    if mention is None:
        return True
    if mention.name.kind != "person" or mention.last - mention.first > 1:
        return False
    after = token + 1
    return (
        after < len(sentence)
        and sentence.mention[after] is None
        and sentence.tag[after] in ("NNP", "NNPS")
        and sentence.words[after].isalpha()
    )
