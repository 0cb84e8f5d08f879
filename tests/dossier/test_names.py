"""Garbled names of office holders from single sentences: what is corrected, and what is not."""

import pytest

from megara.dossier.lexicon import rows
from megara.dossier.names.likeness import likeness_in_office
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

OPENING = """Powers discuss sanctions on Iran

GENEVA, March 8, 2023 (Reuters) - Envoys met on Wednesday to talk about sanctions on Iran.

"""


def corrected(sentence):
    """Return the names that a sentence after the opening has garbled, with the right ones."""
    dossier = read_intakes([take_in(OPENING + sentence, 1)], parser())
    return [(name.as_written, name.canonical) for name in dossier.corrected_names]


@pytest.mark.parametrize(
    ("sentence", "written", "right"),
    [
        ("Germany's chancellor, Olav Schultz, said no.", "Olav Schultz", "Olaf Scholz"),
        (
            "Japanese Prime Minister Fumeo Kisheeda said no.",
            "Fumeo Kisheeda",
            "Fumio Kishida",
        ),
        (
            "Ukraine's foreign minister, Dmitro Koolyeba, left.",
            "Dmitro Koolyeba",
            "Dmytro Kuleba",
        ),
        (
            "Polish Prime Minister Mateush Moravietski spoke.",
            "Mateush Moravietski",
            "Mateusz Morawiecki",
        ),
        (
            "European Commission President Ursula von der Lyon spoke.",
            "Ursula von der Lyon",
            "Ursula von der Leyen",
        ),
        (
            "South Korean President Yoon Sook Yeol spoke.",
            "Yoon Sook Yeol",
            "Yoon Suk Yeol",
        ),
        ("Energy Secretary Jenifer Granhom said no.", "Jenifer Granhom", "Jennifer Granholm"),
        (
            "Slovakia's president, Zusana Chaputova, said no.",
            "Zusana Chaputova",
            "Zuzana Caputova",
        ),
    ],
)
def test_office_and_country_tell_who_is_meant(sentence, written, right):
    assert corrected(sentence) == [(written, right)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chinese Vice Commerce Minister Wang Shouwen said no.",
        "Polish farmer Donald Tuskowski said no.",
        "Chilean poet Olav Schultz said no.",
        "The International Atomic Energy Agency and the International Energy Forum said no.",
    ],
)
def test_another_name_is_left_as_it_is(sentence):
    assert corrected(sentence) == []


def test_no_listed_office_holder_is_taken_for_a_colleague():
    people = rows("people")
    for one in people:
        for other in people:
            same = (one["party"], one["office"]) == (other["party"], other["office"])
            until = one["to"] or "9999"
            together = one["from"] <= other["from"] < until
            if same and together and one["name"] != other["name"]:
                assert likeness_in_office(one["name"], other["name"]) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Assets of the Iranian central bank would be frozen in Europe.",
        "Half of the central bank's reserves in Europe were moved.",
        "The central bank of a European country lost the case.",
    ],
)
def test_words_that_name_nothing_are_no_body(sentence):
    assert corrected(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "written", "right"),
    [
        ("Oil Minister Hardeep Singh Puree said no.", "Hardeep Singh Puree", "Hardeep Singh Puri"),
        ("Britain's Overseas Secretary James Cleverley left.", "James Cleverley", "James Cleverly"),
    ],
)
def test_an_office_may_go_by_another_word(sentence, written, right):
    assert (written, right) in corrected(sentence)
