"""Numbers and names as a reader expects them in English."""

from __future__ import annotations

import math
from collections.abc import Iterable

_WITH_ARTICLE = (
    "united ",
    "netherlands",
    "czech republic",
    "philippines",
    "russian federation",
    "rest of",
    "european union",
    "republic of",
    "democratic republic",
    "dominican republic",
    "central african republic",
    "bahamas",
    "gambia",
    "maldives",
    "marshall islands",
    "solomon islands",
    "cayman islands",
    "faroe islands",
    "seychelles",
    "comoros",
)
MINUS = "\u2212"
THIN = "\u202f"  # a narrow space that does not break, between a number and its unit


def the(name: str) -> str:
    """Return a country's name with the article it takes inside a sentence."""
    return f"the {name}" if name.lower().startswith(_WITH_ARTICLE) else name


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the text as it stands inside a sentence: first letter small, but not of "IT"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def join(names: Iterable[str]) -> str:
    """Return names as "A", "A and B" or "A, B and C"."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 country", "3 countries"; small numbers as words."""
    size = "no" if number == 0 else said(number)
    return f"{size} {one if number == 1 else many or one + 's'}"


def said(number: int) -> str:
    """Return a count as a word up to ten, in figures beyond."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)


def rounded(value: float, figures: int = 2) -> str:
    """Return a number to so many significant figures, with commas, never as 1e+03."""
    if not math.isfinite(value):
        return "n/a"
    if value == 0:
        return "0"
    shown = round(value, figures - 1 - math.floor(math.log10(abs(value))))
    # 9.96 has become 10: count its figures again
    places = figures - 1 - math.floor(math.log10(abs(shown)))
    text = f"{abs(shown):,.{max(0, places)}f}"
    return (MINUS if shown < 0 else "") + text


def fixed(value: float, places: int = 2, sign: bool = True) -> str:
    """Return a number with fixed decimals for a table: +0.12, 0.00, and a real minus sign."""
    if not math.isfinite(value):
        return "n/a"
    text = f"{abs(value):,.{places}f}"
    if float(text.replace(",", "")) == 0:
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def decimals(values: Iterable[float], figures: int = 2, most: int = 4) -> int:
    """Return the decimals for a column that give its smallest number so many figures."""
    sizes = [abs(v) for v in values if math.isfinite(v) and v != 0]
    smallest = min(sizes, default=1.0)
    return min(most, max(0, figures - 1 - math.floor(math.log10(smallest))))


def places(values: Iterable[float]) -> int:
    """Return the decimals for a column of ratios or percentages: one number for all its cells.

    Two, so that 1.02 and 1.01 differ; three if the column has a value that two would hardly show;
    fewer only where all values are large.
    """
    sizes = [abs(v) for v in values if math.isfinite(v) and v != 0]
    smallest = min(sizes, default=1.0)
    return 0 if smallest >= 100 else 1 if smallest >= 10 else 2 if smallest >= 0.0945 else 3


def ratio(value: float) -> str:
    """Return a ratio for a sentence: 1.02, 0.79, 12.4, 0.0031."""
    if 0 < abs(value) < 0.0945:
        return rounded(value)
    return fixed(value, places([value]), sign=False)


def percent(value: float) -> str:
    """Return the size of a percentage for a sentence: 1.3 %, 0.042 %, under 0.001 %."""
    size = abs(value)
    if size == 0:
        return f"0{THIN}%"
    if size < 0.001:
        return f"under 0.001{THIN}%"
    return f"{rounded(size)}{THIN}%"


def dollars(billions: float) -> str:
    """Return the size of an amount for a sentence: USD 210 billion, USD 40 million."""
    size = abs(billions)
    if size >= 0.995:
        return f"USD {rounded(size, 2 if size < 100 else 3)} billion"
    if size >= 0.0005:
        return f"USD {rounded(size * 1000)} million"
    return "less than USD 1 million" if size > 0 else "USD 0"


def amount(billions: float) -> str:
    """Return an amount in USD billion for a table, with decimals where it is small."""
    size = abs(billions)
    return fixed(
        billions, 0 if size >= 99.95 else 1 if size >= 9.995 else 2 if size >= 0.0995 else 3
    )
