"""What a language model read, beside what the rules and the network read."""

import warnings

import pytest

import megara as mg
from megara.dossier.intake import take_in
from megara.dossier.model import Address, ModelReader, replaced, verified
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes
from megara.dossier.schema import verify
from megara.errors import MegaraError

TEXT = """Plan for steel

BRATISLAVA, May 3, 2024 - The EU banned imports of Russian steel on Friday. Hungary opposes the \
ban. Slovakia is of two minds. German Chancellor Olaf Schultz said on Thursday that \
the ban was right.
"""
STEEL = {"kind": "import_ban", "status": "imposed", "imposed_by": ["EU"], "against": ["RUS"],
         "goods": ["steel"],
         "evidence": ["The EU banned imports of Russian steel on Friday."]}  # fmt: skip
HUN = {"party": "HUN", "on": "the ban", "stance": "opposed",
       "evidence": ["Hungary opposes the ban."]}  # fmt: skip
SVK = {"party": "SVK", "on": "the ban", "stance": "undecided",
       "evidence": ["Slovakia is of two minds."]}  # fmt: skip
SAYS = {"content": "the ban was right", "source_kind": "named_official", "source_name": "Schultz",
        "status": "asserted", "evidence": ["Chancellor Olaf Schultz said on Thursday"]}  # fmt: skip


def both(**lists):
    intake = take_in(TEXT, 1)
    first = read_intakes([intake], parser())
    whole = replaced(first, verified(lists, intake))
    assert verify(whole) == []
    return first, whole


def test_the_models_lists_stand_and_say_who_read_an_item_first():
    first, whole = both(measures=[STEEL], positions=[HUN, SVK], claims=[])
    assert [(p.party, p.read_by) for p in whole.positions] == [("HUN", "rules"), ("SVK", "model")]
    assert [m.read_by for m in whole.measures] == ["rules"]
    assert first.claims
    assert whole.claims == []


def test_a_list_that_the_model_does_not_tell_stays():
    made_up = {**SVK, "evidence": ["No such words stand there."]}
    first, whole = both(measures=[STEEL], positions=[made_up])
    assert first.positions
    assert whole.positions == first.positions
    assert whole.claims == first.claims


def test_triggers_lead_to_the_measures_that_stand():
    text = ("BRUSSELS, May 3, 2024 - The EU would ban imports of Russian steel if Moscow attacked "
            "Moldova.")  # fmt: skip
    intake = take_in(text, 1)
    first = read_intakes([intake], parser())
    assert first.triggers[0].leads_to == [first.measures[0].id]
    evidence = [text.split(" - ")[1]]
    ban = {"id": "x", "kind": "import_ban", "status": first.measures[0].status, "goods": ["steel"],
           "imposed_by": ["EU"], "against": ["RUS"], "evidence": evidence}  # fmt: skip
    other = {**ban, "id": "y", "kind": "tariff"}
    whole = replaced(first, verified({"measures": [other, ban]}, intake))
    assert whole.triggers[0].leads_to == ["m2"]
    trigger = {"actor": "RUS", "action": "attacked Moldova", "recipient": "MDA",
               "leads_to": ["x"], "evidence": evidence}  # fmt: skip
    nothing = {**other, "evidence": ["No such words."]}
    whole = replaced(first, verified({"measures": [nothing], "triggers": [trigger]}, intake))
    assert whole.measures == first.measures
    assert verify(whole) == []


def test_documents_entities_and_names_stay():
    first, whole = both(positions=[HUN])
    assert whole.documents == first.documents
    assert whole.entities == first.entities
    assert [n.canonical for n in whole.corrected_names] == ["Olaf Scholz"]


def test_the_first_reading_is_not_changed():
    intake = take_in(TEXT, 1)
    first = read_intakes([intake], parser())
    as_it_was = first.to_json()
    replaced(first, verified({"measures": [STEEL], "positions": [HUN]}, intake))
    assert first.to_json() == as_it_was


def test_a_speaker_has_the_name_that_he_has_elsewhere():
    _, whole = both(claims=[SAYS])
    assert [c.source_name for c in whole.claims] == ["Olaf Scholz"]


def test_names_of_both_stand_once_and_a_correction_answers_a_question():
    more = {"as_written": "Slovakia", "canonical": "Slovakie", "basis": "a guess"}
    again = {"as_written": "Olaf Schultz", "canonical": "Olof Scholz", "basis": "chancellor"}
    _, whole = both(corrected_names=[more, again])
    assert [n.canonical for n in whole.corrected_names] == ["Olaf Scholz", "Slovakie"]


def test_a_consultation_that_the_model_does_not_tell_is_the_rules_own():
    text = (
        "The United States is sounding out its G7 allies about sanctions on China, a source said."
    )
    intake = take_in(text, 1)
    first = read_intakes([intake], parser())
    assert first.consultation.stage != "none"
    assert replaced(first, verified({}, intake)).consultation == first.consultation


def test_a_story_that_the_model_fails_at_is_told_and_kept(serve):
    def forgetful(body):
        return {"positions": [SVK]} if "two minds" in str(body) else (500, "no")

    address, _ = serve(forgetful)
    other = take_in("Other\n\nAustria opposes the tariffs on Chinese cars.", 2)
    told = []
    second = ModelReader(Address(address), told.append)
    dossier = read_intakes([take_in(TEXT, 1), other], parser(), second=second)
    assert {p.party for p in dossier.positions} == {"SVK", "AUT"}
    assert len(told) == 1
    assert told[0].startswith("d2 is read without the language model")


def test_a_model_that_fails_at_once_is_an_error(serve):
    address, _ = serve(lambda body: (500, "no"))
    with pytest.raises(MegaraError, match="500"):
        read_intakes([take_in(TEXT, 1)], parser(), second=ModelReader(Address(address), print))


def test_a_copy_is_not_asked_about(serve):
    address, seen = serve({"positions": [SVK]})
    longer = TEXT + "\nIt takes effect in June, officials in Brussels and in Bratislava said.\n"
    intakes = [take_in(TEXT, 1), take_in(longer, 2)]
    read_intakes(intakes, parser(), second=ModelReader(Address(address), print))
    assert [i.document.copy_of is not None for i in intakes].count(True) == 1
    assert len(seen) == 1


def test_in_python(serve):
    made_up = {**SVK, "evidence": ["It is not there."]}
    address, seen = serve({"positions": [SVK, made_up]})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dossier = mg.read(TEXT, llm=address, llm_model="tiny")
    assert [p.party for p in dossier.positions] == ["SVK"]
    assert seen[0][2]["model"] == "tiny"
    assert ["1 item of d1 thrown away" in str(w.message) for w in caught] == [True]
