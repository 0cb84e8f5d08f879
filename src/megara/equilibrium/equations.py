r"""The equations of the model, evaluated for a batch of scenarios at a given state.

Caliendo & Parro (2015), eqs. 10-14, in exact changes; openness as in Chowdhry, Hinz, Kamin &
Wanner (2024). Hats of wages and prices are kept in logs. Scenario is the last axis, length B.

state      ``log_wage[n]`` log w_n, ``log_price[j, n]`` log P_jn, ``spending[j, n]`` X'_jn

(1) input cost   ``log c_jn = beta_jn log w_n + sum_k gamma_kjn log P_kn``
(2) price        ``P_jn^(-theta_j) = sum_i pi_inj phi_inj c_ji^(-theta_j)``
(3) share        ``pi'_inj = pi_inj phi_inj (c_ji / P_jn)^(-theta_j)``
(4) sales        ``Y'_jn = sum_m pi'_nmj X'_jm / (1 + tau'_nmj)``
(5) income       ``I'_n = w_n VA_n + sum_ij tau'/(1+tau') pi'_inj X'_jn + D_n``
(6) spending     ``X'_jn = sum_k gamma_jkn Y'_kn + alpha_jn I'_n``
(7) labour       ``w_n VA_n = sum_j beta_jn Y'_jn``
(8) numeraire    ``sum_n w_n VA_n = sum_n VA_n``

``phi`` and the sums it changes are in ``changes.py``. Members of a group that shares its losses
have, instead of (5), ``I'_n = W I_n prod_j P_jn^alpha_jn`` with one W for the group, such that the
transfers sum to zero (Chowdhry, Hinz, Kamin & Wanner 2024).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from megara.equilibrium.changes import Changes, add
from megara.equilibrium.economy import Array, Economy


@dataclass
class State:
    """What the solver moves: shapes (N, B), (J, N, B), (J, N, B)."""

    log_wage: Array
    log_price: Array
    spending: Array

    def columns(self, xp: ModuleType, keep: Array) -> State:
        """Return the states of the scenarios in ``keep`` (indices) alone."""
        return State(
            xp.take(self.log_wage, keep, axis=-1),
            xp.take(self.log_price, keep, axis=-1),
            xp.take(self.spending, keep, axis=-1),
        )


@dataclass
class Evaluation:
    """What the equations say at a state.

    ``log_price`` (2) and ``spending`` (6) are the right-hand sides, shape (J, N, B);
    ``log_labour`` is the log of labour demanded over labour income (7), shape (N, B);
    ``sales`` (4) has shape (J, N, B); ``income`` (5), ``revenue`` and ``transfer`` (N, B).
    """

    log_price: Array
    spending: Array
    log_labour: Array
    sales: Array
    income: Array
    revenue: Array
    transfer: Array


def swap(array: Array) -> Array:
    """Exchange the first two axes without copying: (J, N, B) <-> (N, J, B)."""
    return array.swapaxes(0, 1)


def evaluate(
    xp: ModuleType,
    economy: Economy,
    changes: Changes,
    state: State,
    deficit: Array,
    members: Array | None = None,
) -> Evaluation:
    """Evaluate equations (1)-(7) for every scenario.

    Parameters
    ----------
    deficit
        Shape (N, 1) or (N, B), USD million.
    members
        Shape (N, B), 1.0 where the country shares losses with the others so marked; None where
        nobody shares.
    """
    theta, beta, alpha = changes.theta, economy.beta, economy.alpha
    # (1): gamma[n, k, j] is summed over k.
    log_cost = swap(xp.matmul(economy.gamma.swapaxes(1, 2), swap(state.log_price)))
    log_cost = log_cost + beta * state.log_wage
    supply = xp.exp(-theta * log_cost)
    # (2)
    access = xp.matmul(economy.share, supply)
    add(changes.to_price, supply, access)
    # (3) and (4): pi' X' / (1 + tau') = [net share factor] supply_i (X_n P_n^theta)
    demand = state.spending / access
    sales = xp.matmul(economy.net_share.swapaxes(1, 2), demand)
    add(changes.to_sales, demand, sales)
    sales *= supply
    # (5)
    labour_income = xp.exp(state.log_wage) * economy.value_added
    revenue = labour_income * 0.0
    if changes.taxed:
        net = xp.matmul(economy.net_share, supply)
        add(changes.to_net, supply, net)
        revenue = (state.spending - demand * net).sum(0)
    log_price = xp.log(access) / -theta
    income = labour_income + revenue + deficit
    transfer = labour_income * 0.0
    if members is not None:
        cost_of_living = xp.exp((alpha * log_price).sum(0))
        needed = members * economy.income * cost_of_living
        total = needed.sum(0)
        # A scenario in which nobody shares has nothing to divide by.
        common = (members * income).sum(0) / xp.where(total > 0, total, total + 1.0)
        transfer = needed * common - members * income
        income = income + transfer
    # (6): gamma[n, k, j] is summed over j.
    spending = swap(xp.matmul(economy.gamma, swap(sales)))
    spending = spending + alpha * income
    # (7)
    log_labour = xp.log((beta * sales).sum(0) / labour_income)
    return Evaluation(log_price, spending, log_labour, sales, income, revenue, transfer)
