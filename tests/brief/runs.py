"""Runs for the tests of the brief: solved on small worlds, and altered to say what a test needs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from megara.policy.run import Run, run
from megara.policy.scenario import Scenario
from megara.world.world import World

COUNTRIES = ["AUS", "CHN", "DEU", "ITA", "JPN", "KOR", "MYS", "RUS", "SGP", "USA", "VNM", "ROW"]
NAMES = {
    "AUS": "Australia",
    "CHN": "China",
    "DEU": "Germany",
    "ITA": "Italy",
    "JPN": "Japan",
    "KOR": "South Korea",
    "MYS": "Malaysia",
    "RUS": "Russia",
    "SGP": "Singapore",
    "USA": "United States",
    "VNM": "Vietnam",
    "ROW": "Rest of the world",
}
SECTORS = {
    "A01": "Agriculture and hunting",
    "C26": "Manufacture of computer, electronic and optical products",
    "C28": "Manufacture of machinery and equipment n.e.c.",
    "G": "Wholesale and retail trade; repair of motor vehicles",
}
STANCE = {"mode": 0.5, "low": 0.2, "high": 1, "source": "a vote"}
PLAN: dict[str, Any] = {
    "name": "China arms Russia",
    "description": "A plan for tests.",
    "target": ["CHN"],
    "senders": {
        "core": ["USA", "JPN"],
        "prospective": ["KOR", {"name": "the two of Europe", "members": ["DEU", "ITA"]}, "SGP"],
    },
    "trigger": "China provides military support to Russia",
    "resolves": {
        "KOR": "reticent",
        "USA": {"mode": 0.5, "low": 0.2, "high": 1, "source": "a vote"},
    },
    "ladder": [
        {
            "name": "chips",
            "note": "only the best ones",
            "measures": [
                {
                    "kind": "export_control",
                    "sectors": ["C26"],
                    "coverage": {"low": 0.2, "mode": 0.4, "high": 0.6, "source": "customs data"},
                    "cut": 0.8,
                }
            ],
        },
        {"name": "embargo", "measures": [{"kind": "embargo", "sectors": ["A01", "C26", "C28"]}]},
    ],
}


def make_world(
    seed: int = 0, names: dict[str, str] | None = None, sectors: str = "", **attrs: str
) -> World:
    """Return a world of real countries with random trade; ``sectors`` ends each sector's name."""
    random = np.random.default_rng(seed)
    n, j = len(COUNTRIES), len(SECTORS)
    trade = random.uniform(500, 2000, (n, n, j))
    trade[np.arange(n), np.arange(n)] *= 4 * n
    share = random.uniform(0.1, 0.5, (n, j)) / j
    return World.from_flows(
        name="small",
        year=2022,
        countries=COUNTRIES,
        sectors=list(SECTORS),
        trade=trade,
        input_use=share[:, :, None] * trade.sum(axis=1)[:, None, :],
        theta=random.uniform(2, 8, j),
        country_names=names or NAMES,
        sector_names={code: name + sectors for code, name in SECTORS.items()},
        attrs={"source": "made for tests", "elasticities": "random", **attrs},
    )


def solved(plan: dict[str, Any] | None = None, world: World | None = None) -> Run:
    """Return a solved plan on a small world."""
    data = {**PLAN, **(plan or {})}
    if "senders" in (plan or {}):
        data.pop("resolves")  # of players that are perhaps no longer in it
    return run(world or make_world(), Scenario.from_dict(data))


def altered(base: Run, usd: dict[str, float]) -> Any:
    """Return a run in which the last rung moves real income by these USD billion, others by none.

    Countries are by ISO3 code; all that the brief reads is kept consistent.
    """
    world = base.world
    income = world.income / 1e3
    change = np.array([usd.get(c, 0.0) for c in world.countries])
    rungs = []
    for position, rung in enumerate(base.rungs):
        scale = (position + 1) / len(base.rungs)
        outcome = rung.outcome.assign(
            real_income_usd=("country", scale * change),
            real_income=("country", 100 * scale * change / income),
        )
        lost = {
            side: -float(outcome.real_income_usd.sel(country=list(codes)).sum())
            for side, codes in (("harm", base.targets), ("cost", base.senders))
        }
        whole = {
            side: float(income[[world.countries.index(c) for c in codes]].sum())
            for side, codes in (("harm", base.targets), ("cost", base.senders))
        }
        rungs.append(
            SimpleNamespace(
                name=rung.name,
                certificate=rung.certificate,
                outcome=outcome,
                harm_usd_bn=lost["harm"],
                cost_usd_bn=lost["cost"],
                harm_percent=100 * lost["harm"] / whole["harm"],
                cost_percent=100 * lost["cost"] / whole["cost"],
                harm_per_cost=lost["harm"] / lost["cost"] if lost["cost"] > 0 else float("nan"),
            )
        )
    return _Altered(base, tuple(rungs))


class _Altered:
    def __init__(self, base: Run, rungs: tuple[Any, ...]) -> None:
        self._base, self.rungs = base, rungs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._base, name)
