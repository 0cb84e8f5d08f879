r"""Exposure: how much a country sells to, and depends on inputs from, the targets.

Objects (countries i, m, n; sectors j, k; T the set of targets)
--------------------------------------------------------------
An input of good k from country i, bought by sector j of country n, has the coefficient

    A_(ik)(nj) = s_ink * gamma_knj,        s_ink = pi_ink / (1 + tau_ink)                       (1)

(basic prices; as in the model, all users of good k in country n draw on the same suppliers).
Final demand is ``F_in_k = s_ink * alpha_kn * I_n``. The whole chain of suppliers is the Leontief
inverse ``L = (I - A)^-1`` (Miller & Blair 2009, ch. 2 and 3).

*Sales.* Output needed for what the targets finally use, and the value added in it (Johnson &
Noguera 2012), is

    x = L F_T,         value added of (i, j) absorbed in T:  beta_ij * x_ij                     (2)

*Inputs.* Value added of the targets in one dollar of output of (n, j) (Los, Timmer & de Vries
2015; the bounded counterpart of the look-through exposure of Baldwin, Freeman & Theodorakopoulos
2022, which counts gross output and so counts double):

    u = beta_T L,      value added of T in the output of (n, j):  u_nj * Y_nj                   (3)

*Direct, and through others.* Both are split at the targets' border, exactly. Let ``A*`` be A
without the rows and columns of T, ``L* = (I - A*)^-1``, and b^m the goods that country m itself
sends to T for T's use, d^n the target value added in the goods that country n itself buys from T:

    b^m_k = F_mT_k + sum_(t in T, j) A_(mk)(tj) x_tj        d^n_j = sum_(t in T, k) u_tk A_(tk)(nj)
    x = sum_m L* b^m                                        u = sum_n d^n L*                    (4)

The term m = i of (4) is i's *direct* part: its value added leaves i in i's own exports to T
(suppliers at home included). All other terms reach T *through others*. Likewise for inputs.

References
----------
Miller & Blair, *Input-Output Analysis*, 2nd ed., Cambridge UP, 2009.
Johnson & Noguera, "Accounting for intermediates: production sharing and trade in value added",
Journal of International Economics 86 (2012).
Los, Timmer & de Vries, "How global are global value chains?", Journal of Regional Science 55
(2015).
Baldwin, Freeman & Theodorakopoulos, "Horses for courses: measuring foreign supply chain
exposure", NBER Working Paper 30525 (2022).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from megara.errors import MegaraError, UsageError
from megara.world.world import World

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Variable = tuple[tuple[str, ...], Floats, dict[str, str]]

_UNITS = {
    "sales": ("USD million", "goods and services sold to the targets, by sector of the seller"),
    "sales_percent": ("%", "the same in % of the sector's output"),
    "value_added_direct": (
        "USD million",
        "value added that ends in the targets' final use by way of the country's own exports",
    ),
    "value_added_through": ("USD million", "the same, by way of other countries' exports"),
    "value_added_percent": ("%", "both together in % of the sector's value added"),
    "purchases": ("USD million", "goods and services bought from the targets, by product"),
    "purchases_percent": ("%", "the same in % of the country's spending on the product"),
    "inputs_direct": (
        "USD million",
        "value added of the targets in the sector's output, bought from them by this country",
    ),
    "inputs_through": ("USD million", "the same, inside goods bought from other countries"),
    "inputs_percent": ("%", "both together in % of the sector's output (its total cost)"),
}


def exposure(
    world: World, targets: Iterable[str], countries: Iterable[str] | None = None
) -> xr.Dataset:
    """Return the exposure of countries to the targets, by sector and in total.

    Parameters
    ----------
    world
        The baseline economy.
    targets
        ISO3 codes of the targets, taken together as one.
    countries
        ISO3 codes of the countries wanted, in the order wanted; None for all but the targets.

    Returns
    -------
    xarray.Dataset
        For each name of the list below a variable (country, sector), and with the suffix
        ``_total`` its total (country): sums in USD million, percentages as ratios of sums.
        ``sales``, ``sales_percent``, ``value_added_direct``, ``value_added_through``,
        ``value_added_percent``, ``purchases``, ``purchases_percent``, ``inputs_direct``,
        ``inputs_through``, ``inputs_percent``. Units and meaning are in their attributes.

    Raises
    ------
    UsageError
        If a code is not in the world, or a target is among the countries wanted.
    MegaraError
        If the chain of suppliers has no end: some sector buys inputs for all that it sells.
    """
    hit, wanted = _asked(world, targets, countries)
    place = {code: index for index, code in enumerate(world.countries)}
    target = np.array([place[c] for c in hit])
    own = np.array([place[c] for c in wanted], dtype=np.intp)

    chain = _Chain(world.share / (1 + world.array("tariff")), world.array("input_share"))
    absorbed, absorbed_direct = _value_added_absorbed(world, chain, target, own)
    content, content_direct = _target_content(world, chain, target, own)
    sales, purchases = _sales_and_purchases(world, target, own)
    beta, output, spending = world.array("value_added_share"), world.output, world.spending
    amounts: dict[str, Floats] = {
        "sales": sales,
        "value_added_direct": absorbed_direct,
        "value_added_through": absorbed - absorbed_direct,
        "purchases": purchases,
        "inputs_direct": content_direct,
        "inputs_through": content - content_direct,
    }
    ratios: dict[str, tuple[Floats, Floats]] = {
        "sales_percent": (sales, output[own]),
        "value_added_percent": (absorbed, beta[own] * output[own]),
        "purchases_percent": (purchases, spending[own]),
        "inputs_percent": (content, output[own]),
    }
    return xr.Dataset(
        _with_totals(amounts, ratios),
        coords={"country": wanted, "sector": list(world.sectors)},
        attrs={"targets": " ".join(hit), "world": world.name},
    )


def _asked(
    world: World, targets: Iterable[str], countries: Iterable[str] | None
) -> tuple[list[str], list[str]]:
    """Return the targets, each once, and the countries wanted; refuse what cannot be asked."""
    hit = list(dict.fromkeys(targets))
    wanted = [c for c in world.countries if c not in hit] if countries is None else list(countries)
    for code in (*hit, *wanted):
        if code not in world.countries:
            raise UsageError(f"the world {world.name} has no country {code!r}")
    if not hit:
        raise UsageError("exposure needs at least one target")
    if both := sorted(set(hit) & set(wanted)):
        raise UsageError(f"exposure of {both[0]} to itself: a target cannot be asked for")
    return hit, wanted


@dataclass(frozen=True)
class _Chain:
    """The coefficients A of (1), applied without forming the matrix.

    Parameters
    ----------
    supply
        s_ink, shape (exporter, importer, good).
    gamma
        gamma_knj, shape (country, input, sector).
    """

    supply: Floats
    gamma: Floats

    def suppliers(self, x: Floats) -> Floats:
        """Return A x, with x of shape (country, sector, case)."""
        use = self.gamma @ x  # demand for each input
        bought = np.moveaxis(self.supply, 2, 0) @ np.moveaxis(use, 1, 0)
        return np.asarray(np.moveaxis(bought, 0, 1))

    def users(self, u: Floats) -> Floats:
        """Return A' u, with u of shape (country, sector, case)."""
        sold = np.moveaxis(self.supply, 2, 0).swapaxes(1, 2) @ np.moveaxis(u, 1, 0)
        return np.asarray(self.gamma.swapaxes(1, 2) @ np.moveaxis(sold, 0, 1))


