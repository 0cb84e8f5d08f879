r"""A shock: the openness and tariff changes of one scenario on one world.

Objects
-------
openness ``o_inj`` is the factor by which the flow from exporter i to importer n in sector j would
change at unchanged costs and prices: 1 untouched, 0 closed. It equals ``kappa_hat_inj^(-theta_j)``.
tariff ``tau'_inj`` is the ad-valorem rate after the shock.

Sanctions touch few flows, so a shock lists only the flows it changes, in the order
(exporter, importer, sector), each at most once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Shock:
    """The flows that a scenario changes.

    Parameters
    ----------
    flow
        Indices of the changed flows, shape (F, 3): exporter, importer, sector; sorted, unique.
    openness
        Openness of each changed flow, shape (F,), at least 0.
    tariff
        Tariff rate after the shock of each changed flow, shape (F,), above -1; nan keeps the
        rate of the world.

    Raises
    ------
    UsageError
        If a flow is listed twice, or an openness or a tariff is out of range.
    """

    flow: Integers
    openness: Floats
    tariff: Floats

    def __post_init__(self) -> None:
        flow = np.asarray(self.flow, dtype=np.int64).reshape(-1, 3)
        openness = np.asarray(self.openness, dtype=float).reshape(-1)
        tariff = np.asarray(self.tariff, dtype=float).reshape(-1)
        if not (len(flow) == len(openness) == len(tariff)):
            raise UsageError("a shock needs one openness and one tariff for each flow")
        order = np.lexsort((flow[:, 2], flow[:, 1], flow[:, 0]))
        flow, openness, tariff = flow[order], openness[order], tariff[order]
        if len(flow) > 1 and bool((np.diff(flow, axis=0) == 0).all(axis=1).any()):
            raise UsageError("a shock lists the same flow twice; combine shocks with compose()")
        if not bool((np.isfinite(openness) & (openness >= 0)).all()):
            raise UsageError("openness must be a finite number of at least 0")
        if not bool((np.isnan(tariff) | ((tariff > -1) & np.isfinite(tariff))).all()):
            raise UsageError("a tariff must be a finite rate above -1 (-100 %)")
        object.__setattr__(self, "flow", flow)
        object.__setattr__(self, "openness", openness)
        object.__setattr__(self, "tariff", tariff)

    @classmethod
    def none(cls) -> Shock:
        """Return the shock that changes nothing."""
        return cls(np.empty((0, 3), np.int64), np.empty(0), np.empty(0))

    @classmethod
    def from_dense(cls, openness: Floats | None = None, tariff: Floats | None = None) -> Shock:
        """Read a shock from full arrays, each of shape (exporter, importer, sector).

        Parameters
        ----------
        openness
            Openness of every flow; None leaves all untouched.
        tariff
            Tariff rate after the shock of every flow, nan where unchanged; None leaves all.
        """
        given = openness if openness is not None else tariff
        if given is None:
            return cls.none()
        o = np.ones(given.shape) if openness is None else np.asarray(openness, float)
        t = np.full(given.shape, np.nan) if tariff is None else np.asarray(tariff, float)
        changed = (o != 1) | ~np.isnan(t)
        return cls(np.argwhere(changed), o[changed], t[changed])

    def compose(self, later: Shock) -> Shock:
        """Return this shock followed by another: openness multiplies, the later tariff stands."""
        flow = np.concatenate([self.flow, later.flow])
        unique, where = np.unique(flow, axis=0, return_inverse=True)
        where = where.reshape(-1)
        openness, tariff = np.ones(len(unique)), np.full(len(unique), np.nan)
        for part, index in (
            (self, where[: len(self.flow)]),
            (later, where[len(self.flow) :]),
        ):
            openness[index] *= part.openness
            kept = ~np.isnan(part.tariff)
            tariff[index[kept]] = part.tariff[kept]
        return Shock(unique, openness, tariff)

    def dense(self, shape: tuple[int, int, int]) -> tuple[Floats, Floats]:
        """Return openness and tariff as full arrays (exporter, importer, sector), nan = kept."""
        openness, tariff = np.ones(shape), np.full(shape, np.nan)
        index = tuple(self.flow.T)
        openness[index], tariff[index] = self.openness, self.tariff
        return openness, tariff
