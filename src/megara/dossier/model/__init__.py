"""The optional second reader: a language model behind any OpenAI-compatible endpoint.

Off unless asked for. The model is given a story and the orders of ``data/orders.md``, which a
person can read and change, and answers in JSON. Of that answer only items are kept whose every
evidence is verbatim in the text, and which fit the schema.

- ``asking``: the request and its answer; the text goes only to the address that is named;
- ``words``: where quoted words stand in a text;
- ``answer``: what of an answer holds against the text;
- ``names``: garbled names that it recognised;
- ``replacing``: its lists in place of those that the rules and the network read;
- ``reading``: all of it, for each story.
"""

from __future__ import annotations

from megara.dossier.model.answer import Verified, verified
from megara.dossier.model.asking import Address
from megara.dossier.model.reading import ModelReader
from megara.dossier.model.replacing import replaced

__all__ = ["Address", "ModelReader", "Verified", "replaced", "verified"]
