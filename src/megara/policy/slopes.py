r"""How a rung's shock answers to the depths of its measures and to trade elasticities.

With o_f = prod_m o_fm over the measures m that touch flow f,

``d o_f / d x_m = (d o_fm / d x_m) prod_{l != m} o_fl``

where the product over the others is taken directly, so that it holds when a measure closes a flow
(o_fm = 0). The factors are those of ``shocks.py``:

``o_fm = 1 - c u``:                     d/dc = -u,  d/du = -c
``o_fm = 1 - c + c (1 + r)^(-theta)``:  d/dc = (1 + r)^(-theta) - 1,
                                        d/dr = -c theta (1 + r)^(-theta - 1),
                                        d/dtheta = -c (1 + r)^(-theta) log(1 + r)
``tau' = tau + c r``:                   d/dc = r,  d/dr = c
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from megara.policy.scenario import DepthKey
from megara.policy.shocks import Depths, Plan

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Slopes:
    """Derivatives of a rung's shock on the flows of its plan, each of shape (F,).

    ``openness`` and ``tariff`` by the identity of a depth; ``theta`` of the flow's openness to the
    elasticity of its own sector.
    """

    theta: Floats
    openness: dict[DepthKey, Floats] = field(default_factory=dict)
    tariff: dict[DepthKey, Floats] = field(default_factory=dict)


def slopes(
    plan: Plan,
    rung: int,
    members: Collection[str] | None = None,
    depth: Depths = "mode",
    theta: Floats | None = None,
) -> Slopes:
    """Return how the shock ``plan.shock(rung, members, depth, theta)`` answers to its numbers."""
    part, value = plan.taking_part(members), plan.values(depth)
    elasticity = plan.world.array("theta") if theta is None else theta
    F = len(plan.flow)
    terms = [t for t in plan.terms if t.act.rung <= rung]
    factors, parts = [], []
    for term in terms:
        on = term.active(part)
        where, measure, key = term.flow[on], term.act.measure, term.act.key
        c = value[(*key, "coverage")]
        factor, found = np.ones(F), {}
        if measure.kind == "tariff":
            r = value[(*key, "rate")]
            parts.append((where, {(*key, "coverage"): r, (*key, "rate"): c}, None, True))
        elif measure.kind == "cost":
            r, t = value[(*key, "rate")], elasticity[plan.flow[where, 2]]
            left = (1 + r) ** -t
            factor[where] = 1 - c + c * left
            found = {(*key, "coverage"): left - 1, (*key, "rate"): -c * t * left / (1 + r)}
            parts.append((where, found, -c * left * np.log1p(r), False))
        else:
            u = value[(*key, "cut")]
            factor[where] = 1 - c * u
            parts.append((where, {(*key, "coverage"): -u, (*key, "cut"): -c}, None, False))
        factors.append(factor)

    others = _others(factors, F)
    result = Slopes(np.zeros(F))
    for (where, found, to_theta, taxes), rest in zip(parts, others, strict=True):
        for key_, slope in found.items():
            kind = result.tariff if taxes else result.openness
            total = kind.setdefault(key_, np.zeros(F))
            total[where] += slope if taxes else slope * rest[where]
        if to_theta is not None:
            result.theta[where] += to_theta * rest[where]
    return result


def _others(factors: list[Floats], F: int) -> list[Floats]:
    """Return for each factor the product of all others, without dividing."""
    before = [np.ones(F)]
    for factor in factors[:-1]:
        before.append(before[-1] * factor)
    after = [np.ones(F)]
    for factor in factors[:0:-1]:
        after.append(after[-1] * factor)
    return [b * a for b, a in zip(before, reversed(after), strict=True)] if factors else []
