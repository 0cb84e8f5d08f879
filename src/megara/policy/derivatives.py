r"""By how much harm and cost answer to every depth and every trade elasticity of a rung.

Harm H (of the targets) and cost C (of the senders) are sums of lost real income,

``H = -sum_n (I'_n / prod_j P_jn^alpha_jn - I_n)``,

differentiated at the rung's equilibrium by one adjoint solve for the two together
(``equilibrium/adjoint.py``), and through the shock by ``slopes.py``. An elasticity is
``(x / H) dH/dx``: the percent by which harm changes when x changes by one percent.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from megara.equilibrium.adjoint import Adjoint, Gradient
from megara.equilibrium.equilibrium import Equilibrium
from megara.policy.scenario import DepthKey
from megara.policy.shocks import Depths, Plan
from megara.policy.slopes import slopes

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Derivatives:
    """Derivatives of harm and cost of one rung; pairs are (harm, cost), USD bn a year.

    Parameters
    ----------
    value
        Harm and cost.
    depth
        By the identity of a depth: its value, and the derivatives.
    theta
        Shape (J, 2): with respect to each sector's theta.
    residual
        Largest relative residual of the adjoint equations.
    """

    plan: Plan
    elasticities: Floats
    value: tuple[float, float]
    depth: dict[DepthKey, tuple[float, float, float]]
    theta: Floats
    residual: float

    def to_frame(self) -> pd.DataFrame:
        """Return a table, the strongest first.

        Columns ``assumption, kind`` (depth or theta), ``value, harm, cost`` (derivatives, USD bn a
        year for one unit), ``harm_elasticity, cost_elasticity, ratio_elasticity`` (percent for one
        percent; of harm per cost the last).
        """
        import pandas as pd

        labels = {d.key: d.label for d in self.plan.scenario.depths()}
        names = self.plan.world.sector_names
        rows = [("depth", labels[k], *v) for k, v in self.depth.items()]
        rows += [
            ("theta", f"trade elasticity of {code} ({names[code]})", float(t), float(h), float(c))
            for code, t, (h, c) in zip(
                self.plan.world.sectors, self.elasticities, self.theta, strict=True
            )
        ]
        frame = pd.DataFrame(rows, columns=["kind", "assumption", "value", "harm", "cost"])
        for side, whole in zip(("harm", "cost"), self.value, strict=True):
            frame[f"{side}_elasticity"] = frame.value * frame[side] / whole if whole else np.nan
        frame["ratio_elasticity"] = frame.harm_elasticity - frame.cost_elasticity
        order = frame.harm_elasticity.abs().add(frame.cost_elasticity.abs()).sort_values()
        return frame.loc[order.index[::-1]].reset_index(drop=True)


def loss_gradient(
    equilibrium: Equilibrium, groups: Sequence[Sequence[str]], flow: NDArray[np.int64]
) -> Gradient:
    """Return the derivatives of what groups of countries lose, USD bn a year.

    Parameters
    ----------
    groups
        ISO3 codes of each group; one column of the gradient for each.
    flow
        Flows (exporter, importer, sector), shape (F, 3).
    """
    world = equilibrium.world
    alpha, living = world.array("final_share"), equilibrium.cost_of_living
    N, J = alpha.shape
    price, income = np.zeros((J, N, len(groups))), np.zeros((N, len(groups)))
    for h, group in enumerate(groups):
        n = [world.countries.index(c) for c in group]
        real = equilibrium.income[n] / living[n] / 1e3
        price[:, n, h] = alpha[n].T * real
        income[n, h] = -1 / living[n] / 1e3
    return Adjoint(equilibrium).gradient(price, income, flow)


def derivatives(
    plan: Plan,
    rung: int,
    equilibrium: Equilibrium,
    targets: Sequence[str],
    senders: Sequence[str],
    *,
    members: Collection[str] | None = None,
    depth: Depths = "mode",
) -> Derivatives:
    """Differentiate harm and cost of a solved rung.

    Parameters
    ----------
    equilibrium
        The solution of ``plan.shock(rung, members, depth)``.

    Raises
    ------
    MegaraError
        If the adjoint equations cannot be solved.
    """
    world = equilibrium.world
    gradient = loss_gradient(equilibrium, (targets, senders), plan.flow)
    theta = world.array("theta")
    slope = slopes(plan, rung, members, depth, theta)
    value = plan.values(depth)
    by_theta = gradient.theta.copy()
    np.add.at(by_theta, plan.flow[:, 2], gradient.openness * slope.theta[:, None])
    depths = {}
    for key in value:
        total = np.zeros(2)
        if key in slope.openness:
            total += slope.openness[key] @ gradient.openness
        if key in slope.tariff:
            total += slope.tariff[key] @ gradient.tariff
        if key in slope.openness or key in slope.tariff:
            depths[key] = (value[key], float(total[0]), float(total[1]))
    lost = -(equilibrium.real_income - 1) * world.income / 1e3
    places = [[world.countries.index(c) for c in group] for group in (targets, senders)]
    harm, cost = (float(lost[p].sum()) for p in places)
    return Derivatives(plan, theta, (harm, cost), depths, by_theta, gradient.residual)
