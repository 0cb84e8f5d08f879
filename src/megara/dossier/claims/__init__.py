"""Claims: what somebody said, who, and how firmly.

A claim is found at a verb of saying with its subject ("officials said"), at "according to", at a
denial, at a refusal to comment, and at a request that went unanswered. What was said is the
verb's complement, or the rest of the sentence. A quotation that goes on without a verb of saying
belongs to the claim before it.

- ``findings``: the claims found so far, each once;
- ``subject``: who says what a verb tells, and whether he says it at all;
- ``lost``: the speaker whom the parse lost, found by the commas;
- ``content``: what was said, without its attribution;
- ``saying``, ``thinking``, ``reactions``, ``documents``, ``attribution``, ``denial``, ``silence``:
  the ways to say it, or not;
- ``calling``: what a thing is called;
- ``idioms``, ``venues``: speech by a verb with its noun, and by the place where one speaks;
- ``views``: attribution by a phrase or a colon;
- ``quotations``: quotations that go on over sentences;
- ``disputes``, ``affiliations``: what claims tell about each other;
- ``reading``: the claims of a story.
"""

from __future__ import annotations

from megara.dossier.claims.findings import Found
from megara.dossier.claims.reading import Claims

__all__ = ["Claims", "Found"]
