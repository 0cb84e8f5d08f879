r"""Biproportional scaling: the table nearest to a pattern with given margins, trusted or not.

For each sector j the table is ``x_inj = r_ij a_inj c_nj`` from the pattern ``a``, where

``sum_n x_inj = sold_ij``                        exactly, and
``c_nj = (bought_nj / sum_i r_ij a_inj)^trust``   with ``0 <= trust <= 1``.

``trust = 1`` asks for ``sum_i x_inj = bought_nj``: the RAS method (Stone 1961; Bacharach 1970).
``trust = 0`` leaves purchases to the pattern. Between, ``x`` minimises
``KL(x | a) + trust / (1 - trust) * KL(purchases | bought)`` under the margin sold: the semi-relaxed
scaling of unbalanced optimal transport (Chizat, Peyré, Schmitzer & Vialard 2018, section 5), apt
where sales are known and purchases are estimated. A zero of the pattern stays zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megara.errors import UsageError
from megara.world.world import Floats

_FAR = 1e60
_DUST = 1e-30


@dataclass(frozen=True, eq=False)
class Balanced:
    """The scaled table.

    ``flow`` (exporter, importer, sector) meets ``sold`` to rounding. ``change`` is the largest
    relative change of a purchase in the last of ``iterations`` sweeps.
    """

    flow: Floats
    change: float
    iterations: int


def scale(
    pattern: Floats,
    sold: Floats,
    bought: Floats,
    *,
    trust: float = 1.0,
    tolerance: float = 1e-9,
    limit: int = 2000,
) -> Balanced:
    """Scale a pattern to what each exporter sells and, as far as trusted, each importer buys.

    Parameters
    ----------
    pattern
        Shape (exporter, importer, sector), non-negative.
    sold
        Shape (exporter, sector), non-negative; met exactly.
    bought
        Shape (importer, sector), non-negative; its total by sector is that of ``sold``.
    trust
        How far ``bought`` binds, from 0 (not at all) to 1 (as far as zeros of the pattern allow).
    tolerance, limit
        Stop when no purchase changes by more than this share, or after so many sweeps.

    Raises
    ------
    UsageError
        If a number is negative or not finite, ``trust`` is out of range, something is sold by an
        exporter whose pattern is empty, or the totals of a sector differ by more than 1e-6.
    """
    for name, array in (("pattern", pattern), ("sold", sold), ("bought", bought)):
        if not bool((np.isfinite(array) & (array >= 0)).all()):
            raise UsageError(f"{name} must hold finite numbers of at least 0")
    if not 0 <= trust <= 1:
        raise UsageError(f"trust must lie between 0 and 1, not {trust}")
    empty = (pattern.sum(axis=1) == 0) & (sold > 0)
    if bool(empty.any()):
        i, j = np.argwhere(empty)[0]
        raise UsageError(
            f"exporter {i} sells {sold[i, j]:.6g} of sector {j} but its pattern is empty; "
            "give it a destination"
        )
    total = sold.sum(axis=0), bought.sum(axis=0)
    if not bool(np.allclose(*total, rtol=1e-6, atol=1e-6)):
        j = int(np.argmax(np.abs(total[0] - total[1])))
        raise UsageError(f"sector {j}: {total[0][j]:.6g} is sold, {total[1][j]:.6g} is bought")
    a = np.ascontiguousarray(pattern.transpose(2, 0, 1), dtype=float)  # sector, exporter, importer
    c = np.ones((a.shape[0], a.shape[2]))
    r = _ratio(sold.T, a.sum(axis=2))
    purchases = (r[:, None, :] @ a)[:, 0, :]
    change, sweep = np.inf if trust > 0 else 0.0, 0
    while change > tolerance and sweep < limit:
        c = _ratio(bought.T, (r[:, None, :] @ a)[:, 0, :]) ** trust
        # Margins that cannot be met drive factors apart without end; _FAR is beyond any effect.
        c = np.clip(c, 1 / _FAR, _FAR)
        reached = (a @ c[:, :, None])[:, :, 0]
        r = _ratio(sold.T, reached)
        now = c * (r[:, None, :] @ a)[:, 0, :]
        size = np.maximum(now, 1e-6 * now.sum(axis=1, keepdims=True))
        change = float((np.abs(now - purchases) / np.where(size > 0, size, 1.0)).max(initial=0.0))
        purchases, sweep = now, sweep + 1
    flow = (r[:, :, None] * a * c[:, None, :]).transpose(1, 2, 0)
    flow = np.where(flow > flow.sum(axis=1, keepdims=True) * _DUST, flow, 0.0)
    return Balanced(np.ascontiguousarray(flow), change, sweep)


def scale_totals(table: Floats, rows: Floats, columns: Floats) -> Floats:
    """Scale a table (importer, sector) to row totals and, exactly, to column totals."""
    balanced = scale(table.T[:, :, None], columns[:, None], rows[:, None])
    return np.asarray(balanced.flow[:, :, 0].T)


def _ratio(target: Floats, actual: Floats) -> Floats:
    """Return target / actual, and 1 where nothing is there to be scaled."""
    return np.asarray(np.where(actual > 0, target / np.where(actual > 0, actual, 1.0), 1.0))
