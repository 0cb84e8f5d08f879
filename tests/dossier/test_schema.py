import json
from pathlib import Path

import jsonschema
import pytest

from megara.dossier.loading import json_schema_text
from megara.dossier.reader import read
from megara.dossier.schema import Dossier, Evidence, is_partial_date, verify
from megara.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
STORY = (
    "BRUSSELS, May 2, 2024 (Reuters) - Hungary opposes new EU sanctions on Russia, two diplomats "
    "said on Thursday.\n\nThe Kremlin declined to comment.\n"
)
CONTRACT = {
    "documents": "id title publisher dateline published authors sha256 junk_lines",
    "entities": "id kind name iso3 office mentions corrected_from evidence",
    "corrected_names": "as_written canonical basis evidence",
    "consultation": "initiator invited level stage agreed evidence",
    "measures": "kind imposed_by against goods status evidence",
    "triggers": "actor action recipient leads_to evidence",
    "positions": "party on stance evidence",
    "claims": "content source_kind source_name affiliation count status disputed_by evidence",
    "events": "date kind parties place evidence",
}


def test_published_schema_is_current():
    published = (ROOT / "docs" / "schema" / "dossier.json").read_text("utf-8")
    assert published == json_schema_text(), "run: python scripts/dossier_schema.py"


def test_a_dossier_fits_the_published_schema():
    schema = json.loads(json_schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(read(STORY).to_json()), schema)


@pytest.mark.parametrize("name", CONTRACT)
def test_contract_names(name):
    field = Dossier.model_fields[name]
    kind = field.annotation if name == "consultation" else field.annotation.__args__[0]
    assert set(CONTRACT[name].split()) <= set(kind.model_fields)


def test_round_trip_and_same_bytes():
    first, again = read(STORY).to_json(), read(STORY).to_json()
    assert first == again
    assert Dossier.from_json(first).to_json() == first


def broken(change):
    dossier = read(STORY)
    change(dossier)
    return verify(dossier)


def test_verify_finds_what_does_not_hold():
    assert broken(lambda d: None) == []

    def shift(d):
        d.claims[0].evidence[0].start += 1

    def other_document(d):
        d.claims[0].evidence[0].document = "d9"

    def other_text(d):
        d.documents[0].text = d.documents[0].text.replace("Hungary", "Austria")

    def bad_date(d):
        d.documents[0].published = "2024-02-30"

    for change in (shift, other_document, other_text, bad_date):
        assert broken(change)


def test_a_changed_file_is_refused():
    text = read(STORY).to_json().replace("two diplomats", "ten diplomats", 1)
    with pytest.raises(UsageError, match=r"do not stand|is not a dossier"):
        Dossier.from_json(text)
    with pytest.raises(UsageError, match=r"at claims\.1\.status"):
        Dossier.from_json(read(STORY).to_json().replace('"declined"', '"shrugged"'), "x.json")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", r"x\.json is not a dossier: it has no 'schema_version' and no 'documents'; "),
        ('{"documents": []}', "it has no 'schema_version'; "),
        ('{"schema_version": 1}', "it has no 'documents'; "),
        ('{"schema_version": 2, "documents": []}', "version 2; this megara reads version 1"),
        ('{"name": "a plan"}', "is not a dossier: at name: "),
        ("[]", "is not a dossier: at the top: "),
    ],
)
def test_a_file_that_is_no_dossier_is_told_so(text, said):
    with pytest.raises(UsageError, match=said):
        Dossier.from_json(text, "x.json")
    if "2" not in text:  # which versions can be read is the program's to say
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(text), json.loads(json_schema_text()))


def test_no_evidence_no_item():
    from megara.dossier.schema import Position

    with pytest.raises(ValueError, match="at least 1"):
        Position(party="HUN", on="x", stance="open", evidence=[])
    with pytest.raises(ValueError, match="at least 1"):
        Evidence(document="d1", start=0, end=0, text="")


@pytest.mark.parametrize(
    ("text", "good"),
    [("2023", True), ("2023-02", True), ("2023-02-28", True), ("2023-02-29", False),
     ("2023-13", False), ("last week", False), ("", False), ("2023-2", False)],
)  # fmt: skip
def test_partial_dates(text, good):
    assert is_partial_date(text) is good
