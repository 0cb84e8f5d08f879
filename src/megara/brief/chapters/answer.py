"""The answer in three sentences, numbers first: harm, cost, and what the rungs are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from megara.brief.facts import Facts, read
from megara.brief.parts import Chapter, Paragraph, Strong
from megara.brief.words import count, dollars, join, percent, rounded, the
from megara.policy.bands import band

if TYPE_CHECKING:
    from megara.policy.run import Run

# Changes below this, in per cent or USD billion, are called none: no data are that good.
NOTHING = 5e-4


def answer(run: Run) -> Chapter:
    """Return the opening chapter."""
    facts = read(run)
    words = [*_harm(facts), " ", *_cost(facts), " ", *_worth(facts)]
    return Chapter("answer", "The answer", [Paragraph(words, "answer")], essential=True)


def _harm(facts: Facts) -> list[str]:
    target, harm = facts.target_name, facts.harm_percent[-1]
    measures = facts.whole
    condition = ", with the retaliation that the plan assumes" if facts.retaliation else ""
    size = f"{percent(harm)} of real income, {dollars(facts.harm[-1])} a year,"
    if abs(harm) < NOTHING:
        return [Strong("No measurable loss"), f" for {target} would come of {measures}{condition}."]
    verb = "lose" if harm > 0 else "gain"
    return [
        Strong(size),
        f" is what {target} would {verb} {_when(facts)} from {measures}{condition}"
        f"{_range(facts, 'harm_usd_bn')}.",
    ]


def _range(facts: Facts, figure: str) -> str:
    """Say in what range nine draws of ten put a figure of the highest rung; empty without draws."""
    draws = facts.run.rungs[-1].draws
    if draws is None:
        return ""
    # The sentence says "lose" or "gain" of the point; the range is in the same sense.
    sense = 1.0 if getattr(facts.run.rungs[-1], figure) >= 0 else -1.0
    low, high = sorted(sense * value for value in band(getattr(draws, figure)))
    if rounded(low) == rounded(high):
        return ""
    return f" (USD {rounded(low)} to {rounded(high)} billion in nine of ten draws)"


def _when(facts: Facts) -> str:
    """Return the horizon of a run in words."""
    return f"in the {facts.run.options.get('horizon', 'long')} run"


def _cost(facts: Facts) -> list[str]:
    cost, share = facts.cost[-1], facts.cost_percent[-1]
    if not facts.seats:
        return [Strong("No sender"), " of this plan is shown apart in this world."]
    shares = {seat.name: facts.seat_percent(seat)[-1] for seat in facts.seats}
    amounts = {seat.name: facts.seat_usd(seat)[-1] for seat in facts.seats}
    together = count(len(facts.senders), "country", "countries")
    if len(facts.seats) == 1:
        seat = facts.seats[0]
        if abs(share) < NOTHING:
            return [
                Strong("No measurable cost"),
                f" would fall on {the(seat.name)}, the only sender.",
            ]
        verb = "cost" if cost > 0 else "bring"
        return [
            Strong(f"{dollars(cost)} a year ({percent(share)} of real income)"),
            f" is what it would {verb} {the(seat.name)}, the only sender"
            f"{_range(facts, 'cost_usd_bn')}.",
        ]
    hardest = min(shares, key=lambda name: shares[name])
    most = min(amounts, key=lambda name: amounts[name])
    verb = "cost" if cost > 0 else "bring"
    words = [
        Strong(f"{dollars(cost)} a year ({percent(share)} of their real income)"),
        f" is what it would {verb} the senders, {together} taken together"
        f"{_range(facts, 'cost_usd_bn')}",
    ]
    if abs(share) < NOTHING:
        words = [
            Strong("No measurable cost"),
            f" would fall on the senders, {together} taken together",
        ]
    if shares[hardest] < -NOTHING:
        words.append(f"; hardest hit would be {the(hardest)} ({percent(shares[hardest])} lost)")
        if most != hardest:
            words.append(f", while {the(most)} would lose most in money ({dollars(amounts[most])})")
    gainers = [name for name, value in shares.items() if value > NOTHING]
    if gainers:
        best = sorted(gainers, key=lambda name: -shares[name])[:2]
        said = join(the(name) for name in best)
        words.append(
            f"; {said} would gain"
            if len(gainers) <= 2
            else f"; {count(len(gainers), 'sender')} would gain, {said} most"
        )
    return [*words, "."]


def _worth(facts: Facts) -> list[str]:
    ratios = np.array([r.harm_per_cost for r in facts.run.rungs], dtype=float)
    usable = (facts.cost > 0) & (facts.harm > 0) & np.isfinite(ratios)
    others = _others(facts)
    if not usable.any():
        reason = (
            "No rung costs the senders anything on balance"
            if (facts.cost <= 0).all()
            else "No rung hurts the target on balance"
            if (facts.harm <= 0).all()
            else "No rung has both a cost to the senders and harm to the target"
        )
        return [Strong(reason), f"; {others}." if others else "."]
    if len(facts.rungs) == 1:
        lead = Strong(f"USD {rounded(ratios[0])} of harm for each dollar of cost")
        return [lead, " is what the senders get", f"; {others}." if others else "."]
    best = int(np.argmax(np.where(usable, ratios, -np.inf)))
    last = len(ratios) - 1
    words = [
        Strong(f"USD {rounded(ratios[best])} of harm for each dollar of cost"),
        f" is the best exchange on the ladder, at \u201c{facts.rungs[best]}\u201d",
    ]
    if best != last and usable[last]:
        words.append(f"; going up to \u201c{facts.rungs[last]}\u201d it is {rounded(ratios[last])}")
    return [*words, f"; {others}." if others else "."]


def _others(facts: Facts) -> str:
    """Say what the rest of the world gains or loses; empty where there is no rest."""
    if not facts.third:
        return ""
    total = float(facts.usd[-1, facts.places(facts.third)].sum())
    if abs(total) < NOTHING:
        return "third countries together would neither gain nor lose"
    return (
        f"third countries together would {'gain' if total > 0 else 'lose'} {dollars(total)} a year"
    )
