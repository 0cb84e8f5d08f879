"""Whatever is put in ends in a dossier that holds, or in one clear line."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from megara.dossier.page import check_page
from megara.dossier.parse import LONGEST_SENTENCE, parser
from megara.dossier.reader import read, read_intakes, take_in
from megara.dossier.schema import verify
from megara.errors import MegaraError, UsageError

BODY = (
    "The United States is considering sanctions on China if Beijing arms Russia, two officials "
    "said on Monday. Hungary opposes the plan. The Kremlin declined to comment."
)
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip


def reads_or_says(data):
    """Read; a refusal must be one line made for people."""
    try:
        dossier = read(data)
    except MegaraError as error:
        said = str(error)
    else:
        assert verify(dossier) == []
        return dossier
    assert said
    assert "\n" not in said
    return None


def page(headline, body=BODY):
    head = f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
    return f"{head}<p>{body}</p></article></body></html>".encode()


@pytest.mark.parametrize(
    "headline",
    [
        "<script>alert(1)</script>US sanctions",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "{{ 7*7 }} {% raw %} </mark></title>",
    ],
)
def test_a_script_in_the_headline_is_only_text(headline):
    dossier = reads_or_says(page(headline))
    assert dossier is not None
    shown = check_page(dossier).lower()
    for danger in ("<script", "<img", "<svg", "onerror=alert(1)>"):
        assert danger not in shown


def test_markup_in_plain_text_is_escaped():
    text = (
        "Title <b>bold</b>\n\nHungary opposes new sanctions on Russia "
        "<script>alert(1)</script>, diplomats said.\n"
    )
    dossier = reads_or_says(text)
    shown = check_page(dossier)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


@pytest.mark.slow
def test_fifty_megabytes_of_nested_tags():
    start = time.monotonic()
    data = b"<html><body>" + b"<div>" * (10 * 1024 * 1024) + b"x"
    with pytest.raises(UsageError, match="nested"):
        read(data)
    flat = b"<html><body>" + b"<p>sanctions</p>" * (3 * 1024 * 1024)
    with pytest.raises(UsageError, match="tags"):
        read(flat)
    assert time.monotonic() - start < 60


def test_too_large():
    with pytest.raises(UsageError, match="too many for a story"):
        read(b"sanctions " * 100_000)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no text"),
        (b"   \n\n  ", "no text"),
        (b"\x00\x01\x02", "no text"),
        (b"<html><body><script>var a = 1;</script></body></html>", "no text"),
        ("Die Bundesregierung hat am Montag neue Sanktionen gegen Russland beschlossen und die "
         "Minister haben sich in Brüssel auf ein Paket geeinigt.".encode(), "German"),
        ("Правительство России объявило в понедельник о новых мерах против компаний.".encode(),
         "Cyrillic"),
        ("中国外交部发言人表示坚决反对单边制裁和长臂管辖。".encode(), "Chinese"),
    ],
)  # fmt: skip
def test_nothing_to_read_is_said_in_one_line(data, words):
    with pytest.raises(UsageError, match=words):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings(encoding):
    text = BODY.replace("Hungary", "Côte d’Ivoire" if encoding != "latin-1" else "Türkiye")
    dossier = reads_or_says(text.encode(encoding))
    assert any(p.party in ("CIV", "TUR") for p in dossier.positions)


def test_line_ends_are_made_unix_ones():
    dossier = read(BODY.replace(". ", ".\r\n\r\n").encode())
    assert "\r" not in dossier.documents[0].text


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes(data):
    reads_or_says(data)


@QUICK
@given(st.text(max_size=300))
def test_any_text(text):
    reads_or_says(text + "\n")


TOKENS = st.sampled_from(
    """sanctions China Beijing if should unless said denied declined to comment on against "
    “ ” , . ( ) the US EU officials two sources Hungary opposes would impose ban exports oil
    Friday last week according which it they he Olaf Schultz Chancellor German <p> </p> <div>
    &amp; \n \n\n See also -- — 2023 24 February spokeswoman warned of by not""".split(" ")
)


@QUICK
@given(st.lists(TOKENS, min_size=1, max_size=80))
def test_any_order_of_the_words_of_a_story(words):
    dossier = reads_or_says(" ".join(words) + "\n")
    if dossier is not None:
        check_page(dossier)


@QUICK
@given(
    st.integers(0, len(BODY)), st.integers(0, len(BODY)), st.sampled_from(["", "\x00", "<", "”"])
)
def test_a_story_cut_anywhere(start, end, put):
    reads_or_says(BODY[:start] + put + BODY[end:] + "\n")


@QUICK
@given(st.text(alphabet="<>/divpscriptahrefonload=\"' x&;#", max_size=200))
def test_any_page(inside):
    dossier = reads_or_says(page("News", f"{BODY} {inside}"))
    if dossier is not None:
        assert "<script" not in check_page(dossier)


def test_nothing_is_fetched(monkeypatch):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("the reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    links = (
        '<img src="http://example.invalid/a.png"><iframe src="http://example.invalid"></iframe>'
        '<link rel="stylesheet" href="http://example.invalid/a.css">'
    )
    assert reads_or_says(page("News", BODY + links)) is not None


def test_an_endless_sentence_is_read_in_pieces():
    text = "sanctions on sanctions against sanctions by sanctions of the ban, " * 60
    [sentences] = parser().parse_many([("d1", text, [(0, len(text))])])
    assert len(sentences) > 1
    assert all(len(sentence) <= LONGEST_SENTENCE for sentence in sentences)
    dossier = read_intakes([take_in("A title\n\n" + text, 1)], parser())
    assert verify(dossier) == []
