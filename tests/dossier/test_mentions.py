"""Mentions of measures by single sentences: found at all, of the right kind, with their goods."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from megara.dossier.intake import take_in
from megara.dossier.measures import Anchor, Instruments
from megara.dossier.parse import parser
from megara.dossier.story import Story

TABLE = Path(__file__).parent / "sentences" / "mentions.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def mentions_in(sentence: str) -> list[Anchor]:
    intake, tools = take_in(sentence, 1), parser()
    [parsed] = tools.parse_many([(intake.document.id, intake.text, intake.paragraphs)])
    instruments = Instruments(Story(intake, parsed, tools.gazetteer))
    instruments.read()
    return instruments.anchors


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:60])
def test_a_mention_is_found_with_its_kind(row: dict[str, str]) -> None:
    assert row["kind"] in [anchor.kind for anchor in mentions_in(row["sentence"])]


@pytest.mark.parametrize(
    ("sentence", "goods"),
    [
        ("Norway may ban exports of telegraph poles to Russia.", ["telegraph poles"]),
        ("Britain banned imports of goods made in Israeli settlements.",
         ["goods made in Israeli settlements"]),
        ("The EU wants duties on Russian wicker baskets.", ["wicker baskets"]),
        ("Ankara halted shipments of steel and cement to Israel.", ["steel", "cement"]),
    ],
)  # fmt: skip
def test_goods_are_named_as_listed_or_as_told(sentence: str, goods: list[str]) -> None:
    found = [good for anchor in mentions_in(sentence) for good in anchor.goods]
    assert found == goods


@pytest.mark.parametrize(
    "sentence",
    [
        "The company has not been able to sell its machines for a year.",
        "Ukrainian drones hit a refinery in Samara.",
        "Turkey closed its embassy in Damascus in 2012.",
        "Traders stopped buying Iranian crude when the discount narrowed.",
        "The minister said he could not buy bread without queueing.",
        "Russia's central bank cut its key rate to 15 percent.",
        "No evidence has been provided to support these claims, the spokesman said.",
        "Demand came from Russia's need for products it can no longer purchase directly.",
        "Washington should bear the duty of protecting civilians.",
        "He did not say whether Ankara would retaliate.",
        "Iran would retaliate with missiles, a general said.",
        "The government had not approved any arms shipment to Russia.",
        "Prices of Russian oil rose 15 percent on Tuesday.",
    ],
)
def test_what_only_sounds_like_one_is_no_mention(sentence: str) -> None:
    assert mentions_in(sentence) == []
