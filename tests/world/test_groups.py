from datetime import date

import pytest

from megara.errors import UsageError
from megara.world.countries import known
from megara.world.groups import find_group, groups, members, memberships


@pytest.mark.parametrize(
    ("group", "day", "size"),
    [
        ("G7", None, 7),
        ("EU", None, 27),
        ("EU", date(1960, 1, 1), 6),
        ("EU", date(1985, 6, 1), 10),
        ("EU", date(1995, 1, 1), 15),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2013, 7, 1), 28),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("EU27", None, 27),
        ("NATO", date(2023, 4, 3), 30),
        ("NATO", date(2023, 4, 4), 31),
        ("NATO", None, 32),
        ("Euro area", date(1999, 1, 1), 11),
        ("Euro area", date(2023, 1, 1), 20),
        ("Five Eyes", None, 5),
        ("Russia-2022", date(2022, 2, 24), 39),
        ("Russia-2022", None, 40),
        ("Quad", None, 4),
        ("BRICS", date(2023, 3, 1), 5),
        ("BRICS", date(2024, 1, 1), 9),
        ("ASEAN", date(2023, 3, 1), 10),
        ("OECD", None, 38),
        ("G20", None, 19),
    ],
)
def test_sizes_known_from_elsewhere(group: str, day: date | None, size: int) -> None:
    assert len(members(group, day)) == size


def test_the_union_agrees_with_country_converter() -> None:
    from megara.world.countries import _converter

    data = _converter().data
    for column, group, day in [
        ("EU27", "EU27", None),
        ("EU28", "EU", date(2019, 1, 1)),
        ("EU15", "EU", date(2000, 1, 1)),
        ("EU12", "EU", date(1990, 1, 1)),
        ("G7", "G7", None),
    ]:
        assert set(members(group, day)) == set(data[data[column] != ""]["ISO3"]), column


def test_finland_joins_nato_on_its_day() -> None:
    assert "FIN" not in members("NATO", date(2023, 4, 3))
    assert "FIN" in members("NATO", date(2023, 4, 4))


def test_britain_leaves_the_union_on_its_day() -> None:
    assert "GBR" in members("EU", date(2020, 1, 31))
    assert "GBR" not in members("EU", date(2020, 2, 1))


@pytest.mark.parametrize("spelling", ["eu-27", "EU 27", "Eu27"])
def test_spellings(spelling: str) -> None:
    assert find_group(spelling) == "EU27"


def test_every_row_is_a_country_once_a_day_with_its_source() -> None:
    seen: set[tuple[str, str, date]] = set()
    for row in memberships():
        assert known(row.member)
        assert row.source
        assert row.end is None or row.start < row.end
        assert (row.group, row.member, row.start) not in seen
        seen.add((row.group, row.member, row.start))


def test_no_group_is_taken_for_a_country() -> None:
    from megara.world.countries import iso3

    for group in groups():
        with pytest.raises(UsageError):
            iso3(group)


def test_errors() -> None:
    with pytest.raises(UsageError, match="unknown group 'G9'"):
        members("G9")
    with pytest.raises(UsageError, match="no members on 1950-01-01; it began on 1975-11-15"):
        members("G7", date(1950, 1, 1))
