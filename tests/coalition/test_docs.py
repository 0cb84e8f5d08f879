"""What docs/coalition.md says is what the code does."""

import re

import pytest

from megara.coalition.record import _BY_RUNG
from megara.coalition.resolves import WORDS, resolve_of
from megara.policy.parts import Resolve
from megara.policy.players import Player


@pytest.fixture(scope="module")
def text(root):
    return (root / "docs" / "coalition.md").read_text("utf-8")


def test_every_key_of_the_record_is_explained(text):
    for key in _BY_RUNG:
        assert f"`{key}`" in text, key


def test_words_and_ranges(text):
    for word, value in WORDS.items():
        found = resolve_of(Player("X", ("X",), False, Resolve(word=word)))
        row = re.search(rf"^\| {word}[^|]*\| (\S+) \| (\S+) to (\S+) \|$", text, re.M)
        assert row, word
        assert [float(x) for x in row.groups()] == [value, found.low, found.high]


def test_a_number_keeps_its_range_and_a_silent_plan_is_assumed():
    given = Player("X", ("X",), False, Resolve(mode=4, low=2, high=9, source="a vote"))
    found = resolve_of(given)
    assert (found.value, found.low, found.high, found.assumed) == (4, 2, 9, False)
    silent = resolve_of(Player("X", ("X",), False))
    assert silent.word == "undecided"
    assert silent.assumed
    assert silent.source == "the plan is silent"
