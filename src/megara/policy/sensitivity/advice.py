r"""Which rung is advised: a rule that turns harm and cost of each rung into one choice.

``per_cost``  the largest harm per unit of cost; a rung that costs the senders nothing beats any
              that does, and of several such the one with most harm
``within B``  the most harm among rungs that cost the senders at most B (USD bn a year)
``resolve r`` the largest ``r H - C`` with harm and cost in percent of income: the senders accept r
              points of own loss for one point of the target's

A rung without harm is never advised; where none is left, the advice is to do nothing (-1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError
from megara.policy.sensitivity.experiment import Results

Floats = NDArray[np.float64]
NOTHING = -1


@dataclass(frozen=True)
class Rule:
    """A rule, with its number (budget in USD bn, or resolve) where it has one.

    ``incomes`` are those of the targets and of the senders, USD bn, to turn losses into percent.
    """

    kind: Literal["per_cost", "within", "resolve"] = "per_cost"
    number: float = 0.0
    incomes: tuple[float, float] = (1.0, 1.0)

    def __post_init__(self) -> None:
        if self.kind != "per_cost" and not (np.isfinite(self.number) and self.number >= 0):
            what = "budget" if self.kind == "within" else "resolve"
            raise UsageError(f"the {what} is a number of at least 0, not {self.number:g}")

    @property
    def says(self) -> str:
        """The rule in words."""
        if self.kind == "within":
            return f"most harm at a cost of at most USD {self.number:g} bn a year"
        if self.kind == "resolve":
            return (
                f"most harm net of cost, {self.number:g} points of own loss being accepted "
                "for one point of harm"
            )
        return "most harm per unit of cost"

    def score(self, results: Results) -> Floats:
        """Return the score of each rung, -inf where it cannot be advised, shape (S, R)."""
        harm, cost = results.harm, results.cost
        if self.kind == "within":
            score = np.where(cost <= self.number, harm, -np.inf)
        elif self.kind == "resolve":
            net = self.number * harm / self.incomes[0] - cost / self.incomes[1]
            score = np.where(net > 0, net, -np.inf)
        else:
            # Rungs that cost nothing come above all others, in the order of their harm.
            free = 1e12 + harm
            score = np.where(cost > 0, harm / np.where(cost > 0, cost, 1.0), free)
        return np.where(harm > 0, score, -np.inf)

    def advised(self, results: Results) -> NDArray[np.int64]:
        """Return the place of the advised rung of each setting, NOTHING for none, shape (S,)."""
        score = self.score(results)
        return np.where(np.isfinite(score).any(axis=1), score.argmax(axis=1), NOTHING)
