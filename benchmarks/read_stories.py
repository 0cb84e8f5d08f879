"""Speed of reading: python benchmarks/read_stories.py [--stories 60] [--rounds 3].

Stories of 800 words are put together from the labelled ones, each with its own order of
paragraphs, so that nothing is read twice the same. The time is processor time of one process on
one core with one BLAS thread; loading is the wall time of a fresh process.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

STORIES = Path(__file__).resolve().parent.parent / "tests" / "dossier" / "stories"
WORDS = 800
LOADING = (
    "import time; t = time.perf_counter();"
    "from megara.dossier.parse import parser; parser();"
    "print(time.perf_counter() - t)"
)


def made_up(count: int, seed: int) -> list[str]:
    """Return texts of 800 words made of the paragraphs of the labelled stories."""
    paragraphs = [
        line
        for path in sorted(STORIES.glob("*/*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if len(line.split()) > 12
    ]
    draw = random.Random(seed)
    texts = []
    for number in range(count):
        order = draw.sample(paragraphs, len(paragraphs))
        words, kept = 0, [f"Story {number} about sanctions"]
        for paragraph in order:
            kept.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS:
                break
        texts.append("\n\n".join(kept))
    return texts


def main() -> None:
    """Print loading time and stories a second."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stories", type=int, default=60)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    loads = [
        float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True,
                             text=True).stdout)
        for _ in range(3)
    ]  # fmt: skip
    print(f"loading: {min(loads):.2f} s (best of 3 fresh processes; target under 2 s)")
    from megara.dossier.collection import no_collection
    from megara.dossier.intake import take_in
    from megara.dossier.parse import parser
    from megara.dossier.reader import read_intakes, read_story

    tools = parser()
    read_intakes([take_in(made_up(1, 0)[0], 1)], tools)
    best = 0.0
    for turn in range(given.rounds):
        texts = made_up(given.stories, turn + 1)
        words = sum(len(text.split()) for text in texts)
        with no_collection():  # as ``read`` does
            start = time.process_time()
            intakes = [take_in(text, number) for number, text in enumerate(texts, 1)]
            parsed = tools.parse_many([(i.document.id, i.text, i.paragraphs) for i in intakes])
            middle = time.process_time()
            for intake, sentences in zip(intakes, parsed, strict=True):
                read_story(intake, sentences, tools)
            used = time.process_time() - start
        rate = words / WORDS / used
        best = max(best, rate)
        print(
            f"round {turn + 1}: {rate:.1f} stories of {WORDS} words a second a core "
            f"({(middle - start) / used:.0%} of it taking in and parsing)"
        )
    print(f"best: {best:.1f} stories a second a core (target 20)")


if __name__ == "__main__":
    main()
