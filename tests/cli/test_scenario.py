"""``megara scenario`` as people run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from megara.cli.scenario import app
from megara.errors import UsageError
from megara.policy.scenario import Scenario
from tests.conftest import ROOT
from tests.policy.plans import PLAN, changed

runner = CliRunner()
CHINA = ROOT / "examples/china-2023.yaml"


def megara(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    return subprocess.run(
        [sys.executable, "-m", "megara", "scenario", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
        timeout=120,
    )


def test_check_says_what_the_plan_does() -> None:
    result = runner.invoke(app, ["check", str(CHINA), "--no-world"])
    assert result.exit_code == 0, result.output
    for piece in (
        "China arms Russia",
        "CAN, DEU, FRA, GBR, ITA, JPN, USA",
        "rest of EU: AUT, BEL",
        "rung 5  goods embargo",
        "financial by USA on exports and imports of all, reaching others (coverage 0.45, cut 0.1)",
        "is a valid scenario, its sectors unchecked",
    ):
        assert piece in result.stdout
    assert "warning" not in result.stdout


def test_check_warns(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    result = runner.invoke(app, ["check", str(file), "--no-world"])
    assert result.exit_code == 0
    assert "warning: 2 of 4 depths carry no note or source" in result.stdout


def test_schema_is_json() -> None:
    result = runner.invoke(app, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == Scenario.json_schema()


def test_new_writes_a_plan_that_passes_and_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "plan.yaml"
    assert runner.invoke(app, ["new", str(file)]).exit_code == 0
    assert Scenario.from_yaml(file).name == "My plan"
    checked = runner.invoke(app, ["check", str(file), "--no-world"])
    assert checked.exit_code == 0
    file.write_text("mine\n")
    again = runner.invoke(app, ["new", str(file)])
    assert isinstance(again.exception, UsageError)
    assert file.read_text() == "mine\n"
    assert runner.invoke(app, ["new", str(file), "--force"]).exit_code == 0
    assert Scenario.from_yaml(file).name == "My plan"
    folder = runner.invoke(app, ["new", str(tmp_path), "--force"])
    assert isinstance(folder.exception, UsageError)


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (["kinds"], "tariff                  a duty on the sender's imports"),
        (["groups"], "G7                      CAN, DEU, FRA, GBR, ITA, JPN, USA"),
        (["groups", "--date", "1960-01-01"], "the group G7 had no members on 1960-01-01"),
        (["groups", "--date", "2000-01-01"], "EU                      AUT, BEL, DEU, DNK, ESP,"),
        (["sectors"], "high technology by R&D intensity"),
    ],
)
def test_names(arguments: list[str], piece: str) -> None:
    result = runner.invoke(app, ["names", *arguments])
    assert result.exit_code == 0, result.output
    assert piece in result.stdout


def test_a_wrong_plan_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(changed("coverage: 0.4", "coverage: 1.4"))
    result = megara("check", "plan.yaml", "--no-world", cwd=tmp_path)
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.strip().splitlines()
    assert "plan.yaml:17: " in line
    assert "1.4 is out of range; it must be at most 1" in line


def test_a_wrong_sector_is_found_against_the_world(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(changed("[C26]", "[C266]"))
    result = megara("check", "plan.yaml", cwd=tmp_path)
    assert result.returncode == 2, result.stderr
    (line,) = result.stderr.strip().splitlines()
    assert "plan.yaml:16: " in line
    assert "no sector 'C266'; did you mean 'C26'?" in line


def test_the_example_on_its_world() -> None:
    result = megara("check", str(CHINA))
    assert result.returncode == 0, result.stderr
    assert "is a valid scenario on the world icio-2022." in result.stdout
    assert "bn of trade a year would stop at unchanged prices" in result.stdout
    assert "warning" not in result.stdout


@pytest.mark.parametrize("name", ["china-2023", "russia-2022", "tariffs-2025"])
def test_every_example_on_its_world(name: str) -> None:
    result = megara("check", str(ROOT / f"examples/{name}.yaml"))
    assert result.returncode == 0, result.stderr
    assert ("warning: The world does not show" in result.stdout) == (name == "russia-2022")
