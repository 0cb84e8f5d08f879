"""The first real input: a machine-paraphrased repost with garbled names and junk."""

from pathlib import Path

import pytest

from megara.dossier.draft import draft_scenario
from megara.dossier.reader import read
from megara.dossier.schema import verify
from megara.policy.scenario import Scenario

pytestmark = pytest.mark.shared
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "reuters-repost-2023-03.txt"


@pytest.fixture(scope="module")
def dossier():
    if not SEED.is_file():
        pytest.skip("needs ../shared/seed")
    return read(SEED)


def test_every_span_holds_against_the_file_itself(dossier):
    text = SEED.read_text("utf-8")
    assert dossier.documents[0].text == text
    assert verify(dossier) == []
    spans = list(dossier.evidences())
    assert len(spans) > 50
    assert all(text[e.start : e.end] == e.text for _, e in spans)


def test_consultation(dossier):
    told = dossier.consultation
    assert told.initiator == ["USA"]
    assert "G7" in told.invited
    assert told.stage == "initial"
    assert told.agreed is False
    assert {"staff", "diplomats"} <= set(told.level)


def test_trigger(dossier):
    assert [(t.actor, t.action, t.recipient) for t in dossier.triggers] == [
        ("CHN", "provides military support", "RUS")
    ]
    led = {m.id: m for m in dossier.measures}[dossier.triggers[0].leads_to[0]]
    assert (led.imposed_by, led.against, led.status) == (["USA"], ["CHN"], "considered")


def test_positions(dossier):
    assert sorted((p.party, p.stance) for p in dossier.positions) == [
        ("DEU", "reticent"),
        ("KOR", "reticent"),
        ("USA", "supportive"),
        ("core group", "supportive"),
    ]


def test_the_ground_of_a_position_tells_it(dossier):
    ground = {p.party: p.evidence[0].text for p in dossier.positions}
    assert "looking for close allies over possible new sanctions" in ground["USA"]
    assert not any("share these concerns" in text for text in ground.values())


def test_measures_are_those_of_the_story(dossier):
    assert [(m.kind, m.status, m.imposed_by, m.against) for m in dossier.measures] == [
        ("unspecified", "considered", ["USA"], ["CHN"]),
        ("unspecified", "imposed", ["core group"], ["RUS"]),
        ("designation", "imposed", ["USA"], ["RUS"]),
        ("export_control", "imposed", ["USA"], ["CHN"]),
        ("financial", "considered", ["USA"], ["CHN"]),  # "to include targeting Chinese banks"
    ]


def test_measures_of_24_february(dossier):
    imposed = [m for m in dossier.measures if m.status == "imposed"]
    assert any(m.kind == "designation" and m.imposed_by == ["USA"] for m in imposed)
    chips = next(m for m in imposed if m.goods == ["semiconductors"])
    assert (chips.kind, chips.imposed_by, chips.against) == ("export_control", ["USA"], ["CHN"])


def claim(dossier, words):
    return next(c for c in dossier.claims if any(words in e.text for e in c.evidence))


@pytest.mark.parametrize(
    ("words", "kind", "status", "count"),
    [
        ("four U.S. officials", "anonymous_official", "asserted", 4),
        ("US Treasury Department, the main", "institution", "declined", None),
        ("One source said", "anonymous_official", "asserted", 1),
        ("a country Washington consulted", "anonymous_official", "asserted", 1),
        ("a second source said", "anonymous_official", "asserted", 1),
        ("the spokeswoman said", "spokesperson", "asserted", None),
        ("Anthony Ruggiero", "expert", "asserted", None),
        ("Initial steps by the Biden administration", "anonymous_official", "asserted", None),
        (
            "They said the officials were laying the groundwork",
            "anonymous_official",
            "asserted",
            None,
        ),
    ],
)
def test_claims(dossier, words, kind, status, count):
    found = claim(dossier, words)
    assert (found.source_kind, found.status, found.count) == (kind, status, count)


def test_chinas_denial(dossier):
    denial = next(c for c in dossier.claims if c.status == "denied")
    assert denial.affiliation == "CHN"
    assert denial.content == "China is considering providing weapons to Russia"
    disputed = next(c for c in dossier.claims if c.disputed_by)
    assert disputed.disputed_by == ["CHN"]


def test_a_warning_keeps_its_verb(dossier):
    warned = claim(dossier, "warned China against doing so")
    assert warned.content.startswith("also directly warned China against doing so, including")


def test_the_expert_has_his_institute(dossier):
    experts = [c for c in dossier.claims if c.source_name == "Anthony Ruggiero"]
    assert len(experts) == 3
    assert {c.affiliation for c in experts} == {"Foundation for Defense of Democracies"}


def test_corrected_names(dossier):
    corrected = {c.as_written: c.canonical for c in dossier.corrected_names}
    assert corrected["Anthony Blinken"] == "Antony Blinken"
    assert corrected["Olaf Schultz"] == "Olaf Scholz"
    assert corrected["Daniel Kreitenbrink"] == "Daniel Kritenbrink"
    assert "Foundation for Defense of Democracies" in corrected.values()
    assert all(";" in c.basis for c in dossier.corrected_names)


def test_junk(dossier):
    junk = [line.text for line in dossier.documents[0].junk_lines]
    assert [text.split()[0] for text in junk] == [
        "Latest", "View", "See", "See", "See", "Our", "Leave", "Your",
    ]  # fmt: skip


def test_dates(dossier):
    assert dossier.documents[0].published == "2023-03"
    assert dossier.documents[0].published_basis == "file name"
    dates = {(e.date, e.kind) for e in dossier.events}
    assert ("2023-02-18", "meeting") in dates
    assert ("2022-02-24", "other") in dates
    assert ("2023-02-24", "statement") in dates


def test_the_draft_is_a_scenario(dossier):
    text = draft_scenario(dossier)
    plan = Scenario.from_yaml(text)
    assert plan.targets == ("CHN",)
    assert [p.name for p in plan.core] == ["USA"]
    assert {"DEU", "KOR", "JPN", "GBR"} <= {p.name for p in plan.prospective}
    assert plan.resolves["DEU"].word == "reticent"
    assert "China provides military support" in plan.trigger
    for act in plan.acts:
        assert all("ASSUMED" in depth.note for depth in act.measure.depths.values())


def test_an_official_of_an_unnamed_country_is_not_of_the_one_beside_it(dossier):
    assert claim(dossier, "a country Washington consulted").affiliation is None
