"""The plans that megara ships: whole, explained, and at home in their world."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from megara.policy.checks import warnings
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from megara.world.world import World
from tests.conftest import ROOT
from tests.policy.plans import plan

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
CHINA = ROOT / "examples/china-2023.yaml"


def read(path: Path) -> Scenario | None:
    """Return the plan, or None for a file that is something else (a list of draws, a ledger)."""
    return Scenario.from_yaml(path) if "\nladder:" in path.read_text(encoding="utf-8") else None


def test_there_are_examples() -> None:
    assert sum(read(path) is not None for path in EXAMPLES) >= 3


def test_the_plan_of_the_story() -> None:
    scenario = Scenario.from_yaml(CHINA)
    assert scenario.targets == ("CHN",)
    assert [p.name for p in scenario.core] == ["CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"]
    assert [p.name for p in scenario.prospective] == [
        *("KOR", "AUS", "NZL", "NOR", "CHE", "TWN", "SGP", "NLD", "ESP", "POL", "SWE", "IRL"),
        *("rest of EU", "ISR", "MEX"),
    ]
    everyone = [c for p in scenario.players for c in p.members]
    from megara.world.groups import members

    assert set(members("EU27", scenario.date)) <= set(everyone)
    assert scenario.rungs == (
        "designations",
        "semiconductors",
        "advanced technology",
        "banks",
        "goods embargo",
    )
    words = {p.name: p.resolve.word for p in scenario.players if p.resolve}
    assert len(words) == len(scenario.players)
    assert words["DEU"] == words["KOR"] == "reticent"  # as the story says


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_every_number_says_where_it_comes_from(path: Path) -> None:
    scenario = read(path)
    if scenario is None:
        return
    for depth in scenario.depths():
        rung, index, what = depth.key
        whole = scenario.retaliation if rung < 0 else scenario.ladder[rung]
        given = getattr(whole.measures[index], what)
        assert given is None or given.note or given.source, depth.label
    for player in scenario.players:
        if player.resolve is not None:
            assert player.resolve.note or player.resolve.source, player.name
    assert not [w for w in warnings(scenario) if "note or source" in w]


def test_the_plan_of_the_story_is_at_home_in_the_world_of_2022(icio: World) -> None:
    laid_out = Plan(Scenario.from_yaml(CHINA), icio)
    assert laid_out.missing == ()
    openness, tariff = laid_out.arrays()
    assert np.isnan(tariff).all()
    assert (np.diff(openness, axis=0) <= 0).all()  # each rung adds
    goods = laid_out.flow[openness[-1] == 0]
    senders = {icio.countries.index(c) for p in laid_out.players for c in p.members}
    target = icio.countries.index("CHN")
    assert set(goods[:, 0]) == set(goods[:, 1]) == senders | {target}
    assert {icio.sectors[j] for j in goods[:, 2]} == {
        s for s in icio.sectors if s[0] in "ABC"
    }  # an embargo is exactly 0, on goods
    for level in ("low", "high"):
        other, _ = laid_out.arrays(depth=level)  # type: ignore[arg-type]
        assert ((other >= openness) if level == "low" else (other <= openness)).all()


def test_warnings_name_what_is_worth_a_look() -> None:
    found = warnings(plan("DEU: reticent, KOR: 0.5", "DEU: reticent"), ["NZL"])
    assert any("New Zealand (NZL)" in w for w in found)
    assert any("2 of 4 depths carry no note" in w for w in found)
    assert any("No resolve is given for KOR" in w for w in found)
    assert not any("latest known" in w for w in found)
    undated = warnings(plan("date: 2023-03-01\n", ""))
    assert any("Membership of G7, EU27 is the latest known" in w for w in undated)
