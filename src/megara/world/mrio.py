"""Multi-region tables through pymrio's parsers: EXIOBASE 3, WIOD 2013, anything pymrio saved.

pymrio (Stadler 2021, doi:10.5334/jors.251) is the extra ``mrio``: ``pip install 'megara[mrio]'``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from megara.errors import UsageError
from megara.world.checks import Check
from megara.world.countries import country_name
from megara.world.regions import EXIOBASE_REST, merged, region_code
from megara.world.table import Table

_SOURCES = {
    "exiobase3": ("EXIOBASE 3 (Stadler et al. 2018)", "CC BY-SA 4.0 (from version 3.8 on)", "EUR"),
    "wiod-2013": ("World Input-Output Database, 2013 release", "CC BY 4.0", "USD"),
    "pymrio": ("a table saved by pymrio", "that of its source", "the table's currency"),
}


def read_mrio(path: Path | str, kind: str, *, year: int | None = None) -> Table:
    """Read a table through pymrio.

    Parameters
    ----------
    path
        EXIOBASE 3: the zip as downloaded, or its folder; WIOD 2013: the ``wiotYY_...xlsx``;
        pymrio: a folder or zip written by ``IOSystem.save_all``.
    kind
        ``exiobase3``, ``wiod-2013`` or ``pymrio``.
    year
        Year of the data; None takes it from the file's name.

    Raises
    ------
    UsageError
        If pymrio is not installed, or the file is missing or not of this kind.
    """
    try:
        import pymrio
    except ImportError:
        raise UsageError(
            f"reading {kind} needs the package pymrio: pip install 'megara[mrio]'"
        ) from None
    path = Path(path)
    if not path.exists():
        raise UsageError(f"no file or folder {path}")
    parse: Callable[[Path], Any] = {
        "exiobase3": pymrio.parse_exiobase3,
        "wiod-2013": pymrio.parse_wiod,
        "pymrio": pymrio.load_all,
    }[kind]
    try:
        system = parse(path)
        if getattr(system, "Z", None) is None and getattr(system, "A", None) is not None:
            system.calc_system()
        Z, Y = system.Z, system.Y
        regions = [str(r) for r in Z.index.get_level_values("region")]
        labels = [str(s) for s in Z.index.get_level_values("sector")]
        if not Z.index.equals(Z.columns):
            raise ValueError("rows and columns differ")
        Y = Y.loc[Z.index]
        buyers = [str(r) for r in Y.columns.get_level_values("region")]
        flow, final = Z.to_numpy(dtype=float), Y.to_numpy(dtype=float)
    except Exception as error:  # pymrio's parsers raise what they meet
        raise UsageError(f"{path} cannot be read as {kind}: {error or type(error)}") from None
    also = EXIOBASE_REST if kind == "exiobase3" else {}
    code = {r: region_code(r, also) for r in dict.fromkeys([*regions, *buyers])}
    countries = list(dict.fromkeys(code[r] for r in regions))
    sectors = list(dict.fromkeys(labels))
    missing = sorted({code[b] for b in buyers} ^ set(countries))
    if missing:
        raise UsageError(f"{path}: region {missing[0]} lacks rows or final demand")
    size = len(countries), len(sectors)
    n = size[0] * size[1]
    place = {c: k for k, c in enumerate(countries)}
    at = {s: k for k, s in enumerate(sectors)}
    node = np.array(
        [place[code[r]] * size[1] + at[s] for r, s in zip(regions, labels, strict=True)]
    )
    buyer = np.array([place[code[b]] for b in buyers])
    source, licence, currency = _SOURCES[kind]
    given_year = year or _year(path)
    return Table(
        name=f"{kind}-{given_year}",
        year=given_year,
        countries=tuple(countries),
        sectors=tuple(sectors),
        intermediate=merged(flow, node, node, n, n).reshape(*size, *size),
        final=merged(final, node, buyer, n, size[0]).reshape(*size, size[0]),
        country_names={c: country_name(c) for c in countries},
        source=f"{source}, {given_year}, file {path.name}, through pymrio",
        licence=licence,
        notes=f"built from the user's file; million {currency}; tariffs unknown (0)",
        checks=(
            Check(
                "regions without a code",
                "note" if any(r == c for r, c in code.items() if len(r) != 3) else "ok",
                sum(r == c for r, c in code.items() if len(r) != 3),
                "regions that are no country keep the source's label",
            ),
        ),
    )


def _year(path: Path) -> int:
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.stem)
    short = re.match(r"wiot(\d\d)", path.stem)
    if not found and not short:
        raise UsageError(f"{path.name} does not name its year; give it with --year")
    if found:
        return int(found[-1])
    two = int(short.group(1)) if short else 0
    return 1900 + two if two > 50 else 2000 + two
