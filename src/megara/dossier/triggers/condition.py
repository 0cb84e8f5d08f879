"""What a condition is: an act, told by a verb or a noun, that would have consequences."""

from __future__ import annotations

from typing import NamedTuple


class Condition(NamedTuple):
    """An act that would have consequences.

    ``verb`` is its verb, or the noun that names it, ``subject`` who does it. ``unless`` turns it:
    the consequence comes if it is not done. ``weak`` says that its word also opens what is no
    condition ("once", "until", "when"); ``addressed`` that it is told to somebody ("touch him
    again, and ...").
    """

    verb: int
    subject: int | None
    unless: bool = False
    weak: bool = False
    addressed: bool = False
    first: int | None = None  # where its words begin, if not with the verb
