"""How the ranges were made: what was drawn, from what, and where each spread comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from megara.brief.parts import Chapter, Items, Strong, Table
from megara.brief.words import rounded

if TYPE_CHECKING:
    from megara.policy.run import Run


def draws(run: Run) -> Chapter | None:
    """Return what is known of the draws of a run, None where nothing was drawn."""
    if run.drawn is None:
        return None
    drawn, names = run.drawn, run.world.sector_names
    frame = drawn.spread.to_frame()
    common = float(frame["common"].max())
    residual = max(r.draws.residual for r in run.rungs if r.draws is not None)
    uncertain = sum(1 for d in run.scenario.depths() if not d.estimate.certain)
    items = [
        [
            Strong(f"{drawn.count} draws, seed {drawn.seed}. "),
            "A range runs from the 5th to the 95th percentile. Draws are the same on every rung, "
            "so that differences between rungs are no noise. Each was solved exactly, to a "
            f"residual of at most {residual:.0e}.",
        ],
        [
            Strong("Trade elasticities: "),
            "lognormal around the value used, within the central 99 %. "
            + (
                f"{100 * common:.0f} % of the variance that comes from the disagreement of "
                "published sets is common to all sectors."
                if common > 0
                else "Sectors are drawn apart from one another."
            ),
        ],
        [
            Strong("Depths of measures: "),
            f"{uncertain} of {len(run.scenario.depths())} have a range in the plan and are drawn "
            "from the triangular distribution on it; the others are taken as certain.",
        ],
        [
            Strong("What a range is not. "),
            "It holds the model and the baseline fixed, and what the model leaves out.",
        ],
    ]
    rows = [
        [
            f"{row['sector']} {names[row['sector']]}",
            rounded(row["theta"], 3),
            f"{rounded(row['low'], 3)} to {rounded(row['high'], 3)}",
            row["source"],
        ]
        for row in frame.to_dict("records")
    ]
    return Chapter(
        "draws",
        "How the ranges were made",
        [
            Items(items),
            Table(
                "Trade elasticities: value used, 5th to 95th percentile, and why so wide",
                ["Sector", "\u03b8", "Range", "Source of the spread"],
                rows,
                text_columns=(0, 3),
                short=False,
            ),
        ],
    )
