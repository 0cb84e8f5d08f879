"""The same bytes from a Dask cluster, also when a worker is killed at work."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from megara.coalition.run import carry_out, coalition, prepare
from megara.coalition.store import FOLDER
from megara.errors import UsageError
from megara.policy.scenario import Scenario
from tests.coalition.plans import many_plan, many_world, plan, world

distributed = pytest.importorskip("distributed", reason="needs the extra 'cluster'")
FILES = ("coalitions.parquet", "coalition.json")


def start(*arguments):
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.fixture
def scheduler(tmp_path):
    """A scheduler and two workers, each a process of its own."""
    host = ["--host", "127.0.0.1"]
    head = start("dask_scheduler", *host, "--port", "0", "--no-dashboard", "--no-show")
    address = ""
    for line in head.stderr:
        found = re.search(r"tcp://127\.0\.0\.1:\d+", line)
        if found:
            address = found[0]
            break
    assert address
    workers = [
        start("dask_worker", address, *host, "--no-nanny", "--nthreads", "1", "--no-dashboard",
              "--local-directory", str(tmp_path / f"worker{n}"), "--name", f"w{n}")
        for n in range(2)
    ]  # fmt: skip
    yield address, workers
    for process in [*workers, head]:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.mark.slow
def test_a_worker_killed_midway_loses_nothing(scheduler, tmp_path):
    address, workers = scheduler
    job = prepare(many_world(), Scenario.from_yaml(many_plan(12)))
    out, done = tmp_path / "out", []

    def progress(number):
        done.append(number)
        if len(done) == 3:
            os.kill(workers[0].pid, signal.SIGKILL)
            workers[0].wait()

    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    found = carry_out(job, out=out, cluster=address, progress=progress)
    assert workers[0].returncode == -signal.SIGKILL
    assert workers[1].poll() is None
    assert sum(done) == 2 * 4096
    here = tmp_path / "here"
    coalition(many_world(), job.scenario, out=here)
    for name in FILES:
        assert (out / name).read_bytes() == (here / name).read_bytes()
    assert found.rung().complete
    assert not (out / FOLDER).exists()


@pytest.mark.slow
def test_workers_start_a_cluster_here(tmp_path):
    coalition(world(), plan(), out=tmp_path / "two", workers=2)
    coalition(world(), plan(), out=tmp_path / "threads")
    for name in FILES:
        assert (tmp_path / "two" / name).read_bytes() == (tmp_path / "threads" / name).read_bytes()


def test_no_scheduler_is_a_usage_error():
    begun = time.monotonic()
    with pytest.raises(UsageError, match="no Dask scheduler answers at"):
        coalition(world(), plan(), cluster="tcp://127.0.0.1:9")
    assert time.monotonic() - begun < 60
