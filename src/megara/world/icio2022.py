r"""The world icio-2022: OECD ICIO 2022 flows with final demand by destination completed.

The source (``bench_cache.npz`` of the package sanction-simulator, 2025 release of ICIO) has, over
nodes (sector j, country i), the intermediate flows and the total ``z_ij`` of all other sales of
each seller: final demand everywhere and every sale to the rest of the world. Neither final demand
by destination nor the rest of the world is in it. So

* the 80 economies are the whole world: what they sell to the rest of the world is spread over the
  80 as their other final sales are, and inputs from it are, as in the source, part of the cost
  that is not intermediate, that is of value added;
* final demand by destination is completed (``completion.py``) with ratios of older tables and
  the shares and deficits of ICIO 2020.

Ratios: foreign, by flow, from WIOD 2011 (the latest complete table at hand), times the world's
ratio of the finer product relative to its 2011 product in WIOD 2014; home, from WIOD 2014.
Countries absent from a table take its rest of the world.
"""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from megara.errors import UsageError
from megara.world.checks import Check
from megara.world.clean import MOST_COST, assemble
from megara.world.completion import complete, pattern, purchases, ratios, split_home, usual_ratios
from megara.world.countries import country_name
from megara.world.package import in_single_precision
from megara.world.table import Table
from megara.world.wiod import flows_by_product, read_wiod2013
from megara.world.world import Floats, World

SOURCE = (
    "OECD Inter-Country Input-Output tables, 2025 release, year 2022, as distributed in the "
    "Python package sanction-simulator 0.1.4; final demand by destination completed with OECD "
    "ICIO 2020 (2023 release) and WIOD 2011 and 2014 (Timmer et al. 2015)"
)
LICENCE = "OECD terms and conditions, attribution required; WIOD CC BY 4.0"
NOTES = (
    "80 economies by 50 industries and no rest of the world: sales to it are spread over the 80, "
    "inputs from it count as value added. Final demand by destination is an estimate. "
    "Basic prices; tariffs unknown (0). Final and intermediate buyers of a product share one "
    "import mix."
)


@dataclass(frozen=True, eq=False)
class Flows2022:
    """What the source gives; see ``read_cache``."""

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    sales: Floats
    use: Floats
    final: Floats
    checks: tuple[Check, ...]


