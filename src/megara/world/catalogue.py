"""The catalogue: worlds that come with megara, and worlds in a user's own files."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from megara.errors import UsageError

if TYPE_CHECKING:
    from megara.world.world import World

DEFAULT = "icio-2022"

_WORLDS = {
    "icio-2022": "OECD ICIO 2022, 80 economies x 50 industries; final demand by destination "
    "completed (the default)",
    "wiod-2011": "WIOD 2011, 40 countries and the rest of the world x 35 industries; complete",
}


def list_worlds() -> dict[str, str]:
    """Return the worlds that come with megara: what each is, by name."""
    return dict(_WORLDS)


def load_world(
    name_or_path: str | Path = DEFAULT, *, elasticities: str | float | Path | None = None
) -> World:
    """Load a world.

    Parameters
    ----------
    name_or_path
        A name of ``list_worlds()``, or the path of a world saved as netCDF (``.nc``).
    elasticities
        A set of ``elasticity_sets()``, a number for every sector, or a CSV file with the columns
        ``sector`` and ``theta``. None: the default set, or what the file carries.

    Raises
    ------
    UsageError
        If the world or the elasticities are unknown (the message names the nearest known world),
        or the file is not a world.
    """
    name = str(name_or_path)
    if name in _WORLDS:
        from megara.world.package import load

        with resources.as_file(_data(f"{name}.npz")) as path:
            return load(path, elasticities)
    path = Path(name)
    if path.suffix.lower() != ".nc" and not path.is_file():
        raise UsageError(f"no world {name!r}{_nearest(name)}; known: {', '.join(_WORLDS)}")
    from megara.world.world import World

    world = World.from_netcdf(path)
    if elasticities is None:
        return world
    from megara.world.elasticities import with_elasticities

    return with_elasticities(world, elasticities)


def backtest() -> dict[str, Any]:
    """Return the stored back-test of the completion behind icio-2022 (docs/completion.md)."""
    result: dict[str, Any] = json.loads(_data("backtest_completion.json").read_text("utf-8"))
    return result


def _data(file: str) -> Any:
    return resources.files("megara.world").joinpath("data", file)


def _nearest(name: str) -> str:
    from rapidfuzz import process

    found = process.extractOne(name.lower(), list(_WORLDS), score_cutoff=50)
    return f"; did you mean {found[0]!r}?" if found else ""
