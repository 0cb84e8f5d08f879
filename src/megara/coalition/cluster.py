"""Solving the blocks of a job on a Dask cluster, here or elsewhere.

Every worker prepares a rung once and then solves whatever blocks the scheduler gives it. Blocks
stand alone, so a worker that is lost costs the blocks it was at: they go to another.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from threadpoolctl import threadpool_limits

from megara.coalition.job import Job
from megara.coalition.lattice import Floats
from megara.coalition.rung import RungSolver
from megara.coalition.workers import Keep
from megara.errors import MegaraError, UsageError

_TRIES = 5
"""Times that the blocks of lost workers are handed out again before the run gives up."""

_solvers: dict[tuple[str, int], RungSolver] = {}
_preparing = threading.Lock()


def solve_block(job: Job, rung: int, number: int) -> Floats:
    """Solve one block; runs on a worker, which keeps the last rung prepared."""
    with threadpool_limits(limits=1):
        with _preparing:
            key = (job.digest, rung)
            if key not in _solvers:
                solver = job.solver(rung)
                _solvers.clear()
                _solvers[key] = solver
            solver = _solvers[key]
        return job.solve(solver, number)


def solve_on_cluster(
    job: Job,
    wanted: Sequence[tuple[int, int]],
    keep: Keep,
    *,
    address: str | None = None,
    workers: int | None = None,
) -> None:
    """Solve some blocks on a Dask cluster.

    Parameters
    ----------
    address
        Of a running scheduler, as in ``tcp://10.0.0.1:8786``.
    workers
        Without an address: processes of a cluster that is started here and ends with the run.

    Raises
    ------
    UsageError
        If Dask is not installed, or no scheduler answers at the address.
    MegaraError
        If a coalition has no equilibrium, or the workers keep getting lost.
    """
    if find_spec("distributed") is None:
        raise UsageError("a cluster needs the extra 'cluster': pip install 'megara[cluster]'")
    import dask

    distributed: Any = import_module("distributed")
    quiet = {"distributed.admin.system-monitor.gil.enabled": False}
    with dask.config.set(quiet):
        if address is None:
            with (
                distributed.LocalCluster(
                    n_workers=workers or 1,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                ) as local,
                distributed.Client(local) as client,
            ):
                _solve(client, job, wanted, keep)
            return
        try:
            client = distributed.Client(address, timeout="10s", set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(
                f"no Dask scheduler answers at {address!r} ({type(error).__name__}); "
                "start one with 'dask scheduler' and give its address"
            ) from None
        with client:
            _solve(client, job, wanted, keep)


def _solve(client: Any, job: Job, wanted: Sequence[tuple[int, int]], keep: Keep) -> None:
    as_completed: Any = import_module("distributed").as_completed
    left = list(wanted)
    for _ in range(_TRIES):
        try:
            client.wait_for_workers(1, timeout=60)
        except TimeoutError:
            raise MegaraError(
                "the Dask cluster has no workers; start some with 'dask worker ADDRESS'"
            ) from None
        # Every worker gets its own copy of the world, so that losing one loses no data.
        shared = client.scatter(job, broadcast=True, hash=False)
        futures = {
            client.submit(solve_block, shared, rung, number, pure=False): (rung, number)
            for rung, number in left
        }
        lost: list[tuple[int, int]] = []
        for future in as_completed(futures):
            block = futures[future]
            if future.status == "finished":
                keep(*block, future.result())
            elif isinstance(error := _reason(future), MegaraError):
                client.cancel(list(futures))
                raise error
            elif isinstance(error, ImportError):
                raise MegaraError(f"a worker cannot load megara ({error}); install it there too")
            else:
                lost.append(block)
            future.release()
        if not lost:
            return
        left = sorted(lost)
    raise MegaraError(
        f"{len(left)} blocks could not be solved: the workers were lost {_TRIES} times in a row; "
        "what was solved is kept, start again to go on"
    )


def _reason(future: Any) -> BaseException | None:
    """Return why a future failed; None where it was cancelled or lost."""
    if future.status != "error":
        return None
    error: BaseException | None = future.exception()
    return error
