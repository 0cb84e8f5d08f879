"""The consultation from single sentences: who asks whom, at which level, how far it is."""

import csv
from pathlib import Path

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in


def told():
    """Return the sentences of ``sentences/consultations.csv`` with what each tells."""
    text = (Path(__file__).parent / "sentences" / "consultations.csv").read_text("utf-8")
    return list(csv.DictReader(text.split("\n")))


def consultation(sentence):
    """Return the consultation of one sentence after a heading that tells nothing."""
    text = "News\n\nBRUSSELS, March 3 (Agency) - A report.\n\n" + sentence
    return read_intakes([take_in(text, 1)], parser()).consultation


@pytest.mark.parametrize("row", told(), ids=lambda row: row["sentence"][:50])
def test_who_sounds_out_whom(row):
    found = consultation(row["sentence"])
    assert found.stage in row["stage"].split("|")
    if row["stage"] != "none":
        assert sorted(found.initiator) == sorted(row["initiator"].split())
        invited = [party.replace("_", " ") for party in row["invited"].split()]
        assert sorted(found.invited) == sorted(invited)
    assert ",".join(found.level) == row["level"]
    assert found.agreed == {"TRUE": True, "FALSE": False, "": None}[row["agreed"]]


def test_what_was_asked_in_a_year_long_gone_is_no_consultation():
    text = "In 2012 Washington consulted Tokyo for months on the sanctions against Iran."
    now = read_intakes([take_in(text, 1, published="2012-06-01")], parser())
    later = read_intakes([take_in(text, 1, published="2022-06-01")], parser())
    assert now.consultation.invited == ["JPN"]
    assert later.consultation.stage == "none"


def test_talks_that_resume_are_no_longer_broken_off():
    broken = "Talks between Washington and Tokyo on sanctions against Myanmar broke down on Monday."
    again = " On Friday Washington and Tokyo resumed the talks on sanctions."
    assert consultation(broken).stage == "collapsed"
    assert consultation(broken + again).stage == "ongoing"
