"""The part of the chapter on who joins that says how sure it is."""

import pytest

from megara.brief.chapters.coalition_bands import _places, bands_of
from megara.coalition.run import coalition
from tests.coalition.plans import plan, world


@pytest.fixture(scope="module")
def record():
    return coalition(world(), plan(), rungs=["everything"], draws=8, seed=2).record


def test_the_table_has_a_row_for_each_player_with_its_band(record):
    table, said = bands_of(record, "everything", {p: p.upper() for p in record["members"]})
    assert {row[0] for row in table.rows} == {p.upper() for p in record["bits"]}
    assert table.caption.startswith("In 8 draws the harm with all in is")
    band = record["bands"]["everything"]
    for row in table.rows:
        player = next(p for p in record["bits"] if p.upper() == row[0])
        low, high = band["shapley"][player]["harm_pct"]
        shown = [float(x) for x in row[2].split(" to ")]
        assert shown == [pytest.approx(low, rel=1e-2), pytest.approx(high, rel=1e-2)]
        assert row[7].startswith(f"{100 * band['joins'][player]:.0f}")
    assert "Seed 2" in said.words
    assert "every coalition is solved in every draw" in said.words


def test_without_draws_there_is_nothing(record):
    assert bands_of({k: v for k, v in record.items() if k != "bands"}, "everything", {}) == []


def test_places_hold_nine_of_ten_draws():
    assert _places([0.0, 1.0, 0.0]) == "2"
    assert _places([0.04, 0.92, 0.04]) == "2"
    assert _places([0.06, 0.88, 0.06]) == "1 to 3"
    assert _places([0.5, 0.0, 0.5]) == "1 to 3"
