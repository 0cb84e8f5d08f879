"""What a reader of a plan should know before trusting it: nothing wrong, but worth a look."""

from __future__ import annotations

from collections.abc import Iterable

from megara.policy.scenario import RETALIATION, Scenario
from megara.world.countries import country_name
from megara.world.groups import find_group


def warnings(scenario: Scenario, missing: Iterable[str] = ()) -> list[str]:
    """Return remarks on a scenario, one sentence each.

    Parameters
    ----------
    missing
        ISO3 codes of senders that the chosen world does not show (``Plan.missing``).
    """
    found = []
    absent = [f"{country_name(code)} ({code})" for code in missing]
    if absent:
        found.append(
            f"The world does not show {', '.join(absent)}; what they do has no effect, so harm "
            "and cost are understated."
        )
    bare = [d.label for d in scenario.depths() if not _explained(scenario, d.key)]
    if bare:
        found.append(
            f"{len(bare)} of {len(scenario.depths())} depths carry no note or source, first "
            f"'{bare[0]}'; say where each comes from, or that it is assumed."
        )
    if scenario.date is None and (groups := _groups(scenario)):
        found.append(
            f"Membership of {', '.join(groups)} is the latest known; give a date to fix it."
        )
    silent = [p.name for p in scenario.prospective if p.resolve is None]
    if scenario.resolves and silent:
        found.append(f"No resolve is given for {', '.join(silent)}.")
    return found


def _explained(scenario: Scenario, key: tuple[int, int, str]) -> bool:
    """Say whether a depth, its measure or its rung has a note or a source."""
    rung, index, what = key
    whole = scenario.retaliation if rung == RETALIATION else scenario.ladder[rung]
    measure = whole.measures[index]
    return any(part.note or part.source for part in (measure.depths[what], measure, whole))


def _groups(scenario: Scenario) -> list[str]:
    """Return the groups that the plan names, each once."""
    senders = [*scenario.senders.core, *scenario.senders.prospective]
    measures = [m for r in scenario.ladder for m in r.measures] + scenario.retaliation.measures
    names = [
        *scenario.target,
        *(e.name for e in senders if e.members is None),
        *(n for e in senders for n in [*(e.members or []), *(e.exclude or [])]),
        *(n for m in measures for n in [*(m.by or []), *(m.against or []), *(m.reach or [])]),
    ]
    return list(dict.fromkeys(g for n in names if (g := find_group(n))))
