r"""The assumptions of a plan: what can be varied, from where to where, and by whose word.

* each depth of the plan that has a range: low, mode, high as the plan gives them;
* each sector's trade elasticity: its 5th and 95th percentile (``policy/spread.py``);
* all trade elasticities together, z standard deviations of their logarithms up or down:
  ``theta_j = theta_j exp(z sigma_j)``, z from -1.645 to 1.645.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from megara.errors import UsageError
from megara.policy.draws import Z95
from megara.policy.faults import nearest, shown
from megara.policy.scenario import DepthKey, Scenario
from megara.policy.spread import Spread

Floats = NDArray[np.float64]

LEVEL = "theta"
"""Name of the assumption on all trade elasticities together."""


@dataclass(frozen=True)
class Assumption:
    """A number that can be varied.

    Parameters
    ----------
    name
        Short and unique, to be named on the command line: ``theta``, ``theta:C26``, ``2.1.cut``
        (rung, measure, what; counted from 1; rung 0 is the target's answer).
    label
        The same for a reader.
    low, mode, high
        The range and the value that a run without draws uses.
    source
        Where the range comes from.
    depth, sector
        What it is: a depth's identity, a sector's index, or neither for all elasticities together.
    unit
        Of low, mode and high; empty for shares, rates and elasticities, which have none.
    """

    name: str
    label: str
    low: float
    mode: float
    high: float
    source: str
    depth: DepthKey | None = None
    sector: int | None = None
    unit: str = ""

    @property
    def with_unit(self) -> str:
        """The label, for where values stand beside it."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, eq=False)
class Setting:
    """Values of everything that can be varied: depths by identity (others at their mode), theta."""

    theta: Floats
    depth: Mapping[DepthKey, float] = field(default_factory=dict)


def assumptions(scenario: Scenario, spread: Spread, names: Mapping[str, str]) -> list[Assumption]:
    """Return the assumptions of a scenario that have a range.

    Parameters
    ----------
    spread
        How uncertain the elasticities are.
    names
        Names of sectors by code.
    """
    found = []
    for depth in scenario.depths():
        low, high = depth.estimate.bounds
        if low < high:
            rung, measure, what = depth.key
            text = " ".join((depth.estimate.source or depth.estimate.note).split())
            found.append(
                Assumption(
                    f"{rung + 1}.{measure + 1}.{what}",
                    depth.label,
                    low,
                    depth.estimate.mode,
                    high,
                    text or "the plan, without a note",
                    depth=depth.key,
                )
            )
    if spread.sigma.any():
        found.append(
            Assumption(
                LEVEL,
                "all trade elasticities together",
                -Z95,
                0.0,
                Z95,
                "every sector's spread at once",
                unit="standard deviations",
            )
        )
    for j, code in enumerate(spread.sectors):
        if spread.sigma[j] > 0:
            factor = float(np.exp(Z95 * spread.sigma[j]))
            theta = float(spread.theta[j])
            found.append(
                Assumption(
                    f"{LEVEL}:{code}",
                    f"trade elasticity of {code} ({names.get(code, code)})",
                    theta / factor,
                    theta,
                    theta * factor,
                    spread.source[j],
                    sector=j,
                )
            )
    return found


def setting(spread: Spread, values: Mapping[Assumption, float]) -> Setting:
    """Return the setting in which some assumptions have other values than their mode."""
    theta, depth = spread.theta.copy(), {}
    for assumption, value in values.items():
        if assumption.depth is not None:
            depth[assumption.depth] = value
        elif assumption.sector is not None:
            theta[assumption.sector] = value
    for assumption, value in values.items():
        if assumption.depth is None and assumption.sector is None:
            theta = theta * np.exp(value * spread.sigma)
    return Setting(theta, depth)


def find(known: list[Assumption], name: str) -> Assumption:
    """Return the assumption of a name.

    Raises
    ------
    UsageError
        If there is none; the message names the nearest.
    """
    for assumption in known:
        if assumption.name.casefold() == name.strip().casefold():
            return assumption
    near = nearest(name, [a.name for a in known])
    hint = f"did you mean {near!r}?" if near else "they are " + ", ".join(a.name for a in known)
    raise UsageError(f"no assumption with a range is named {shown(name)}; {hint}")
