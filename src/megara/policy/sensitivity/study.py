"""The whole study of a plan: tornado, grid, switch points, horizons, methods, best package."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from megara.equilibrium.methods.compare import Method, compare
from megara.errors import UsageError
from megara.files import replace_when_written, write_text
from megara.policy.horizon import FACTOR, MEANING, SOURCE, Horizon
from megara.policy.run import Run, run
from megara.policy.scenario import Scenario
from megara.policy.sensitivity.advice import NOTHING, Rule
from megara.policy.sensitivity.assumptions import find
from megara.policy.sensitivity.experiment import Experiment, Results
from megara.policy.sensitivity.grid import Grid, grid
from megara.policy.sensitivity.package import Package, best_package
from megara.policy.sensitivity.switch import Switch, switches
from megara.policy.sensitivity.tornado import Tornado, ranked, tornado
from megara.policy.tables import write_csv
from megara.world.world import World

Progress = Callable[[int], None]


@dataclass(frozen=True, eq=False)
class AtHorizon:
    """Harm and cost of every rung at one horizon, and the rung advised then (-1 for none)."""

    horizon: Horizon
    results: Results
    advised: int


@dataclass(frozen=True, eq=False)
class Study:
    """What a plan's answer hangs on; ``rung`` is the one that tornado, grid and methods are about.

    ``advised`` is the rung that the rule advises on the numbers of the plan.
    """

    run: Run
    rung: int
    rule: Rule
    advised: int
    tornado: Tornado
    grid: Grid
    switches: tuple[Switch, ...]
    horizons: tuple[AtHorizon, ...]
    methods: tuple[Method, ...]
    package: Package | None

    def name(self, rung: int) -> str:
        """Return a rung's name, or what stands for doing nothing."""
        return "no rung" if rung == NOTHING else self.run.rungs[rung].name

    def sums(self, method: Method) -> tuple[float, float]:
        """Return a method's loss of the targets and of the senders, USD bn."""
        places = self.run.world.countries.index
        groups = (self.run.targets, self.run.senders)
        harm, cost = (float(method.loss[[places(c) for c in g]].sum()) / 1e3 for g in groups)
        return harm, cost

    def agreement(self, method: Method) -> float:
        """Return the rank correlation of a method with the exact one over targets and senders."""
        places = self.run.world.countries.index
        who = [places(c) for c in (*self.run.targets, *self.run.senders)]
        income = self.run.world.income[who]
        return _spearman(method.loss[who] / income, self.methods[-1].loss[who] / income)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data: what ``sensitivity.json`` holds."""
        run = self.run
        rungs = tuple(r.name for r in run.rungs)
        found: dict[str, Any] = {
            "scenario": {"name": run.scenario.name, "sha256": run.digests["scenario"]},
            "world": {"name": run.world.name, "sha256": run.digests["world"]},
            "rung": rungs[self.rung],
            "rule": self.rule.says,
            "advised": self.name(self.advised),
            "rungs": [
                {
                    "name": r.name,
                    "harm_usd_bn": r.harm_usd_bn,
                    "cost_usd_bn": r.cost_usd_bn,
                    "residual": r.certificate.residual,
                }
                for r in run.rungs
            ],
            "tornado": self.tornado.to_frame().to_dict("records"),
            "grid": self.grid.to_frame(rungs).to_dict("records"),
            "switches": [
                {
                    "assumption": s.assumption.name,
                    "label": s.assumption.with_unit,
                    "mode": s.assumption.mode,
                    "low": s.assumption.low,
                    "high": s.assumption.high,
                    "value": s.value,
                    "advised_below": self.name(s.below),
                    "advised_above": self.name(s.above),
                }
                for s in self.switches
            ],
            "horizons": [
                {
                    "horizon": h.horizon,
                    "meaning": MEANING[h.horizon],
                    "elasticities_times": FACTOR[h.horizon],
                    "source": SOURCE,
                    "harm_usd_bn": h.results.harm[0].tolist(),
                    "cost_usd_bn": h.results.cost[0].tolist(),
                    "advised": self.name(h.advised),
                }
                for h in self.horizons
            ],
            "methods": [
                {
                    "method": m.name,
                    "measures": m.measures,
                    "source": m.source,
                    "harm_usd_bn": self.sums(m)[0],
                    "cost_usd_bn": self.sums(m)[1],
                    "rank_agreement_with_exact": self.agreement(m),
                }
                for m in self.methods
            ],
        }
        if self.package is not None:
            p = self.package
            found["best_package"] = {
                "budget_usd_bn": p.budget,
                "harm_usd_bn": p.harm,
                "cost_usd_bn": p.cost,
                "candidates": p.candidates,
                "residual": p.certificate.residual if p.certificate else None,
                "steps": [vars(s) for s in p.steps],
            }
        return _plain(found)  # type: ignore[no-any-return]

    def write(self, folder: Path | str) -> None:
        """Write ``sensitivity.json``, ``tornado.csv`` and ``grid.csv``, each whole.

        Raises
        ------
        UsageError
            If the folder's name is that of a file.
        MegaraError
            If the folder cannot be written to.
        """
        where = Path(folder)
        if where.exists() and not where.is_dir():
            raise UsageError(f"{where} is a file; --out names a folder")
        rungs = tuple(r.name for r in self.run.rungs)
        for name, frame in (
            ("tornado.csv", self.tornado.to_frame()),
            ("grid.csv", self.grid.to_frame(rungs)),
        ):
            with replace_when_written(where / name) as path:
                write_csv(frame, path)
        text = json.dumps(self.to_dict(), indent=2, ensure_ascii=False, allow_nan=False)
        write_text(where / "sensitivity.json", text + "\n")


def study(
    world: World,
    scenario: Scenario,
    *,
    rung: str | None = None,
    budget: float | None = None,
    resolve: float | None = None,
    over: Sequence[str] = (),
    size: int = 9,
    most: int = 15,
    package: float | None = None,
    sectors: Sequence[str] = ("goods",),
    progress: Progress | None = None,
) -> Study:
    """Study what a plan's answer hangs on.

    Parameters
    ----------
    rung
        The rung that tornado, grid and methods are about; None for the highest.
    budget, resolve
        The rule that advises a rung (``advice.py``): most harm within a cost, USD bn a year, or
        most harm net of cost at a resolve. None of both: most harm per cost.
    over
        Names of two assumptions for the grid; none for the two that move most, all elasticities
        together counting as one.
    size
        Values of each assumption in the grid.
    most
        Assumptions in the tornado and in the search for switch points.
    package
        Budget, USD bn a year, for the best package of sectors to close; None for no search.
    sectors
        Sectors that the package may close.
    progress
        Called with the number of equilibria solved since the last call.

    Raises
    ------
    UsageError
        If a name is unknown, a number out of range, or nothing in the plan has a range.
    MegaraError
        If some setting has no equilibrium.
    """
    if budget is not None and resolve is not None:
        raise UsageError("give a budget or a resolve, not both")
    if not 2 <= size <= 50 or most < 1:
        raise UsageError("the grid takes 2 to 50 values, the tornado at least one assumption")
    solved = run(world, scenario, progress=progress)
    place = len(solved.rungs) - 1 if rung is None else scenario.rung_index(rung)
    experiment = Experiment(solved)
    known = experiment.assumptions
    if len(known) < 2:
        raise UsageError("fewer than two numbers of this plan have a range: nothing to vary")
    rule = _rule(solved, budget, resolve)
    order = [a for a, _ in ranked(experiment, place)]
    if over and len(over) != 2:
        raise UsageError(f"the grid is over two assumptions, not {len(over)}")
    pair = [find(known, name) for name in over] if over else _two(order)
    if pair[0] == pair[1]:
        raise UsageError("the grid needs two different assumptions")
    picked = order[:most]
    picked += [a for a in known if a.depth is not None and a not in picked]
    return Study(
        solved,
        place,
        rule,
        int(rule.advised(experiment.base)[0]),
        tornado(experiment, place, most, progress),
        grid(experiment, place, pair[0], pair[1], rule, size, progress),
        tuple(switches(experiment, picked, rule, progress)),
        _horizons(world, solved, rule, progress),
        tuple(compare(solved.rungs[place].equilibrium)),
        None if package is None else best_package(solved, package, sectors, progress),
    )


def _rule(solved: Run, budget: float | None, resolve: float | None) -> Rule:
    world = solved.world
    incomes = tuple(
        float(world.income[[world.countries.index(c) for c in group]].sum()) / 1e3
        for group in (solved.targets, solved.senders)
    )
    if budget is not None:
        return Rule("within", budget)
    if resolve is not None:
        return Rule("resolve", resolve, (incomes[0], incomes[1]))
    return Rule()


def _two(order: list[Any]) -> list[Any]:
    """Return the strongest assumption and the strongest of another kind, if there is one."""
    first = order[0]
    others = [a for a in order[1:] if (a.depth is None) != (first.depth is None)]
    return [first, (others or order[1:])[0]]


def _horizons(
    world: World, solved: Run, rule: Rule, progress: Progress | None
) -> tuple[AtHorizon, ...]:
    found = []
    for horizon in FACTOR:
        at = solved
        if horizon != solved.options["horizon"]:
            at = run(world, solved.scenario, horizon=horizon, progress=progress)
        base = Experiment.results_of(at)
        found.append(AtHorizon(horizon, base, int(rule.advised(base)[0])))
    return tuple(found)


def _spearman(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> float:
    """Return the rank correlation of two series without ties."""
    ranks = [np.argsort(np.argsort(x)).astype(float) for x in (a, b)]
    if len(a) < 2:
        return float("nan")
    return float(np.corrcoef(np.array(ranks))[0, 1])


def _plain(value: Any) -> Any:
    """Return data that JSON can hold, numbers to six digits, unknown ones as null."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, bool | str) or value is None:
        return value
    number = float(value)
    if not np.isfinite(number):
        return None
    return int(number) if isinstance(value, int) else float(f"{number:.6g}")
