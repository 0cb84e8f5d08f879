"""A small plan on a small world with real country codes."""

from megara.policy.scenario import Scenario
from megara.world.world import World
from tests.worlds import make_world

COUNTRIES = ["CHN", "USA", "DEU", "JPN", "KOR", "IND"]
SECTORS = ["C26", "C28", "J62_63"]

PLAN = """\
name: a small plan
target: [CHN]
senders: {core: [USA, JPN], prospective: [DEU, KOR]}
trigger: something happens
ladder:
  - name: chips
    measures:
      - {kind: export_control, sectors: [C26], coverage: 0.4, cut: {low: 0.6, mode: 0.8, high: 0.9}}
  - name: everything
    measures:
      - {kind: embargo, sectors: [C26, C28], direction: both, coverage: 1, cut: 1}
"""


def small_world(seed: int = 1, **options: object) -> World:
    """Six countries, three sectors."""
    return make_world(6, 3, seed, countries=COUNTRIES, sectors=SECTORS, **options)


def small_plan(**changes: object) -> Scenario:
    """The plan above, with top-level keys changed."""
    return Scenario.from_dict({**Scenario.from_yaml(PLAN).to_dict(), **changes})
