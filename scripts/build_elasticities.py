"""Write the figures of the elasticity sets that megara ships, from the published files.

    python scripts/build_elasticities.py ../shared/data/elasticities

Sources: Fontagné, Guimbard & Orefice 2022 (``fontagne_gtap.csv``, theta = -epsilon_GTAP);
Caliendo & Parro 2015, Table 1, 99 % sample, the one their model uses (``cp2015_table1.csv``).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from megara.files import write_text

DATA = Path(__file__).parents[1] / "src" / "megara" / "world" / "data"


def figures(folder: Path) -> dict[str, str]:
    """Return the text of each file to be written, by its name."""
    with (folder / "fontagne_gtap.csv").open(encoding="utf-8") as file:
        fontagne = [
            # a sector without an estimate keeps its row, so that the map can say so
            (r["gtap_sector"], f"{-float(r['epsilon_GTAP']):.7g}" if r["epsilon_GTAP"] else "", "")
            for r in csv.DictReader(file)
        ]
    with (folder / "cp2015_table1.csv").open(encoding="utf-8") as file:
        cp2015 = [
            (r["sector"], f"{float(r['theta_99']):.7g}", f"{float(r['se_99']):.7g}")
            for r in csv.DictReader(file)
        ]
    return {
        f"elasticities_{name}.csv": "sector,theta,standard_error\n"
        + "".join(f"{','.join(row)}\n" for row in rows)
        for name, rows in (("fontagne", fontagne), ("cp2015", cp2015))
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER_OF_THE_PUBLISHED_FILES")
    for name, text in figures(Path(sys.argv[1])).items():
        write_text(DATA / name, text)
