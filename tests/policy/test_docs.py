"""docs/scenario.md knows every key, kind, set and group, and its plan can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from megara.policy.acts import REACHES
from megara.policy.measure import KINDS, Measure
from megara.policy.scenario import Scenario
from megara.policy.sectors import sets
from megara.world.groups import groups


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs/scenario.md").read_text(encoding="utf-8")


def test_every_key_kind_set_and_group_is_explained(text: str) -> None:
    for key in [*Scenario.model_fields, *Measure.model_fields, *KINDS, *REACHES]:
        assert f"`{key}`" in text, key
    for name in [*sets(), *groups()]:
        assert re.search(rf"\b{re.escape(name)}\b", text), name


def test_defaults_of_the_kinds_are_as_told(text: str) -> None:
    rows = {
        cells[0].strip("` "): [c.strip() for c in cells[2:]]
        for line in text.splitlines()
        if line.startswith("| `") and len(cells := line.strip("|").split("|")) == 6
    }
    for name, kind in KINDS.items():
        direction, sectors, coverage, cut = rows[name]
        assert direction == kind.direction + (", fixed" if kind.fixed else "")
        assert sectors == (kind.sectors or "needed")
        assert coverage == ("needed" if kind.coverage is None else f"{kind.coverage:g}")
        blank = "" if kind.rate else "needed"
        assert cut == (blank if kind.cut is None else f"{kind.cut:g}")


def test_the_plans_shown_can_be_read(text: str) -> None:
    plans = re.findall(r"```yaml\n(.*?)```", text, flags=re.S)
    assert plans
    for plan in plans:
        assert Scenario.from_yaml(plan).acts
