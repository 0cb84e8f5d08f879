"""The office holders of ``people.csv``: dates in order, no office held twice at once."""

from collections import defaultdict
from itertools import pairwise

import pytest

from megara.dossier.gazetteer import COMMON, surname
from megara.dossier.lexicon import names, rows
from megara.dossier.parse import parser

PEOPLE = rows("people")
PARTIES = {row["iso3"] for row in rows("countries")} | {row["name"] for row in rows("blocs")}
PARTIES |= {row["party"] for row in rows("bodies")} | {"ECB"}
WORDS = frozenset("west cable holder fast english levy grant run power key may rice".split())


def test_no_dates_are_reversed():
    assert [row for row in PEOPLE if row["to"] and row["to"] <= row["from"]] == []


def test_nobody_holds_an_office_twice_at_once():
    held = defaultdict(list)
    for row in PEOPLE:
        held[row["name"], row["party"], row["office"]].append((row["from"], row["to"]))
    for who, times in held.items():
        for (_, until), (since, _) in pairwise(sorted(times)):
            assert until, who
            assert until <= since, who


def test_everybody_speaks_for_a_party_in_a_known_role():
    assert {row["role"] for row in PEOPLE} == {"official", "spokesperson", "expert"}
    assert {row["party"] for row in PEOPLE} - PARTIES == set()


def test_surnames_that_are_words_are_not_enough_alone():
    alone = {surname(row["name"]).lower() for row in PEOPLE} - COMMON
    assert alone & WORDS == set()


def test_aliases_differ_from_the_name():
    assert [row["name"] for row in PEOPLE if row["name"] in names(row["aliases"])] == []


@pytest.mark.parametrize(
    ("name", "day", "party"),
    [
        ("Stubb", "2014-09-01", "FIN"),
        ("Cameron", "2014-07-30", "GBR"),
        ("Churkin", "2014-03-15", "RUS"),
        ("Dlamini-Zuma", "2015-05-01", "African Union"),
        ("Van Rompuy", "2014-03-20", "EU"),
        ("Rajoy", "2017-10-01", "ESP"),
        ("Faymann", "2014-07-29", "AUT"),
    ],
)
def test_a_surname_tells_who_was_in_office(name, day, party):
    words = [*parser().gazetteer._split(name), "spoke"]
    found = parser().gazetteer.find(words, [word.lower() for word in words], day, {})
    assert [mention.name.party for mention in found] == [party]
