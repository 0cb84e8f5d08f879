"""Tornado, grid, switch points and packages against plans solved one by one."""

import itertools
import json

import numpy as np
import pytest

from megara.equilibrium.shock import Shock
from megara.equilibrium.solve import solve
from megara.errors import UsageError
from megara.policy.draws import Z95
from megara.policy.run import run
from megara.policy.sensitivity.advice import NOTHING, Rule
from megara.policy.sensitivity.assumptions import find, setting
from megara.policy.sensitivity.experiment import Experiment, Results
from megara.policy.sensitivity.grid import grid
from megara.policy.sensitivity.package import best_package
from megara.policy.sensitivity.study import study
from megara.policy.sensitivity.switch import switches
from megara.policy.sensitivity.tornado import tornado
from tests.plans import small_plan, small_world


@pytest.fixture(scope="module")
def world():
    return small_world(tariffs=True)


@pytest.fixture(scope="module")
def experiment(world):
    return Experiment(run(world, small_plan()))


def solved_alone(experiment, values, rung):
    """Harm and cost with some assumptions changed, by the ordinary way of running a plan."""
    own = setting(experiment.spread, values)
    world = experiment.run.world.with_theta(own.theta, "changed")
    shock = experiment.plan.shock(rung, None, own.depth, own.theta)
    (found,) = solve(world, [shock])
    lost = -(found.real_income - 1) * world.income / 1e3
    places = world.countries.index
    groups = (experiment.run.targets, experiment.run.senders)
    return [sum(lost[places(c)] for c in group) for group in groups]


def test_assumptions_are_depths_with_a_range_and_elasticities(experiment):
    names = [a.name for a in experiment.assumptions]
    assert names == ["1.1.cut", "theta", "theta:C26", "theta:C28", "theta:J62_63"]
    cut = find(experiment.assumptions, "1.1.CUT")
    assert (cut.low, cut.mode, cut.high) == (0.6, 0.8, 0.9)
    assert all(a.low < a.mode < a.high and a.source for a in experiment.assumptions)
    with pytest.raises(UsageError, match=r"did you mean 'theta:C26'"):
        find(experiment.assumptions, "theta:C27")


@pytest.mark.parametrize("rung", [0, 1])
def test_the_tornado_is_each_assumption_solved_at_its_ends(experiment, rung):
    found = tornado(experiment, rung, most=9)
    for k, assumption in enumerate(found.assumptions):
        for side in ("low", "high"):
            values = {assumption: getattr(assumption, side)}
            harm, cost = solved_alone(experiment, values, rung)
            results = getattr(found, side)
            assert results.harm[k, 0] == pytest.approx(harm, rel=1e-7, abs=1e-9)
            assert results.cost[k, 0] == pytest.approx(cost, rel=1e-7, abs=1e-9)
    frame = found.to_frame()
    moved = sum(
        (frame[f"{side}_at_high"] - frame[f"{side}_at_low"]).abs() / base
        for side, base in (("harm", found.base.harm[0, 0]), ("cost", found.base.cost[0, 0]))
    )
    assert moved.is_monotonic_decreasing
    assert found.base.harm[0, 0] == experiment.run.rungs[rung].harm_usd_bn


def test_a_depth_of_another_rung_does_not_move_a_lower_one(world):
    plan = small_plan()
    data = plan.to_dict()
    data["ladder"][1]["measures"][0]["cut"] = {"low": 0.5, "mode": 0.9, "high": 1.0}
    experiment = Experiment(run(world, small_plan(ladder=data["ladder"])))
    assert "2.1.cut" in [a.name for a in experiment.assumptions]
    assert "2.1.cut" not in [a.name for a in tornado(experiment, 0, most=99).assumptions]


