"""The answer in three sentences, numbers first: harm, cost, and what the rungs are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from megara.brief.chapters.assumptions import assumed_depths
from megara.brief.facts import NOTHING, Facts, read
from megara.brief.parts import Chapter, Paragraph, Strong
from megara.brief.words import count, dollars, join, percent, ratio, rounded, said, the
from megara.policy.bands import band

if TYPE_CHECKING:
    from megara.coalition.coalitions import Coalitions
    from megara.policy.run import Run

UNPLANNED = "MENTIONED, NOT PLANNED"
"""How the note of a rung begins that a story only mentions; drafts are marked so."""


def answer(run: Run, coalitions: Coalitions | None = None) -> Chapter:
    """Return the opening chapter: what it would do if all joined, and what that rests on."""
    facts = read(run)
    words = [*_harm(facts), " ", *_cost(facts), " ", *_worth(facts)]
    parts = [Paragraph(words, "answer")]
    if coalitions is not None:
        parts.append(Paragraph(_forms(facts, coalitions), "answer"))
    parts.append(Paragraph(_rests_on(facts, coalitions)))
    return Chapter("answer", "The answer", parts, essential=True)


def _harm(facts: Facts) -> list[str]:
    target, harm = facts.target_name, facts.harm_percent[-1]
    measures = facts.whole
    condition = _if_all_join(facts)
    condition += ", with the retaliation that the plan assumes" if facts.retaliation else ""
    size = f"{percent(harm)} of real income, {dollars(facts.harm[-1])} a year,"
    if abs(harm) < NOTHING:
        return [Strong("No measurable loss"), f" for {target} would come of {measures}{condition}."]
    verb = "lose" if harm > 0 else "gain"
    return [
        Strong(size),
        f" is what {target} would {verb} {_when(facts)} from {measures}{condition}"
        f"{_range(facts, 'harm_usd_bn')}.",
    ]


def _if_all_join(facts: Facts) -> str:
    """Say what all figures of a run assume of those who are asked; empty where nobody is."""
    asked = len(facts.asked)
    if not asked:
        return ""
    if asked == 1:
        return f", if {the(facts.asked[0].name)} joined"
    return f", if {'both' if asked == 2 else f'all {said(asked)}'} that are asked joined"


def _forms(facts: Facts, coalitions: Coalitions) -> list[str]:
    """Say what would be left of it if each of those asked joined only where it accepts its loss."""
    record, rung = coalitions.record, coalitions.rung()
    formed = record["stable"][rung.name]["formed"]
    joined, asked = formed["joined"], len(rung.players)
    incomes = record["income_usd_mn"]
    harm = formed["harm_pct"] / 100 * sum(incomes[c] for c in rung.targets) / 1e3
    cost = sum(row["loss_usd_bn"] for row in record["burden"][rung.name]["formed"])
    label = facts.world.country_names
    names = join(the(label.get(p, p)) for p in joined)
    who = (
        f"nobody of the {said(asked)} asked would join"
        if not joined
        else f"only {said(len(joined))} of the {said(asked)} asked would join"
        + (f", {names}" if len(joined) <= 4 else "")
        if len(joined) < asked
        else f"all {said(asked)} asked would join"
    )
    return [
        Strong(f"{percent(formed['harm_pct'])}, {dollars(harm)} a year,"),
        f" is what {facts.target_name} would lose from \u201c{rung.name}\u201d by the coalition "
        f"that forms at the resolves assumed: {who}; it would {'cost' if cost >= 0 else 'bring'} "
        f"the members {dollars(cost)} a year"
        + ("." if formed["settled"] else ", but players join and leave in a circle."),
    ]


def _rests_on(facts: Facts, coalitions: Coalitions | None) -> list[str]:
    """Say how much of the plan is assumed, in one sentence, and what this brief does not ask."""
    number, total = assumed_depths(facts)
    depths = f"{number} of {total} depths" if total > 1 else "the one depth"
    verb = "is an assumption" if number == 1 else "are assumptions"
    said_of = (
        [f"{depths} of the plan {verb}"] if number else ["every depth of the plan has a source"]
    )
    ladder = facts.run.scenario.ladder
    unplanned = sum(rung.note.startswith(UNPLANNED) for rung in ladder)
    if unplanned == len(ladder):
        said_of.append("no rung is planned: all are mentioned in the story")
    elif unplanned:
        said_of.append(
            f"{unplanned} of {len(ladder)} rungs are not planned but mentioned in the story"
        )
    if coalitions is not None:
        stated = [
            coalitions.record["resolves"][p.name]["default"] for p in coalitions.rung().players
        ]
        if any(stated):
            said_of.append(
                f"{sum(stated)} of {len(stated)} resolves are megara\u2019s default, as "
                "the plan says nothing of them"
            )
    words: list[str] = [Strong("What this rests on: "), "; ".join(said_of) + "."]
    if coalitions is None and facts.asked:
        words.append(
            " Whether those asked would join is a question to \u201cmegara coalition\u201d."
        )
    return words


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
        names = join(the(name) for name in best)
        words.append(
            f"; {names} would gain"
            if len(gainers) <= 2
            else f"; {count(len(gainers), 'sender')} would gain, {names} most"
        )
    return [*words, "."]


def _worth(facts: Facts) -> list[str]:
    ratios = facts.exchange
    usable = np.isfinite(ratios)
    others = _others(facts)
    if not usable.any():
        reason = (
            "No rung costs the senders anything on balance"
            if (facts.cost <= 0).all()
            else "No rung hurts the target on balance"
            if (facts.harm <= 0).all()
            else "No rung costs the senders anything that could be measured"
            if (facts.cost_percent < NOTHING).all()
            else "No rung does the target harm that could be measured"
            if (facts.harm_percent < NOTHING).all()
            else "No rung has both a cost to the senders and harm to the target"
        )
        return [Strong(reason), f"; {others}." if others else "."]
    if len(facts.rungs) == 1:
        lead = Strong(f"USD {ratio(ratios[0])} of harm for each dollar of cost")
        return [lead, " is what the senders get", f"; {others}." if others else "."]
    best = int(np.argmax(np.where(usable, ratios, -np.inf)))
    last = len(ratios) - 1
    words = [
        Strong(f"USD {ratio(ratios[best])} of harm for each dollar of cost"),
        f" is the best exchange on the ladder, at \u201c{facts.rungs[best]}\u201d",
    ]
    if best != last and usable[last]:
        words.append(f"; going up to \u201c{facts.rungs[last]}\u201d it is {ratio(ratios[last])}")
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
