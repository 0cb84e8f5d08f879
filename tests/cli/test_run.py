"""``megara run`` by running it."""

import html
import json
import os
import re
import shlex
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest

from megara.cli.run import run
from megara.cli.tables import _TOTALS
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


def command_of(brief, **files):
    """Return the words of the command that a brief gives, the names of files filled in."""
    page = html.unescape(brief.read_text(encoding="utf-8"))
    shown = re.search(r"<pre>megara (.*?)</pre>", page).group(1)
    return [str(files.get(word, word)) for word in shlex.split(shown)]


def check_again(plan, world, first, second):
    """Check that the command in the brief of a folder makes the same bytes; return its words."""
    words = command_of(
        first / "brief.html",
        **{"SCENARIO.yaml": plan, "WORLD.nc": world, "FOLDER": second},
    )  # fmt: skip
    again = megara(*words)
    assert again.returncode == 0, again.stderr
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name
    return words


def test_the_command_in_the_brief_gives_the_same_bytes(files):
    made = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc", "--out", files / "first",
        "--elasticities", 4, "--draws", 20, "--seed", 3, "--horizon", "short",
        "--tolerance", 1e-9,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    check_again(files / "plan.yaml", files / "small.nc", files / "first", files / "second")
    record = json.loads((files / "second" / "run.json").read_text())
    assert record["options"] == {"tolerance": 1e-9, "horizon": "short"}
    assert (record["draws"], record["seed"]) == (20, 3)


def test_too_few_draws_for_a_range_are_refused(files):
    found = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc", "--out", files / "no",
        "--draws", 1,
    )  # fmt: skip
    assert found.returncode == 2
    assert "takes at least 20 draws, not 1" in found.stderr
    assert found.stderr.count("\n") == 1
    assert not (files / "no").exists()


def test_an_elasticity_beyond_all_reason_is_told_its_limit(files):
    found = megara(
        "run", files / "plan.yaml", "--world", files / "small.nc", "--out", files / "no",
        "--elasticities", "1e9",
    )  # fmt: skip
    assert found.returncode == 2
    assert "at most 1000" in found.stderr


def test_the_row_of_the_world_has_as_many_digits_as_those_beside_it():
    rung = SimpleNamespace(
        outcome=SimpleNamespace(world_real_income=-0.0031, world_real_income_usd=-1.2)
    )
    assert dict(_TOTALS)["world"](rung) == "-0.003 (-1.2)"


@pytest.mark.parametrize("command", ["run", "coalition", "sensitivity"])
def test_a_file_in_place_of_the_folder_is_wrong_usage(files, command):
    (files / "taken").write_text("x")
    found = megara(
        command, files / "plan.yaml", "--world", files / "small.nc", "--out", files / "taken"
    )
    assert found.returncode == 2
    assert "taken is a file; --out names a folder" in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "left"), [("coalition", "coalition.json"), ("sensitivity", "sensitivity.json"),
                          ("run", "run.json")],
)  # fmt: skip
def test_results_of_another_plan_do_not_stand_in_one_folder(files, command, left):
    """Of one plan all commands may share a folder; of two, the second is refused at once."""
    out = files / f"shared-{command}"
    options = ("--world", files / "small.nc", "--out", out)
    first = megara(command, files / "plan.yaml", *options)
    assert first.returncode == 0, first.stderr
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    others = [
        ("run",), ("coalition", "--no-brief"), ("sensitivity", "--size", "2"),
    ]  # fmt: skip
    (files / "other.yaml").write_text(PLAN.replace("0.4", "0.5"), encoding="utf-8")
    for other in others:
        if other[0] != command:
            found = megara(other[0], files / "other.yaml", *options, *other[1:])
            assert found.returncode == 2, found.stdout
            assert f"holds {left} of another plan" in found.stderr
            assert found.stderr.count("\n") == 1
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    for other in others:
        if other[0] != command:
            found = megara(other[0], files / "plan.yaml", *options, *other[1:])
            assert found.returncode == 0, found.stderr
