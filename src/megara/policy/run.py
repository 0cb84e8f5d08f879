"""Running a scenario: each rung of the ladder solved on one world, with what people ask of it.

Harm is the real income that the targets lose, cost the real income that the senders lose; both are
positive where something is lost. Countries of a player that the world does not show apart have no
part in either (``Run.missing``).
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from megara import __version__
from megara.equilibrium.balance import without_deficits
from megara.equilibrium.equilibrium import Certificate, Equilibrium
from megara.equilibrium.outcome import outcome
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import TOLERANCE, solve
from megara.errors import MegaraError, UsageError
from megara.files import replace_when_written, write_text
from megara.policy.players import Player
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from megara.world.world import World

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class RungResult:
    """One rung, with all that stands below it, solved.

    Parameters
    ----------
    name
        The rung's name.
    equilibrium
        The solved world, with its certificate.
    targets, senders
        ISO3 codes of the targets and of all senders taking part that the world shows.
    """

    name: str
    equilibrium: Equilibrium
    targets: tuple[str, ...]
    senders: tuple[str, ...]

    @property
    def shock(self) -> Shock:
        """The changed flows."""
        return self.equilibrium.shock

    @property
    def certificate(self) -> Certificate:
        """Residual, iterations, status."""
        return self.equilibrium.certificate

    @cached_property
    def outcome(self) -> xr.Dataset:
        """What people read, by country and sector; see ``megara.equilibrium.outcome``."""
        return outcome(self.equilibrium)

    def loss_usd_bn(self, countries: Sequence[str]) -> float:
        """Return the real income that some countries lose together, USD bn a year."""
        return -float(self.outcome.real_income_usd.sel(country=list(countries)).sum())

    def loss_percent(self, countries: Sequence[str]) -> float:
        """Return the real income that some countries lose together, percent of theirs."""
        world = self.equilibrium.world
        chosen = [world.countries.index(c) for c in countries]
        if not chosen:
            return 0.0
        return 100 * self.loss_usd_bn(countries) / (float(world.income[chosen].sum()) / 1e3)

    @property
    def harm_usd_bn(self) -> float:
        """Real income lost by the targets, USD bn a year."""
        return self.loss_usd_bn(self.targets)

    @property
    def harm_percent(self) -> float:
        """Real income lost by the targets, percent of theirs."""
        return self.loss_percent(self.targets)

    @property
    def cost_usd_bn(self) -> float:
        """Real income lost by all senders together, USD bn a year."""
        return self.loss_usd_bn(self.senders)

    @property
    def cost_percent(self) -> float:
        """Real income lost by all senders together, percent of theirs."""
        return self.loss_percent(self.senders)

    @property
    def harm_per_cost(self) -> float:
        """Harm over cost, both in USD; nan where the senders lose nothing."""
        return self.harm_usd_bn / self.cost_usd_bn if self.cost_usd_bn > 0 else float("nan")


@dataclass(frozen=True, eq=False)
class Run:
    """A scenario solved on a world, rung by rung.

    Parameters
    ----------
    world
        The baseline used: with the scenario's elasticities, and with balanced trade if it says so.
    scenario
        The plan.
    rungs
        One result for each rung, lowest first.
    missing
        ISO3 codes of senders that the world does not show apart.
    seed
        Seed of random draws; None where nothing is drawn.
    """

    world: World
    scenario: Scenario
    rungs: tuple[RungResult, ...]
    missing: tuple[str, ...] = ()
    seed: int | None = None
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """ISO3 codes of the targets."""
        return self.scenario.targets

    @property
    def players(self) -> tuple[Player, ...]:
        """All senders, the core first."""
        return self.scenario.players

    @cached_property
    def senders(self) -> tuple[str, ...]:
        """ISO3 codes of all senders that the world shows, blocs expanded."""
        return senders(self.world, self.scenario)

    def members(self, player: Player) -> tuple[str, ...]:
        """Return the countries of a player that the world shows."""
        return tuple(c for c in player.members if c in self.world.countries)

    @cached_property
    def versions(self) -> dict[str, str]:
        """Versions of megara and of what computes with it."""
        others = {name: version(name) for name in ("numpy", "xarray", "pandas", "pydantic")}
        return {"megara": __version__, "python": platform.python_version(), **others}

    @cached_property
    def digests(self) -> dict[str, str]:
        """SHA-256 of the inputs: the scenario as understood, and the numbers of the world."""
        return digests(self.world, self.scenario)

    def rung(self, name: str) -> RungResult:
        """Return a rung by name.

        Raises
        ------
        UsageError
            If there is none of this name.
        """
        return self.rungs[self.scenario.rung_index(name)]

    def to_frame(self) -> pd.DataFrame:
        """Return the outcome as a tidy table; see ``megara.policy.tables``."""
        from megara.policy.tables import tidy

        return tidy(self)

    def record(self) -> dict[str, Any]:
        """Return what ``run.json`` holds: inputs with digests, versions, seed, certificates."""
        attrs = self.world.dataset.attrs
        return {
            "scenario": {"name": self.scenario.name, "sha256": self.digests["scenario"]},
            "world": {
                "name": self.world.name,
                "year": self.world.year,
                "source": str(attrs.get("source", "")),
                "elasticities": str(attrs.get("elasticities", "")),
                "deficits": self.scenario.deficits,
                "sha256": self.digests["world"],
            },
            "options": self.options,
            "versions": self.versions,
            "seed": self.seed,
            "targets": list(self.targets),
            "senders": list(self.senders),
            "missing": list(self.missing),
            "rungs": [
                {
                    "name": rung.name,
                    "certificate": {
                        "residual": float(f"{rung.certificate.residual:.3g}"),
                        "iterations": rung.certificate.iterations,
                        "status": rung.certificate.status,
                    },
                    "harm_percent": _figures(rung.harm_percent),
                    "harm_usd_bn": _figures(rung.harm_usd_bn),
                    "cost_percent": _figures(rung.cost_percent),
                    "cost_usd_bn": _figures(rung.cost_usd_bn),
                    "harm_per_cost": _figures(rung.harm_per_cost),
                }
                for rung in self.rungs
            ],
        }

    def write(self, folder: Path | str) -> None:
        """Write ``outcome.csv``, ``trade.csv`` and ``run.json`` into a folder, each whole.

        Raises
        ------
        MegaraError
            If the folder cannot be written to.
        """
        from megara.policy.tables import bilateral, write_csv

        where = Path(folder)
        if where.exists() and not where.is_dir():
            raise MegaraError(f"{where} is a file; --out names a folder")
        with replace_when_written(where / "outcome.csv") as path:
            write_csv(self.to_frame(), path)
        with replace_when_written(where / "trade.csv") as path:
            write_csv(bilateral(self), path)
        text = json.dumps(self.record(), indent=2, ensure_ascii=False, allow_nan=False)
        write_text(where / "run.json", text + "\n")


def senders(world: World, scenario: Scenario) -> tuple[str, ...]:
    """Return the ISO3 codes of a scenario's senders that the world shows, in its order."""
    named = dict.fromkeys(c for player in scenario.players for c in player.members)
    return tuple(c for c in named if c in world.countries)


