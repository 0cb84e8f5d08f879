"""Reading the plan that a command is given, with the elasticities of its option, if any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from megara.policy.scenario import Scenario


def read_plan(file: Path, elasticities: str | None) -> Scenario:
    """Return the plan of a file; elasticities from the command line replace its own."""
    from megara.policy.scenario import Scenario

    plan = Scenario.from_yaml(file)
    if elasticities is None:
        return plan
    return Scenario.from_dict({**plan.to_dict(), "elasticities": _number_or_name(elasticities)})


def _number_or_name(text: str) -> str | float:
    """Return the number that an option's text is, or the text."""
    try:
        return float(text)
    except ValueError:
        return text
