"""Texts that a machine reworded are known as such, and read as if it had not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from megara.dossier.lexicon import rows
from megara.dossier.reader import read
from megara.dossier.reworded import as_given, is_reworded, put_back

REWORDED = """Norway freezes the property of 12 Belarusian officers

OSLO, 4 March 2022 - Norway froze the property of 12 Belarusian generals on Friday, the overseas
ministry mentioned. It was the third spherical of penalties in opposition to Minsk.

The White Home mentioned it might push ahead with a value cap. Hungary is in opposition to the
plan, its overseas minister Peter Szijjarto advised reporters. An official on the State Division
declined to remark.
"""
WRITTEN = [row["written"] for row in rows("reworded")]
WORDS = st.sampled_from(
    [*WRITTEN, "Oslo", "banned", "exports.", "İ", "“Yes,”", "the", "of", "Navy"]
)


def test_a_reworded_text_is_known():
    assert is_reworded(REWORDED)


@pytest.mark.parametrize("text", [
    "He mentioned the ban on Monday. The navy said nothing, and in keeping with custom left.",
    "The bank's obligations on the bond were mentioned; the bundle of the papers was underneath.",
    "",
])  # fmt: skip
def test_a_text_by_hand_is_not(text):
    assert not is_reworded(text)


def test_no_labelled_story_but_the_reworded_ones_is():
    stories = sorted((Path(__file__).parent / "stories").glob("*/*.txt"))
    known = [path for path in stories if is_reworded(path.read_text("utf-8"))]
    telling = ("mentioned", "instructed", "advised", "in opposition to", "White Home")
    for path in known:
        assert any(word in path.read_text("utf-8") for word in telling), path
    assert 5 <= len(known) < len(stories) / 10


def test_it_is_read_as_what_it_was():
    dossier = read(REWORDED)
    kinds = {(m.kind, *m.imposed_by, *m.against, m.status) for m in dossier.measures}
    assert ("designation", "NOR", "BLR", "imposed") in kinds
    assert ("HUN", "opposed") in {(p.party, p.stance) for p in dossier.positions}
    named = {entity.name for entity in dossier.entities}
    assert {"White House", "US State Department"} & named
    kept = {(c.source_kind, c.status) for c in dossier.claims}
    assert ("institution", "declined") in kept or ("anonymous_official", "declined") in kept


def test_the_words_stay_those_of_the_text_as_given():
    dossier = read(REWORDED)
    for _, evidence in dossier.evidences():
        assert dossier.documents[0].text[evidence.start : evidence.end] == evidence.text
    assert any("in opposition to" in e.text for _, e in dossier.evidences())


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_every_word_left_alone_is_found_where_it_stands(text):
    plain, swaps = put_back(text)
    starts, ends, at = [], [], 0
    words = plain.split(" ")
    for word in words:
        starts.append(at)
        ends.append(at + len(word))
        at += len(word) + 1
    inside = [
        any(swap.at < end and start < swap.at + swap.new for swap in swaps)
        for start, end in zip(starts, ends, strict=True)
    ]
    given_starts, given_ends = as_given(swaps, starts, ends)
    for word, swapped, start, end in zip(words, inside, given_starts, given_ends, strict=True):
        assert 0 <= start <= end <= len(text)
        assert swapped or text[start:end] == word
    assert given_starts == sorted(given_starts)


def test_the_list_is_sound():
    assert len(WRITTEN) == len(set(WRITTEN)) == len({w.lower() for w in WRITTEN})
    for row in rows("reworded"):
        assert row["written"].lower() != row["plain"].lower()
        assert row["telling"] in ("", "yes")