def test_the_ordering_is_what_the_derivatives_predict(experiment):
    """For a narrow range the prediction is the effect."""
    cut = find(experiment.assumptions, "1.1.cut")
    h = 1e-4
    near = {cut: cut.mode + h}
    by_harm, by_cost = experiment.slope(cut, 1)
    results = experiment.solve([setting(experiment.spread, near)], [1])
    assert results.harm[0, 0] - experiment.base.harm[0, 1] == pytest.approx(by_harm * h, rel=1e-3)
    level = find(experiment.assumptions, "theta")
    by_harm, by_cost = experiment.slope(level, 1)
    results = experiment.solve([setting(experiment.spread, {level: h})], [1])
    assert results.harm[0, 0] - experiment.base.harm[0, 1] == pytest.approx(by_harm * h, rel=1e-3)
    assert results.cost[0, 0] - experiment.base.cost[0, 1] == pytest.approx(by_cost * h, rel=1e-3)


def test_the_grid_is_every_pair(experiment):
    a, b = (find(experiment.assumptions, n) for n in ("theta:C26", "1.1.cut"))
    found = grid(experiment, 1, a, b, Rule(), size=3)
    pairs = itertools.product(found.across_values, found.down_values)
    for k, (x, y) in enumerate(pairs):
        for rung in (0, 1):
            harm, cost = solved_alone(experiment, {a: x, b: y}, rung)
            assert found.results.harm[k, rung] == pytest.approx(harm, rel=1e-7)
            assert found.results.cost[k, rung] == pytest.approx(cost, rel=1e-7)
    frame = found.to_frame(("chips", "everything"))
    assert len(frame) == 9
    assert set(frame.advised) <= {"chips", "everything", ""}


# -- advice and switch points --------------------------------------------------------------------


def results(harm, cost):
    return Results(np.array([harm], float), np.array([cost], float))


@pytest.mark.parametrize(
    ("rule", "harm", "cost", "advised"),
    [
        (Rule(), [1, 4], [1, 5], 0),
        (Rule(), [1, 6], [1, 5], 1),
        (Rule(), [1, 2, 9], [-1, -2, 1], 1),  # without cost, the one with most harm
        (Rule(), [-1, -2], [1, 1], NOTHING),
        (Rule("within", 4), [1, 4], [1, 5], 0),
        (Rule("within", 5), [1, 4], [1, 5], 1),
        (Rule("within", 0.5), [1, 4], [1, 5], NOTHING),
        (Rule("resolve", 2, (1.0, 1.0)), [1, 4], [1, 5], 1),
        (Rule("resolve", 1.1, (1.0, 1.0)), [1, 4], [1, 5], 0),
        (Rule("resolve", 0.1, (1.0, 1.0)), [1, 4], [1, 5], NOTHING),
    ],
)
def test_rules_advise_what_they_say(rule, harm, cost, advised):
    assert rule.advised(results(harm, cost))[0] == advised
    assert rule.says


def test_a_rule_needs_its_number():
    with pytest.raises(UsageError):
        Rule("within", -1.0)
    with pytest.raises(UsageError):
        Rule("resolve", float("nan"))


def test_at_a_switch_point_the_advice_changes(experiment):
    level = find(experiment.assumptions, "theta")
    # a budget between the costs of the upper rung at low and at high elasticities
    ends = [solved_alone(experiment, {level: z}, 1)[1] for z in (-Z95, Z95)]
    budget = sum(ends) / 2
    rule = Rule("within", budget)
    (found,) = switches(experiment, [level], rule)
    assert -Z95 < found.value < Z95
    assert found.below != found.above
    step = 3e-4 * (level.high - level.low)
    for value, advised in ((found.value - step, found.below), (found.value + step, found.above)):
        pairs = [solved_alone(experiment, {level: value}, r) for r in (0, 1)]
        own = results([p[0] for p in pairs], [p[1] for p in pairs])
        assert rule.advised(own)[0] == advised
    # at the point itself the cost of the upper rung is the budget
    assert solved_alone(experiment, {level: found.value}, 1)[1] == pytest.approx(budget, rel=1e-3)


def test_no_switch_where_the_advice_stands(experiment):
    assert switches(experiment, experiment.assumptions, Rule("within", 1e9)) == []
    assert switches(experiment, [], Rule()) == []


