"""People in no list: the run of proper nouns at a token, without the titles before the name."""

from __future__ import annotations

from megara.dossier.lexicon import roles
from megara.dossier.sentence import Sentence

PROPER = ("NNP", "NNPS")
PARTICLES = frozenset("al el bin ben ibn bint abu van von de der den da di del della dos du la le "
                      "los las ter ten zu af".split())  # fmt: skip
TITLES = frozenset(
    "mr mrs ms dr prof sen rep gen deputy foreign finance prime vice trade economy energy defence "
    "defense interior senior top former chief then acting assistant under state commerce treasury "
    "justice permanent special republican democratic central bank ministry department government "
    "presidential spokesman".split()
)


def full_name(sentence: Sentence, token: int, text: str) -> str | None:
    """Return the full name of an unlisted person at a token, as the text writes it."""
    if sentence.tag[token] not in PROPER or sentence.mention[token] is not None:
        return None
    first = last = token
    while first > 0 and _of_name(sentence, first - 1):
        first -= 1
    while last + 1 < len(sentence) and _of_name(sentence, last + 1):
        last += 1
    words = sentence.words[first : last + 1]
    while len(words) > 1 and words[0] == "-":
        words, first = words[1:], first + 1
    titles = [i for i, word in enumerate(words[:-1]) if _is_title(word)]
    if titles and words[-1].lower() not in roles():
        cut = titles[-1] + 1
        words, first = words[cut:], first + cut
    hyphenated = len(words) > 2 and words[-2] == "-"  # "Lim Jae-hyun"
    if not words or not (words[-1][0].isupper() or hyphenated):
        return None
    return text[sentence.start[first] : sentence.end[last]]


def _of_name(sentence: Sentence, token: int) -> bool:
    """Say whether a token can be part of a name: a proper noun, a hyphen or particle before one."""
    word = sentence.words[token]
    if sentence.mention[token] is not None:
        return False
    if word == "-":
        return 0 < token < len(sentence) - 1 and sentence.tag[token + 1] in PROPER
    if word in PARTICLES and word.islower():
        after = token + 1
        while after < len(sentence) - 1 and (
            sentence.words[after] in PARTICLES or sentence.words[after] == "-"
        ):
            after += 1
        return after < len(sentence) and sentence.tag[after] in PROPER
    return sentence.tag[token] in PROPER and word[0].isupper()


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in roles() or low in TITLES
