"""Positions from single sentences: each kind of cue, and what turns it.

Each sentence stands after an opening that tells of sanctions by the United States on Iran.
"""

import csv
from pathlib import Path

import pytest

from megara.dossier.positions import positions_of
from tests.dossier.by_rules import by_rules

OPENING = """Sanctions on Iran discussed

GENEVA, March 8, 2023 (Reuters) - Envoys met on Wednesday to talk about sanctions on Iran.

"""


def stances(sentence):
    """Return the positions that a sentence tells by the rules, as "ISO3 stance"."""
    read = by_rules(OPENING + sentence)
    end = len(OPENING)
    return {
        f"{p.party} {p.stance}"
        for p in positions_of(read.story, read.told)
        if any(e.start >= end - 2 for e in p.evidence)
    }


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # verbs, plain and in the passive
        ("Poland backs the ban.", "POL supportive"),
        ("The embargo was endorsed by Norway.", "NOR supportive"),
        ("Canada is pressing for tougher measures.", "CAN supportive"),
        ("Sweden put forward a draft of the sanctions.", "SWE supportive"),
        ("A resolution tabled by Albania would tighten the sanctions.", "ALB supportive"),
        ("Hungary torpedoed the embargo.", "HUN opposed"),
        ("Greece stood in the way of the price cap.", "GRC opposed"),
        ("Brazil turned down the plan for sanctions.", "BRA opposed"),
        ("Italy baulked at the asset freezes.", "ITA reticent"),
        ("Cyprus fretted about the shipping ban.", "CYP reticent"),
        ("Brazil abstained.", "BRA undecided"),
        # which way the object points
        ("Turkey wants the sanctions lifted.", "TUR opposed"),
        ("India has called on Washington to scrap the sanctions.", "IND opposed"),
        ("Iraq is seeking an exemption from the sanctions.", "IRQ reticent"),
        ("Japan asked for the sanctions to be put off.", "JPN reticent"),
        ("Austria wants a weaker text.", "AUT reticent"),
        ("Denmark rejected a delay of the embargo.", "DNK supportive"),
        ("Israel opposes any easing of the sanctions.", "ISR supportive"),
        ("Estonia wants the bloc to bar Iranian tankers from its ports.", "EST supportive"),
        # negation and modals
        ("Slovakia will not support the sanctions.", "SVK opposed"),
        ("Serbia refused to join the sanctions.", "SRB opposed"),
        ("Malta does not oppose the sanctions.", "MLT open"),
        ("Spain has not ruled out sanctions.", "ESP open"),
        ("Ireland could support the sanctions.", "IRL open"),
        ("Bulgaria dropped its objections to the ban.", "BGR open"),
        ("Romania would not give its assent to the sanctions.", "ROU opposed"),
        # nouns, adjectives, prepositions and phrases
        ("The ban has the backing of Finland.", "FIN supportive"),
        ("Croatia voiced misgivings about the sanctions.", "HRV reticent"),
        ("Objections from Portugal delayed the sanctions.", "PRT opposed"),
        ("Chile is wary of the sanctions.", "CHL reticent"),
        ("Mexico is against sanctions.", "MEX opposed"),
        ("Latvia and Estonia are for the ban.", "LVA supportive"),
        ("Kenya has yet to make up its mind on the sanctions.", "KEN undecided"),
        ("Qatar is in two minds about the sanctions.", "QAT reticent"),
        ("Argentina called for dialogue instead.", "ARG reticent"),
        # judgements, foreseen effects, and what should be
        ("Cuba called the sanctions a crime.", "CUB opposed"),
        ("Oman said the sanctions would hurt ordinary people.", "OMN reticent"),
        ("Egypt said sanctions had never solved anything.", "EGY reticent"),
        ("The sanctions are overdue, Ukraine said.", "UKR supportive"),
        ("Pakistan said the sanctions should be lifted.", "PAK opposed"),
        ("Lithuania said the bloc should impose an embargo.", "LTU supportive"),
        # who imposes is for it, unless in answer
        ("Australia on Wednesday blacklisted 12 Iranian generals.", "AUS supportive"),
        ("Britain said it would freeze the assets of Iranian officials.", "GBR supportive"),
    ],
)  # fmt: skip
def test_a_sentence_tells_where_a_party_stands(sentence, wanted):
    party = wanted.split()[0]
    assert [s for s in stances(sentence) if s.split()[0] == party] == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland supports Ukraine.",
        "Russia denounced the accusation.",
        "Hungary's foreign minister refused to comment on the sanctions.",
        "Germany condemned the missile attack.",
        "Rights groups urged Canada to join the sanctions.",
        "A Republican senator from Florida opposes the sanctions.",
        "Analysts at a bank in Poland oppose the sanctions.",
        "Spain said that it had received no request.",
    ],
)
def test_a_sentence_tells_no_position(sentence):
    assert stances(sentence) == set()


def told():
    """Return the sentences of ``sentences/positions.csv`` with what each tells."""
    text = (Path(__file__).parent / "sentences" / "positions.csv").read_text("utf-8")
    return [
        (row["sentence"], row["stances"].split(" | ")) for row in csv.DictReader(text.split("\n"))
    ]


@pytest.mark.parametrize(("sentence", "wanted"), told())
def test_many_ways_of_telling_are_read(sentence, wanted):
    assert set(wanted) <= stances(sentence)
