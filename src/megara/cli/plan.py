"""What commands on a plan are given: the plan, with elasticities of their own, and draws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from megara.policy.scenario import Scenario

LEAST_DRAWS = 20
"""With fewer, no draw lies beyond the 5th and the 95th percentile."""


def read_plan(file: Path, elasticities: str | None) -> Scenario:
    """Return the plan of a file; elasticities from the command line replace its own."""
    from megara.policy.scenario import Scenario

    plan = Scenario.from_yaml(file)
    if elasticities is None:
        return plan
    return Scenario.from_dict({**plan.to_dict(), "elasticities": _number_or_name(elasticities)})


def check_draws(draws: int) -> None:
    """Refuse a number of draws from which no range from the 5th to the 95th percentile follows.

    Raises
    ------
    UsageError
        If there are some, but fewer than ``LEAST_DRAWS``.
    """
    from megara.errors import UsageError

    if 0 < draws < LEAST_DRAWS:
        raise UsageError(
            f"a range from the 5th to the 95th percentile takes at least {LEAST_DRAWS} draws, "
            f"not {draws}; 0 for none"
        )


def _number_or_name(text: str) -> str | float:
    """Return the number that an option's text is, or the text."""
    try:
        return float(text)
    except ValueError:
        return text
