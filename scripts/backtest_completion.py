"""Back-test of the completion of final demand by destination, on tables where it is known.

    python scripts/backtest_completion.py ../shared/data/wiod2013

The final demand of a WIOD table is hidden and completed from its intermediate flows, the ratios of
one older (or later) table and the shares and deficits of another, as icio-2022 is completed from
tables of 2011/2014 and 2020. Reported, per variant:

* ``misplaced``: sum |estimate - truth| / 2 as a share of all expenditure, %;
* ``misplaced_abroad``: the same for final imports alone, %;
* ``deficit_error``: sum over countries of |deficit error| as a share of value added, %.

For the recipe and the variant kept also the welfare effects of an embargo on goods between the G7
and China, on the completed against the true table: correlation over countries, and mean absolute
error weighted by value added relative to the mean absolute effect so weighted.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from megara.equilibrium.outcome import outcome
from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.files import write_text
from megara.world.clean import to_world
from megara.world.completion import PRIOR, TRUST, complete, purchases, ratios, usual_ratios
from megara.world.table import Table
from megara.world.wiod import flows_by_product, read_wiod2013
from megara.world.world import Floats, World

OUT = Path(__file__).parents[1] / "src/megara/world/data/backtest_completion.json"
G7 = ("USA", "CAN", "GBR", "FRA", "DEU", "ITA", "JPN")
GOODS = 16
CASES = ((2003, 2009, 2011), (2003, 2003, 2009), (2011, 2009, 2003))
# name: (kind of ratio, weight of the world's ratio, trust in purchases by product)
VARIANTS = {
    "no ratios, RAS": ("none", 0.0, 1.0),
    "recipe: usual ratios, RAS": ("usual", 0.0, 1.0),
    "shrunk usual ratios, RAS": ("usual", PRIOR, 1.0),
    "shrunk usual ratios, rows only": ("usual", PRIOR, 0.0),
    f"shrunk usual ratios, trust {TRUST}": ("usual", PRIOR, TRUST),
    "own ratios, RAS": ("own", PRIOR, 1.0),
    "own ratios, rows only": ("own", PRIOR, 0.0),
    "own ratios, trust 0.5": ("own", PRIOR, 0.5),
    f"own ratios, trust {TRUST}": ("own", PRIOR, TRUST),
    "own ratios, trust 0.9": ("own", PRIOR, 0.9),
    f"coarse usual ratios, trust {TRUST}": ("coarse usual", PRIOR, TRUST),
    f"coarse own ratios, trust {TRUST}": ("coarse own", PRIOR, TRUST),
}
RECIPE, KEPT = "recipe: usual ratios, RAS", f"own ratios, trust {TRUST}"
COARSE = f"coarse own ratios, trust {TRUST}"


def completed(
    variant: tuple[str, float, float], older: Table, shares: Table, table: Table
) -> Floats:
    """Return final demand (exporter, importer, sector) of a table, estimated without seeing it."""
    kind, prior, trust = variant
    m, f = flows_by_product(table)
    sold = f.sum(axis=1)
    _, f_shares = flows_by_product(shares)
    expenditure = f_shares.sum(axis=(0, 2))
    share = f_shares.sum(axis=0) / expenditure[:, None]
    total = _value_added(table) + expenditure - _value_added(shares)
    bought = purchases(share, total, sold)
    kind, _, of = kind.rpartition(" ")
    if of == "none":
        ratio = np.ones_like(m)
    else:
        m_old, f_old = flows_by_product(older)
        if kind == "coarse":
            m_old, f_old = _coarse(m_old), _coarse(f_old)
        estimate = ratios if of == "own" else usual_ratios
        ratio = estimate(f_old, m_old, prior)
        if kind == "coarse":
            ratio = _back(ratio, usual_ratios(f_old, m_old, prior), m.shape)
    return complete(m, sold, ratio, bought, trust)[0].flow


def _absent(N: int) -> np.ndarray:
    """Every second country, as if it were in the older table's rest of the world (the last)."""
    return np.arange(N) % 2 == 1


