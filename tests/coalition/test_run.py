"""The whole: the table and the record against the brute force, queries, files, errors."""

import json

import numpy as np
import pyarrow.parquet as pq
import pytest

from megara.coalition.run import coalition, prepare
from megara.equilibrium.solve import solve
from megara.errors import UsageError
from megara.policy.scenario import Scenario
from megara.policy.shocks import Plan
from tests.coalition.plans import alone, many_plan, many_world, plan, world

BASE = world()
CHN = BASE.countries.index("CHN")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("coalition")


@pytest.fixture(scope="module")
def found(folder):
    return coalition(BASE, plan(), out=folder)


@pytest.fixture(scope="module")
def table(found, folder):
    return pq.read_table(folder / "coalitions.parquet").to_pandas()


@pytest.fixture(scope="module")
def record(found, folder):
    return json.loads((folder / "coalition.json").read_text("utf-8"))


def members(mask):
    groups = [["DEU"], ["KOR"], ["AUS", "NOR"], ["FRA"]]
    return ["USA", "JPN"] + [c for i, g in enumerate(groups) if mask >> i & 1 for c in g]


def test_the_table_is_the_brute_force(table):
    income = BASE.income
    assert list(table.columns[:5]) == ["rung", "mask", "size", "harm_pct", "cost_usd_bn"]
    assert [c for c in table.columns if c.startswith("real_income_")] == [
        f"real_income_{c}" for c in ("CHN", "USA", "JPN", "DEU", "KOR", "AUS", "NOR", "FRA")
    ]
    assert len(table) == 4 * 16
    for rung, name in enumerate(plan().rungs):
        rows = table[table.rung == name].set_index("mask")
        assert rows.index.tolist() == list(range(16))
        for mask in range(16):
            real = alone(BASE, plan(), mask, rung)
            row = rows.loc[mask]
            assert row["size"] == int(mask).bit_count()
            assert row.harm_pct == pytest.approx(-real[CHN], abs=1e-8)
            inside = [BASE.countries.index(c) for c in members(mask)]
            cost = -(real[inside] / 100 * income[inside]).sum() / 1e3
            assert row.cost_usd_bn == pytest.approx(cost, abs=1e-8 * income.sum())
            for code in ("DEU", "NOR", "FRA"):
                wanted = real[BASE.countries.index(code)]
                assert row[f"real_income_{code}"] == pytest.approx(wanted, abs=1e-8)


def test_the_record_keeps_the_contract(record):
    assert record["bits"] == ["DEU", "KOR", "far away", "FRA"]
    for key in (
        "shapley",
        "marginal_first",
        "marginal_last",
        "frontier",
        "minimal",
        "stable",
        "joining_order",
        "transfers",
        "potential",
    ):
        assert set(record[key]) == set(plan().rungs), key
    for certificate in record["certificate"].values():
        assert certificate["residual"] <= 1e-10
        assert certificate["status"] == "solved"


def test_marginal_contributions_come_from_the_table(record, table):
    rows = table[table.rung == "chips"].set_index("mask")
    for i, name in enumerate(record["bits"]):
        first = rows.harm_pct[1 << i] - rows.harm_pct[0]
        last = rows.harm_pct[15] - rows.harm_pct[15 ^ 1 << i]
        assert record["marginal_first"]["chips"][name]["harm_pct"] == pytest.approx(first)
        assert record["marginal_last"]["chips"][name]["harm_pct"] == pytest.approx(last)
    shares = [v["harm_pct"] for v in record["shapley"]["chips"].values()]
    assert sum(shares) == pytest.approx(rows.harm_pct[15] - rows.harm_pct[0])
    costs = [v["cost_usd_bn"] for v in record["shapley"]["chips"].values()]
    assert sum(costs) == pytest.approx(rows.cost_usd_bn[15] - rows.cost_usd_bn[0])


def payoffs(rows, record):
    """Payoff of each prospective player in each coalition, from the table alone."""
    income = dict(zip(BASE.countries, BASE.income, strict=True))
    groups = [["DEU"], ["KOR"], ["AUS", "NOR"], ["FRA"]]
    found = np.empty((4, 16))
    for i, group in enumerate(groups):
        weight = np.array([income[c] for c in group])
        own = rows[[f"real_income_{c}" for c in group]].to_numpy() @ weight / weight.sum()
        resolve = record["resolves"][record["bits"][i]]["value"]
        found[i] = resolve * rows.harm_pct.to_numpy() + own
    return found


