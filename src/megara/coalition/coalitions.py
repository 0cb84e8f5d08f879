"""All coalitions of a plan, solved: a table by rung and mask, and what people ask of it.

Harm is the real income that the targets lose, in % of theirs; cost is the real income that the
members of the coalition (the core and those who join) lose together, in USD bn a year. Who stays
out is a third country: what it gains or loses is in its own real income, not in the cost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from megara.coalition import frontier, sampling, worth
from megara.coalition.lattice import Floats, Integers, bits, size
from megara.coalition.resolves import Resolved, resolve_of
from megara.errors import UsageError
from megara.policy.faults import nearest, shown
from megara.policy.players import Player

if TYPE_CHECKING:
    import pandas as pd


class Coalition(NamedTuple):
    """One coalition on one rung.

    ``joined`` are the prospective players that are in (the core always is), ``harm_pct`` the
    target's loss in %, ``cost_usd_bn`` that of the members in USD bn a year.
    """

    mask: int
    joined: tuple[str, ...]
    harm_pct: float
    cost_usd_bn: float


@dataclass(frozen=True, eq=False)
class RungCoalitions:
    """The coalitions of one rung.

    Parameters
    ----------
    name
        The rung.
    players
        The prospective players, by bit of the mask.
    core
        The players that are always in.
    masks
        Solved coalitions, ascending, shape (M,).
    columns
        ISO3 codes of targets and senders.
    real_income
        Change in %, shape (M, column).
    income
        Baseline income by ISO3 code, USD million.
    targets
        ISO3 codes.
    residual, iterations
        Largest relative violation of an equation, and evaluations needed on average.
    draws
        Sampled orders of joining where not all coalitions are solved; None where they are.
    """

    name: str
    players: tuple[Player, ...]
    core: tuple[Player, ...]
    masks: Integers
    columns: tuple[str, ...]
    real_income: Floats
    income: Mapping[str, float]
    targets: tuple[str, ...]
    residual: float
    iterations: float
    draws: Integers | None = None

    # -- the table -----------------------------------------------------------------------------

    def lost(self, countries: Collection[str]) -> Floats:
        """Return what some countries lose together in each coalition, USD bn a year, (M,)."""
        known = [c for c in countries if c in self.columns]
        at = [self.columns.index(c) for c in known]
        weight = np.array([self.income[c] for c in known], float) / 1e5
        return np.asarray(-(self.real_income[:, at] * weight).sum(axis=1))

    def percent(self, countries: Collection[str]) -> Floats:
        """Return what some countries lose together, in % of their income, shape (M,)."""
        total = sum(self.income[c] for c in countries if c in self.columns)
        return self.lost(countries) / (total / 1e5) if total else np.zeros(len(self.masks))

    @cached_property
    def harm(self) -> Floats:
        """Loss of the targets in %, shape (M,)."""
        return self.percent(self.targets)

    @cached_property
    def loss(self) -> Floats:
        """Own loss of each prospective player in %, shape (player, M)."""
        return np.array([self.percent(p.members) for p in self.players]).reshape(
            len(self.players), len(self.masks)
        )

    @cached_property
    def cost(self) -> Floats:
        """Loss of the members of each coalition, USD bn a year, shape (M,)."""
        total = self.lost([c for p in self.core for c in p.members])
        for i, player in enumerate(self.players):
            total = total + np.where(self.masks >> i & 1, self.lost(player.members), 0.0)
        return np.asarray(total)

    @property
    def complete(self) -> bool:
        """Whether every coalition is solved."""
        return self.draws is None

    @property
    def full(self) -> int:
        """The mask of all."""
        return (1 << len(self.players)) - 1

    def row(self, mask: int) -> int:
        """Return the row of a mask.

        Raises
        ------
        UsageError
            If the coalition is not among those solved.
        """
        at = int(np.searchsorted(self.masks, mask))
        if at == len(self.masks) or self.masks[at] != mask:
            raise UsageError(f"coalition {mask} is not among the {len(self.masks)} solved")
        return at

    def at(self, row: int) -> Coalition:
        """Return the coalition of a row."""
        mask = int(self.masks[row])
        joined = tuple(self.players[i].name for i in bits(mask))
        return Coalition(mask, joined, float(self.harm[row]), float(self.cost[row]))

    def coalition(self, joined: Collection[str]) -> Coalition:
        """Return the coalition that the named prospective players join.

        Raises
        ------
        UsageError
            If a name is no prospective player, or the coalition is not among those solved.
        """
        return self.at(self.row(self.mask(joined)))

    def mask(self, joined: Collection[str]) -> int:
        """Return the mask of some prospective players.

        Raises
        ------
        UsageError
            If a name is none of them; the message names the nearest.
        """
        names = [p.name for p in self.players]
        found = 0
        for name in joined:
            if name not in names:
                near = nearest(name, names)
                hint = f"did you mean {near!r}?" if near else f"they are {', '.join(names)}"
                raise UsageError(f"{shown(name)} is no prospective player; {hint}")
            found |= 1 << names.index(name)
        return found

    # -- queries -------------------------------------------------------------------------------

    def choose(self, with_: Collection[str] = (), without: Collection[str] = ()) -> Integers:
        """Return the rows of the coalitions with some players and without others."""
        inside, outside = self.mask(with_), self.mask(without)
        if inside & outside:
            raise UsageError("a player cannot be both in and out of the coalition")
        fits = (self.masks & inside == inside) & (self.masks & outside == 0)
        return np.flatnonzero(fits).astype(np.int64)

    def best(
        self, budget: float, with_: Collection[str] = (), without: Collection[str] = ()
    ) -> Coalition | None:
        """Return the coalition with the most harm at a cost of at most ``budget`` USD bn a year."""
        rows = self.choose(with_, without)
        found = frontier.best_within(self.harm[rows], self.cost[rows], budget)
        return None if found is None else self.at(int(rows[found]))

    def cheapest(
        self, harm: float, with_: Collection[str] = (), without: Collection[str] = ()
    ) -> Coalition | None:
        """Return the coalition with the least cost at a harm of at least ``harm`` %."""
        rows = self.choose(with_, without)
        found = frontier.cheapest(self.harm[rows], self.cost[rows], harm)
        return None if found is None else self.at(int(rows[found]))

    def smallest(
        self, harm: float, with_: Collection[str] = (), without: Collection[str] = ()
    ) -> Coalition | None:
        """Return the coalition with the fewest players at a harm of at least ``harm`` %."""
        rows = self.choose(with_, without)
        found = frontier.smallest(self.masks[rows], self.harm[rows], self.cost[rows], harm)
        return None if found is None else self.at(int(rows[found]))

    def worst(self, with_: Collection[str] = (), without: Collection[str] = ()) -> Coalition:
        """Return the target's worst case: the coalition with the most harm."""
        rows = self.choose(with_, without)
        if not len(rows):
            raise UsageError("none of the solved coalitions fits")
        return self.at(int(rows[np.lexsort((rows, self.cost[rows], -self.harm[rows]))[0]]))

    def frontier(self) -> list[Coalition]:
        """Return the coalitions that none beats in harm without a higher cost, by rising cost."""
        return [self.at(int(row)) for row in frontier.frontier(self.harm, self.cost)]

    # -- worth ---------------------------------------------------------------------------------

    @cached_property
    def _values(self) -> Floats:
        return np.stack([self.harm, self.cost], axis=1)

    @cached_property
    def shapley(self) -> Floats:
        """Shapley values of harm (%) and cost (USD bn), shape (player, 2)."""
        return self._shapley[0]

    @cached_property
    def shapley_error(self) -> Floats:
        """Their standard errors; zero where all coalitions are solved."""
        return self._shapley[1]

    @cached_property
    def _shapley(self) -> tuple[Floats, Floats]:
        if self.draws is None:
            exact = worth.shapley(self._values)
            return exact, np.zeros_like(exact)
        found = [sampling.shapley(v, self.masks, self.draws) for v in self._values.T]
        return np.stack([f[0] for f in found], axis=1), np.stack([f[1] for f in found], axis=1)

    @cached_property
    def first(self) -> Floats:
        """What each player adds to the core alone: harm (%), cost (USD bn), shape (player, 2)."""
        alone = [self.row(1 << i) for i in range(len(self.players))]
        return np.asarray(self._values[alone] - self._values[self.row(0)])

    @cached_property
    def last(self) -> Floats:
        """What each player adds when all others are in, shape (player, 2)."""
        others = [self.row(self.full ^ 1 << i) for i in range(len(self.players))]
        return np.asarray(self._values[self.row(self.full)] - self._values[others])

    def pivotal(self, harm: float) -> dict[str, float]:
        """Return who lifts a coalition to a harm of ``harm`` %: share of orders, by player.

        See ``megara.coalition.worth.pivotal``; from sampled orders where not all coalitions are
        solved.
        """
        reached = (self.harm >= harm).astype(float)
        if self.draws is None:
            share = worth.shapley(reached)
        else:
            share = sampling.shapley(reached, self.masks, self.draws)[0]
        return {p.name: float(s) for p, s in zip(self.players, share, strict=True)}

    @property
    def sizes(self) -> Integers:
        """Number of prospective players in each coalition, shape (M,)."""
        return size(self.masks)


