"""Build the embedded world wiod-2011 from the public WIOD table of 2011 (2013 release).

    python scripts/build_wiod_2011.py ../shared/data/wiod2013/wiot_2011.RData [--out FILE.npz]

The table is complete; its integers are kept exactly but for the cells named in the checks.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from megara.world.clean import to_world
from megara.world.package import save
from megara.world.wiod import read_wiod2013
from megara.world.world import World

OUT = Path(__file__).parents[1] / "src" / "megara" / "world" / "data" / "wiod-2011.npz"


def build(path: Path) -> World:
    """Return the world of the table in an R data file."""
    table = replace(
        read_wiod2013(path),
        notes=(
            "41 regions (rest of the world included) by 35 industries. Basic prices; taxes on "
            "products and international transport margins count as value added of the buyer; "
            "tariffs unknown (0). Final and intermediate buyers of a product share one import mix."
        ),
    )
    return to_world(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    save(build(arguments.table), arguments.out, dtype=np.float64)
