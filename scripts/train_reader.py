"""Fit the network that reads: python scripts/train_reader.py [--without LETTERS] [--out FILE].

The stories of ``training/`` are read by the rules, and the network learns from their labels what
the rules leave out or get wrong. A label names an item and the words that tell it, not the token
that does. So a measure counts as found if the likeliest token of its words tells it, and a stance
if one of the tokens of its sentence that stand for the party finds it.

The judge of readings learns from stories that the network was not fitted to: two networks more are
fitted, each without a third of the files, and what they make of that third is judged. Needs PyTorch
(the extra ``gpu``) and some half an hour on two cores. One machine gives the same weights every
time; on another the last digits may differ.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from batches import NONE, Example, Labelled
from judging import Judged, fit_judge, judged_readings
from training import Net, fit, weights_of

from megara.dossier.learned import describe
from megara.dossier.learned.network import KINDS, STANCES, STATUSES, WEIGHTS, Network
from megara.dossier.learned.sides import Nearby
from megara.dossier.learned.tokens import Described
from megara.dossier.parse import parser
from megara.dossier.reader import ByRules, read_by_rules, take_in

TRAINING = Path(__file__).resolve().parent.parent / "training"
# How much an answer counts where the labels do not speak of it: at all the tokens of a party, and
# at those outside the sentence that tells its stance.
SILENT, ELSEWHERE = 0.7, 0.12
PARTS, LEFT_OUT = 3, 2  # of the files, and how often one part is left out for the judge


def sorted_files() -> list[Path]:
    """Return the files of labelled stories, a story a line."""
    return sorted(TRAINING.glob("*.jsonl"))


def labels_of(file: Path) -> list[dict[str, Any]]:
    """Return the labelled stories of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def read(label: dict[str, Any]) -> tuple[ByRules, Described]:
    """Read a labelled story by the rules, and describe it for the network."""
    intake = take_in(label["text"], 1, None, label["published"])
    sentences = parser().parse(intake.document.id, intake.text, intake.paragraphs)
    by_rules = read_by_rules(intake, sentences, parser())
    return by_rules, describe(by_rules.story, by_rules.reading)


def example(label: dict[str, Any]) -> Example:
    """Read one story and put its labels at the tokens."""
    by_rules, given = read(label)
    told, allowed = _stances(label, given)
    return Example(given.tokens, _measures(label, by_rules, given), told, allowed)


def _span(label: dict[str, Any], text: str) -> tuple[int, int]:
    """Return the first and one past the last character of a label's words; none if not there."""
    start = text.find(label["quote"])
    return (start, start + len(label["quote"])) if start >= 0 else (0, 0)


def _measures(label: dict[str, Any], by_rules: ByRules, given: Described) -> list[Labelled]:
    """Return the labelled measures that a sentence given to the network tells."""
    nearby = Nearby(given, by_rules.reading.anchors)
    found = []
    for measure in label["measures"]:
        start, end = _span(measure, given.story.text)
        words: list[int] = []
        numbers: list[int] = []
        for n, sentence in enumerate(given.sentences):
            inside = [int(given.tokens.first[n]) + t for t in range(len(sentence))
                      if sentence.start[t] < end and sentence.end[t] > start]  # fmt: skip
            words += inside
            numbers += [n] * bool(inside)
        if words:
            kinds = measure["kind"].split("|")
            found.append(Labelled(
                words, [KINDS.index(kind) for kind in kinds],
                [STATUSES.index(status) for status in measure["status"].split("|")],
                nearby.pairs(numbers[0], kinds), measure["by"], measure["against"],
            ))  # fmt: skip
    return found


def _stances(
    label: dict[str, Any], given: Described
) -> tuple[list[tuple[list[int], list[int]]], list[tuple[int, list[int], float]]]:
    """Return the ``told`` and ``allowed`` of an example."""
    told: list[tuple[list[int], list[int]]] = []
    allowed: list[tuple[int, list[int], float]] = []
    meant: dict[str, list[int]] = {}
    for position in label["positions"]:
        stances = [STANCES.index(s) for s in position["stance"].split("|")]
        meant.setdefault(position["party"], []).extend(stances)
        start, end = _span(position, given.story.text)
        at = [h.place for h in given.holders
              if position["party"] in h.parties
              and h.sentence.span[0] < end and h.sentence.span[1] > start]  # fmt: skip
        if at:
            told.append((at, stances))
    spoken = {place for at, _ in told for place in at}
    for holder in given.holders:
        for party in holder.parties:
            right = sorted(set(meant.get(party, ())))
            allowed.append((holder.place, [*right, NONE], SILENT))
            if right and holder.place not in spoken:
                allowed.append((holder.place, [NONE], ELSEWHERE))
    return told, allowed


def examples(files: Iterable[Path]) -> list[Example]:
    """Return the examples of some files."""
    found = [example(label) for file in files for label in labels_of(file)]
    return [e for e in found if len(e.tokens.words)]


def readings_of(net: Net, files: Iterable[Path]) -> list[Judged]:
    """Return what may be a measure in stories that a network was not fitted to."""
    network = Network(weights_of(net))
    found: list[Judged] = []
    for file in files:
        for label in labels_of(file):
            by_rules, given = read(label)
            if given.sentences:
                answers = network.read(given.tokens)
                found += judged_readings(
                    given, by_rules.reading, by_rules.measured, answers, label["measures"]
                )
    return found


def main() -> None:
    """Fit the network and the judge and write their weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--without", default="", help="files that begin with these letters")
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    given = arguments.parse_args()
    files = [f for f in sorted_files() if f.name[0] not in given.without]
    by_file = [examples([file]) for file in files]
    stories = [e for part in by_file for e in part]
    print(f"{len(stories)} stories, {sum(len(e.measures) for e in stories)} measures, "
          f"{sum(len(e.told) for e in stories)} positions", flush=True)  # fmt: skip
    readings: list[Judged] = []
    for left_out in range(LEFT_OUT):
        rest = [e for n, part in enumerate(by_file) if n % PARTS != left_out for e in part]
        readings += readings_of(fit(rest), files[left_out::PARTS])
    judge = fit_judge(readings)
    np.savez_compressed(given.out, **weights_of(fit(stories)), **judge)


if __name__ == "__main__":
    main()
