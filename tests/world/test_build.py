"""Users' own tables, through the real readers, from files in the publishers' layouts."""

import importlib.util
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from megara.errors import UsageError
from megara.world.build import KINDS, build_world, read_table
from megara.world.checks import build_checks, check
from megara.world.matrix import FIGARO, OECD
from tests.world.tables import make_table, write_matrix


def assert_same_flows(world, table):
    trade = (table.intermediate.sum(axis=3) + table.final).transpose(0, 2, 1)
    np.testing.assert_allclose(world.array("trade"), trade, rtol=1e-12)
    use = table.intermediate.sum(axis=0).transpose(1, 0, 2)
    np.testing.assert_allclose(
        world.array("input_share") * world.output[:, None, :], use, rtol=1e-12
    )
    assert not [c for c in check(world) if c.level == "fault"]


def test_oecd_icio(tmp_path):
    table = make_table(("CHN", "MEX", "USA", "ROW"))
    file = tmp_path / "2019_SML.csv"
    write_matrix(file, table, final=OECD.final, closing=OECD.closing)
    world = build_world("oecd-icio", file)
    assert (world.year, world.countries) == (2019, ("CHN", "MEX", "USA", "ROW"))
    assert_same_flows(world, table)
    assert {c.name: c.count for c in build_checks(world)}["rows that do not balance"] == 0


def test_oecd_icio_merges_split_countries(tmp_path):
    table = make_table(("CHN", "USA", "ROW"))
    file = tmp_path / "2019_EXT.csv"
    write_matrix(file, table, final=OECD.final, closing=OECD.closing, split=("CHN", ("CN1", "CN2")))
    world = build_world("oecd-icio", file)
    assert world.countries == ("CHN", "USA", "ROW")
    assert_same_flows(world, table)
    assert {c.name: c.count for c in build_checks(world)}["split countries"] == 2


def test_figaro(tmp_path):
    table = make_table(("AUT", "GRC", "ROW"), ("A01", "C10T12", "G45"))
    file = tmp_path / "matrix_eu-ic-io_ind-by-ind_25ed_2021.csv"
    names = {"AUT": "AT", "GRC": "EL", "ROW": "FIGW1"}
    write_matrix(file, table, final=FIGARO.final, closing=FIGARO.closing, label=names.get)
    world = build_world("figaro", file)
    assert (world.year, world.countries) == (2021, ("AUT", "GRC", "ROW"))
    assert_same_flows(world, table)
    counts = {c.name: c.count for c in build_checks(world)}
    assert counts["currency"] == 1
    dollars = build_world("figaro", file, rate=2.0)
    np.testing.assert_allclose(dollars.array("trade"), 2 * world.array("trade"))


def test_wiod_2016_release(tmp_path):
    import pandas as pd
    import rdata

    table = make_table(("DEU", "USA", "ROW"), ("A01", "C26", "G45"))
    N, J, uses = 3, 3, 2
    n = N * J
    with pd.option_context("future.infer_string", False):  # rdata writes plain text columns
        frame = pd.DataFrame(
            {
                "IndustryCode": list(table.sectors) * N,
                "Country": [c for c in table.countries for _ in table.sectors],
                "Year": np.full(n, 2014.0),
            }
        )
        for k in range(n):
            frame[f"{table.countries[k // J]}{k % J + 1}"] = table.intermediate.reshape(n, n)[:, k]
        for c in range(N):
            for u in range(uses):
                frame[f"{table.countries[c]}{J + u + 1}"] = table.final.reshape(n, N)[:, c] / uses
        frame["TOT"] = table.output.reshape(n)
        closing = frame.iloc[:1].assign(IndustryCode="VA", Country="TOT")
        file = tmp_path / "WIOT2014_October16_ROW.RData"
        # the official file has the intermediate columns of all countries first, as here
        rdata.write_rda(file, {"wiot": pd.concat([frame, closing], ignore_index=True)})
    world = build_world("wiod-2016", file)
    assert (world.year, world.countries) == (2014, ("DEU", "USA", "ROW"))
    assert_same_flows(world, table)


pymrio_there = pytest.mark.skipif(
    importlib.util.find_spec("pymrio") is None, reason="needs the extra mrio (pymrio)"
)


@pymrio_there
def test_pymrio_test_table(tmp_path):
    import pymrio

    system = pymrio.load_test().calc_all()
    system.save_all(tmp_path / "saved")
    world = build_world("pymrio", tmp_path / "saved", year=2010)
    assert world.countries == tuple(system.get_regions())
    assert world.sectors == tuple(system.get_sectors())
    counts = {c.name: c for c in build_checks(world)}
    if counts["negative trade cells"].count == counts["negative final expenditure"].count == 0:
        np.testing.assert_allclose(world.output.sum(), float(system.x.to_numpy().sum()), rtol=1e-6)
    assert not [c for c in check(world) if c.level == "fault"]


