"""A run as tables: the tidy outcome, trade between countries, and who loses what by rung."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from megara.equilibrium.outcome import VARIABLES

if TYPE_CHECKING:
    from megara.policy.run import Run

COLUMNS = ("rung", "country", "sector", "variable", "unit", "value", "low", "high")

WORLD = "WLD"
"""What stands in the country column for figures of the whole world."""


def tidy(run: Run) -> pd.DataFrame:
    """Return the outcome with a row for each figure.

    Columns ``rung, country, sector, variable, unit, value, low, high``. Figures of a country have
    an empty sector; figures of the world stand under country ``WLD``; sectors that produce nothing
    have no row. ``low`` and ``high`` are nan where no band was computed.
    """
    countries, sectors = np.array(run.world.countries), np.array(run.world.sectors)
    blocks = []
    for rung in run.rungs:
        for name, (dims, unit, _) in VARIABLES.items():
            if dims == ():
                country, sector = np.array([WORLD]), np.array([""])
            elif dims == ("country",):
                country, sector = countries, np.full(len(countries), "")
            elif dims == ("country", "sector"):
                country = np.repeat(countries, len(sectors))
                sector = np.tile(sectors, len(countries))
            else:
                continue
            value = np.asarray(rung.outcome[name].values, float).reshape(-1)
            known = ~np.isnan(value)
            blocks.append(
                pd.DataFrame(
                    {
                        "rung": rung.name,
                        "country": country[known],
                        "sector": sector[known],
                        "variable": name,
                        "unit": unit,
                        "value": value[known],
                        "low": np.nan,
                        "high": np.nan,
                    }
                )
            )
    return pd.concat(blocks, ignore_index=True)[list(COLUMNS)]


def bilateral(run: Run) -> pd.DataFrame:
    """Return trade between countries before and after each rung, all sectors, USD million.

    Columns ``rung, exporter, importer, before_usd_mn, after_usd_mn``, at basic prices; only pairs
    that trade. By sector it is in ``RungResult.outcome``.
    """
    countries = np.array(run.world.countries)
    N = len(countries)
    blocks = []
    for rung in run.rungs:
        before = rung.outcome.trade_before.values.sum(axis=2).reshape(-1)
        after = rung.outcome.trade_after.values.sum(axis=2).reshape(-1)
        traded = before > 0
        blocks.append(
            pd.DataFrame(
                {
                    "rung": rung.name,
                    "exporter": np.repeat(countries, N)[traded],
                    "importer": np.tile(countries, N)[traded],
                    "before_usd_mn": before[traded],
                    "after_usd_mn": after[traded],
                }
            )
        )
    return pd.concat(blocks, ignore_index=True)


def players(run: Run) -> pd.DataFrame:
    """Return the real income of targets and players by rung.

    Columns ``role`` (target, core, prospective), ``name``, ``rung``, ``percent``, ``usd_bn``;
    a bloc counts as one, its members' income added up.
    """
    names = run.world.country_names
    rows: list[tuple[str, str, tuple[str, ...]]] = [("target", names[c], (c,)) for c in run.targets]
    for player in run.players:
        members = run.members(player)
        if members:
            label = player.name if player.bloc else names[members[0]]
            rows.append(("core" if player.core else "prospective", label, members))
    return pd.DataFrame(
        [
            {
                "role": role,
                "name": name,
                "rung": rung.name,
                "percent": -rung.loss_percent(members),
                "usd_bn": -rung.loss_usd_bn(members),
            }
            for role, name, members in rows
            for rung in run.rungs
        ]
    )


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV with six significant digits and Unix line ends."""
    frame.to_csv(path, index=False, float_format="%.6g", lineterminator="\n", encoding="utf-8")
