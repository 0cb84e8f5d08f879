"""``megara world``, run for real."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from megara.cli.world import app
from megara.errors import MegaraError, UsageError
from megara.world.catalogue import load_world
from megara.world.matrix import OECD
from tests.world.tables import make_table, write_matrix
from tests.worlds import make_world


def run(*arguments):
    result = CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "250"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_list():
    text = run("list").stdout
    for word in ("icio-2022", "wiod-2011", "oecd-icio", "exiobase3", "fontagne", "cp2015"):
        assert word in text


def test_show_says_origin_elasticities_and_backtest():
    text = run("show", "icio-2022", "--countries").stdout
    for word in ("OECD Inter-Country", "attribution", "Back-test", "misplaced", "CHN", "assumed"):
        assert word in text
    assert "cp2015" in run("show", "wiod-2011", "--elasticities", "cp2015").stdout


def test_check_lists_what_was_mended():
    text = run("check", "wiod-2011").stdout
    assert "negative trade cells" in text
    assert "deficits sum to zero" in text


def test_check_of_an_inconsistent_world_fails(tmp_path):
    world = make_world()
    broken = world.dataset.assign(final_share=world.dataset.final_share * 1.1)
    broken.to_netcdf(tmp_path / "w.nc", engine="h5netcdf")
    with pytest.raises(MegaraError, match=r"final expenditure of C00 add up to 1\.1"):
        run("check", tmp_path / "w.nc")


def test_check_exits_with_1_at_a_fault(monkeypatch):
    from megara.world import checks

    world = load_world("wiod-2011")
    fault = checks.Check("deficits sum to zero", "fault", 1, "they do not")
    monkeypatch.setattr("megara.world.catalogue.load_world", lambda name: world)
    monkeypatch.setattr(checks, "check", lambda world: [fault])
    with pytest.raises(MegaraError, match="1 faults, first: deficits") as caught:
        run("check", "wiod-2011")
    assert caught.value.exit_code == 1


def test_export_and_show_a_file(tmp_path):
    file = tmp_path / "w.nc"
    assert run("export", file, "--world", "wiod-2011", "--elasticities", "4").exit_code == 0
    assert set(load_world(file).array("theta")) == {4.0}
    assert "41 countries" in run("show", file).stdout
    with pytest.raises(UsageError, match="netCDF"):
        run("export", tmp_path / "w.csv")


def test_build(tmp_path):
    source, out = tmp_path / "2019_SML.csv", tmp_path / "w.nc"
    write_matrix(source, make_table(), final=OECD.final, closing=OECD.closing)
    text = run("build", "oecd-icio", source, "--out", out, "--name", "mine").stdout
    assert "rows that do not balance" in text
    assert load_world(out).name == "mine"


def test_a_failed_build_leaves_nothing(tmp_path):
    source, out = tmp_path / "2019_SML.csv", tmp_path / "w.nc"
    source.write_text("nonsense\n")
    with pytest.raises(UsageError):
        run("build", "oecd-icio", source, "--out", out)
    assert [p.name for p in tmp_path.iterdir()] == [source.name]


def test_as_a_process():
    code = "from megara.cli.world import app; app()"
    done = subprocess.run(
        [sys.executable, "-c", code, "list"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert "icio-2022" in done.stdout
    assert not done.stderr
