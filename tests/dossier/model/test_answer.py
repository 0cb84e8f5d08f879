"""What of a model's answer holds against the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from megara.dossier.intake import take_in
from megara.dossier.model import verified
from megara.dossier.model.answer import LISTS
from megara.dossier.schema import Dossier, verify

TEXT = """Plan

Hungary opposes the ban. The Baltic countries back it. The core group met. The Kremlin declined to \
comment. If Beijing ships arms to Russia, the EU would ban chips and freeze assets, Chancellor \
Olaf Schultz said.

Sign up for our newsletter
"""
STORY = take_in(TEXT, 1)
HUN = {"party": "HUN", "on": "the ban", "stance": "opposed",
       "evidence": ["Hungary opposes the ban."]}  # fmt: skip
IF = ["If Beijing ships arms to Russia, the EU would ban chips and freeze assets"]


def held(**lists):
    dossier, thrown_away, _ = verified(lists, STORY)
    assert verify(dossier) == []
    return dossier, thrown_away


def test_only_what_is_verbatim_and_fits_is_kept():
    made_up = {**HUN, "evidence": ["Hungary loves the ban."]}
    half = {**HUN, "evidence": [*HUN["evidence"], "Hungary loves the ban."]}
    misplaced = {
        **HUN,
        "party": "POL",
        "evidence": [{"document": "d7", "start": 99, "end": 3, "text": "Hungary opposes the ban."}],
    }
    wrong = {**HUN, "stance": "furious"}
    dossier, thrown_away = held(positions=[HUN, made_up, half, misplaced, wrong, "x"], claims="no")
    assert [p.party for p in dossier.positions] == ["HUN", "POL"]
    assert thrown_away == 4
    assert {p.read_by for p in dossier.positions} == {"model"}


@pytest.mark.parametrize("evidence", [[], None, [""], [7], ["Hungary"], "ban.", {}])
def test_no_evidence_no_item(evidence):
    dossier, thrown_away = held(positions=[{**HUN, "evidence": evidence}])
    assert (dossier.positions, thrown_away) == ([], 1)


def test_junk_is_no_evidence():
    junk = {**HUN, "evidence": ["Sign up for our newsletter"]}
    assert held(positions=[junk])[0].positions == []


def test_parties_are_codes_blocs_or_the_storys_own_words():
    by = ["Hungary", "Brussels", "core group", "Atlantis", 7]
    measure = {"kind": "Import Ban", "status": "IMPOSED", "imposed_by": by, "against": "Moscow",
               "goods": ["Chips", "chips"], "evidence": ["Hungary opposes the ban."]}  # fmt: skip
    dossier, _ = held(measures=[measure], positions=[{**HUN, "party": "Atlantis"}])
    found = dossier.measures[0]
    assert (found.kind, found.status) == ("import_ban", "imposed")
    assert found.imposed_by == ["HUN", "EU", "core group"]
    assert found.against == ["RUS"]
    assert found.goods == ["semiconductors"]
    assert dossier.positions == []


@pytest.mark.parametrize("party", ["e", "ungar", TEXT[:90], "", ["Hungary"], {}])
def test_a_stretch_of_letters_is_no_party(party):
    assert held(positions=[{**HUN, "party": party}])[0].positions == []


def test_goods_that_are_told_together_are_all_kept():
    measure = {"kind": "tariff", "status": "imposed", "evidence": HUN["evidence"],
               "goods": ["steel and aluminium", "Whatever this is"]}  # fmt: skip
    assert held(measures=[measure])[0].measures[0].goods == [
        "steel", "aluminium", "whatever this is"
    ]  # fmt: skip


def test_a_region_is_its_countries():
    dossier, _ = held(positions=[
        {"party": "Baltic states", "on": "it", "stance": "supportive",
         "evidence": ["The Baltic countries back it."]},
    ])  # fmt: skip
    assert [p.party for p in dossier.positions] == ["EST", "LTU", "LVA"]


def test_what_is_told_twice_stands_once_and_triggers_lead_to_it():
    ban = {"kind": "export_control", "status": "threatened", "imposed_by": ["EU"],
           "against": ["CHN"], "goods": ["chips"], "evidence": IF}  # fmt: skip
    freeze = {**ban, "kind": "designation", "goods": []}
    trigger = {"actor": "CHN", "action": "ships arms", "recipient": "RUS",
               "leads_to": ["a", "c", "b", "z", None, 3], "evidence": IF}  # fmt: skip
    dossier, _ = held(
        measures=[{**ban, "id": "a"}, {**ban, "id": "b", "evidence": ["the EU would ban chips"]},
                  {**freeze, "id": "c"}],
        triggers=[trigger],
    )  # fmt: skip
    assert [m.kind for m in dossier.measures] == ["export_control", "designation"]
    assert len(dossier.measures[0].evidence) == 2
    assert dossier.triggers[0].leads_to == ["m1", "m2"]


def test_counts_and_dates_that_are_none_are_left_out():
    claim = {"content": "no", "source_kind": "institution", "status": "declined",
             "evidence": ["The Kremlin declined to comment."]}  # fmt: skip
    counts = ["3", 0, -1, True, 2.5, 2]
    dossier, _ = held(claims=[{**claim, "content": str(c), "count": c} for c in counts])
    assert [c.count for c in dossier.claims] == [None, None, None, None, None, 2]
    event = {"kind": "meeting", "date": "last week", "evidence": ["The core group met."]}
    assert held(events=[event])[0].events[0].date is None


def test_a_correction_needs_likeness_and_a_reason():
    names = [
        {"as_written": "Olaf Schultz", "canonical": "Olaf Scholz", "basis": "German chancellor"},
        {"as_written": "The Kremlin", "canonical": "White House", "basis": "Washington"},
        {"as_written": "Beijing", "canonical": "Beijin", "basis": ""},
        {"as_written": "Not There", "canonical": "Nowhere", "basis": "x"},
        {"as_written": "Hungary", "canonical": "hungary", "basis": "x"},
        {},
    ]
    dossier, thrown_away = held(corrected_names=names)
    assert [(n.as_written, n.canonical) for n in dossier.corrected_names] == [
        ("Olaf Schultz", "Olaf Scholz")
    ]
    assert "language model: German chancellor" in dossier.corrected_names[0].basis
    assert [q.as_written for q in dossier.questions] == ["The Kremlin", "Beijing"]
    assert thrown_away == 3


def test_a_name_in_junk_or_no_text_is_none():
    names = [
        {"as_written": "our newsletter", "canonical": "Our Newsletter Ltd", "basis": "a firm"},
        {"as_written": "Olaf Schultz", "canonical": ["Olaf Scholz"], "basis": "chancellor"},
    ]
    dossier, thrown_away = held(corrected_names=names)
    assert (dossier.corrected_names, dossier.questions, thrown_away) == ([], [], 2)


def test_a_list_of_which_nothing_holds_is_not_told():
    made_up = {**HUN, "evidence": ["Hungary loves the ban."]}
    told = verified({"positions": [made_up], "claims": [], "events": None}, STORY)
    assert told.lists == {"claims"}
    assert verified({"positions": [made_up, HUN]}, STORY).lists == {"positions"}


def test_a_consultation_needs_evidence():
    told = {"initiator": ["Washington"], "invited": ["G7"], "level": "staff", "stage": "initial",
            "agreed": False, "evidence": ["The core group met."]}  # fmt: skip
    assert held(consultation=told)[0].consultation.initiator == ["USA"]
    assert held(consultation=told)[0].consultation.level == ["staff"]
    for other in ({**told, "evidence": ["Never."]}, {**told, "stage": "none"}, [], "x", None):
        assert held(consultation=other)[0].consultation.stage == "none"
    assert verified({"consultation": {**told, "stage": "none"}}, STORY).lists == {"consultation"}
    assert verified({"consultation": {**told, "evidence": []}}, STORY).lists == frozenset()


@pytest.mark.parametrize("answer", [[], "text", None, 5, {"positions": {"a": 1}}])
def test_an_answer_of_another_shape_is_empty(answer):
    dossier, thrown_away, lists = verified(answer, STORY)
    assert (dossier.positions, thrown_away, lists) == ([], 0, frozenset())


FUZZED = (*LISTS, "corrected_names")
FIELDS = ("id", "kind", "status", "imposed_by", "against", "goods", "actor", "action", "recipient",
          "leads_to", "party", "on", "stance", "content", "source_kind", "count", "date", "place",
          "disputed_by", "as_written", "canonical", "basis", "stage", "agreed", "level",
          "evidence")  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["EU", "opposed", "imposed", "tariff", "Hungary opposes the ban.",
                       "asserted", "expert", "initial", "meeting", "m1"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(
    st.sampled_from(FUZZED),
    VALUES | st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES), max_size=4),
))  # fmt: skip
def test_no_answer_makes_a_dossier_that_does_not_hold(answer):
    dossier = verified(answer, STORY).dossier
    assert verify(dossier) == []
    assert Dossier.from_json(dossier.to_json()) == dossier
