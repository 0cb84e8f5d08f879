r"""Random draws of what is uncertain in a plan: trade elasticities, depths, resolves.

Each quantity has its own stream of random numbers, keyed by the seed and by what the quantity is,

``u_d = Philox(key = BLAKE2b(seed, identity)).random(d)``,  d = 0, 1, 2, ...

so that draw d of a quantity is the same number whichever rung or coalition it serves, whatever else
is drawn beside it, however many draws are taken, in batches of any size and on any number of
threads: common random numbers (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy
as 1, 2, 3", for the counter-based generator). Differences between rungs and between coalitions are
then differences of the model and not of luck.

theta      ``theta_j exp(sigma_j z_j)``,
           ``z_j = sqrt(rho_j) Phi^-1(u_0) + sqrt(1 - rho_j) Phi^-1(u_j)``, u kept within its
           central 99 % (spread.py says where sigma and rho come from)
depths     triangular on {low, mode, high} by inversion: the simplest distribution that the three
           numbers determine (Johnson 1997, *The Statistician* 46(3))
resolves   triangular likewise, where a plan gives numbers

A quantity without spread is drawn as its point, exactly.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError
from megara.policy.scenario import DepthKey, Scenario
from megara.policy.spread import Spread, spread
from megara.world.world import World

Floats = NDArray[np.float64]

DEFAULT_SEED = 1
LOW, HIGH = 0.05, 0.95
"""Percentiles of a band."""

Z95 = NormalDist().inv_cdf(HIGH)
_CENTRAL = 0.99
MOST = 100_000


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of everything uncertain in a scenario on a world; D of them.

    Parameters
    ----------
    seed
        What they follow from.
    theta
        Trade elasticities, shape (J, D): the layout that the solver takes.
    depth
        Values of each depth, shape (D,), by the identity of ``Scenario.depths``.
    resolve
        Values of each resolve that the plan gives as a number, shape (D,), by player.
    spread
        The spread of the elasticities, with sources.
    """

    seed: int
    theta: Floats
    depth: Mapping[DepthKey, Floats]
    resolve: Mapping[str, Floats]
    spread: Spread

    @property
    def count(self) -> int:
        """Number of draws D."""
        return int(self.theta.shape[1])

    def depths(self, d: int) -> dict[DepthKey, float]:
        """Return the depths of draw d, as ``Plan.shocks`` takes them."""
        return {key: float(values[d]) for key, values in self.depth.items()}


def draw(
    scenario: Scenario,
    world: World,
    count: int,
    seed: int = DEFAULT_SEED,
    *,
    uncertainty: Spread | None = None,
) -> Draws:
    """Draw everything uncertain in a scenario.

    Parameters
    ----------
    world
        The world it runs on, with the elasticities in use (``policy.run.baseline``).
    count
        Number of draws.
    seed
        Any whole number from 0.
    uncertainty
        Spread of the elasticities; None for ``spread(world)``.

    Raises
    ------
    UsageError
        If count or seed is out of range.
    """
    if not 1 <= count <= MOST:
        raise UsageError(f"the number of draws must lie from 1 to {MOST:,}, not {count}")
    if seed < 0:
        raise UsageError(f"the seed must be a whole number from 0, not {seed}")
    if uncertainty is None:
        chosen = scenario.elasticities if "elasticities" in scenario.model_fields_set else None
        uncertainty = spread(world, chosen)
    return Draws(
        seed,
        theta=_theta(uncertainty, count, seed),
        depth={
            d.key: triangular(
                d.estimate.bounds[0],
                d.estimate.mode,
                d.estimate.bounds[1],
                uniform(seed, ("depth", *d.key), count),
            )
            for d in scenario.depths()
        },
        resolve={
            p.name: triangular(
                p.resolve.mode if p.resolve.low is None else p.resolve.low,
                p.resolve.mode,
                p.resolve.mode if p.resolve.high is None else p.resolve.high,
                uniform(seed, ("resolve", p.name), count),
            )
            for p in scenario.players
            if p.resolve is not None and p.resolve.mode is not None
        },
        spread=uncertainty,
    )


def uniform(seed: int, identity: tuple[str | int, ...], count: int) -> Floats:
    """Return the first ``count`` numbers of a quantity's stream, in [0, 1), shape (count,).

    Parameters
    ----------
    identity
        What the quantity is, e.g. ``("theta", "C26")`` or ``("depth", 1, 0, "cut")``.
    """
    text = json.dumps([seed, *identity]).encode()
    key = int.from_bytes(hashlib.blake2b(text, digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(key=key)).random(count)


def normal(u: Floats) -> Floats:
    """Return standard normal numbers for uniform ones, kept within the central 99 %."""
    low = (1 - _CENTRAL) / 2
    inverse = NormalDist().inv_cdf
    return np.array([inverse(low + _CENTRAL * x) for x in u.tolist()])


def triangular(low: float, mode: float, high: float, u: Floats) -> Floats:
    """Return the quantiles ``u`` of the triangular distribution on {low, mode, high}."""
    if low == high:
        return np.full(u.shape, mode)
    width, peak = high - low, (mode - low) / (high - low)
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    # Rounding must not carry a value out of its range.
    return np.asarray(np.clip(np.where(u < peak, rising, falling), low, high))


def _theta(spread: Spread, count: int, seed: int) -> Floats:
    """Return drawn elasticities, shape (J, count)."""
    found = np.repeat(spread.theta[:, None], count, axis=1)
    if not spread.sigma.any():
        return found
    level = normal(uniform(seed, ("theta", ""), count))
    for j, sector in enumerate(spread.sectors):
        if spread.sigma[j] > 0:
            own = normal(uniform(seed, ("theta", sector), count))
            rho = spread.common[j]
            found[j] *= np.exp(spread.sigma[j] * (np.sqrt(rho) * level + np.sqrt(1 - rho) * own))
    return found
