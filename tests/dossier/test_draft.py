"""A dossier as a draft scenario, which the scenario loader takes as it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.dossier.draft import draft_scenario
from megara.dossier.reader import read
from megara.dossier.schema import Document, Dossier, Evidence, Measure
from megara.errors import MegaraError
from megara.policy.scenario import Scenario

STORIES = sorted(p for p in (Path(__file__).parent / "stories").glob("*/*") if p.suffix != ".json")


@pytest.mark.parametrize("story", STORIES, ids=lambda p: p.stem)
def test_every_labelled_story_gives_a_plan_or_one_line(story):
    dossier = read(story)
    try:
        text = draft_scenario(dossier)
    except MegaraError as error:
        said = str(error)
        text = ""
    if not text:
        assert "no draft" in said
        return
    plan = Scenario.from_yaml(text)
    senders = {m for p in plan.players for m in p.members}
    assert not senders & set(plan.targets)
    assert '# "' in text
    assert "ASSUMED" in text


def test_comments_carry_the_exact_words():
    dossier = read(
        "BRUSSELS, May 2, 2024 - The EU is considering a ban on imports of Russian aluminium, two "
        "diplomats said.\n\nHungary opposes the ban, one of them said.\n"
    )
    text = draft_scenario(dossier)
    plan = Scenario.from_yaml(text)
    assert plan.targets == ("RUS",)
    assert str(plan.date) == "2024-05-02"
    assert [a.measure.kind for a in plan.acts] == ["import_ban"]
    assert plan.acts[0].measure.sectors == ["metals"]
    assert plan.resolves["HUN"].word == "opposed"
    for item in (dossier.measures[0], dossier.positions[0]):
        assert f'# "{item.evidence[0].text}" (d1, ' in text


def test_nobody_to_sanction():
    with pytest.raises(MegaraError, match="no draft") as caught:
        draft_scenario(read("The weather in Oslo was fine on Friday, two officials said.\n"))
    assert caught.value.exit_code == 1


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_hostile_words_stay_in_their_comment(words):
    """Whatever the text holds, it can neither end a comment nor add a key."""
    evidence = Evidence(document="d1", start=0, end=len(words), text=words)
    dossier = Dossier(
        documents=[Document(id="d1", title=words, sha256="0", text=words)],
        measures=[
            Measure(id="m1", kind="embargo", imposed_by=["USA"], against=["CHN"],
                    status="considered", evidence=[evidence])
        ],
    )  # fmt: skip
    try:
        plan = Scenario.from_yaml(draft_scenario(dossier))
    except MegaraError as error:
        raise AssertionError(str(error)) from None
    assert plan.targets == ("CHN",)
    assert plan.rungs == ("embargo",)


def test_whom_the_senders_sound_out_about_is_the_target_not_who_is_threatened_back():
    """The target's own answer neither makes the sender the target, nor is part of the plan."""
    text = draft_scenario(
        read(
            "WASHINGTON, June 24, 2014 - The United States has started to feel out Japan about an "
            "embargo on Russia if Moscow sends troops to Ukraine, officials said.\n\nIf "
            "Washington imposes the embargo, Russia would ban imports of American meat, the "
            "Kremlin warned.\n"
        )
    )
    plan = Scenario.from_yaml(text)
    assert plan.targets == ("RUS",)
    assert "import_ban" not in [a.measure.kind for a in plan.acts]
    assert 'trigger: "Russia sends troops (to Ukraine)"' in text


def test_a_target_that_the_world_does_not_show_is_told_so():
    text = draft_scenario(
        read(
            "ABUJA, July 31, 2023 - ECOWAS is considering an embargo on Niger if the junta harms "
            "the president, two diplomats said.\n"
        )
    )
    assert Scenario.from_yaml(text).targets == ("NER",)
    assert "# NOT SHOWN: the world icio-2022 does not show Niger (NER) apart" in text


def test_instruments_told_beside_a_plan_that_names_none_make_the_ladder():
    """What is in force, and what an expert would do, with its words and marked as no plan."""
    text = draft_scenario(
        read(
            "WASHINGTON, March 1, 2023 - The United States is considering new sanctions on China "
            "if Beijing sends arms to Russia, two officials said.\n\nIn October Washington "
            "imposed export controls on sales of semiconductors to China.\n\nThe next step would "
            "be cutting Chinese banks off from the dollar, said Ann Lee, a sanctions analyst at "
            "a research institute in London.\n"
        )
    )
    plan = Scenario.from_yaml(text)
    assert plan.rungs == ("designation", "export control", "financial")
    notes = {rung.name: rung.note for rung in plan.ladder}
    assert notes["export control"].startswith("MENTIONED, NOT PLANNED")
    assert "(imposed)" in notes["export control"]
    assert "expert's advice" in notes["financial"]
    assert "first guess" in notes["designation"]
    assert text.count("cutting Chinese banks off") == 1


def test_words_are_given_once_and_pointed_to_after():
    """One sentence on a group stands above its members once."""
    text = draft_scenario(
        read(
            "WASHINGTON, March 1, 2023 - The United States is consulting its partners in the G7 "
            "about sanctions on China, two officials said.\n"
        )
    )
    assert text.count("is consulting its partners") == 1
    assert "# see the words above (d1, " in text
    assert "    - CAN\n    - DEU\n" in text


def test_who_only_opposes_is_not_asked():
    """A target's friend joins nobody; a member of the sender's bloc is asked."""
    text = draft_scenario(
        read(
            "BRUSSELS, June 24, 2021 - The European Union imposed sanctions on Belarusian banks "
            "on Thursday.\n\nHungary opposed the sanctions, a diplomat said.\n\nRussia condemned "
            "the sanctions on Belarus.\n"
        )
    )
    members = {m for p in Scenario.from_yaml(text).players for m in p.members}
    assert "HUN" in members
    assert "RUS" not in members
