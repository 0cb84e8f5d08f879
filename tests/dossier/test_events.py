"""Events from single sentences: the day by the tense of its clause, kind, parties, place."""

import csv
from pathlib import Path

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

OPENING = "News\n\nBRUSSELS, Nov. 24, 2022 (Agency) - A report.\n\n"  # a Thursday


def events(sentence):
    """Return date, kind and place of the events that a sentence tells after the opening."""
    found = read_intakes([take_in(OPENING + sentence, 1)], parser()).events
    return [(event.date, event.kind, event.place) for event in found]


def told():
    """Return the sentences of ``sentences/events.csv`` with the event that each tells, if any."""
    text = (Path(__file__).parent / "sentences" / "events.csv").read_text("utf-8")
    return list(csv.DictReader(text.split("\n")))


@pytest.mark.parametrize("row", told(), ids=lambda row: row["sentence"][:50])
def test_what_happens_on_a_date(row):
    found = read_intakes([take_in(OPENING + row["sentence"], 1)], parser()).events
    if not row["kind"]:
        assert found == []
        return
    parties = {party.replace("_", " ") for party in row["parties"].split()}
    assert (row["date"], row["kind"], parties) in [
        (event.date, event.kind, set(event.parties)) for event in found
    ]


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
    ("sentence", "wanted"),
    [
        ("Iran and Russia met on Friday. They signed a pact the same day.", "2022-11-18"),
        ("Envoys said on Thursday, two days after the summit of the G7, that it was over.",
         "2022-11-22"),
        ("Iran's envoy arrived on Monday and left Moscow a day later.", "2022-11-22"),
    ],
)  # fmt: skip
def test_a_day_may_be_told_by_another(sentence, wanted):
    assert wanted in [event[0] for event in events(sentence)]


def test_a_place_is_no_party():
    found = read_intakes(
        [take_in(OPENING + "EU ministers will discuss the list in Luxembourg on Monday.", 1)],
        parser(),
    ).events
    assert [(event.parties, event.place) for event in found] == [(["EU"], "Luxembourg")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Its minister last week called the idea harmful.",
        "Britain, which left the bloc in January, is drawing up a list.",
    ],
)
def test_what_is_no_event_is_left(sentence):
    assert events(sentence) == []
