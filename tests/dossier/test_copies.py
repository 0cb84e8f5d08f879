"""Several copies of one story, several stories, folders, merging and the ledger."""

import pytest

from megara.dossier.collate import sense_differs
from megara.dossier.merge import merge
from megara.dossier.reader import read
from megara.dossier.schema import Dossier, verify
from megara.errors import UsageError

PARAGRAPHS = [
    "Allies weigh new curbs on Iran",
    "VIENNA, March 6, 2024 (Reuters) - France and Italy are considering new sanctions on Iran if "
    "Tehran sends missiles to Russia, three diplomats said on Wednesday.",
    "Hungary opposes the plan, a senior official in Brussels said.",
    "The Kremlin declined to comment on the talks.",
    "Germany supports the measures, Foreign Minister Annalena Baerbock said in Berlin.",
    "The United States imposed sanctions on 16 Iranian entities in February over drones.",
]
OTHER = (
    "Oil tankers avoid strait\n\nSINGAPORE, May 2, 2023 - Shipping firms are avoiding the strait, "
    "traders said, because insurance has become expensive after a series of incidents.\n\n"
    "Rates doubled within a week, two brokers said.\n"
)


def copy(change=None, extra=None):
    paragraphs = list(PARAGRAPHS)
    for old, new in (change or {}).items():
        paragraphs = [p.replace(old, new) for p in paragraphs]
    for place, line in (extra or {}).items():
        paragraphs.insert(place, line)
    return "\n\n".join(paragraphs) + "\n"


def test_copies_are_read_once():
    dossier = read(copy(), copy({"weigh": "consider"}), OTHER)
    assert [d.copy_of is not None for d in dossier.documents].count(True) == 1
    assert dossier.documents[2].copy_of is None
    assert len([p for p in dossier.positions if p.party == "HUN"]) == 1
    assert verify(dossier) == []


def test_junk_is_found_by_majority():
    stray = "The gardens of the palace attract thousands of visitors every spring and summer."
    dossier = read(copy(extra={3: stray}), copy(), copy({"three diplomats": "three envoys"}))
    junk = [line for d in dossier.documents for line in d.junk_lines]
    assert [line.text for line in junk] == [stray]
    assert "none of the other 2 copies" in junk[0].reason


def test_the_less_garbled_copy_is_read():
    garbled = copy({"sanctions": "sanktions", "diplomats": "dipplomats", "Hungary": "Hungery"})
    dossier = read(garbled, copy(), copy({"senior": "high"}))
    assert dossier.documents[0].copy_of is not None
    assert any(p.party == "HUN" for p in dossier.positions)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Hungary opposes the plan", "Hungary supports the plan", "supports"),
        ("Germany supports", "Germany does not support", "denies"),
        ("three diplomats", "five diplomats", "figures"),
        ("Hungary opposes", "Poland opposes", "parties"),
    ],
)
def test_a_difference_of_sense_is_flagged(old, new, reason):
    dossier = read(copy(), copy({old: new}))
    assert any(reason in d.reason for d in dossier.differences)
    assert verify(dossier) == []


def test_another_wording_is_no_difference_of_sense():
    dossier = read(copy(), copy({"new sanctions": "fresh sanctions", "said on": "stated on"}))
    assert dossier.differences == []


def test_who_does_it_to_whom():
    a = "China sells weapons to Russia for use in the war".lower().split()
    b = "Russia sells weapons to China for use in the war".lower().split()
    assert sense_differs(a, b) == "the parties stand in the other order"
    assert sense_differs(a, a) is None


def test_apart():
    assert all(d.copy_of is None for d in read(copy(), copy(), collate=False).documents)


