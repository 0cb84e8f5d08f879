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
        assert sorted(found.invited) == sorted(row["invited"].split())
    assert ",".join(found.level) == row["level"]
    assert found.agreed == {"TRUE": True, "FALSE": False, "": None}[row["agreed"]]
