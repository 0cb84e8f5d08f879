"""Score the reading of the labelled stories: python scripts/score_dossier.py [-v] [PATH ...].

A path is a folder of stories, each with its labels beside it, or a file of passages, one with its
labels a line (those named talks are scored by :mod:`score_talks`); by default all of the tests.

A position counts by party and stance; a trigger by actor, recipient and a shared word of the
action; a measure by kind, status, and senders and targets that overlap; a claim by the words it
was found at. ``strict`` are the positions without the leave that :func:`only_sender` gives.
``source_kind`` and ``status`` are shares of the matched claims. Junk of a page counts if it is in
the text drawn from the page. Labels may allow
alternatives with a bar ("reticent|opposed"). F1 is over all stories together.

With ``--llm ADDRESS`` the stories are read by a language model too, as ``megara read --llm`` does;
with ``--answers tests/dossier/model/answers.jsonl`` as one once answered on some of them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from matching import (
    allows,
    match,
    only_sender,
    same_claim,
    same_measure,
    same_person,
    same_trigger,
)
from score_talks import OF_TALKS, score_talks

from megara.dossier.intake import Intake
from megara.dossier.model import Address, ModelReader, replaced, verified
from megara.dossier.parse import parser as tools
from megara.dossier.reader import SecondReader, read_intakes, take_in
from megara.dossier.schema import Dossier, Position

TESTS = Path(__file__).resolve().parent.parent / "tests" / "dossier"
STORIES, PASSAGES = TESTS / "stories", TESTS / "passages"
OF_PASSAGES = ("positions", "strict", "triggers", "measures")
LISTS = ("positions", "triggers", "measures", "claims", "junk", "corrected")
COLUMNS = ("positions", "strict", "triggers", "measures", "claims", "source_kind", "claim status",
           "count", "junk", "corrected")  # fmt: skip
TARGET = {**dict.fromkeys(LISTS[:4], 0.90), "strict": 0.90, "junk": 0.95, "corrected": 0.95,
          "source_kind": 0.95, "claim status": 0.95}  # fmt: skip


def score_story(label: dict[str, Any], dossier: Dossier, say: Any) -> dict[str, Counter[str]]:
    """Count what was found, missed and made up, by list."""
    document = dossier.documents[0]
    positions = [p for p in dossier.positions if not only_sender(p, label)]

    def same_position(label: list[str], found: Position) -> bool:
        return label[0] == found.party and allows(label[1], found.stance)

    lists: dict[str, tuple[list[Any], list[Any], Any]] = {
        "positions": (
            label["positions"],
            positions,
            same_position,
        ),
        "triggers": (label["triggers"], dossier.triggers, same_trigger),
        "measures": (label["measures"], dossier.measures, same_measure),
        "claims": (label["claims"], dossier.claims, same_claim),
        "junk": (
            # of a page, what is not in the text drawn from it was thrown away before
            [line for line in label["junk"] if line in document.text],
            [line.text.strip() for line in document.junk_lines],
            lambda a, b: a == b,
        ),
        "corrected": (
            label["corrected"],
            dossier.corrected_names,
            lambda a, b: a[0] == b.as_written and same_person(a[1], b.canonical),
        ),
    }
    strict = len(match(label["positions"], dossier.positions, same_position))
    counts = {
        "strict": Counter(hit=strict, label=len(label["positions"]), found=len(dossier.positions))
    }
    for name, (wanted, found, same) in lists.items():
        pairs = match(wanted, found, same)
        counts[name] = Counter(hit=len(pairs), label=len(wanted), found=len(found))
        hit_labels, hit_found = [p[0] for p in pairs], [p[1] for p in pairs]
        for item in wanted:
            if not any(item is x for x in hit_labels):
                say(f"  missed {name}: {item}")
        for item in found:
            if not any(item is x for x in hit_found):
                say(f"  extra  {name}: {shown(item)}")
        if name == "claims":
            counts["source_kind"], counts["claim status"] = Counter(), Counter()
            for wanted_claim, claim in pairs:
                kind = allows(wanted_claim["source_kind"], claim.source_kind)
                status = allows(wanted_claim["status"], claim.status)
                counts["source_kind"].update(hit=kind, label=1, found=1)
                counts["claim status"].update(hit=status, label=1, found=1)
                if "count" in wanted_claim:
                    right = claim.count == wanted_claim["count"]
                    counts.setdefault("count", Counter()).update(hit=right, label=1, found=1)
                    if not right:
                        say(f"  count  {wanted_claim} but {claim.count}")
                if not (kind and status):
                    say(f"  wrong  {wanted_claim} but {claim.source_kind} {claim.status}")
    return counts


def shown(item: Any) -> str:
    """Return an item on one line, its evidence shortened."""
    if isinstance(item, str):
        return item
    data = item.model_dump(exclude={"evidence"})
    return f"{data} <- {item.evidence[0].text[:140]!r}"


def f1(counts: Counter[str]) -> float:
    """Return the harmonic mean of precision and recall; 1 if there was nothing to find."""
    total = counts["label"] + counts["found"]
    return 2 * counts["hit"] / total if total else 1.0


def score_folder(
    folder: Path, say: Any, second: SecondReader | None = None
) -> dict[str, Counter[str]]:
    """Score every labelled story of a folder, read by a second reader too if there is one."""
    total: dict[str, Counter[str]] = {}
    for labels in sorted(folder.glob("*.json")):
        story = next(p for p in sorted(folder.glob(labels.stem + ".*")) if p.suffix != ".json")
        intake = take_in(story.read_bytes(), 1, story.name)
        dossier = read_intakes([intake], tools(), second=second)
        label = json.loads(labels.read_text("utf-8"))
        say(f"{folder.name}/{story.name}")
        if dossier.documents[0].published != label["published"]:
            say(f"  published {dossier.documents[0].published}, not {label['published']}")
        for name, counts in score_story(label, dossier, say).items():
            total.setdefault(name, Counter()).update(counts)
    return total


def score_passages(file: Path, say: Any) -> dict[str, Counter[str]]:
    """Score every labelled passage of a file, each read alone; they have no claims labelled."""
    total = {name: Counter[str]() for name in OF_PASSAGES}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        label = {"claims": [], "junk": [], "corrected": [], **json.loads(line)}
        dossier = read_intakes([take_in(label["text"], 1)], tools())
        say(f"{file.name}:{number} {label['text']}")
        for name, counts in score_story(label, dossier, say).items():
            if name in OF_PASSAGES:
                total[name].update(counts)
    return total


def recorded(file: Path) -> SecondReader:
    """Return a reader that answers as a language model once did, by the text's ``sha256``."""
    answers = {}
    for line in file.read_text("utf-8").splitlines():
        given = json.loads(line)
        answers[given["sha256"]] = given["answer"]

    def read(intake: Intake, first: Dossier) -> Dossier:
        answer = answers.get(intake.document.sha256)
        if answer is None:
            raise SystemExit(f"{file} holds no answer on the story {intake.document.title!r}")
        return replaced(first, verified(answer, intake))

    return read


