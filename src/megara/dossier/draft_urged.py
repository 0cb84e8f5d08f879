"""Who is asked to act in a planned measure, and who asks: "The U.S. is urging Japan to stop sales".

The measure is read as Japan's, which it would be; but Japan is asked, and the United States asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from megara.dossier.draft_stances import Members
from megara.dossier.draft_words import countries_named, either, names_of
from megara.dossier.lexicon import forms_of, rows
from megara.dossier.schema import Measure


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of the verbs of asking and of whom they ask, up to what they ask."""
    told = {form for row in rows("urging") for form in forms_of(row["verb"])}
    return re.compile(rf"\b(?:{either(told)})\s+(?P<whom>[^.;:]{{2,160}}?)\s+"
                      r"(?:to|into|not to|for)\b", re.I)  # fmt: skip


def urged(measures: Sequence[Measure], members: Members) -> set[str]:
    """Return the parties that are asked to take part in measures read as theirs.

    Parameters
    ----------
    measures
        The planned measures.
    members
        Gives the countries of a party.
    """
    return {
        party
        for measure in measures
        for told in _asks(measure)
        for party in measure.imposed_by
        if countries_named(told["whom"]) & set(members(party))
        or re.search(rf"\b{re.escape(party)}\b", told["whom"])
    }


def urging(measure: Measure) -> set[str]:
    """Return the countries that ask others to act in a measure: the last one named before."""
    found = set()
    for told in _asks(measure):
        before = told.string[: told.start()]
        named = {
            iso3: max(m.end() for m in names_of(iso3).finditer(before))
            for iso3 in countries_named(before)
        }
        own = countries_named(told["whom"])
        if named and own & set(measure.imposed_by) and not own & set(named):
            found.add(max(named, key=lambda iso3: named[iso3]))
    return found


def _asks(measure: Measure) -> Iterator[re.Match[str]]:
    for evidence in measure.evidence:
        yield from _pattern().finditer(evidence.text)
