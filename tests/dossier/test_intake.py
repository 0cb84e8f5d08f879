"""Taking in: when a story was published, its dateline, wrapped lines, and lines that are junk."""

import csv
import re
from pathlib import Path

import pytest

from megara.dossier.intake import take_in
from megara.dossier.junk import why_junk
from megara.dossier.junk_patterns import first_letters, reason_of
from megara.dossier.lexicon import rows as word_rows
from megara.dossier.parse import parser
from megara.dossier.published import published_on_page
from megara.dossier.reader import read_intakes

SENTENCES = Path(__file__).parent / "sentences"
HEADLINE = "EU weighs sanctions on Moscow\n\n"
BODY = (
    "The European Union will impose sanctions on Russia, officials said.\n\n"
    "A second line of the story says more about it.\n\nThe third says even more of it."
)


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("TOKYO, Feb. 10, 2016, Kyodo - ", "2016-02-10"),
        ("NIAMEY, July 30 (Reuters) - ", None),
        ("Posted on May 9, 2023 by admin\n\n", "2023-05-09"),
        ("Updated 3 May 2023 14:05 GMT\n\n", "2023-05-03"),
        ("2023-05-09T10:11:00Z\n\n", "2023-05-09"),
        ("May 9, 2023\n\n", "2023-05-09"),
        ("Last updated: 4 May 2023\nPublished: 3rd May 2023\n\n", "2023-05-03"),
        ("Updated 5 March 2022 | Published 4 March 2022\n\n", "2022-03-04"),
        ("By Jane Roe | Brussels, 3 May 2023\n\n", "2023-05-03"),
        ("23/11/2022, 21:14\n\n", "2022-11-23"),
        ("Join Date: 08-30-2012\n\nVIENNA, 3 May 2023 - ", "2023-05-03"),
        ("24.06.2014 BRUSSELS/WASHINGTON — ", "2014-06-24"),
        ("SEOUL/NEW-DELHI, 13 September 2018. - ", "2018-09-13"),
        ("the hague, september 6 2024. ", "2024-09-06"),
        ("WASHINGTON/BOGOTA, July 20, 2017 - Whether they would join: ", "2017-07-20"),
        ("2022/03/04 10:00\n\n", "2022-03-04"),
        ("08-11-2023\n\n", None),
    ],
)
def test_the_day_of_publishing(opening, day):
    intake = take_in((HEADLINE + opening + BODY).encode(), 1, "story.txt")
    assert intake.document.published == day


@pytest.mark.parametrize(
    ("opening", "place", "publisher"),
    [
        ("TOKYO, Feb. 10, 2016, Kyodo - ", "TOKYO", "Kyodo"),
        ("SEOUL/NEW-DELHI, 13 September 2018. - ", "SEOUL/NEW-DELHI", None),
        ("24.06.2014 BRUSSELS/WASHINGTON — ", "BRUSSELS/WASHINGTON", None),
    ],
)
def test_the_dateline_is_no_part_of_the_story(opening, place, publisher):
    intake = take_in((HEADLINE + opening + BODY).encode(), 1, "story.txt")
    assert (intake.document.dateline, intake.document.publisher) == (place, publisher)
    assert intake.text[slice(*intake.paragraphs[0])].startswith("The European Union")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"dateModified":"2022-06-01","datePublished":'
        '"2021-06-21T17:38:12Z"}</script>',
        '<meta property="article:published_time" content="2021-06-21T17:38:12Z">',
        '<meta content="2021-06-21" name="date">',
        '<meta name="pubdate" content="June 21, 2021">',
        '<time itemprop="datePublished" datetime="2021-06-21">Monday</time>',
    ],
)
def test_a_page_states_its_day(head):
    assert published_on_page(f"<html><head>{head}</head>") == "2021-06-21"


WRAPPED = """Council weighs new list

UNITED NATIONS, Feb. 26, 2016 - The United States and China laid before=20
the Council on Thursday a draft that would widen the sanc-
tions on North Korea after its test, and several diplomats
said a vote could come as early as the week-end.

** A MESSAGE FROM OUR SPONSOR **
Sleep better. 20% off every mattress today

"All cargo would be inspected," Jane Roe, the American ambassador,
told reporters. A spokesman for the North Korean mission did not re-
spond to calls.=20

MORE FROM THE WIRE
Wheat slips as corridor is extended
Fed minutes: what to watch
"""


def test_the_lines_of_a_mail_are_put_together():
    intake = take_in(WRAPPED.encode(), 1, "mail.txt")
    assert len(intake.paragraphs) == 2
    assert "=20" not in intake.text
    assert [line.text for line in intake.document.junk_lines] == [
        "** A MESSAGE FROM OUR SPONSOR **",
        "Sleep better. 20% off every mattress today",
        "MORE FROM THE WIRE",
        "Wheat slips as corridor is extended",
        "Fed minutes: what to watch",
    ]


def test_a_broken_word_is_one_word_and_its_span_holds():
    intake = take_in(WRAPPED.encode(), 1, "mail.txt")
    [sentences] = parser().parse_many([("d1", intake.text, intake.paragraphs)])
    words = {
        word: intake.text[sentence.start[i] : sentence.end[i]]
        for sentence in sentences
        for i, word in enumerate(sentence.words)
    }
    assert words["sanctions"] == "sanc-\ntions"
    assert words["diplomats"] == "diplomats"
    dossier = read_intakes([take_in(WRAPPED.encode(), 1, "mail.txt")], parser())
    assert ("spokesperson", "unanswered") in [(c.source_kind, c.status) for c in dossier.claims]


def test_a_text_of_short_paragraphs_is_left_as_it_is():
    text = HEADLINE + BODY.replace("\n\n", "\n")
    assert take_in(text.encode(), 1, "story.txt").text == text


def test_a_headline_after_a_list_heading_is_junk():
    text = HEADLINE + BODY + "\n\nMost read\nTen beaches to see\nShares slip again\n"
    junk = [line.text for line in take_in(text.encode(), 1, "story.txt").document.junk_lines]
    assert junk == ["Most read", "Ten beaches to see", "Shares slip again"]


LINES = list(csv.DictReader((SENTENCES / "junk.csv").open(encoding="utf-8")))


@pytest.mark.parametrize(("line", "junk"), [tuple(row.values()) for row in LINES])
def test_which_lines_are_junk(line, junk):
    assert (why_junk(line) is not None) is (junk == "yes")


def test_no_pattern_is_lost_by_its_first_letter():
    patterns = [re.compile(row["pattern"], re.IGNORECASE) for row in word_rows("junk")]
    for row in LINES:
        line = row["line"].strip(" ←[]")
        fits = any(pattern.search(line) for pattern in patterns)
        assert (reason_of(line) is not None) is fits


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("(also )?read more", "ar"),
        (r"\bnext|x", "n"),
        ("(show|load)( all)?", "sl"),
        (r"\d+ comments?", "0123456789"),
        (r"\W{0,2}end", None),
        (".{0,80}thread", None),
    ],
)
def test_the_letters_that_a_pattern_can_begin_with(pattern, letters):
    assert first_letters(pattern) == (None if letters is None else frozenset(letters))
