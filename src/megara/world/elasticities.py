r"""Trade elasticities: published sets, one number, or a user's CSV, brought to a world's sectors.

A set is a table of published estimates (``data/elasticities_NAME.csv``). For each sector of a
classification, ``data/elasticity_map_*.csv`` names the published sectors it takes its theta from:

``theta_j = mean over s in map(j) of theta_s``,
``se_j = sqrt(sum_s se_s^2) / |map(j)|``      (estimates taken as independent).

A sector mapped to ``assumed``, or whose sources have no estimate, takes the assumption stated in
``data/elasticity_sets.csv`` and is marked as such.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from megara.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from megara.world.world import Floats, World

DEFAULT = "fontagne"

_MAX_BYTES = 10_000_000

Row = tuple[str, float, float, str, str]
"""sector, theta, standard_error, source, assumption."""


def elasticity_sets() -> dict[str, str]:
    """Return the source of each set that can be named."""
    return {name: row["source"] for name, row in _sets().items()}


def elasticity_table(world: World, name: str | float | Path | None = None) -> pd.DataFrame:
    """Return the elasticity of each sector of a world, with its origin.

    Parameters
    ----------
    world
        Whose sectors are asked for.
    name
        A set's name, a number for every sector, or a CSV file with the columns ``sector`` and
        ``theta`` (and ``standard_error`` if known). None: the set the world carries, if it has a
        name, else the default.

    Returns
    -------
    pandas.DataFrame
        One row a sector, in the world's order: ``sector``, ``theta``, ``standard_error`` (nan
        where unpublished), ``source``, ``assumption`` (empty for an estimate).

    Raises
    ------
    UsageError
        If the set is unknown, or the file is missing or malformed.
    """
    import pandas as pd

    if name is None:
        label = str(world.dataset.attrs.get("elasticities", "")).split(" ")[0]
        name = label if label in _sets() else _positive(label) or DEFAULT
    rows, _ = _rows(world.sectors, name)
    columns = ["sector", "theta", "standard_error", "source", "assumption"]
    return pd.DataFrame(rows, columns=columns)


def with_elasticities(world: World, name: str | float | Path) -> World:
    """Return a world with the elasticities of a set, a number or a CSV file.

    Raises
    ------
    UsageError
        As ``elasticity_table``.
    """
    return world.with_theta(*elasticities_of(world.sectors, name))


def elasticities_of(sectors: Sequence[str], name: object = None) -> tuple[Floats, str]:
    """Return theta by sector, shape (sector,), and the label a world carries for them."""
    rows, label = _rows(tuple(sectors), DEFAULT if name is None else name)
    return np.array([row[1] for row in rows]), label


def _rows(sectors: tuple[str, ...], name: object) -> tuple[list[Row], str]:
    number = name if isinstance(name, int | float) else _positive(str(name))
    if number is not None:
        if not (math.isfinite(number) and number > 0):
            raise UsageError(f"the trade elasticity must be a positive number, not {number:g}")
        text = "one number for all sectors"
        return [(s, float(number), math.nan, text, text) for s in sectors], f"{number:g} (uniform)"
    if isinstance(name, str) and name in _sets():
        return _published(sectors, name), f"{name} ({_sets()[name]['source']})"
    path = Path(str(name))
    if path.suffix.lower() == ".csv" or path.is_file():
        return _from_file(sectors, path), f"file {path.name}"
    raise UsageError(
        f"no elasticities {str(name)!r}; give {', '.join(_sets())}, a positive number or a CSV file"
    )


def _published(sectors: tuple[str, ...], name: str) -> list[Row]:
    estimates, sources = _estimates(name), _map(sectors)
    about = _sets()[name]
    result: list[Row] = []
    for sector in sectors:
        mapped = sources.get(sector)
        wanted = [] if mapped is None else mapped[name].split("|")
        used = [s for s in wanted if s != "assumed" and s in estimates]
        if used:
            values = [estimates[s] for s in used]
            theta = sum(v[0] for v in values) / len(values)
            error = math.sqrt(sum(v[1] ** 2 for v in values)) / len(values)
            note = mapped["note"] if mapped is not None else ""
            mine = note.partition(": ")[2] if note.startswith(f"{name}: ") else ""
            text = f"{about['source']}: {', '.join(used)}"
            result.append((sector, theta, error, text, mine))
        else:
            why = "the map has no such sector" if mapped is None else "no estimate for this sector"
            text = f"{about['assumption']} ({why})"
            result.append((sector, float(about["assumed"]), math.nan, "assumption", text))
    return result


def _from_file(sectors: tuple[str, ...], path: Path) -> list[Row]:
    """Read a user's CSV: every sector of the world once, no other."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError(f"{path} is larger than {_MAX_BYTES // 1_000_000} MB")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        reader = csv.DictReader(lines)
        if not {"sector", "theta"} <= set(reader.fieldnames or ()):
            raise UsageError(f"{path}, line 1: the columns must include sector and theta")
        given: dict[str, tuple[float, float]] = {}
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            sector = (row["sector"] or "").strip()
            if sector not in sectors:
                raise UsageError(
                    f"{where}: the world has no sector {sector!r}{_near(sector, sectors)}"
                )
            if sector in given:
                raise UsageError(f"{where}: sector {sector} is given twice")
            theta = _positive(row["theta"])
            if theta is None or not (math.isfinite(theta) and theta > 0):
                raise UsageError(f"{where}: theta must be a positive number, not {row['theta']!r}")
            text = row.get("standard_error") or ""
            error = _positive(text) if text.strip() else math.nan
            if error is None or error < 0:
                raise UsageError(f"{where}: standard_error must be a number, not {text!r}")
            given[sector] = theta, error
    except FileNotFoundError:
        raise UsageError(f"no file {path}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error_read:
        raise UsageError(f"{path} cannot be read as CSV: {error_read}") from None
    missing = [s for s in sectors if s not in given]
    if missing:
        raise UsageError(f"{path} gives no theta for sector {', '.join(missing[:5])}")
    return [(s, *given[s], f"file {path.name}", "") for s in sectors]


def _near(word: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.3)
    return f"; did you mean {near[0]!r}?" if near else ""


def _positive(text: str | None) -> float | None:
    """Return the number a text stands for, or None."""
    try:
        return float(text or "")
    except ValueError:
        return None


def _read(file: str) -> list[dict[str, str]]:
    text = resources.files("megara.world").joinpath(f"data/{file}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _sets() -> dict[str, dict[str, str]]:
    return {row["set"]: row for row in _read("elasticity_sets.csv")}


@cache
def _estimates(name: str) -> dict[str, tuple[float, float]]:
    """Return (theta, standard error) by published sector, where theta has the right sign."""
    found = {}
    for row in _read(f"elasticities_{name}.csv"):
        theta, error = _positive(row["theta"]), _positive(row["standard_error"])
        if theta is not None and theta > 0:
            found[row["sector"]] = theta, math.nan if error is None else error
    return found


@cache
def _map(sectors: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return the map of the classification that knows most of these sectors, by code."""
    best: dict[str, dict[str, str]] = {}
    for file in ("elasticity_map_isic4.csv", "elasticity_map_isic3.csv"):
        rows = {code: row for row in _read(file) for code in row["codes"].split()}
        if sum(s in rows for s in sectors) > sum(s in best for s in sectors):
            best = rows
    return best
