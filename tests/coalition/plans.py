"""A plan with measures of every kind on a small world, and larger ones for the long runs."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from megara.equilibrium.solve import solve
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from megara.world.world import World
from tests.worlds import make_world

COUNTRIES = ["CHN", "USA", "JPN", "DEU", "FRA", "KOR", "AUS", "NOR", "IND", "BRA"]
SECTORS = ["C26", "C28", "J62_63"]

PLAN = """\
name: every kind of measure
target: [CHN]
senders:
  core: [USA, JPN]
  prospective:
    - DEU
    - KOR
    - {name: far away, members: [AUS, NOR]}
    - FRA
trigger: something happens
resolves: {DEU: 2, KOR: reticent, far away: open}
ladder:
  - name: tariffs
    measures:
      - {kind: tariff, sectors: [C26], direction: imports, rate: 0.3, coverage: 0.8}
      - {kind: tariff, by: [DEU], sectors: [C26, C28], direction: imports, rate: 0.2, coverage: 1}
  - name: chips
    measures:
      - {kind: export_control, sectors: [C26], coverage: 0.4, cut: 0.8}
      - {kind: cost, sectors: [C28], direction: both, coverage: 0.9, rate: 0.2}
  - name: banks
    measures:
      - {kind: financial, by: [USA], reach: others, sectors: all, coverage: 0.4, cut: 0.5}
      - {kind: financial, by: [DEU], reach: third_countries, sectors: C28, coverage: 0.5, cut: 0.5}
      - {kind: export_control, by: [KOR], against: [IND], sectors: [C26], coverage: 0.5, cut: 0.5}
  - name: everything
    measures:
      - {kind: embargo, sectors: [C26, C28], direction: both, coverage: 1, cut: 1}
"""


def world(seed: int = 3, *, tariffs: bool = True) -> World:
    """Ten countries, three sectors."""
    return make_world(
        len(COUNTRIES), len(SECTORS), seed, countries=COUNTRIES, sectors=SECTORS, tariffs=tariffs
    )


def plan(**changes: object) -> Scenario:
    """The plan above, with top-level keys changed."""
    return Scenario.from_dict({**Scenario.from_yaml(PLAN).to_dict(), **changes})


MANY = [
    "KOR", "AUS", "NZL", "NOR", "CHE", "NLD", "ESP", "POL", "SWE", "IRL", "ISR", "MEX", "BRA",
    "TUR", "ZAF", "CHL", "IND",
]  # fmt: skip


def many_world() -> World:
    """A world in which up to 17 players can be asked."""
    codes = ["CHN", "USA", "JPN", *MANY, "RUS"]
    return make_world(len(codes), 2, 7, countries=codes, sectors=["C26", "C28"])


def many_plan(count: int) -> str:
    """YAML of a plan that asks so many players."""
    return f"""\
name: many are asked
target: [CHN]
senders: {{core: [USA, JPN], prospective: [{", ".join(MANY[:count])}]}}
trigger: something happens
ladder:
  - name: chips
    measures:
      - {{kind: export_control, sectors: [C26], coverage: 0.5, cut: 0.8}}
  - name: everything
    measures:
      - {{kind: embargo, sectors: [C26, C28], direction: both, coverage: 0.9, cut: 0.9}}
"""


def alone(base: World, scenario: Scenario, mask: int, rung: int) -> np.ndarray:
    """Real income in % of every country, the coalition solved by itself from the baseline."""
    names = [p.name for i, p in enumerate(scenario.prospective) if mask >> i & 1]
    shocks = Plan(scenario, base).shocks([*(p.name for p in scenario.core), *names])
    (equilibrium,) = solve(base, [shocks[rung]], tolerance=1e-12)
    return 100 * (equilibrium.real_income - 1)


def subsets(players: range | list[int]) -> list[tuple[int, ...]]:
    """Every subset of some players."""
    found = list(players)
    return [c for k in range(len(found) + 1) for c in combinations(found, k)]
