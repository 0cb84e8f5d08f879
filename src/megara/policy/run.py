"""Running a scenario: each rung of the ladder solved on one world, with what people ask of it.

Harm is the real income that the targets lose, cost the real income that the senders lose; both are
positive where something is lost. Countries of a player that the world does not show apart have no
part in either (``Run.missing``).
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xarray as xr

from megara import __version__
from megara.equilibrium.equilibrium import Certificate, Equilibrium
from megara.equilibrium.outcome import outcome
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import TOLERANCE, check_tolerance, solve
from megara.errors import UsageError
from megara.files import replace_when_written, write_text
from megara.policy.bands import RungDraws, solve_draws
from megara.policy.baseline import baseline, digests, senders
from megara.policy.draws import DEFAULT_SEED, Draws, draw
from megara.policy.horizon import LONG, Horizon, at_horizon
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
    draws
        What random draws gave, with harm and cost by draw; None where nothing was drawn.
    """

    name: str
    equilibrium: Equilibrium
    targets: tuple[str, ...]
    senders: tuple[str, ...]
    draws: RungDraws | None = None

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

    def __repr__(self) -> str:
        """Return the rung in a line, as a notebook shows it."""
        return f"RungResult({self.name!r}, {self.certificate.status})"


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
    drawn
        What was drawn; None where nothing is.
    """

    world: World
    scenario: Scenario
    rungs: tuple[RungResult, ...]
    missing: tuple[str, ...] = ()
    seed: int | None = None
    options: dict[str, Any] = field(default_factory=dict)
    drawn: Draws | None = None

    def __repr__(self) -> str:
        """Return the run in a line a rung, as a notebook shows it."""
        lines = [f"Run of {self.scenario.name!r} on {self.world.name}"]
        lines += [
            f"  {number} {rung.name}: harm {rung.harm_percent:.3g} % (USD {rung.harm_usd_bn:.3g} "
            f"bn), cost {rung.cost_percent:.3g} % (USD {rung.cost_usd_bn:.3g} bn)"
            for number, rung in enumerate(self.rungs, 1)
        ]
        return "\n".join(lines)

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
        from megara.policy.record import record

        return record(self)

    def write(self, folder: Path | str) -> None:
        """Write ``outcome.csv``, ``trade.csv`` and ``run.json`` into a folder, each whole.

        Raises
        ------
        UsageError
            If the folder's name is that of a file.
        MegaraError
            If the folder cannot be written to.
        """
        from megara.policy.tables import bilateral, write_csv

        where = Path(folder)
        if where.exists() and not where.is_dir():
            raise UsageError(f"{where} is a file; --out names a folder")
        with replace_when_written(where / "outcome.csv") as path:
            write_csv(self.to_frame(), path)
        with replace_when_written(where / "trade.csv") as path:
            write_csv(bilateral(self), path)
        text = json.dumps(self.record(), indent=2, ensure_ascii=False, allow_nan=False)
        write_text(where / "run.json", text + "\n")


def run(
    world: World,
    scenario: Scenario,
    *,
    draws: int = 0,
    seed: int | None = None,
    horizon: Horizon = LONG,
    tolerance: float = TOLERANCE,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Solve every rung of a scenario on a world.

    Parameters
    ----------
    world
        The baseline. Elasticities that the scenario names replace the world's own; with
        ``deficits: zero`` trade is balanced first.
    draws
        Number of random draws of elasticities and depths for the bands; 0 for none.
    seed
        Seed of the draws; None for the default.
    horizon
        ``long``, ``medium`` or ``short``: how far trade has adjusted (``policy/horizon.py``).
    tolerance
        Largest relative violation of an equation that is accepted.
    workers
        Threads that solve draws; None uses every core. Results do not depend on it.
    progress
        Called with the number of rungs and of draws solved since the last call.

    Raises
    ------
    UsageError
        If the world does not show a target, a sector is unknown, or draws, seed or tolerance
        make no sense.
    MegaraError
        If a rung or a draw has no equilibrium within tolerance; the message names the place.
    """
    check_tolerance(tolerance)
    if draws < 0:
        raise UsageError(f"the number of draws must be at least 0, not {draws}")
    if seed is not None and not draws:
        raise UsageError("a seed goes with a number of draws")
    base = at_horizon(baseline(world, scenario), horizon)
    plan = Plan(scenario, base)
    acting = senders(base, scenario)
    drawn = draw(scenario, base, draws, DEFAULT_SEED if seed is None else seed) if draws else None
    equilibria = solve(base, plan.shocks(), tolerance=tolerance, progress=progress)
    found: list[RungDraws] | list[None] = [None] * len(equilibria)
    if drawn is not None:
        found = solve_draws(
            base,
            plan,
            drawn,
            equilibria,
            scenario.targets,
            acting,
            workers=workers,
            progress=progress,
        )
    rungs = tuple(
        RungResult(rung.name, equilibrium, scenario.targets, acting, of_draws)
        for rung, equilibrium, of_draws in zip(scenario.ladder, equilibria, found, strict=True)
    )
    return Run(
        base,
        scenario,
        rungs,
        plan.missing,
        seed=drawn.seed if drawn else None,
        options={"tolerance": tolerance, "horizon": horizon},
        drawn=drawn,
    )
