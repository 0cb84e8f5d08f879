"""People by country, for what is read a head.

Source: World Bank, World Development Indicators, SP.POP.TOTL, as of 2019, as carried by the Python
package pypopulation 2020.3 (MIT; data CC BY 4.0). Written by ``scripts/build_population.py``. Countries
that the source does not list (Taiwan) have no figure.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def population() -> dict[str, int]:
    """Return people by ISO3 code, year 2019."""
    file = resources.files("megara.world").joinpath("data/population.csv")
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {row["country"]: int(row["people"]) for row in rows}
