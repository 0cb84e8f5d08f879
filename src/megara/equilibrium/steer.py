r"""Newton steps for scenarios that differ in their trade elasticities.

The approximate inverse of ``linear.py`` belongs to one vector of elasticities. In its notation the
price equation does not know theta at all, nor do C and l_x; E, F, l_p and l_w are straight lines in
theta, because a change of costs moves sales by

``s_ji(theta) = Y_ji (-theta_j dlog c_ji + sum_n outlet_jin theta_j dlog P_jn)``.

So the matrix that clears labour markets is a straight line in theta too,

``K(theta) = K(theta0) + sum_j (theta_j - theta0_j) K_j``,

with K_j, shape (J, N, N), known once for all. A step from (r_p, r_x, r_w) with each scenario's own
theta is then

``q = (I - A_n)^-1 r_p``,              ``d = r_x + Gamma s(theta; q, q - r_p)``
``omega = -K(theta)^-1 (r_w + beta s / VA + m_x d)``
``log P += q + T omega``
``X     += (I - C_n)^-1 (d + Gamma s(theta - theta0; T omega)) + U omega``

at the cost of two more products with the outlets than a step with theta0. Without it, draws of
elasticities a factor of two and more from the chosen ones do not converge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from megara.equilibrium.economy import Array, Economy
from megara.equilibrium.equations import State, swap
from megara.equilibrium.linear import Inverse, Linear
from megara.equilibrium.shock import Floats


@dataclass(frozen=True, eq=False)
class Steer:
    """An approximate inverse for any elasticities.

    Parameters
    ----------
    inverse, linear
        The approximate inverse and the linearised equations at one solved state, with theta0.
    slopes
        K_j, shape (J, N, N).
    level
        K(theta0), shape (N, N), the numeraire included.
    baseline
        Value added before any shock, shape (N, 1): what wages are relative to.
    theta
        theta0, shape (J, 1).
    """

    inverse: Inverse
    linear: Linear
    slopes: Floats
    level: Floats
    baseline: Floats
    theta: Floats

    def labour_to_wage(self, theta: Floats) -> Floats:
        """Return K(theta)^-1 of each scenario, shape (B, N, N), for theta of shape (J, B)."""
        away = theta - self.theta
        K = self.level + np.tensordot(away.T, self.slopes, axes=1)
        try:
            return np.asarray(np.linalg.inv(K))
        except np.linalg.LinAlgError:  # countries that trade with nobody
            return np.asarray(np.linalg.pinv(K, rcond=1e-6))


def steer(economy: Economy, inverse: Inverse, baseline: Floats) -> Steer:
    """Return the steering for any elasticities at the state that an economy describes.

    Parameters
    ----------
    baseline
        Value added before any shock, shape (N, 1).
    """
    e, linear = economy, Linear(economy)
    J, N = e.shape
    price = inverse.wage_to_price.astype(float).reshape(J, N, N)
    cost = swap(np.matmul(e.gamma.swapaxes(1, 2), swap(price)))
    cost = cost + e.beta * np.eye(N)
    sales = e.output * (linear.outlet @ price - cost)  # per unit of theta_j, by wage
    m_x = inverse.spending_to_labour.astype(float).reshape(N, J, N)
    through = np.einsum("nki,ikj->jni", m_x, e.gamma, optimize=True)
    direct = np.zeros((J, N, N))
    home = np.arange(N)
    direct[:, home, home] = (e.beta / e.value_added)[:, :, 0]
    slopes = (direct + through) @ sales
    if linear.taxed:
        revenue = e.spending * (e.net_share @ cost - linear.net * price)
        spent = np.einsum("nki,ki->ni", m_x, e.alpha[:, :, 0])
        slopes = slopes + spent @ revenue
    level = np.asarray(np.linalg.pinv(inverse.labour_to_wage, rcond=1e-9), float)
    return Steer(inverse, _single(linear), slopes, level, baseline, e.theta[:, 0, :])


def step(
    at: Steer,
    labour_to_wage: Floats,
    theta: Floats,
    state: State,
    r_p: Floats,
    r_x: Floats,
    r_w: Floats,
) -> None:
    """Move the state by one Newton step with each scenario's own elasticities, in place.

    Parameters
    ----------
    labour_to_wage
        ``at.labour_to_wage(theta)``, shape (B, N, N).
    theta
        Shape (J, B).
    """
    J, N, B = r_p.shape
    inverse, e = at.inverse, at.linear.economy
    own = theta[:, None, :].astype(np.float32)
    away = own - e.theta
    p = r_p.astype(np.float32)

    q = swap(np.matmul(inverse.price_chain, swap(p)))
    cost = swap(np.matmul(e.gamma.swapaxes(1, 2), swap(q)))
    sales, revenue = _respond(at.linear, own, cost, q - p)
    d = r_x.astype(np.float32) + swap(np.matmul(e.gamma, swap(sales)))
    if at.linear.taxed:
        d += e.alpha * revenue
    labour = r_w + (e.beta * sales).sum(0) / e.value_added
    labour += inverse.spending_to_labour @ d.reshape(J * N, B)

    omega = -np.matmul(labour_to_wage, labour.T[:, :, None])[:, :, 0].T
    log_wage = state.log_wage + omega
    income = (np.exp(log_wage) * at.baseline).sum(0)
    log_wage -= np.log(income / at.baseline.sum())
    omega32 = (log_wage - state.log_wage).astype(np.float32)
    state.log_wage = log_wage
    price = (inverse.wage_to_price @ omega32).reshape(J, N, B)
    cost = swap(np.matmul(e.gamma.swapaxes(1, 2), swap(price))) + e.beta * omega32
    sales, revenue = _respond(at.linear, away, cost, price)
    d += swap(np.matmul(e.gamma, swap(sales)))
    if at.linear.taxed:
        d += e.alpha * revenue
    q += price
    state.log_price += q
    state.spending += swap(np.matmul(inverse.spending_chain, swap(d)))
    state.spending += (inverse.wage_to_spending @ omega32).reshape(J, N, B)


def _respond(linear: Linear, theta: Array, cost: Array, price: Array) -> tuple[Array, Array]:
    """Return what changes of costs and prices do to sales (J, N, B) and tariff revenue (N, B)."""
    e = linear.economy
    sales = linear.outlet @ (theta * price)
    sales -= theta * cost
    sales *= e.output
    if not linear.taxed:
        return sales, np.zeros(price.shape[1:], np.float32)
    net = e.net_share @ cost - linear.net * price
    return sales, (e.spending * theta * net).sum(0)


def _single(linear: Linear) -> Linear:
    """Return the linearised equations in single precision: they only steer."""
    e = linear.economy
    single = Linear(e)
    names = ("share", "gamma", "beta", "alpha", "theta", "spending", "output", "value_added")
    arrays = {name: getattr(e, name).astype(np.float32) for name in names}
    net_share = arrays["share"] if not e.has_tariffs else e.net_share.astype(np.float32)
    single.economy = replace(e, net_share=net_share, **arrays)
    single.outlet = linear.outlet.astype(np.float32)
    single.net = linear.net.astype(np.float32)
    return single
