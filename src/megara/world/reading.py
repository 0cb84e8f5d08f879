"""From a dataset that somebody wrote to one that is a world: labels, order, sums of shares.

The contract names eight variables and their dimensions. Files from elsewhere may hold them in
another order of dimensions, in single precision, with one set of labels for the countries, without
names for readers, or without tariffs. That is mended here; anything else is refused by ``World``.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import numpy as np
import xarray as xr

from megara.errors import UsageError
from megara.world.trial import can_be_read
from megara.world.world import attributes

_SAME = (("country", "exporter", "importer"), ("sector", "input"))

ROUNDING = 1e-3
"""Sums of shares this close to one are taken to be one but for rounding, and scaled to it."""


def open_netcdf(path: Path) -> xr.Dataset:
    """Return all of a netCDF file.

    Raises
    ------
    UsageError
        If the file is missing or cannot be read, or reading it does not come to an end.
    """
    if not path.is_file():
        raise UsageError(f"no file {path}")
    can_be_read(path)
    reason = ""
    hook = sys.unraisablehook
    try:
        with xr.open_dataset(path, engine="h5netcdf") as dataset:
            return dataset.load()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        # A reader that fails half way leaves an object that cannot close cleanly, and Python would
        # print that beside our one line. It goes with the error, here, unheard.
        sys.unraisablehook = lambda _: None
    try:
        gc.collect()
    finally:
        sys.unraisablehook = hook
    raise UsageError(f"{path} is not a netCDF file that can be read: {reason}")


def completed(dataset: xr.Dataset) -> xr.Dataset:
    """Return the dataset with labels, order of dimensions and sums of shares as a world has them.

    Raises
    ------
    UsageError
        If labels are missing altogether, or shares do not add up to one (the message names the
        country).
    """
    dataset = _labelled(dataset)
    for name, attribute in attributes().items():
        if name == "tariff" and name not in dataset:
            dataset["tariff"] = xr.zeros_like(dataset["trade"])
        if name in dataset and set(dataset[name].dims) == set(attribute.dimensions):
            ordered = dataset[name].transpose(*attribute.dimensions)
            if not np.issubdtype(ordered.dtype, np.number):
                raise UsageError(f"variable {name!r} of the world holds no numbers")
            dataset[name] = ordered.astype(np.float64)
            if not bool(np.isfinite(dataset[name].values).all()):
                raise UsageError(f"variable {name!r} of the world has cells without a number")
    if {"input_share", "value_added_share", "final_share"} <= set(dataset.data_vars):
        dataset = _adding_up(dataset)
    return dataset


def _labelled(dataset: xr.Dataset) -> xr.Dataset:
    for group in _SAME:
        given = next((d for d in group if d in dataset.coords), None)
        if given is None:
            raise UsageError(f"the world has no coordinate {group[0]!r}: name its {group[0]} codes")
        labels = [_text(value) for value in dataset[given].values]
        for name in group:
            if name in dataset.coords:
                dataset = dataset.assign_coords({name: [_text(v) for v in dataset[name].values]})
            elif name in dataset.dims and dataset.sizes[name] != len(labels):
                raise UsageError(
                    f"the world has {dataset.sizes[name]} of {name!r} but {len(labels)} of "
                    f"{given!r}; they must be the same"
                )
            else:
                dataset = dataset.assign_coords({name: labels})
        label = f"{group[0]}_name"
        if label not in dataset:
            dataset = dataset.assign_coords({label: (group[0], labels)})
        elif label not in dataset.coords:
            dataset = dataset.set_coords(label)
    return dataset


def _adding_up(dataset: xr.Dataset) -> xr.Dataset:
    cost = dataset["input_share"].sum("input") + dataset["value_added_share"]
    final = dataset["final_share"].sum("sector")
    for what, total in (("cost", cost), ("final expenditure", final)):
        off = np.abs(total.values - 1)
        if off.max() > ROUNDING:
            worst = np.unravel_index(int(off.argmax()), off.shape)
            place = ", ".join(
                str(total[d].values[i]) for d, i in zip(total.dims, worst, strict=True)
            )
            raise UsageError(
                f"shares of {what} of {place} add up to {float(total.values[worst]):.6g}; "
                "they must add up to one"
            )
    dataset["input_share"] = dataset["input_share"] / cost
    dataset["value_added_share"] = dataset["value_added_share"] / cost
    dataset["final_share"] = dataset["final_share"] / final
    return dataset


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
