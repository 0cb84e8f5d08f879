"""Reading WIOD: the 2013 release as R data (complete tables), the 2016 release's 2014 extracts.

Source: Timmer, Dietzenbacher, Los, Stehrer & de Vries 2015; wiod.org, CC BY 4.0.
"""

from __future__ import annotations

import csv
import warnings
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from megara.errors import UsageError
from megara.world.countries import country_name
from megara.world.table import Table
from megara.world.world import Floats

_CATEGORIES = 5
_ISO3 = {"ROM": "ROU", "RoW": "ROW"}

SOURCE = (
    "World Input-Output Database, 2013 release (Timmer, Dietzenbacher, Los, Stehrer & de Vries "
    "2015), https://www.rug.nl/ggdc/valuechain/wiod/"
)


def sector_names() -> dict[str, str]:
    """Return the sectors of the 2013 release, name by code, in their order."""
    text = resources.files("megara.world").joinpath("data/sectors_wiod2013.csv").read_text("utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}


def read_wiod2013(path: Path | str) -> Table:
    """Read a table of the WIOD 2013 release from its R data file (``wiot_2011.RData``).

    Raises
    ------
    UsageError
        If the file is missing, is no R data, or holds no table of this shape.
    """
    try:
        import rdata
    except ImportError:
        raise UsageError("reading R data needs the package rdata: pip install rdata") from None
    if not Path(path).is_file():
        raise UsageError(f"no file {path}")
    try:
        with warnings.catch_warnings():
            # the file's own class "iot" is a plain list
            warnings.simplefilter("ignore")
            content: dict[str, Any] = rdata.read_rda(str(path))
        data = next(iter(content.values()))
        countries = [_ISO3.get(str(c), str(c)) for c in data["countries"]]
        names = sector_names()
        N, J = len(countries), len(names)
        intermediate = np.asarray(data["inter"], dtype=float).reshape(N, J, N, J)
        final = np.asarray(data["final"], dtype=float).reshape(N, J, N, _CATEGORIES).sum(axis=3)
        output = np.asarray(data["output"], dtype=float).reshape(N, J)
        year = int(data["year"][0])
    except Exception as error:  # the parser raises what it likes on a damaged file
        raise UsageError(f"{path} is not a WIOD table in R data: {error}") from None
    return Table(
        name=f"wiod-{year}",
        year=year,
        countries=tuple(countries),
        sectors=tuple(names),
        intermediate=intermediate,
        final=final,
        output=output,
        country_names={c: country_name(c) for c in countries},
        sector_names=names,
        source=SOURCE,
        licence="CC BY 4.0",
    )


def flows_by_product(table: Table) -> tuple[Floats, Floats]:
    """Return intermediate and final sales (exporter, importer, sector), final at least zero."""
    m = table.intermediate.sum(axis=3).transpose(0, 2, 1)
    return m, np.maximum(table.final.transpose(0, 2, 1), 0.0)
