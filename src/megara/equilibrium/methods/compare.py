"""All methods side by side on one shock: where they agree and where they part.

Every method gives one number for each country. Trade at risk is a value of trade, the two
input-output measures are losses of value added, the others of real income; all in USD million a
year at the baseline's prices, and shown against income.
"""

from __future__ import annotations

from dataclasses import dataclass

from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.methods.expansion import expansion
from megara.equilibrium.methods.input_output import inputs_lost, markets_lost
from megara.equilibrium.methods.trade_at_risk import trade_at_risk
from megara.equilibrium.shock import Floats


@dataclass(frozen=True, eq=False)
class Method:
    """One method: how it is called, what it measures, where it comes from, what it gives.

    ``loss`` has shape (country,), USD million; positive where something is lost or at risk.
    """

    key: str
    name: str
    measures: str
    source: str
    loss: Floats


def compare(equilibrium: Equilibrium) -> list[Method]:
    """Apply every method to the shock of an equilibrium, the exact one last."""
    world, shock = equilibrium.world, equilibrium.shock
    first, second = expansion(world, shock)
    imbs = "Imbs & Pauwels 2024, Economic Policy 39(117)"
    return [
        Method(
            "trade_at_risk",
            "trade at risk",
            "exports and imports that stop",
            "a sum over the baseline's flows",
            trade_at_risk(world, shock),
        ),
        Method(
            "markets_lost",
            "input-output, markets lost",
            "value added, no substitution, upstream",
            imbs,
            markets_lost(world, shock),
        ),
        Method(
            "inputs_lost",
            "input-output, inputs lost",
            "value added, no substitution, downstream",
            imbs,
            inputs_lost(world, shock),
        ),
        Method(
            "first_order",
            "first order",
            "real income, shares unchanged",
            "Hulten 1978, RES 45(3)",
            first,
        ),
        Method(
            "second_order",
            "second order",
            "real income, shares moving a little",
            "Baqaee & Farhi 2024, Econometrica 92(2)",
            second,
        ),
        Method(
            "exact",
            "exact equilibrium",
            "real income",
            "Caliendo & Parro 2015; this model",
            -(equilibrium.real_income - 1) * world.income,
        ),
    ]
