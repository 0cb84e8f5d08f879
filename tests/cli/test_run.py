"""``megara run`` by running it."""

import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from megara.cli.run import run
from megara.errors import MegaraError
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
    """Nobody trades with China any more, which has a trade surplus to keep: no equilibrium."""
    plan = PLAN.replace("core: [USA, JPN]", "core: [USA, JPN, IND]").replace(
        "sectors: [C26, C28], direction", "sectors: all, direction"
    )
    (files / "hard.yaml").write_text(plan, encoding="utf-8")
    result = megara(
        "run", files / "hard.yaml", "--world", files / "small.nc", "--out", files / "none"
    )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "no equilibrium within 1e-10 was found" in result.stderr
    assert not (files / "none").exists()


@pytest.mark.parametrize("tolerance", ["0", "-1", "nan", "inf", "0.01", "1e-30"])
def test_a_senseless_tolerance_is_wrong_usage(files, tolerance):
    result = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc",
        "--out", files / "none", "--tolerance", tolerance,
    )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "it must lie from 1e-13 to 0.0001" in result.stderr
    assert not (files / "none").exists()


def test_a_world_that_the_plan_names_wrongly_is_told_with_its_line(files):
    (files / "world.yaml").write_text(PLAN + "world: icio-2202\n", encoding="utf-8")
    result = megara("run", files / "world.yaml", "--out", files / "none")
    assert result.returncode == 2
    assert f"world.yaml:{PLAN.count(chr(10)) + 1}: world: no world 'icio-2202'" in result.stderr


def test_a_plan_without_effect_has_a_brief_too(files):
    plan = PLAN.replace("coverage: 0.4", "coverage: 0").replace("coverage: 1", "coverage: 0")
    (files / "idle.yaml").write_text(plan, encoding="utf-8")
    result = megara(
        "run", files / "idle.yaml", "--world", files / "small.nc", "--out", files / "idle"
    )
    assert result.returncode == 0, result.stderr
    assert (files / "idle" / "brief.html").exists()


def test_a_folder_holds_all_of_a_run_or_nothing(tmp_path, monkeypatch):
    def fails(*_, **__):
        raise MegaraError("it cannot be drawn")

    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    small_world().to_netcdf(tmp_path / "small.nc")
    monkeypatch.setattr("megara.brief.page.brief_text", fails)
    with pytest.raises(MegaraError, match="drawn"):
        run(tmp_path / "plan.yaml", tmp_path / "out", world=str(tmp_path / "small.nc"))
    assert not (tmp_path / "out").exists()


def test_names_from_files_are_shown_as_they_are(files):
    name = "[bold]x[/bold] :smile:"
    (files / "odd.yaml").write_text(PLAN.replace("- name: chips", f'- name: "{name}"'))
    result = megara(
        "run", files / "odd.yaml", "--world", files / "small.nc", "--out", files / "odd"
    )
    assert result.returncode == 0, result.stderr
    assert f"1 {name} " in result.stdout


def test_help_and_version():
    assert "run" in megara("--help").stdout
    assert megara("--version").stdout.startswith("megara 0")
    assert megara("nonsense").returncode == 2
    assert megara("run").returncode == 2


def test_draws_give_bands_that_follow_from_the_seed(files):
    def run_with(seed, name):
        found = megara(
            "run",
            files / "plan.yaml",
            "--world",
            files / "small.nc",
            "--out",
            files / name,
            "--draws",
            40,
            "--seed",
            seed,
        )
        assert found.returncode == 0, found.stderr
        return found

    first, _, _ = run_with(5, "d1"), run_with(5, "d2"), run_with(6, "d3")
    assert "range of 40 draws" in first.stdout
    assert " to " in first.stdout
    one, two, other = ((files / name / "outcome.csv").read_bytes() for name in ("d1", "d2", "d3"))
    assert one == two != other
    frame = pd.read_csv(files / "d1" / "outcome.csv")
    assert frame.low.notna().all()
    assert json.loads((files / "d1" / "run.json").read_text())["seed"] == 5


def test_the_horizon_changes_the_result(files):
    results = {}
    for horizon in ("long", "medium", "short"):
        out = files / horizon
        found = megara(
            "run",
            files / "plan.yaml",
            "--world",
            files / "small.nc",
            "--out",
            out,
            "--horizon",
            horizon,
        )
        assert found.returncode == 0, found.stderr
        record = json.loads((out / "run.json").read_text())
        results[horizon] = record["rungs"][1]["harm_usd_bn"]
        assert record["options"]["horizon"] == horizon
    assert results["short"] > results["medium"] > results["long"]


@pytest.mark.parametrize(
    "options",
    [["--draws", "-1"], ["--seed", "3"], ["--draws", "9999999"], ["--horizon", "eternal"]],
)
def test_wrong_options_of_draws_are_refused(files, options):
    found = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc", "--out", files / "no", *options
    )
    assert found.returncode == 2
    assert "Traceback" not in found.stderr
    assert not (files / "no").exists()


def test_a_brief_of_another_form_does_not_stay_behind(files):
    for form in ("html", "md"):
        result = megara(
            "run", files / "plan.yaml", "--world", files / "small.nc",
            "--out", files / "both", "--format", form,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        assert [p.name for p in (files / "both").glob("brief.*")] == [f"brief.{form}"]
