"""The YAML that megara reads: what it means, and what it refuses."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from megara.errors import UsageError
from megara.policy.reading import DEEPEST, LARGEST, parse, read_bytes
from megara.policy.scenario import Scenario
from tests.policy.plans import PLAN

words = st.text(alphabet="abcdefgh NOyes", min_size=1, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | words
    | st.floats(allow_nan=False, allow_infinity=False, width=32),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(words, values, min_size=1, max_size=5))
def test_reads_back_what_was_written(tree: dict[str, object]) -> None:
    # PyYAML quotes every text that YAML 1.1 takes for something else, so both must agree.
    read, origin = parse(yaml.safe_dump(tree, width=10_000), "f")
    assert read == tree
    assert origin.lines[()] == 1


def test_lines() -> None:
    _, origin = parse("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n", "f")
    assert origin.lines[("b",)] == 2
    assert origin.lines[("b", 1)] == 4
    assert origin.lines[("b", 1, "d")] == 5
    assert origin.place(("b", 1, "d", "deeper")) == "f:5"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("2023-03-01", "2023-03-01"),
        ("12:30", "12:30"),
        ("1e-3", 0.001),
        (".5", 0.5),
        ("0.5.1", "0.5.1"),
        ("true", True),
        ("~", None),
        ("'1'", "1"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars(text: str, value: object) -> None:
    assert parse(f"a: {text}\n", "f")[0] == {"a": value}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "f: the file is empty"),
        ("# only a remark\n", "f: the file is empty"),
        ("a: 1\na: 2\n", "f:2: the key 'a' is given twice .first on line 1."),
        ("a: &x 1\nb: *x\n", "f:1: the anchor &x is not allowed"),
        ("b: *x\n", "f:1: the alias .x is not allowed"),
        ("a: !!python/object/apply:os.system [x]\n", "f:1: the tag .* is not allowed"),
        ("a: !!binary aGk=\n", "f:1: the tag .* is not allowed"),
        ("a: 1\n---\nb: 2\n", "f:2: a second document"),
        ("? [a]\n: b\n", "f:1: a key must be a word"),
        ("? {a: 1}\n: b\n", "f:1: a key must be a word"),
        ("a: [1, 2\nb: 3\n", "f:2: not valid YAML"),
        ("a:\n\t- b\n", "f:2: not valid YAML"),
        ("a: \x00\n", "f:1: the character U.0000"),
        ("[" * (DEEPEST + 1), f"f:1: nested more than {DEEPEST} levels"),
        ("a: b: c\n", "f:1: not valid YAML"),
    ],
)
def test_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse(text, "f")
    assert "\n" not in str(caught.value)


def test_billion_laughs() -> None:
    lines = ["a0: &a0 lol"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    with pytest.raises(UsageError, match="anchor"):
        Scenario.from_yaml("\n".join(lines) + "\n")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "&a ["])
def test_deep_nesting_is_refused_at_once(opening: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UsageError):
        parse(opening * 50_000 + "\n", "f")
    # A recursive reader would have ended in RecursionError long before; this one must not dwell.
    assert time.perf_counter() - start < 20
    assert sys.getrecursionlimit() > 50


def test_a_file_of_100_mb_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as stream:
        stream.truncate(100_000_000)
    start = time.perf_counter()
    with pytest.raises(UsageError, match="larger than 256 KiB"):
        Scenario.from_yaml(big)
    assert time.perf_counter() - start < 1


def test_the_largest_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"#" * LARGEST)
    assert len(read_bytes(file)) == LARGEST


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes("name: x\ndescription: Türkei\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"f\.yaml:2: not UTF-8 \(byte 0xfc\)"):
        Scenario.from_yaml(file)


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + PLAN.encode())
    assert Scenario.from_yaml(file).name == "China arms Russia"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*nowhere.yaml: No such file"):
        Scenario.from_yaml(tmp_path / "nowhere.yaml")
    with pytest.raises(UsageError, match="is a folder"):
        Scenario.from_yaml(tmp_path)
