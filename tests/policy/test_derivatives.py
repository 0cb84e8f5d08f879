"""Elasticities of harm and cost against central differences of exactly solved plans."""

import numpy as np
import pytest

from megara.equilibrium.solve import solve
from megara.policy.derivatives import derivatives
from megara.policy.run import run
from megara.policy.shocks import Plan
from megara.policy.slopes import slopes
from tests.plans import small_plan, small_world

LADDER = [
    {
        "name": "first",
        "measures": [
            {"kind": "export_control", "sectors": ["C26"], "coverage": 0.4, "cut": 0.7},
            {"kind": "tariff", "sectors": ["C28"], "rate": 0.3, "coverage": 0.8},
        ],
    },
    {
        "name": "second",
        "measures": [
            {"kind": "cost", "sectors": ["J62_63", "C26"], "rate": 0.2, "coverage": 0.6},
            {"kind": "embargo", "sectors": ["C28"], "coverage": 0.5, "cut": 0.9},
        ],
    },
]


@pytest.fixture(scope="module", params=["none", "mirror"])
def solved(request):
    scenario = small_plan(ladder=LADDER, retaliation=request.param)
    return run(small_world(4, tariffs=True), scenario, tolerance=1e-13)


def losses(result, plan, rung, depth, theta=None):
    theta = result.world.array("theta") if theta is None else theta
    shock = plan.shock(rung, None, depth, theta)
    (found,) = solve(result.world, [shock], tolerance=1e-13, theta=theta[:, None])
    lost = -(found.real_income - 1) * result.world.income / 1e3
    places = result.world.countries.index
    return np.array(
        [sum(lost[places(c)] for c in group) for group in (result.targets, result.senders)]
    )


def slope(function, x, h):
    near, far = function(x + h) - function(x - h), function(x + 2 * h) - function(x - 2 * h)
    return (8 * near - far) / (12 * h)


@pytest.mark.parametrize("rung", [0, 1])
def test_every_depth_and_every_theta(solved, rung):
    plan = Plan(solved.scenario, solved.world)
    found = derivatives(plan, rung, solved.rungs[rung].equilibrium, solved.targets, solved.senders)
    assert found.value == pytest.approx(
        (solved.rungs[rung].harm_usd_bn, solved.rungs[rung].cost_usd_bn)
    )
    assert len(found.depth) == (4 if rung == 0 else 8)
    size = np.abs(found.value).max()
    for key, (value, *own) in found.depth.items():
        h = 1e-4
        if key[2] != "rate" and value + 2 * h > 1:  # at the edge: one-sided
            at = [losses(solved, plan, rung, {key: value - k * h}) for k in range(4)]
            expected = (11 * at[0] - 18 * at[1] + 9 * at[2] - 2 * at[3]) / (6 * h)
        else:
            expected = slope(lambda x, k=key: losses(solved, plan, rung, {k: x}), value, h)
        np.testing.assert_allclose(own, expected, rtol=1e-5, atol=1e-6 * size)
    theta = solved.world.array("theta")
    for j in range(len(theta)):

        def with_theta(x, j=j):
            changed = theta.copy()
            changed[j] = x
            return losses(solved, plan, rung, "mode", changed)

        expected = slope(with_theta, theta[j], 1e-4 * theta[j])
        np.testing.assert_allclose(found.theta[j], expected, rtol=1e-5, atol=1e-7 * size)


def test_the_table_is_in_percent_for_percent_and_in_order(solved):
    plan = Plan(solved.scenario, solved.world)
    found = derivatives(plan, 1, solved.rungs[1].equilibrium, solved.targets, solved.senders)
    frame = found.to_frame()
    assert len(frame) == 8 + 3
    size = frame.harm_elasticity.abs() + frame.cost_elasticity.abs()
    assert size.is_monotonic_decreasing
    row = frame[frame.assumption.str.contains("C26 ")].iloc[0]
    assert row.harm_elasticity == pytest.approx(row.value * row.harm / found.value[0])


def test_slopes_hold_where_a_flow_is_closed():
    closed = small_plan(
        ladder=[
            {
                "name": "all",
                "measures": [
                    {"kind": "embargo", "sectors": ["C26"]},
                    {"kind": "export_control", "sectors": ["C26"], "coverage": 0.5, "cut": 0.4},
                ],
            }
        ]
    )
    plan = Plan(closed, small_world())
    found = slopes(plan, 0)
    h = 1e-6
    less = plan.arrays(depth={(0, 0, "cut"): 1 - h})[0][0]
    np.testing.assert_allclose(found.openness[0, 0, "cut"], -less / h, rtol=1e-8)
    assert (found.openness[0, 1, "cut"] == 0).all()  # what is closed cannot be closed further


@pytest.mark.slow
def test_on_the_world_of_2022(root):
    import megara as mg

    result = mg.run(
        mg.load_world(),
        mg.Scenario.from_yaml(root / "examples" / "china-2023.yaml"),
        tolerance=1e-12,
    )
    plan, last = Plan(result.scenario, result.world), len(result.rungs) - 1
    found = derivatives(plan, last, result.rungs[last].equilibrium, result.targets, result.senders)
    theta = result.world.array("theta")
    for sector in ("C26", "C20", "G"):
        j = result.world.sectors.index(sector)
        h = 1e-3 * theta[j]
        own = np.repeat(theta[:, None], 4, axis=1)
        own[j] += np.array([h, -h, 2 * h, -2 * h])
        shocks = [plan.shock(last, theta=own[:, b]) for b in range(4)]
        lost = [
            -(e.real_income - 1) * result.world.income / 1e3
            for e in solve(result.world, shocks, theta=own, tolerance=1e-12)
        ]
        places = result.world.countries.index
        sums = np.array(
            [
                [x[[places(c) for c in g]].sum() for g in (result.targets, result.senders)]
                for x in lost
            ]
        )
        expected = (8 * (sums[0] - sums[1]) - (sums[2] - sums[3])) / (12 * h)
        np.testing.assert_allclose(found.theta[j], expected, rtol=1e-5)
