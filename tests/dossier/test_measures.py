"""Measures by single sentences: each rule over several wordings, none of them from a story."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from megara.dossier.lexicon import goods
from megara.dossier.measures.mentions.phrases import goods_in
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in
from megara.dossier.schema import Measure

TABLE = Path(__file__).parent / "sentences" / "measures.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def measures_of(sentence: str) -> list[Measure]:
    return read_intakes([take_in(sentence, 1)], parser()).measures


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:60])
def test_a_sentence_tells_one_measure(row: dict[str, str]) -> None:
    measures = measures_of(row["sentence"])
    read = [(m.kind, m.imposed_by, m.against, m.status) for m in measures]
    assert len(measures) == 1, read
    (measure,) = measures
    assert measure.kind in row["kind"].split("|"), read
    assert measure.status in row["status"].split("|"), read
    assert not row["by"] or set(row["by"].split("|")) & set(measure.imposed_by), read
    assert not row["against"] or row["against"] in measure.against, read


@pytest.mark.parametrize(
    "sentence",
    [
        "Refiners in India have stopped buying Russian oil.",
        "Moscow denies buying weapons from North Korea.",
        "If the EU bans Russian oil, prices will rise.",
        "The tariffs will hurt American coffee drinkers.",
        "Brussels has so far stopped short of tariffs on Chinese cars.",
        "Aid agencies halted convoys with food aid to Gaza.",
        "Ukrainian drones hit a refinery in Samara.",
        "Maersk will no longer sail to Russian ports.",
        "India will not reduce purchases of Russian oil.",
        "Police seized 20 tonnes of cocaine on a ship from Ecuador.",
        "Exports to Russia fell by a third after the sanctions.",
        "Germany will not send Taurus missiles to Ukraine.",
        "A sanctions lawyer in London declined to comment on Russia.",
    ],
)
def test_what_only_sounds_like_a_measure_is_none(sentence: str) -> None:
    assert measures_of(sentence) == []


def test_a_pronoun_brings_the_measure_further() -> None:
    text = "The EU has drawn up a ban on Russian gas. Ministers adopted it on Monday."
    assert [(m.kind, m.status) for m in measures_of(text)] == [("import_ban", "imposed")]


def test_the_longest_good_is_named() -> None:
    text = "It banned imports of palm oil, wine and dates from that date."
    [[sentence]] = parser().parse_many([("d", text, [(0, len(text))])])
    assert goods_in(sentence, 0, len(sentence)) == ["vegetable oil", "wine", "dates"]


def test_each_good_is_listed_once() -> None:
    for cues in goods().values():
        words = [cue.words for cue in cues]
        assert len({(cue.words, cue.value) for cue in cues}) == len(set(words))
