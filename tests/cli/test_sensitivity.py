"""``megara sensitivity`` by running it."""

import json

import pytest

from megara.cli.sensitivity_tables import _usd
from tests.cli.test_run import megara
from tests.plans import PLAN, small_world


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sensitivity")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    small_world().to_netcdf(folder / "small.nc")
    return folder


def sensitivity(files, *options):
    return megara(
        "sensitivity", files / "plan.yaml", "--world", files / "small.nc", "--size", 3, *options
    )


def test_it_prints_tables_and_writes_a_folder(files):
    out = files / "out"
    done = sensitivity(files, "--out", out, "--best-package", 1, "--sectors", "all")
    assert done.returncode == 0, done.stderr
    for words in ("Each assumption", "Horizons", "Other methods", "Best package", "trade at risk"):
        assert words in done.stdout
    assert {p.name for p in out.iterdir()} == {
        "sensitivity.json",
        "sensitivity.html",
        "tornado.csv",
        "grid.csv",
    }
    assert json.loads((out / "sensitivity.json").read_text())["advised"]
    page = (out / "sensitivity.html").read_text(encoding="utf-8")
    for words in ("What would change the advice", "figure-tornado", "figure-grid", "methods"):
        assert words in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_the_same_call_gives_the_same_bytes(files):
    for name in ("one", "two"):
        assert sensitivity(files, "--out", files / name).returncode == 0
    for path in (files / "one").iterdir():
        assert path.read_bytes() == (files / "two" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--rung", "nowhere"], "no rung"),
        (["--grid", "theta,beta"], "no assumption"),
        (["--budget", "-3"], "the budget is a number of at least 0, not -3"),
        (["--resolve", "-3"], "the resolve is a number of at least 0, not -3"),
        (["--sectors", "all"], "--best-package"),
        (["--best-package", "-3"], "budget"),
        (["--budget", "1", "--resolve", "1"], "not both"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(files, options, word):
    done = sensitivity(files, *options, "--out", files / "never")
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert not (files / "never").exists()


def test_what_rounding_leaves_is_nothing():
    assert [_usd(v) for v in (-1e-17, 0.0, -0.0, 0.0123, 0.5, 12.34)] == [
        "0", "0", "0", "0.012", "0.500", "12.3",
    ]  # fmt: skip
