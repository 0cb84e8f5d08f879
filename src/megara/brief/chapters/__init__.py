"""The chapters of the brief, one file each: a function from a run to a ``Chapter``.

``CHAPTERS`` is the order of the page. A chapter that has nothing to say about a run returns None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from megara.brief.chapters.answer import answer
from megara.brief.chapters.assumptions import assumptions
from megara.brief.chapters.baseline import baseline
from megara.brief.chapters.caveats import caveats
from megara.brief.chapters.certificate import certificate
from megara.brief.chapters.dependence import dependence
from megara.brief.chapters.ladder import ladder
from megara.brief.chapters.numbers import numbers
from megara.brief.chapters.reproduce import reproduce
from megara.brief.chapters.sectors import sectors
from megara.brief.chapters.senders import senders
from megara.brief.chapters.third_countries import third_countries
from megara.brief.chapters.world_map import world_map
from megara.brief.parts import Chapter

if TYPE_CHECKING:
    from megara.policy.run import Run

CHAPTERS: tuple[Callable[[Run], Chapter | None], ...] = (
    answer,
    ladder,
    senders,
    world_map,
    third_countries,
    sectors,
    dependence,
    caveats,
    assumptions,
    baseline,
    certificate,
    numbers,
    reproduce,
)
