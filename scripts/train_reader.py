"""Fit the network that reads: python scripts/train_reader.py [--without LETTERS] [--out FILE].

The stories of ``training/`` are read by the rules, and the network learns from their labels what
the rules leave out or get wrong. A label names an item and the words that tell it, not the token
that does. So a measure or a trigger counts as found if the likeliest token of its words tells it,
and a stance if one of the tokens of its sentence that stand for the party finds it.

The judge of readings learns from stories that the network was not fitted to: two networks more are
fitted, each without a third of the files, and what they make of that third is judged. Needs PyTorch
(the extra ``gpu``) and some half an hour on two cores; each core fits a network. One machine gives
the same weights every time; on another the last digits may differ.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import NONE, Example, Labelled
from judging import Judged, fit_judge, judged_readings
from training import Net, fit, weights_of

from megara.dossier.by_rules import ByRules, read_by_rules
from megara.dossier.intake import take_in
from megara.dossier.learned import describe
from megara.dossier.learned.network import (
    KINDS,
    STANCES,
    STATUSES,
    TRIGGER,
    WEIGHTS,
    Network,
)
from megara.dossier.learned.sides import Nearby
from megara.dossier.learned.tokens import Described
from megara.dossier.parse import parser

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
    return Example(given.tokens, _labelled(label, by_rules, given), told, allowed)


def _span(label: dict[str, Any], text: str) -> tuple[int, int]:
    """Return the first and one past the last character of a label's words; none if not there."""
    start = text.find(label["quote"])
    return (start, start + len(label["quote"])) if start >= 0 else (0, 0)


def _labelled(label: dict[str, Any], by_rules: ByRules, given: Described) -> list[Labelled]:
    """Return the labelled measures and triggers that a sentence given to the network tells."""
    nearby = Nearby(given, by_rules.reading)
    found = []
    for measure in label["measures"]:
        words, number = _words(measure, given)
        if words:
            kinds = measure["kind"].split("|")
            found.append(Labelled(
                words, [KINDS.index(kind) for kind in kinds],
                [STATUSES.index(status) for status in measure["status"].split("|")],
                nearby.of_measure(number, kinds), _parties(measure["by"]),
                _parties(measure["against"]),
            ))  # fmt: skip
    for trigger in label["triggers"]:
        words, number = _words(trigger, given)
        if words:
            found.append(Labelled(
                words, [TRIGGER], [], nearby.of_trigger(number), _parties([trigger["actor"]]), [],
            ))  # fmt: skip
    return found


def _words(item: dict[str, Any], given: Described) -> tuple[list[int], int]:
    """Return the tokens of an item's words, and the place of the first sentence they stand in."""
    start, end = _span(item, given.story.text)
    words: list[int] = []
    first = 0
    for n, sentence in enumerate(given.sentences):
        inside = [int(given.tokens.first[n]) + t for t in range(len(sentence))
                  if sentence.end[t] > start and sentence.start[t] < end]  # fmt: skip
        first = n if inside and not words else first
        words += inside
    return words, first


def _parties(written: Iterable[str | None]) -> list[str]:
    """Return each party of a label, of those that a bar or a comma joins too."""
    return [p for names in written for p in re.split(r"[|,]", names or "") if p]


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
                nearby = Nearby(given, by_rules.reading)
                found += judged_readings(nearby, by_rules.measured, answers, label["measures"])
    return found


def whole(by_file: list[list[Example]]) -> dict[str, Any]:
    """Fit the network to all stories and return its weights."""
    return weights_of(fit([e for part in by_file for e in part]))


def judged_without(by_file: list[list[Example]], files: list[Path], left_out: int) -> list[Judged]:
    """Fit a network without a part of the files and return what may be a measure in that part."""
    rest = [e for n, part in enumerate(by_file) if n % PARTS != left_out for e in part]
    return readings_of(fit(rest), files[left_out::PARTS])


def main() -> None:
    """Fit the network and the judge and write their weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--without", default="", help="files that begin with these letters")
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    given = arguments.parse_args()
    files = [f for f in sorted_files() if f.name[0] not in given.without]
    torch.set_num_threads(1)  # the same sums on any number of cores, each of which fits a network
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        by_file = list(pool.map(examples, [[file] for file in files]))
        stories = [e for part in by_file for e in part]
        print(f"{len(stories)} stories, {sum(len(e.labelled) for e in stories)} measures and "
              f"triggers, {sum(len(e.told) for e in stories)} positions", flush=True)  # fmt: skip
        weights = pool.submit(whole, by_file)  # the longest first
        parts = [pool.submit(judged_without, by_file, files, n) for n in range(LEFT_OUT)]
        judge = fit_judge([reading for part in parts for reading in part.result()])
        np.savez_compressed(given.out, **weights.result(), **judge)


if __name__ == "__main__":
    main()
