"""Numbers and names in English."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from megara.brief import words


def test_a_column_has_one_number_of_decimals_and_keeps_its_order_visible():
    assert words.places([1.02, 1.01, 0.66]) == 2
    assert words.places([0.01, 2.06]) == 3
    assert words.places([12.3, 250.0]) == 1
    assert words.places([]) == words.places([math.nan]) == 2
    assert [words.ratio(v) for v in (1.02, 1.014, 0.79, 0.0031)] == [
        "1.02",
        "1.01",
        "0.79",
        "0.0031",
    ]
    assert words.decimals([5.32, 13.6]) == 1
    assert words.decimals([0.0094, 0.05]) == 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1234.5, "1,200"),
        (0.0456, "0.046"),
        (9.96, "10"),
        (-2.345, "\u22122.3"),
        (float("nan"), "n/a"),
    ],
)
def test_rounded(value, text):
    assert words.rounded(value) == text


@given(st.floats(1e-9, 1e9))
def test_rounded_is_within_half_a_unit_of_the_second_figure(value):
    shown = float(words.rounded(value).replace(",", ""))
    assert abs(shown - value) <= 0.5001 * 10 ** (math.floor(math.log10(value)) - 1)


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_fixed_reads_back_and_never_shows_a_signed_zero(value, places):
    text = words.fixed(value, places)
    read = float(text.replace(",", "").replace("\u2212", "-"))
    assert abs(read - value) <= 0.5 * 10**-places + 1e-9
    if read == 0:
        assert text[0] == "0"
    else:
        assert text[0] in "+\u2212"


@pytest.mark.parametrize(
    ("billions", "text"),
    [
        (302.4, "USD 302 billion"),
        (12.34, "USD 12 billion"),
        (0.996, "USD 1.0 billion"),
        (-0.0432, "USD 43 million"),
        (1e-7, "less than USD 1 million"),
        (0.0, "USD 0"),
    ],
)
def test_dollars(billions, text):
    assert words.dollars(billions) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0 %"), (-1.26, "1.3 %"), (0.0004, "under 0.001 %"), (12.3, "12 %")]
)
def test_percent(value, text):
    assert words.percent(value).replace("\u202f", " ") == text


def test_names_inside_a_sentence():
    assert words.the("United States") == "the United States"
    assert words.the("rest of EU") == "the rest of EU"
    assert words.the("Germany") == "Germany"
    assert words.join(["A"]) == "A"
    assert words.join(["A", "B"]) == "A and B"
    assert words.join(["A", "B", "C"]) == "A, B and C"
    assert words.count(1, "rung") == "one rung"
    assert words.count(40, "country", "countries") == "40 countries"
    assert words.small("Iron and steel") == "iron and steel"
    assert words.small("IT services") == "IT services"
