"""Openness for many coalitions at once against the plan's own, coalition by coalition."""

import numpy as np
import pytest

from megara.coalition.lattice import Lattice, bits, size
from megara.errors import UsageError
from tests.coalition.plans import COUNTRIES, SECTORS, plan, world

BASE = world()
SHAPE = (len(COUNTRIES), len(COUNTRIES), len(SECTORS))


@pytest.mark.parametrize("retaliation", ["none", "mirror"])
@pytest.mark.parametrize("depth", ["mode", "high"])
@pytest.mark.parametrize("rung", range(4))
def test_flows_of_every_coalition_are_those_of_the_plan(rung, depth, retaliation):
    lattice = Lattice(BASE, plan(retaliation=retaliation), rung, depth)
    masks = np.arange(1 << lattice.count)
    own_openness, own_tariff = lattice.openness(masks)
    base = BASE.array("tariff")
    for mask in masks:
        openness, tariff = lattice.common.dense(SHAPE)
        flow = tuple(lattice.flow.T)
        openness[flow] = own_openness[:, mask]
        tariff[flow] = own_tariff[:, mask]
        wanted_openness, wanted_tariff = lattice.shock(int(mask)).dense(SHAPE)
        np.testing.assert_allclose(openness, wanted_openness, rtol=1e-14)
        np.testing.assert_allclose(
            np.where(np.isnan(tariff), base, tariff),
            np.where(np.isnan(wanted_tariff), base, wanted_tariff),
            rtol=1e-14,
        )


def test_common_flows_are_those_that_no_choice_changes():
    lattice = Lattice(BASE, plan(), 3)
    common = {tuple(f) for f in lattice.common.flow}
    assert not common & {tuple(f) for f in lattice.flow}
    china, usa, india = (COUNTRIES.index(c) for c in ("CHN", "USA", "IND"))
    assert (usa, china, 0) in common, "the core's controls"
    assert (china, usa, 0) in common, "the core's tariff"
    assert (india, china, 2) in common, "its banks reach everybody"
    # DEU decides whether its measure reaches third countries
    assert (china, india, 1) not in common
    varying = {n for f in lattice.flow for n in f[:2]}
    for code in ("DEU", "KOR", "AUS", "NOR", "FRA"):
        assert COUNTRIES.index(code) in varying


def test_masks_are_read_by_bit():
    lattice = Lattice(BASE, plan(), 0)
    assert lattice.names(0b1010) == ("KOR", "FRA")
    assert lattice.members(0) == ("USA", "JPN")
    assert bits(0b1010) == (1, 3)
    assert size(np.array([0, 7, 8])).tolist() == [0, 3, 1]


def test_more_players_than_bits_are_refused():
    from tests.policy.conftest import COUNTRIES as MANY
    from tests.policy.conftest import make_world

    ladder = [plan().to_dict()["ladder"][3]]
    others = [c for c in MANY if c not in ("CHN", "USA")]
    senders = {"core": ["USA"], "prospective": others}
    scenario = plan(senders=senders, resolves={}, ladder=ladder)
    with pytest.raises(UsageError, match="at most 62"):
        Lattice(make_world(["CHN", "USA", *others], ["C26", "C28"]), scenario, 0)