def test_folder(tmp_path):
    (tmp_path / "a.txt").write_text(copy(), encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<html><body><article><p>{OTHER}</p></article></body></html>")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    dossier = read(tmp_path)
    assert [d.id for d in dossier.documents] == ["d1", "d2"]
    assert (
        dossier.documents[1].text in OTHER.replace("\n\n", " ")
        or "tankers" in dossier.documents[1].text
    )


def test_wrong_sources(tmp_path):
    for wrong in (tmp_path, tmp_path / "missing.txt", "missing.txt"):
        with pytest.raises(UsageError, match="no "):
            read(wrong)
    with pytest.raises(UsageError, match="name at least one"):
        read()
    with pytest.raises(UsageError, match="ISO date"):
        read(copy(), published="last week")


def test_merge_keeps_every_span():
    one, other = read(copy()), read(OTHER)
    whole = merge([one, other])
    assert verify(whole) == []
    assert len(whole.documents) == 2
    assert len({d.id for d in whole.documents}) == 2
    assert len({m.id for m in whole.measures}) == len(whole.measures)
    assert len(whole.claims) == len(one.claims) + len(other.claims)


def test_merge_gives_no_document_an_id_that_is_taken():
    one, two = read(OTHER), read(copy(), OTHER.replace("strait", "canal"), collate=False)
    assert [d.id for d in one.documents] == ["d1"]
    assert [d.id for d in two.documents] == ["d1", "d2"]
    loaded = Dossier.from_json(two.to_json())
    for whole in (merge([one, two]), merge([two, one]), merge([one, loaded])):
        assert verify(whole) == []
        assert len({d.id for d in whole.documents}) == 3


def test_merge_of_the_same_changes_nothing():
    one = read(copy())
    assert merge([one, one]).to_json() == merge([one]).to_json()
    with pytest.raises(UsageError):
        merge([])


def test_a_text_is_the_same_under_any_id():
    stories = [read(copy()), read(OTHER), read(copy({"Hungary": "Austria"}))]
    once = merge(stories)
    assert len(once.documents) == 3
    for again in (merge([once, *stories]), merge([stories[1], once, stories[0]])):
        assert verify(again) == []
        assert len(again.documents) == 3
        for name in ("entities", "measures", "triggers", "positions", "claims", "events"):
            assert len(getattr(again, name)) == len(getattr(once, name)), name
    assert merge([once, *stories]).to_json() == once.to_json()


def test_what_is_known_of_a_text_is_put_together():
    plain, told = read(OTHER.replace(", May 2, 2023", "")), read(OTHER.replace(", May 2, 2023", ""))
    told.documents[0].id, told.documents[0].publisher = "d7", "Reuters"
    told.documents[0].published, told.documents[0].published_basis = "2023-05", "given"
    for _item, evidence in told.evidences():
        evidence.document = "d7"
    [document] = merge([plain, told]).documents
    assert (document.id, document.publisher, document.published) == ("d1", "Reuters", "2023-05")
    assert document.published_basis == "given"


def test_a_copy_that_was_also_read_by_itself_is_none():
    both = read(copy(), copy({"weigh": "consider"}))
    [unread] = [d for d in both.documents if d.copy_of]
    alone = read(unread.text)
    assert all(d.copy_of is None for d in merge([both, alone]).documents)
    twice = merge([read(copy(), copy())])
    assert [d.copy_of for d in twice.documents] == [None]
    assert verify(twice) == []


def test_merge_keeps_differences_apart():
    one = read(copy(), copy({"Hungary opposes": "Hungary supports"}))
    other = read(*(c.replace("Iran", "Cuba").replace("Hungary", "Malta")
                   for c in (copy(), copy({"Hungary opposes": "Hungary supports"}))))  # fmt: skip
    assert len(one.differences) == len(other.differences) == 1
    whole = merge([one, other])
    assert [len(d.evidence) for d in whole.differences] == [2, 2]
    assert len(merge([whole, one]).differences) == 2


def test_merge_does_not_touch_what_it_is_given():
    one, other = read(copy()), read(OTHER)
    before = one.to_json(), other.to_json()
    merge([one, other])
    assert (one.to_json(), other.to_json()) == before
