"""The solved world after a shock, in changes relative to the baseline, with its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from megara.equilibrium.economy import economy
from megara.equilibrium.shock import Floats, Shock
from megara.world.world import World


@dataclass(frozen=True)
class Certificate:
    """How well a solution satisfies the equations.

    Parameters
    ----------
    residual
        Largest relative violation of equations (2), (6), (7) and (8), evaluated from scratch at
        the solution; (1) and (3)-(5) hold by construction of that evaluation.
    iterations
        Evaluations of the equations that were needed.
    status
        ``solved``: the residual is within tolerance.
    """

    residual: float
    iterations: int
    status: str


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """The equilibrium of one world after one shock.

    Country and sector indices are those of ``world``; hats are relative to the baseline.

    Parameters
    ----------
    wage
        w_n, shape (country,).
    price
        P_jn, price of sector j to its buyers in n, shape (country, sector).
    spending
        X'_jn, USD million, shape (country, sector).
    sales
        Y'_jn, sales of sector j of n at basic prices, USD million, shape (country, sector).
    income
        I'_n, USD million, shape (country,), transfers included.
    revenue
        Tariff revenue, USD million, shape (country,).
    transfer
        Transfer received, USD million, shape (country,); sums to zero.
    """

    world: World
    shock: Shock
    certificate: Certificate
    wage: Floats
    price: Floats
    spending: Floats
    sales: Floats
    income: Floats
    revenue: Floats
    transfer: Floats

    @cached_property
    def cost_of_living(self) -> Floats:
        """prod_j P_jn^alpha_jn, shape (country,)."""
        log_price = np.log(self.price)
        return np.asarray(np.exp((self.world.array("final_share") * log_price).sum(axis=1)))

    @cached_property
    def real_income(self) -> Floats:
        """(I'_n / I_n) / prod_j P_jn^alpha_jn, a hat, shape (country,)."""
        return np.asarray(self.income / self.world.income / self.cost_of_living)

    @cached_property
    def input_cost(self) -> Floats:
        """c_jn = w_n^beta_jn prod_k P_kn^gamma_kjn, a hat, shape (country, sector)."""
        world = self.world
        log_cost = world.array("value_added_share") * np.log(self.wage)[:, None]
        log_cost += np.einsum("nkj,nk->nj", world.array("input_share"), np.log(self.price))
        return np.asarray(np.exp(log_cost))

    @cached_property
    def share(self) -> Floats:
        """pi'_inj after the shock, shape (exporter, importer, sector)."""
        theta = self.world.array("theta")
        openness, _ = self.shock.dense(self.world.share.shape)
        base = 1 + self.world.array("tariff")
        factor = openness * ((1 + self.tariff) / base) ** -theta
        with np.errstate(over="raise"):
            ratio = self.input_cost[:, None, :] / self.price[None, :, :]
            return np.asarray(self.world.share * factor * ratio**-theta)

    @cached_property
    def tariff(self) -> Floats:
        """tau'_inj, the rate after the shock, shape (exporter, importer, sector)."""
        _, tariff = self.shock.dense(self.world.share.shape)
        return np.where(np.isnan(tariff), self.world.array("tariff"), tariff)

    @cached_property
    def trade(self) -> Floats:
        """Trade after the shock, USD million at basic prices, (exporter, importer, sector)."""
        return np.asarray(self.share * self.spending[None, :, :] / (1 + self.tariff))


def build(
    world: World,
    shock: Shock,
    certificate: Certificate,
    *,
    log_wage: Floats,
    log_price: Floats,
    spending: Floats,
    sales: Floats,
    income: Floats,
    revenue: Floats,
    transfer: Floats,
) -> Equilibrium:
    """Assemble an equilibrium from the solver's arrays: (N,) and (J, N) in its layout."""
    bought = economy(world).spending[:, :, 0] > 0
    return Equilibrium(
        world=world,
        shock=shock,
        certificate=certificate,
        wage=np.exp(log_wage),
        price=np.exp(log_price).T.copy(),
        spending=np.where(bought, spending, 0.0).T.copy(),
        sales=sales.T.copy(),
        income=income.copy(),
        revenue=revenue.copy(),
        transfer=transfer.copy(),
    )
