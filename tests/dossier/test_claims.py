"""Claims from single sentences: who says it, which kind of source he is, and how firmly.

Each sentence stands after an opening in which nobody is quoted.
"""

import csv
from pathlib import Path

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

OPENING = """Powers discuss sanctions on Iran

GENEVA, March 8, 2023 (Reuters) - Envoys met on Wednesday to talk about sanctions on Iran.

"""


def claims(sentence):
    """Return kind, name, status and number of the sources of a sentence after the opening."""
    dossier = read_intakes([take_in(OPENING + sentence, 1)], parser())
    return [(c.source_kind, c.source_name, c.status, c.count) for c in dossier.claims]


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        (
            "Kazakhstan's deputy trade minister, Kairat Torebayev, slammed the proposal at a "
            "news conference in Astana.",
            "named_official",
            "Kairat Torebayev",
        ),
        (
            'The Iranian embassy in London branded the freeze "economic terrorism".',
            "institution",
            None,
        ),
        ("A spokeswoman for the Omani shipping ministry welcomed it.", "spokesperson", None),
        (
            "The foreign ministry in Hanoi called for the list to be withdrawn.",
            "institution",
            None,
        ),
        (
            "Peru's ambassador, Luis Mendivil, ruled out joining the embargo.",
            "named_official",
            "Luis Mendivil",
        ),
        ("The junta dismissed the visa bans as noise.", "institution", None),
        (
            "Ana Lucic, a Croatian senator, called on shipowners to pull out.",
            "named_official",
            "Ana Lucic",
        ),
    ],
)
def test_reactions_of_persons_and_bodies_are_claims(sentence, kind, name):
    assert claims(sentence) == [(kind, name, "asserted", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "China rejects unilateral sanctions.",
        "Cairo denounced the step.",
        "Prime Minister Viktor Orban rejected the plan.",
        "Serbia pledged to stand by its ally.",
        "Hakan Fidan said little in the room.",
    ],
)
def test_a_mere_position_is_no_claim(sentence):
    assert claims(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        ("Malaysia abstained, arguing that the text was vague.", "institution", None),
        (
            "Antony Blinken left the room, telling reporters that talks had failed.",
            "named_official",
            "Antony Blinken",
        ),
        (
            "Prague joined in, with Foreign Minister Jan Lipavsky writing on X that it was time.",
            "named_official",
            "Jan Lipavsky",
        ),
        (
            "For Tomas Hric, a fund manager in Bratislava, the damage is done already.",
            "expert",
            "Tomas Hric",
        ),
        (
            "Jean-Marc van der Velde, a Belgian senator, said the cap was a fig leaf.",
            "named_official",
            "Jean-Marc van der Velde",
        ),
        (
            "Hamid al-Jaberi, an analyst with the Gulf Maritime Institute, expects worse, he said.",
            "expert",
            "Hamid al-Jaberi",
        ),
        (
            "Maria de los Santos, who sits in the Chilean senate, said the vote was a mistake.",
            "named_official",
            "Maria de los Santos",
        ),
        ("It was legal, said Seo Jae-won, a lecturer in Busan.", "expert", "Seo Jae-won"),
        (
            "A Bundestag member, Roderich Keller, accused Berlin of dithering.",
            "named_official",
            "Roderich Keller",
        ),
        ('"It leaks," scoffed Daria Melnik, who writes about ships.', "expert", "Daria Melnik"),
        ("Ship-tracking data show nine tankers near the strait.", "document", None),
        ("Pavel Dubrovin, an economist, said prices would climb.", "expert", "Pavel Dubrovin"),
        ("Norvik, a Danish oil trader, said that it had left the market.", "institution", None),
        ("Finland's Neste said it would look elsewhere.", "institution", None),
        ("The Polish Border Guard said nobody had crossed.", "institution", None),
        ("A United Nations survey counted 12 cargoes in May.", "document", None),
        ("A leaked memo lists 43 tankers that could be targeted.", "document", None),
        (
            "Twelve ships have vanished, as per a tally kept by the Norwegian navy.",
            "institution",
            None,
        ),
        ("That body, in a paper sent out on Monday, accused Togo of lying.", "document", None),
    ],
)
def test_who_says_it(sentence, kind, name):
    assert [(k, n) for k, n, _, _ in claims(sentence)] == [(kind, name)]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Oslo will go along, a Nordic ambassador in the city told Reuters.", 1),
        ("Two individuals acquainted with the plan said Rome would give way.", 2),
        ("Three authorities engaged with the talks stated that it was over.", 3),
        ("A senior authority in the ministry said that it was over.", 1),
        ("A counsel to the premier said that nothing was settled.", 1),
        ("Paris would block the plan, one of the envoys said.", 1),
    ],
)
def test_how_many_officials_say_it(sentence, number):
    assert claims(sentence) == [("anonymous_official", None, "asserted", number)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Swiss finance ministry declined to remark.", "declined"),
        ("Four Turkish smelters did not answer calls.", "unanswered"),
        ("The ministry did not promptly answer a solicitation for comment.", "unanswered"),
        ("A message left with the Omani embassy was not answered.", "unanswered"),
        ("The shipping firm did not react to a request for comment.", "unanswered"),
    ],
)
def test_who_keeps_silent(sentence, status):
    assert [(k, s) for k, _, s, _ in claims(sentence)] == [("institution", status)]