# -- packages ------------------------------------------------------------------------------------


def closed(result, steps):
    """Harm and cost of closing sectors, solved by itself."""
    world = result.world
    index = world.countries.index
    flows = []
    for sector, direction in steps:
        j = world.sectors.index(sector)
        pairs = [(index(s), index(t)) for s in result.senders for t in result.targets]
        flows += [(a, b, j) if direction == "exports" else (b, a, j) for a, b in pairs]
    shock = Shock(np.array(flows), np.zeros(len(flows)), np.full(len(flows), np.nan))
    (found,) = solve(world, [shock if flows else Shock.none()])
    lost = -(found.real_income - 1) * world.income / 1e3
    return [sum(lost[index(c)] for c in g) for g in (result.targets, result.senders)]


@pytest.fixture(scope="module")
def every(world):
    """All packages of a small world, solved."""
    result = run(world, small_plan())
    names = [(s, d) for s in world.sectors for d in ("exports", "imports")]
    found = {}
    for size in range(len(names) + 1):
        for steps in itertools.combinations(names, size):
            found[frozenset(steps)] = closed(result, steps) if steps else [0.0, 0.0]
    return result, found


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9, 2.0])
def test_the_package_fits_is_exact_and_close_to_the_best(every, share):
    result, found = every
    most = max(cost for _, cost in found.values())
    budget = share * most
    package = best_package(result, budget, ["all"])
    assert package.candidates == 6
    steps = frozenset((s.sector, s.direction) for s in package.steps)
    assert len(steps) == len(package.steps)
    harm, cost = found[steps]
    assert package.harm == pytest.approx(harm, rel=1e-6, abs=1e-9)
    assert package.cost == pytest.approx(cost, rel=1e-6, abs=1e-9)
    assert package.cost <= budget
    best = max(h for h, c in found.values() if c <= budget)
    alone = [h for s, (h, c) in found.items() if len(s) == 1 and c <= budget]
    assert package.harm >= 0.8 * best
    assert package.harm >= 0.99 * max(alone, default=0.0) or package.harm >= 0.9 * best


def test_packages_refuse_what_makes_no_sense(every):
    result, _ = every
    with pytest.raises(UsageError, match="budget"):
        best_package(result, -1.0)
    with pytest.raises(UsageError, match="no sector"):
        best_package(result, 1.0, ["bananas"])


# -- the whole study -----------------------------------------------------------------------------


def test_the_study_writes_what_it_found(world, tmp_path):
    found = study(world, small_plan(), size=3, most=4, package=1.0, sectors=["all"])
    found.write(tmp_path / "out")
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {"sensitivity.json", "tornado.csv", "grid.csv"}
    data = json.loads((tmp_path / "out" / "sensitivity.json").read_text())
    assert data["rung"] == "everything"
    assert [h["horizon"] for h in data["horizons"]] == ["long", "medium", "short"]
    assert len(data["tornado"]) == 4
    assert data["methods"][-1]["rank_agreement_with_exact"] == 1
    exact = data["methods"][-1]["harm_usd_bn"]
    assert exact == pytest.approx(found.run.rungs[1].harm_usd_bn, rel=1e-5)
    assert data["best_package"]["cost_usd_bn"] <= 1.0
    again = study(world, small_plan(), size=3, most=4, package=1.0, sectors=["all"])
    assert again.to_dict() == found.to_dict()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"rung": "nowhere"}, "no rung"),
        ({"over": ["theta"]}, "two assumptions"),
        ({"over": ["theta", "theta"]}, "different"),
        ({"over": ["theta", "beta"]}, "no assumption"),
        ({"budget": 1.0, "resolve": 1.0}, "not both"),
        ({"budget": -1.0}, "at least 0"),
        ({"size": 1}, "grid"),
    ],
)
def test_wrong_wishes_are_refused_in_one_line(world, options, word):
    with pytest.raises(UsageError, match=word):
        study(world, small_plan(), **options)
