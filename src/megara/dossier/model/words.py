"""Where words that somebody quotes stand in a text, its quotation marks and spaces not counted.

A model that copies a sentence makes curly marks straight and a line break a space. Such words are
still those of the text, and the place found is of the text's own characters.
"""

from __future__ import annotations

from functools import cached_property

SAME = {
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}  # fmt: skip


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
            The words, in the text's letters and case.
        without
            Spans in which words do not count (junk).
        """
        wanted = quoted.strip()
        for start, end in (*self._all(wanted), *self._all_plain(wanted)):
            if not any(start < last and end > first for first, last in without):
                return start, end
        return None

    def _all(self, wanted: str) -> list[tuple[int, int]]:
        return [(at, at + len(wanted)) for at in _places(self.text, wanted)]

    def _all_plain(self, wanted: str) -> list[tuple[int, int]]:
        plain, places = self._plain
        short = _plainly(wanted)[0].strip()
        return [(places[at], places[at + len(short) - 1] + 1) for at in _places(plain, short)]

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


def _places(text: str, wanted: str) -> list[int]:
    """Return where a string begins in a text; an empty one nowhere."""
    found: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found