def test_a_demand_that_is_not_met_is_no_silence():
    assert claims("Baku has not responded to the demand that it close the pipeline.") == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Omani foreign ministry has refuted that.", "denied"),
        ("Foreign Minister Hakan Fidan called the report a lie.", "denied"),
        ('Foreign Minister Hakan Fidan called the embargo "a lie with a flag on it".', "asserted"),
        ("Foreign Minister Hakan Fidan said it was a false step.", "asserted"),
        ('Foreign Minister Hakan Fidan said it had "no basis in international law".', "asserted"),
    ],
)
def test_a_judgement_is_no_denial(sentence, status):
    assert [s for _, _, s, _ in claims(sentence)] == [status]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Foreign Minister Hakan Fidan spoke first. He denied that arms had passed through.",
            "Hakan Fidan",
        ),
        (
            'Peru\'s envoy, Luz Mendivil, rejected the text. "It is empty," she told reporters.',
            "Luz Mendivil",
        ),
        (
            "Foreign Minister Annalena Baerbock took the floor. Exports will fall, according to "
            "the minister.",
            "Annalena Baerbock",
        ),
        (
            "Josep Borrell was in a hurry. A deal is near, the EU's top diplomat told reporters.",
            "Josep Borrell",
        ),
        (
            "Janet Yellen had her doubts; she told a broadcaster that it was too early.",
            "Janet Yellen",
        ),
    ],
)
def test_whom_a_pronoun_or_an_office_means(sentence, name):
    assert [n for _, n, _, _ in claims(sentence)] == [name]


def test_what_one_speaker_says_in_one_sentence_is_one_claim():
    found = claims("The Omani foreign ministry denounced it as theft and said it would respond.")
    assert found == [("institution", None, "asserted", None)]


def test_two_speakers_of_one_sentence_make_two_claims():
    found = claims(
        "Josep Borrell said that the list was ready, and the secretary of state, Antony Blinken, "
        "told a panel that it was too short."
    )
    assert [n for _, n, _, _ in found] == ["Josep Borrell", "Antony Blinken"]


@pytest.mark.parametrize(
    ("sentence", "affiliation"),
    [
        ("The British Treasury said it had no plans.", "UK Treasury"),
        ("The Treasury Department said it had no plans.", "US Treasury Department"),
        ("A Polish Treasury spokesman said it had no plans.", "POL"),
        ("Peru's ambassador to the United Nations, Luis Mendivil, said it was late.", "PER"),
        ("The Dutch government, which had limited ASML's sales, said it decides alone.", "NLD"),
        ('"It will fail," said Chris Miller, author of Chip War.', None),
        ("Chris Miller, the author of a history of Iran, said it would fail.", None),
        ("Jane Roe, who follows Turkey at Chatham House, said it would fail.", "Chatham House"),
    ],
)
def test_whose_body_it_is(sentence, affiliation):
    dossier = read_intakes([take_in(OPENING + sentence, 1)], parser())
    assert [claim.affiliation for claim in dossier.claims] == [affiliation]


ROWS = list(
    csv.DictReader((Path(__file__).parent / "sentences" / "claims.csv").open(encoding="utf-8"))
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:50])
def test_fresh_sentences(row):
    found = claims(row["sentence"])
    if not row["kind"]:
        assert found == []
        return
    [(kind, name, status, _)] = found
    assert (kind, status) == (row["kind"], row["status"])
    assert not row["name"] or name == row["name"]


def test_he_is_the_official_just_heard():
    text = "A member of the Iranian delegation declined to comment. He was tired, he said."
    assert ("anonymous_official", None, "asserted", 1) in claims(text)


def test_a_surname_is_looked_up_where_the_story_introduces_it():
    text = (
        "Beirut kept its information minister, Karim Haddadin, in office. Haddadin told a local "
        "channel that he would stay."
    )
    assert ("named_official", "Karim Haddadin", "asserted", None) in claims(text)


def test_a_second_one_is_another():
    text = "An official in Honiara said the text was long, while a second one said it was short."
    assert len(claims(text)) == 2


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        # he left one office and holds another
        (
            "Former Russian president Dmitry Medvedev warned that Moscow would quit the deal.",
            "named_official",
            "Dmitry Medvedev",
        ),
        ("Former President Donald Trump said the ban would fail.", "expert", "Donald Trump"),
        ('"It will fail," said Chris Miller, author of Chip War.', "expert", "Chris Miller"),
        ("Millers expect the ban to fail.", "expert", None),
    ],
)
def test_what_he_is_now(sentence, kind, name):
    assert [(k, n) for k, n, _, _ in claims(sentence)] == [(kind, name)]


def test_what_somebody_thought_in_another_year_is_no_claim():
    assert claims("When Roosevelt froze the assets in 1941 he thought he had time.") == []
    assert [k for k, _, _, _ in claims("Jane Roe, an economist, thought it would fail.")]
