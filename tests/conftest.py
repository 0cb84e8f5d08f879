"""What every test may use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public source data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the public source data in {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT
