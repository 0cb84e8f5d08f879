"""Imports run downwards only."""

import ast
from pathlib import Path

import pytest

FLOOR = {
    "world": 0, "dossier": 0, "precedent": 0, "equilibrium": 1, "policy": 2,
    "coalition": 3, "leakage": 3, "brief": 4, "cli": 5, "web": 5,
}  # fmt: skip
SOURCE = Path(__file__).parents[1] / "src" / "megara"

# The one file that turns a dossier into a draft scenario knows policy.
ALLOWED = {("dossier/draft.py", "policy")}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix()
)
def test_imports_run_downwards(path):
    where = path.relative_to(SOURCE).as_posix()
    own = where.split("/")[0]
    for module in imported(path):
        parts = module.split(".")
        if parts[0] != "megara" or len(parts) < 2 or parts[1] not in FLOOR or own not in FLOOR:
            continue
        below = FLOOR[parts[1]] < FLOOR[own] or parts[1] == own
        assert below or (where, parts[1]) in ALLOWED, f"{where} imports {module}"


def test_every_folder_has_a_floor():
    folders = {p.parent.relative_to(SOURCE).parts[0] for p in SOURCE.glob("*/*.py")}
    assert folders <= set(FLOOR)
