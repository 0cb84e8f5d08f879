"""Exposure against matrices written out in full, on small worlds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.errors import MegaraError, UsageError
from megara.world.exposure import exposure
from megara.world.world import World


def small_world(seed: int, countries: int = 4, sectors: int = 3, tariffs: bool = True) -> World:
    rng = np.random.default_rng(seed)
    codes = ["AAA", "BBB", "CCC", "DDD", "EEE"][:countries]
    trade = rng.lognormal(0, 1.5, (countries, countries, sectors))
    tau = rng.uniform(0, 0.2, trade.shape) if tariffs else np.zeros_like(trade)
    tau[np.arange(countries), np.arange(countries)] = 0
    output, spending = trade.sum(1), (trade * (1 + tau)).sum(0)
    use = rng.uniform(0.1, 1, (countries, sectors, sectors))
    # inputs stay below both the output of the user and the supply of the input
    use *= 0.6 * np.minimum(
        output[:, None, :] / use.sum(1, keepdims=True),
        spending[:, :, None] / use.sum(2, keepdims=True),
    )
    return World.from_flows(
        name="small",
        year=2000,
        countries=codes,
        sectors=[f"S{j}" for j in range(sectors)],
        trade=trade,
        input_use=use,
        theta=np.full(sectors, 4.0),
        tariff=tau,
    )


def matrices(world: World):
    """A, F by destination, value-added row, all written out with loops."""
    n, s = len(world.countries), len(world.sectors)
    share = world.share / (1 + world.array("tariff"))
    gamma, alpha = world.array("input_share"), world.array("final_share")
    a = np.zeros((n * s, n * s))
    f = np.zeros((n * s, n))
    for i in range(n):
        for k in range(s):
            for m in range(n):
                f[i * s + k, m] = share[i, m, k] * alpha[m, k] * world.income[m]
                for j in range(s):
                    a[i * s + k, m * s + j] = share[i, m, k] * gamma[m, k, j]
    return a, f, world.array("value_added_share").reshape(-1)


def routes(world: World, targets: list[int], country: int):
    """Value added sent and received by own border crossings, following the goods step by step."""
    a, f, beta = matrices(world)
    n, s = len(world.countries), len(world.sectors)
    inside = np.isin(np.repeat(np.arange(n), s), targets)
    own = np.repeat(np.arange(n), s) == country
    inverse = np.linalg.inv(np.eye(n * s) - a)
    x = inverse @ f[:, targets].sum(1)
    u = np.where(inside, beta, 0) @ inverse
    # goods of `country` crossing into the targets, then its suppliers outside, tier by tier
    border = np.where(own, f[:, targets].sum(1) + a[:, inside] @ x[inside], 0)
    sent, tier = border.copy(), border.copy()
    entry = np.where(own, u[inside] @ a[inside, :], 0)
    received, wave = entry.copy(), entry.copy()
    for _ in range(400):
        tier = np.where(inside, 0, a @ tier)
        wave = np.where(inside, 0, wave @ a)
        sent, received = sent + tier, received + wave
    block = slice(country * s, country * s + s)
    return (beta * x)[block], (beta * sent)[block], u[block], received[block]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), pair=st.booleans())
def test_equals_the_matrices_written_out(seed, pair):
    world = small_world(seed)
    targets = [1, 3] if pair else [1]
    found = exposure(world, [world.countries[t] for t in targets])
    for country in set(range(4)) - set(targets):
        absorbed, direct, content, own = routes(world, targets, country)
        row = found.sel(country=world.countries[country])
        output = world.output[country]
        np.testing.assert_allclose(row.value_added_direct, direct, rtol=1e-9)
        np.testing.assert_allclose(
            row.value_added_through, absorbed - direct, rtol=1e-7, atol=1e-10
        )
        np.testing.assert_allclose(row.inputs_direct, own * output, rtol=1e-9)
        np.testing.assert_allclose(
            row.inputs_through, (content - own) * output, rtol=1e-7, atol=1e-10
        )
        np.testing.assert_allclose(row.inputs_percent, 100 * content, rtol=1e-9)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_value_added_absorbed_adds_up_to_final_use(seed):
    """Without tariffs, all value added in what the target finally uses is somebody's."""
    world = small_world(seed, tariffs=False)
    found = exposure(world, ["BBB"])
    _, f, beta = matrices(world)
    a = matrices(world)[0]
    at_home = (beta * np.linalg.solve(np.eye(len(a)) - a, f[:, 1]))[3:6].sum()
    abroad = float(found.value_added_direct_total.sum() + found.value_added_through_total.sum())
    assert abroad + at_home == pytest.approx(world.income[1], rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_parts_are_never_negative_and_shares_stay_below_all(seed):
    found = exposure(small_world(seed), ["AAA", "CCC"])
    for name in ("value_added_direct", "value_added_through", "inputs_direct", "inputs_through"):
        assert float(found[name].min()) >= -1e-9
    for name in ("sales_percent", "value_added_percent", "purchases_percent", "inputs_percent"):
        assert float(found[name].min()) >= 0
        assert float(found[name].max()) <= 100 + 1e-9


def test_two_countries_have_no_others_to_go_through():
    found = exposure(small_world(3, countries=2), ["BBB"])
    np.testing.assert_allclose(found.value_added_through, 0, atol=1e-9)
    np.testing.assert_allclose(found.inputs_through, 0, atol=1e-9)
    assert float(found.value_added_direct_total[0]) > 0


def test_sales_are_the_trade_that_the_world_records():
    world = small_world(5)
    found = exposure(world, ["DDD"], ["CCC", "AAA"])
    assert list(found.country.values) == ["CCC", "AAA"]
    np.testing.assert_allclose(found.sales.sel(country="CCC"), world.array("trade")[2, 3])
    np.testing.assert_allclose(
        found.purchases.sel(country="AAA"),
        (world.array("trade") * (1 + world.array("tariff")))[3, 0],
    )
    np.testing.assert_allclose(
        found.sales_percent_total.sel(country="CCC"),
        100 * world.array("trade")[2, 3].sum() / world.output[2].sum(),
    )


def test_what_cannot_be_asked():
    world = small_world(1)
    with pytest.raises(UsageError, match="no country 'XXX'"):
        exposure(world, ["XXX"])
    with pytest.raises(UsageError, match="AAA to itself"):
        exposure(world, ["AAA"], ["AAA", "BBB"])
    with pytest.raises(UsageError, match="at least one target"):
        exposure(world, [])


def test_a_chain_without_end_is_refused():
    world = small_world(1, tariffs=False)
    gamma = world.dataset.input_share / world.dataset.input_share.sum("input")
    endless = World(world.dataset.assign(input_share=gamma))
    with pytest.raises(MegaraError, match="does not end"):
        exposure(endless, ["AAA"])
