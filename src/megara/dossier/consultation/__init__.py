"""The consultation: who sounds out whom about a measure, at which level, how far it has come.

- ``words``: the word lists;
- ``asked``: who can be asked, and which parties a noun for them stands for;
- ``verbs``, ``nouns``: where a verb ("has canvassed") or a noun ("talks with") tells of asking;
- ``soundings``: who asks whom in one sentence, by both;
- ``stage``: how far it is, by one more sentence;
- ``agreement``: whether an agreement is told, and among whom;
- ``reading``: the consultation of a story, by all of these.
"""

from __future__ import annotations

from megara.dossier.consultation.reading import read_consultation

__all__ = ["read_consultation"]
