"""Small worlds for tests: made at random, consistent by construction."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from megara.equilibrium.shock import Shock
from megara.world.world import World

Floats = np.ndarray


def make_world(
    N: int = 4,
    J: int = 3,
    seed: int = 0,
    *,
    tariffs: bool = False,
    sparse: float = 0.0,
    empty_sector: bool = False,
    countries: Sequence[str] | None = None,
    sectors: Sequence[str] | None = None,
) -> World:
    """A random world of N countries and J sectors; ``sparse``: share of foreign flows at 0."""
    random = np.random.default_rng(seed)
    # gravity with moderate noise: deficits stay small enough to be earned after any test shock
    size = random.lognormal(0.0, 0.7, N)
    trade = random.lognormal(0.0, 0.4, (N, N, J)) * size[:, None, None] * size[None, :, None]
    trade = 0.8 * (trade + trade.transpose(1, 0, 2)) / 2 + 0.2 * trade
    zero = random.random((N, N, J)) < sparse
    home = np.arange(N)
    zero[home, (home + 1) % N, :] = False  # a ring of open flows connects every country
    trade[zero] = 0.0
    trade[home, home, :] = N * (size**2)[:, None] * random.lognormal(0.5, 0.5, (N, J))
    if empty_sector:
        trade[0, :, 0] = 0.0
    trade *= 1000.0
    tariff = np.zeros_like(trade)
    if tariffs:
        tariff = random.uniform(0.0, 0.3, trade.shape)
        tariff[home, home, :] = 0.0
    output = trade.sum(axis=1)
    spending = (trade * (1 + tariff)).sum(axis=0)
    # input use within what is produced and what is bought, so that nothing turns negative
    use = random.dirichlet(np.ones(J), (N, J)).transpose(0, 2, 1)
    use *= random.uniform(0.2, 0.6, (N, 1, J)) * output[:, None, :]
    most = use.sum(axis=2)
    use *= np.minimum(1.0, 0.8 * spending / np.where(most > 0, most, 1.0))[:, :, None]
    return World.from_flows(
        name=f"random-{seed}",
        year=2000,
        countries=countries or [f"C{n:02d}" for n in range(N)],
        sectors=sectors or [f"S{j:02d}" for j in range(J)],
        trade=trade,
        input_use=use,
        tariff=tariff,
        theta=random.uniform(1.5, 8.0, J),
    )


@st.composite
def worlds(draw: st.DrawFn, *, tariffs: bool | None = None) -> World:
    """Worlds of three to six countries and one to five sectors."""
    return make_world(
        draw(st.integers(3, 6)),
        draw(st.integers(1, 5)),
        draw(st.integers(0, 10_000)),
        tariffs=draw(st.booleans()) if tariffs is None else tariffs,
        sparse=draw(st.sampled_from([0.0, 0.3])),
    )


def make_shock(world: World, seed: int = 0, *, tariffs: bool = False, closed: bool = True) -> Shock:
    """A random shock on about a third of the foreign flows, some of them closed.

    Every country keeps one open outlet and source, so that its deficit can still be paid.
    """
    random = np.random.default_rng(seed)
    N, J = len(world.countries), len(world.sectors)
    openness = np.ones((N, N, J))
    hit = random.random(openness.shape) < 0.35
    openness[hit] = random.uniform(0.2, 1.2, hit.sum())
    if closed:
        openness[random.random(openness.shape) < 0.1] = 0.0
    home = np.arange(N)
    openness[home, home, :] = 1.0
    openness[home, (home + 1) % N, :] = 1.0
    tariff = np.full((N, N, J), np.nan)
    if tariffs:
        hit = random.random(openness.shape) < 0.3
        tariff[hit] = random.uniform(0.0, 0.5, hit.sum())
        tariff[home, home, :] = np.nan
    return Shock.from_dense(openness, tariff)


@st.composite
def worlds_and_shocks(draw: st.DrawFn) -> tuple[World, Shock]:
    """A world and a shock on it."""
    world = draw(worlds())
    return world, make_shock(world, draw(st.integers(0, 10_000)), tariffs=draw(st.booleans()))
