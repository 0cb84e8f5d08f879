"""Where solved blocks wait until all are there, so that an interrupted run goes on.

Each block is one file, written whole or not at all, in a folder beside the result. The folder
belongs to one job; blocks of another (other inputs, other version) are thrown away.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np

from megara.coalition.job import Job
from megara.coalition.lattice import Floats
from megara.errors import MegaraError
from megara.files import replace_when_written, write_text

FOLDER = "coalitions.parts"


class Store:
    """The solved blocks of a job, in a folder or, without one, in memory.

    Parameters
    ----------
    job
        What is being solved.
    out
        Folder of the results; None keeps the blocks in memory.

    Raises
    ------
    MegaraError
        If the folder cannot be written to.
    """

    def __init__(self, job: Job, out: Path | None) -> None:
        self.job = job
        self._folder = None if out is None else out / FOLDER
        self._memory: dict[tuple[int, int], Floats] = {}
        if self._folder is None:
            return
        label = self._folder / "job.json"
        if _digest(label) != job.digest:
            if self._folder.exists():
                shutil.rmtree(self._folder)
            write_text(label, json.dumps({"digest": job.digest}) + "\n")

    def _path(self, rung: int, number: int) -> Path:
        assert self._folder is not None
        return self._folder / f"{rung:02d}-{number:06d}.npy"

    def _read(self, rung: int, number: int) -> Floats | None:
        """Return a block, or None if it is not there or not whole."""
        if self._folder is None:
            return self._memory.get((rung, number))
        try:
            found = np.load(self._path(rung, number), allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        shape = (len(self.job.block_masks(number)), 2 + len(self.job.columns))
        whole = found.shape == shape and found.dtype == np.float64 and np.isfinite(found).all()
        return np.asarray(found) if whole else None

    def missing(self) -> list[tuple[int, int]]:
        """Return the blocks that are still to be solved."""
        return [block for block in self.job.blocks if self._read(*block) is None]

    def keep(self, rung: int, number: int, rows: Floats) -> None:
        """Keep a solved block.

        Raises
        ------
        MegaraError
            If it cannot be written.
        """
        if self._folder is None:
            self._memory[rung, number] = rows
            return
        with (
            replace_when_written(self._path(rung, number)) as path,
            path.open("wb") as file,
        ):
            np.save(file, rows, allow_pickle=False)

    def rung(self, rung: int) -> Floats:
        """Return all rows of a rung, in the order of the masks.

        Raises
        ------
        MegaraError
            If a block is missing.
        """
        parts = []
        for other, number in self.job.blocks:
            if other == rung:
                block = self._read(rung, number)
                if block is None:
                    raise MegaraError(f"block {number} of rung {rung + 1} is missing; start again")
                parts.append(block)
        return np.concatenate(parts)

    def clear(self) -> None:
        """Remove the blocks, once the result is written."""
        self._memory.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _digest(label: Path) -> str | None:
    try:
        found = json.loads(label.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found.get("digest") if isinstance(found, dict) else None
