r"""Will it hold: who gains from joining or leaving, and which coalitions nobody wants to change.

The payoff of player i in coalition S, in points of its own real income, is

``u_i(S) = r_i harm(S) - loss_i(S)``

with r_i its resolve, harm the target's loss in % and loss_i its own in %, whether it is in S or
not: staying out, it still gains or loses as a third country and still sees the harm done. Hence

gain of joining     ``g_i(S) = r_i dharm_i(S) - dloss_i(S)``,  dx_i(S) = x(S + i) - x(S), i not in S
price of joining    ``p_i(S) = dloss_i(S) / dharm_i(S)``,  the resolve at which joining pays

S is *internally stable* if no member gains by leaving, g_i(S - i) >= 0 for i in S; *externally
stable* if nobody outside gains by joining, g_i(S) <= 0 for i not in S; *stable* if both
(d'Aspremont, Jacquemin, Gabszewicz & Weymark 1983; Barrett 1994). The core is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from megara.coalition.lattice import Floats, Integers, bits
from megara.coalition.worth import without

Values = Callable[[Integers], tuple[Floats, Floats]]
"""Harm (B,) in % and own losses (n, B) in % of the coalitions of some masks (B,)."""

MEASURABLE = 1e-7
"""Added harm, in points, below which a price is not given: equations hold to 1e-8 points."""


def price(loss: float, harm: float) -> float:
    """Return the price of joining, from own loss added and harm added, both in points.

    0 where joining costs nothing; infinite where it costs something and adds no measurable harm.
    """
    if loss <= 0:
        return 0.0
    return loss / harm if harm > MEASURABLE else float("inf")


def gains(harm: Floats, loss: Floats, resolve: Floats) -> Floats:
    """Return what each player gains by joining each coalition, in points of own real income.

    Parameters
    ----------
    harm
        By mask, shape (2^n,), in %.
    loss
        Own loss of each player by mask, shape (n, 2^n), in %.
    resolve
        Shape (n,).

    Returns
    -------
    numpy.ndarray
        Shape (n, 2^n): entry (i, S) compares S with i to S without i, whichever S is.
    """
    found = np.empty_like(loss)
    for i in range(len(loss)):
        out = without(len(loss), i)
        joined = out | 1 << i
        gain = resolve[i] * (harm[joined] - harm[out]) - (loss[i, joined] - loss[i, out])
        found[i, out] = found[i, joined] = gain
    return found


def stable(gain: Floats) -> Integers:
    """Return the masks of all stable coalitions, ascending; ``gain`` is that of ``gains``."""
    count, number = gain.shape
    holds = np.ones(number, bool)
    masks = np.arange(number)
    for i in range(count):
        member = (masks >> i & 1).astype(bool)
        holds &= np.where(member, gain[i] >= 0, gain[i] <= 0)
    return np.flatnonzero(holds).astype(np.int64)


@dataclass(frozen=True)
class Formation:
    """How a coalition comes about, one player at a time.

    ``path`` are the masks from the core on; ``settled`` says whether the last one is stable.
    Otherwise the path came back to a coalition it had seen and would go round for ever.
    """

    path: tuple[int, ...]
    settled: bool


def formation(values: Values, resolve: Floats) -> Formation:
    """Let players join and leave, one at a time, until nobody wants to.

    At each step the player that gains most by its move makes it.

    Parameters
    ----------
    values
        Harm and losses of any coalitions; see ``Values``.
    resolve
        Shape (n,).
    """
    count = len(resolve)
    here, seen = 0, [0]
    while count:
        harm, loss = _around(values, count, here)
        moved = np.arange(1, count + 1)
        own = loss[np.arange(count), moved] - loss[:, 0]
        better = resolve * (harm[1:] - harm[0]) - own
        player = int(np.argmax(better))
        if better[player] <= 0:
            break
        here ^= 1 << player
        if here in seen:
            return Formation((*seen, here), False)
        seen.append(here)
    return Formation(tuple(seen), True)


def _around(values: Values, count: int, here: int) -> tuple[Floats, Floats]:
    """Return harm and losses of a coalition, then of those one player away, in their order."""
    masks = [here, *(here ^ 1 << i for i in range(count))]
    return values(np.array(masks, np.int64))


@dataclass(frozen=True)
class Step:
    """One step of the joining order.

    ``player`` joins at ``resolve``, the lowest resolve at which joining pays for somebody outside
    and not below that of the step before. ``price`` is its own price; ``mask`` the coalition after
    it joined; ``leaving`` are members for whom staying does not pay at this resolve.
    """

    player: int
    resolve: float
    price: float
    mask: int
    leaving: tuple[int, ...]


def joining_order(values: Values, count: int) -> list[Step]:
    """Return who joins next as one resolve, common to all, rises from zero.

    Players whose price is infinite come last, with an infinite resolve: nothing but a transfer or
    a threat would move them.
    """
    here, level = 0, 0.0
    steps: list[Step] = []
    harm, loss = _around(values, count, here)
    for _ in range(count):
        prices = {
            i: price(loss[i, i + 1] - loss[i, 0], harm[i + 1] - harm[0])
            for i in range(count)
            if not here >> i & 1
        }
        player = min(prices, key=lambda i: (prices[i], i))
        level = max(level, prices[player])
        here |= 1 << player
        harm, loss = _around(values, count, here)
        leaving = tuple(
            i
            for i in bits(here)
            if price(loss[i, 0] - loss[i, i + 1], harm[0] - harm[i + 1]) > level
        )
        steps.append(Step(player, level, prices[player], here, leaving))
    return steps
