"""The chapters of the brief, one file each: a function from a run to a ``Chapter``.

``CHAPTERS`` is the order of the page; the essential ones come first, what follows is the annex. A
chapter that has nothing to say about a run returns None. Those of ``coalition``, and what other
chapters say beside them, need the solved coalitions of the plan and are told of none without.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from megara.brief.chapters.answer import answer
from megara.brief.chapters.assumptions import assumptions
from megara.brief.chapters.baseline import baseline
from megara.brief.chapters.caveats import caveats
from megara.brief.chapters.certificate import certificate
from megara.brief.chapters.coalition import who_joins
from megara.brief.chapters.coalition_full import coalitions_in_full
from megara.brief.chapters.dependence import dependence
from megara.brief.chapters.draws import draws
from megara.brief.chapters.ladder import ladder
from megara.brief.chapters.numbers import numbers
from megara.brief.chapters.reproduce import reproduce
from megara.brief.chapters.sectors import sectors
from megara.brief.chapters.senders import senders
from megara.brief.chapters.third_countries import third_countries
from megara.brief.chapters.world_map import world_map
from megara.brief.parts import Chapter

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run

Build = Callable[["Run", "Coalitions | None"], Chapter | None]


def _of_run(build: Callable[[Run], Chapter | None]) -> Build:
    """Return a chapter on the run alone as one that is handed the coalitions too."""
    return lambda run, _: build(run)


CHAPTERS: tuple[Build, ...] = (
    answer,
    _of_run(ladder),
    who_joins,
    _of_run(senders),
    _of_run(world_map),
    _of_run(third_countries),
    _of_run(sectors),
    _of_run(dependence),
    coalitions_in_full,
    _of_run(caveats),
    assumptions,
    _of_run(draws),
    _of_run(baseline),
    _of_run(certificate),
    _of_run(numbers),
    reproduce,
)