def _value_added_absorbed(
    world: World, chain: _Chain, target: Places, own: Places
) -> tuple[Floats, Floats]:
    """Return the value added that ends in the targets by (2), and its direct part by (4).

    Both have the shape (country wanted, sector), in USD million.
    """
    final = world.array("final_share") * world.income[:, None]
    demand = np.einsum("itk,tk->ik", chain.supply[:, target], final[target])[:, :, None]
    x = _whole_chain(chain.suppliers, demand)
    outside = _outside(world, target)
    border = (demand + chain.suppliers(x * (1 - outside))) * outside
    beta = world.array("value_added_share")[own]
    return beta * x[own, :, 0], beta * _direct(chain.suppliers, border, outside, own)


def _target_content(
    world: World, chain: _Chain, target: Places, own: Places
) -> tuple[Floats, Floats]:
    """Return the targets' value added in output by (3), and its direct part by (4).

    Both have the shape (country wanted, sector), in USD million.
    """
    beta = world.array("value_added_share")
    at_home = np.zeros_like(beta)
    at_home[target] = beta[target]
    u = _whole_chain(chain.users, at_home[:, :, None])
    outside = _outside(world, target)
    border = chain.users(u * (1 - outside)) * outside
    output = world.output[own]
    return u[own, :, 0] * output, _direct(chain.users, border, outside, own) * output


