"""Which language a text is in, by its script and its commonest words (``data/languages.csv``)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from megara.dossier.lexicon import rows

WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 500  # words
FEWEST = 12  # words; with fewer nothing is said
SCRIPTS = {
    "CYRILLIC": "ru",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "THAI": "th",
}


@cache
def _words() -> dict[str, frozenset[str]]:
    return {row["code"]: frozenset(row["words"].split()) for row in rows("languages")}


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0]


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language, or None if there are too few words to tell."""
    found = WORD.findall(text[: LOOKED_AT * 12])[:LOOKED_AT]
    letters: Counter[str] = Counter()
    for first, times in Counter([word[0] for word in found]).items():
        letters[_script(first)] += times
    if not letters:
        return None
    script, most = letters.most_common(1)[0]
    if script in SCRIPTS and most * 2 > len(found):
        japanese = letters["HIRAGANA"] + letters["KATAKANA"]
        return "ja" if script == "CJK" and japanese * 5 > most else SCRIPTS[script]
    if len(found) < FEWEST:
        return None
    counts = Counter([word.lower() for word in found])
    scores = {
        code: sum(counts.get(word, 0) for word in words) / len(found)
        for code, words in _words().items()
    }
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] >= 0.08 else None


def language_name(code: str) -> str:
    """Return a language's English name."""
    return {row["code"]: row["name"] for row in rows("languages")}.get(
        code,
        {"ru": "Russian or another language in Cyrillic", "zh": "Chinese", "ja": "Japanese",
         "ko": "Korean", "ar": "Arabic or another language in its script", "he": "Hebrew",
         "el": "Greek", "hi": "Hindi", "th": "Thai"}.get(code, code),
    )  # fmt: skip
