"""The embedded worlds: identities, totals against published ones, size, what loads and what not."""

from contextlib import suppress
from importlib import resources

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import UsageError
from megara.world.catalogue import backtest, list_worlds, load_world
from megara.world.checks import build_checks, check
from megara.world.package import in_single_precision, load, save
from tests.worlds import make_world

WORLDS = {name: load_world(name) for name in list_worlds()}
SIZES = {"icio-2022": (80, 50), "wiod-2011": (41, 35)}


@pytest.mark.parametrize("name", WORLDS)
def test_every_check_passes_to_1e12(name):
    assert not [c for c in check(WORLDS[name]) if c.level == "fault"]


@pytest.mark.parametrize("name", WORLDS)
def test_size_and_origin(name):
    world = WORLDS[name]
    assert (len(world.countries), len(world.sectors)) == SIZES[name]
    for attribute in ("source", "licence", "elasticities", "notes"):
        assert world.dataset.attrs[attribute]
    assert build_checks(world)
    file = resources.files("megara.world").joinpath(f"data/{name}.npz")
    with resources.as_file(file) as path:
        assert path.stat().st_size < 3_000_000


@pytest.mark.parametrize("name", WORLDS)
def test_without_a_shock_every_hat_is_one(name):
    world = WORLDS[name]
    found = solve(world, [Shock.none()])[0]
    np.testing.assert_allclose(found.wage, 1, atol=1e-10, rtol=0)
    np.testing.assert_allclose(found.price, 1, atol=1e-10, rtol=0)
    np.testing.assert_allclose(found.spending, world.spending, rtol=1e-10)


# GDP in USD trillion, World Bank (NY.GDP.MKTP.CD), rounded: the tables are at basic prices and
# leave taxes on products out, so that value added is up to a tenth lower.
GDP = {
    "icio-2022": {"USA": 26.0, "CHN": 18.3, "JPN": 4.3, "DEU": 4.2, "IND": 3.35},
    "wiod-2011": {"USA": 15.6, "CHN": 7.5, "JPN": 6.2, "DEU": 3.8, "BRA": 2.6},
}


@pytest.mark.parametrize("name", WORLDS)
def test_value_added_is_that_of_the_national_accounts(name):
    world = WORLDS[name]
    for country, gdp in GDP[name].items():
        n = world.countries.index(country)
        assert 0.82 < world.array("value_added")[n] / 1e6 / gdp < 1.05, country


def test_trade_of_2022_is_near_the_published_one():
    world = WORLDS["icio-2022"]
    trade = world.array("trade")
    n = np.arange(80)
    trade[n, n] = 0
    # exports of goods and services 2022, USD billion (World Bank NE.EXP.GNFS.CD), less what goes
    # through hubs and re-exports, which a table of value flows does not count
    for country, exports in {"USA": 3000, "CHN": 3700, "DEU": 2080, "JPN": 920}.items():
        ratio = trade[world.countries.index(country)].sum() / 1e3 / exports
        assert 0.7 < ratio < 1.15, (country, ratio)


@pytest.mark.parametrize("wrong", ["icio-2021", "wiod2011", "icio"])
def test_an_unknown_world_names_the_nearest(wrong):
    with pytest.raises(UsageError, match=r"did you mean '(icio-2022|wiod-2011)'"):
        load_world(wrong)


def test_a_file_comes_back_as_it_was(tmp_path):
    world = make_world()
    world.to_netcdf(tmp_path / "w.nc")
    back = load_world(tmp_path / "w.nc")
    for variable in world.dataset.data_vars:
        np.testing.assert_allclose(back.array(variable), world.array(variable), rtol=1e-14)
        assert back.dataset[variable].attrs == world.dataset[variable].attrs
    assert (back.countries, back.sectors) == (world.countries, world.sectors)
    assert (back.country_names, back.name) == (world.country_names, world.name)
    assert set(load_world(tmp_path / "w.nc", elasticities=4.0).array("theta")) == {4.0}


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_files_are_refused_or_sound(tmp_path, data):
    world = make_world(3, 2)
    for name, read in (("w.nc", load_world), ("w.npz", load)):
        path = tmp_path / name
        if name == "w.nc":
            world.to_netcdf(path)
        else:
            save(world, path, dtype=np.float64)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(content) - 1))
            content[at] = data.draw(st.integers(0, 255))
        path.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
        with suppress(UsageError):
            check(read(path))


def test_no_pickle_is_loaded(tmp_path):
    path = tmp_path / "w.npz"
    np.savez(path, trade=np.array([{}], dtype=object), input_use=np.ones(1), meta=np.array("{}"))
    with pytest.raises(UsageError):
        load(path)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_single_precision_keeps_value_added_and_final_use(seed):
    world = make_world(4, 3, seed)
    trade, use = world.array("trade"), world.array("input_share") * world.output[:, None, :]
    # make some final use and some value added exactly zero, where rounding could turn it negative
    use[0, 0] *= world.spending[0, 0] / use[0, 0].sum()
    use[:, :, 1] *= np.minimum(1, world.output[:, 1] / use[:, :, 1].sum(axis=1))[:, None]
    use *= np.minimum(1, world.spending / use.sum(axis=2))[:, :, None]
    use *= np.minimum(1, world.output / use.sum(axis=1))[:, None, :]
    t, u = in_single_precision(trade, use)
    assert (t.sum(axis=0) >= u.sum(axis=2)).all()
    assert (t.sum(axis=1) >= u.sum(axis=1)).all()
    np.testing.assert_allclose(u, use, rtol=1e-5)


def test_the_stored_backtest_says_the_way_used_beats_the_recipe():
    found = backtest()
    for case in found["cases"]:
        kept, recipe = (case["variants"][found[k]] for k in ("kept", "recipe"))
        assert kept["misplaced"] < recipe["misplaced"]
        assert kept["correlation"] > 0.99
