"""Named checks: what was found wrong with a table or a world, how often, and what was done.

A ``Check`` is made while a world is built (and kept in its attribute ``checks``) or by
``check(world)``. Levels: ``ok`` nothing found; ``note`` found and dealt with, or worth knowing;
``fault`` the world is inconsistent and results on it cannot be trusted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError
from megara.world.world import Floats, World

IDENTITY = 1e-12
"""Largest relative violation of an accounting identity in a sound world."""


@dataclass(frozen=True)
class Check:
    """One named check: how many cells it concerns, what was found and done, how to mend it."""

    name: str
    level: str
    count: int
    found: str
    done: str = ""


def to_text(checks: Sequence[Check]) -> str:
    """Return checks as the text kept in a world's attributes."""
    return json.dumps([asdict(c) for c in checks], ensure_ascii=False)


def build_checks(world: World) -> list[Check]:
    """Return the checks made while the world was built.

    Raises
    ------
    UsageError
        If the attribute ``checks`` is not what ``to_text`` writes.
    """
    text = world.dataset.attrs.get("checks", "[]")
    try:
        return [
            Check(str(c["name"]), str(c["level"]), int(c["count"]), str(c["found"]), str(c["done"]))
            for c in json.loads(text)
        ]
    except (TypeError, ValueError, KeyError):
        raise UsageError("the world's attribute 'checks' cannot be read") from None


def check(world: World) -> list[Check]:
    """Return the checks of a world as it stands: sound cells, identities, what to know.

    The identities (those of ``world.py``) are checked relative to the spending or output of each
    cell, and to each country's value added for the totals.
    """
    found = _cells(world)
    if any(c.level == "fault" for c in found):
        return found
    return [*found, *_identities(world), *_worth_knowing(world)]


def _cells(world: World) -> list[Check]:
    result = []
    for variable in world.dataset.data_vars:
        array = world.array(str(variable))
        bad = int((~np.isfinite(array)).sum())
        if bad:
            result.append(
                Check(
                    f"{variable}: not finite",
                    "fault",
                    bad,
                    f"{bad} cells of {variable} are not finite numbers, first at "
                    f"{_place(world, str(variable), ~np.isfinite(array))}",
                    "fill them in the source and build the world again",
                )
            )
    for variable in ("trade", "input_share", "value_added_share", "final_share", "value_added"):
        array = world.array(variable)
        bad = int((array < 0).sum())
        result.append(
            Check(
                f"{variable}: negative cells",
                "fault" if bad else "ok",
                bad,
                f"{bad} cells are negative, first at {_place(world, variable, array < 0)}"
                if bad
                else "no negative cell",
                "build the world again with World.from_flows" if bad else "",
            )
        )
    tariff, theta = world.array("tariff"), world.array("theta")
    for name, wrong, rule in (
        ("tariff: range", tariff <= -1, "a rate above -1"),
        ("theta: range", theta <= 0, "a positive number"),
    ):
        bad = int(wrong.sum())
        result.append(
            Check(
                name,
                "fault" if bad else "ok",
                bad,
                f"{bad} values are not {rule}" if bad else f"every value is {rule}",
                "give other values" if bad else "",
            )
        )
    return result


def _identities(world: World) -> list[Check]:
    gamma, beta = world.array("input_share"), world.array("value_added_share")
    alpha, value_added = world.array("final_share"), world.array("value_added")
    output, spending, income = world.output, world.spending, world.income
    demand = (gamma * output[:, None, :]).sum(axis=2) + alpha * income[:, None]
    cost = gamma.sum(axis=1) + beta
    total = value_added.sum()
    rules = {
        "cost shares sum to one": np.abs(cost - 1),
        "final shares sum to one": np.abs(alpha.sum(axis=1) - 1),
        # A market smaller than one millionth of the country's spending is held against that.
        "spending is input use plus final use": np.abs(spending - demand)
        / np.maximum(spending, 1e-6 * spending.sum(axis=1, keepdims=True)),
        "value added is what sectors pay": np.abs((beta * output).sum(axis=1) - value_added)
        / np.maximum(value_added, 1e-300),
        "deficits sum to zero": np.atleast_1d(abs(world.array("deficit").sum()) / total),
    }
    result = []
    for name, error in rules.items():
        bad, worst = int((error > IDENTITY).sum()), float(error.max(initial=0.0))
        result.append(
            Check(
                name,
                "fault" if bad else "ok",
                bad,
                f"largest relative error {worst:.1e}"
                + (f" in {_where(world, error)}" if bad else ""),
                "build the world again with World.from_flows" if bad else "",
            )
        )
    return result


def _worth_knowing(world: World) -> list[Check]:
    output, spending = world.output, world.spending
    n = np.arange(len(world.countries))
    trade = world.array("trade")
    abroad = trade.sum(axis=1) - trade[n, n]
    lonely = (abroad.sum(axis=1) == 0) | ((trade.sum(axis=0) - trade[n, n]).sum(axis=1) == 0)
    ratio = np.abs(world.array("deficit")) / np.maximum(world.array("value_added"), 1e-300)
    rows = "ROW" in world.countries
    return [
        _note(
            "empty sectors",
            output == 0,
            world,
            "sectors of a country produce nothing",
            "kept; they stay empty after any shock",
        ),
        _note("zero markets", spending == 0, world, "products are bought by nobody in a country"),
        _note("isolated countries", lonely, world, "countries neither buy nor sell abroad"),
        _note(
            "large deficits",
            ratio > 0.25,
            world,
            "countries have a deficit or surplus above a quarter of value added",
        ),
        Check(
            "rest of the world",
            "ok" if rows else "note",
            0 if rows else 1,
            "ROW is one of the regions" if rows else "no rest of the world",
            "" if rows else "the listed countries are the whole world",
        ),
    ]


def _note(name: str, where: NDArray[np.bool_], world: World, found: str, done: str = "") -> Check:
    count = int(where.sum())
    if not count:
        return Check(name, "ok", 0, f"no {name}")
    return Check(name, "note", count, f"{count} {found}, such as {_where(world, where)}", done)


def _where(world: World, value: Floats | NDArray[np.bool_]) -> str:
    """Name the place of the largest value of an array over (country), (country, sector)."""
    if value.shape[0] != len(world.countries):
        return "the world"
    index = np.unravel_index(int(np.argmax(value)), value.shape)
    text = world.countries[int(index[0])]
    return text if len(index) == 1 else f"{text} {world.sectors[int(index[1])]}"


def _place(world: World, variable: str, where: NDArray[np.bool_]) -> str:
    array = world.dataset[variable]
    index = np.argwhere(where)[0]
    return " ".join(str(array[d].values[i]) for d, i in zip(array.dims, index, strict=True))
