r"""The best package within a budget: which sectors to close, in which direction.

A candidate closes one sector in one direction between all senders that take part and the targets:
``exports`` the senders' sales to the targets, ``imports`` what they buy there. Wanted is the set
with most harm whose cost to the senders stays within a budget. Choosing sets is hard (a knapsack
with interactions), so it is done greedily: derivatives at the package reached (one adjoint solve)
rank the candidates that are left by harm per cost, the most promising are solved exactly together
with the package, and those with the best exact harm per cost are taken. When nothing more fits,
members are changed one for one as long as that adds harm. The package is solved exactly at every
step and its cost never exceeds the budget; that no better set exists is not proved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.equilibrium import Certificate, Equilibrium
from megara.equilibrium.near import anchor, in_chunks, solve_near
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import UsageError
from megara.policy.derivatives import loss_gradient
from megara.policy.run import Run
from megara.policy.sectors import sector_indices

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_PROMISING = 16
"""Candidates solved exactly at each step."""

_ROUNDS, _SWAPS = 4, 200
"""Times that one member may be changed for another, and equilibria tried for each."""


@dataclass(frozen=True)
class Closed:
    """One sector closed in one direction, and harm and cost (USD bn) with all before it."""

    sector: str
    direction: str
    harm: float
    cost: float


@dataclass(frozen=True, eq=False)
class Package:
    """What to close, in the order of choice, with harm and cost of the whole, USD bn a year."""

    budget: float
    steps: tuple[Closed, ...]
    harm: float
    cost: float
    certificate: Certificate | None
    candidates: int

    def to_frame(self, names: dict[str, str]) -> pd.DataFrame:
        """Return a row for each sector and direction closed."""
        import pandas as pd

        rows = [(s.sector, names[s.sector], s.direction, s.harm, s.cost) for s in self.steps]
        columns = ["sector", "name", "direction", "harm_usd_bn_so_far", "cost_usd_bn_so_far"]
        return pd.DataFrame(rows, columns=columns)


class _Search:
    """The candidates of a run, and how to solve packages of them."""

    def __init__(self, run: Run, sectors: Sequence[str]) -> None:
        world = run.world
        self.run = run
        index = {c: i for i, c in enumerate(world.countries)}
        senders = [index[c] for c in run.senders]
        targets = [index[c] for c in run.targets]
        chosen: set[int] = set()
        for name in sectors:
            chosen |= set(sector_indices(name, world.sectors, world.sector_names))
        self.names: list[tuple[str, str]] = []
        self.flows: list[Integers] = []
        trade = world.array("trade")
        for j in sorted(chosen):
            for way, sides in (("exports", (senders, targets)), ("imports", (targets, senders))):
                flow = np.array([(i, n, j) for i in sides[0] for n in sides[1]], np.int64)
                flow = flow.reshape(-1, 3)
                flow = flow[trade[tuple(flow.T)] > 0]
                if len(flow):
                    self.names.append((world.sectors[j], way))
                    self.flows.append(flow)
        self.places = [[index[c] for c in group] for group in (run.targets, run.senders)]

    def shock(self, package: Sequence[int]) -> Shock:
        if not package:
            return Shock.none()
        flow = np.concatenate([self.flows[k] for k in package])
        return Shock(flow, np.zeros(len(flow)), np.full(len(flow), np.nan))

    def exact(self, at: Equilibrium, packages: Sequence[Sequence[int]]) -> Floats:
        """Return harm and cost of some packages, solved exactly, shape (2, packages)."""
        world = self.run.world
        near = anchor(at)
        alpha = world.array("final_share").T[:, :, None]
        found = np.empty((2, len(packages)))

        def work(first: int, last: int) -> None:
            theta = np.repeat(world.array("theta")[:, None], last - first, axis=1)
            batch = solve_near(near, [self.shock(p) for p in packages[first:last]], theta)
            living = np.exp((alpha * batch.log_price).sum(axis=0))
            lost = (world.income[:, None] - batch.income / living) / 1e3
            found[:, first:last] = [lost[p].sum(axis=0) for p in self.places]

        in_chunks(len(packages), work, size=max(1, min(32, -(-len(packages) // 2))))
        return found

    def predicted(self, at: Equilibrium, left: Sequence[int]) -> Floats:
        """Return what the derivatives say closing each candidate adds, shape (2, candidates)."""
        flow = np.concatenate([self.flows[k] for k in left])
        gradient = loss_gradient(at, (self.run.targets, self.run.senders), flow).openness
        ends = np.cumsum([len(self.flows[k]) for k in left])
        sums = np.add.reduceat(-gradient, np.r_[0, ends[:-1]], axis=0)
        return np.asarray(sums.T)


def best_package(
    run: Run,
    budget: float,
    sectors: Sequence[str] = ("goods",),
    progress: Callable[[int], None] | None = None,
) -> Package:
    """Choose which sectors to close, in which direction, for most harm within a cost.

    Parameters
    ----------
    run
        Gives world, targets and senders; its own measures play no part.
    budget
        Most that the senders together may lose, USD bn a year.
    sectors
        Codes, names or sets from which to choose.
    progress
        Called with the number of candidates settled since the last call.

    Raises
    ------
    UsageError
        If the budget is negative or no number, or nothing is traded in these sectors.
    MegaraError
        If a package has no equilibrium.
    """
    if not (np.isfinite(budget) and budget >= 0):
        raise UsageError(f"the budget must be a number of at least 0, not {budget:g}")
    search = _Search(run, sectors)
    if not search.names:
        raise UsageError("senders and targets trade nothing in the sectors to choose from")
    package: list[int] = []
    at, sums = _fill(search, package, np.zeros(2), budget, progress)
    for _ in range(_ROUNDS):
        swapped = _swap(search, at, package, sums, budget)
        if swapped is None:
            break
        package, sums = swapped
        at, sums = _fill(search, package, sums, budget, progress)
    if not package:
        return Package(budget, (), 0.0, 0.0, None, len(search.names))
    prefixes = [package[: k + 1] for k in range(len(package))]
    steps = tuple(
        Closed(*search.names[k], float(harm), float(cost))
        for k, (harm, cost) in zip(package, search.exact(at, prefixes).T, strict=True)
    )
    last = steps[-1]
    return Package(budget, steps, last.harm, last.cost, at.certificate, len(search.names))


def _fill(
    search: _Search,
    package: list[int],
    sums: Floats,
    budget: float,
    progress: Callable[[int], None] | None,
) -> tuple[Equilibrium, Floats]:
    """Add candidates to the package, in place, until none fits; return where that leads."""
    (at,) = solve(search.run.world, [search.shock(package)])
    while True:
        left = [k for k in range(len(search.names)) if k not in package]
        if not left:
            return at, sums
        promising = _most_promising(search.predicted(at, left), left)
        taken = _take(search, at, package, promising, sums, budget)
        if not taken:
            # Nothing promising fits: look at all that is left once before giving up.
            rest = [k for k in left if k not in promising]
            taken = _take(search, at, package, rest, sums, budget)
        if not taken:
            return at, sums
        package += taken
        (at,) = solve(search.run.world, [search.shock(package)])
        sums = search.exact(at, [package])[:, 0]
        if progress is not None:
            progress(len(taken))


def _swap(
    search: _Search, at: Equilibrium, package: list[int], sums: Floats, budget: float
) -> tuple[list[int], Floats] | None:
    """Return the package with one member changed for another that gives most harm, if any does.

    Greedy choice can spend a small budget on what is cheap when one larger candidate is better.
    Members chosen last are tried first, as far as ``_SWAPS`` equilibria go.
    """
    left = [k for k in range(len(search.names)) if k not in package]
    pairs = [(out, into) for out in reversed(package) for into in left][:_SWAPS]
    if not pairs:
        return None
    tried = [[*(k for k in package if k != out), into] for out, into in pairs]
    harm, cost = search.exact(at, tried)
    fits = (cost <= budget) & (harm > sums[0] * (1 + 1e-6))
    if not fits.any():
        return None
    best = int(np.argmax(np.where(fits, harm, -np.inf)))
    return tried[best], np.array([harm[best], cost[best]])


def _most_promising(predicted: Floats, left: Sequence[int]) -> list[int]:
    """Return the candidates that promise most harm per cost, those without cost first."""
    harm, cost = predicted
    free = cost <= 0
    score = np.where(free, 1e12 + harm, harm / np.where(free, 1.0, cost))
    order = np.argsort(-np.where(harm > 0, score, -np.inf), kind="stable")
    return [left[k] for k in order[:_PROMISING] if harm[k] > 0]


def _take(
    search: _Search,
    at: Equilibrium,
    package: list[int],
    candidates: Sequence[int],
    sums: Floats,
    budget: float,
) -> list[int]:
    """Return the candidates to add: the best by exact harm per cost, as far as they surely fit.

    At least one if any fits and adds harm; more only while together they use at most half of what
    is left of the budget, as costs of several do not add up.
    """
    if not candidates:
        return []
    harm, cost = sums
    total = search.exact(at, [[*package, k] for k in candidates])
    more_harm, more_cost = total[0] - harm, total[1] - cost
    fits = (total[1] <= budget) & (more_harm > 1e-9)
    free = more_cost <= 0
    score = np.where(free, 1e12 + more_harm, more_harm / np.where(free, 1.0, more_cost))
    order = [k for k in np.argsort(-score, kind="stable") if fits[k]]
    taken: list[int] = []
    used = 0.0
    for k in order:
        used += max(0.0, float(more_cost[k]))
        if taken and (used > (budget - cost) / 2 or len(taken) >= _PROMISING // 2):
            break
        taken.append(candidates[k])
    if len(taken) > 1 and search.exact(at, [[*package, *taken]])[1, 0] > budget:
        return taken[:1]
    return taken
