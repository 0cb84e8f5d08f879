"""Who read an item: told of each, on the page, and after merging."""

from megara.dossier.merge import merge
from megara.dossier.model import verified
from megara.dossier.page import check_page
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in
from megara.dossier.schema import Dossier
from megara.dossier.wording import lines_of
from tests.dossier.by_rules import by_rules

# No rule knows "put its name to".
TEXT = (
    "BRATISLAVA, May 3, 2024 - The EU banned imports of Russian steel on Friday. Slovakia let "
    "Brussels know that it would never put its name to sanctions on Russian nuclear fuel."
)


def test_what_the_rules_did_not_read_says_so():
    told = set(by_rules(TEXT).stances)
    dossier = read_intakes([take_in(TEXT, 1)], parser())
    read_by = {(p.party, p.stance): p.read_by for p in dossier.positions}
    assert read_by["SVK", "opposed"] == "network"
    assert {key for key, by in read_by.items() if by == "rules"} <= told
    assert told & read_by.keys()
    assert {m.read_by for m in dossier.measures} == {"rules"}


def test_the_page_and_the_words_say_who_read_it():
    dossier = read_intakes([take_in(TEXT, 1)], parser())
    notes = [line.notes for line in lines_of(dossier, "positions") if "Slovakia" in line.head]
    assert notes == [["read by the network"]]
    assert check_page(dossier).count("read by the network") == sum(
        item.read_by == "network"
        for item in (*dossier.measures, *dossier.triggers, *dossier.positions)
    )


def test_what_a_language_model_reads_says_so():
    answer = {
        "positions": [
            {
                "party": "SVK",
                "on": "sanctions",
                "stance": "opposed",
                "read_by": "rules",
                "evidence": ["Slovakia let Brussels know"],
            }
        ]
    }
    found = verified(answer, take_in(TEXT, 1)).dossier
    assert [p.read_by for p in found.positions] == ["model"]


def test_what_two_read_is_by_the_surer():
    def dossier(by: str) -> Dossier:
        found = read_intakes([take_in(TEXT, 1)], parser())
        for item in (*found.positions, *found.measures):
            item.read_by = by
        return found

    for one, other, wanted in (("network", "rules", "rules"), ("model", "network", "network"),
                               ("rules", "model", "rules")):  # fmt: skip
        whole = merge([dossier(one), dossier(other)])
        assert {i.read_by for i in (*whole.positions, *whole.measures)} == {wanted}


def test_a_dossier_that_does_not_say_was_read_by_rules():
    dossier = read_intakes([take_in(TEXT, 1)], parser())
    plain = dossier.model_dump()
    for item in (*plain["positions"], *plain["measures"]):
        del item["read_by"]
    assert {p.read_by for p in Dossier.model_validate(plain).positions} == {"rules"}


def test_merging_keeps_what_it_is_given_unless_it_need_not():
    texts = (TEXT, TEXT.replace("Slovakia", "Hungary"))
    ones = [read_intakes([take_in(text, 1)], parser()) for text in texts]
    before = [one.to_json() for one in ones]
    whole = merge(ones)
    assert [one.to_json() for one in ones] == before
    assert merge(ones, keep=False).to_json() == whole.to_json()
