"""Faults of a table: each named, counted, mended."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from megara.errors import UsageError
from megara.world.checks import build_checks, check
from megara.world.clean import to_world
from tests.world.tables import make_table


def counts(world):
    return {c.name: c.count for c in build_checks(world)}


def test_a_sound_table_stays_as_it_is():
    assert set(counts(to_world(make_table())).values()) == {0}


def test_negative_cells():
    table = make_table()
    intermediate, final = table.intermediate.copy(), table.final.copy()
    intermediate[0, 0, 1, 1] = -5.0
    final[0, 1, 2] = -1e4
    world = to_world(replace(table, intermediate=intermediate, final=final, output=None))
    found = counts(world)
    assert found["negative intermediate flows"] == 1
    assert found["negative trade cells"] == 1
    assert world.array("trade")[0, 2, 1] == 0


def test_drawn_down_inventories_within_other_sales_stay():
    table = make_table()
    final = table.final.copy()
    final[0, 1, 2] = -1.0
    world = to_world(replace(table, final=final, output=None))
    expected = table.intermediate[0, 1, 2].sum() - 1.0
    assert world.array("trade")[0, 2, 1] == pytest.approx(expected)
    assert counts(world)["negative trade cells"] == 0


def test_final_expenditure_that_would_be_negative():
    table = make_table()
    final = table.final.copy()
    final[:, 1, 2] = -1.0
    world = to_world(replace(table, final=final, output=None))
    assert counts(world)["negative final expenditure"] == 1
    assert world.array("final_share")[2, 1] == pytest.approx(0, abs=1e-12)


def test_empty_sectors_and_zero_rows():
    table = make_table()
    intermediate, final = table.intermediate.copy(), table.final.copy()
    intermediate[0, 1], final[0, 1] = 0.0, 0.0
    world = to_world(replace(table, intermediate=intermediate, final=final, output=None))
    assert counts(world)["empty sectors"] == 1
    assert counts(world)["zero rows"] == 0  # what it bought went as more than it sold
    assert counts(world)["negative value added"] == 1


def test_missing_regions():
    table = make_table(("DEU", "USA", "FRA"))
    intermediate, final = table.intermediate.copy(), table.final.copy()
    intermediate[2], final[2] = 0.0, 0.0
    world = to_world(replace(table, intermediate=intermediate, final=final, output=None))
    assert world.countries == ("DEU", "USA")
    assert counts(world)["missing regions"] == 1


def test_rows_that_do_not_balance():
    table = make_table()
    output = table.output.copy()
    output[0, 0] *= 1.1
    assert counts(to_world(replace(table, output=output)))["rows that do not balance"] == 1


def test_cells_that_are_no_numbers():
    table = make_table()
    final = table.final.copy()
    final[1, 1, 1] = np.nan
    with pytest.raises(UsageError, match="USA C26"):
        to_world(replace(table, final=final))


cell = st.integers(-1000, 1_000_000).map(float)


@settings(deadline=None, max_examples=60)
@given(arrays(float, (3, 3, 3, 3), elements=cell), arrays(float, (3, 3, 3), elements=cell))
def test_any_table_becomes_a_world_that_balances_or_is_refused(intermediate, final):
    try:
        world = to_world(replace(make_table(), intermediate=intermediate, final=final, output=None))
    except UsageError:
        return
    assert not [c for c in check(world) if c.level == "fault"]