@pymrio_there
def test_wiod_2013_workbook(tmp_path):
    from openpyxl import Workbook

    table = make_table(("DEU", "USA", "ROW"), ("AtB", "P"))
    codes, uses = ("c1", "c35"), ("c37", "c42")
    regions = [{"ROW": "RoW"}.get(c, c) for c in table.countries]
    nodes = [(s, f"name {s}", r, c) for r in regions for s, c in zip(table.sectors, codes)]  # noqa: B905
    finals = [("", f"use {u}", r, u) for r in regions for u in uses]
    n = len(nodes)
    flow = table.intermediate.reshape(n, n)
    half = np.repeat(table.final.reshape(n, 3), 2, axis=1) / 2
    sheet = (book := Workbook()).active
    sheet.append(["World Input-Output Table, 2009"])
    sheet.append([None])
    meta = ["(industry-by-industry)", "(millions of US$)", None, None]
    for k in range(4):  # code, name, region, c-code of every column
        sheet.append([meta[k], None, None, None, *(x[k] for x in [*nodes, *finals]), "total"])
    for label, row in zip(nodes, np.hstack([flow, half]), strict=True):
        sheet.append([*label, *map(float, row), float(row.sum())])
    for name, code in (("total", "r60"), ("value added", "r64"), ("output", "r69")):
        sheet.append([None, name, "TOT", code, *[0.0] * (n + 6), 0.0])
    file = tmp_path / "wiot09_row_apr12.xlsx"
    book.save(file)
    world = build_world("wiod-2013", file)
    assert (world.year, world.countries) == (2009, ("DEU", "USA", "ROW"))
    assert_same_flows(world, table)


@pymrio_there
def test_exiobase3_layout(tmp_path):
    import pandas as pd

    table = make_table(("DEU", "USA", "WWA"), ("Wheat", "Chips"))
    folder = tmp_path / "IOT_2015_ixi"
    folder.mkdir()
    regions = ["DE", "US", "WA"]
    index = pd.MultiIndex.from_product([regions, table.sectors], names=["region", "sector"])
    n = len(index)
    Z = pd.DataFrame(table.intermediate.reshape(n, n), index=index, columns=index)
    columns = pd.MultiIndex.from_product([regions, ["households"]], names=["region", "category"])
    Y = pd.DataFrame(table.final.reshape(n, 3), index=index, columns=columns)
    x = Z.sum(axis=1) + Y.sum(axis=1)
    (Z / x).to_csv(folder / "A.txt", sep="\t")
    Y.to_csv(folder / "Y.txt", sep="\t")
    x.to_frame("indout").to_csv(folder / "x.txt", sep="\t")
    pd.DataFrame({"unit": "M.EUR"}, index=index).to_csv(folder / "unit.txt", sep="\t")
    import json

    files = {
        "A": {"name": "A.txt", "nr_index_col": "2", "nr_header": "2"},
        "Y": {"name": "Y.txt", "nr_index_col": "2", "nr_header": "2"},
        "x": {"name": "x.txt", "nr_index_col": "2", "nr_header": "1"},
        "unit": {"name": "unit.txt", "nr_index_col": "2", "nr_header": "1"},
    }
    (folder / "file_parameters.json").write_text(
        json.dumps({"systemtype": "IOSystem", "files": files})
    )
    world = build_world("exiobase3", folder)
    assert (world.year, world.countries) == (2015, ("DEU", "USA", "WWA"))
    assert_same_flows(world, table)


def test_without_pymrio_the_message_says_how(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pymrio", None)
    with pytest.raises(UsageError, match="pip install"):
        build_world("exiobase3", tmp_path)


def test_unknown_kind_names_the_nearest(tmp_path):
    with pytest.raises(UsageError, match="'figaro'"):
        build_world("figaroo", tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_file_is_one_clear_error(kind, tmp_path):
    with pytest.raises(UsageError, match="no file"):
        read_table(kind, tmp_path / "absent_2019.csv")


@pytest.mark.parametrize("kind", KINDS)
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300))
def test_random_bytes_never_end_in_a_traceback(kind, tmp_path, content):
    suffix = ".RData" if kind.startswith("wiod") else ".csv"
    file = tmp_path / f"x_2019{suffix}"
    file.write_bytes(content)
    with pytest.raises(UsageError):
        build_world(kind, file)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_table_is_refused_or_balances(tmp_path, data):
    file = tmp_path / "2019_SML.csv"
    write_matrix(file, make_table(), final=OECD.final, closing=OECD.closing)
    text = file.read_text()
    where = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 60))
    middle = data.draw(st.text(st.characters(codec="utf-8"), max_size=8))
    file.write_text(text[:where] + middle + text[where + length :], encoding="utf-8")
    try:
        world = build_world("oecd-icio", file)
    except UsageError:
        return
    assert not [c for c in check(world) if c.level == "fault"]


def test_a_row_without_its_column_is_named(tmp_path):
    file = tmp_path / "2019_SML.csv"
    write_matrix(file, make_table(), final=OECD.final, closing=OECD.closing)
    lines = [x for x in file.read_text().splitlines() if not x.startswith("DEU_C26,")]
    file.write_text("\n".join(lines))
    with pytest.raises(UsageError, match="DEU_C26 has no row"):
        build_world("oecd-icio", file)
