"""Letters without their accents: "Orbán" is listed as "Orban", "Støre" as "Store"."""

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
