"""Bands: every rung solved for every draw, and what is kept of it.

Draws are common to all rungs (draws.py). Each is solved from the rung's solution without draws
(``equilibrium/near.py``), so that a draw at the point gives the point. All figures of an outcome
that are not bilateral get a low and a high, the 5th and 95th percentile over draws; of real income
every draw is kept, so that harm, cost and the loss of any group of countries have bands too.

Solving is to a residual of ``DRAW_TOLERANCE``, reported as each rung's largest: a thousandth of a
thousandth of a percent, far below what draws differ by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.figures import REPORTED, figures
from megara.equilibrium.near import anchor, in_chunks, solve_near
from megara.equilibrium.newton import Batch
from megara.equilibrium.outcome import VARIABLES
from megara.errors import MegaraError
from megara.policy.draws import HIGH, LOW, Draws
from megara.policy.shocks import Plan
from megara.policy.tails import Tails
from megara.world.world import World

Floats = NDArray[np.float64]

DRAW_TOLERANCE = 1e-8

_BLOCK = 512
"""Draws of one rung held at a time: about 100 MB on the world of 80 economies and 50 sectors."""


@dataclass(frozen=True, eq=False)
class RungDraws:
    """What the draws of one rung gave.

    Parameters
    ----------
    countries, income
        ISO3 codes and baseline income (USD million, shape (N,)) of the world.
    targets, senders
        ISO3 codes.
    real_income_usd
        Change of real income, USD bn a year, shape (D, N).
    low, high
        Percentiles 5 and 95 of each reported variable, flattened as in the outcome.
    residual
        Largest residual of any draw.
    """

    countries: tuple[str, ...]
    income: Floats
    targets: tuple[str, ...]
    senders: tuple[str, ...]
    real_income_usd: Floats
    low: Mapping[str, Floats] = field(repr=False)
    high: Mapping[str, Floats] = field(repr=False)
    residual: float

    @property
    def count(self) -> int:
        """Number of draws."""
        return int(self.real_income_usd.shape[0])

    def loss_usd_bn(self, countries: Sequence[str]) -> Floats:
        """Return the real income that some countries lose together, USD bn a year, by draw."""
        return np.asarray(-self.real_income_usd[:, self._places(countries)].sum(axis=1))

    def loss_percent(self, countries: Sequence[str]) -> Floats:
        """Return the real income that some countries lose together, % of theirs, by draw."""
        places = self._places(countries)
        if not places:
            return np.zeros(self.count)
        return np.asarray(100 * self.loss_usd_bn(countries) / (self.income[places].sum() / 1e3))

    def _places(self, countries: Sequence[str]) -> list[int]:
        return [self.countries.index(c) for c in countries]

    @property
    def harm_usd_bn(self) -> Floats:
        """Harm to the targets by draw, USD bn a year, shape (D,)."""
        return self.loss_usd_bn(self.targets)

    @property
    def harm_percent(self) -> Floats:
        """Harm to the targets by draw, % of their income, shape (D,)."""
        return self.loss_percent(self.targets)

    @property
    def cost_usd_bn(self) -> Floats:
        """Cost to the senders by draw, USD bn a year, shape (D,)."""
        return self.loss_usd_bn(self.senders)

    @property
    def cost_percent(self) -> Floats:
        """Cost to the senders by draw, % of their income, shape (D,)."""
        return self.loss_percent(self.senders)

    @property
    def harm_per_cost(self) -> Floats:
        """Harm per unit of cost by draw, shape (D,); infinite where the senders lose nothing."""
        cost = self.cost_usd_bn
        ratio = self.harm_usd_bn / np.where(cost > 0, cost, 1.0)
        return np.asarray(np.where(cost > 0, ratio, np.inf))


def band(values: Floats) -> tuple[float, float]:
    """Return the 5th and 95th percentile of some draws; infinite values stay what they are."""
    tails = Tails(values.size, LOW)
    tails.add(np.where(np.isinf(values), np.nan, values)[None, :])
    if np.isinf(values).any():
        # An infinite ratio is larger than any other; percentiles without interpolation.
        low, high = np.quantile(values, (LOW, HIGH), method="closest_observation")
        return float(low), float(high)
    (low,), (high,) = tails.bounds()
    return float(low), float(high)


def solve_draws(
    world: World,
    plan: Plan,
    drawn: Draws,
    solved: Sequence[Equilibrium],
    targets: tuple[str, ...],
    senders: tuple[str, ...],
    *,
    workers: int | None = None,
    chunk: int = 32,
    tolerance: float = DRAW_TOLERANCE,
    progress: Callable[[int], None] | None = None,
) -> list[RungDraws]:
    """Solve every rung of a plan for every draw.

    Parameters
    ----------
    world
        The world of the plan, with the elasticities around which was drawn.
    solved
        The rungs without draws.
    workers, chunk
        Threads, and draws solved side by side; the numbers drawn depend on neither.
    progress
        Called with the number of draws of a rung solved since the last call, from any thread.

    Raises
    ------
    MegaraError
        If some draw has no equilibrium; the message names draw, rung and place.
    """
    return [
        _rung(
            plan,
            r,
            drawn,
            equilibrium,
            world,
            targets,
            senders,
            workers,
            chunk,
            tolerance,
            progress,
        )
        for r, equilibrium in enumerate(solved)
    ]


def _rung(
    plan: Plan,
    r: int,
    drawn: Draws,
    equilibrium: Equilibrium,
    world: World,
    targets: tuple[str, ...],
    senders: tuple[str, ...],
    workers: int | None,
    chunk: int,
    tolerance: float,
    progress: Callable[[int], None] | None,
) -> RungDraws:
    at = anchor(equilibrium)
    N, J = len(world.countries), len(world.sectors)
    size = {"": 1, "country": N, "country sector": N * J}
    rows = {name: size[" ".join(VARIABLES[name].dims)] for name in REPORTED}
    first_row = dict(zip(rows, np.cumsum([0, *rows.values()]), strict=False))
    total, count = sum(rows.values()), drawn.count
    tails = [Tails(count, LOW) for _ in range(_SLICES)]
    slices = np.array_split(np.arange(total), _SLICES)
    real_income_usd = np.empty((count, N))
    residual = np.zeros(count)

    for start in range(0, count, _BLOCK):
        stop = min(start + _BLOCK, count)
        block = np.empty((total, stop - start))

        def work(first: int, last: int, start: int = start, block: Floats = block) -> None:
            places = range(start + first, start + last)
            theta = np.ascontiguousarray(drawn.theta[:, start + first : start + last])
            shocks = [
                plan.shock(r, None, drawn.depths(d), theta[:, k]) for k, d in enumerate(places)
            ]
            try:
                batch: Batch = solve_near(at, shocks, theta, tolerance)
            except MegaraError as error:
                name = plan.scenario.ladder[r].name
                raise MegaraError(
                    f"rung {name!r}, draws {places[0] + 1} to {places[-1] + 1} of {count} "
                    f"(seed {drawn.seed}): {error}"
                ) from None
            for name, values in figures(at.economy, shocks, batch, theta):
                block[first_row[name] : first_row[name] + rows[name], first:last] = values
                if name == "real_income_usd":
                    real_income_usd[start + first : start + last] = values.T
            residual[start + first : start + last] = batch.residual
            if progress is not None:
                progress(last - first)

        in_chunks(stop - start, work, workers=workers, size=chunk)
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda k, block=block: tails[k].add(block[slices[k]]), range(_SLICES)))

    bounds = [t.bounds() for t in tails]
    low, high = (np.concatenate([b[side] for b in bounds]) for side in (0, 1))
    cut = {name: slice(first_row[name], first_row[name] + rows[name]) for name in REPORTED}
    return RungDraws(
        world.countries,
        world.income,
        targets,
        senders,
        real_income_usd,
        {name: low[place] for name, place in cut.items()},
        {name: high[place] for name, place in cut.items()},
        float(residual.max()),
    )


_SLICES = 16
"""Parts into which figures are cut for sorting on several threads."""
