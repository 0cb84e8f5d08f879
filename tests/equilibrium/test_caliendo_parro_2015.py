"""Caliendo & Parro (2015), Table 2: the published numbers come out of the published inputs."""

import importlib.util

import pytest

pytestmark = pytest.mark.shared

TABLE_2 = {
    # welfare, terms of trade, volume of trade, real wages, percent
    "MEX": (1.31, -0.41, 1.72, 1.72),
    "CAN": (-0.06, -0.11, 0.04, 0.32),
    "USA": (0.08, 0.04, 0.04, 0.11),
}


@pytest.fixture(scope="module")
def example(root):
    spec = importlib.util.spec_from_file_location(
        "caliendo_parro_2015", root / "examples" / "caliendo_parro_2015.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def result(example, shared):
    return example.nafta(shared / "cp2015")


@pytest.mark.parametrize("country", TABLE_2)
def test_table_2(result, country):
    row = result.sel(country=country)
    found = tuple(
        float(row[name]) for name in ("first_order", "terms_of_trade", "trade_volume", "real_wage")
    )
    assert found == pytest.approx(TABLE_2[country], abs=0.00501)


def test_the_parts_add_up_to_the_exact_change(result):
    parts = result.terms_of_trade + result.trade_volume + result.lost_trade
    assert abs(parts - result.real_income).max() < 1e-9


def test_the_papers_formula_overstates_mexicos_gain(result):
    """The first-order formula and the exact change differ; both are reported."""
    mexico = result.sel(country="MEX")
    assert float(mexico.real_income) < float(mexico.first_order)