def _sales_and_purchases(world: World, target: Places, own: Places) -> tuple[Floats, Floats]:
    """Return what is sold to the targets, and bought from them with tariffs, USD million."""
    trade, tariff = world.array("trade"), world.array("tariff")
    sales = trade[np.ix_(own, target)].sum(axis=1)
    return sales, (trade * (1 + tariff))[np.ix_(target, own)].sum(axis=0)


def _outside(world: World, target: Places) -> Floats:
    """Return 1 for countries that are not targets and 0 for those: what makes A* of A."""
    outside = np.ones((len(world.countries), 1, 1))
    outside[target] = 0.0
    return outside


def _direct(
    step: Callable[[Floats], Floats], border: Floats, outside: Floats, own: Places
) -> Floats:
    """Return the term m = i (or n) of (4) for each country wanted, shape (country, sector).

    One case for each: only its own part of the border, followed outside the targets.
    """
    cases = np.zeros((len(border), 1, len(own)))
    cases[own, 0, np.arange(len(own))] = 1.0
    found = _whole_chain(lambda v: step(v) * outside, border * cases)
    return np.asarray(found[own, :, np.arange(len(own))])


def _with_totals(
    amounts: Mapping[str, Floats], ratios: Mapping[str, tuple[Floats, Floats]]
) -> dict[str, Variable]:
    """Return each variable and its total over sectors; that of a percentage is a ratio of sums."""
    variables: dict[str, Variable] = {}
    for name, (unit, meaning) in _UNITS.items():
        note = {"units": unit, "long_name": meaning}
        if name in amounts:
            cells, total = amounts[name], amounts[name].sum(axis=1)
        else:
            part, whole = ratios[name]
            cells, total = _percent(part, whole), _percent(part.sum(axis=1), whole.sum(axis=1))
        variables[name] = (("country", "sector"), cells, note)
        variables[f"{name}_total"] = (("country",), total, note)
    return variables


def _percent(part: Floats, whole: Floats) -> Floats:
    """Percent, zero where there is nothing to take a share of."""
    return np.asarray(100 * part / np.where(whole > 0, whole, 1.0))


def _whole_chain(step: Callable[[Floats], Floats], start: Floats) -> Floats:
    """Return ``start + step(start) + step(step(start)) + ...``, tier by tier of suppliers.

    A has spectral radius about one half, so the tiers die out in some 50 rounds of small products;
    the matrix of (country x sector)^2 is never formed.
    """
    total, tier = start.copy(), start
    scale = float(np.abs(start).sum())
    for _ in range(2000):
        tier = step(tier)
        total += tier
        if float(np.abs(tier).sum()) <= 1e-13 * scale:
            return total
    raise MegaraError(
        "the chain of suppliers does not end after 2000 tiers: some sectors buy inputs for all "
        "that they sell; `megara world check` names them"
    )
