"""Where words that a model quotes stand in a text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from megara.dossier.model.words import SAME, Words

TEXT = "“We won’t sign,” he said —\nnot now… The EU’s  plan. He said it. He said it."


def test_marks_and_breaks_do_not_count_but_the_words_are_the_texts_own():
    start, end = Words(TEXT).find('"We won\'t sign," he said - not now...')
    assert TEXT[start:end] == "“We won’t sign,” he said —\nnot now…"


def test_no_word_is_cut():
    words = Words(TEXT)
    assert words.find("e won’t sign") is None
    assert words.find("He said i") is None
    assert words.find("said it.") is not None


def test_long_texts_and_quotations_are_looked_up_at_once():
    assert Words("a " * 200_000).find("a b") is None
    assert Words("a " * 200_000).find("a " * 100_000) is None


def test_what_is_not_there_is_nowhere():
    words = Words(TEXT)
    for other in ("", "  ", "we won't sign", "The EU plan", "\u200b"):
        assert words.find(other) is None


def test_words_in_junk_do_not_count():
    first = TEXT.index("He said it")
    assert Words(TEXT).find("He said it.", ((first, first + 11),))[0] > first
    assert Words(TEXT).find("The EU's plan.", ((0, len(TEXT)),)) is None


@given(st.text(alphabet="ab \n\t.,'\"-“”’—…\u00ad", max_size=60), st.data())
def test_every_stretch_of_whole_words_is_found_however_its_marks_are_written(text, data):
    ends = [0, *(m.end() for m in re.finditer(r"\b", text)), len(text)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(ends), st.sampled_from(ends))))
    plainly = " ".join("".join(SAME.get(c, c) for c in text[start:end]).split())
    found = Words(text).find(plainly)
    if not plainly:
        assert found is None
    elif found is not None:
        words = " ".join("".join(SAME.get(c, c) for c in text[slice(*found)]).split())
        assert words.startswith(plainly[:-3]) or plainly.startswith(words[:-3])
        assert abs(len(words) - len(plainly)) <= 4  # half an ellipsis at either end
    else:
        assert "\u00ad" in text  # a soft hyphen made one word of two
