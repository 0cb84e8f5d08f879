"""Solving the coalitions of one rung, block by block.

What all coalitions of a rung have in common is done once: the measures of the core are written into
the world's shares, the equations are linearised where the core alone leads, and the anchors are
solved (``starts.py``). After that every block stands alone. It always holds the same masks and is
always solved in the same chunks, so its numbers do not depend on which blocks came before, on how
many workers there are, or on whether the run was interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megara.coalition.lattice import Floats, Integers, Lattice
from megara.coalition.starts import Starts, pack, unpack
from megara.equilibrium import linear
from megara.equilibrium.changes import Touched
from megara.equilibrium.economy import economy
from megara.equilibrium.equations import State
from megara.equilibrium.library import library
from megara.equilibrium.newton import Batch, newton
from megara.equilibrium.path import steer_at
from megara.equilibrium.solve import baseline, settle

LOW_BITS = 8
"""A block holds 2^8 coalitions: less than a second's work, and a few MB."""


@dataclass(frozen=True)
class Solved:
    """The coalitions of a block.

    ``real_income`` is the change in %, shape (B, country); ``residual`` (B,) and ``iterations``
    (B,) are the certificates.
    """

    real_income: Floats
    residual: Floats
    iterations: Integers


class RungSolver:
    """Solves any coalition of one rung.

    Parameters
    ----------
    lattice
        The coalitions.
    tolerance
        Largest relative violation of an equation that is accepted.
    device
        Where to solve: see ``megara.equilibrium.library``.

    Raises
    ------
    MegaraError
        If the core alone, or an anchor, has no equilibrium within tolerance.
    """

    def __init__(self, lattice: Lattice, tolerance: float, device: str = "cpu") -> None:
        self.lattice, self.tolerance = lattice, tolerance
        self.library = library(device)
        self._world = economy(lattice.world)
        common = lattice.common
        whole = Touched(self._world, common.flow)
        folded = whole.folded(common.openness, common.tariff)
        self._touched = Touched(folded, lattice.flow)
        self._folded = self.library.moved(folded)
        self._moved_steer = self.library.moved(linear.inverse(self._world))
        core = self._solve(np.zeros(1, np.int64), baseline(self._world, 1))
        # Linearised where the core leads: a third fewer steps under an embargo than from baseline.
        state = State(core.log_wage, core.log_price, core.spending)
        steer = steer_at(self._world, lattice.shock(0), state)
        self._moved_steer = self.library.moved(steer)
        vector = pack(self._world, state)
        self._starts = Starts(lattice.count, vector.shape[1])
        self._starts.add(vector)
        for level in self._starts.levels()[1:]:
            solved = []
            for first in range(0, len(level), self.library.chunk):
                masks = level[first : first + self.library.chunk]
                batch = self._solve(masks, unpack(self._world, self._starts.at(masks)))
                solved.append(
                    pack(self._world, State(batch.log_wage, batch.log_price, batch.spending))
                )
            self._starts.add(np.concatenate(solved))

    @property
    def low_bits(self) -> int:
        """Number of bits that vary within a block."""
        return min(LOW_BITS, self.lattice.count)

    @property
    def blocks(self) -> int:
        """Number of blocks that hold all coalitions."""
        return 1 << (self.lattice.count - self.low_bits)

    def block(self, number: int) -> Solved:
        """Return the coalitions ``number * 2^low_bits`` and following.

        Raises
        ------
        MegaraError
            If one has no equilibrium within tolerance; names the coalition and the place.
        """
        first = number << self.low_bits
        masks = np.arange(first, first + (1 << self.low_bits), dtype=np.int64)
        return self._all(masks, self._starts.block(number, self.low_bits))

    def some(self, masks: Integers) -> Solved:
        """Return the coalitions of any masks, as ``block`` does."""
        return self._all(np.asarray(masks, np.int64), None)

    def _all(self, masks: Integers, starts: Floats | None) -> Solved:
        income = self._world.income
        real = np.empty((len(masks), len(self._world.countries)))
        residual, iterations = np.empty(len(masks)), np.empty(len(masks), np.int64)
        for first in range(0, len(masks), self.library.chunk):
            part = slice(first, first + self.library.chunk)
            vectors = self._starts.at(masks[part]) if starts is None else starts[part]
            batch = self._solve(masks[part], unpack(self._world, vectors))
            living = np.exp((self._world.alpha * batch.log_price).sum(axis=0))
            real[part] = 100 * (batch.income / income / living - 1).T
            residual[part], iterations[part] = batch.residual, batch.iterations
        return Solved(real, residual, iterations)

    def _solve(self, masks: Integers, start: State) -> Batch:
        put = self.library.put
        openness, tariff = self.lattice.openness(masks)
        change = self.library.moved(self._touched.changes(openness, tariff))
        state = State(put(start.log_wage), put(start.log_price), put(start.spending))
        batch = newton(
            self._folded,
            self._moved_steer,
            change,
            state,
            tolerance=self.tolerance,
            library=self.library,
        )
        settle(
            self._world,
            lambda b: self.lattice.shock(int(masks[b])),
            batch,
            None,
            None,
            None,
            self.tolerance,
        )
        return batch
