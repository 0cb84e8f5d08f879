"""Names of bodies in which one word was swapped or misspelt."""

import pytest

from megara.dossier.lexicon import names, rows
from megara.dossier.names.swapped import LONGEST, RUN, _parts
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in


def corrected(text):
    dossier = read_intakes([take_in("WASHINGTON, May 3, 2024 - " + text, 1)], parser())
    return {(name.as_written, name.canonical) for name in dossier.corrected_names}


@pytest.mark.parametrize(
    ("text", "written", "canonical"),
    [
        ("Elias Brandt of the Center for a New American Safety said that sanctions would fail.",
         "Center for a New American Safety", "Center for a New American Security"),
        ("The State Division declined to comment on the sanctions.",
         "State Division", "State Department"),
        ("The White Home said it would impose sanctions on Russia.", "White Home", "White House"),
        ("The Peterson Institute for Worldwide Economics opposed the tariffs, an analyst said.",
         "Peterson Institute for Worldwide Economics",
         "Peterson Institute for International Economics"),
        ("An analyst at the International Crises Group said the embargo would fail.",
         "International Crises Group", "International Crisis Group"),
    ],
)  # fmt: skip
def test_the_body_is_known_by_its_other_words(text, written, canonical):
    assert (written, canonical) in corrected(text)


@pytest.mark.parametrize("text", [
    "The White House said it would impose sanctions on Russia.",
    "The External Affairs Minister said that India opposed the tariffs.",
    "The European Foreign Bank said it opposed the tariffs.",
    "The Home Office said it would bar them. The State Bank was put on the list.",
    "The International Monetary Fund and the World Bank opposed the tariffs.",
    "An analyst at the Centre for a New American Security said that sanctions would fail.",
    "The US Defence Department declined to comment on the sanctions.",
    "The National Safety Council said the tariffs raise the price of helmets.",
    "The United Nations Security Council voted on the embargo.",
    "It hurts international trade. In Brussels, Commission officials declined to comment.",
    "The Global Bank of Utah and the Reserve Bank of Austria opposed the tariffs.",
])  # fmt: skip
def test_right_names_and_other_names_stay(text):
    assert corrected(text) == set()


def test_two_names_beside_each_other_are_both_known():
    text = (
        "Officials at the State Division and the Center for a New American Safety said it failed."
    )
    assert {canonical for _, canonical in corrected(text)} == {
        "State Department", "Center for a New American Security"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["A" * 200_000, "Menu " * 20_000, "White of the " * 20_000])
def test_no_line_of_capitals_takes_longer_than_its_length(text):
    seen = list(RUN.finditer(text))
    assert sum(1 for run in seen for _ in _parts(run)) <= LONGEST * len(text)


def test_a_company_flying_drones_is_nobody_of_a_like_name():
    assert corrected("The EU put makers of Shahed drones in Iran on its list, a UN envoy said."
                     ) == set()  # fmt: skip


def test_no_swap_is_a_word_for_itself():
    for row in rows("name_words"):
        assert row["written"] not in names(row["listed"])
