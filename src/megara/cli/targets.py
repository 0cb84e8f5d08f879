"""Where a command may write: into no folder's place, over no other output, over no source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from megara.errors import UsageError


def check_targets(
    targets: Mapping[str, Path | None], sources: Sequence[Path], suffixes: Collection[str]
) -> None:
    """Refuse outputs that would overwrite what is read, before anything is written.

    Parameters
    ----------
    targets
        The file that each option names, or None.
    sources
        The files and folders that are read.
    suffixes
        Of a folder, the files right in it with these endings are read.

    Raises
    ------
    UsageError
        If a target is a folder, is a source under whatever name, or is named twice.
    """
    inside = [p for s in sources if s.is_dir() for p in s.iterdir() if p.suffix.lower() in suffixes]
    read = [p for p in (*sources, *inside) if p.is_file()]
    named: dict[Path, str] = {}
    for option, path in targets.items():
        if path is None:
            continue
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it")
        if path.exists() and any(path.samefile(source) for source in read):
            raise UsageError(f"{option} {path} would overwrite what is read; name another file")
        if path.resolve() in named:
            raise UsageError(f"{named[path.resolve()]} and {option} name the same file: {path}")
        named[path.resolve()] = option
