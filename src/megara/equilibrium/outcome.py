"""What people read: an equilibrium as labelled tables in percent and USD.

Every variable is a change against the baseline. ``outcome`` returns an xarray Dataset with the
dimensions country, sector, exporter and importer of the world; ``VARIABLES`` gives unit and meaning
of each, and the docs are written from it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import xarray as xr

from megara.equilibrium.decomposition import split
from megara.equilibrium.equilibrium import Equilibrium
from megara.equilibrium.shock import Floats


class Variable(NamedTuple):
    """Dimensions, unit and meaning of one variable of an outcome."""

    dims: tuple[str, ...]
    unit: str
    meaning: str


_COUNTRY, _SECTOR, _FLOW = ("country",), ("country", "sector"), ("exporter", "importer", "sector")

VARIABLES: dict[str, Variable] = {
    "real_income": Variable(_COUNTRY, "%", "Real income: income over the cost of living"),
    "real_income_usd": Variable(
        _COUNTRY, "USD bn/yr", "Real income at baseline prices, change for each year"
    ),
    "terms_of_trade": Variable(
        _COUNTRY, "% of income", "Part of real income: export against import prices, first order"
    ),
    "trade_volume": Variable(
        _COUNTRY, "% of income", "Part of real income: volume of taxed imports, first order"
    ),
    "lost_trade": Variable(
        _COUNTRY, "% of income", "Part of real income: flows closed or dearer, and second order"
    ),
    "first_order": Variable(
        _COUNTRY, "%", "Real income to first order: terms of trade plus trade volume"
    ),
    "tariff_revenue": Variable(_COUNTRY, "% of income", "Tariff revenue, memo item"),
    "transfer": Variable(_COUNTRY, "USD bn/yr", "Transfer received from the coalition"),
    "real_wage": Variable(_COUNTRY, "%", "Wage over the cost of living"),
    "wage": Variable(_COUNTRY, "%", "Wage in units of world value added"),
    "consumer_price": Variable(_COUNTRY, "%", "Cost of living in units of world value added"),
    "exports": Variable(_COUNTRY, "%", "Value of exports"),
    "imports": Variable(_COUNTRY, "%", "Value of imports, basic prices"),
    "price": Variable(_SECTOR, "%", "Price of the sector's goods to buyers in the country"),
    "output": Variable(_SECTOR, "%", "Quantity produced"),
    "output_usd": Variable(_SECTOR, "USD bn/yr", "Quantity produced, at baseline prices"),
    "value_added": Variable(_SECTOR, "%", "Value added over the cost of living"),
    "value_added_usd": Variable(
        _SECTOR, "USD bn/yr", "Value added over the cost of living, at baseline prices"
    ),
    "employment": Variable(_SECTOR, "%", "Labour employed"),
    "trade_before": Variable(_FLOW, "USD million", "Trade of the baseline, basic prices"),
    "trade_after": Variable(_FLOW, "USD million", "Trade after the shock, basic prices"),
    "world_real_income": Variable((), "%", "Real income of the world: sum over countries"),
    "world_real_income_usd": Variable((), "USD bn/yr", "Real income of the world"),
    "world_trade": Variable((), "%", "Value of trade across borders, in world value added"),
}


def outcome(equilibrium: Equilibrium) -> xr.Dataset:
    """Return the outcome of an equilibrium.

    Sectors that produce nothing in the baseline have no change: nan.

    Returns
    -------
    xarray.Dataset
        The variables of ``VARIABLES``, with ``units`` and ``long_name``.
    """
    world = equilibrium.world
    parts = split(equilibrium)
    income, output = world.income, world.output
    living = equilibrium.cost_of_living
    real = equilibrium.real_income - 1
    before, after = world.array("trade"), equilibrium.trade
    quantity = _change(equilibrium.sales / equilibrium.input_cost, output)
    value_added = world.array("value_added_share") * output
    value_added_after = world.array("value_added_share") * equilibrium.sales
    real_value_added = value_added_after / living[:, None]
    border_before, border_after = _across_borders(before), _across_borders(after)
    values: dict[str, Floats | float] = {
        "real_income": 100 * real,
        "real_income_usd": real * income / 1e3,
        "terms_of_trade": 100 * parts.terms_of_trade,
        "trade_volume": 100 * parts.trade_volume,
        "lost_trade": 100 * parts.lost_trade,
        "first_order": 100 * parts.first_order,
        "tariff_revenue": 100 * parts.revenue,
        "transfer": equilibrium.transfer / 1e3,
        "real_wage": 100 * (equilibrium.wage / living - 1),
        "wage": 100 * (equilibrium.wage - 1),
        "consumer_price": 100 * (living - 1),
        "exports": 100 * _change(border_after.sum(axis=(1, 2)), border_before.sum(axis=(1, 2))),
        "imports": 100 * _change(border_after.sum(axis=(0, 2)), border_before.sum(axis=(0, 2))),
        "price": 100 * (equilibrium.price - 1),
        "output": 100 * quantity,
        "output_usd": quantity * output / 1e3,
        "value_added": 100 * _change(real_value_added, value_added),
        "value_added_usd": (real_value_added - value_added) / 1e3,
        "employment": 100 * _change(value_added_after / equilibrium.wage[:, None], value_added),
        "trade_before": before,
        "trade_after": after,
        "world_real_income": 100 * float((real * income).sum() / income.sum()),
        "world_real_income_usd": float((real * income).sum() / 1e3),
        "world_trade": 100 * float(border_after.sum() / border_before.sum() - 1),
    }
    coords = {
        name: world.dataset[name].values for name in ("country", "sector", "exporter", "importer")
    }
    return xr.Dataset(
        {
            name: (
                VARIABLES[name].dims,
                value,
                {"units": VARIABLES[name].unit, "long_name": VARIABLES[name].meaning},
            )
            for name, value in values.items()
        },
        coords=coords,
        attrs={"world": world.name, "year": world.year},
    )


def _change(after: Floats, before: Floats) -> Floats:
    """Relative change; nan where there was nothing before."""
    return np.asarray(np.where(before > 0, after / np.where(before > 0, before, 1.0) - 1, np.nan))


def _across_borders(trade: Floats) -> Floats:
    home = np.arange(trade.shape[0])
    abroad = trade.copy()
    abroad[home, home, :] = 0.0
    return abroad
