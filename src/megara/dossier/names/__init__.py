"""Garbled names: corrected on two agreeing grounds, else put as a question to the reader.

The first ground is spelling or sound: the written name is close to a listed one letter by letter,
or has the same sound key. The second is what stands beside it: the office, the country or the
body that the listed person held on the day of the story; for a reporter, the outlet's own credit
line; for a body, that all its words stand together in another order, or all but one that is
misspelt or that rewording software swaps.

- ``likeness``: the first ground;
- ``beside``: the second, for people;
- ``runs``: where unlisted proper names stand;
- ``people``, ``bodies``, ``swapped``, ``reporters``: each sort of name;
- ``corrections``: what was corrected and what is asked.
"""

from __future__ import annotations

from megara.dossier.names.bodies import correct_bodies
from megara.dossier.names.corrections import Names
from megara.dossier.names.people import correct_people
from megara.dossier.names.reporters import correct_reporters
from megara.dossier.names.swapped import correct_swapped
from megara.dossier.story import Story

__all__ = ["Names", "correct_names"]


def correct_names(story: Story) -> Names:
    """Correct what is garbled, and put the corrected mentions into the story's sentences."""
    found = Names([], [], {})
    correct_people(story, found)
    correct_bodies(story, found)
    correct_swapped(story, found)
    correct_reporters(story, found)
    return found
