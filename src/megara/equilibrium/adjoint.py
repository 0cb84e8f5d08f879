r"""Derivatives at a solved equilibrium by the implicit function theorem: one adjoint solve.

At an equilibrium the state z = (log w, log P, X) solves ``G(z, a) = 0`` for what is given to the
model, a = (openness, tariffs, theta). For a function h of state and income

``dh/da = h_a + G_a^T mu``,    ``G_z^T mu = -h_z``,

so that one linear system for each h gives its derivative to every flow and every elasticity. Here
G holds the right-hand sides of (2) and (6) less the state, the log of labour demanded over labour
income (7) and, added to each of those, the change of world labour income (8).

The transpose of the equations is written out below from ``equations.py`` in reverse, term by term:
with q = supply, a = access, d = demand = X/a, s = sales, V = net shares after the shock, and a bar
for the derivative of h with respect to a quantity,

``s_kn     += sum_j gamma_jkn X_jn + beta_kn L_n / sum_k beta_kn s_kn``       from (6), (7)
``v_ji      = q_ji s_ji``,  ``q_ji += s_ji v_ji``                              s = q v, v = V^T d
``d_jn     += sum_i V_jni v_ji - m_jn R_n``,  ``m_jn -= d_jn R_n``             (4), (5)
``a_jn      = -d_jn d_jn / a_jn - p_jn / (theta_j a_jn)``                     d = X/a, (2)
``q_ji     += sum_n W_jni a_jn + sum_n V_jni m_jn``                            (2), (5)
``log c_ji  = -theta_j q_ji q_ji``                                            (1)

(each bar on its left, values where no bar is meant on its right). The system is solved by the
transpose of the solver's own step, whose rate of convergence it shares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from megara.equilibrium.economy import economy
from megara.equilibrium.equations import swap
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.linear import Inverse, inverse
from megara.equilibrium.near import state_of
from megara.equilibrium.path import economy_at
from megara.equilibrium.shock import Floats, Integers
from megara.errors import MegaraError

TOLERANCE = 1e-10
"""Largest relative residual of the adjoint system that is accepted."""

_LIMIT = 300


@dataclass(frozen=True, eq=False)
class Gradient:
    """Derivatives of H functions.

    Parameters
    ----------
    openness, tariff
        With respect to openness and tariff rate of each flow asked for, shape (F, H).
    theta
        With respect to theta of each sector at given openness, shape (J, H).
    residual
        Largest relative residual of the adjoint system.
    """

    openness: Floats
    tariff: Floats
    theta: Floats
    residual: float


@dataclass
class _Cotangents:
    """Derivatives with respect to results (price, spending, labour), or to the state."""

    price: Floats
    spending: Floats
    labour: Floats


class Adjoint:
    """The equations around one solved equilibrium, in reverse.

    Parameters
    ----------
    equilibrium
        A solved world without transfers.
    """

    def __init__(self, equilibrium: Equilibrium) -> None:
        if np.abs(equilibrium.transfer).max() > 0:
            raise MegaraError("derivatives are not known for equilibria with transfers")
        self.equilibrium = equilibrium
        self.economy = e = economy(equilibrium.world)
        self.state = state_of(equilibrium)
        J, N = e.shape
        openness, tariff = (a.transpose(2, 1, 0) for a in equilibrium.shock.dense((N, N, J)))
        self.base = 1 + e.tariff
        self.new = np.where(np.isnan(tariff), self.base, 1 + tariff)
        self.factor = openness * (self.new / self.base) ** -e.theta
        self.share = e.share * self.factor
        self.net_share = self.share / self.new
        log_cost = swap(np.matmul(e.gamma.swapaxes(1, 2), swap(self.state.log_price)))
        self.log_cost = log_cost + e.beta * self.state.log_wage
        self.supply = np.exp(-e.theta * self.log_cost)
        self.access = self.share @ self.supply
        self.demand = self.state.spending / self.access
        self.outlets = self.net_share.swapaxes(1, 2) @ self.demand
        self.sales = self.outlets * self.supply
        self.net = self.net_share @ self.supply
        self.labour_income = np.exp(self.state.log_wage) * e.value_added
        self.weight = self.labour_income / self.labour_income.sum()

    def gradient(self, price: Floats, income: Floats, flow: Integers) -> Gradient:
        """Return the derivatives of H functions of prices and incomes.

        Parameters
        ----------
        price
            Their derivatives with respect to log P, shape (J, N, H).
        income
            With respect to income, shape (N, H); income is that of (5), tariff revenue included.
        flow
            Flows (exporter, importer, sector) asked for, shape (F, 3).

        Raises
        ------
        MegaraError
            If the adjoint system cannot be solved.
        """
        J, N = self.economy.shape
        H = price.shape[2]
        zero = _Cotangents(np.zeros((J, N, H)), np.zeros((J, N, H)), np.zeros((N, H)))
        own = self._pull(zero, income)[0]
        h = _Cotangents(own.price + price, own.spending, own.labour)
        for steer in self._steers():
            mu, residual = self._solve(steer, h)
            if residual <= TOLERANCE:
                break
        else:
            raise MegaraError(f"the adjoint equations were solved to {residual:.1g} only")
        _, inner = self._pull(mu, income)
        return Gradient(*self._at(inner, mu, flow), residual)

    def _steers(self) -> Iterator[Inverse]:
        """Yield the approximate inverse at the baseline, then at the equilibrium itself."""
        yield inverse(self.economy)
        yield inverse(economy_at(self.economy, self.equilibrium.shock, self.state))

    def _solve(self, steer: Inverse, h: _Cotangents) -> tuple[_Cotangents, float]:
        """Solve ``G_z^T mu = -h`` by correcting with the transposed step."""
        mu = _Cotangents(np.zeros_like(h.price), np.zeros_like(h.spending), np.zeros_like(h.labour))
        scale = _scales(h, self.state.spending)
        best, worse = np.inf, 0
        for _ in range(_LIMIT):
            back = self._pull(mu, None)[0]
            left = _Cotangents(
                h.price + back.price - mu.price,
                h.spending + back.spending - mu.spending,
                h.labour + back.labour + self.weight * mu.labour.sum(axis=0),
            )
            residual = float((_scales(left, self.state.spending) / scale).max())
            if residual <= 0.01 * TOLERANCE or not np.isfinite(residual):
                break
            worse = 0 if residual < best else worse + 1
            best = min(best, residual)
            if worse > 15:
                break
            self._correct(steer, mu, left)
        return mu, residual

    def _correct(self, steer: Inverse, mu: _Cotangents, left: _Cotangents) -> None:
        """Add the transpose of a Newton step (``solve.step``) applied to what is left."""
        J, N = self.economy.shape
        H = left.labour.shape[1]
        p = left.price.reshape(J * N, H)
        x = left.spending.reshape(J * N, H)
        wage = left.labour + steer.wage_to_price.T @ p + steer.wage_to_spending.T @ x
        labour = -steer.labour_to_wage.T @ wage
        mu.labour += labour
        mu.price += swap(np.matmul(steer.price_chain.swapaxes(1, 2), swap(left.price)))
        mu.price += (steer.price_to_labour.T @ labour).reshape(J, N, H)
        mu.spending += swap(np.matmul(steer.spending_chain.swapaxes(1, 2), swap(left.spending)))
        mu.spending += (steer.spending_to_labour.T @ labour).reshape(J, N, H)

    def _pull(self, mu: _Cotangents, income: Floats | None) -> tuple[_Cotangents, _Inner]:
        """Carry derivatives from the results of the equations to the state, term by term."""
        e = self.economy
        at_income = (e.alpha * mu.spending).sum(axis=0)
        if income is not None:
            at_income = at_income + income
        sales = swap(np.matmul(e.gamma.swapaxes(1, 2), swap(mu.spending)))
        sales = sales + e.beta * (mu.labour / (e.beta * self.sales).sum(axis=0))
        outlets = self.supply * sales
        supply = self.outlets * sales
        demand = self.net_share @ outlets
        demand = demand - self.net * at_income
        net = -self.demand * at_income
        spending = at_income + demand / self.access
        access = -(demand * self.demand + mu.price / e.theta) / self.access
        supply = supply + self.share.swapaxes(1, 2) @ access
        supply = supply + self.net_share.swapaxes(1, 2) @ net
        cost = -e.theta * self.supply * supply
        price = swap(np.matmul(e.gamma, swap(cost)))
        wage = (e.beta * cost).sum(axis=0) - mu.labour + self.labour_income * at_income
        return _Cotangents(price, spending, wage), _Inner(access, outlets, net, supply)

    def _at(self, inner: _Inner, mu: _Cotangents, flow: Integers) -> tuple[Floats, Floats, Floats]:
        """Return the derivatives with respect to openness, tariff and theta."""
        e = self.economy
        i, n, j = np.asarray(flow, np.int64).reshape(-1, 3).T
        bought = e.spending[j, n, 0] > 0
        new, base = self.new[j, n, i][:, None], self.base[j, n, i][:, None]
        theta = e.theta[j, 0]
        supply, demand = self.supply[j, i], self.demand[j, n]
        # by the share itself and by the net share, before the factor of the shock
        by_share = inner.access[j, n] * supply
        by_net = demand * inner.outlets[j, i] + inner.net[j, n] * supply
        traded = (e.share[j, n, i] * bought)[:, None]
        by_factor = traded * (by_share + by_net / new)
        relative = (new / base) ** -theta
        factor = self.factor[j, n, i][:, None]
        openness = by_factor * relative
        tariff = -by_factor * factor * theta / new - traded * factor * by_net / new**2

        # theta: in (2) as the root, in supplies, and in the factors of tariffs
        bought_all = e.spending > 0
        root = np.where(bought_all, mu.price * np.log(self.access) / e.theta**2, 0.0).sum(axis=1)
        powers = -(inner.supply * self.supply * self.log_cost).sum(axis=1)
        by_theta = root + powers
        changed = np.argwhere(self.new != self.base)
        if len(changed):
            j, n, i = changed.T
            by_share = inner.access[j, n] * self.supply[j, i]
            by_net = self.demand[j, n] * inner.outlets[j, i] + inner.net[j, n] * self.supply[j, i]
            value = self.share[j, n, i][:, None] * by_share
            value = value + self.net_share[j, n, i][:, None] * by_net
            log_ratio = np.log(self.new[j, n, i] / self.base[j, n, i])[:, None]
            np.add.at(by_theta, j, -value * log_ratio)
        return openness, tariff, by_theta


@dataclass
class _Inner:
    """Derivatives with respect to access, outlets (V^T d), net access and supply; (J, N, H)."""

    access: Floats
    outlets: Floats
    net: Floats
    supply: Floats


def _scales(c: _Cotangents, spending: Floats) -> Floats:
    """Return the size of cotangents, one number for each function: spending counts relatively."""
    price = np.abs(c.price).max(axis=(0, 1))
    relative = np.abs(c.spending * spending).max(axis=(0, 1))
    labour = np.abs(c.labour).max(axis=0)
    return np.asarray(np.maximum(np.maximum(price, relative), labour))
