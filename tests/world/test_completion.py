"""Completing final demand: exact where the ratios are right, and what the sources give again."""

import importlib.util
import json
import os
from pathlib import Path

import numpy as np
import pytest

from megara.world.catalogue import backtest, load_world
from megara.world.completion import complete, purchases, ratios, usual_ratios


def flows(seed=0, N=4, J=3):
    random = np.random.default_rng(seed)
    return random.lognormal(2, 1, (N, N, J)), random.lognormal(2, 1, (N, N, J))


def test_usual_ratios_of_an_exact_table():
    m, _ = flows()
    rho = np.random.default_rng(1).uniform(0.5, 2, (4, 3))
    found = usual_ratios(m * rho[None], m, prior=0)
    np.testing.assert_allclose(found, np.repeat(rho[None], 4, axis=0))
    np.testing.assert_allclose(ratios(m * rho[None], m, prior=0), found)


def test_the_truth_comes_back_where_nothing_has_changed():
    m, _ = flows()
    f = m * np.random.default_rng(1).uniform(0.5, 2, (4, 3))[None]
    found, kept = complete(m, f.sum(axis=1), ratios(f, m, prior=0), f.sum(axis=0))
    np.testing.assert_allclose(found.flow, f, rtol=1e-6)
    assert kept == 0


def test_sales_are_met_and_a_seller_without_pattern_stays_at_home():
    m, f = flows()
    m[1, :, 2] = 0
    found, kept = complete(m, f.sum(axis=1), np.ones_like(m), f.sum(axis=0))
    np.testing.assert_allclose(found.flow.sum(axis=1), f.sum(axis=1), rtol=1e-12)
    assert kept == 1
    assert found.flow[1, 1, 2] == pytest.approx(f[1, :, 2].sum())


def test_purchases_meet_totals_of_countries_and_products():
    _, f = flows()
    share = f.sum(axis=0) / f.sum(axis=(0, 2))[:, None]
    total = np.array([1.0, 2.0, 3.0, 4.0])
    found = purchases(share, total, f.sum(axis=1))
    np.testing.assert_allclose(found.sum(axis=0), f.sum(axis=(0, 1)), rtol=1e-9)
    np.testing.assert_allclose(found.sum(axis=1), total * f.sum() / total.sum(), rtol=1e-7)


def script(root, name):
    path = root / "scripts" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.slow
def test_the_backtest_gives_the_stored_figures(root, shared):
    found = script(root, "backtest_completion").main(shared / "wiod2013")
    stored = backtest()
    for a, b in zip(found["cases"], stored["cases"], strict=True):
        for name, figures in b["variants"].items():
            assert json.loads(json.dumps(a["variants"][name])) == pytest.approx(figures, rel=1e-4)


@pytest.mark.shared
def test_wiod_2011_is_built_again(root, shared):
    found = script(root, "build_wiod_2011").build(shared / "wiod2013" / "wiot_2011.RData")
    stored = load_world("wiod-2011")
    for variable in stored.dataset.data_vars:
        np.testing.assert_allclose(
            found.array(variable), stored.array(variable), rtol=1e-12, atol=1e-9
        )
    assert found.dataset.attrs == stored.dataset.attrs


@pytest.mark.shared
def test_the_older_figures_of_icio_2022_are_read_again(shared):
    from megara.world.icio2022 import older_ratios

    world = load_world()
    found = older_ratios(shared, world.countries, world.sectors)
    assert found.shape == (80, 80, 50)
    assert np.isfinite(found).all()
    assert (found >= 0).all()


@pytest.mark.shared
def test_icio_2022_is_built_again(shared):
    """Needs the cache of sanction-simulator 0.1.4, which the shared data do not hold."""
    from megara.world.icio2022 import build

    given = os.environ.get("MEGARA_ICIO_CACHE")
    if not given:
        pytest.skip(
            "MEGARA_ICIO_CACHE must name the wheel or bench_cache.npz of sanction-simulator"
        )
    found, stored = build(Path(given), shared), load_world()
    np.testing.assert_allclose(found.array("trade"), stored.array("trade"), rtol=1e-5, atol=1e-3)


@pytest.mark.shared
def test_elasticity_figures_are_written_again(root, shared):
    found = script(root, "build_elasticities").figures(shared / "elasticities")
    for name, text in found.items():
        assert (root / "src/megara/world/data" / name).read_text() == text
