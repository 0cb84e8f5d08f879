"""Fixtures of the tests of the brief."""

import pytest

from megara.policy.run import Run
from tests.brief.runs import solved


@pytest.fixture(scope="session")
def small_run() -> Run:
    """The plan of ``runs``, solved once."""
    return solved()
