"""A dossier as a draft scenario, which the scenario loader takes as it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.dossier.draft import draft_scenario
from megara.dossier.reader import read
from megara.dossier.schema import Consultation, Document, Dossier, Evidence, Measure, Position
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
    assert text.count('# "The next step would be cutting Chinese banks off') == 1


def test_words_are_given_once_and_pointed_to_after():
    """One sentence on a group stands above its members once, and is the source of each."""
    text = draft_scenario(
        read(
            "WASHINGTON, March 1, 2023 - The United States is consulting its partners in the G7 "
            "about sanctions on China, two officials said.\n"
        )
    )
    assert text.count('# "The United States is consulting its partners') == 1
    assert "# see the words above (d1, " in text
    between = text[text.index("name: CAN") : text.index("name: DEU")]
    assert "#" not in between
    assert "is consulting its partners" in between


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


def drafted(*sentences):
    return Scenario.from_yaml(draft_scenario(read("\n\n".join(sentences) + "\n")))


def names(players):
    return {p.name for p in players}


def test_the_rate_that_is_told_is_the_rate_with_its_words():
    plan = drafted(
        "BRUSSELS, June 3, 2024 (AFP) - The European Union may impose tariffs of 60 percent on "
        "Chinese steel if Beijing keeps subsidising its mills, EU officials said."
    )
    (act,) = plan.acts
    assert act.measure.rate.mode == 0.6
    assert act.measure.rate.source.startswith("Agence France-Presse, 2024-06-03: “")
    assert "tariffs of 60 percent" in act.measure.rate.source
    assert "ASSUMED" not in act.measure.rate.note


def test_a_rate_is_assumed_only_where_none_is_told():
    (act,) = drafted("OTTAWA, May 2, 2024 - Canada may slap tariffs on Chinese steel.").acts
    assert act.measure.rate.note.startswith("ASSUMED: ")
    assert "no rate" in act.measure.rate.note
    assert "share" not in act.measure.rate.note
    assert act.measure.coverage.note != act.measure.rate.note


def test_coverage_and_cut_each_have_their_reason():
    (act,) = drafted("BRUSSELS, May 2, 2024 - The EU may ban imports of Russian aluminium.").acts
    assert "share of the sector's imports" in act.measure.coverage.note
    assert "stops" in act.measure.cut.note


def test_a_sector_wider_than_the_goods_is_told_so():
    (act,) = drafted("BRUSSELS, May 2, 2024 - The EU may ban imports of Belarusian potash.").acts
    assert "of which the goods told (potash) are a part" in act.measure.coverage.note
    (act,) = drafted("TOKYO, May 2, 2024 - Japan may ban exports of machinery to Russia.").acts
    assert "are a part" not in act.measure.coverage.note


def test_a_full_ban_covers_all_goods():
    (act,) = drafted(
        "TOKYO, April 20, 2023 - The G7 may impose a full ban on exports to Russia, two officials "
        "said."
    ).acts
    assert act.measure.sectors == ["goods"]
    assert (act.measure.coverage.mode, act.measure.coverage.low) == (1, None)
    assert "full ban on exports" in act.measure.coverage.source
    (act,) = drafted(
        "TOKYO, April 20, 2023 - The G7 may impose a near-total ban on exports to Russia, two "
        "officials said."
    ).acts
    assert act.measure.coverage.mode == 0.9
    assert act.measure.coverage.note.startswith("ASSUMED from the words “near-total ban”")


def test_all_of_some_goods_in_a_wider_sector_is_marked():
    (act,) = drafted(
        "PARIS, May 2, 2024 - The United States and the European Union will ban all oil imports "
        "from Russia, officials said."
    ).acts
    assert act.measure.coverage.mode == 1
    assert act.measure.coverage.low < 1
    assert "“all oil imports”" in act.measure.coverage.note


def test_a_member_that_backs_its_bloc_is_core_and_one_that_has_doubts_is_not():
    plan = drafted(
        "TOKYO, April 20, 2023 (Reuters) - The G7 will ban exports of machinery to Russia, "
        "Japanese officials said on Thursday.",
        "U.S. Treasury Secretary Janet Yellen said Washington supports the ban.",
        "Germany backs the plan, a spokesman in Berlin said.",
        "Italy opposes the ban, a diplomat said.",
    )
    assert names(plan.core) == {"USA", "DEU", "CAN", "FRA", "GBR", "JPN"}
    assert names(plan.prospective) == {"ITA"}


def evidence(text):
    return Evidence(document="d1", start=0, end=len(text), text=text)


def a_dossier(**parts):
    text = "words"
    return Dossier(documents=[Document(id="d1", title="t", sha256="0", text=text)], **parts)


def a_measure(number, by, against, kind="embargo", status="considered", text="words"):
    return Measure(id=f"m{number}", kind=kind, imposed_by=by, against=against, status=status,
                   evidence=[evidence(text)])  # fmt: skip


def test_members_of_a_bloc_that_is_reticent_are_not_core_by_another():
    plan = Scenario.from_yaml(draft_scenario(a_dossier(
        measures=[a_measure(1, ["G7"], ["RUS"])],
        positions=[Position(party="EU", on="it", stance="reticent", evidence=[evidence("w")])],
    )))  # fmt: skip
    assert names(plan.core) == {"USA", "CAN", "GBR", "JPN"}
    assert {"DEU", "FRA", "ITA"} <= names(plan.prospective)
    assert plan.resolves["FRA"].word == "reticent"


def test_an_undecided_member_is_core_by_the_words_on_its_bloc():
    plan = Scenario.from_yaml(draft_scenario(a_dossier(
        measures=[a_measure(1, ["EU"], ["RUS"], text="The EU will act.")],
        positions=[Position(party="ITA", on="it", stance="undecided",
                            evidence=[evidence("Italy has no position.")])],
    )))  # fmt: skip
    (italy,) = [p for p in plan.core if p.name == "ITA"]
    assert italy.source == "“t”, undated: “The EU will act”"
    assert plan.resolves["ITA"].source == "“t”, undated: “Italy has no position”"


def test_a_party_read_two_ways_is_told_so():
    draft = draft_scenario(a_dossier(
        measures=[a_measure(1, ["EU"], ["RUS"])],
        positions=[Position(party="HUN", on="it", stance=s, evidence=[evidence("Hungary")])
                   for s in ("opposed", "supportive")],
    ))  # fmt: skip
    assert Scenario.from_yaml(draft).resolves["HUN"].word == "opposed"
    assert "  # UNSURE: also read as supportive:\n  # by the same words\n" in draft


def test_a_long_sentence_is_cut_around_the_name():
    words = "The EU is preparing a ban, " + "as was said, " * 15 + "and Britain will join in it."
    plan = Scenario.from_yaml(draft_scenario(a_dossier(
        measures=[a_measure(1, ["EU", "GBR"], ["RUS"], text=words)],
    )))  # fmt: skip
    (britain,) = [p for p in plan.core if p.name == "GBR"]
    assert "Britain will join" in britain.source
    assert len(britain.source) < len(words)


def test_an_opponent_is_neither_core_nor_asked_for_having_been_read_as_asking():
    plan = Scenario.from_yaml(draft_scenario(a_dossier(
        consultation=Consultation(initiator=["CHN", "USA"], stage="ongoing",
                                  evidence=[evidence("words")]),
        measures=[a_measure(1, ["USA"], ["CHN"])],
        positions=[Position(party=p, on="it", stance="opposed", evidence=[evidence("w")])
                   for p in ("CHN", "RUS")],
    )))  # fmt: skip
    assert plan.targets == ("CHN",)
    assert names(plan.players) == {"USA"}


def test_who_is_urged_is_asked_and_no_target():
    text = "The U.S. is urging Japan and the Netherlands to stop servicing tools in China."
    opposed = Position(party="CHN", on="it", stance="opposed", evidence=[evidence("w")])
    plan = Scenario.from_yaml(draft := draft_scenario(a_dossier(measures=[
        a_measure(1, ["JPN", "NLD"], [], "export_control", text=text),
        a_measure(2, ["CHN"], ["JPN"], "export_control", text="Beijing could answer Tokyo."),
        a_measure(3, ["TWN"], ["CHN"], "designation", "imposed", text="Taiwan listed Huawei."),
    ], positions=[opposed])))  # fmt: skip
    assert plan.targets == ("CHN",)
    assert names(plan.core) == {"USA"}
    assert names(plan.prospective) == {"JPN", "NLD"}
    assert "# UNSURE: no planned measure names its target; China is" in draft


def test_a_measure_without_a_target_and_a_near_tie_raise_a_doubt():
    draft = draft_scenario(a_dossier(measures=[
        a_measure(1, ["USA"], ["RUS"]), a_measure(2, ["USA"], ["CHN"]), a_measure(3, ["USA"], []),
    ]))  # fmt: skip
    above = draft[: draft.index("target: [RUS]")].splitlines()
    assert "# UNSURE: 1 planned measure names no target; Russia is taken to be meant" in above
    tie = "# UNSURE: 1 sentence of the stories point to Russia as the target, 1 to China (CHN)"
    assert tie in above
    assert "# left out (against others): embargo against CHN" in draft


def test_the_eu_sets_tariffs_as_one():
    plan = drafted(
        "PARIS, June 3, 2024 - France may impose tariffs of 30 percent on Chinese steel, officials "
        "said.",
        "Spain is opposed to the tariffs, a minister said.",
    )
    (union,) = plan.players
    assert (union.name, len(union.members), union.core) == ("EU", 27, True)
    assert "Spain opposed" in union.note


def test_the_words_are_the_source_of_resolves_players_and_rungs():
    plan = drafted(
        "BRUSSELS, May 2, 2024 (Reuters) - The EU is considering a ban on imports of Russian "
        "aluminium, two diplomats said.",
        "Hungary opposes the ban, one of them said.",
    )
    assert plan.resolves["HUN"].source == (
        "Reuters, 2024-05-02: “Hungary opposes the ban, one of them said”"
    )
    assert all(p.source.startswith("Reuters, 2024-05-02: “") for p in plan.players)
    assert plan.ladder[0].source.startswith("Reuters, 2024-05-02: “The EU is considering")
    assert plan.sources[0].startswith("on the target: Reuters")


def test_how_the_day_is_known_reads_well():
    story = "The EU is considering a ban on imports of Russian aluminium, two diplomats said.\n"
    text = draft_scenario(read(story, published="2023-03-01"))
    assert "date: 2023-03-01  # day of publication, as given with --published\n" in text
