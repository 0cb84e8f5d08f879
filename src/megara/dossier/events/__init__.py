"""Events: what happened or will, with its date resolved against the day of the story.

- ``days``: the dates of a sentence, each by the tense of the clause that it stands in;
- ``lists``: the words of events, by class;
- ``nouns``, ``verbs``: the event that a noun names, or a verb tells;
- ``words``: the word that tells what happened on a date;
- ``parties``: who took part, and where;
- ``reading``: the list of a story's events, by all of these.
"""

from __future__ import annotations

from megara.dossier.events.reading import read_events

__all__ = ["read_events"]
