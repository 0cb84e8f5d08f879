"""Building a world from a user's own table: which reader for which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from megara.errors import UsageError

if TYPE_CHECKING:
    from megara.world.table import Table
    from megara.world.world import World

KINDS = {
    "oecd-icio": "OECD ICIO, the official YYYY_SML.csv (regular or extended)",
    "figaro": "Eurostat FIGARO, industry by industry, the matrix CSV",
    "wiod-2013": "WIOD, 2013 release: wiot_YYYY.RData, or wiotYY_...xlsx through pymrio",
    "wiod-2016": "WIOD, 2016 release: WIOTYYYY_October16_ROW.RData",
    "exiobase3": "EXIOBASE 3: the zip as downloaded or its folder, through pymrio",
    "pymrio": "a folder or zip saved by pymrio",
}


def read_table(kind: str, path: Path, *, year: int | None = None) -> Table:
    """Read a table of one of ``KINDS``.

    Raises
    ------
    UsageError
        If the kind is unknown, or the file is missing or not of that kind.
    """
    from megara.world.matrix import FIGARO, OECD, read_matrix
    from megara.world.mrio import read_mrio
    from megara.world.wiod import read_wiod2013, read_wiod2016

    readers: dict[str, Callable[[], Table]] = {
        "oecd-icio": lambda: read_matrix(path, OECD, year=year),
        "figaro": lambda: read_matrix(path, FIGARO, year=year),
        "wiod-2016": lambda: read_wiod2016(path),
        "exiobase3": lambda: read_mrio(path, "exiobase3", year=year),
        "pymrio": lambda: read_mrio(path, "pymrio", year=year),
        "wiod-2013": lambda: (
            read_wiod2013(path)
            if path.suffix.lower() in (".rdata", ".rda")
            else read_mrio(path, "wiod-2013", year=year)
        ),
    }
    if kind not in readers:
        import difflib

        near = difflib.get_close_matches(kind, readers, n=1, cutoff=0.3)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"no kind of table {kind!r}{hint}; known: {', '.join(readers)}")
    return readers[kind]()


def build_world(
    kind: str,
    path: Path,
    *,
    name: str | None = None,
    year: int | None = None,
    rate: float = 1.0,
    elasticities: object = None,
) -> World:
    """Build a world from a user's table.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    path
        The file or folder.
    name
        Name of the world; None for the kind and year.
    year
        Year of the data; None takes it from the file.
    rate
        US dollars per unit of the table's currency.
    elasticities
        A set's name, a number or a CSV file; None for the default set.

    Raises
    ------
    UsageError
        If the file is not a table of that kind, or cannot be made a world.
    """
    from megara.world.checks import Check
    from megara.world.clean import to_world

    if not 0 < rate < float("inf"):
        raise UsageError(f"the rate must be a positive number, not {rate}")
    table = read_table(kind, path, year=year)
    euro = "million EUR" in table.notes
    check = Check(
        "currency",
        "note" if euro or rate != 1 else "ok",
        int(euro and rate == 1),
        "the table is in euros" if euro else f"converted at {rate:g}" if rate != 1 else "USD",
        (
            "not converted: levels are in EUR million; give --rate"
            if rate == 1
            else f"times {rate:g}"
        )
        if euro
        else "",
    )
    if rate != 1:
        table = replace(
            table,
            intermediate=table.intermediate * rate,
            final=table.final * rate,
            output=None if table.output is None else table.output * rate,
        )
    table = replace(table, name=name or table.name, checks=(*table.checks, check))
    return to_world(table, elasticities)
