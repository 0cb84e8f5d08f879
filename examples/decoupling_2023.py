"""The doubling of trade costs between US allies and China, and US allies and Russia.

Felbermayr, Mahlkow & Sandkamp (2023), "Cutting through the value chain: the long-run effects of
decoupling the East from the West", *Empirica* 50(1), 75-108, double the costs of trade between the
United States and its allies and one other country, both ways, and report the change of real income
of the other country and of the allies. The same experiment on the world of 2022, with bands:

    python examples/decoupling_2023.py [--draws 200]

Nothing is fitted to their figures.
"""

from __future__ import annotations

import argparse

import megara as mg
from megara.policy.bands import band

PUBLISHED = {"CHN": (-3.55, -0.95), "RUS": (-9.71, -0.17)}
"""Change of real income in %: of the country, of the allies (their Table; GTAP data)."""

ELASTICITIES = ("fontagne", "cp2015")


def plan(country: str, elasticities: str) -> mg.Scenario:
    """Return the plan: all trade between the allies and one country costs twice as much."""
    return mg.Scenario.from_dict(
        {
            "name": f"US allies and {country}: trade costs doubled",
            "date": "2023-03-01",
            "target": [country],
            "senders": {"core": ["Russia-2022"]},
            "elasticities": elasticities,
            "ladder": [
                {
                    "name": "doubling",
                    "note": "an iceberg cost of 100 % on top of what stands, both ways",
                    "measures": [
                        {"kind": "cost", "rate": 1.0, "sectors": ["all"], "direction": "both"}
                    ],
                }
            ],
        }
    )


def main() -> None:
    """Run the experiment and print ours beside theirs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=200)
    draws = parser.parse_args().draws
    world = mg.load_world()
    print("| country | elasticities | country, % | allies, % | theirs: country | allies |")
    print("|---|---|--:|--:|--:|--:|")
    for country, (theirs, their_allies) in PUBLISHED.items():
        for name in ELASTICITIES:
            for horizon in ("long", "short"):
                result = mg.run(world, plan(country, name), draws=draws, seed=1, horizon=horizon)
                rung = result.rungs[0]
                own = _with_band(-rung.harm_percent, band(-rung.draws.harm_percent))
                allies = _with_band(-rung.cost_percent, band(-rung.draws.cost_percent))
                print(
                    f"| {country} | {name}, {horizon} run | {own} | {allies} "
                    f"| {theirs:.2f} | {their_allies:.2f} |",
                    flush=True,
                )


def _with_band(value: float, ends: tuple[float, float]) -> str:
    return f"{value:.2f} ({ends[0]:.2f} to {ends[1]:.2f})"


if __name__ == "__main__":
    main()
