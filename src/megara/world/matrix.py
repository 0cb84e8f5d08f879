"""Reading square matrices with labels such as ``DEU_C29``: OECD ICIO and Eurostat FIGARO.

OECD ICIO (``YYYY_SML.csv``): first column row labels ``ARG_A01``; columns likewise, then final
demand ``ARG_HFCE, _NPISH, _GGFC, _GFCF, _INVNT, _DPABR`` and ``OUT``; the rows ``TLS`` (taxes less
subsidies), ``VA`` and ``OUT`` close it. The extended tables split China (CN1, CN2) and Mexico
(MX1, MX2), which are merged here. USD million.

FIGARO (``matrix_eu-ic-io_ind-by-ind_..._YYYY.csv``): row labels ``AT_A01``, ``FIGW1_A01`` (the rest
of the world); final demand ``_P3_S13, _P3_S14, _P3_S15, _P51G, _P5M``; rows ``W2_...`` close it.
EUR million.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from megara.errors import UsageError
from megara.world.checks import Check
from megara.world.countries import country_name
from megara.world.regions import merged, region_code
from megara.world.table import Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Layout:
    """What tells a kind of file apart: its final demand columns, closing rows, origin."""

    title: str
    final: tuple[str, ...]
    closing: tuple[str, ...]
    output: str
    merge: dict[str, str]
    source: str
    licence: str
    currency: str


OECD = Layout(
    "OECD ICIO",
    ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"),
    ("TLS", "VA", "OUT"),
    "OUT",
    {"CN1": "CHN", "CN2": "CHN", "MX1": "MEX", "MX2": "MEX"},
    "OECD Inter-Country Input-Output tables",
    "OECD terms and conditions, attribution required",
    "USD",
)
FIGARO = Layout(
    "FIGARO",
    ("P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"),
    ("W2_D21X31", "W2_OP_RES", "W2_OP_NRES", "W2_D1", "W2_D29X39", "W2_B2A3G"),
    "",
    {"FIGW1": "ROW"},
    "Eurostat FIGARO inter-country input-output tables",
    "Eurostat, reuse with source (CC BY 4.0)",
    "EUR",
)


def read_matrix(path: Path | str, layout: Layout, *, year: int | None = None) -> Table:
    """Read a labelled square matrix from CSV.

    Parameters
    ----------
    path
        The CSV file, as its publisher distributes it.
    layout
        ``OECD`` or ``FIGARO``.
    year
        Year of the data; None takes it from the file's name.

    Raises
    ------
    UsageError
        If the file is missing, is no CSV, or lacks rows or columns of the layout; the message
        names the first one.
    """
    path = Path(path)
    frame = _frame(path, layout)
    rows, columns = [str(r) for r in frame.index], [str(c) for c in frame.columns]
    _unique(path, "row", rows)
    _unique(path, "column", columns)
    sellers = [r for r in rows if r not in layout.closing and _node(r, layout)]
    users = [c for c in columns if c not in layout.closing and _node(c, layout)]
    strange = [r for r in rows if r not in layout.closing and r not in set(sellers)]
    if strange:
        raise UsageError(
            f"{path}: the row {strange[0]!r} is neither a sector of a country, such as DEU_C29, "
            f"nor one of {', '.join(layout.closing)}"
        )
    if not sellers:
        raise UsageError(f"{path} has no row such as DEU_C29: is it a table of {layout.title}?")
    lone = sorted(set(sellers) ^ set(users))
    if lone:
        where = "row" if lone[0] in users else "column"
        raise UsageError(
            f"{path}: {lone[0]} has no {where}; every sector of a country needs a row and a column"
        )
    finals = [(c, *split) for c in columns if (split := _final(c, layout))]
    values = frame.to_numpy()
    at_row = {r: k for k, r in enumerate(rows)}
    at_column = {c: k for k, c in enumerate(columns)}
    pick = [at_row[s] for s in sellers]
    flow = values[np.ix_(pick, [at_column[s] for s in sellers])]
    final = values[np.ix_(pick, [at_column[c] for c, _, _ in finals])]
    labels = [s.split("_", 1) for s in sellers]
    parts, checks = _regions(path, layout, [p for p, _ in labels])
    sectors = list(dict.fromkeys(s for _, s in labels))
    countries = list(dict.fromkeys(parts[p] for p, _ in labels))
    unknown = [
        f
        for _, f, _ in finals
        if parts.get(f, layout.merge.get(f, f)) not in countries
        and region_code(f, layout.merge) not in countries
    ]
    if unknown:
        raise UsageError(f"{path}: final demand of {unknown[0]}, which has no rows")
    without = sorted(set(countries) - {region_code(f, layout.merge) for _, f, _ in finals})
    if without:
        raise UsageError(
            f"{path}: {without[0]} has no final demand column such as "
            f"{without[0]}_{layout.final[0]}"
        )
    size = len(countries), len(sectors)
    node = np.array([countries.index(parts[p]) * size[1] + sectors.index(s) for p, s in labels])
    buyer = np.array([countries.index(region_code(f, layout.merge)) for _, f, _ in finals])
    n = size[0] * size[1]
    intermediate = merged(flow, node, node, n, n).reshape(*size, *size)
    sold = merged(final, node, buyer, n, size[0]).reshape(*size, size[0])
    output = None
    if layout.output in at_row:
        given = values[at_row[layout.output]][[at_column[s] for s in sellers]]
        output = np.bincount(node, weights=given, minlength=n).reshape(size).astype(float)
    given_year = year or _year(path)
    return Table(
        name=f"{layout.title.lower().replace(' ', '-')}-{given_year}",
        year=given_year,
        countries=tuple(countries),
        sectors=tuple(sectors),
        intermediate=intermediate,
        final=sold,
        output=output,
        country_names={c: country_name(c) for c in countries},
        source=f"{layout.source}, {given_year}, file {path.name}",
        licence=layout.licence,
        notes=f"built from the user's file; million {layout.currency}; tariffs unknown (0)",
        checks=tuple(checks),
    )


def _regions(path: Path, layout: Layout, parts: list[str]) -> tuple[dict[str, str], list[Check]]:
    known = {p: region_code(p, layout.merge) for p in dict.fromkeys(parts)}
    split = sorted(p for p in known if p in layout.merge and layout.merge[p] != "ROW")
    rest = "ROW" in known.values()
    return known, [
        Check(
            "split countries",
            "note" if split else "ok",
            len(split),
            f"parts of countries: {', '.join(split)}" if split else "no country is split",
            "merged into their country" if split else "",
        ),
        Check(
            "missing rest of the world",
            "ok" if rest else "note",
            0 if rest else 1,
            "ROW is in the file" if rest else f"{path.name} has no rest of the world",
            "" if rest else "the listed countries are the whole world",
        ),
    ]


def _frame(path: Path, layout: Layout) -> pd.DataFrame:
    import pandas as pd

    if not path.is_file():
        raise UsageError(f"no file {path}")
    try:
        frame = pd.read_csv(path, index_col=0, low_memory=False)
    except (ValueError, OSError, OverflowError) as error:
        raise UsageError(f"{path} cannot be read as CSV: {error}") from None
    text = [c for c in frame.columns if not pd.api.types.is_numeric_dtype(frame[c])]
    if text or frame.empty:
        where = f"column {text[0]!r} holds text" if text else "it has no numbers"
        raise UsageError(f"{path} is not a table of {layout.title}: {where}")
    return frame.astype(float)


def _node(label: str, layout: Layout) -> bool:
    return "_" in label and _final(label, layout) is None


def _final(label: str, layout: Layout) -> tuple[str, str] | None:
    """Return (region, category) of a final demand column, or None."""
    region, _, category = label.partition("_")
    return (region, category) if category in layout.final else None


def _unique(path: Path, what: str, labels: list[str]) -> None:
    seen: set[str] = set()
    for label in labels:
        # pandas numbers repeated column names: DEU_C29.1
        if label in seen or re.fullmatch(r".+\.\d+", label):
            raise UsageError(f"{path}: the {what} {label.partition('.')[0]} is there twice")
        seen.add(label)


def _year(path: Path) -> int:
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.stem)
    if not found:
        raise UsageError(f"{path.name} does not name its year; give it with --year")
    return int(found[-1])
