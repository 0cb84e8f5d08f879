"""Who imposes a measure on whom: each rule over several wordings, none of them from a story."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in
from megara.dossier.schema import Measure

TABLE = Path(__file__).parent / "sentences" / "sides.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def measures_of(text: str) -> list[Measure]:
    return read_intakes([take_in(text, 1)], parser()).measures


def parties(field: str) -> set[str]:
    return {party for party in field.split("|") if party}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:60])
def test_a_sentence_tells_by_whom_and_against_whom(row: dict[str, str]) -> None:
    read = [(set(m.imposed_by), set(m.against)) for m in measures_of(row["sentence"])]
    assert (parties(row["by"]), parties(row["against"])) in read


def test_what_a_package_does_is_of_the_bloc_not_of_who_spoke_last() -> None:
    text = (
        "The EU on Monday adopted sanctions on Belarus. Member states agreed on them in Brussels.\n"
        "\nThe package was adopted once Slovakia had dropped its objections. "
        "It forbids the purchase of Belarusian timber."
    )
    bans = [m for m in measures_of(text) if m.kind == "import_ban"]
    assert [m.imposed_by for m in bans] == [["EU"]]


def test_measures_on_different_goods_are_kept_apart() -> None:
    text = "Peru has banned imports of Chilean wine.\n\nPeru has banned imports of Chilean copper."
    assert [m.goods for m in measures_of(text)] == [["wine"], ["copper"]]


def test_a_vague_word_for_what_is_in_force_is_no_measure_of_its_own() -> None:
    text = (
        "Canada has frozen the assets of two Haitian senators.\n\n"
        "Canada has banned exports of weapons to Haiti.\n\n"
        "The senators live in the capital.\n\nTheir lawyers have complained.\n\n"
        "Canada imposed the sanctions on Haiti last year."
    )
    assert "unspecified" not in [m.kind for m in measures_of(text)]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Chile has banned exports of raw copper to feed its own smelters.", []),
        ("Chile has halted exports of copper to Peru.", ["PER"]),
    ],
)
def test_exports_may_be_cut_to_nobody_in_particular(text: str, against: list[str]) -> None:
    read = [m.against for m in measures_of(text) if m.kind == "export_control"]
    assert read == [against]


def test_where_ministers_meet_is_not_the_target() -> None:
    text = (
        "Togo's army seized power on Monday.\n\n"
        "Meeting in the Ghanaian capital on Sunday, the heads of state of ECOWAS froze the assets "
        "of the officers and closed land borders with Togo."
    )
    assert {p for m in measures_of(text) for p in m.against} == {"TGO"}


@pytest.mark.parametrize(
    ("text", "by", "against"),
    [
        (
            "The EU froze the assets of two Serbian judges on Monday.\n\n"
            "Serbia's president said that his country would not bow to sanctions.",
            ["EU"],
            ["SRB"],
        ),
        (
            "Canada froze the assets of two Haitian senators on Monday.\n\n"
            "Haiti's prime minister has backed the listings.",
            ["CAN"],
            ["HTI"],
        ),
        (
            "The U.N. Security Council adopted a resolution on South Sudan on Friday.\n\n"
            "The text bans the sale of weapons to the country.\n\n"
            "It also freezes the assets of two generals.",
            ["UN"],
            ["SSD"],
        ),
    ],
)
def test_who_is_struck_does_not_impose_what_he_speaks_of(
    text: str, by: list[str], against: list[str]
) -> None:
    assert {(*m.imposed_by, *m.against) for m in measures_of(text)} == {(*by, *against)}


def test_what_the_struck_answer_with_stays_theirs() -> None:
    text = (
        "The EU froze the assets of two Belarusian judges on Monday.\n\n"
        "Belarus hit back with a ban on European trucks."
    )
    assert (["BLR"], ["EU"]) in [(m.imposed_by, m.against) for m in measures_of(text)]


def test_a_member_whom_a_sentence_does_not_name_acts_for_its_bloc() -> None:
    text = (
        "The EU banned imports of Russian diamonds on Monday.\n\n"
        "The EU has also banned exports of lasers to Russia.\n\n"
        "Belgian minister Hadja Lahbib arrived in Brussels.\n\n"
        "They extended the travel ban on Russian judges."
    )
    assert all(m.imposed_by == ["EU"] for m in measures_of(text))
