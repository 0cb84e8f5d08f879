"""Regions of a source: their ISO3 codes, and merging the parts of a country."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError
from megara.world.countries import iso3
from megara.world.world import Floats

# EXIOBASE's rests of Asia, Europe, Africa, America and the Middle East, none of them a country.
EXIOBASE_REST = {"WA": "WWA", "WE": "WWE", "WF": "WWF", "WL": "WWL", "WM": "WWM"}


def region_code(label: str, also: Mapping[str, str]) -> str:
    """Return the ISO3 code of a source's region, or the label itself where it is no country.

    Parameters
    ----------
    label
        As the source writes it: ISO2, ISO3 or its own.
    also
        The source's own labels, by label.
    """
    if label in also:
        return also[label]
    if re.fullmatch(r"[A-Z]{2,3}|RoW|ROM", label):
        if label == "ROM":
            return "ROU"
        try:
            return iso3({"EL": "GR", "UK": "GB"}.get(label, label))
        except UsageError:
            return label
    return label


def merged(
    values: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp], R: int, C: int
) -> Floats:
    """Sum a matrix into R x C cells; row r goes to ``rows[r]``, column c to ``columns[c]``."""
    if np.array_equal(rows, np.arange(R)) and np.array_equal(columns, np.arange(C)):
        return values
    half = np.zeros((R, values.shape[1]))
    np.add.at(half, rows, values)
    result = np.zeros((C, R))
    np.add.at(result, columns, half.T)
    return np.ascontiguousarray(result.T)
