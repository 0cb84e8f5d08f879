"""Stances and measures that a small network finds, beside the rules: for wordings that none knows.

- :mod:`.features`: what it is told of each token;
- :mod:`.tokens`: a story as it is given to it;
- :mod:`.network`: how it computes, in equations;
- :mod:`.stances`: how what it finds and the stances that the rules told are put together;
- :mod:`.sides`: who a measure may be by and against;
- :mod:`.judge`: how likely a reading of a measure is right;
- :mod:`.measures`: how what it finds and the measures that the rules read are put together.

Its weights are fitted by ``scripts/train_reader.py`` to the labelled stories in ``training/``.
"""

from __future__ import annotations

from megara.dossier.learned.features import Reading
from megara.dossier.learned.measures import revise
from megara.dossier.learned.network import fitted
from megara.dossier.learned.stances import Weighed, find, weigh
from megara.dossier.learned.tokens import describe

__all__ = ["Reading", "Weighed", "describe", "find", "fitted", "revise", "weigh"]
