r"""From a table of flows to a world: each fault of the table is counted, mended and named.

With ``m_inj = sum_k intermediate[i,j,n,k]`` and ``f_inj = final[i,j,n]`` the world is

``trade_inj = m_inj + f_inj``,   ``use_kjn = sum_i intermediate[i,k,n,j]``

The least is changed that makes every flow, value added and final expenditure non-negative:
inventories drawn down may leave ``f_inj`` negative as long as ``trade_inj`` and
``sum_i f_inj`` are not.
"""

from __future__ import annotations

import numpy as np

from megara.errors import UsageError
from megara.world.checks import Check, to_text
from megara.world.elasticities import elasticities_of
from megara.world.table import Table
from megara.world.world import Floats, World

MOST_COST = 0.98
"""Share of output to which inputs are scaled where they exceed output."""


def to_world(table: Table, elasticities: object = None) -> World:
    """Return the world of a table, with the checks made on the way in its attribute ``checks``.

    Raises
    ------
    UsageError
        If the table has cells that are not numbers, or a country without final expenditure.
    """
    table, checks = _without_empty_regions(table)
    trade, use, more = clean(table)
    return assemble(table, trade, use, [*table.checks, *checks, *more], elasticities)


def assemble(
    table: Table, trade: Floats, use: Floats, checks: list[Check], elasticities: object = None
) -> World:
    """Return the world of cleaned flows under a table's names and origin."""
    theta, label = elasticities_of(table.sectors, elasticities)
    return World.from_flows(
        name=table.name,
        year=table.year,
        countries=table.countries,
        sectors=table.sectors,
        trade=trade,
        input_use=use,
        theta=theta,
        country_names=table.country_names,
        sector_names=table.sector_names,
        attrs={
            "source": table.source,
            "licence": table.licence,
            "elasticities": label,
            "notes": table.notes,
            "checks": to_text(checks),
        },
    )


def clean(table: Table) -> tuple[Floats, Floats, list[Check]]:
    """Return trade (exporter, importer, sector), input use (country, input, sector) and checks."""
    intermediate, final = table.intermediate, table.final
    for name, array in (("intermediate", intermediate), ("final", final)):
        bad = ~np.isfinite(array)
        if bool(bad.any()):
            i, j = np.argwhere(bad)[0][:2]
            raise UsageError(
                f"{int(bad.sum())} cells of the {name} flows are not numbers, first in the row "
                f"{table.countries[i]} {table.sectors[j]}; fill them in the source"
            )
    checks = []
    negative = intermediate < 0
    checks.append(
        _check(
            "negative intermediate flows",
            int(negative.sum()),
            -float(intermediate[negative].sum()),
            "set to zero",
        )
    )
    if bool(negative.any()):
        intermediate = np.where(negative, 0.0, intermediate)
    m = intermediate.sum(axis=3).transpose(0, 2, 1)
    use = np.ascontiguousarray(intermediate.sum(axis=0).transpose(1, 0, 2))
    f = final.transpose(0, 2, 1)
    trade = m + f
    negative = trade < 0
    checks.append(
        _check(
            "negative trade cells",
            int(negative.sum()),
            -float(trade[negative].sum()),
            "inventories drawn down by more than all other sales; set to zero",
        )
    )
    trade = np.where(negative, 0.0, trade)
    trade, more = _enough_spending(table, trade, use)
    use, cost = _within_output(trade, use)
    return trade, use, [*checks, *more, *cost, *_structure(table, trade, use)]


def _enough_spending(table: Table, trade: Floats, use: Floats) -> tuple[Floats, list[Check]]:
    """Raise purchases of a product to the use of it as an input, keeping the mix of sources."""
    spending, need = trade.sum(axis=0), use.sum(axis=2)
    short = need - spending
    # dust of summation is no shortage
    count = int((short > 1e-9 * np.maximum(need, 1.0)).sum())
    factor = np.where(short > 0, need / np.where(spending > 0, spending, 1.0), 1.0)
    lifted = trade * factor[None]
    nothing = (spending == 0) & (need > 0)
    n, j = np.nonzero(nothing)
    lifted[n, n, j] = need[n, j]
    return lifted, [
        _check(
            "negative final expenditure",
            count,
            float(np.maximum(short, 0).sum()),
            "purchases of the product raised to its use as an input",
        )
    ]


def _within_output(trade: Floats, use: Floats) -> tuple[Floats, list[Check]]:
    """Scale down the inputs of sectors that would spend more on inputs than they sell."""
    output, cost = trade.sum(axis=1), use.sum(axis=1)
    over = cost > output * (1 + 1e-12)
    factor = np.where(over, MOST_COST * output / np.where(cost > 0, cost, 1.0), 1.0)
    return use * factor[:, None, :], [
        _check(
            "negative value added",
            int(over.sum()),
            float((cost - output)[over].sum()),
            f"inputs scaled to {MOST_COST:.0%} of output",
        )
    ]


def _structure(table: Table, trade: Floats, use: Floats) -> list[Check]:
    output = trade.sum(axis=1)
    empty = output == 0
    given = table.output
    checks = [
        Check(
            "empty sectors",
            "note" if bool(empty.any()) else "ok",
            int(empty.sum()),
            f"{int(empty.sum())} sectors of a country sell nothing",
            "kept empty" if bool(empty.any()) else "",
        ),
        Check(
            "zero rows",
            "note" if bool((empty & (use.sum(axis=1) > 0)).any()) else "ok",
            int((empty & (use.sum(axis=1) > 0)).sum()),
            f"{int((empty & (use.sum(axis=1) > 0)).sum())} sectors buy inputs but sell nothing",
            "their inputs were removed",
        ),
    ]
    if given is not None:
        original = table.intermediate.sum(axis=(2, 3)) + table.final.sum(axis=2)
        gap = np.abs(original - given)
        bad = gap > 1e-3 * np.maximum(np.abs(given), 1.0)
        checks.append(
            Check(
                "rows that do not balance",
                "note" if bool(bad.any()) else "ok",
                int(bad.sum()),
                f"{int(bad.sum())} rows differ from the output given by more than 0.1 %; "
                f"largest difference {float(gap.max(initial=0)):.6g} USD million",
                "output is the sum of sales",
            )
        )
    return checks


def _without_empty_regions(table: Table) -> tuple[Table, list[Check]]:
    """Drop countries without any sale or any purchase: they have no economy to model."""
    sales = table.intermediate.sum(axis=(1, 2, 3)) + table.final.sum(axis=(1, 2))
    buys = table.final.sum(axis=(0, 1))
    keep = ~((sales == 0) | (buys == 0))
    gone = [c for c, k in zip(table.countries, keep, strict=True) if not k]
    check = Check(
        "missing regions",
        "note" if gone else "ok",
        len(gone),
        f"no sales or no final purchases: {', '.join(gone)}" if gone else "every region has data",
        "left out, with the flows to and from them" if gone else "",
    )
    if not gone:
        return table, [check]
    if not bool(keep.any()):
        raise UsageError("the table has no region with both sales and final purchases")
    from dataclasses import replace

    output = None if table.output is None else table.output[keep]
    return (
        replace(
            table,
            countries=tuple(c for c in table.countries if c not in gone),
            intermediate=table.intermediate[keep][:, :, keep],
            final=table.final[keep][:, :, keep],
            output=output,
        ),
        [check],
    )


def _check(name: str, count: int, amount: float, done: str) -> Check:
    if not count:
        return Check(name, "ok", 0, f"no {name}")
    return Check(name, "note", count, f"{count} cells, USD {amount:,.0f} million in all", done)
