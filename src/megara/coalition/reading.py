"""What one draw says of the coalitions of a rung: the figures whose bands are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from megara.coalition import stability, worth
from megara.coalition.coalitions import RungCoalitions
from megara.coalition.frontier import frontier
from megara.coalition.lattice import Floats, Integers


@dataclass(frozen=True)
class Reading:
    """The figures of one draw.

    Pairs are harm (%) and cost (USD bn). ``shapley``, ``first`` and ``last`` have shape
    (player, 2). ``on`` (F,) says which coalitions of the mode's frontier are on the draw's;
    ``short`` (F,) by how many points of harm each falls short of the best at no higher cost.
    ``pivotal`` has shape (level, player), ``reached`` (level,). ``order`` are the players in the
    order in which they join, ``formed`` the mask of the coalition that forms.
    """

    alone: Floats
    everybody: Floats
    outcome: Floats
    formed: int
    settled: bool
    shapley: Floats
    first: Floats
    last: Floats
    on: Floats
    short: Floats
    pivotal: Floats
    reached: Floats
    order: Integers


class Reader:
    """Reads the coalitions of one rung, whatever the draw.

    Parameters
    ----------
    rung
        The rung at the mode, every coalition solved.
    levels
        Wanted levels of harm, in % of the targets' real income.
    """

    def __init__(self, rung: RungCoalitions, levels: Floats) -> None:
        self.rung, self.levels = rung, levels
        self._absent = [i for i, player in enumerate(rung.players) if rung.absent(player)]
        self._income = np.array(
            [sum(rung.income[c] for c in p.members if c in rung.columns) for p in rung.players]
        )
        self.frontier = frontier(rung.harm, rung.cost)

    @cached_property
    def base(self) -> Floats:
        """The values at the mode, as ``values`` gives them."""
        return self.values(self.rung)

    def values(self, rung: RungCoalitions) -> Floats:
        """Return what everything else follows from, shape (coalition, 2 + player).

        Harm (%), then what the core and each player lose, USD bn a year.
        """
        core = rung.lost([c for p in rung.core for c in p.members])
        return np.column_stack([rung.harm, core, *(rung.lost(p.members) for p in rung.players)])

    def cost(self, values: Floats, masks: Integers) -> Floats:
        """Return what the members of each coalition lose together, USD bn a year."""
        total = values[:, 1]
        for i in range(len(self.rung.players)):
            total = total + np.where(masks >> i & 1, values[:, 2 + i], 0.0)
        return np.asarray(total)

    def read(self, values: Floats, resolve: Floats) -> Reading:
        """Return the figures of one draw.

        Parameters
        ----------
        values
            Of every coalition, as ``values``.
        resolve
            Of each player, shape (player,).
        """
        harm = np.ascontiguousarray(values[:, 0])
        cost = self.cost(values, self.rung.masks)
        part = np.divide(
            100.0, self._income / 1e3, out=np.zeros(len(self._income)), where=self._income > 0
        )
        loss = np.ascontiguousarray((values[:, 2:] * part).T)

        def asked(masks: Integers) -> tuple[Floats, Floats]:
            return harm[masks], loss[:, masks]

        both = np.stack([harm, cost], axis=1)
        above = (harm[:, None] >= self.levels).astype(float)
        shapley = worth.shapley(np.column_stack([both, above]))
        count, full = len(resolve), len(harm) - 1
        alone = 1 << np.arange(count)
        formed = stability.formation(asked, resolve)
        steps = stability.joining_order(asked, count, self._absent)
        now = frontier(harm, cost)
        best = np.searchsorted(cost[now], cost[self.frontier], "right") - 1
        return Reading(
            alone=both[0],
            everybody=both[full],
            outcome=both[formed.path[-1]],
            formed=formed.path[-1],
            settled=formed.settled,
            shapley=shapley[:, :2],
            first=both[alone] - both[0],
            last=both[full] - both[full ^ alone],
            on=np.isin(self.frontier, now).astype(float),
            short=harm[now][best] - harm[self.frontier],
            pivotal=shapley[:, 2:].T,
            reached=above.max(axis=0),
            order=np.array([s.player for s in steps], np.int64),
        )
