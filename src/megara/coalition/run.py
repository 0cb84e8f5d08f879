"""From a scenario to all its coalitions: solve, keep, read off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from megara.coalition import table
from megara.coalition.coalitions import Coalitions
from megara.coalition.job import Job
from megara.coalition.lattice import MOST, Floats
from megara.coalition.record import record
from megara.coalition.searched import tabled
from megara.coalition.store import Store
from megara.coalition.table import RECORD, TABLE
from megara.coalition.workers import Keep, solve_here
from megara.equilibrium.solve import TOLERANCE, check_tolerance
from megara.errors import UsageError
from megara.policy.baseline import baseline
from megara.policy.scenario import Scenario
from megara.policy.shocks import Depths
from megara.world.world import World


def coalition(
    world: World,
    scenario: Scenario,
    *,
    rungs: Sequence[str] | None = None,
    depth: Depths = "mode",
    out: Path | str | None = None,
    tolerance: float = TOLERANCE,
    device: str = "cpu",
    workers: int | None = None,
    cluster: str | None = None,
    orders: int = 200,
    seed: int = 0,
    draws: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Coalitions:
    """Solve every coalition of a scenario: the core and any of the prospective players.

    With up to 16 prospective players all 2^n coalitions are solved; with more, those along
    ``orders`` random orders of joining, and results carry sampling errors.

    Parameters
    ----------
    world
        The baseline; elasticities and deficits of the scenario are applied to it.
    scenario
        The plan.
    rungs
        Names of the rungs; None for all.
    depth
        ``mode``, ``low`` or ``high`` of every measure, or values by identity.
    out
        Folder for ``coalitions.parquet`` and ``coalition.json``. Solved blocks are kept there
        until both are written, so that a run that was interrupted goes on where it stopped.
        None keeps everything in memory.
    tolerance
        Largest relative violation of an equation that is accepted.
    device
        ``cpu``; ``cuda`` solves on a graphics card with PyTorch or CuPy.
    workers
        Solve on a local Dask cluster of so many processes; None uses threads.
    cluster
        Solve on the Dask cluster at this address.
    orders, seed
        Sampled orders of joining, with more than 16 prospective players; the seed of these and of
        ``draws``.
    draws
        Number of random draws of elasticities, depths and resolves for bands; 0 for none. At most
        16 prospective players, and depths at their mode.
    progress
        Called with the number of coalitions solved since the last call.

    Raises
    ------
    UsageError
        If the scenario does not fit the world, nobody is prospective, a rung is unknown, or the
        device or the cluster is not there.
    MegaraError
        If a coalition has no equilibrium within tolerance, or a file cannot be written.
    """
    job = prepare(
        world,
        scenario,
        rungs=rungs,
        depth=depth,
        tolerance=tolerance,
        device=device,
        orders=orders,
        seed=seed,
    )
    return carry_out(job, out=out, workers=workers, cluster=cluster, draws=draws, progress=progress)


def to_do(job: Job, out: Path | str | None = None, draws: int = 0) -> int:
    """Return how many coalitions are still to be solved, given what lies in a folder.

    Raises
    ------
    UsageError
        If there can be no such draws; see ``megara.coalition.bands``.
    """
    from megara.coalition.bands import check, solved_per_draw

    check(job, draws)
    missing = Store(job, None if out is None else Path(out)).missing()
    left = sum(len(job.block_masks(number)) for _, number in missing)
    return left + (draws * len(job.rungs) * solved_per_draw(job) if draws else 0)


def carry_out(
    job: Job,
    *,
    out: Path | str | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    draws: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Coalitions:
    """Solve what ``prepare`` has laid out; parameters and errors are those of ``coalition``."""
    if workers is not None and cluster is not None:
        raise UsageError("give workers (a cluster here) or a cluster's address, not both")
    if workers is not None and workers < 1:
        raise UsageError(f"workers must be at least 1, not {workers}")
    if draws:
        from megara.coalition.bands import bands, check

        check(job, draws)
    folder = None if out is None else Path(out)
    store = Store(job, folder)

    def keep(rung: int, number: int, rows: Floats) -> None:
        store.keep(rung, number, rows)
        if progress is not None:
            progress(len(rows))

    _solve(job, store.missing(), keep, workers, cluster)
    tables = tuple(tabled(job, rung, store.rung(rung), job.masks) for rung in job.rungs)
    found = Coalitions(job.scenario.name, tables)
    found = Coalitions(job.scenario.name, tables, record(job, found))
    if draws:
        found.record["bands"] = {
            rung.name: bands(job, place, rung, draws, job.seed, progress=progress)
            for place, rung in zip(job.rungs, tables, strict=True)
        }
    if folder is not None:
        write(found, folder)
    store.clear()
    return found


def prepare(
    world: World,
    scenario: Scenario,
    *,
    rungs: Sequence[str] | None = None,
    depth: Depths = "mode",
    tolerance: float = TOLERANCE,
    device: str = "cpu",
    orders: int = 200,
    seed: int = 0,
) -> Job:
    """Check what is asked for and lay out the work.

    Raises
    ------
    UsageError
        As ``coalition``.
    """
    from megara.equilibrium.library import library

    count = len(scenario.prospective)
    if not count:
        raise UsageError(
            f"{scenario.name!r} asks nobody to join: list senders.prospective in the scenario"
        )
    if count > MOST:
        raise UsageError(
            f"the plan asks {count} prospective players; at most {MOST} are counted "
            "(let some join as a bloc)"
        )
    check_tolerance(tolerance)
    if orders < 2:
        raise UsageError(f"orders must be at least 2, not {orders}")
    chosen = scenario.rungs if rungs is None else rungs
    places = tuple(dict.fromkeys(scenario.rung_index(name) for name in chosen))
    library(device)
    return Job(
        baseline(world, scenario),
        scenario.to_dict(),
        tuple(sorted(places)),
        depth,
        tolerance,
        device,
        orders,
        seed,
    )


def write(found: Coalitions, folder: Path) -> None:
    """Write ``coalitions.parquet`` and ``coalition.json``, each whole.

    Raises
    ------
    MegaraError
        If the folder cannot be written to.
    """
    import json

    from megara.files import write_text

    # What a run that was killed while writing has left half done.
    for name in (TABLE, RECORD):
        for stray in folder.glob(f".{name}.*"):
            stray.unlink(missing_ok=True)
    table.write(found.rungs, folder / TABLE)
    text = json.dumps(found.record, indent=1, ensure_ascii=False, allow_nan=False)
    write_text(folder / RECORD, text + "\n")


def _solve(
    job: Job,
    wanted: Sequence[tuple[int, int]],
    keep: Keep,
    workers: int | None,
    cluster: str | None,
) -> None:
    if not wanted:
        return
    if workers is None and cluster is None:
        solve_here(job, wanted, keep)
        return
    from megara.coalition.cluster import solve_on_cluster

    solve_on_cluster(job, wanted, keep, address=cluster, workers=workers)
