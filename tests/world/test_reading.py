"""Worlds from files: what is mended, what is refused."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import UsageError
from megara.world import trial
from megara.world.world import World, attributes
from tests.worlds import make_world


def test_a_world_comes_back_as_it_went(tmp_path):
    world = make_world(4, 3, 1, tariffs=True)
    world.to_netcdf(tmp_path / "w.nc")
    back = World.from_netcdf(tmp_path / "w.nc")
    assert back.countries == world.countries
    assert back.sectors == world.sectors
    assert back.country_names == world.country_names
    for name in attributes():
        np.testing.assert_allclose(back.array(name), world.array(name), rtol=1e-14)


def test_the_file_carries_unit_meaning_and_source_of_every_variable(tmp_path):
    make_world(4, 3, 1).to_netcdf(tmp_path / "w.nc")
    with xr.open_dataset(tmp_path / "w.nc", engine="h5netcdf") as file:
        for name, said in attributes().items():
            found = file[name].attrs
            assert (found["units"], found["long_name"], found["source"]) == (
                said.unit, said.description, said.source,
            )  # fmt: skip


def test_a_bare_file_in_single_precision_and_another_order_is_a_world(tmp_path):
    world = make_world(4, 3, 1)
    bare = world.dataset.drop_vars(["country_name", "sector_name", "tariff"])
    bare = bare.drop_vars(["exporter", "importer", "input"]).astype("float32")
    bare = bare.transpose("sector", "importer", "exporter", "input", "country")
    bare.attrs = {}
    bare.to_netcdf(tmp_path / "bare.nc", engine="h5netcdf")
    back = World.from_netcdf(tmp_path / "bare.nc")
    np.testing.assert_allclose(back.array("trade"), world.array("trade"), rtol=1e-6)
    assert not back.array("tariff").any()
    (still,) = solve(back, [Shock.none()])
    assert np.abs(still.real_income - 1).max() < 1e-5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.drop_vars("theta"), "theta"),
        (lambda d: d.drop_vars(["country", "exporter", "importer", "country_name"]), "country"),
        (lambda d: d.assign(final_share=d.final_share * 1.2), "final expenditure of C00"),
        (lambda d: d.assign(value_added_share=d.value_added_share * 0.5), "add up to"),
        (lambda d: d.assign(trade=d.trade.isel(sector=0)), "trade"),
        (lambda d: d.assign(trade=d.trade.where(d.trade > 1e9)), "without a number"),
        (lambda d: d.assign_coords(exporter=["X", *d.exporter.values[1:]]), "exporter"),
    ],
)
def test_what_cannot_be_mended_is_refused_with_a_reason(tmp_path, change, words):
    change(make_world(4, 3, 1).dataset).to_netcdf(tmp_path / "w.nc", engine="h5netcdf")
    with pytest.raises(UsageError, match=words):
        World.from_netcdf(tmp_path / "w.nc")


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(UsageError, match="no file"):
        World.from_netcdf(tmp_path / "nothing.nc")


def test_a_file_on_which_hdf5_loops_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(trial, "PATIENCE", 3.0)
    make_world(3, 2, 1).to_netcdf(tmp_path / "w.nc")
    data = bytearray((tmp_path / "w.nc").read_bytes())
    # The heap that holds texts: after its head of 16 bytes each object tells its own size, in the
    # last 8 of 16. With this size the next object is the same one again.
    size = data.index(b"GCOL") + 16 + 8
    data[size : size + 8] = (2**64 - 16).to_bytes(8, "little")
    (tmp_path / "w.nc").write_bytes(data)
    with pytest.raises(UsageError, match=r"w\.nc .*damaged"):
        World.from_netcdf(tmp_path / "w.nc")


def test_a_file_that_brings_the_reader_down_is_refused(tmp_path, monkeypatch):
    make_world(3, 2, 1).to_netcdf(tmp_path / "w.nc")
    monkeypatch.setattr(trial, "READ_ALL", "import os, signal; os.kill(os.getpid(), 11)")
    with pytest.raises(UsageError, match="signal 11"):
        World.from_netcdf(tmp_path / "w.nc")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 5000))
def test_broken_files_never_end_in_a_traceback(tmp_path_factory, junk, at):
    folder = tmp_path_factory.mktemp("broken")
    make_world(3, 2, 1).to_netcdf(folder / "w.nc")
    whole = (folder / "w.nc").read_bytes()
    at = min(at, len(whole))
    (folder / "w.nc").write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    said = ""
    try:
        World.from_netcdf(folder / "w.nc")
    except UsageError as error:
        said = str(error)
    assert "\n" not in said
