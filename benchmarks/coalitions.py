"""How long all coalitions of a rung take, beside solving coalitions one by one from the baseline.

    python benchmarks/coalitions.py [--rungs 4] [--tolerance 1e-8] [--scenario FILE]

Prints a row for each rung: seconds for all 2^n coalitions, preparation included; coalitions a
second; the same rate for a sample solved with ``megara.solve`` from the baseline, on the same cores
in the same run; how many times faster; evaluations of the equations on average; largest residual.
At the end, the largest memory used.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import numpy as np

from megara.coalition.run import prepare
from megara.coalition.workers import solve_here
from megara.equilibrium.economy import economy
from megara.equilibrium.linear import inverse
from megara.equilibrium.solve import solve_chunks
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from megara.world.catalogue import load_world

EXAMPLE = Path(__file__).parents[1] / "examples" / "china-2023.yaml"


def plain_rate(job, rung, masks):
    """Coalitions a second, each from the baseline, without what coalitions have in common."""
    plan = Plan(job.scenario, job.world)
    core = [p.name for p in job.scenario.core]
    names = [p.name for p in job.scenario.prospective]
    prepared = economy(job.world)
    inverse(prepared)
    start = time.perf_counter()
    shocks = [
        plan.shocks([*core, *(n for i, n in enumerate(names) if mask >> i & 1)])[rung]
        for mask in masks
    ]
    solve_chunks(prepared, shocks, lambda first, batch: None, tolerance=job.tolerance)
    return len(masks) / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rungs", type=int, default=4)
    parser.add_argument("--tolerance", type=float, default=1e-8)
    parser.add_argument("--scenario", type=Path, default=EXAMPLE)
    parser.add_argument("--sample", type=int, default=512)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    scenario = Scenario.from_yaml(options.scenario)
    world = load_world(scenario.world or "icio-2022")
    print(
        f"{'rung':24}{'all':>9}{'a second':>10}{'plain':>8}{'times':>7}{'evals':>7}{'residual':>10}"
    )
    for rung in scenario.rungs[: options.rungs]:
        job = prepare(
            world, scenario, rungs=[rung], tolerance=options.tolerance, device=options.device
        )
        rows: list[np.ndarray] = []

        def take(r: int, n: int, block: np.ndarray, into: list[np.ndarray] = rows) -> None:
            into.append(block[:, :2])

        start = time.perf_counter()
        solve_here(job, job.blocks, take)
        seconds = time.perf_counter() - start
        found = np.concatenate(rows)
        masks = np.random.default_rng(0).choice(job.masks, options.sample)
        plain = plain_rate(job, job.rungs[0], masks)
        rate = len(job.masks) / seconds
        print(
            f"{rung:24}{seconds:7.1f} s{rate:10.0f}{plain:8.0f}{rate / plain:7.1f}"
            f"{found[:, 1].mean():7.1f}{found[:, 0].max():10.1e}",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"largest memory: {peak:.2f} GiB; {len(job.masks):,} coalitions a rung")


if __name__ == "__main__":
    main()
