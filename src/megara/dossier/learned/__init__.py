"""What a small network finds beside the rules: for wordings that none of them knows.

- :mod:`.features`: what it is told of each token;
- :mod:`.tokens`: a story as it is given to it;
- :mod:`.network`: how it computes, in equations;
- :mod:`.stances`: how what it finds and the stances that the rules told are put together;
- :mod:`.sides`: who a measure may be by and against, and who acts in a trigger;
- :mod:`.judge`: how likely a reading of a measure is right;
- :mod:`.measures`, :mod:`.triggers`: how what it finds and those that the rules read are put
  together.

Its weights are fitted by ``scripts/train_reader.py`` to the labelled stories in ``training/``.
"""

from __future__ import annotations

from megara.dossier.learned.features import Reading
from megara.dossier.learned.measures import revise_measures
from megara.dossier.learned.network import fitted
from megara.dossier.learned.sides import Nearby
from megara.dossier.learned.stances import Weighed, find, weigh
from megara.dossier.learned.tokens import describe
from megara.dossier.learned.triggers import revise_triggers

__all__ = ["Nearby", "Reading", "Weighed", "describe", "find", "fitted",
           "revise_measures", "revise_triggers", "weigh"]  # fmt: skip