def digests(world: World, scenario: Scenario) -> dict[str, str]:
    """Return SHA-256 of a scenario as understood, and of the numbers of a world."""
    plan = json.dumps(scenario.to_dict(), sort_keys=True, ensure_ascii=False)
    numbers = hashlib.sha256()
    for name in sorted(map(str, world.dataset.data_vars)):
        array = np.ascontiguousarray(world.dataset[name].values)
        numbers.update(name.encode() + array.tobytes())
    numbers.update(" ".join((*world.countries, *world.sectors)).encode())
    return {
        "scenario": hashlib.sha256(plan.encode()).hexdigest(),
        "world": numbers.hexdigest(),
    }


def baseline(world: World, scenario: Scenario) -> World:
    """Return the world a scenario runs on: its elasticities, and its deficits if it has a say."""
    if "elasticities" in scenario.model_fields_set:
        from megara.world.elasticities import elasticities_of

        try:
            world = world.with_theta(*elasticities_of(world.sectors, scenario.elasticities))
        except UsageError as error:
            raise scenario.fault_at(("elasticities",), str(error)) from None
    return without_deficits(world) if scenario.deficits == "zero" else world


def run(
    world: World,
    scenario: Scenario,
    *,
    tolerance: float = TOLERANCE,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Solve every rung of a scenario on a world.

    Parameters
    ----------
    world
        The baseline. Elasticities that the scenario names replace the world's own; with
        ``deficits: zero`` trade is balanced first.
    tolerance
        Largest relative violation of an equation that is accepted.
    progress
        Called with the number of rungs solved since the last call.

    Raises
    ------
    UsageError
        If the world does not show a target, or a sector is unknown.
    MegaraError
        If a rung has no equilibrium within tolerance; the message names rung and place.
    """
    base = baseline(world, scenario)
    plan = Plan(scenario, base)
    acting = senders(base, scenario)
    equilibria = solve(base, plan.shocks(), tolerance=tolerance, progress=progress)
    rungs = tuple(
        RungResult(rung.name, equilibrium, scenario.targets, acting)
        for rung, equilibrium in zip(scenario.ladder, equilibria, strict=True)
    )
    return Run(base, scenario, rungs, plan.missing, options={"tolerance": tolerance})


def _figures(value: float) -> float | None:
    """Round to what is worth keeping; JSON has no nan."""
    return None if np.isnan(value) else float(f"{value:.6g}")
