"""``megara read --llm``, as a process."""

import json
import subprocess
import sys

TEXT = "Plan\n\nThe EU banned Russian steel on Friday. Slovakia is of two minds about it.\n"
SVK = {"party": "SVK", "on": "the ban", "stance": "undecided",
       "evidence": ["Slovakia is of two minds about it."]}  # fmt: skip


def read(folder, *options):
    (folder / "story.txt").write_text(TEXT, "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "megara", "read", str(folder / "story.txt"),
         "--out", str(folder / "d.json"), "--html", str(folder / "d.html"), *options],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_what_the_model_reads_is_in_the_dossier_and_on_the_page(tmp_path, serve):
    address, seen = serve({"positions": [SVK, {**SVK, "evidence": ["No such words."]}]})
    done = read(tmp_path, "--llm", address, "--llm-model", "tiny")
    assert done.returncode == 0, done.stderr
    assert "1 item of d1 thrown away" in done.stderr
    dossier = json.loads((tmp_path / "d.json").read_text("utf-8"))
    assert [(p["party"], p["read_by"]) for p in dossier["positions"]] == [("SVK", "model")]
    assert "read by a language model" in (tmp_path / "d.html").read_text("utf-8")
    assert len(seen) == 1


def test_a_model_that_fails_is_one_line_and_nothing_is_written(tmp_path, serve):
    address, _ = serve("I cannot help with that.")
    done = read(tmp_path, "--llm", address)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "gave no JSON answer" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("d.*"))


def test_an_address_that_is_none_is_refused(tmp_path):
    done = read(tmp_path, "--llm", "localhost:8000")
    assert done.returncode == 2
    assert "must be http or https" in done.stderr
    assert not list(tmp_path.glob("d.*"))
