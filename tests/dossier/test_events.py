"""Events from single sentences: the day by the tense of its clause, the kind, the place."""

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

OPENING = "News\n\nBRUSSELS, Nov. 24, 2022 (Agency) - A report.\n\n"  # a Thursday


def events(sentence):
    """Return date, kind and place of the events that a sentence tells after the opening."""
    found = read_intakes([take_in(OPENING + sentence, 1)], parser()).events
    return [(event.date, event.kind, event.place) for event in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Envoys broke off talks on Wednesday and will try again.", ("2022-11-23", "meeting")),
        (
            "Ministers are to take it up at a meeting in Berlin on Monday.",
            ("2022-11-28", "meeting"),
        ),
        ("Leaders meet later in Rome on Friday.", ("2022-11-25", "meeting")),
        ("The ban on Russian crude starts on Dec. 5.", ("2022-12-05", "imposition")),
        ("A paper circulated on Monday lists two steps.", ("2022-11-21", "statement")),
        ("New Delhi blames Pakistan for the April 22 attack.", ("2022-04-22", "other")),
        ("Colombia wants nothing to be done before the November 30 vote.", ("2022-11-30", "vote")),
        ("The measure took effect in June.", ("2022-06", "imposition")),
    ],
)
def test_a_day_is_told_by_the_tense_of_its_clause(sentence, wanted):
    assert wanted in [event[:2] for event in events(sentence)]


def test_the_place_may_stand_beside_the_verb():
    assert events("The minister said in Athens on Tuesday after a meeting.")[0][2] == "Athens"


@pytest.mark.parametrize(
    "sentence",
    [
        "Its minister last week called the idea harmful.",
        "Britain, which left the bloc in January, is drawing up a list.",
    ],
)
def test_what_is_no_event_is_left(sentence):
    assert events(sentence) == []
