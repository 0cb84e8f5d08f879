"""Names of countries in any usual spelling, as ISO3 codes.

The spellings are those of country_converter: names, official names, ISO2, ISO3 and UN numbers and
its regular expressions for the rest. Those expressions search anywhere in a text ("N. Ireland"
finds Ireland, "China and Russia" finds both), so a find counts only if it is the only one and
every word of the text belongs to that country.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from megara.errors import UsageError

REST_OF_WORLD = "ROW"

# Usual spellings that country_converter does not know; by their words, without accents and case.
_ALSO = {
    "america": "USA",
    "britain": "GBR",
    "holland": "NLD",
    "rok": "KOR",
    "dprk": "PRK",
    "saudi": "SAU",
    "aotearoa": "NZL",
    "emirates": "ARE",
    "turkey": "TUR",
    "kyrgyz republic": "KGZ",
    "slovak republic": "SVK",
    "swaziland": "SWZ",
    "burma": "MMR",
    "macedonia": "MKD",
    "uae": "ARE",
    "drc": "COD",
    "lao pdr": "LAO",
    "ivory coast": "CIV",
    "macao": "MAC",
    "macao sar china": "MAC",
    "hong kong china": "HKG",
    "hong kong sar china": "HKG",
    "chinese taipei": "TWN",
    "venezuela rb": "VEN",
    "korea south": "KOR",
    "korea north": "PRK",
    "row": REST_OF_WORLD,
    "rest of world": REST_OF_WORLD,
    "rest of the world": REST_OF_WORLD,
}

# Words that say what kind of state it is, and so belong to every country's name.
_ANY_COUNTRY = frozenset(
    {"the", "of", "and", "a", "s", "republic", "rep", "democratic", "dem", "people", "peoples"}
    | {"state", "states", "kingdom", "federation", "federal", "fed", "islamic", "arab"}
    | {"socialist", "sar", "plurinational", "bolivarian", "commonwealth"}
)


def _words(text: str) -> str:
    """Return the words of a text in lower case, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain.replace("'", " ")))


@cache
def _converter() -> Any:
    """Return the CountryConverter, made on first use (pandas takes a second to import)."""
    import pandas as pd
    from country_converter.country_converter import COUNTRY_DATA_FILE, CountryConverter

    # Its own way of reading the table loses Namibia's "NA" under pandas 3; as plain text none is.
    table = pd.read_csv(COUNTRY_DATA_FILE, sep="\t", dtype=str, keep_default_na=False)
    table["obsolete"] = table["obsolete"].replace("", None)
    return CountryConverter(country_data=table)


@cache
def _names() -> dict[str, str]:
    """Return the name for readers of every country, by ISO3."""
    data = _converter().data
    listed = {i: str(n) for i, n in zip(data["ISO3"], data["name_short"], strict=True) if i}
    return {**listed, REST_OF_WORLD: "Rest of the world"}


@cache
def _spellings() -> dict[str, str]:
    """Return ISO3 by exact spelling: codes, short and official names, and ``_ALSO``."""
    data = _converter().data
    found: dict[str, str] = {}
    for column in ("name_official", "name_short", "ISO3"):
        for text, iso3 in zip(data[column], data["ISO3"], strict=True):
            if text and iso3:
                found[_words(text)] = str(iso3)
    for pattern, iso3 in zip(data["ISO2"], data["ISO3"], strict=True):
        for code in re.findall(r"[A-Z]{2}", pattern):
            found[_words(code)] = str(iso3)
    return {**found, **_ALSO}


@cache
def _vocabulary(iso3: str) -> frozenset[str]:
    """Return the words that may stand in a spelling of this country."""
    data = _converter().data
    row = data[data["ISO3"] == iso3].iloc[0]
    # A word or an initial written in the country's own expression is one of its spellings.
    written = re.sub(r"\(\?!.*?\)", " ", str(row["regex"])).replace("\\b", " ")
    words = _words(f"{row['name_short']} {row['name_official']} {written}")
    return _ANY_COUNTRY | frozenset(words.split())


def known(iso3: str) -> bool:
    """Say whether a text is an ISO3 code (or ``ROW``), as written."""
    return iso3 in _names()


def country_name(iso3: str) -> str:
    """Return the short English name of a country by ISO3; the code itself where unknown."""
    return _names().get(iso3, iso3)


def iso3(name: str) -> str:
    """Return the ISO3 code of a country named in any usual spelling.

    Parameters
    ----------
    name
        A name, official name, ISO2 or ISO3 code, in any case; ``ROW`` or "rest of the world".

    Raises
    ------
    UsageError
        If no country or more than one is meant; the message names the nearest known one.
    """
    found = _find(name)
    if found:
        return found
    shown = name if len(name) <= 60 else name[:57] + "..."
    raise UsageError(f"unknown country {shown!r}{_suggestion(name)}")


@cache
def _find(name: str) -> str:
    """Return the ISO3 code meant, or an empty text."""
    words = _words(name)
    if not words or len(words) > 80:
        return ""
    exact = _spellings().get(words) or _spellings().get(words.removeprefix("the "))
    if not exact and re.fullmatch(r"([^\W_] )+[^\W_]", words):
        exact = _spellings().get(words.replace(" ", ""))  # U.S.A.
    if exact:
        return exact
    data = _converter().data
    hits = {
        str(data["ISO3"].iloc[i])
        for i, expression in enumerate(_converter().regexes)
        if expression.search(name.strip())
    }
    if len(hits) != 1:
        return ""
    (hit,) = hits
    return hit if set(words.split()) <= _vocabulary(hit) else ""


def _suggestion(name: str) -> str:
    from rapidfuzz import fuzz, process

    words = _words(name)[:80]
    near = process.extractOne(words, list(_spellings()), scorer=fuzz.ratio, score_cutoff=55)
    if not words or near is None:
        return "; use an ISO3 code such as CHN, or a name"
    code = _spellings()[near[0]]
    return f"; did you mean {code} ({country_name(code)})?"
