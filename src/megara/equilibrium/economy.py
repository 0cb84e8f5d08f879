r"""The world's arrays in the solver's layout, shared by every scenario of a batch.

Objects (sector j, importer n, exporter i; B scenarios in the last axis of everything that varies)
-------------------------------------------------------------------------------------------------
``share[j, n, i]``       pi_inj, share of spending at purchasers' prices
``net_share[j, n, i]``   pi_inj / (1 + tau_inj); the same array as ``share`` without tariffs
``gamma[n, k, j]``       input share
``beta[j, n, 1]``        value-added share; ``alpha[j, n, 1]`` final share
``theta[j, 1, 1]``       trade elasticity
``spending[j, n, 1]``    X_jn, USD million; ``output[j, n, 1]`` Y_jn
``value_added[n, 1]``    USD million; ``income[n, 1]``; ``deficit[n, 1]``

The layout keeps scenarios contiguous, so that every sum over countries or inputs is one matrix
product for the whole batch.

A market in which nobody spends (``X_jn = 0``) has no shares. It is given its home supplier as the
only one: its price then follows the home cost, and as nothing is bought there it touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from megara.world.world import World

Array = Any
"""An array of whichever array-API library solves: NumPy, PyTorch or CuPy."""


@dataclass(frozen=True, eq=False)
class Economy:
    """A world prepared for solving; see the module's docstring for shapes."""

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    share: Array
    net_share: Array
    tariff: Array
    gamma: Array
    beta: Array
    alpha: Array
    theta: Array
    spending: Array
    output: Array
    value_added: Array
    income: Array
    deficit: Array

    @property
    def shape(self) -> tuple[int, int]:
        """Number of sectors and of countries."""
        return len(self.sectors), len(self.countries)

    @property
    def has_tariffs(self) -> bool:
        """Whether any tariff of the baseline is known (not zero)."""
        return self.net_share is not self.share


_prepared: WeakKeyDictionary[World, Economy] = WeakKeyDictionary()


def economy(world: World) -> Economy:
    """Return the world prepared for solving with NumPy; prepared once for each world."""
    if world not in _prepared:
        _prepared[world] = _prepare(world)
    return _prepared[world]


def _prepare(world: World) -> Economy:
    share = np.ascontiguousarray(world.share.transpose(2, 1, 0))
    spending = np.ascontiguousarray(world.spending.T)
    for j, n in np.argwhere(spending == 0):
        share[j, n, :] = 0.0
        share[j, n, n] = 1.0
    tariff = np.ascontiguousarray(world.array("tariff").transpose(2, 1, 0))
    net_share = share / (1 + tariff) if tariff.any() else share
    return Economy(
        countries=world.countries,
        sectors=world.sectors,
        share=share,
        net_share=net_share,
        tariff=tariff,
        gamma=world.array("input_share"),
        beta=np.ascontiguousarray(world.array("value_added_share").T)[:, :, None],
        alpha=np.ascontiguousarray(world.array("final_share").T)[:, :, None],
        theta=world.array("theta")[:, None, None],
        spending=spending[:, :, None],
        output=np.ascontiguousarray(world.output.T)[:, :, None],
        value_added=world.array("value_added")[:, None],
        income=world.income[:, None],
        deficit=world.array("deficit")[:, None],
    )
