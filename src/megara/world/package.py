"""The compact form of an embedded world: trade, input use and names in one ``.npz`` file.

Only what is observed is kept; every share is derived in double precision on loading, so that the
baseline balances exactly whatever precision the flows are kept in. No pickle is read or written.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from megara.errors import UsageError
from megara.files import replace_when_written
from megara.world.elasticities import elasticities_of
from megara.world.world import Floats, World


def in_single_precision(trade: Floats, use: Floats) -> tuple[Floats, Floats]:
    """Round flows to single precision so that no value added or final expenditure turns negative.

    Where rounding would leave less bought (or sold) than is used as inputs, the inputs are lowered
    by the rounding error.
    """
    t = trade.astype(np.float32).astype(float)
    u = use.astype(np.float32).astype(float)
    for _ in range(2):
        spending, need = t.sum(axis=0), u.sum(axis=2)
        tight = (need > spending * (1 - 1e-6)) & (need > 0)
        u = np.where(tight[:, :, None], _lowered(u, spending / np.where(tight, need, 1.0), 2), u)
        output, cost = t.sum(axis=1), u.sum(axis=1)
        tight = (cost > output * (1 - 1e-6)) & (cost > 0)
        u = np.where(tight[:, None, :], _lowered(u, output / np.where(tight, cost, 1.0), 1), u)
    return t, u


def _lowered(use: Floats, factor: Floats, axis: int) -> Floats:
    scaled = use * np.expand_dims(np.minimum(factor, 1.0) * (1 - 1e-6), axis)
    return np.asarray(scaled.astype(np.float32).astype(float))


def save(world: World, path: Path, *, dtype: type[np.floating[Any]]) -> None:
    """Write a world in the compact form, its flows in the given precision."""
    use = world.array("input_share") * world.output[:, None, :]
    meta = {
        "attrs": {k: v for k, v in world.dataset.attrs.items() if k != "elasticities"},
        "country_names": world.country_names,
        "sector_names": world.sector_names,
    }
    with replace_when_written(path) as temporary, temporary.open("wb") as file:
        np.savez_compressed(
            file,
            trade=world.array("trade").astype(dtype),
            input_use=use.astype(dtype),
            meta=np.array(json.dumps(meta, ensure_ascii=False)),
        )


def load(path: Path, elasticities: object = None) -> World:
    """Read a world in the compact form, with the elasticities asked for.

    Raises
    ------
    UsageError
        If the file is not in the compact form.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            trade, use = file["trade"].astype(float), file["input_use"].astype(float)
            meta = json.loads(str(file["meta"]))
        attrs = dict(meta["attrs"])
        name, year = str(attrs.pop("name")), int(attrs.pop("year"))
        countries, sectors = dict(meta["country_names"]), dict(meta["sector_names"])
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} is not an embedded world: {error}") from None
    theta, label = elasticities_of(tuple(sectors), elasticities)
    return World.from_flows(
        name=name,
        year=year,
        countries=tuple(countries),
        sectors=tuple(sectors),
        trade=trade,
        input_use=use,
        theta=theta,
        country_names=countries,
        sector_names=sectors,
        attrs={**attrs, "elasticities": label},
    )
