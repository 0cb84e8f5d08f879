"""A story being read: its sentences with their names, and who a noun or a pronoun stands for.

- ``telling``: the sentences with their names, and spans as evidence;
- ``lists``: the parties that a noun lists after it;
- ``pronouns``: the words that stand for others, and the nouns a grammar ties them to;
- ``earlier``: what "the junta" or "the bloc" of an earlier sentence was;
- ``feared``: what is only feared or hoped of a party;
- ``unlisted``: the run of proper nouns that names a person in no list;
- ``parties``: which parties a phrase stands for, by all of these;
- ``story``: the whole, which the readers of lists ask.
"""

from __future__ import annotations

from megara.dossier.story.story import Story

__all__ = ["Story"]
