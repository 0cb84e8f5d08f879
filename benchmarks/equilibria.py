"""How many equilibria a second: random coalitions of 16 senders close two sectors to China.

    python benchmarks/equilibria.py [--scenarios 1024]

Prints equilibria a second in a batch and alone, the largest residual, resident memory, and the
share of this machine's own rate of matrix products in double precision. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import resource
import time

import numpy as np

import megara as mg
from megara.equilibrium.economy import economy
from megara.equilibrium.linear import inverse
from megara.equilibrium.solve import Batch, solve_chunks

SENDERS, SECTORS = 16, ("C26", "C28")
TOLERANCE = 1e-8


def dgemm_rate(size: int = 2000, repeats: int = 3) -> float:
    """Return floating-point operations a second of a large matrix product, all cores."""
    a = np.random.default_rng(0).random((size, size))
    b = a.copy()
    a @ b
    start = time.perf_counter()
    for _ in range(repeats):
        a @ b
    return 2 * size**3 * repeats / (time.perf_counter() - start)


def coalitions(world: mg.World, number: int) -> list[mg.Shock]:
    """Return shocks of random coalitions, the same every time."""
    random = np.random.default_rng(2023)
    china = world.countries.index("CHN")
    others = [n for n in range(len(world.countries)) if n != china]
    sectors = [world.sectors.index(s) for s in SECTORS]
    shocks = []
    for _ in range(number):
        senders = random.choice(others, SENDERS, replace=False)
        flow = np.array([(i, china, j) for i in senders for j in sectors])
        shocks.append(mg.Shock(flow, np.zeros(len(flow)), np.full(len(flow), np.nan)))
    return shocks


def products_per_evaluation(J: int, N: int) -> tuple[float, float]:
    """Return operations of one evaluation and of one step, for one scenario."""
    evaluation = 2.0 * (2 * J * N * N + 2 * N * J * J)
    step = 2.0 * (2 * N * J * J + 4 * J * N * N)
    return evaluation, step


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", type=int, default=1024)
    number = parser.parse_args().scenarios
    world = mg.load_world("icio-2022")
    shocks = coalitions(world, number)
    start = time.perf_counter()
    prepared = economy(world)
    inverse(prepared)
    preparing = time.perf_counter() - start

    residual, iterations = [], []

    def take(_: int, batch: Batch) -> None:
        residual.append(batch.residual)
        iterations.append(batch.iterations)

    solve_chunks(prepared, shocks[:64], take, tolerance=TOLERANCE)
    residual.clear()
    iterations.clear()
    before = dgemm_rate()
    start = time.perf_counter()
    solve_chunks(prepared, shocks, take, tolerance=TOLERANCE)
    batch_time = time.perf_counter() - start
    rate = (before + dgemm_rate()) / 2

    alone = []
    for shock in shocks[:20]:
        start = time.perf_counter()
        mg.solve(world, [shock], tolerance=TOLERANCE)
        alone.append(time.perf_counter() - start)

    evaluation, step = products_per_evaluation(*prepared.shape)
    count = np.concatenate(iterations)
    work = float((count * evaluation + (count - 1) * step).sum())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"world                      {world.name}, {len(world.countries)} x {len(world.sectors)}")
    print(f"cores                      {os.cpu_count()}")
    print(f"prepared once in           {preparing:.2f} s")
    print(f"equilibria                 {number}, {SENDERS} senders close {' and '.join(SECTORS)}")
    print(f"a second, in a batch       {number / batch_time:.0f}")
    print(f"one alone (median)         {1e3 * float(np.median(alone)):.1f} ms")
    print(f"largest residual           {np.concatenate(residual).max():.1e}")
    print(f"evaluations (mean)         {count.mean():.1f}")
    print(f"resident memory            {memory:.0f} MB")
    print(f"dgemm of this machine      {rate / 1e9:.0f} GFlop/s in double precision")
    print(f"share of it in the batch   {100 * work / batch_time / rate:.0f} %")


if __name__ == "__main__":
    main()
