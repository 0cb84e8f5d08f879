"""What a text fears, doubts, hopes or denies is told of nobody as done: each list from sentences.

Each text is read alone. A column of ``sentences/inversions.csv`` lists all that the text tells,
with bars between; "*" says nothing of that list.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

SENTENCES = Path(__file__).parent / "sentences"
ROWS = list(csv.DictReader((SENTENCES / "inversions.csv").open(encoding="utf-8")))
CONTENTS = list(csv.DictReader((SENTENCES / "contents.csv").open(encoding="utf-8")))
OPENING = "Envoys met in Geneva on Wednesday to talk about sanctions on Iran.\n\n"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_no_meaning_is_turned_round_or_made_up(row: dict[str, str]) -> None:
    dossier = read_intakes([take_in(row["text"], 1)], parser())
    told = {
        "positions": [f"{p.party} {p.stance}" for p in dossier.positions],
        "measures": [
            f"{'+'.join(m.imposed_by)} > {'+'.join(m.against)}: {m.kind} {m.status}"
            for m in dossier.measures
        ],
        "triggers": [f"{t.actor}: {t.action} > {t.recipient}" for t in dossier.triggers],
    }
    for name, found in told.items():
        if row[name] != "*":
            wanted = row[name].split(" | ") if row[name] else []
            assert sorted(found) == sorted(wanted), name


@pytest.mark.parametrize("row", CONTENTS, ids=lambda row: row["sentence"][:50])
def test_a_content_says_what_its_speaker_says(row: dict[str, str]) -> None:
    dossier = read_intakes([take_in(OPENING + row["sentence"], 1)], parser())
    assert [c.content for c in dossier.claims] == ([row["content"]] if row["content"] else [])
