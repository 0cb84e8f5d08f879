"""Embedding each distinct word once must change nothing but the time."""

import importlib
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from megara.dossier.embedding import distinct, embed_distinct_words
from megara.dossier.parse import installed_model

TEXTS = [
    "The United States has frozen the assets of two banks, the Treasury said.",
    "The banks, the Treasury said, had frozen the assets of the United States.",
    "",
    "Sanctions. Sanctions! Sanctions?",
]


@pytest.fixture(scope="module")
def plain():
    """Return spaCy's model as it comes."""
    return importlib.import_module(installed_model()).load(exclude=["ner"])


def test_vectors_are_those_of_the_plain_model(plain):
    from megara.dossier.parse import parser

    ours = parser().nlp
    documents = [plain.make_doc(text) for text in TEXTS]
    expected = plain.get_pipe("tok2vec").model.predict(documents)
    found = ours.get_pipe("tok2vec").model.predict([ours.make_doc(text) for text in TEXTS])
    assert [len(a) for a in found] == [len(a) for a in expected]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_parse_is_that_of_the_plain_model(plain):
    from megara.dossier.parse import parser

    for ours, theirs in zip(parser().pipe(TEXTS), plain.pipe(TEXTS), strict=True):
        assert [(t.tag_, t.dep_, t.head.i) for t in ours] == [
            (t.tag_, t.dep_, t.head.i) for t in theirs
        ]


def test_no_text_is_no_error():
    from megara.dossier.parse import parser

    assert [len(d) for d in parser().pipe(["", ""])] == [0, 0]


def test_another_architecture_is_left_alone():
    embedding = SimpleNamespace(layers=[SimpleNamespace(name="extract_features")])
    assert not embed_distinct_words(SimpleNamespace(layers=[embedding]))
    assert not embed_distinct_words(SimpleNamespace(layers=[]))


@given(
    arrays(np.uint64, st.tuples(st.integers(1, 40), st.integers(1, 4)), elements=st.integers(0, 3))
)
def test_distinct_rows_are_laid_out_again(rows):
    few, place = distinct(rows)
    np.testing.assert_array_equal(few[place], rows)
    assert len({tuple(row) for row in few.tolist()}) == len(few)
    assert list(dict.fromkeys(place.tolist())) == list(range(len(few)))
