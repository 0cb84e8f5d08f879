"""Caliendo & Parro (2015): what NAFTA's tariffs did, from the inputs of the paper.

    python examples/caliendo_parro_2015.py FOLDER

FOLDER holds the authors' inputs as text: xbilat1993, tariffs1993, tariffs2005, B, GO, IO, T. The
counterfactual of their Table 2 removes all deficits and then moves the tariffs of Canada, Mexico
and the United States among themselves from 1993 to 2005; all other tariffs stay.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import xarray as xr

import megara as mg
from megara.equilibrium.balance import without_deficits
from megara.world.world import attributes

COUNTRIES = (
    "ARG AUS AUT BRA CAN CHL CHN DNK FIN FRA DEU GRC HUN IND IDN IRL ITA JPN KOR MEX NLD NZL NOR "
    "PRT ZAF ESP SWE TUR GBR USA ROW"
).split()
TRADABLE, SECTORS = 20, 40
THETA_OF_NON_TRADABLES = 8.22
NAFTA = ("CAN", "MEX", "USA")


def load(folder: Path) -> tuple[mg.World, np.ndarray]:
    """Return the world of 1993 and the tariffs of 2005, shape (exporter, importer, sector).

    As the authors do, exports above gross output raise gross output, and negative final
    expenditure counts as zero; the balanced world that follows is consistent.
    """
    N = len(COUNTRIES)

    def read(name: str) -> np.ndarray:
        return np.loadtxt(folder / f"{name}.txt")

    def by_flow(table: np.ndarray) -> np.ndarray:
        """Rows sector x importer, columns exporter -> (exporter, importer, sector)."""
        full = np.zeros((N, N, SECTORS))
        full[:, :, :TRADABLE] = table.reshape(TRADABLE, N, N).transpose(2, 1, 0)
        return full

    trade = by_flow(read("xbilat1993")) * 1e-3  # thousand USD -> USD million
    tariff, later = by_flow(read("tariffs1993")) / 100, by_flow(read("tariffs2005")) / 100
    exports = trade.sum(axis=1)
    output = np.maximum(read("GO").T * 1e-6, exports)  # USD -> USD million
    home = np.arange(N)
    trade[home, home, :] = output - exports

    inputs = read("IO").reshape(N, SECTORS, SECTORS)  # [country, input, sector], sums to one
    total = inputs.sum(axis=1)
    value_added_share = np.where(total > 0.5, read("B").T, 1.0)
    inputs = inputs / np.where(total > 0.5, total, 1.0)[:, None, :]
    input_share = inputs * (1 - value_added_share)[:, None, :]

    spending = (trade * (1 + tariff)).sum(axis=0)
    final = spending - np.einsum("nkj,nj->nk", input_share, output)
    final = np.maximum(final, 0.0)
    variables = {
        "trade": trade,
        "input_share": input_share,
        "value_added_share": value_added_share,
        "final_share": final / final.sum(axis=1, keepdims=True),
        "value_added": (value_added_share * output).sum(axis=1),
        "deficit": trade.sum(axis=(0, 2)) - trade.sum(axis=(1, 2)),
        "tariff": tariff,
        "theta": np.r_[read("T"), np.full(SECTORS - TRADABLE, THETA_OF_NON_TRADABLES)],
    }
    sectors = [f"sector {j + 1}" for j in range(SECTORS)]
    table = attributes()
    dataset = xr.Dataset(
        {name: (table[name].dimensions, value) for name, value in variables.items()},
        coords={
            **dict.fromkeys(("exporter", "importer", "country"), COUNTRIES),
            **dict.fromkeys(("input", "sector"), sectors),
            "country_name": ("country", COUNTRIES),
            "sector_name": ("sector", sectors),
        },
        attrs={"name": "cp2015", "year": 1993, "source": "Caliendo & Parro (2015)"},
    )
    return mg.World(dataset), later


def nafta(folder: Path) -> xr.Dataset:
    """Return the outcome of NAFTA's tariff changes."""
    observed, later = load(folder)
    world = without_deficits(observed)
    tariff = np.full(later.shape, np.nan)
    members = [COUNTRIES.index(c) for c in NAFTA]
    for i in members:
        for n in members:
            if i != n:
                tariff[i, n, :TRADABLE] = later[i, n, :TRADABLE]
    (equilibrium,) = mg.solve(world, [mg.Shock.from_dense(tariff=tariff)])
    return mg.outcome(equilibrium)


def main() -> None:
    """Print the paper's Table 2 as it comes out here."""
    result = nafta(Path(sys.argv[1]))
    columns = {
        "welfare, paper's formula": "first_order",
        "terms of trade": "terms_of_trade",
        "volume of trade": "trade_volume",
        "real wages": "real_wage",
        "real income, exact": "real_income",
    }
    print(f"{'percent':10}" + "".join(f"{name:>26}" for name in columns))
    for country in ("MEX", "CAN", "USA"):
        row = result.sel(country=country)
        print(f"{country:10}" + "".join(f"{float(row[v]):26.2f}" for v in columns.values()))


if __name__ == "__main__":
    main()
