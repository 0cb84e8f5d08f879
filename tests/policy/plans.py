"""A short plan for tests, and how to read a changed copy of it."""

from __future__ import annotations

from megara.policy.scenario import Scenario

PLAN = """\
name: China arms Russia
date: 2023-03-01
target: [CHN]
senders:
  core: [G7]
  prospective:
    - KOR
    - {name: rest of EU, members: [EU27], exclude: [DEU, FRA, ITA]}
trigger: China provides military support to Russia
retaliation: none
resolves: {DEU: reticent, KOR: 0.5, rest of EU: {low: 0.1, mode: 0.2, high: 0.4}}
ladder:
  - name: semiconductors
    measures:
      - kind: export_control
        sectors: [C26]
        coverage: 0.4
        cut: {low: 0.6, mode: 0.8, high: 0.95}
  - name: goods
    measures:
      - {kind: embargo, note: all goods}
"""


def changed(old: str, new: str) -> str:
    """Return the plan with one piece of text replaced."""
    assert PLAN.count(old) >= 1, old
    return PLAN.replace(old, new, 1)


def plan(old: str = "", new: str = "") -> Scenario:
    """Return the plan as read, with one piece of text replaced."""
    return Scenario.from_yaml(changed(old, new) if old else PLAN)
