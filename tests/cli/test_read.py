"""``megara read`` and ``megara dossier`` on the command line."""

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from megara.cli.dossier import app as dossier_app
from megara.cli.read import read
from megara.dossier.reader import read as read_stories
from megara.errors import MegaraError, UsageError
from megara.policy.scenario import Scenario

STORY = """EU weighs ban on Russian aluminium

BRUSSELS, May 2, 2024 (Reuters) - The EU is considering a ban on imports of Russian aluminium,
two diplomats said.

Hungary opposes the ban, one of them said. The Kremlin declined to comment.
"""
app = typer.Typer()
app.command("read")(read)
app.add_typer(dossier_app, name="dossier")
runner = CliRunner()


def call(*arguments, text=None):
    result = runner.invoke(app, [str(a) for a in arguments], input=text)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_read_writes_all_three(tmp_path, story):
    out, page, draft = tmp_path / "d.json", tmp_path / "d.html", tmp_path / "draft.yaml"
    call("read", story, "--out", out, "--html", page, "--scenario", draft)
    dossier = json.loads(out.read_text("utf-8"))
    stances = [(p["party"], p["stance"]) for p in dossier["positions"]]
    assert stances == [("EU", "open"), ("HUN", "opposed")]
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert Scenario.from_yaml(draft).targets == ("RUS",)


def test_read_standard_input_and_print():
    dossier = json.loads(call("read", "-", text=STORY))
    assert dossier["documents"][0]["text"] == STORY


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "megara", *(str(a) for a in arguments)],
        capture_output=True, text=True, timeout=120, check=False, **options,
    )  # fmt: skip


def test_what_was_read_is_kept_if_there_is_no_draft_in_it(tmp_path):
    story = tmp_path / "weather.txt"
    story.write_text("The weather was fine on Friday, two officials said.\n")
    out, page, plan = tmp_path / "d.json", tmp_path / "d.html", tmp_path / "draft.yaml"
    done = run("read", story, "--out", out, "--html", page, "--scenario", plan)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("megara: the dossier tells of nobody")
    assert out.exists()
    assert page.exists()
    assert not plan.exists()


def test_an_empty_file_does_not_stop_the_others(tmp_path, story):
    (tmp_path / "empty.txt").write_text("")
    done = run("read", tmp_path)
    assert done.returncode == 0
    assert "left out: empty.txt: there is no text to read in it" in done.stderr
    assert [d["id"] for d in json.loads(done.stdout)["documents"]] == ["d1"]
    story.unlink()
    assert run("read", tmp_path).returncode == 2
    with pytest.warns(UserWarning, match=r"left out: .*no text"):
        read_stories(b"", STORY)


@pytest.mark.parametrize("option", ["--out", "--html", "--scenario"])
@pytest.mark.parametrize("way", ["itself", "link", "folder"])
def test_a_source_is_never_overwritten(tmp_path, story, option, way):
    target = tmp_path / "other" / ".." / "story.txt"
    (tmp_path / "other").mkdir()
    if way == "link":
        target = tmp_path / "link.json"
        target.symlink_to(story)
    with pytest.raises(UsageError, match="would overwrite what is read"):
        call("read", tmp_path if way == "folder" else story, option, target)
    assert story.read_text("utf-8") == STORY
    assert {p.name for p in tmp_path.iterdir()} <= {"story.txt", "other", "link.json"}


def test_a_draft_from_a_corrected_dossier(tmp_path, story):
    dossier, first, second = tmp_path / "d.json", tmp_path / "a.yaml", tmp_path / "b.yaml"
    call("read", story, "--out", dossier, "--scenario", first)
    call("dossier", "draft", dossier, "--out", second)
    assert second.read_bytes() == first.read_bytes()
    assert call("dossier", "draft", dossier) == first.read_text("utf-8")
    data = json.loads(dossier.read_text("utf-8"))
    data["positions"][1]["stance"] = "supportive"
    dossier.write_text(json.dumps(data), "utf-8")
    call("dossier", "draft", dossier, "--out", second)
    assert Scenario.from_yaml(second).resolves["HUN"].word == "supportive"
    with pytest.raises(UsageError, match="would overwrite what is read"):
        call("dossier", "draft", dossier, "--out", dossier)
    with pytest.raises(UsageError, match="would overwrite what is read"):
        call("dossier", "show", dossier, "--html", dossier)
    call("dossier", "draft", dossier, dossier, "--out", tmp_path / "both.yaml")


