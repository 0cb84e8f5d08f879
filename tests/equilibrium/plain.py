"""The model in its plain form: one scenario, one equation a line, no cleverness.

The reference that the batched solver is held against. Index letters: i exporter, n importer,
j sector, k input or using sector.
"""

import numpy as np

from megara.equilibrium.shock import Shock
from megara.world.world import World


class Plain:
    """One world and one shock, with full arrays (exporter, importer, sector)."""

    def __init__(self, world: World, shock: Shock, deficit: np.ndarray | None = None) -> None:
        self.pi = world.share
        self.gamma = world.array("input_share")  # [n, k, j]
        self.beta = world.array("value_added_share")  # [n, j]
        self.alpha = world.array("final_share")
        self.theta = world.array("theta")
        self.VA = world.array("value_added")
        self.D = world.array("deficit") if deficit is None else deficit
        self.tau0 = world.array("tariff")
        self.o, tau1 = shock.dense(self.pi.shape)
        self.tau1 = np.where(np.isnan(tau1), self.tau0, tau1)
        self.X0 = world.spending

    def equations(self, w, P, X):
        """Right-hand sides of the model at wages w[n], prices P[n, j], spending X[n, j]."""
        c = w[:, None] ** self.beta * np.prod(P[:, :, None] ** self.gamma, axis=1)
        phi = self.o * ((1 + self.tau1) / (1 + self.tau0)) ** -self.theta
        weight = self.pi * phi * c[:, None, :] ** -self.theta
        price_power = weight.sum(axis=0)
        bought = self.X0 > 0
        P_new = np.where(bought, np.where(bought, price_power, 1.0) ** (-1 / self.theta), P)
        share = weight / np.where(bought, price_power, 1.0)
        Y = np.einsum("inj,nj,inj->ij", share, X, 1 / (1 + self.tau1))
        revenue = np.einsum("inj,nj,inj->n", share, X, self.tau1 / (1 + self.tau1))
        income = w * self.VA + revenue + self.D
        X_new = np.einsum("nkj,nj->nk", self.gamma, Y) + self.alpha * income[:, None]
        labour = (self.beta * Y).sum(axis=1)
        return P_new, X_new, labour, income, share, Y

    def residual(self, w, P, X):
        """Largest relative violation of the model's equations."""
        P_new, X_new, labour, _, _, _ = self.equations(w, P, X)
        bought = self.X0 > 0
        return max(
            np.abs(P_new / P - 1)[bought].max(),
            np.abs(X_new / np.where(X > 0, X, 1.0) - 1)[bought & (X > 0)].max(),
            np.abs(labour / (w * self.VA) - 1).max(),
            abs((w * self.VA).sum() / self.VA.sum() - 1),
        )

    def solve(self, steps=40_000, tolerance=1e-11):
        """Iterate the equations with a cautious step on wages until they hold."""
        w, P, X = np.ones_like(self.VA), np.ones_like(self.X0), self.X0.copy()
        for _ in range(steps):
            P, X, labour, income, _, _ = self.equations(w, P, X)
            w = w * (labour / (w * self.VA)) ** 0.1
            w = w * self.VA.sum() / (w * self.VA).sum()
            if self.residual(w, P, X) < tolerance:
                return w, P, X, income
        raise AssertionError("the plain iteration did not converge")