def table(totals: dict[str, dict[str, Counter[str]]], stories: dict[str, int]) -> str:
    """Return the scores as a Markdown table: a batch a line, then all, then the targets."""
    whole: dict[str, Counter[str]] = {}
    for total in totals.values():
        for name, counts in total.items():
            whole.setdefault(name, Counter()).update(counts)
    lines = ["| batch | stories | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 2) + "|"]
    rows = {**totals, "all": whole} if len(totals) > 1 else totals
    for batch, total in rows.items():
        number = stories.get(batch, sum(stories.values()))
        cells = [f"{f1(total[name]):.3f}" if name in total else "" for name in COLUMNS]
        lines.append(f"| {batch} | {number} | " + " | ".join(cells) + " |")
    wanted = [f"{TARGET[name]:.2f}" if name in TARGET else "" for name in COLUMNS]
    lines.append("| target | | " + " | ".join(wanted) + " |")
    return "\n".join(lines)


def batch_number(folder: Path) -> tuple[str, int]:
    """Return what batches are sorted by: held-out-10 comes after held-out-9."""
    name, _, number = folder.name.rpartition("-")
    return (name, int(number)) if number.isdigit() else (folder.name, 0)


def main() -> None:
    """Print the scores of each folder of labelled stories."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="*", type=Path)
    arguments.add_argument("-v", "--verbose", action="store_true", help="print every difference")
    models = arguments.add_mutually_exclusive_group()
    models.add_argument("--llm", help="read with the language model at this address too")
    models.add_argument("--answers", type=Path, help="or as these recorded answers have it")
    arguments.add_argument("--llm-model", default="default", help="its name there")
    given = arguments.parse_args()
    second = recorded(given.answers) if given.answers else None
    if given.llm:
        second = ModelReader(Address(given.llm, given.llm_model), print)
    say = print if given.verbose else lambda text: None
    paths = given.paths or [*STORIES.iterdir(), *PASSAGES.glob("*.jsonl")]
    totals, stories = {}, {}
    for folder in sorted((p for p in paths if p.is_dir()), key=batch_number):
        totals[folder.name] = score_folder(folder, say, second)
        stories[folder.name] = len(list(folder.glob("*.json")))
    if totals:
        print(table(totals, stories))
    for file in sorted(p for p in paths if p.suffix == ".jsonl"):
        talks = file.stem.startswith("talks")
        scores = score_talks(file, say) if talks else score_passages(file, say)
        told = ", ".join(f"{n} {f1(scores[n]):.3f}" for n in (OF_TALKS if talks else OF_PASSAGES))
        print(f"passages {file.stem}: {told}")


if __name__ == "__main__":
    main()
