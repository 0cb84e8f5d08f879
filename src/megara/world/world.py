r"""The world: a baseline economy of one year.

Objects (country i exports, country n imports; sectors j, k)
------------------------------------------------------------
``trade[i, n, j]``            sales of i to n in sector j, home sales included, USD million
``input_share[n, k, j]``      gamma_kjn: share of input k in the cost of sector j of country n
``value_added_share[n, j]``   beta_jn; ``beta_jn + sum_k gamma_kjn = 1``
``final_share[n, j]``         alpha_jn; ``sum_j alpha_jn = 1``
``value_added[n]``            VA_n, USD million
``deficit[n]``                D_n, USD million; ``sum_n D_n = 0``
``tariff[i, n, j]``           tau_inj, ad-valorem rate
``theta[j]``                  trade elasticity

and what follows from them

``spending[n, j]   X_jn   = sum_i (1 + tau_inj) trade_inj``
``share[i, n, j]   pi_inj = (1 + tau_inj) trade_inj / X_jn``
``output[i, j]     Y_ji   = sum_n trade_inj``
``income[n]        I_n    = VA_n + sum_ij tau_inj trade_inj + D_n``

A world is consistent when ``X_jn = sum_k gamma_jkn Y_kn + alpha_jn I_n`` and
``VA_n = sum_j beta_jn Y_jn``: the model then reproduces it exactly when nothing is changed.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray

from megara.errors import UsageError
from megara.world.flows import shares_of_flows

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Attribute:
    """One row of the table of variables: name, dimensions, unit, description, source."""

    variable: str
    dimensions: tuple[str, ...]
    unit: str
    description: str
    source: str


def attributes() -> dict[str, Attribute]:
    """Return the table of the world's variables (``world/attributes.csv``), by name."""
    text = resources.files("megara.world").joinpath("attributes.csv").read_text("utf-8")
    return {
        row["variable"]: Attribute(
            row["variable"],
            tuple(row["dimensions"].split()),
            row["unit"],
            row["description"],
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    }


def _described(name: str, value: Floats) -> tuple[tuple[str, ...], Floats, dict[str, str]]:
    """Return a variable as xarray takes it: dimensions, values, and what the table says of it."""
    row = attributes()[name]
    told = {"units": row.unit, "long_name": row.description, "source": row.source}
    return row.dimensions, value, told


@dataclass(frozen=True, eq=False)
class World:
    """A baseline economy of one year, as an xarray Dataset with the variables above.

    Parameters
    ----------
    dataset
        The variables of ``attributes()``. Coordinates ``exporter``, ``importer`` and ``country``
        hold the same ISO3 codes (``ROW`` for the rest of the world) in the same order; ``input``
        and ``sector`` the same sector codes. Coordinates ``country_name`` (country) and
        ``sector_name`` (sector) hold names for readers. Attributes: ``name``, ``year``,
        ``source``, ``licence``, ``elasticities`` and ``notes``.

    Raises
    ------
    UsageError
        If a variable, a coordinate or a dimension is missing or of the wrong shape.
    """

    dataset: xr.Dataset

    def __post_init__(self) -> None:
        for name, attribute in attributes().items():
            if name not in self.dataset:
                raise UsageError(f"the world has no variable {name!r} ({attribute.description})")
            if self.dataset[name].dims != attribute.dimensions:
                raise UsageError(
                    f"variable {name!r} of the world has dimensions {self.dataset[name].dims}; "
                    f"they must be {attribute.dimensions}"
                )
        for first, same in (
            ("country", "exporter"),
            ("country", "importer"),
            ("sector", "input"),
        ):
            if list(self.dataset[first].values) != list(self.dataset[same].values):
                raise UsageError(f"the world's coordinates {first!r} and {same!r} differ")

    # -- building ------------------------------------------------------------------------------

    @classmethod
    def from_flows(
        cls,
        *,
        name: str,
        year: int,
        countries: Sequence[str],
        sectors: Sequence[str],
        trade: ArrayLike,
        input_use: ArrayLike,
        theta: ArrayLike,
        tariff: ArrayLike | None = None,
        country_names: Mapping[str, str] | None = None,
        sector_names: Mapping[str, str] | None = None,
        attrs: Mapping[str, str] | None = None,
    ) -> World:
        """Build a world from what is observed; every share follows and balances exactly.

        Parameters
        ----------
        trade
            Shape (exporter, importer, sector), USD million at basic prices.
        input_use
            Shape (country, input, sector): use of each input by each sector at purchasers' prices
            (tariffs included), USD million.
        theta
            Shape (sector,).
        tariff
            Shape (exporter, importer, sector), rate; None for no tariffs.

        Raises
        ------
        UsageError
            If value added, final expenditure or income would be negative anywhere (the message
            names the country and sector).
        """
        countries, sectors = list(countries), list(sectors)
        variables = {
            **shares_of_flows(countries, sectors, trade=trade, input_use=input_use, tariff=tariff),
            "theta": np.asarray(theta, float),
        }
        names, sector_labels = country_names or {}, sector_names or {}
        dataset = xr.Dataset(
            {key: _described(key, value) for key, value in variables.items()},
            coords={
                **dict.fromkeys(("exporter", "importer", "country"), countries),
                **dict.fromkeys(("input", "sector"), sectors),
                "country_name": ("country", [names.get(c, c) for c in countries]),
                "sector_name": ("sector", [sector_labels.get(s, s) for s in sectors]),
            },
            attrs={"name": name, "year": int(year), **(attrs or {})},
        )
        return cls(dataset)

    def with_theta(self, theta: ArrayLike, elasticities: str) -> World:
        """Return this world with other trade elasticities; ``elasticities`` names their source."""
        values = np.broadcast_to(np.asarray(theta, float), (len(self.sectors),))
        if not bool((np.isfinite(values) & (values > 0)).all()):
            worst = self.sectors[int(np.argmin(np.where(np.isfinite(values), values, -np.inf)))]
            raise UsageError(f"theta of sector {worst} must be a positive number")
        dataset = self.dataset.assign(theta=("sector", values.copy(), self.dataset.theta.attrs))
        return World(dataset.assign_attrs(elasticities=elasticities))

    # -- reading -------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The name under which the catalogue knows this world."""
        return str(self.dataset.attrs.get("name", "unnamed"))

    @property
    def year(self) -> int:
        """The year of the data."""
        return int(self.dataset.attrs.get("year", 0))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """ISO3 codes, in the order of every country dimension."""
        return tuple(str(c) for c in self.dataset["country"].values)

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """Sector codes, in the order of every sector dimension."""
        return tuple(str(s) for s in self.dataset["sector"].values)

    @cached_property
    def country_names(self) -> dict[str, str]:
        """Names for readers, by ISO3 code."""
        return dict(zip(self.countries, map(str, self.dataset["country_name"].values), strict=True))

    @cached_property
    def sector_names(self) -> dict[str, str]:
        """Names for readers, by sector code."""
        return dict(zip(self.sectors, map(str, self.dataset["sector_name"].values), strict=True))

    def array(self, variable: str) -> Floats:
        """Return a variable as a float64 array in the order of its dimensions."""
        return np.asarray(self.dataset[variable].values, dtype=np.float64)

    @cached_property
    def spending(self) -> Floats:
        """X: spending at purchasers' prices, shape (importer, sector), USD million."""
        return np.asarray((self.array("trade") * (1 + self.array("tariff"))).sum(axis=0))

    @cached_property
    def share(self) -> Floats:
        """pi: share of each exporter in spending, shape (exporter, importer, sector)."""
        spending = self.spending
        value = self.array("trade") * (1 + self.array("tariff"))
        return np.asarray(value / np.where(spending > 0, spending, 1.0))

    @cached_property
    def output(self) -> Floats:
        """Y: gross output, shape (country, sector), USD million."""
        return np.asarray(self.array("trade").sum(axis=1))

    @cached_property
    def income(self) -> Floats:
        """I: final expenditure, shape (country,), USD million."""
        revenue = (self.array("trade") * self.array("tariff")).sum(axis=(0, 2))
        return np.asarray(self.array("value_added") + revenue + self.array("deficit"))

    # -- files ---------------------------------------------------------------------------------

    def to_netcdf(self, path: Path | str) -> None:
        """Write the world as netCDF, whole or not at all."""
        from megara.files import replace_when_written

        with replace_when_written(Path(path)) as temporary:
            # unlimited text is stored as variable-length strings; values are lossless doubles
            self.dataset.to_netcdf(
                temporary,
                engine="h5netcdf",
                encoding={name: {"zlib": True, "complevel": 4} for name in self.dataset.data_vars},
            )

    @classmethod
    def from_netcdf(cls, path: Path | str) -> World:
        """Read a world from netCDF.

        Raises
        ------
        UsageError
            If the file is missing, not netCDF or not a world.
        """
        from megara.world.reading import completed, open_netcdf

        loaded = open_netcdf(Path(path))
        try:
            return cls(completed(loaded))
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from None
