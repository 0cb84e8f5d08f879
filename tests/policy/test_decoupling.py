"""The published experiment beside ours: the docs show what the example gives."""

import re
import runpy

import pytest

import megara as mg


@pytest.mark.parametrize(("country", "name"), [("CHN", "China"), ("RUS", "Russia")])
def test_the_docs_show_what_the_example_gives(root, country, name):
    example = runpy.run_path(str(root / "examples" / "decoupling_2023.py"))
    result = mg.run(mg.load_world(), example["plan"](country, "fontagne"))
    own, allies = -result.rungs[0].harm_percent, -result.rungs[0].cost_percent
    text = (root / "docs" / "how-sure.md").read_text(encoding="utf-8")
    row = re.search(rf"\| {name} \| fontagne, long run \| (\S+) \(.*?\) \| (\S+) \(", text)
    assert row is not None
    assert float(row[1]) == pytest.approx(own, abs=0.006)
    assert float(row[2]) == pytest.approx(allies, abs=0.006)
    # the published signs and order: the country loses more than the allies
    theirs = example["PUBLISHED"][country]
    assert own < allies < 0
    assert theirs[0] < theirs[1] < 0
