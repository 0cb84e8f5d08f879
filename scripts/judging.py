"""The judge of readings, as it is fitted: see ``dossier/learned/judge.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from matching import same_measure
from torch import nn
from torch.nn import functional

from megara.dossier.learned.judge import Variant
from megara.dossier.learned.measures import judged
from megara.dossier.learned.network import Answers
from megara.dossier.learned.sides import Nearby
from megara.dossier.measures.together import Measured
from megara.dossier.schema import Measure

HIDDEN, STEPS, BATCH, RATE, DECAY, DROP = 16, 800, 2048, 4e-3, 0.05, 0.1
SPREAD = 0.05  # added to each spread, so that what never differs is not divided by zero


@dataclass
class Judged:
    """The readings of what may be a measure, as the judge is told them, and which are right."""

    rows: list[list[float]]
    right: list[float]


def judged_readings(
    nearby: Nearby, measured: Measured, answers: Answers,
    labels: list[dict[str, Any]],
) -> list[Judged]:  # fmt: skip
    """Return what may be a measure in a story; a label is right once, where it is told first."""
    found, taken = [], set()
    for _, readings in judged(nearby, measured, answers):
        fits = [{n for n, label in enumerate(labels) if same_measure(label, _as_measure(read))}
                for read, _ in readings]  # fmt: skip
        mine = next((n for each in fits for n in sorted(each - taken)), None)
        taken.add(mine)
        found.append(Judged([row for _, row in readings], [float(mine in each) for each in fits]))
    return found


def _as_measure(read: Variant) -> Measure:
    return Measure.model_construct(
        kind=read.kind, status=read.status, imposed_by=read.imposed_by, against=read.against,
        goods=read.goods,
    )  # fmt: skip


class Judge(nn.Module):
    """The judge: a few hidden numbers beside a sum."""

    def __init__(self, numbers: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(numbers, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.direct = nn.Linear(numbers, 1)
        self.drop = nn.Dropout(DROP)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """Return the logits that each reading is right."""
        by_way: torch.Tensor = self.out(self.drop(functional.relu(self.hidden(z))))
        logits: torch.Tensor = (by_way + self.direct(z))[:, 0]
        return logits


def fit_judge(every: list[Judged], seed: int = 0) -> dict[str, np.ndarray[Any, Any]]:
    """Fit the judge; each place counts the same, however many readings it has."""
    torch.manual_seed(seed)
    rows = torch.tensor([row for j in every for row in j.rows])
    right = torch.tensor([value for j in every for value in j.right])
    weight = torch.tensor([1 / len(j.right) for j in every for _ in j.right])
    mean, spread = rows.mean(0), rows.std(0) + SPREAD
    z = (rows - mean) / spread
    judge = Judge(z.shape[1])
    optimiser = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=DECAY)
    for _ in range(STEPS):
        drawn = torch.randint(len(z), (BATCH,))
        optimiser.zero_grad()
        wrong = functional.binary_cross_entropy_with_logits(
            judge(z[drawn]), right[drawn], reduction="none"
        )
        ((wrong * weight[drawn]).sum() / weight[drawn].sum()).backward()
        optimiser.step()
    print(f"{len(every)} places of {len(rows)} readings, {int(right.sum())} right", flush=True)
    found = {
        "judge mean": mean,
        "judge spread": spread,
        "judge hidden": judge.hidden.weight.T,
        "judge hidden bias": judge.hidden.bias,
        "judge out": judge.out.weight.T,
        "judge direct": judge.direct.weight.T,
        "judge bias": judge.direct.bias,
    }
    return {name: value.detach().numpy().astype(np.float32) for name, value in found.items()}
