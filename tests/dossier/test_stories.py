"""The labelled stories: the scores kept in docs/reading.md must not fall."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORIES = Path(__file__).parent / "stories"
PASSAGES = Path(__file__).parent / "passages"


def load(name):
    """Return a module of the folder ``scripts``, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")  # one imports the other
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer():
    return load("score_dossier")


def documented(folder):
    """Return the scores that the docs state for a folder, by list."""
    text = (ROOT / "docs" / "reading.md").read_text("utf-8")
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    names = next(line for line in lines if line[0] == "batch" and line[1] == "stories")
    scores = next(line for line in lines if line[0] == folder)
    return {n: float(s) for n, s in zip(names[2:], scores[2:], strict=False) if s.strip()}


@pytest.mark.parametrize("folder", sorted(p.name for p in STORIES.iterdir() if p.is_dir()))
def test_scores_are_those_of_the_docs(scorer, folder):
    total = scorer.score_folder(STORIES / folder, lambda text: None)
    stated = documented(folder)
    assert set(stated) == set(total)
    for name, counts in total.items():
        # a thousandth for rounding; another processor may break one tie of the parse
        assert scorer.f1(counts) >= stated[name] - 0.03, name


@pytest.mark.parametrize("file", sorted(p.name for p in PASSAGES.glob("*.jsonl")))
def test_passages_are_read_as_the_docs_say(scorer, file):
    talks = file.startswith("talks")
    score, names = (
        (scorer.score_talks, scorer.OF_TALKS) if talks
        else (scorer.score_passages, scorer.OF_PASSAGES)
    )  # fmt: skip
    scores = score(PASSAGES / file, lambda text: None)
    text = (ROOT / "docs" / "reading.md").read_text("utf-8")
    stated = next(line for line in text.splitlines() if line.startswith(f"| {file[:-6]} |"))
    numbers = [float(cell) for cell in stated.strip("| ").split(" | ")[2:]]
    for name, least in zip(names, numbers, strict=True):
        assert scorer.f1(scores[name]) >= least - 0.03, name


def test_there_are_stories_of_every_kind():
    stories = [p for p in STORIES.glob("*/*") if p.suffix != ".json"]
    assert len(stories) >= 12
    assert {p.suffix for p in stories} == {".txt", ".html"}
    assert all(p.with_suffix(".json").is_file() for p in stories)


def test_the_scorer_of_talks_counts_what_is_wrong(scorer):
    from megara.dossier.schema import Consultation, Event, Evidence

    text = "The EU met."
    evidence = Evidence(document="d1", start=0, end=len(text), text=text)
    label = {
        "consultation": {"initiator": ["USA"], "invited": ["JPN", "KOR?"], "stage": "ongoing|none",
                         "agreed": None},
        "events": [["2022-11-21", "meeting|vote", ["EU", "RUS?"]], ["2022-11", "call?", []]],
    }  # fmt: skip

    def shares(consultation, *events):
        told = [Event(date=d, kind=k, parties=p, evidence=[evidence]) for d, k, p in events]
        counts = load("score_talks").score_passage(label, consultation, told, lambda text: None)
        return {name: scorer.f1(counts[name]) for name in counts}

    right = shares(Consultation(initiator=["USA"], invited=["JPN"], stage="ongoing"),
                   ("2022-11-21", "vote", ["EU"]), ("2022-11", "call", []))  # fmt: skip
    assert right == dict.fromkeys(scorer.OF_TALKS, 1)
    assert shares(Consultation(), ("2022-11-21", "vote", ["EU", "RUS"]))["events"] == 1
    for date, kind, parties in (("2022-11-22", "vote", ["EU"]), ("2022-11-21", "call", ["EU"]),
                                ("2022-11-21", "vote", ["EU", "LUX"])):  # fmt: skip
        assert shares(Consultation(), (date, kind, parties))["events"] == 0
    wrong = shares(Consultation(initiator=["JPN"], invited=["USA"], stage="agreed", agreed=True))
    assert wrong == dict.fromkeys(scorer.OF_TALKS, 0)


def test_the_scorer_counts_what_is_wrong(scorer):
    from megara.dossier.schema import Document, Dossier, Evidence, Position

    text = "Hungary opposes the plan."
    evidence = Evidence(document="d1", start=0, end=len(text), text=text)
    dossier = Dossier(
        documents=[Document(id="d1", sha256="0", text=text)],
        positions=[Position(party="HUN", on="plan", stance="open", evidence=[evidence])],
    )
    label = {"positions": [["HUN", "opposed"]], "triggers": [], "measures": [], "claims": [],
             "junk": [], "corrected": []}  # fmt: skip
    said = []
    counts = scorer.score_story(label, dossier, said.append)
    assert scorer.f1(counts["positions"]) == 0
    assert len(said) == 2
    assert scorer.f1(counts["triggers"]) == 1