def test_stability_is_recomputed_from_the_table(record, table):
    assert [r["value"] for r in record["resolves"].values()] == [10, 10, 2, 3, 30, 10]
    for rung in record["rungs"]:
        rows = table[table.rung == rung].set_index("mask").sort_index()
        payoff = payoffs(rows, record)
        stable = []
        for mask in range(16):
            inside = all(
                payoff[i, mask] >= payoff[i, mask ^ 1 << i] for i in range(4) if mask >> i & 1
            )
            outside = all(
                payoff[i, mask | 1 << i] <= payoff[i, mask] for i in range(4) if not mask >> i & 1
            )
            if inside and outside:
                stable.append(mask)
        written = record["stable"][rung]
        assert [c["mask"] for c in written["coalitions"]] == stable
        assert written["found"] == bool(stable)
        if not stable:
            assert "No coalition is stable" in written["message"]


def test_transfers_equalise_losses_and_sum_to_zero(record):
    for rung in record["rungs"]:
        for entry in record["transfers"][rung].values():
            assert entry["spread_pct"] < 1e-8
            assert abs(entry["sum_usd_bn"]) < 1e-8
            assert sum(entry["transfer_usd_bn"].values()) == pytest.approx(0, abs=1e-6)
            assert entry["certificate"]["residual"] <= 1e-10


def test_transfers_are_those_of_the_equilibrium(record):
    at = [BASE.countries.index(c) for c in members(15)]
    shock = Plan(plan(), BASE).shocks()[3]
    (shared,) = solve(BASE, [shock], sharing=[at])
    written = record["transfers"]["everything"]["all"]
    for code, n in zip(members(15), at, strict=True):
        assert written["transfer_usd_bn"][code] == pytest.approx(shared.transfer[n] / 1e3, rel=1e-6)
    # t_n = W I_n P_n - I'_n, with I' before transfers
    before = shared.income[at] - shared.transfer[at]
    needed = BASE.income[at] * shared.cost_of_living[at]
    ratio = before.sum() / needed.sum()
    np.testing.assert_allclose(
        shared.transfer[at], ratio * needed - before, atol=1e-7 * BASE.income.sum()
    )


def test_burden_is_the_table_row(record, table):
    row = table[(table.rung == "everything") & (table["mask"] == 15)].iloc[0]
    rows = record["burden"]["everything"]["all"]
    assert {r["country"] for r in rows} == set(members(15))
    for entry in rows:
        assert entry["loss_pct"] == pytest.approx(-row[f"real_income_{entry['country']}"], abs=1e-7)
    assert sum(r["loss_usd_bn"] for r in rows) == pytest.approx(row.cost_usd_bn, rel=1e-6)
    germany = next(r for r in rows if r["country"] == "DEU")
    assert germany["loss_usd_per_head"] == pytest.approx(
        germany["loss_usd_bn"] * 1e9 / 83_132_799, rel=1e-6
    )


def test_queries(found):
    rung = found.rung("everything")
    for budget in np.linspace(rung.cost.min(), rung.cost.max(), 7):
        best = found.best(budget, "everything")
        assert best.harm_pct == rung.harm[rung.cost <= budget].max()
        assert best.cost_usd_bn <= budget
    assert found.best(rung.cost.min() - 1) is None
    some = found.cheapest(rung.harm[0], "everything", with_=["KOR"], without=["DEU"])
    assert "KOR" in some.joined
    assert "DEU" not in some.joined
    fits = [m for m in range(16) if m & 2 and not m & 1 and rung.harm[m] >= rung.harm[0]]
    assert some.cost_usd_bn == min(rung.cost[m] for m in fits)
    assert rung.smallest(rung.harm.max()).harm_pct == rung.harm.max()
    assert rung.worst().harm_pct == rung.harm.max()
    assert rung.coalition(["FRA", "DEU"]).mask == 0b1001
    frame = found.to_frame()
    assert len(frame) == 64


def test_queries_say_what_is_wrong(found):
    with pytest.raises(UsageError, match="did you mean 'KOR'"):
        found.best(1.0, with_=["KORR"])
    with pytest.raises(UsageError, match="both in and out"):
        found.best(1.0, with_=["KOR"], without=["KOR"])
    with pytest.raises(UsageError, match="no rung"):
        found.rung("chops")


def test_the_same_inputs_give_the_same_bytes(found, folder, tmp_path):
    coalition(world(), plan(), out=tmp_path)
    for name in ("coalitions.parquet", "coalition.json"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {"coalitions.parquet", "coalition.json"}


def test_one_rung_is_the_same_as_among_all(found):
    only = coalition(BASE, plan(), rungs=["chips"])
    np.testing.assert_array_equal(only.rung("chips").real_income, found.rung("chips").real_income)
    assert [r.name for r in only.rungs] == ["chips"]


def test_depths(found):
    high = coalition(BASE, plan(), rungs=["chips"], depth="low")
    assert high.record["options"]["depth"] == "low"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rungs": ["chops"]}, "did you mean 'chips'"),
        ({"tolerance": 0}, "tolerance"),
        ({"device": "tpu"}, "device is one of"),
        ({"workers": 0}, "at least 1"),
        ({"workers": 2, "cluster": "tcp://nowhere:1"}, "not both"),
        ({"orders": 1}, "orders"),
    ],
)
def test_wrong_wishes_are_refused(options, words):
    with pytest.raises(UsageError, match=words):
        coalition(BASE, plan(), **options)


