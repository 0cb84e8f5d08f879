"""How sure the chapter on who joins is: what each ally is worth, and whether it joins, by draws."""

from __future__ import annotations

from typing import Any

from megara.brief.parts import Paragraph, Part, Table
from megara.brief.words import THIN, join, percent, rounded, the


def bands_of(record: dict[str, Any], rung: str, label: dict[str, str]) -> list[Part]:
    """Return a table and a paragraph; nothing where there were no draws.

    Parameters
    ----------
    record
        What ``coalition.json`` holds.
    rung
        Name of the rung.
    label
        Name of each player for readers.
    """
    if "bands" not in record:
        return []
    band = record["bands"][rung]
    return [_table(record, rung, band, label), Paragraph(_said(band, record, rung, label), "note")]


def _table(record: dict[str, Any], rung: str, band: dict[str, Any], label: dict[str, str]) -> Table:
    shapley, place = record["shapley"][rung], band["joining_order"]["place"]
    order = sorted(shapley, key=lambda p: (-shapley[p]["harm_pct"], p))
    pivotal = next(e for e in band["pivotal"] if e["level_pct"] == 75)["share"]
    rows = [
        [
            label[p],
            _figures(shapley[p]["harm_pct"]),
            _range(band["shapley"][p]["harm_pct"]),
            _range(band["shapley"][p]["cost_usd_bn"]),
            _share(pivotal[p]["mean"]),
            f"{place[p]['mode']}",
            _places(place[p]["share"]),
            _share(band["joins"][p]),
        ]
        for p in order
    ]
    title = (
        f"In {band['draws']:,} draws the harm with all in is {_range(band['all']['harm_pct'])}"
        f"{THIN}%; {_joiners(band, label)}"
    )
    return Table(
        title,
        [
            "Player",
            "Worth, points of harm",
            "low to high",
            "Its cost, USD bn",
            "Pivotal for three quarters",
            "Place in the order",
            "in nine of ten draws",
            "Joins",
        ],
        rows,
        note="Worth and cost: Shapley values, 5th to 95th percentile of the draws. Pivotal: share "
        "of all orders of joining in which the player lifts the coalition to three quarters of the "
        "largest harm, on average over draws. Joins: share of the draws in which it is in the "
        "coalition that forms. Drawn are elasticities, depths and resolves; ranges of resolves are "
        "assumptions where the plan gives words.",
    )


def _joiners(band: dict[str, Any], label: dict[str, str]) -> str:
    """Say who joins in most draws, or how open it is."""
    joins = band["joins"]
    sure = [p for p, share in joins.items() if share >= 0.9]
    never = [p for p, share in joins.items() if share <= 0.1]
    if not sure:
        most = max(joins, key=lambda p: joins[p])
        if joins[most] <= 0.1:
            return "hardly anybody ever joins"
        return f"{the(label[most])} joins most often, in {_share(joins[most])}"
    if len(sure) == len(joins):
        return "all who are asked join in nine of ten"
    who = join(the(label[p]) for p in sure) if len(sure) <= 3 else f"{len(sure)} players"
    verb = "joins" if len(sure) == 1 else "join"
    if not never:
        return f"{who} {verb} in nine of ten"
    out = join(the(label[p]) for p in never) if len(never) <= 3 else f"{len(never)}"
    return f"{who} {verb} in nine of ten, {out} hardly ever"


def _said(band: dict[str, Any], record: dict[str, Any], rung: str, label: dict[str, str]) -> str:
    formed, order = band["formed"], band["joining_order"]
    on = [entry["on_frontier"] for entry in band["frontier"]]
    short = max(entry["short_of_best_pct"][1] for entry in band["frontier"])
    error = band["error"]
    checked = error["draws"] if error["draws"]["coalitions"] else None
    off = (
        f"measured on {checked['coalitions']:,} coalitions solved in full it is off by "
        f"{percent(checked['harm']['max_pct'])} of the harm at most"
        if checked
        else "here every coalition is solved in every draw"
    )
    first = record["joining_order"][rung][0]["player"]
    firsts = order["place"][first]["share"][0]
    return (
        f"The coalition that forms does {_range(formed['harm_pct'])}{THIN}% of harm; it is the one "
        f"shown above in {_share(formed['as_at_mode'])} of the draws. The order of joining differs "
        f"somewhere in {_share(order['differs'])}; {the(label[first])} is first in "
        f"{_share(firsts)}. A coalition of the frontier above is on the frontier of a draw in "
        f"{_share(sum(on) / len(on))} of the draws on average; in 19 of 20 draws each comes within "
        f"{_figures(short)} points of the harm of the best at its cost. "
        f"{band['solved_per_draw']:,} coalitions are solved for "
        f"each draw, to a residual of {band['residual']:.1e}; the others follow by expansion in "
        f"pairs: {off}. Seed {band['seed']}."
    )


def _places(share: list[float]) -> str:
    """Return the places that hold the middle nine tenths of the draws."""
    total, low, high = 0.0, 0, len(share)
    for k, part in enumerate(share, 1):
        if total < 0.05 - 1e-9 <= total + part:
            low = k
        if total < 0.95 - 1e-9 <= total + part:
            high = k
        total += part
    low = max(low, 1)
    return f"{low}" if low == high else f"{low} to {high}"


def _range(band: list[float | None]) -> str:
    low, high = ("none" if v is None else _figures(v) for v in band)
    return low if low == high else f"{low} to {high}"


def _share(value: float) -> str:
    return f"{100 * value:.0f}{THIN}%"


def _figures(value: float) -> str:
    return rounded(value, 3)
