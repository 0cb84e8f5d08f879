"""Reading WIOD: the 2013 release as R data (complete tables), the 2016 release's 2014 extracts.

Source: Timmer, Dietzenbacher, Los, Stehrer & de Vries 2015; wiod.org, CC BY 4.0.
"""

from __future__ import annotations

import csv
import re
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
    content = _r_data(path)
    try:
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


def read_wiod2016(path: Path | str) -> Table:
    """Read a table of the WIOD 2016 release from its R data file.

    ``WIOT2014_October16_ROW.RData``: a data frame with the columns ``IndustryCode``, ``Country``
    and ``AUS1 ... ROW61`` (industries 1-56, final uses 57-61) and a row for each industry.

    Raises
    ------
    UsageError
        If the file is missing, is no R data, or holds no table of this shape.
    """
    content = _r_data(path)
    try:
        frame = next(iter(content.values()))
        year = int(frame["Year"].iloc[0])
        cells = [
            (c, m.group(1), int(m.group(2)))
            for c in frame.columns
            if (m := re.fullmatch(r"([A-Za-z]{3})(\d+)", str(c)))
        ]
        countries = list(dict.fromkeys(country for _, country, _ in cells))
        rows = frame[frame["Country"].isin(countries)]
        codes = list(dict.fromkeys(str(c) for c in rows["IndustryCode"]))
        N, J = len(countries), len(codes)
        order = [f"{c} {s}" for c in countries for s in codes]
        rows = rows.set_index(rows["Country"].astype(str) + " " + rows["IndustryCode"].astype(str))
        rows = rows.loc[order]
        inter = [c for c, _, k in cells if k <= J]
        final = [c for c, _, k in cells if k > J]
        intermediate = rows[inter].to_numpy(dtype=float).reshape(N, J, N, J)
        bought = rows[final].to_numpy(dtype=float).reshape(N, J, N, -1).sum(axis=3)
        output = rows["TOT"].to_numpy(dtype=float).reshape(N, J) if "TOT" in rows else None
    except Exception as error:  # a frame of another shape fails in many ways
        raise UsageError(f"{path} is not a WIOD 2016 table in R data: {error}") from None
    return Table(
        name=f"wiod-2016-release-{year}",
        year=year,
        countries=tuple(_ISO3.get(c, c) for c in countries),
        sectors=tuple(codes),
        intermediate=intermediate,
        final=bought,
        output=output,
        country_names={c: country_name(_ISO3.get(c, c)) for c in countries},
        source=SOURCE.replace("2013 release", "2016 release") + f", {year}, file {Path(path).name}",
        licence="CC BY 4.0",
        notes="built from the user's file; million USD; tariffs unknown (0)",
    )


def _r_data(path: Path | str) -> dict[str, Any]:
    """Read an R data file (no code in it is run)."""
    try:
        import rdata
    except ImportError:
        raise UsageError("reading R data needs the package rdata: pip install rdata") from None
    if not Path(path).is_file():
        raise UsageError(f"no file {path}")
    try:
        with warnings.catch_warnings():
            # the class "iot" is a plain list
            warnings.simplefilter("ignore")
            content: dict[str, Any] = rdata.read_rda(str(path))
    except Exception as error:  # the parser raises what it likes on a damaged file
        raise UsageError(f"{path} is not R data: {error}") from None
    return content


def flows_by_product(table: Table) -> tuple[Floats, Floats]:
    """Return intermediate and final sales (exporter, importer, sector), final at least zero."""
    m = table.intermediate.sum(axis=3).transpose(0, 2, 1)
    return m, np.maximum(table.final.transpose(0, 2, 1), 0.0)
