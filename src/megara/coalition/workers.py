"""Solving the blocks of a job on the cores of this machine."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from threadpoolctl import threadpool_limits

from megara.coalition.job import Job
from megara.coalition.lattice import Floats

CARD_THREADS = 6
"""Threads that keep a graphics card busy (``benchmarks/coalitions.py --device cuda``)."""

Keep = Callable[[int, int, Floats], None]


def solve_here(job: Job, wanted: Sequence[tuple[int, int]], keep: Keep) -> None:
    """Solve some blocks in threads, a rung at a time.

    Parameters
    ----------
    wanted
        Blocks as (rung, number), those of a rung side by side.
    keep
        Called with rung, number and rows of each solved block, never by two threads at once.

    Raises
    ------
    MegaraError
        If a coalition has no equilibrium within tolerance.
    """
    cores = os.cpu_count() or 1
    # On the CPU every core takes a block of its own. A graphics card works on one at a time, while
    # other threads ready the next and pack up the last, which takes longer than the card.
    threads = min(cores, CARD_THREADS) if job.device == "cuda" else cores
    with threadpool_limits(limits=1), ThreadPoolExecutor(threads) as pool:
        for rung, blocks in itertools.groupby(wanted, key=lambda block: block[0]):
            solver = job.solver(rung)
            waiting = [number for _, number in blocks]
            running: dict[Future[Floats], int] = {}
            try:
                while waiting or running:
                    while waiting and len(running) < 2 * threads:
                        number = waiting.pop(0)
                        running[pool.submit(job.solve, solver, number)] = number
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        keep(rung, running.pop(future), future.result())
            finally:
                for future in running:
                    future.cancel()
