"""A file tried in a process of its own, before it is opened here.

HDF5 is C: on some broken files it loops without end or brings the whole process down, and Python
can neither interrupt the one nor catch the other. So a file from elsewhere is read once by a child
that can be stopped; what is wrong in the usual way is told when the file is opened here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from megara.errors import UsageError

PATIENCE = 20.0
"""Seconds that reading a small file may take; a sound one takes well under one."""
PACE = 5e6
"""Bytes that are surely read in a second: larger files are given the time that they need."""

# -P: the folder that the person happens to stand in is not searched for modules
READ_ALL = """
import sys, h5netcdf
with h5netcdf.File(sys.argv[1], "r") as file:
    dict(file.attrs)
    for variable in file.variables.values():
        variable.dimensions, dict(variable.attrs), variable[...]
"""


def can_be_read(path: Path, patience: float | None = None) -> None:
    """Read all of a netCDF file in a process of its own.

    Parameters
    ----------
    path
        The file.
    patience
        Seconds that it may take; by default ``PATIENCE``, and more for a large file.

    Raises
    ------
    UsageError
        If that does not end, or the process breaks down.
    """
    limit = PATIENCE + path.stat().st_size / PACE if patience is None else patience
    command = [sys.executable, "-P", "-c", READ_ALL, str(path)]
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"{path} cannot be read: HDF5 had not come to an end after {limit:.0f} s, "
            "so the file is most likely damaged; write or download it anew"
        ) from None
    if done.returncode < 0:
        raise UsageError(
            f"{path} cannot be read: HDF5 broke down on it (signal {-done.returncode}), "
            "so the file is damaged; write or download it anew"
        )
