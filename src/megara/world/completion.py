r"""Completing final demand by destination where only its total by seller is known.

Known for the year: intermediate sales ``m_inj`` of i to n in sector j and all final sales
``z_ij = sum_n f_inj``. Sought: ``f_inj``. From an older complete table come the ratios of final to
intermediate purchases, foreign and home, by destination and product,

``rho_nj = (sum_{i != n} f_inj + k p_j) / (sum_{i != n} m_inj + k q_j)``

where ``q_j`` is the mean over destinations of the denominator, ``p_j`` that of the numerator and
``k`` pulls destinations with little trade towards the world's ratio of the product. Each flow's
ratio is the mean of its own older ratio and this usual one,

``rho_inj = (f_inj / m_inj + rho_nj) / 2``      (``rho_nj`` where it had no intermediate sales)

and then

``f = scale(pattern m_inj * rho_inj, sold z_ij, bought b_nj, trust)``     (``balance.py``)

with ``b_nj`` the estimated final expenditure by product: older shares times this year's total.
``k`` and ``trust`` are chosen by the back-test (docs/completion.md).
"""

from __future__ import annotations

import numpy as np

from megara.world.balance import Balanced, scale, scale_totals
from megara.world.world import Floats

PRIOR = 0.05
"""k: weight of the world's ratio of a product, in units of a mean destination's trade."""

TRUST = 0.7
"""How far final expenditure by product, an estimate, binds."""


def usual_ratios(final: Floats, intermediate: Floats, prior: float = PRIOR) -> Floats:
    """Return rho_nj of each flow: that of its destination and product, home and foreign apart.

    Arguments and result have the shape (exporter, importer, sector).
    """
    final_foreign, final_home = split_home(final)
    foreign, home = split_home(intermediate)
    result = np.repeat(_shrunk(final_foreign, foreign, prior)[None], len(final), axis=0)
    own = np.arange(len(final))
    result[own, own] = _shrunk(final_home, home, prior)
    return result


def ratios(final: Floats, intermediate: Floats, prior: float = PRIOR) -> Floats:
    """Return rho_inj: the mean of each flow's own ratio and the usual one of its destination."""
    usual = usual_ratios(final, intermediate, prior)
    known = intermediate > 0
    own = np.where(known, final / np.where(known, intermediate, 1.0), usual)
    return np.asarray((own + usual) / 2)


def pattern(intermediate: Floats, ratio: Floats, sold: Floats) -> tuple[Floats, int]:
    """Return the pattern ``m rho`` (exporter, importer, sector), and how often it was empty.

    A seller with final sales but no intermediate sales has no pattern: its sales stay at home.
    """
    result = intermediate * ratio
    i, j = np.nonzero((result.sum(axis=1) == 0) & (sold > 0))
    result[i, i, j] = sold[i, j]
    return result, len(i)


def purchases(share: Floats, total: Floats, sold: Floats) -> Floats:
    """Return final expenditure (importer, sector) with the sales of each product met.

    Parameters
    ----------
    share
        Shape (importer, sector): older shares of final expenditure.
    total
        Shape (importer,): final expenditure; scaled to the total sold.
    sold
        Shape (exporter, sector).
    """
    products = sold.sum(axis=0)
    rows = total * products.sum() / total.sum()
    table = share * rows[:, None]
    # A product that is sold but in nobody's shares is bought in proportion to expenditure.
    missing = (table.sum(axis=0) == 0) & (products > 0)
    table[:, missing] = rows[:, None] * products[missing] / rows.sum()
    return scale_totals(table, rows, products)


def complete(
    intermediate: Floats,
    sold: Floats,
    ratio: Floats,
    bought: Floats,
    trust: float = TRUST,
) -> tuple[Balanced, int]:
    """Return final demand (exporter, importer, sector) and the number of sellers kept at home.

    Parameters
    ----------
    intermediate
        Shape (exporter, importer, sector).
    sold
        Final sales, shape (exporter, sector); met exactly.
    ratio
        Final over intermediate sales, shape (exporter, importer, sector), from an older table.
    bought
        Estimated final expenditure, shape (importer, sector).
    trust
        How far ``bought`` binds, 0 to 1.
    """
    start, kept = pattern(intermediate, ratio, sold)
    return scale(start, sold, bought, trust=trust), kept


def split_home(flow: Floats) -> tuple[Floats, Floats]:
    """Return purchases (importer, sector) from abroad and at home."""
    own = np.arange(len(flow))
    home = flow[own, own]
    return flow.sum(axis=0) - home, home


def _shrunk(final: Floats, intermediate: Floats, prior: float) -> Floats:
    numerator = final + prior * final.mean(axis=0)
    denominator = intermediate + prior * intermediate.mean(axis=0)
    return np.asarray(
        np.where(denominator > 0, numerator / np.where(denominator > 0, denominator, 1.0), 1.0)
    )
