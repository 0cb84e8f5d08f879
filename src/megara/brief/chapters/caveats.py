"""What the model leaves out, said plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from megara.brief.facts import read
from megara.brief.parts import Chapter, Items, Strong

if TYPE_CHECKING:
    from megara.policy.run import Run


def caveats(run: Run) -> Chapter:
    """Return the list of caveats that hold for this run."""
    items = [
        [
            Strong("Long run. "),
            "The elasticities describe trade after it has adapted, over several years. The first "
            "months of a sudden stop cost more, on both sides, than is shown here.",
        ],
        [
            Strong("No path over time. "),
            "The model compares two equilibria: no unemployment, no idle factories, no lost "
            "investment, no recession on the way. Workers and capital move freely between sectors "
            "at home and not at all between countries.",
        ],
        [
            Strong("Trade, not finance or technology. "),
            "Cutting off banks or know-how counts only through the trade it stops. Frozen assets, "
            "runs, exchange rates and slower learning are not in it.",
        ],
        [
            Strong("Averages. "),
            "A sector is one good per country. Where a single firm or plant cannot be replaced, "
            "the true loss is larger; where firms evade, it is smaller than the depth assumes.",
        ],
        [
            Strong("Depths are judgements. "),
            "How much trade a measure stops is written into the plan. The table of assumptions "
            "says which numbers have a source and which are assumed.",
        ],
        [
            Strong("Third countries follow prices. "),
            "They buy and sell as it pays; they neither help to enforce nor to evade on purpose.",
        ],
        [
            Strong("Cost is not will. "),
            "Real income says what joining costs, not whether a government will do it.",
        ],
    ]
    if not read(run).bands:
        items.insert(
            0,
            [
                Strong("Point estimates. "),
                "No error bands were asked for in this run. Published estimates of one and the "
                "same embargo differ several-fold with the elasticities: trust the order of "
                "rungs and senders more than the decimals.",
            ],
        )
    return Chapter("caveats", "How far to trust this", [Items(items)])
