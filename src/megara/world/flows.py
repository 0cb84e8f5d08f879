r"""From what is observed, flows between countries and sectors, to the shares of a world.

Objects (country i exports, country n imports; sectors j, k), USD million
------------------------------------------------------------------------
Given are ``trade t_inj`` at basic prices, ``input use z_nkj`` (what sector j of country n pays for
input k, tariffs included) and the ``tariff tau_inj``. What is left over must not be negative:

    value added          Y_jn - sum_k z_nkj,       output    Y_jn = sum_m t_nmj
    final expenditure    F_jn = X_jn - sum_k z_njk,  spending  X_jn = sum_i (1 + tau_inj) t_inj

and the shares follow, so that the world balances exactly:

    gamma_kjn = z_nkj / Y_jn        beta_jn = 1 - sum_k gamma_kjn       VA_n = sum_j beta_jn Y_jn
    alpha_jn  = F_jn / I_n          I_n = sum_j F_jn
    D_n       = I_n - VA_n - sum_ij tau_inj t_inj
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from megara.errors import UsageError

Floats = NDArray[np.float64]


def shares_of_flows(
    countries: Sequence[str],
    sectors: Sequence[str],
    *,
    trade: ArrayLike,
    input_use: ArrayLike,
    tariff: ArrayLike | None,
) -> dict[str, Floats]:
    """Return the variables of a world but ``theta``, by name, as ``World.from_flows`` tells them.

    Raises
    ------
    UsageError
        If a shape is wrong, or value added, final expenditure or income would be negative anywhere.
    """
    t, z = np.asarray(trade, float), np.asarray(input_use, float)
    tau = np.zeros_like(t) if tariff is None else np.asarray(tariff, float)
    _refuse_wrong_shapes(t, z, tau, len(countries), len(sectors))
    output, spending = t.sum(axis=1), (t * (1 + tau)).sum(axis=0)
    value_added, final = output - z.sum(axis=1), spending - z.sum(axis=2)
    for what, array in (("value added", value_added), ("final expenditure", final)):
        _refuse_negative(what, array, countries, sectors)
    final = np.maximum(final, 0.0)  # rounding dust only: anything larger was refused above
    income = final.sum(axis=1)
    if bool((income <= 0).any()):
        n = int(np.argmin(income))
        raise UsageError(f"final expenditure of {countries[n]} is {income[n]:.6g} USD million")
    gamma = _input_shares(z, output)
    beta = 1.0 - gamma.sum(axis=1)
    total_value_added = (beta * output).sum(axis=1)
    revenue = (t * tau).sum(axis=(0, 2))
    return {
        "trade": t,
        "input_share": gamma,
        "value_added_share": beta,
        "final_share": final / income[:, None],
        "value_added": total_value_added,
        "deficit": income - total_value_added - revenue,
        "tariff": tau,
    }


def _refuse_wrong_shapes(t: Floats, z: Floats, tau: Floats, countries: int, sectors: int) -> None:
    flows, use = (countries, countries, sectors), (countries, sectors, sectors)
    if t.shape != flows or tau.shape != flows or z.shape != use:
        raise UsageError(
            f"trade has shape {t.shape}, tariff {tau.shape} and input_use {z.shape}; "
            f"{countries} countries and {sectors} sectors need {flows} and {use}"
        )


def _refuse_negative(
    what: str, array: Floats, countries: Sequence[str], sectors: Sequence[str]
) -> None:
    """Refuse an array (country, sector) that is negative beyond rounding, and say where most."""
    slack = 1e-9 * max(1.0, float(np.abs(array).max()))
    if bool((array < -slack).any()):
        n, j = map(int, np.unravel_index(int(np.argmin(array)), array.shape))
        raise UsageError(
            f"{what} of {countries[n]} in sector {sectors[j]} is "
            f"{array[n, j]:.6g} USD million; it must not be negative"
        )


def _input_shares(z: Floats, output: Floats) -> Floats:
    """Return gamma (country, input, sector).

    A sector that produces nothing has no cost structure; all of its (zero) cost is labour.
    """
    active = output > 0
    safe = np.where(active, output, 1.0)
    return np.where(active[:, None, :], z / safe[:, None, :], 0.0)