@dataclass(frozen=True, eq=False)
class Coalitions:
    """All coalitions of a scenario on a world, rung by rung.

    Parameters
    ----------
    name
        The scenario's name.
    rungs
        The solved rungs, lowest first.
    record
        What ``coalition.json`` holds.
    """

    name: str
    rungs: tuple[RungCoalitions, ...]
    record: dict[str, Any] = field(default_factory=dict)

    def rung(self, name: str | None = None) -> RungCoalitions:
        """Return a rung by name; the highest one if none is named.

        Raises
        ------
        UsageError
            If there is none of this name.
        """
        if name is None:
            return self.rungs[-1]
        for rung in self.rungs:
            if rung.name == name:
                return rung
        near = nearest(name, [r.name for r in self.rungs])
        hint = f"did you mean {near!r}?" if near else "see Coalitions.rungs"
        raise UsageError(f"no rung {shown(name)} was solved; {hint}")

    @property
    def players(self) -> tuple[Player, ...]:
        """The prospective players, by bit of the mask."""
        return self.rungs[0].players

    @cached_property
    def resolves(self) -> dict[str, Resolved]:
        """The resolve of every player, the core first."""
        return {p.name: resolve_of(p) for p in (*self.rungs[0].core, *self.players)}

    def best(self, budget: float, rung: str | None = None, **choice: Any) -> Coalition | None:
        """Return the coalition with the most harm within a budget; see ``RungCoalitions.best``."""
        return self.rung(rung).best(budget, **choice)

    def cheapest(self, harm: float, rung: str | None = None, **choice: Any) -> Coalition | None:
        """Return the coalition with the least cost for a harm; see ``RungCoalitions.cheapest``."""
        return self.rung(rung).cheapest(harm, **choice)

    def to_frame(self) -> pd.DataFrame:
        """Return the table of ``coalitions.parquet``: a row per rung and coalition."""
        import pandas as pd

        from megara.coalition.table import columns

        return pd.concat([pd.DataFrame(columns(rung)) for rung in self.rungs], ignore_index=True)
