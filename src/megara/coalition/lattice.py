r"""The coalitions of a plan, and the openness of every flow for any of them.

The core is always in. A coalition is the set S of prospective players that join it, written as a
*mask*: bit i of the mask is set if prospective player i (in the order of the plan) is in S. The
*size* of a coalition is the number of bits set.

For one rung, the flows of the plan fall in two sets. *Common* flows are under the same openness in
every coalition: measures of the core, and what reaches third countries whoever joins. *Own* flows
depend on who joins,

``o_f(S) = prod_m o_fm``  over the measures m that touch f and are on for S,

evaluated for many masks at once (``megara.policy.shocks`` has the plain form, coalition by
coalition).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.shock import Shock
from megara.errors import UsageError
from megara.policy.layout import ALWAYS, IN, Term
from megara.policy.players import Player
from megara.policy.scenario import Scenario
from megara.policy.shocks import Depths, Plan
from megara.world.world import World

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MOST = 62
"""Prospective players at most: a mask is a signed 64-bit number."""


def size(masks: Integers) -> Integers:
    """Return the number of bits set in each mask."""
    return np.bitwise_count(np.asarray(masks, np.int64)).astype(np.int64)


def bits(mask: int) -> tuple[int, ...]:
    """Return the places of the bits set in a mask, lowest first."""
    return tuple(i for i in range(int(mask).bit_length()) if mask >> i & 1)


@dataclass(frozen=True)
class _Effect:
    """A term of the plan on some flows: which rows it multiplies and who switches them on.

    ``row`` (K,) are rows of the own (or common) flows, ``term_flow`` (K,) the term's flows.
    """

    term: Term
    row: Integers
    term_flow: Integers


class Lattice:
    """All coalitions of one rung of a scenario on a world.

    Parameters
    ----------
    world
        The baseline economy, with the scenario's elasticities.
    scenario
        The plan.
    rung
        Place of the rung in the ladder, 0 for the lowest; it stands with all below it.
    depth
        ``mode``, ``low`` or ``high`` for all measures, or values by identity.

    Attributes
    ----------
    core, prospective
        The players that are always in; those of the mask's bits, in order.
    flow
        The own flows, shape (F, 3): exporter, importer, sector.
    common
        The shock of the common flows.

    Raises
    ------
    UsageError
        If the scenario does not fit the world, or has more than 62 prospective players.
    """

    def __init__(self, world: World, scenario: Scenario, rung: int, depth: Depths = "mode") -> None:
        self.world, self.scenario, self.rung = world, scenario, rung
        self.plan = Plan(scenario, world)
        self.core: tuple[Player, ...] = scenario.core
        self.prospective: tuple[Player, ...] = scenario.prospective
        if len(self.prospective) > MOST:
            raise UsageError(
                f"the plan asks {len(self.prospective)} prospective players; "
                f"coalitions are counted for at most {MOST} (join some into blocs)"
            )
        self._depth = depth
        self._value = self.plan.values(depth)
        self._core = np.array([p.core for p in self.plan.players])
        terms = [t for t in self.plan.terms if t.act.rung <= rung]
        touched = np.zeros(len(self.plan.flow), bool)
        depends = touched.copy()
        for term in terms:
            touched[term.flow] = True
            depends[term.flow[self._depends(term)]] = True
        own, common = np.flatnonzero(depends), np.flatnonzero(touched & ~depends)
        self._own = [e for t in terms if (e := _effect(t, own)) is not None]
        self._tariff = world.array("tariff")[tuple(self.plan.flow.T)]
        self._own_at = own
        self.flow: Integers = self.plan.flow[own]
        shared = [e for t in terms if (e := _effect(t, common)) is not None]
        openness, tariff = self._evaluate(shared, common, np.zeros(1, np.int64))
        changed = (openness[:, 0] != 1) | ~np.isnan(tariff[:, 0])
        self.common = Shock(
            self.plan.flow[common[changed]], openness[changed, 0], tariff[changed, 0]
        )

    def _depends(self, term: Term) -> NDArray[np.bool_]:
        """Return which flows of a term are switched by a prospective player, shape (K,)."""
        if not self._core[term.actors].any():
            return np.ones(len(term.flow), bool)
        prospective = (term.player >= 0) & ~self._core[term.player]
        on: NDArray[np.bool_] = (term.when != ALWAYS) & prospective
        return on

    @property
    def count(self) -> int:
        """Number of prospective players."""
        return len(self.prospective)

    @property
    def full(self) -> int:
        """The mask of the coalition that all join."""
        return (1 << self.count) - 1

    def names(self, mask: int) -> tuple[str, ...]:
        """Return the names of the prospective players of a mask."""
        return tuple(self.prospective[i].name for i in bits(mask))

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the names of all players of a coalition, the core first."""
        return (*(p.name for p in self.core), *self.names(mask))

    def taking_part(self, masks: Integers) -> NDArray[np.bool_]:
        """Return who takes part, shape (player of the plan, mask)."""
        part = np.zeros((len(self.plan.players), len(masks)), bool)
        part[self._core] = True
        shift = np.arange(self.count, dtype=np.int64)[:, None]
        part[~self._core] = (np.asarray(masks, np.int64)[None, :] >> shift & 1).astype(bool)
        return part

    def openness(self, masks: Integers) -> tuple[Floats, Floats]:
        """Return openness and tariff of the own flows, each of shape (F, B); nan = kept.

        Raises
        ------
        UsageError
            If tariffs add up to -100 % or less.
        """
        return self._evaluate(self._own, self._own_at, masks)

    def _evaluate(
        self, effects: list[_Effect], at: Integers, masks: Integers
    ) -> tuple[Floats, Floats]:
        part = self.taking_part(masks)
        shape = (len(at), len(masks))
        openness, added = np.ones(shape), np.zeros(shape)
        for effect in effects:
            term, k = effect.term, effect.term_flow
            player, when = term.player[k], term.when[k, None]
            inside = part[player] & (player >= 0)[:, None]
            on = ((when == ALWAYS) | (inside == (when == IN))) & part[term.actors].any(axis=0)
            key, kind = term.act.key, term.act.measure.kind
            coverage = self._value[(*key, "coverage")]
            if kind == "tariff":
                added[effect.row] += on * (coverage * self._value[(*key, "rate")])
                continue
            if kind == "cost":
                dearer = 1 + self._value[(*key, "rate")]
                factor = 1 - coverage + coverage * dearer ** -term.theta[k, None]
            else:
                factor = np.full((len(k), 1), 1 - coverage * self._value[(*key, "cut")])
            openness[effect.row] *= np.where(on, factor, 1.0)
        tariff = self._tariff[at, None] + added
        tariff[added == 0] = np.nan
        if bool((tariff <= -1).any()):
            raise UsageError("tariffs of the plan add up to -100 % or less on some trade")
        return openness, tariff

    def shock(self, mask: int) -> Shock:
        """Return the whole shock of one coalition, common flows included."""
        return self.plan.shocks(self.members(mask), self._depth)[self.rung]


def _effect(term: Term, chosen: Integers) -> _Effect | None:
    """Return a term cut to the flows in ``chosen`` (sorted positions of the plan's flows)."""
    if not len(chosen):
        return None
    row = np.minimum(np.searchsorted(chosen, term.flow), len(chosen) - 1)
    here = np.flatnonzero(chosen[row] == term.flow)
    return _Effect(term, row[here], here) if len(here) else None