def _coarse(flow: Floats) -> Floats:
    """Merge products by two and the absent countries into the rest of the world (the last)."""
    of = np.where(_absent(len(flow)), len(flow) - 1, np.arange(len(flow)))
    merged = np.add.reduceat(flow, np.arange(0, flow.shape[2], 2), axis=2)
    rows, columns = np.zeros_like(merged), np.zeros_like(merged)
    np.add.at(rows, of, merged)
    np.add.at(columns, (slice(None), of), rows)
    return columns


def _back(ratio: Floats, usual: Floats, shape: tuple[int, ...]) -> Floats:
    """Give each flow of the fine table the ratio of the coarse flow it is in."""
    N, last = shape[0], shape[0] - 1
    of = np.where(_absent(N), last, np.arange(N))
    sector = np.arange(shape[2]) // 2
    result = ratio[of][:, of][:, :, sector]
    away = of == last
    result[np.ix_(away, away)] = usual[0, last, sector]
    n = np.arange(N)
    result[n, n] = ratio[of, of][:, sector]
    return result


def errors(estimate: Floats, table: Table) -> dict[str, float]:
    """Return the measures named in the file's docstring, in percent."""
    m, f = flows_by_product(table)
    abroad = ~np.eye(len(f), dtype=bool)
    miss = np.abs(estimate - f)
    deficit = np.abs(estimate.sum(axis=(0, 2)) - f.sum(axis=(0, 2))).sum()
    return {
        "misplaced": 50 * float(miss.sum() / (m + f).sum()),
        "misplaced_abroad": 50 * float(miss[abroad].sum() / f[abroad].sum()),
        "deficit_error": 100 * float(deficit / _value_added(table).sum()),
    }


def welfare(world: World) -> tuple[Floats, Floats]:
    """Return the real income change of an embargo between the G7 and China, %, and weights."""
    china = world.countries.index("CHN")
    openness = np.ones_like(world.array("trade"))
    for code in G7:
        i = world.countries.index(code)
        openness[i, china, :GOODS] = openness[china, i, :GOODS] = 0.0
    change = outcome(solve(world, [Shock.from_dense(openness)])[0])["real_income"].values
    return np.asarray(change), world.array("value_added") / world.array("value_added").sum()


def welfare_errors(estimate: Floats, table: Table) -> dict[str, float]:
    """Compare the effects of the embargo on the completed and the true table."""
    _, f = flows_by_product(table)
    truth = to_world(replace(table, final=f.transpose(0, 2, 1), output=None))
    guess = to_world(replace(table, final=estimate.transpose(0, 2, 1), output=None))
    (a, weight), (b, _) = welfare(truth), welfare(guess)
    error = float((weight * np.abs(a - b)).sum() / (weight * np.abs(a)).sum())
    china = truth.countries.index("CHN")
    return {
        "correlation": float(np.corrcoef(a, b)[0, 1]),
        "mean_error": 100 * error,
        "china_true": float(a[china]),
        "china_completed": float(b[china]),
    }


def _value_added(table: Table) -> Floats:
    m, f = flows_by_product(table)
    return np.asarray((m + f).sum(axis=(1, 2)) - table.intermediate.sum(axis=(0, 1, 3)))


def main(folder: Path) -> dict[str, object]:
    """Run every variant on every case."""
    tables = {y: read_wiod2013(folder / f"wiot_{y}.RData") for y in (2003, 2009, 2011)}
    result: dict[str, object] = {
        "source": "WIOD, 2013 release",
        "recipe": RECIPE,
        "kept": KEPT,
        "coarse": COARSE,
        "cases": [],
    }
    cases = []
    for older, shares, year in CASES:
        variants = {}
        for name, variant in VARIANTS.items():
            estimate = completed(variant, tables[older], tables[shares], tables[year])
            variants[name] = errors(estimate, tables[year])
            if name in (RECIPE, KEPT, COARSE):
                variants[name] |= welfare_errors(estimate, tables[year])
            print(older, shares, year, name, {k: round(v, 3) for k, v in variants[name].items()})
        cases.append({"ratios": older, "shares": shares, "year": year, "variants": variants})
    result["cases"] = cases
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    found = main(arguments.folder)
    # six digits: what is below depends on the machine
    text = json.dumps(found, indent=1, default=float)
    rounded = json.loads(text, parse_float=lambda x: float(f"{float(x):.6g}"))
    write_text(arguments.out, json.dumps(rounded, indent=1) + "\n")
