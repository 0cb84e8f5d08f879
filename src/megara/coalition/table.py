"""``coalitions.parquet``: a row per rung and coalition.

Columns: ``rung``; ``mask`` (bit i set: prospective player i is in); ``size`` (bits set);
``harm_pct``, what the targets lose in % of their real income; ``cost_usd_bn``, what the members of
the coalition lose together, USD bn a year; ``real_income_<ISO3>``, change in % for every target and
every sender, in or out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from megara.coalition.coalitions import RungCoalitions
from megara.errors import MegaraError
from megara.files import replace_when_written


def columns(rung: RungCoalitions) -> dict[str, Any]:
    """Return the columns of one rung."""
    real = {f"real_income_{c}": rung.real_income[:, k] for k, c in enumerate(rung.columns)}
    return {
        "rung": np.full(len(rung.masks), rung.name, object),
        "mask": rung.masks,
        "size": rung.sizes,
        "harm_pct": rung.harm,
        "cost_usd_bn": rung.cost,
        **real,
    }


def write(rungs: Iterable[RungCoalitions], path: Path) -> None:
    """Write the table, a rung at a time, whole or not at all.

    Raises
    ------
    MegaraError
        If the file cannot be written.
    """
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    with replace_when_written(path) as temporary:
        writer = None
        try:
            for rung in rungs:
                table = pa.table(columns(rung))
                if writer is None:
                    writer = pq.ParquetWriter(temporary, table.schema, compression="zstd")
                writer.write_table(table)
        finally:
            if writer is not None:
                writer.close()
        if writer is None:
            raise MegaraError("no rung was solved, so there is no table to write")
