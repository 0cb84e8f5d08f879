"""Build the table of people by country: ``src/megara/world/data/population.csv``.

Source: World Bank, World Development Indicators, SP.POP.TOTL, the version of 1 July 2020 (year
2019), CC BY 4.0, as packed in the Python package ``pypopulation`` 2020.3 (MIT licence). Fetch it
with ``pip install pypopulation==2020.3`` and run

    python scripts/build_population.py src/megara/world/data/population.csv
"""

from __future__ import annotations

import csv
import json
import sys
from importlib import resources
from pathlib import Path


def main(path: Path) -> None:
    """Write the table, by ISO3 code."""
    source = resources.files("pypopulation").joinpath("resources/countries.json")
    rows = {r["Alpha_3"]: int(r["Population"]) for r in json.loads(source.read_text("utf-8"))}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["country", "people"])
        table.writerows(sorted(rows.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
