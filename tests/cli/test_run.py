"""``megara run`` by running it."""

import json
import os
import subprocess
import sys

import pytest

from tests.plans import PLAN, small_world


def megara(*arguments, **options):
    environment = {**os.environ, "COLUMNS": "160"}
    return subprocess.run(
        [sys.executable, "-m", "megara", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=environment,
        **options,
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    small_world().to_netcdf(folder / "small.nc")
    return folder


@pytest.fixture(scope="module")
def done(files):
    return megara("run", files / "plan.yaml", "--world", files / "small.nc", "--out", files / "out")


def test_it_prints_the_table_and_writes_the_folder(done, files):
    assert done.returncode == 0, done.stderr
    for words in ("a small plan", "CHN (target)", "harm per unit of cost", "solved", "brief.html"):
        assert words in done.stdout
    written = {p.name for p in (files / "out").iterdir()}
    assert written == {"outcome.csv", "trade.csv", "run.json", "brief.html"}
    record = json.loads((files / "out" / "run.json").read_text())
    assert record["rungs"][1]["harm_usd_bn"] > 0


def test_progress_is_not_on_stdout(done):
    assert "solving" not in done.stdout


def test_the_same_inputs_give_the_same_bytes(done, files):
    again = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc", "--out", files / "again"
    )
    assert again.returncode == 0, again.stderr
    for path in (files / "out").iterdir():
        assert path.read_bytes() == (files / "again" / path.name).read_bytes(), path.name


def test_markdown_instead_of_html(files):
    result = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc",
        "--out", files / "md", "--format", "md",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert (files / "md" / "brief.md").read_text(encoding="utf-8").startswith("# ")
    assert not (files / "md" / "brief.html").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("target: [CHN]", "target: [CHM]"), "CHM"),
        (("coverage: 0.4", "coverage: 1.4"), "1.4"),
        (("C26], coverage", "C99], coverage"), "C99"),
        (("trigger:", "triger:"), "triger"),
    ],
)
def test_a_wrong_scenario_is_one_line_and_exit_code_2(files, change, words):
    wrong = files / "wrong.yaml"
    wrong.write_text(PLAN.replace(*change), encoding="utf-8")
    result = megara("run", wrong, "--world", files / "small.nc", "--out", files / "none")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "wrong.yaml:" in result.stderr
    assert words in result.stderr
    assert not (files / "none").exists()


def test_an_unsolvable_plan_is_one_line_and_exit_code_1(files):
    plan = PLAN.replace("ladder:", "deficits: constant\nladder:").replace(
        "kind: embargo, sectors: [C26, C28], direction: both",
        "kind: tariff, rate: 0.5, sectors: [C26], direction: imports, by: [USA]",
    )
    (files / "hard.yaml").write_text(plan.replace("coverage: 1, cut: 1", ""), encoding="utf-8")
    result = megara(
        "run", files / "hard.yaml", "--world", files / "small.nc",
        "--out", files / "none", "--tolerance", "1e-30",
    )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "no equilibrium within 1e-30" in result.stderr
    assert not (files / "none").exists()


def test_help_and_version():
    assert "run" in megara("--help").stdout
    assert megara("--version").stdout.startswith("megara 0")
    assert megara("nonsense").returncode == 2
    assert megara("run").returncode == 2
