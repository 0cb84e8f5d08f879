"""A scenario: what it says once read, and the one line for what is wrong with it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from megara.errors import UsageError
from megara.policy.scenario import RETALIATION, Scenario
from tests.policy.plans import PLAN, changed, plan


def test_players_targets_and_trigger() -> None:
    scenario = plan()
    assert scenario.targets == ("CHN",)
    assert [p.name for p in scenario.core] == ["CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"]
    assert [p.name for p in scenario.prospective] == ["KOR", "rest of EU"]
    rest = scenario.prospective[1]
    assert rest.bloc
    assert len(rest.members) == 24
    assert not scenario.prospective[0].bloc
    assert scenario.date == date(2023, 3, 1)
    assert scenario.rungs == ("semiconductors", "goods")


def test_resolves() -> None:
    resolve = {p.name: p.resolve for p in plan().players}
    assert resolve["DEU"] is not None
    assert resolve["DEU"].word == "reticent"
    assert resolve["KOR"] is not None
    assert resolve["KOR"].mode == 0.5
    assert resolve["rest of EU"] is not None
    assert resolve["rest of EU"].high == 0.4
    assert resolve["USA"] is None


def test_a_group_is_read_on_the_date_of_the_plan() -> None:
    text = changed("[EU27], exclude: [", "[EU], exclude: [GBR, ")
    assert len(Scenario.from_yaml(text).prospective[1].members) == 24
    text = text.replace("2023-03-01", "2012-01-01")
    assert "HRV" not in Scenario.from_yaml(text).prospective[1].members  # joined in 2013


def test_depths_have_identities() -> None:
    depths = plan().depths()
    assert [d.key for d in depths] == [
        (0, 0, "coverage"),
        (0, 0, "cut"),
        (1, 0, "coverage"),
        (1, 0, "cut"),
    ]
    assert depths[1].estimate.bounds == (0.6, 0.95)
    assert not depths[1].estimate.certain
    assert depths[0].estimate.certain
    assert depths[1].label == "semiconductors: export control of C26: cut"


def test_retaliation_of_its_own_has_identities_too() -> None:
    scenario = plan("retaliation: none", "retaliation: [{kind: tariff, rate: 0.2, rung: goods}]")
    assert scenario.acts[-1].retaliation
    assert scenario.acts[-1].rung == 1
    assert scenario.acts[-1].by == ("CHN",)
    assert [d.key for d in scenario.depths()][-2:] == [
        (RETALIATION, 0, "coverage"),
        (RETALIATION, 0, "rate"),
    ]


def test_plain_data_comes_back_the_same() -> None:
    scenario = plan()
    data = scenario.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert Scenario.from_dict(data) == scenario
    assert Scenario.from_yaml(yaml.safe_dump(data)) == scenario


def test_rung_index() -> None:
    assert plan().rung_index("goods") == 1
    with pytest.raises(UsageError, match="no rung is named 'good'; did you mean 'goods'"):
        plan().rung_index("good")


WRONG = [
    ("[CHN]", "[Chyna]", 3, "unknown country 'Chyna'; did you mean CHN"),
    ("[CHN]", "[CHN, G9]", 3, "unknown country 'G9'; .*groups are G7"),
    ("[CHN]", "[]", 3, "target: nothing is given"),
    ("[CHN]", "{CHN: 1}", 3, "target: a mapping is not a text"),
    ("[CHN]", "", 3, "target: nothing is not a text"),
    ("target: [CHN]\n", "", 1, "the key 'target' is missing"),
    ("[G7]", "[G7, USA]", 5, "United States .USA. is already a player"),
    ("[G7]", "[BRICS]", 5, "China .CHN. .through BRICS. is a target and cannot be a sender too"),
    ("[G7]", "[]", 5, "core: nothing is given"),
    ("[G7]", "[G7, {name: X, members: [KOR]}]", 7, "already a player as a member of 'X'"),
    ("- KOR", "- 12", 7, "12 is not a country, a group, nor a bloc"),
    ("- KOR", "- {nam: KOR}", 7, "unknown key 'nam'; did you mean 'name'"),
    ("- KOR", "- {name: Rest of EU, members: [KOR]}", 8, "two players are named 'rest of EU'"),
    ("DEU, FRA, ITA]", "EU27]", 8, "the bloc 'rest of EU' has no members left"),
    ("members: [EU27], ", "", 8, "exclude goes with members"),
    ("2023-03-01", "1900-01-01", 5, "the group G7 had no members on 1900-01-01"),
    ("2023-03-01", "2023-02-30", 2, "'2023-02-30' is not a date; write year-month-day"),
    ("2023-03-01", "20230301", 2, "is not a date"),
    ("retaliation: none", "retaliation: nine", 10, "'nine' is not one of .*did you mean 'none'"),
    ("retaliation: none", "retaliation: []", 10, "none, mirror, or a list of at least one"),
    (
        "retaliation: none",
        "retaliation: [{kind: tariff, rate: 25}]",
        10,
        "25 is out of range; it must be at most 10 .25 % is 0.25.",
    ),
    (
        "retaliation: none",
        "retaliation: [{kind: embargo, rung: gods}]",
        10,
        "no rung is named 'gods'; did you mean 'goods'",
    ),
    (
        "retaliation: none",
        "retaliation: [{kind: embargo, reach: all}]",
        10,
        "reach is for the senders' measures",
    ),
    ("DEU: reticent", "DEU: retcent", 11, "did you mean 'reticent'"),
    ("DEU: reticent", "AUT: reticent", 11, "'AUT' is no player; it is a member of 'rest of EU'"),
    ("DEU: reticent", "NOR: reticent", 11, "'NOR' is no player; it is no sender"),
    ("DEU: reticent", "DEU: -1", 11, "must be at least 0"),
    ("DEU: reticent", "DEU: {word: open, mode: 1}", 11, "either a word or a number"),
    ("DEU: reticent", "DEU: open, Germany: open", 11, "DEU is given twice"),
    ("KOR: 0.5", "rest of EUU: 0.5", 11, "did you mean the bloc 'rest of EU'"),
    ("ladder:", "ladders:", 12, "unknown key 'ladders'; did you mean 'ladder'"),
    ("name: goods", "name: semiconductors", 19, "two rungs are named 'semiconductors'"),
    ("name: goods", "name: ' '", 19, "nothing is given"),
    ("kind: export_control", "kind: exportcontrol", 15, "did you mean 'export_control'"),
    ("kind: export_control", "kind: tariff", 15, "a tariff needs a rate"),
    ("kind: export_control", "kind: cost\n        rate: 0.1", 19, "has a rate, not a cut"),
    ("        coverage: 0.4\n", "        rate: 0.4\n", 17, "export_control has no rate"),
    ("        sectors: [C26]\n", "", 15, "export_control needs sectors"),
    ("sectors: [C26]", "sectorz: [C26]", 16, "unknown key 'sectorz'; did you mean 'sectors'"),
    ("sectors: [C26]", "sectors: []", 16, "nothing is given"),
    ("coverage: 0.4", "coverage: 1.4", 17, "1.4 is out of range; it must be at most 1"),
    ("coverage: 0.4", "coverage: 40", 17, "it must be at most 1 .40 % is 0.4."),
    ("coverage: 0.4", "coverage: -0.1", 17, "-0.1 is out of range; it must be at least 0"),
    ("coverage: 0.4", "coverage: .nan", 17, "'.nan' is not a number from 0 to 1"),
    ("coverage: 0.4", "coverage: 1e999", 17, "is not a finite number"),
    ("coverage: 0.4", "coverage: true", 17, "true is not a number"),
    ("coverage: 0.4", "coverage: half", 17, "'half' is not a number from 0 to 1"),
    ("coverage: 0.4", "coverage: {low: 0.1}", 17, "the key 'mode' is missing"),
    ("coverage: 0.4", "coverage: {mode: 0.1, hi: 1}", 17, "unknown key 'hi'"),
    ("low: 0.6", "low: 0.9", 18, "low .0.9. is above mode .0.8."),
    ("high: 0.95", "high: 0.7", 18, "high .0.7. is below mode .0.8."),
    ("{kind: embargo", "{kind: embargo, by: NOR", 21, "Norway .NOR. is no sender"),
    ("{kind: embargo", "{kind: embargo, against: USA", 21, "United States .USA. is a sender"),
    ("{kind: embargo", "{kind: embargo, rung: goods", 21, "rung is for retaliation only"),
    ("{kind: embargo", "{kind: embargo, reach: CHN", 21, "China .CHN. is in against already"),
    ("{kind: embargo", "{kind: financial", 21, "financial needs a coverage"),
    ("{kind: embargo", "{kind: financial, coverage: 1", 21, "financial needs a cut"),
    ("{kind: embargo", "{kind: designation", 21, "designation needs a coverage"),
    (
        "{kind: embargo",
        "{kind: import_ban, sectors: goods, direction: both",
        21,
        "import_ban works on imports only; use export_control",
    ),
    ("name: China arms", "name: [China", 2, "not valid YAML"),
    ("name: China arms Russia", 'name: "\\e[31mred"', 1, "the control character U.001B"),
    ("name: China arms Russia", "name: ''", 1, "nothing is given"),
    ("name: China arms Russia", "name: 7", 1, "7 is not a text"),
    ("trigger:", "elasticities: -1\ntrigger:", 9, "a trade elasticity is above 0 and at most 1000"),
    ("trigger:", "elasticities: []\ntrigger:", 9, "give the name of a set"),
    ("trigger:", "deficits: none\ntrigger:", 9, "'none' is not one of 'constant', 'zero'"),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), WRONG)
def test_wrong_in_one_line_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(changed(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=says) as caught:
        Scenario.from_yaml(file)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 600
    found = re.match(re.escape(str(file)) + r":(\d+): ", message)
    assert found, message
    assert int(found[1]) == line, message
    assert caught.value.exit_code == 2


def test_a_ladder_with_no_rung() -> None:
    head = PLAN[: PLAN.index("ladder:")]
    with pytest.raises(UsageError, match=r"<text>:12: ladder: nothing is given"):
        Scenario.from_yaml(head + "ladder: []\n")
    with pytest.raises(UsageError, match=r"<text>:12: ladder: nothing is not a list"):
        Scenario.from_yaml(head + "ladder:\n")


def test_the_first_fault_in_the_file_is_told() -> None:
    text = changed("coverage: 0.4", "coverage: 7").replace("[CHN]", "[Chyna]")
    with pytest.raises(UsageError, match=r"<text>:17: "):
        Scenario.from_yaml(text)  # names are looked up once the form is right


def test_faults_of_plain_data_name_the_key() -> None:
    data = plan().to_dict()
    data["ladder"][0]["measures"][0]["cut"]["mode"] = 2
    with pytest.raises(UsageError, match=r"scenario: rung 1, measure 1, cut, mode: 2.* at most 1"):
        Scenario.from_dict(data)
    with pytest.raises(UsageError, match="a scenario is a mapping"):
        Scenario.from_dict([])  # type: ignore[arg-type]


def test_the_published_schema_is_current(root: Path) -> None:
    published = json.loads((root / "docs/schema/scenario.json").read_text(encoding="utf-8"))
    assert published == Scenario.json_schema(), (
        "run: megara scenario schema > docs/schema/scenario.json"
    )


def test_the_schema_takes_what_the_loader_takes(root: Path) -> None:
    from megara.policy.reading import parse

    schema = Scenario.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = [
        *(root / "examples").glob("*.yaml"),
        root / "src/megara/policy/data/template.yaml",
    ]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if "ladder" in text:
            validator.validate(parse(text, str(file))[0])
    validator.validate(parse(PLAN, "plan")[0])
    validator.validate(plan().to_dict())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("coverage: 0.4", "coverage: 1.4"),
        ("coverage: 0.4", "coverage: {low: 0.1}"),
        ("kind: export_control", "kind: exportcontrol"),
        ("trigger:", "triggers:"),
        ("retaliation: none", "retaliation: nine"),
        ("DEU: reticent", "DEU: retcent"),
        ("[CHN]", "[]"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    from megara.policy.reading import parse

    validator = jsonschema.Draft202012Validator(Scenario.json_schema())
    assert not validator.is_valid(parse(changed(old, new), "plan")[0])
