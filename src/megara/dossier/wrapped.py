"""Texts with lines of a fixed width, as in mails and print-outs: lines put together again.

A mail also writes "=20" for a space at the end of a line; that is decoded before. A line break
inside a paragraph becomes a space, one character for one, so that spans stay those of the file;
a word broken at the end of a line keeps its hyphen and its break, and is joined for the parser.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable
from itertools import pairwise

MAIL = re.compile(r"=20\n|=3D|=E2=80=|=C2=|\w=\n\w")
FEW = 3  # breaks inside a sentence, below which a text is not taken for a wrapped one
WIDEST = 110
STOP = re.compile(r"[.!?:…][\"”’')»]*$")


def from_mail(text: str) -> str:
    """Return a text without the quoted-printable of mails, if it has any."""
    if "=" not in text or len(MAIL.findall(text)) < 2:
        return text
    return quopri.decodestring(text.encode("utf-8")).decode("utf-8", errors="replace")


def unwrap(text: str, stands_alone: Callable[[str], bool]) -> str:
    """Return a text with the breaks inside its paragraphs made spaces, if its lines are wrapped.

    Parameters
    ----------
    stands_alone
        Says of a line that it is no part of a paragraph: junk, a byline, a stamp.
    """
    lines = text.split("\n")
    if not _is_wrapped(lines):
        return text
    width, prose = _width(lines), _in_prose(lines)
    out = [lines[0]]
    for at, line in enumerate(lines[1:], 1):
        before = lines[at - 1]
        goes_on = (
            line.strip()
            and before.strip()
            and prose[at]
            and _runs_on(before.rstrip(), line, width)
            and not _begins_item(line)
            and not stands_alone(before)
            and not stands_alone(line)
        )
        if goes_on and re.search(r"[a-z]-$", before) and line[0].islower():
            out.append("\n")
        else:
            out.append(" " if goes_on else "\n")
        out.append(line)
    return "".join(out)


def _in_prose(lines: list[str]) -> list[bool]:
    """Say of each line whether its block, between empty lines, tells sentences: no list does."""
    found: list[bool] = []
    while len(found) < len(lines):
        end = start = len(found)
        while end < len(lines) and lines[end].strip():
            end += 1
        block = lines[start:end]
        told = any(
            line[:1].islower() or STOP.search(line.rstrip()) or line.rstrip()[-1] in ",-"
            for line in block
        )
        found.extend([told] * max(1, end - start))
    return found


def _runs_on(before: str, line: str, width: int) -> bool:
    """Say whether a sentence may go on over the end of a line, by how full that line is."""
    if STOP.search(before):
        return len(before) > 0.85 * width
    return len(before) > 0.72 * width or line[0].islower() or before[-1] in ",-"


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether sentences run over the ends of lines in most of the places where lines meet."""
    meet = broken = 0
    for line, after in pairwise(lines):
        if not line.strip() or not after.strip():
            continue
        meet += 1
        runs_on = not STOP.search(line.rstrip()) and 25 < len(line) <= WIDEST
        broken += runs_on and (after[0].islower() or line.rstrip()[-1:] in ",-")
    return broken >= FEW and broken * 4 > meet


def _width(lines: list[str]) -> int:
    """Return the width that the lines keep to, by those whose sentence goes on in the next."""
    lengths = sorted(
        len(line.rstrip())
        for line, after in pairwise(lines)
        if 25 < len(line) <= WIDEST and after[:1].islower() and not STOP.search(line.rstrip())
    )
    return lengths[len(lengths) * 9 // 10] if lengths else WIDEST


def _begins_item(line: str) -> bool:
    """Say whether a line begins an item of a list."""
    return re.match(r"\s*(?:[•*▪–—]|\d+[.)])\s", line) is not None
