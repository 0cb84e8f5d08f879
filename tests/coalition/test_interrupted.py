"""A run that is killed goes on where it stopped, and ends with the bytes of an undisturbed one."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from megara.coalition import workers
from megara.coalition.run import coalition, prepare, to_do
from megara.coalition.store import FOLDER, Store
from megara.policy.scenario import Scenario
from tests.coalition.plans import many_plan, many_world

COUNT = 12
FILES = ("coalitions.parquet", "coalition.json")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "plan.yaml").write_text(many_plan(COUNT), encoding="utf-8")
    many_world().to_netcdf(folder / "world.nc")
    return folder


@pytest.fixture(scope="module")
def undisturbed(inputs):
    out = inputs / "undisturbed"
    done = subprocess.run(command(inputs, out), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return {name: (out / name).read_bytes() for name in FILES}


def command(inputs, out):
    return [
        sys.executable, "-m", "megara", "coalition", str(inputs / "plan.yaml"),
        "--world", str(inputs / "world.nc"), "--out", str(out), "--no-brief",
    ]  # fmt: skip


def solved(out):
    return sorted(p.name for p in (out / FOLDER).glob("[0-9]*.npy"))


@pytest.mark.slow
def test_killed_and_started_again(inputs, undisturbed, tmp_path):
    out = tmp_path / "out"
    kept: list[list[str]] = []
    for wanted in (2, 20):  # killed twice: on the first rung, then on the second
        process = subprocess.Popen(
            command(inputs, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            end = time.monotonic() + 120
            while len(solved(out)) < wanted and process.poll() is None:
                assert time.monotonic() < end, "no block was solved"
                time.sleep(0.002)
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert process.returncode == -signal.SIGKILL, "it was done before it could be killed"
        kept.append(solved(out))
        assert wanted <= len(kept[-1]) < 32
    assert set(kept[0]) <= set(kept[1])
    stamps = {name: (out / FOLDER / name).stat().st_mtime_ns for name in kept[1]}
    time.sleep(0.02)
    process = subprocess.Popen(command(inputs, out), stdout=subprocess.PIPE, text=True)
    seen = {}
    while process.poll() is None:
        for name in stamps:
            try:
                seen[name] = (out / FOLDER / name).stat().st_mtime_ns
            except FileNotFoundError:
                break
        time.sleep(0.002)
    assert process.returncode == 0
    assert seen == stamps, "blocks that were there were solved again"
    for name in FILES:
        assert (out / name).read_bytes() == undisturbed[name]
    assert {p.name for p in out.iterdir()} == set(FILES)


def job(**options):
    return prepare(many_world(), Scenario.from_yaml(many_plan(9)), rungs=["chips"], **options)


def test_blocks_that_are_there_are_not_solved_again(tmp_path, monkeypatch):
    first = job()
    store = Store(first, tmp_path)
    solver = first.solver(0)
    store.keep(0, 1, first.solve(solver, 1))
    assert to_do(job(), tmp_path) == 256
    wanted = []
    monkeypatch.setattr(
        "megara.coalition.run.solve_here",
        lambda j, blocks, keep: (wanted.extend(blocks), workers.solve_here(j, blocks, keep)),
    )
    counted = []
    found = coalition(
        many_world(), first.scenario, rungs=["chips"], out=tmp_path, progress=counted.append
    )
    assert wanted == [(0, 0)]
    assert sum(counted) == 256
    whole = coalition(many_world(), first.scenario, rungs=["chips"])
    np.testing.assert_array_equal(found.rung().real_income, whole.rung().real_income)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda p: p.write_bytes(p.read_bytes()[:1000]),
        lambda p: p.write_bytes(b""),
        lambda p: np.save(p, np.zeros((3, 3))),
        lambda p: np.save(p, np.array([{"a": 1}], dtype=object)),
        lambda p: p.write_bytes(b"\x93NUMPY garbage"),
    ],
)
def test_a_spoilt_block_is_solved_again(tmp_path, spoil):
    first = job()
    store = Store(first, tmp_path)
    solver = first.solver(0)
    for number in (0, 1):
        store.keep(0, number, first.solve(solver, number))
    assert store.missing() == []
    spoil(tmp_path / FOLDER / "00-000001.npy")
    assert store.missing() == [(0, 1)]


def test_blocks_of_other_inputs_are_thrown_away(tmp_path):
    first = job()
    store = Store(first, tmp_path)
    store.keep(0, 0, first.solve(first.solver(0), 0))
    assert to_do(job(), tmp_path) == 256
    other = job(tolerance=1e-9)
    assert to_do(other, tmp_path) == 512
    assert to_do(job(), tmp_path) == 256, "looking harms nothing"
    Store(other, tmp_path).keep(0, 1, other.solve(other.solver(0), 1))
    assert to_do(other, tmp_path) == 256
    assert to_do(job(), tmp_path) == 512, "they are gone"
    (tmp_path / FOLDER / "job.json").write_text("not JSON")
    assert to_do(other, tmp_path) == 512


def test_what_a_kill_while_writing_left_is_swept_up(tmp_path):
    for name in FILES:
        (tmp_path / f".{name}.abc").write_bytes(b"half")
    (tmp_path / "notes.txt").write_text("mine")
    coalition(many_world(), Scenario.from_yaml(many_plan(2)), rungs=["chips"], out=tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {*FILES, "notes.txt"}
