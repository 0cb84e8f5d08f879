"""Who says it: from a verb's subject to the kind of source, its name, affiliation and number.

- ``source``: who said something, and who spoke last, for "he" and "the official";
- ``roles``: the role that a noun names, and the words of an organisation's name;
- ``office``: the office beside a person, and whether it is past;
- ``affiliation``: the body or party that a source belongs to;
- ``number``: how many sources a phrase counts;
- ``named``: sources by their name, listed or not;
- ``unnamed``: sources by their role alone;
- ``speakers``: the whole, which the readers of claims ask.
"""

from __future__ import annotations

from megara.dossier.speakers.roles import role_of
from megara.dossier.speakers.source import Source
from megara.dossier.speakers.speakers import Speakers

__all__ = ["Source", "Speakers", "role_of"]
