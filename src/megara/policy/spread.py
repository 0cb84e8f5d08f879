r"""How uncertain each trade elasticity is: the spread of its logarithm, and where that comes from.

``theta_j`` is lognormal around the chosen value, ``log theta_j ~ N(log theta_j, sigma_j^2)``.

Where the chosen set publishes a standard error se_j (lognormal with that coefficient of variation)

``sigma_j^2 = log(1 + (se_j / theta_j)^2)``,  independent across sectors.

Elsewhere published sets are held against one another. Two sets a, b give ``d_j = log theta_aj -
log theta_bj`` in every sector where both have an estimate (one that has a standard error counts if
it is at least 1.96 of them away from zero: about an elasticity that could be zero, the logarithm
says nothing). A variance from two numbers is a poor one, so it is moderated towards the pooled one
(Smyth 2004, *Statistical Applications in Genetics and Molecular Biology* 3(1), eq. 2):

``s^2 = mean_j d_j^2 / 2``,   ``sigma_j^2 = (d_j^2 / 2 + m s^2) / (1 + m)``, m = 3 (an assumption),

and ``sigma_j = s`` where no two sets have an estimate. Sets differ in their level as well as sector
by sector; the part of the disagreement that all sectors share moves them together,

``rho = (mean_j d_j)^2 / mean_j d_j^2``,   ``z_j = sqrt(rho) z_0 + sqrt(1 - rho) e_j``.

With more than two sets, the pairs are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from megara.policy.sectors import ICIO, table
from megara.world.elasticities import elasticity_sets, elasticity_table, table_of
from megara.world.world import World

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

PRIOR = 3.0
"""m: how many sectors' worth of evidence the pooled variance counts for."""

_SIGNIFICANT = 1.96


@dataclass(frozen=True, eq=False)
class Spread:
    """The spread of trade elasticities.

    Parameters
    ----------
    sectors
        Codes, in the order of the world.
    theta
        The chosen elasticities, the medians of what is drawn, shape (J,).
    sigma
        Standard deviation of log theta, shape (J,).
    common
        Share of the variance that is common to all sectors, shape (J,); 0 where theta comes with
        a standard error of its own.
    source
        Where each spread comes from.
    """

    sectors: tuple[str, ...]
    theta: Floats
    sigma: Floats
    common: Floats
    source: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return the table: sector, theta, low and high (5th, 95th percentile), sigma, source."""
        import pandas as pd

        from megara.policy.draws import Z95

        return pd.DataFrame(
            {
                "sector": self.sectors,
                "theta": self.theta,
                "low": self.theta * np.exp(-Z95 * self.sigma),
                "high": self.theta * np.exp(Z95 * self.sigma),
                "sigma": self.sigma,
                "common": self.common,
                "source": self.source,
            }
        )

    @classmethod
    def none(cls, world: World) -> Spread:
        """Return elasticities that are certain."""
        J = len(world.sectors)
        why = ("taken as certain",) * J
        return cls(world.sectors, world.array("theta"), np.zeros(J), np.zeros(J), why)


def spread(world: World, elasticities: str | float | None = None) -> Spread:
    """Return the spread of a world's trade elasticities.

    Parameters
    ----------
    elasticities
        Name, file or number of the chosen set; None for what the world carries.

    Raises
    ------
    UsageError
        If the set is unknown.
    """
    chosen = elasticity_table(world, elasticities)
    published = {name: _estimates(elasticity_table(world, name)) for name in elasticity_sets()}
    apart = [published[a] - published[b] for a, b in combinations(published, 2)]
    square = _mean([d**2 / 2 for d in apart])
    if np.isfinite(square).any():
        pooled, level = float(np.nanmean(square)), float(np.nanmean(_mean(apart)) ** 2)
        where = "the sectors of this world"
    else:
        pooled, level = _pooled_over_isic()
        where = "the sectors of ISIC rev. 4, as none of this world's is known"
    rho = min(1.0, level / (2 * pooled)) if pooled > 0 else 0.0

    sigma, common, source = [], [], []
    names = " and ".join(published)
    for j in range(len(world.sectors)):
        theta, error = float(chosen.theta[j]), float(chosen.standard_error[j])
        if np.isfinite(error):
            sigma.append(np.sqrt(np.log1p((error / theta) ** 2)))
            common.append(0.0)
            source.append(f"standard error {error:.3g} of {chosen.source[j]}")
        elif np.isfinite(square[j]):
            sigma.append(np.sqrt((square[j] + PRIOR * pooled) / (1 + PRIOR)))
            common.append(rho)
            factor = np.exp(np.sqrt(2 * square[j]))
            source.append(f"disagreement of {names}: a factor of {factor:.2f}, moderated")
        else:
            sigma.append(np.sqrt(pooled))
            common.append(rho)
            source.append(
                f"no two estimates clear of zero; mean disagreement of {names} over {where}"
            )
    return Spread(
        world.sectors,
        world.array("theta"),
        np.array(sigma),
        np.array(common),
        tuple(source),
    )


def _estimates(published: pd.DataFrame) -> Floats:
    """Return log theta where it is an estimate that can be told from zero, nan elsewhere."""
    theta = published.theta.to_numpy(float)
    error = published.standard_error.to_numpy(float)
    estimate = ~published.source.eq("assumption").to_numpy()
    clear = np.isnan(error) | (theta >= _SIGNIFICANT * error)
    return np.where(estimate & clear, np.log(theta), np.nan)


def _mean(rows: list[Floats]) -> Floats:
    """Return the mean over rows of what is known, nan where nothing is."""
    stack = np.array(rows)
    known = np.isfinite(stack)
    total = np.where(known, stack, 0.0).sum(axis=0)
    number = known.sum(axis=0)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _pooled_over_isic() -> tuple[float, float]:
    """Return the pooled variance and the squared level over the sectors of ICIO."""
    codes = tuple(s.code for s in table() if s.classification == ICIO)
    published = [_estimates(table_of(codes, name)) for name in elasticity_sets()]
    apart = [a - b for a, b in combinations(published, 2)]
    square = _mean([d**2 / 2 for d in apart])
    return float(np.nanmean(square)), float(np.nanmean(_mean(apart)) ** 2)
