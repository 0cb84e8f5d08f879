"""``coalitions.parquet``: a row per rung and coalition.

Columns: ``rung``; ``mask`` (bit i set: prospective player i is in); ``size`` (bits set);
``harm_pct``, what the targets lose in % of their real income; ``cost_usd_bn``, what the members of
the coalition lose together, USD bn a year; ``real_income_<ISO3>``, change in % for every target and
every sender, in or out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from megara.coalition import sampling
from megara.coalition.coalitions import Coalitions, RungCoalitions
from megara.errors import MegaraError, UsageError
from megara.files import replace_when_written
from megara.policy.parts import Resolve
from megara.policy.players import Player

TABLE, RECORD = "coalitions.parquet", "coalition.json"


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


def read(folder: Path) -> Coalitions:
    """Read table and record back; see ``Coalitions.read``.

    Raises
    ------
    UsageError
        If the files are not there, or are not of one run.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        table = pq.read_table(folder / TABLE)
    except OSError as error:
        raise UsageError(f"{folder} holds no coalitions: {error}") from None
    except (ValueError, pa.ArrowException) as error:
        raise UsageError(f"the coalitions in {folder} cannot be read: {error}") from None
    try:
        rungs = tuple(_rung(table, record, name) for name in record["rungs"])
        return Coalitions(str(record["scenario"]["name"]), rungs, record)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"the coalitions in {folder} are not of one run: {error}") from None


def _rung(table: Any, record: dict[str, Any], name: str) -> RungCoalitions:
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    part = table.filter(pc.equal(table["rung"], name))
    codes = [c.removeprefix("real_income_") for c in part.column_names[5:]]
    real = [part[f"real_income_{c}"].to_numpy() for c in codes]
    certificate, sample = record["certificate"][name], record["sample"]
    if len(part) != certificate["coalitions"]:
        raise ValueError(f"rung {name!r} has {len(part)} rows")
    draws = None
    if sample is not None:
        draws = sampling.orders(len(record["bits"]), sample["orders"], sample["seed"])
    return RungCoalitions(
        name=name,
        players=tuple(_player(record, p, core=False) for p in record["bits"]),
        core=tuple(_player(record, p, core=True) for p in record["core"]),
        masks=part["mask"].to_numpy(),
        columns=tuple(codes),
        real_income=np.stack(real, axis=1),
        income=record["income_usd_mn"],
        targets=tuple(record["targets"]),
        residual=certificate["residual"],
        iterations=certificate["iterations"],
        draws=draws,
    )


def _player(record: dict[str, Any], name: str, core: bool) -> Player:
    said = record["resolves"][name]
    given = {"mode": said["value"], "low": said["low"], "high": said["high"]}
    if said["word"] is not None:
        given = {"word": said["word"]}
    resolve = None
    if not said["default"]:  # a player of whom the plan is silent stays without
        resolve = Resolve.model_validate({**given, "source": said["source"]})
    return Player(name, tuple(record["members"][name]), core, resolve)
