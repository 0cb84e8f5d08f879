"""Sectors by code, name and set, on each classification that the package knows."""

from __future__ import annotations

import pytest

from megara.errors import UsageError
from megara.policy.sectors import ICIO, classification, sector_indices, sets, table

KINDS = {
    kind: tuple(s.code for s in table() if s.classification == kind)
    for kind in (ICIO, "icio-2023", "wiod-2013", "wiod-2016")
}
ICIO_2025 = KINDS[ICIO]


@pytest.mark.parametrize("kind", KINDS)
def test_a_classification_knows_itself(kind: str) -> None:
    assert classification(KINDS[kind]) == kind


def test_other_codes_of_the_same_sectors() -> None:
    other = tuple(f"c{i}" for i in range(1, 36))
    assert classification(other) == "wiod-2013"
    assert sector_indices("30t33", other, {}) == (13,)
    assert sector_indices("c14", KINDS["wiod-2013"], {}) == (13,)
    assert sector_indices("goods", other, {}) == tuple(range(16))


def test_codes_of_nobody() -> None:
    assert classification(("x1", "x2", "C26")) is None
    with pytest.raises(UsageError, match="the set 'goods' has no sectors in this world"):
        sector_indices("goods", ("x1", "x2", "C26"), {})
    assert sector_indices("all", ("x1", "x2"), {}) == (0, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_goods_utilities_and_services_are_everything_once(kind: str) -> None:
    codes = KINDS[kind]
    parts = [sector_indices(name, codes, {}) for name in ("goods", "utilities", "services")]
    assert sorted(i for part in parts for i in part) == list(range(len(codes)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sets())
def test_every_set_has_sectors_and_a_meaning(kind: str, name: str) -> None:
    assert sector_indices(name, KINDS[kind], {})
    assert sets()[name]


def test_every_row_is_used_once_and_every_set_is_explained() -> None:
    for kind, codes in KINDS.items():
        assert len(set(codes)) == len(codes), kind
    for sector in table():
        assert sector.sets <= set(sets())
        assert len(sector.sets & {"goods", "utilities", "services"}) == 1


def test_a_set_means_the_same_industries_everywhere() -> None:
    def found(name: str, kind: str) -> set[str]:
        return {KINDS[kind][i] for i in sector_indices(name, KINDS[kind], {})}

    assert found("semiconductors", ICIO) == {"C26"}
    assert found("semiconductors", "wiod-2013") == {"30t33"}
    assert found("high_tech", "wiod-2016") == {"C21", "C26", "C30"}
    assert {"C21", "C26", "C302T309"} <= found("high_tech", ICIO)
    assert "C301" not in found("high_tech", ICIO)
    assert found("high_tech", ICIO) <= found("advanced_technology", ICIO)


@pytest.mark.parametrize(
    ("name", "code"), [("c26", "C26"), (" C26 ", "C26"), ("Electronics, wide", "C26"), ("F", "F")]
)
def test_spellings(name: str, code: str) -> None:
    found = sector_indices(name, ICIO_2025, {"C26": "Electronics, wide"})
    assert [ICIO_2025[i] for i in found] == [code]


@pytest.mark.parametrize(
    ("name", "nearest"), [("C266", "C26"), ("good", "goods"), ("High-Tec", "high_tech")]
)
def test_unknown_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=f"no sector '{name}'; did you mean '{nearest}'"):
        sector_indices(name, ICIO_2025, {})
