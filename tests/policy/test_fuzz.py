"""Whatever the loader is given, it returns a whole plan or raises one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from megara.errors import UsageError
from megara.policy.reading import parse
from megara.policy.scenario import Scenario
from tests.conftest import ROOT
from tests.policy.plans import PLAN

EXAMPLE = (ROOT / "examples/china-2023.yaml").read_text(encoding="utf-8")
KEYS = [
    *sorted(Scenario.model_fields),
    *("core", "prospective", "measures", "kind", "by", "against", "reach", "sectors", "members"),
    *("coverage", "cut", "rate", "low", "mode", "high", "word", "note", "rung", "exclude"),
]
WORDS = [
    *("CHN", "G7", "EU27", "USA", "tariff", "embargo", "none", "mirror", "goods", "C26", "all"),
    *("reticent", "2023-03-01", "senders", "-", "", "\x00", "\u2028", "é" * 50, "{message}", "%s"),
]


def outcome(read: Callable[[], Scenario]) -> Scenario | UsageError:
    """Return what reading gives: a plan or our own error; anything else fails the test."""
    try:
        return read()
    except UsageError as error:
        return error


def sound(found: Scenario | UsageError) -> None:
    """Hold it to be a plan with its players and acts, or one line with exit code 2."""
    if isinstance(found, UsageError):
        message = str(found)
        assert message.strip()
        assert len(message.splitlines()) == 1
        assert len(message) < 1500
        assert found.exit_code == 2
    else:
        assert found.targets
        assert found.core
        assert found.acts
        assert Scenario.from_dict(found.to_dict()) == found


def holds(source: Path | str) -> None:
    sound(outcome(lambda: Scenario.from_yaml(source)))


fuzz = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.text(max_size=300))
@fuzz
def test_any_text(text: str) -> None:
    holds(text + "\n")


@given(st.binary(max_size=300))
@fuzz
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(content)
    holds(file)


@given(st.text(alphabet="[]{}:,-?&*!|>'\"#%@ \n\tab01.~", max_size=200))
@fuzz
def test_yaml_punctuation(text: str) -> None:
    holds(text + "\n")


leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.sampled_from(KEYS)
    | st.text(max_size=10)
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(trees)
@fuzz
def test_any_tree(tree: Any) -> None:
    sound(outcome(lambda: Scenario.from_dict(tree)))


@given(trees)
@fuzz
def test_any_tree_as_yaml(tree: Any) -> None:
    holds(yaml.safe_dump(tree) + "\n")


@given(st.data())
@fuzz
def test_a_plan_with_something_swapped(data: st.DataObject) -> None:
    """One value somewhere in a good plan replaced by anything, or a key renamed or dropped."""
    tree = parse(PLAN, "plan")[0]
    here: Any = tree
    while True:
        steps = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not steps:
            break
        step = data.draw(st.sampled_from(steps))
        inner = here[step]
        if isinstance(inner, (dict, list)) and data.draw(st.booleans()):
            here = inner
            continue
        change = data.draw(st.sampled_from(["swap", "drop", "rename"]))
        if change == "swap":
            here[step] = data.draw(trees)
        elif change == "drop" or isinstance(here, list):
            del here[step]
        else:
            here[data.draw(st.sampled_from(KEYS) | st.text(max_size=5))] = here.pop(step)
        break
    holds(yaml.safe_dump(tree, sort_keys=False) + "\n")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_example_with_its_text_damaged(data: st.DataObject) -> None:
    text = EXAMPLE
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text) - 1))
        size = data.draw(st.integers(0, 30))
        text = text[:start] + data.draw(st.text(max_size=8)) + text[start + size :]
    holds(text + "\n")


@given(st.integers(0, len(PLAN)))
@settings(max_examples=60, deadline=None)
def test_a_plan_cut_short(end: int) -> None:
    holds(PLAN[:end] + "\n")
