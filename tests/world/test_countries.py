import pytest
from hypothesis import given
from hypothesis import strategies as st

from megara.errors import UsageError
from megara.world.countries import country_name, iso3, known


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CHN", "CHN"),
        ("chn", "CHN"),
        ("CN", "CHN"),
        ("China", "CHN"),
        ("People's Republic of China", "CHN"),
        ("China (People's Republic of)", "CHN"),
        ("Republic of China", "TWN"),
        ("Chinese Taipei", "TWN"),
        ("Hong Kong, China", "HKG"),
        ("Korea", "KOR"),
        ("South Korea", "KOR"),
        ("Republic of Korea", "KOR"),
        ("Korea, Rep.", "KOR"),
        ("North Korea", "PRK"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("UK", "GBR"),
        ("Great Britain", "GBR"),
        ("the Netherlands", "NLD"),
        ("Holland", "NLD"),
        ("U.S.A.", "USA"),
        ("the United States", "USA"),
        ("America", "USA"),
        ("Russian Federation", "RUS"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Côte d'Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Viet Nam", "VNM"),
        ("Czech Republic", "CZE"),
        ("Lao (People’s Democratic Rep.)", "LAO"),
        ("Iran, Islamic Rep.", "IRN"),
        ("UAE", "ARE"),
        ("EL", "GRC"),
        ("NO", "NOR"),
        ("NA", "NAM"),
        ("rest of the world", "ROW"),
    ],
)
def test_usual_spellings(name: str, code: str) -> None:
    assert iso3(name) == code


@pytest.mark.parametrize(
    "name",
    ["", "  ", "N. Ireland", "China and Russia", "New Mexico", "XGermanyX", "West Germany", "G7"],
)
def test_a_text_that_only_holds_a_country_is_none(name: str) -> None:
    with pytest.raises(UsageError):
        iso3(name)


@pytest.mark.parametrize(
    ("name", "nearest"), [("Germny", "DEU"), ("Chna", "CHN"), ("Untied States", "USA")]
)
def test_unknown_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean {nearest}"):
        iso3(name)


def test_every_code_and_name_finds_itself() -> None:
    from megara.world.countries import _names

    for code, name in _names().items():
        assert iso3(code) == code
        assert iso3(name) == code


def test_quiet(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError):
        iso3("Nowhere")
    assert iso3("Korea, Rep.") == "KOR"
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@given(st.text(max_size=90))
def test_any_text_is_a_country_or_one_line(text: str) -> None:
    code, message = "", ""
    try:
        code = iso3(text)
    except UsageError as error:
        message = str(error)
    assert bool(code) != bool(message)
    assert len(message.splitlines()) <= 1
    assert len(message) < 250
    if code:
        assert known(code)
        assert country_name(code)
