"""Worlds for the tests of plans: small ones, and one with the countries and sectors of ICIO."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from megara.policy.sectors import ICIO, table
from megara.world.world import World

# Countries of OECD ICIO, 2025 release, as in the embedded world icio-2022.
COUNTRIES = re.findall(
    r"\w+",
    """AGO ARE ARG AUS AUT BEL BGD BGR BLR BRA BRN CAN CHE CHL CHN CIV CMR COD COL CRI CYP CZE
DEU DNK EGY ESP EST FIN FRA GBR GRC HKG HRV HUN IDN IND IRL ISL ISR ITA JOR JPN KAZ KHM KOR LAO LTU
LUX LVA MAR MEX MLT MMR MYS NGA NLD NOR NZL PAK PER PHL POL PRT ROU RUS SAU SEN SGP STP SVK SVN SWE
THA TUN TUR TWN UKR USA VNM ZAF""",
)


def make_world(countries: list[str], sectors: list[str], seed: int = 0) -> World:
    """Return a world with random trade between these countries."""
    random = np.random.default_rng(seed)
    n, j = len(countries), len(sectors)
    trade = random.uniform(1, 2, (n, n, j))
    trade[np.arange(n), np.arange(n)] += 3 * n
    share = random.uniform(0.1, 0.5, (n, j)) / j
    use = share[:, :, None] * trade.sum(axis=1)[:, None, :]
    names = {s.code: s.name for s in table() if s.classification == ICIO}
    return World.from_flows(
        name="small",
        year=2022,
        countries=countries,
        sectors=sectors,
        trade=trade,
        input_use=use,
        theta=random.uniform(2, 8, j),
        tariff=random.uniform(0, 0.1, (n, n, j)),
        sector_names=names,
    )


@pytest.fixture(scope="session")
def world_of() -> Callable[..., World]:
    """Return the maker of small worlds."""
    return make_world


@pytest.fixture(scope="session")
def small() -> World:
    """Return a world of five countries and six sectors."""
    return make_world(
        ["CHN", "DEU", "KOR", "USA", "ROW"], ["A01", "C26", "C28", "D", "J62_63", "K"]
    )


@pytest.fixture(scope="session")
def icio() -> World:
    """Return a world with ICIO's countries and sectors; the figures are random."""
    return make_world(COUNTRIES, [s.code for s in table() if s.classification == ICIO])
