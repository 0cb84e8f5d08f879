"""Whom a phrase stands for, and which senders are for their measures.

Each text stands after an opening that tells of sanctions by the United States on Iran.
"""

import csv
from pathlib import Path

import pytest

from megara.dossier.positions import positions_of
from tests.dossier.by_rules import by_rules

OPENING = """Sanctions on Iran discussed

GENEVA, March 8, 2023 (Reuters) - Envoys met on Wednesday to talk about sanctions on Iran.

"""
ROWS = list(
    csv.DictReader((Path(__file__).parent / "sentences/holders.csv").open(encoding="utf-8"))
)


def stances(text):
    """Return what the rules tell of a text after the opening, as "ISO3 stance"."""
    read = by_rules(OPENING + text)
    return {f"{p.party} {p.stance}" for p in positions_of(read.story, read.told)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_whom_a_phrase_stands_for(row):
    assert stances(row["text"]) == {one for one in row["stances"].split("|") if one}
