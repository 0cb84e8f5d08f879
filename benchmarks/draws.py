"""How long bands and derivatives take: the plan of the example on the world of 2022.

    python benchmarks/draws.py [--draws 1000] [--workers 2]

Prints the time of so many draws of all rungs, with the plain rate of the solver measured in the
same run (without draws, so that a busy machine shows), the largest residual, the time of the
derivatives of each rung, and resident memory. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

import megara as mg
from megara.equilibrium.economy import economy
from megara.equilibrium.linear import inverse
from megara.equilibrium.solve import solve_chunks
from megara.policy.bands import solve_draws
from megara.policy.derivatives import derivatives
from megara.policy.draws import draw
from megara.policy.shocks import Plan

PLAN = Path(__file__).parents[1] / "examples" / "china-2023.yaml"


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=None)
    options = parser.parse_args()

    result = mg.run(mg.load_world(), mg.Scenario.from_yaml(PLAN))
    plan, world = Plan(result.scenario, result.world), result.world
    rungs = len(result.rungs)

    shocks = plan.shocks()[:4] * 64
    prepared = economy(world)
    inverse(prepared)
    start = time.perf_counter()
    solve_chunks(
        prepared, shocks, lambda first, batch: None, tolerance=1e-8, threads=options.workers
    )
    plain = len(shocks) / (time.perf_counter() - start)

    start = time.perf_counter()
    drawn = draw(result.scenario, world, options.draws)
    found = solve_draws(
        world,
        plan,
        drawn,
        [r.equilibrium for r in result.rungs],
        result.targets,
        result.senders,
        workers=options.workers,
    )
    taken = time.perf_counter() - start
    rate = options.draws * rungs / taken

    print(f"cores {os.cpu_count()}, workers {options.workers or os.cpu_count()}")
    print(f"{options.draws} draws of {rungs} rungs: {taken:.1f} s, {rate:.0f} equilibria a second")
    print(f"plain solver in the same run (rungs 1 to 4, no draws): {plain:.0f} a second")
    print(f"largest residual of any draw: {max(r.residual for r in found):.1e}")
    for number, rung in enumerate(result.rungs):
        start = time.perf_counter()
        own = derivatives(plan, number, rung.equilibrium, result.targets, result.senders)
        taken = time.perf_counter() - start
        count = len(own.depth) + len(world.sectors)
        print(
            f"derivatives of rung {number + 1} to {count} depths and thetas: {taken:.2f} s, "
            f"residual {own.residual:.1e}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"largest resident memory: {peak:.2f} GB")


if __name__ == "__main__":
    main()
