"""Countries told by their region stand in the lists one by one."""

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in
from megara.dossier.schema import verify

TEXT = (
    "TALLINN, May 3, 2024 - Poland and the Baltic states are pushing for an EU ban on Russian "
    "aluminium. Estonia backs it. The Baltic states imposed entry bans on Georgian officials."
)


def test_each_country_has_the_words_that_name_the_region():
    dossier = read_intakes([take_in(TEXT, 1)], parser())
    assert verify(dossier) == []
    words = {p.party: [e.text for e in p.evidence] for p in dossier.positions
             if p.stance == "supportive"}  # fmt: skip
    assert {"POL", "EST", "LVA", "LTU"} <= words.keys()
    assert any("the Baltic states are pushing" in text for text in words["LVA"])
    assert any("Estonia backs it" in text for text in words["EST"])
    assert not any("Estonia backs it" in text for text in words["LTU"])
    assert len(dossier.positions) == len({(p.party, p.stance) for p in dossier.positions})


def test_what_a_region_imposes_its_countries_impose():
    dossier = read_intakes([take_in(TEXT, 1)], parser())
    by = [m.imposed_by for m in dossier.measures if m.kind == "travel_ban"]
    assert by == [["EST", "LTU", "LVA"]]