def test_a_plan_that_asks_nobody_is_refused():
    with pytest.raises(UsageError, match="asks nobody"):
        prepare(
            BASE,
            plan(senders={"core": ["USA"]}, resolves={}, ladder=[plan().to_dict()["ladder"][3]]),
        )


@pytest.mark.slow
def test_beyond_sixteen_players_a_stated_sample(tmp_path):
    scenario = Scenario.from_yaml(many_plan(17))
    found = coalition(many_world(), scenario, rungs=["everything"], orders=20, seed=3, out=tmp_path)
    record = json.loads((tmp_path / "coalition.json").read_text("utf-8"))
    assert record["complete"] is False
    assert record["sample"]["orders"] == 20
    assert any("sampled" in note for note in record["notes"])
    rung = found.rung()
    assert len(rung.masks) < 1000
    worth = record["shapley"]["everything"]
    assert all(v["harm_error"] >= 0 for v in worth.values())
    total = sum(v["harm_pct"] for v in worth.values())
    assert total == pytest.approx(rung.harm[rung.row(rung.full)] - rung.harm[rung.row(0)])
    # every coalition of the sample is the equilibrium it claims to be
    for row in (1, len(rung.masks) // 2):
        real = alone(many_world(), scenario, int(rung.masks[row]), 1)
        assert rung.harm[row] == pytest.approx(-real[0], abs=1e-7)
    # the joining order leaves the sample, and is solved all the same
    assert len(record["joining_order"]["everything"]) == 17
    step = record["joining_order"]["everything"][8]
    real = alone(many_world(), scenario, step["mask"], 1)
    assert step["harm_pct"] == pytest.approx(-real[0], abs=1e-7)


def test_the_package_can_be_called():
    import megara.coalition
    import megara.coalition.lattice as lattice

    assert lattice.size(3) == 2
    found = megara.coalition(BASE, plan(), rungs=["tariffs"])
    assert found.rung("tariffs").complete


def test_ranges_of_resolves_give_a_range_of_coalitions(record):
    for rung in record["rungs"]:
        stable = record["stable"][rung]
        for side in ("formed_low", "formed_high"):
            assert stable[side]["harm_pct"] > 0
    fixed = record["resolves"]["DEU"]
    assert (fixed["low"], fixed["value"], fixed["high"]) == (2, 2, 2)
    word = record["resolves"]["KOR"]
    assert (word["low"], word["value"], word["high"]) == (0, 3, 10)


def test_what_was_written_can_be_asked_again(found, folder):
    from megara.coalition.coalitions import Coalitions

    back = Coalitions.read(folder)
    assert [r.name for r in back.rungs] == [r.name for r in found.rungs]
    for mine, theirs in zip(back.rungs, found.rungs, strict=True):
        np.testing.assert_allclose(mine.harm, theirs.harm, rtol=1e-8)
        np.testing.assert_allclose(mine.cost, theirs.cost, rtol=1e-7, atol=1e-9)
    ours, theirs = back.best(2.0, "chips"), found.best(2.0, "chips")
    assert ours.joined == theirs.joined
    assert ours.harm_pct == pytest.approx(theirs.harm_pct)
    assert back.resolves["KOR"].value == found.resolves["KOR"].value
    assert back.resolves["DEU"].value == 2


def test_a_folder_without_coalitions_is_refused(tmp_path, folder):
    from megara.coalition.coalitions import Coalitions

    with pytest.raises(UsageError, match="holds no coalitions"):
        Coalitions.read(tmp_path)
    (tmp_path / "coalition.json").write_bytes((folder / "coalition.json").read_bytes())
    (tmp_path / "coalitions.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(UsageError, match="cannot be read"):
        Coalitions.read(tmp_path)
    (tmp_path / "coalitions.parquet").write_bytes((folder / "coalitions.parquet").read_bytes())
    (tmp_path / "coalition.json").write_text('{"rungs": ["chips"]}')
    with pytest.raises(UsageError, match="not of one run"):
        Coalitions.read(tmp_path)


def test_alone_nobody_else_acts(record):
    for rung, name in enumerate(plan().rungs):
        for player in ("USA", "KOR"):
            (equilibrium,) = solve(BASE, [Plan(plan(), BASE).shocks([player])[rung]])
            harm = -100 * (equilibrium.real_income[CHN] - 1)
            written = record["unilateral"][name]["players"][player]
            assert written["harm_pct"] == pytest.approx(harm, abs=1e-8)
