"""What stands beside the table: prices of the core, threats and transfers, sanctions potential."""

import numpy as np
import pytest

from megara.coalition.persuasion import market_closed
from megara.coalition.potential import full_embargo, widened
from megara.coalition.run import coalition
from megara.equilibrium.balance import without_deficits
from megara.equilibrium.solve import solve
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from tests.coalition.plans import COUNTRIES, PLAN, plan, world

BASE = world()
AT = {code: n for n, code in enumerate(COUNTRIES)}
RUNG = 3


@pytest.fixture(scope="module")
def found():
    return coalition(BASE, plan())


def losses(base, shock):
    """Loss of every country in %."""
    (equilibrium,) = solve(base, [shock], tolerance=1e-11)
    return -100 * (equilibrium.real_income - 1)


def of(loss, codes, base=BASE):
    at = [AT[c] for c in codes]
    return float(loss[at] @ base.income[at] / base.income[at].sum())


def test_prices_of_the_core_are_what_leaving_saves(found):
    everybody = [p.name for p in plan().players]
    whole = losses(BASE, Plan(plan(), BASE).shocks(everybody)[RUNG])
    for code in ("USA", "JPN"):
        others = [name for name in everybody if name != code]
        without = losses(BASE, Plan(plan(), BASE).shocks(others)[RUNG])
        own, harm = whole[AT[code]] - without[AT[code]], whole[0] - without[0]
        written = found.record["prices"]["everything"][code]["last"]
        assert written == pytest.approx(max(0.0, own) / harm, rel=1e-6)


def test_a_core_of_one_can_leave_too():
    text = PLAN.replace("core: [USA, JPN]", "core: [USA]").replace("by: [USA]", "by: [USA]")
    single = coalition(BASE, Scenario.from_yaml(text), rungs=["chips"])
    assert single.record["prices"]["chips"]["USA"]["first"] > 0


def test_transfers_and_threats_make_joining_no_worse(found):
    scenario, rung = plan(), found.rung("everything")
    stable = found.record["stable"]["everything"]["formed"]
    formed, resolves = stable["mask"], found.resolves
    inside = ["USA", "JPN", *stable["joined"]]
    shock = Plan(scenario, BASE).shocks(inside)[RUNG]
    outside = found.record["persuasion"]["everything"]
    assert [e["player"] for e in outside] == [
        p.name for i, p in enumerate(rung.players) if not formed >> i & 1
    ]
    assert outside, "the case holds nobody reluctant"
    for entry in outside:
        player = next(p for p in rung.players if p.name == entry["player"])
        i, resolve = rung.players.index(player), resolves[player.name].value
        joined = rung.row(formed | 1 << i)
        payoff = resolve * rung.harm[joined] - rung.loss[i, joined]
        row = rung.row(formed)
        before = resolve * rung.harm[row] - rung.loss[i, row]
        assert entry["gain_pct"] == pytest.approx(payoff - before, rel=1e-6)
        income = sum(BASE.income[AT[c]] for c in player.members)
        assert entry["transfer_usd_bn"] == pytest.approx((before - payoff) * income / 1e5, rel=1e-6)

        def threatened(cut, player=player, resolve=resolve):
            both = shock.compose(market_closed(BASE, player.members, ["USA", "JPN"], cut))
            loss = losses(BASE, both)
            return resolve * of(loss, ["CHN"]) - of(loss, player.members)

        cut = entry["threat"]["cut_pct"]
        if cut is None:
            assert threatened(0.9) > payoff
        else:
            assert threatened(cut / 100) <= payoff + 1e-7
            assert threatened(0.8 * cut / 100) > payoff - 1e-7


def test_somebody_can_be_threatened(found):
    cuts = [e["threat"]["cut_pct"] for rung in found.record["persuasion"].values() for e in rung]
    assert any(c is not None for c in cuts)


def test_a_closed_market_is_that_of_the_core_for_the_exporter():
    shock = market_closed(BASE, ["AUS", "NOR"], ["USA", "JPN", "XXX"], 0.25)
    openness, tariff = shock.dense((10, 10, 3))
    assert np.isnan(tariff).all()
    assert (openness[AT["AUS"], AT["USA"]] == 0.75).all()
    assert openness[AT["USA"], AT["AUS"]].min() == 1
    assert (openness != 1).sum() == 2 * 2 * 3


def test_the_two_by_two_is_solved_on_balanced_trade(found):
    balanced = without_deficits(BASE)
    potential = found.record["potential"]["everything"]
    shock = Plan(plan(), balanced).shocks()[RUNG]
    planned = losses(balanced, shock)
    cells = potential["cells"]
    assert cells["planned"]["coalition"]["harm_pct"] == pytest.approx(planned[0], rel=1e-6)
    alone = full_embargo(balanced, COUNTRIES[1:], ("CHN",))
    (autarky,) = solve(balanced, [alone], tolerance=1e-11)
    assert autarky.trade[0, 1:].max() == 0
    assert autarky.trade[1:, 0].max() == 0
    harm = -100 * (autarky.real_income[0] - 1)
    assert cells["embargo"]["world"]["harm_pct"] == pytest.approx(harm, rel=1e-6)
    assert potential["reached_pct"]["of_all"] == pytest.approx(100 * planned[0] / harm, rel=1e-6)


def test_deeper_and_wider_is_harder(found):
    for rung in found.record["rungs"]:
        cells = found.record["potential"][rung]["cells"]
        most = cells["embargo"]["world"]["harm_pct"]
        for depth in cells.values():
            for cell in depth.values():
                assert cell["harm_pct"] <= most + 1e-9


def test_outsiders_join_one_at_a_time(found):
    potential = found.record["potential"]["everything"]
    assert potential["left_out"] == ["IND"], "a measure of the plan is against it"
    assert set(potential["outsiders"]) == {"BRA"}
    plain = plan().to_dict()
    plain["senders"]["prospective"].append("BRA")
    wider = Scenario.from_dict(plain)
    added = losses(BASE, Plan(wider, BASE).shocks()[RUNG]) - losses(
        BASE, Plan(plan(), BASE).shocks()[RUNG]
    )
    written = potential["outsiders"]["BRA"]
    assert written["added_harm_pct"] == pytest.approx(added[0], rel=1e-5)
    assert written["own_loss_pct"] == pytest.approx(added[AT["BRA"]], rel=1e-5)


def test_the_widened_plan_asks_everybody_else():
    wider, left_out = widened(plan(), BASE)
    assert {c for p in wider.players for c in p.members} | {"CHN", *left_out} == set(COUNTRIES)
    assert wider.rungs == plan().rungs


def test_a_market_that_nobody_else_serves_stays_open():
    data = world(5)
    trade = data.array("trade").copy()
    trade[:, 0, 0] = 0.0
    trade[1, 0, 0] = 50.0  # the target buys this from one sender alone
    from megara.world.world import World

    output = trade.sum(axis=1)
    use = data.array("input_share") * output[:, None, :] * 0.2
    use[0, 0, :] = 0.0
    base = World.from_flows(
        name="dependent", year=2000, countries=COUNTRIES, sectors=data.sectors,
        trade=trade, input_use=use, theta=data.array("theta"),
    )  # fmt: skip
    openness, _ = full_embargo(base, COUNTRIES[1:], ("CHN",)).dense((10, 10, 3))
    assert openness[1, 0, 0] == 1
    assert openness[1, 0, 1] == 0
    assert openness[0, 1].max() == 0
