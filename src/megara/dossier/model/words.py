"""Where words that somebody quotes stand in a text, its quotation marks and spaces not counted.

A model that copies a sentence makes curly marks straight and a line break a space. Such words are
still those of the text, and the place found is of the text's own characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

SAME = {
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}  # fmt: skip
LONGEST = 4000  # characters of a quotation
MOST = 100  # places that are looked at


class Words:
    """The words of a text, to be looked up."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(
        self, quoted: str, without: tuple[tuple[int, int], ...] = ()
    ) -> tuple[int, int] | None:
        """Return the first and one past the last character of quoted words, None if not there.

        Parameters
        ----------
        quoted
            Whole words, in the text's letters and case, 4,000 characters at most.
        without
            Spans in which words do not count (junk).
        """
        if len(quoted) > LONGEST:
            return None
        for places in (self._all(quoted.strip()), self._all_plain(quoted)):
            for _, (start, end) in zip(range(MOST), places, strict=False):
                inside = any(start < last and end > first for first, last in without)
                if not inside and self._is_whole(start, end):
                    return start, end
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        """Say whether no word is cut at either end."""
        return not any(
            0 < at < len(self.text) and self.text[at - 1].isalnum() and self.text[at].isalnum()
            for at in (start, end)
        )

    def _all(self, wanted: str) -> Iterator[tuple[int, int]]:
        return ((at, at + len(wanted)) for at in _places(self.text, wanted))

    def _all_plain(self, wanted: str) -> Iterator[tuple[int, int]]:
        short = _plainly(wanted)[0].strip()
        plain, places = self._plain
        return ((places[at], places[at + len(short) - 1] + 1) for at in _places(plain, short))

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _plainly(self.text)


def _plainly(text: str) -> tuple[str, list[int]]:
    """Return a text with plain marks and single spaces, and the place of each of its characters."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for plain in SAME.get(letter, letter):
            shown = " " if plain.isspace() else plain
            if shown == " " and letters and letters[-1] == " ":
                continue
            letters.append(shown)
            places.append(at)
    return "".join(letters), places


def _places(text: str, wanted: str) -> Iterator[int]:
    """Yield where a string begins in a text; an empty one nowhere."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
