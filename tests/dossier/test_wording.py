"""What the page and ``dossier show`` say of an item: names in words, right numbers."""

import pytest

from megara.dossier.parties import decoded, in_words, is_plural, listed, near, party_of
from megara.dossier.schema import (
    Claim,
    Consultation,
    CorrectedName,
    Document,
    Dossier,
    Event,
    Evidence,
    Measure,
    Position,
    Trigger,
)
from megara.dossier.show import lines
from megara.dossier.wording import counted, head, lines_of, title_of

WORDS = [Evidence(document="d1", start=0, end=2, text="On")]
M = {"id": "m1", "status": "considered", "evidence": WORDS}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Measure(kind="unspecified", imposed_by=["USA"], against=["CHN"], **M),
         "m1: measures not named by the United States against China"),
        (Measure(kind="export_control", goods=["chips"], imposed_by=["JPN", "NLD"], **M),
         "m1: export control (chips) by Japan and the Netherlands; target not named"),
        (Measure(kind="tariff", against=["core group"], **M),
         "m1: tariff against the core group; sender not named"),
        (Position(party="US allies", on="it", stance="reticent", evidence=WORDS),
         "US allies are reticent"),
        (Position(party="USA", on="it", stance="open", evidence=WORDS),
         "The United States is open"),
        (Position(party="CHN allies", on="it", stance="open", evidence=WORDS),
         "Chinese allies are open"),
        (Event(kind="other", parties=["RUS", "UKR"], date="2022", evidence=WORDS),
         "2022: another event of Russia and Ukraine"),
        (Event(kind="vote", evidence=WORDS), "no date: vote, nobody named"),
        (Event(kind="imposition", parties=["EU"], evidence=WORDS), "no date: imposition by the EU"),
        (Trigger(actor="CHN", action="arms", recipient="RUS", evidence=WORDS),
         "China: arms (recipient: Russia)"),
        (Consultation(initiator=["USA"], invited=["allies", "G7"], stage="initial", agreed=False),
         "The United States asks allies and the G7: at an initial stage, no agreement"),
        (Consultation(initiator=["DEU", "FRA"], stage="ongoing"),
         "Germany and France ask parties not named: ongoing, agreement not told"),
        (Claim(content="x", source_kind="anonymous_official", affiliation="USA, US allies",
               count=4, status="asserted", evidence=WORDS),
         "anonymous officials, United States, US allies"),
        (Claim(content="x", source_kind="institution", affiliation="CHN", status="denied",
               evidence=WORDS), "China"),
    ],
)  # fmt: skip
def test_heads(item, said):
    assert head(item) == said


def test_numbers():
    assert [counted(n, "story", "stories") for n in (0, 1, 2)] == [
        "0 stories", "1 story", "2 stories"]  # fmt: skip
    assert counted(1, "source") == "1 source"
    assert counted(3, "source") == "3 sources"


def test_codes_within_our_own_sentences():
    basis = "spelling; office: DEU Chancellor on 2023-03; country: DEU; body: NSC"
    assert decoded(basis) == (
        "spelling; office: German Chancellor on 2023-03; country: Germany; body: NSC"
    )
    told = CorrectedName(as_written="a", canonical="b", basis=basis, evidence=WORDS)
    assert (
        "German Chancellor" in lines_of(Dossier(corrected_names=[told]), "corrected_names")[0].body
    )


def test_parties():
    written = ("germany", "GERMANY", "the Kremlin", "Dutch", "the G7", "usa")
    assert [party_of(name) for name in written] == ["DEU", "DEU", "RUS", "NLD", "G7", "USA"]
    assert party_of("Core Group") is None
    assert party_of("the core group", ["core group"]) == "core group"
    assert near("Germny", ["CHN", "DEU"]) == ["DEU"]
    assert near("ZZZ", ["CHN", "DEU"]) == []
    assert (in_words("XYZ"), is_plural("XYZ"), listed([])) == ("XYZ", False, "")


def document(name, **more):
    return Document(id=name, sha256="0", text="On and on", **more)


def test_titles():
    one, two = document("d1", title="One", published="2024-05"), document("d2", title="Two")
    assert title_of(Dossier(documents=[one])) == "One"
    assert title_of(Dossier(documents=[one, document("d2", copy_of="d1")])) == "One"
    assert title_of(Dossier(documents=[one, two])) == "2 stories, 2024-05, 1 without a date"
    assert title_of(Dossier(documents=[two, document("d3")])) == "2 stories, dates not known"
    assert title_of(Dossier()) == "0 stories"


def test_show_says_from_which_document():
    told = Position(party="DEU", on="it", stance="open", evidence=[
        *WORDS, Evidence(document="d2", start=0, end=2, text="On")])  # fmt: skip
    shown = "\n".join(lines(Dossier(documents=[document("d1"), document("d2")],
                                    positions=[told]), words=True))  # fmt: skip
    assert "Germany is open [from d1, d2]" in shown
    assert "> d2: On" in shown
    told.evidence = WORDS
    alone = "\n".join(lines(Dossier(documents=[document("d1")], positions=[told])))
    assert "from d1" not in alone
