"""Letters without accents ("Orbán" is listed as "Orban"), or small, as many as there were."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that are no letter with a mark.
WHOLE = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
                       "ð": "d", "ß": "ss", "æ": "ae", "Æ": "AE", "þ": "th"})  # fmt: skip


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Return a word without accents; a word that has none is returned as it is."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(WHOLE))
    return "".join(part for part in parts if not unicodedata.combining(part)) or word


def small(text: str) -> str:
    """Return a text in lower case, as long as it was: "İ" would have two characters."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low