def test_a_dossier_without_a_draft_is_a_failure_not_a_usage_error(tmp_path):
    dossier = tmp_path / "d.json"
    call(
        "read", "-", "--out", dossier, text="The weather was fine on Friday, two officials said.\n"
    )
    done = run("dossier", "draft", dossier, "--out", tmp_path / "plan.yaml")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no draft" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "missing.txt"],
        ["read", "-", "--published", "yesterday"],
        ["read", "-", "--out", "same.json", "--html", "same.json"],
        ["dossier", "check", "missing.json"],
        ["dossier", "merge", "missing.json", "--out", "x.json"],
    ],
)
def test_wrong_usage_is_one_line(arguments):
    with pytest.raises(MegaraError) as caught:
        call(*arguments, text=STORY)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_dossier_commands(tmp_path, story):
    ledger = tmp_path / "ledger"
    first, second = ledger / "a.json", ledger / "b.json"
    call("read", story, "--out", first)
    later = STORY.replace("May 2", "June 2").replace("Hungary opposes", "Hungary supports")
    call("read", "-", "--out", second, text=later)
    assert "all in place" in call("dossier", "check", first, "--texts", tmp_path)
    assert "1 document, 1" in call("dossier", "check", first)
    assert "spans, all in place" in call("dossier", "check", ledger)
    empty = tmp_path / "empty.json"
    empty.write_text("{}")
    with pytest.raises(UsageError, match=r"empty\.json is not a dossier: it has no"):
        call("dossier", "check", empty)
    empty.write_text('{"schema_version": 1, "documents": []}')
    with pytest.raises(MegaraError, match="it holds no document"):
        call("dossier", "check", empty)
    with pytest.raises(MegaraError, match="no file in"):
        call("dossier", "check", second, "--texts", tmp_path)
    shown = call("dossier", "show", first, "--words")
    assert "Hungary is opposed" in shown
    assert "> Hungary opposes the ban" in shown
    timeline = call("dossier", "timeline", ledger, "--party", "HUN")
    assert "2024-06-02  supportive  (was opposed on 2024-05-02)" in timeline
    for name in ("Hungary", "hungarian", "Budapest", "hun"):
        assert call("dossier", "timeline", ledger, "--party", name) == timeline
    with pytest.raises(MegaraError, match=r"no position of China is told .*Hungary"):
        call("dossier", "timeline", ledger, "--party", "Beijing")
    with pytest.raises(UsageError, match=r"nobody is called 'Hungarry'; did you mean Hungary"):
        call("dossier", "timeline", ledger, "--party", "Hungarry")
    with pytest.raises(UsageError, match=r"nobody is called 'ZZZ'; told are those of .*Hungary"):
        call("dossier", "timeline", ledger, "--party", "ZZZ")
    only = call("dossier", "timeline", ledger, "--changes")
    assert only.count("was ") == 1
    whole = tmp_path / "whole.json"
    call("dossier", "merge", ledger, "--out", whole)
    assert len(json.loads(whole.read_text())["documents"]) == 2
    page = tmp_path / "whole.html"
    call("dossier", "show", whole, "--html", page)
    assert "supportive" in page.read_text("utf-8")


def test_a_tampered_dossier_is_refused(tmp_path, story):
    out = tmp_path / "d.json"
    call("read", story, "--out", out)
    out.write_text(out.read_text("utf-8").replace("Hungary opposes", "Austria opposes", 1))
    with pytest.raises(UsageError, match="do not stand"):
        call("dossier", "check", out)


def test_as_a_real_process(tmp_path, story):
    done = subprocess.run(
        [sys.executable, "-m", "megara", "read", str(story), "--out", str(tmp_path / "d.json")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "read 1 document: 1 measure, 0 triggers, 2 positions" in done.stderr
    failed = subprocess.run(
        [sys.executable, "-m", "megara", "read", str(tmp_path / "none.txt")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert failed.returncode == 2
    assert failed.stderr.count("\n") == 1
    assert "Traceback" not in failed.stderr


def test_a_model_without_an_address_is_refused(tmp_path, story):
    out = tmp_path / "d.json"
    with pytest.raises(UsageError, match="--llm-model names a model at the address of --llm"):
        call("read", story, "--out", out, "--llm-model", "small")
    assert not out.exists()
