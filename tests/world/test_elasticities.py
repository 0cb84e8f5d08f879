"""Elasticities: published figures carried over, assumptions marked, users' files read strictly."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from megara.errors import UsageError
from megara.world import elasticities as module
from megara.world.catalogue import list_worlds, load_world
from megara.world.elasticities import (
    elasticities_of,
    elasticity_sets,
    elasticity_table,
    with_elasticities,
)
from tests.worlds import make_world


@pytest.mark.parametrize("name", elasticity_sets())
@pytest.mark.parametrize("world", list_worlds())
def test_every_sector_is_in_the_map(world, name):
    table = elasticity_table(load_world(world), name)
    assert not table["assumption"].str.contains("the map has no such sector").any()
    assert (table["theta"] > 0).all()
    # goods are estimated; only services, utilities and mining services are assumed
    goods = table[table["sector"].str.match(r"A|B0[5-8]|C\d|\d\dt\d\d$|C$|1|2")]
    assert set(goods.loc[goods["source"] == "assumption", "sector"]) <= {"71t74"}


def test_cp2015_carries_standard_errors():
    table = elasticity_table(load_world("icio-2022"), "cp2015").set_index("sector")
    assert table.loc["C10T12", "theta"] == pytest.approx(2.623462)
    assert table.loc["C10T12", "standard_error"] == pytest.approx(0.6076321)
    # electronics: mean of office, communication, medical
    assert table.loc["C26", "theta"] == pytest.approx((12.94875 + 3.953304 + 8.714502) / 3)
    error = math.sqrt(4.531353**2 + 1.77192**2 + 1.564262**2) / 3
    assert table.loc["C26", "standard_error"] == pytest.approx(error)
    assert math.isnan(table.loc["K", "standard_error"])


def test_fontagne_is_the_default():
    world = load_world()
    assert world.dataset.attrs["elasticities"].startswith("fontagne")
    assert world.array("theta")[world.sectors.index("C26")] == pytest.approx(5.258214)


def test_every_source_of_the_map_is_a_published_sector():
    for file in ("elasticity_map_isic4.csv", "elasticity_map_isic3.csv"):
        for row in module._read(file):
            for name in elasticity_sets():
                published = {r["sector"] for r in module._read(f"elasticities_{name}.csv")}
                assert set(row[name].split("|")) <= published | {"assumed"}, row


def test_one_number_and_a_file(tmp_path):
    world = make_world(3, 2)
    assert set(with_elasticities(world, 4).array("theta")) == {4.0}
    assert set(with_elasticities(world, "4.5").array("theta")) == {4.5}
    file = tmp_path / "mine.csv"
    file.write_text("sector,theta,standard_error\nS01,3,0.5\nS00,6,\n")
    found = elasticity_table(world, file)
    assert list(found["theta"]) == [6.0, 3.0]
    assert math.isnan(found["standard_error"][0])
    assert with_elasticities(world, file).dataset.attrs["elasticities"] == "file mine.csv"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sector,theta\nS00,6\n", "no theta for sector S01"),
        ("sector,theta\nS00,6\nS00,7\nS01,1\n", "line 3: sector S00 is given twice"),
        ("sector,theta\nS00,six\nS01,1\n", "line 2: theta"),
        ("sector,theta\nS00,-6\nS01,1\n", "line 2: theta"),
        ("sector,theta\nS0x,6\nS01,1\n", "did you mean"),
        ("a,b\n1,2\n", "line 1"),
    ],
)
def test_a_wrong_file_names_the_line(tmp_path, text, words):
    file = tmp_path / "mine.csv"
    file.write_text(text)
    with pytest.raises(UsageError, match=words):
        with_elasticities(make_world(3, 2), file)


@pytest.mark.parametrize("wrong", ["fontange", "-1", "nan", "inf", 0.0])
def test_wrong_names_and_numbers(wrong):
    with pytest.raises(UsageError):
        elasticities_of(("A01",), wrong)


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200))
def test_random_bytes_never_end_in_a_traceback(tmp_path, content):
    file = tmp_path / "mine.csv"
    file.write_bytes(b"sector,theta\n" + content)
    with pytest.raises(UsageError):
        elasticities_of(("S00", "S01"), file)


def test_an_unknown_sector_is_an_assumption():
    table = elasticity_table(make_world(3, 2), "fontagne")
    assert (table["source"] == "assumption").all()
    assert np.allclose(table["theta"], 5)
