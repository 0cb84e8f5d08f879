"""Which mentions are measures of their own: lists, other senders, and mere comments."""

from __future__ import annotations

import pytest

from megara.dossier.lexicon import lemma
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

LEAD = "The EU imposed an arms embargo on Myanmar on Monday. The ministers met in Brussels. "


def told(text: str) -> list[tuple[str, str, list[str]]]:
    """Return kind, status and senders of the measures, in order of kind."""
    measures = read_intakes([take_in(text, 1)], parser()).measures
    return sorted((m.kind, m.status, m.imposed_by) for m in measures)


@pytest.mark.parametrize(
    ("text", "kinds", "status"),
    [
        ("The European Union has drawn up options for punishing Rwanda. The menu runs from limits "
         "on imports of Rwandan tin to a blacklisting of army commanders.",
         ["designation", "import_ban"], "considered"),
        ("The Commission is working on countermeasures against the United States. They are limits "
         "on exports of scrap metal and a freeze on new American investment in power grids.",
         ["export_control", "financial"], "considered"),
        ("Brussels has three ideas for hitting Serbia: cutting off loans, denying visas to "
         "ministers and halting imports of coal.",
         ["financial", "import_ban", "travel_ban"], "considered"),
        ("Britain is weighing sanctions on Georgia, among them visa bans on judges and asset "
         "freezes.", ["designation", "travel_ban"], "considered"),
        ("A U.N. embargo on arms sales to Iran would be revived if Tehran kept inspectors out, as "
         "would asset freezes and travel bans on dozens of people.",
         ["designation", "embargo", "travel_ban"], "threatened"),
    ],
)  # fmt: skip
def test_the_members_of_a_list_are_as_far_as_the_whole(text, kinds, status):
    assert [(kind, s) for kind, s, _ in told(text)] == [(kind, status) for kind in kinds]


@pytest.mark.parametrize(
    "comment",
    [
        "Germany would rather not talk about punishing Myanmar, a senior official in Berlin said.",
        "China's foreign ministry said sanctions on Myanmar should not be an end in themselves.",
        "More penalties would only deepen Myanmar's collapse, Thailand's foreign minister said.",
        "Indonesia will not join sanctions on Myanmar, Foreign Minister Retno Marsudi said.",
        "Mexico is not going to be part of any sanctions on Myanmar.",
    ],
)
def test_who_only_comments_or_stays_out_adds_no_measure(comment):
    assert told(LEAD + comment) == [("embargo", "imposed", ["EU"])]


def test_what_other_senders_did_is_another_measure():
    text = ("Canada froze the assets of a former Haitian president on Sunday. Earlier this month "
            "Canada and the United States blacklisted two Haitian senators.")  # fmt: skip
    assert [by for _, _, by in told(text)] == [["CAN"], ["CAN", "USA"]]


def test_aid_and_reserves_are_two_measures():
    text = ("The European Union suspended its aid to Niger in July. "
            "In August the European Union froze the reserves of Niger's central bank.")  # fmt: skip
    assert [kind for kind, _, _ in told(text)] == ["financial", "financial"]


def test_a_bare_ban_of_another_sender_is_of_the_kind_just_told():
    text = ("The EU will ban Russian steel from January. "
            "Britain said it would follow with a ban of its own.")  # fmt: skip
    [of_the_union, own] = read_intakes([take_in(text, 1)], parser()).measures
    assert (of_the_union.kind, own.kind) == ("import_ban", "import_ban")
    assert own.imposed_by == ["GBR"]
    assert own.goods == ["steel"]


def test_objects_and_verbs_joined_by_and_keep_their_kinds():
    text = ("The EU banned imports of Russian aluminium, listed 73 tankers and cut 13 banks off "
            "from SWIFT.")  # fmt: skip
    assert [k for k, _, _ in told(text)] == ["designation", "financial", "import_ban"]
    text = "Turkey halted exports of steel to Israel and imports of Israeli fruit."
    assert [k for k, _, _ in told(text)] == ["export_control", "import_ban"]
    text = "The UN banned North Korea's exports of coal and capped its imports of refined oil."
    assert [k for k, _, _ in told(text)] == ["export_control", "import_ban"]


@pytest.mark.parametrize(
    ("form", "base"),
    [("handling", "handle"), ("processes", "process"), ("procured", "procure"),
     ("refitted", "refit"), ("joining", "join"), ("dissuaded", "dissuade")],
)  # fmt: skip
def test_an_unlisted_verb_gets_back_the_e_that_its_ending_took(form, base):
    assert lemma(form) == base