def sectors_table() -> list[dict[str, str]]:
    """Return the rows of ``sectors_icio50.csv``: each industry's name and its older codes."""
    text = resources.files("megara.world").joinpath("data/sectors_icio50.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def read_cache(path: Path) -> Flows2022:
    """Read ``bench_cache.npz``, or the wheel that holds it.

    Returns
    -------
    Flows2022
        ``sales`` (exporter, importer, sector) to intermediate buyers, ``use`` (country, input,
        sector), ``final`` (exporter, sector) all other sales; USD million.

    Raises
    ------
    UsageError
        If the file is missing or is not the cache.
    """
    try:
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                member = next(n for n in wheel.namelist() if n.endswith("bench_cache.npz"))
                data = np.load(BytesIO(wheel.read(member)), allow_pickle=False)
        else:
            data = np.load(path, allow_pickle=False)
        countries, sectors = map(str, data["countries"]), map(str, data["sectors"])
        names, codes = tuple(countries), tuple(sectors)
        N, J = len(names), len(codes)
        cost = data["omb"] * data["go"]
        # node = sector * N + country, both as seller and as buyer
        flow = (data["A"] * cost[None, :]).reshape(J, N, J, N)
        final = data["z"].reshape(J, N).T.copy()
        sold, output = data["s"], data["go"]
        audit: dict[str, Any] = json.loads(str(data["audit"]))
    except (OSError, ValueError, KeyError, StopIteration, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} is not the cache of sanction-simulator: {error}") from None
    gap = np.abs(sold - output) > 1e-3 * np.maximum(output, 1.0)
    capped = int(audit.get("beta_capped_columns", 0))
    negative = int(audit["negative_flow_cells_clipped"]) + int(audit["negative_z_cells_clipped"])
    amount = float(audit["negative_flow_mass"]) + float(audit["negative_z_mass"])
    checks = (
        Check(
            "negative cells",
            "note" if negative else "ok",
            negative,
            f"{negative} cells, USD {abs(amount):,.0f} million in all, by the source's own audit",
            "set to zero by the source" if negative else "",
        ),
        Check(
            "rows that do not balance",
            "note" if bool(gap.any()) else "ok",
            int(gap.sum()),
            f"{int(gap.sum())} rows differ from the source's output by more than 0.1 %; largest "
            f"difference {float(np.abs(sold - output).max()):.3g} USD million",
            "output is the sum of sales",
        ),
        Check(
            "inputs above output",
            "note" if capped else "ok",
            capped,
            f"{capped} columns whose inputs the source scaled to {MOST_COST:.0%} of output",
            "kept as in the source",
        ),
    )
    return Flows2022(
        names,
        codes,
        np.ascontiguousarray(flow.sum(axis=2).transpose(1, 2, 0)),
        np.ascontiguousarray(flow.sum(axis=1).transpose(2, 0, 1)),
        final,
        checks,
    )


def build(cache: Path, folder: Path) -> World:
    """Build the world.

    Parameters
    ----------
    cache
        ``bench_cache.npz`` or the wheel ``sanction_simulator-0.1.4-py3-none-any.whl``.
    folder
        Folder with ``icio2020/icio2020.npz``, ``wiod2013/wiot_2011.RData`` and ``wiod2014/``.
    """
    flows = read_cache(cache)
    ratio = older_ratios(folder, flows.countries, flows.sectors)
    bought, guessed = final_expenditure(folder / "icio2020" / "icio2020.npz", flows, ratio)
    balanced, kept = complete(flows.sales, flows.final, ratio, bought)
    trade, use = in_single_precision(flows.sales + balanced.flow, flows.use)
    output = trade.sum(axis=1)
    empty = int((output == 0).sum())
    checks = [
        *flows.checks,
        Check("empty sectors", "note", empty, f"{empty} sectors of a country sell nothing", "kept"),
        Check(
            "final sellers without a pattern",
            "note" if kept else "ok",
            kept,
            f"{kept} sellers have final sales but no intermediate sales",
            "their final sales stay at home",
        ),
        Check(
            "missing regions",
            "note",
            len(guessed),
            f"not in ICIO 2020: {', '.join(guessed)}; the rest of the world not in ICIO 2022",
            "final shares of the rest of the world, total from suppliers' sales; world closed",
        ),
        Check(
            "final demand by destination",
            "note",
            int((balanced.flow > 0).sum()),
            f"completed in {balanced.iterations} sweeps, last change {balanced.change:.0e}",
            "an estimate; see the back-test",
        ),
    ]
    table = Table(
        name="icio-2022",
        year=2022,
        countries=flows.countries,
        sectors=flows.sectors,
        # the flows are cleaned already: a table of them is not needed again
        intermediate=np.empty((0, 0, 0, 0)),
        final=np.empty((0, 0, 0)),
        source=SOURCE,
        licence=LICENCE,
        notes=NOTES,
        country_names={c: country_name(c) for c in flows.countries},
        sector_names={row["code"]: row["name"] for row in sectors_table()},
    )
    return assemble(table, trade, use, checks)


def final_expenditure(
    path: Path, flows: Flows2022, ratio: Floats
) -> tuple[Floats, tuple[str, ...]]:
    """Return estimated final expenditure (importer, sector) and the countries guessed.

    Shares of 2020 times the sum of value added of 2022 and the deficit of 2020 (in dollars of
    2020: that source has no levels to take a ratio to). The four economies not in ICIO 2020 take
    the shares of its rest of the world, and as total what the pattern of their suppliers' final
    sales gives. A product split since 2020 is split as that pattern is.
    """
    with np.load(path, allow_pickle=False) as data:
        old = [str(c) for c in data["countries"]]
        codes = [str(s) for s in data["sectors"]]
        share, deficit = data["final_share"].T, data["deficit"]
    place = [old.index(c) if c in old else old.index("ROW") for c in flows.countries]
    guessed = tuple(c for c in flows.countries if c not in old)
    start, _ = pattern(flows.sales, ratio, flows.final)
    sold = start.sum(axis=1)
    free = (
        start * np.where(sold > 0, flows.final / np.where(sold > 0, sold, 1.0), 0.0)[:, None, :]
    ).sum(axis=0)
    of = np.array([codes.index(row["icio45"]) for row in sectors_table()])
    group = free @ (of[:, None] == np.arange(len(codes))[None, :]).astype(float)
    within = np.where(group[:, of] > 0, free / np.where(group[:, of] > 0, group[:, of], 1.0), 0.0)
    split_now = share[place][:, of] * within
    split_now /= split_now.sum(axis=1, keepdims=True)
    value_added = (flows.sales.sum(axis=1) + flows.final).sum(axis=1) - flows.use.sum(axis=(1, 2))
    known = np.array([c not in guessed for c in flows.countries])
    total = np.where(known, value_added + deficit[place], free.sum(axis=1))
    return purchases(split_now, total, flows.final), guessed


def older_ratios(folder: Path, countries: tuple[str, ...], sectors: tuple[str, ...]) -> Floats:
    """Return final over intermediate sales (exporter, importer, sector), from WIOD."""
    rows = sectors_table()
    if [r["code"] for r in rows] != list(sectors):
        raise UsageError("the sectors are not the 50 industries of sectors_icio50.csv")
    table = read_wiod2013(folder / "wiod2013" / "wiot_2011.RData")
    m, f = flows_by_product(table)
    of_sector = [table.sectors.index(r["wiod2013"]) for r in rows]
    row = table.countries.index("ROW")
    of = np.array([table.countries.index(c) if c in table.countries else row for c in countries])
    result = ratios(f, m)[of][:, of][:, :, of_sector]
    # Trade between two countries of the old rest of the world is foreign trade, not its home trade:
    # any other exporter's row of the usual ratios holds the foreign ratio of that destination.
    foreign = usual_ratios(f, m)[row - 1, row, of_sector]
    result[np.ix_(of == row, of == row)] = foreign
    home, (final, intermediate), names = _wiod2014(folder / "wiod2014")
    codes = np.array([r["wiod2013"] for r in rows])
    coarse = np.array([final[codes == c].sum() / intermediate[codes == c].sum() for c in codes])
    result *= final / intermediate / coarse
    n = np.arange(len(countries))
    result[n, n] = home[[names.index(c) if c in names else names.index("ROW") for c in countries]]
    return np.asarray(result)


def _wiod2014(folder: Path) -> tuple[Floats, tuple[Floats, Floats], list[str]]:
    """Return home ratios (country, 50), world (final, intermediate) exports (50,), countries."""
    import pandas as pd

    with np.load(folder / "domestic_use.npz", allow_pickle=False) as data:
        names = [str(c) for c in data["countries"]]
        labels = [str(c) for c in data["row_labels"]]
        domestic, exports = data["domestic"].sum(axis=2), data["exports"]
    final = pd.read_parquet(folder / "final_use.parquet")
    cube = final.groupby(["Origin Country", "Origin Industry", "Country"])["Value"].sum()
    index = pd.MultiIndex.from_product([names, labels, names])
    f = np.maximum(cube.reindex(index).to_numpy().reshape(len(names), len(labels), len(names)), 0)
    n = np.arange(len(names))
    home = f[n, :, n]
    abroad = f.sum(axis=2) - home
    codes = WIOD2016.split()
    members = np.array(
        [[c in row["wiod2016"].split() for c in codes] for row in sectors_table()], dtype=float
    )
    to_50 = members.T
    final_abroad = abroad.sum(axis=0) @ to_50
    sent = np.maximum(exports - abroad, 0.0).sum(axis=0) @ to_50
    ratio = usual_ratios(_on_diagonal(home @ to_50), _on_diagonal(domestic @ to_50))
    return split_home(ratio)[1], (final_abroad + 1.0, sent + 1.0), names


WIOD2016 = (
    "A01 A02 A03 B C10-C12 C13-C15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 "
    "C31_C32 C33 D35 E36 E37-E39 F G45 G46 G47 H49 H50 H51 H52 H53 I J58 J59_J60 J61 J62_J63 K64 "
    "K65 K66 L68 M69_M70 M71 M72 M73 M74_M75 N O84 P85 Q R_S T U"
)
"""The industries of the WIOD 2016 release, in the order of its tables."""


def _on_diagonal(home: Floats) -> Floats:
    """Return a table (exporter, importer, sector) of home sales alone."""
    n = np.arange(len(home))
    cube = np.zeros((len(home), *home.shape))
    cube[n, n] = home
    return cube
