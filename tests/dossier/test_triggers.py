"""Triggers from single sentences: each way to open a condition, and what is none.

Each sentence stands after an opening that tells of sanctions by the United States on Iran.
"""

import csv
from pathlib import Path

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

OPENING = """Powers discuss sanctions on Iran

GENEVA, March 8, 2023 (Reuters) - Envoys of the United States met on Wednesday to talk about \
sanctions on Iran.

"""


def triggers(sentence):
    """Return actor and recipient of the triggers that a sentence tells after the opening."""
    dossier = read_intakes([take_in(OPENING + sentence, 1)], parser())
    return [(trigger.actor, trigger.recipient) for trigger in dossier.triggers]


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient"),
    [
        (
            "The United States will impose sanctions on Iran if it sends missiles to Russia.",
            "IRN",
            "RUS",
        ),
        (
            "Should Beijing supply weapons to Moscow, the G7 would respond with sanctions.",
            "CHN",
            "RUS",
        ),
        ("Were Pyongyang to test a nuclear device, Seoul would tighten sanctions.", "PRK", None),
        ("Unless Tehran readmits inspectors, the E3 will restore UN sanctions.", "IRN", None),
        (
            "In the event of an attack on Taiwan by China, Washington would freeze Chinese assets.",
            "CHN",
            "TWN",
        ),
        (
            "In case Belarus sends troops into Ukraine, the EU would add new sanctions.",
            "BLR",
            "UKR",
        ),
        (
            "Any delivery of missiles by North Korea to Russia would trigger sanctions.",
            "PRK",
            "RUS",
        ),
        (
            "Washington warned Turkey of sanctions if it took delivery of the S-400 system.",
            "TUR",
            None,
        ),
        ("The EU gave Serbia until Friday to expel the envoys or face sanctions.", "SRB", None),
        (
            "Venezuela must hold free elections or oil sanctions will return, the U.S. said.",
            "VEN",
            None,
        ),
        (
            "Washington said it would lift the waiver if Caracas failed to free prisoners.",
            "VEN",
            None,
        ),
        ("Brussels will ban the imports as soon as Minsk closes the border.", "BLR", None),
        (
            "Japan would join an oil embargo on condition that Russia escalates the war.",
            "RUS",
            None,
        ),
        (
            "The U.S. will punish banks in the Emirates if they go on paying for Russia.",
            "ARE",
            "RUS",
        ),
        (
            "The threat of an invasion of Guyana by Venezuela would bring oil sanctions back.",
            "VEN",
            "GUY",
        ),
        ("London promised further sanctions should Tehran execute the prisoner.", "IRN", None),
        ("Sanctions would follow if the junta in Niger harmed the president.", "NER", None),
        (
            "An attack on Taiwan would be met with an embargo on China.",
            "CHN",
            "TWN",
        ),
        ('"If they send arms, there will be consequences for China," Sullivan said.', "CHN", None),
        ("Beijing would face sanctions for arming Russia, the officials said.", "CHN", "RUS"),
        (
            "The pipeline would be halted if Moscow used energy against Ukraine.",
            "RUS",
            "UKR",
        ),
    ],
)
def test_a_condition_tells_a_trigger(sentence, actor, recipient):
    assert triggers(sentence) == [(actor, recipient)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Once Hungary lifts its veto, the EU will adopt the package.",
        "The EU will impose the tariff if member states agree.",
        "If approved by Congress, the sanctions would take effect in May.",
        "Washington said it would bring about further sanctions.",
        "The package would bring down the price of oil.",
        "Reporters asked if Iran had sent missiles to Russia.",
        "Israel has cautioned its allies against moving too fast with sanctions on Iran.",
        "Tehran's transfer of drones would not trigger new sanctions, Paris said.",
    ],
)
def test_no_trigger_is_made_up(sentence):
    assert triggers(sentence) == []


def test_what_is_not_done_is_told_so():
    text = OPENING + "Sanctions will follow if the junta in Niger does not free the president."
    dossier = read_intakes([take_in(text, 1)], parser())
    assert [trigger.action for trigger in dossier.triggers] == ["does not free the president"]


def told():
    """Return the sentences of ``sentences/triggers.csv`` with the trigger that each tells."""
    text = (Path(__file__).parent / "sentences" / "triggers.csv").read_text("utf-8")
    return list(csv.DictReader(text.split("\n")))


@pytest.mark.parametrize("row", told(), ids=lambda row: row["sentence"][:50])
def test_many_ways_of_telling_a_condition(row):
    """Each sentence alone: who acts, on whom, and a word of the act; or that there is none."""
    text = "News\n\nBRUSSELS, March 3 (Agency) - A report.\n\n" + row["sentence"]
    found = read_intakes([take_in(text, 1)], parser()).triggers
    wanted = [(actor, row["recipient"] or None) for actor in row["actor"].split("|") if actor]
    assert [(trigger.actor, trigger.recipient) for trigger in found] == wanted
    if found:
        assert set(row["action"].lower().split()) & set(found[0].action.lower().split())
