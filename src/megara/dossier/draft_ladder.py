"""The ladder of a draft scenario: measures as rungs, mildest first, their assumed depths marked so.

The rungs are the planned measures. Where the plan names no instrument they are those that the
story mentions against the same target (``draft_mentioned``), marked as no plan; what is missing
to three rungs is a guess, marked as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from megara.dossier.draft_mentioned import Mentioned
from megara.dossier.draft_words import Words, quoted
from megara.dossier.lexicon import rows
from megara.dossier.schema import Measure

ORDER = ("designation", "export_control", "tariff", "import_ban", "price_cap",
         "secondary", "financial", "embargo")  # fmt: skip
GUESS = ("designation", "export_control", "embargo")  # where the stories name too few
MOST_EVIDENCE = 3


def names_instruments(planned: Sequence[Measure]) -> bool:
    """Say whether a plan tells an instrument, not only "sanctions"."""
    return any(m.kind in ORDER for m in planned)


def ladder(planned: Sequence[Measure], beside: Mapping[str, Mentioned], words: Words) -> list[str]:
    """Return the rungs as lines of YAML, mildest first.

    Parameters
    ----------
    planned
        The measures of the plan.
    beside
        The instruments mentioned against the target, by kind, where the plan names none.
    words
        The comments of the draft.
    """
    lines = ["ladder:"]
    if names_instruments(planned):
        for kind in ORDER:
            same = [m for m in planned if m.kind == kind]
            if same:
                lines += [f"  - name: {kind.replace('_', ' ')}", "    measures:"]
                lines += words.lines([m.evidence[0] for m in same][:MOST_EVIDENCE], "      ")
                lines += _measure(kind, dict.fromkeys(g for m in same for g in m.goods))
        return lines
    lines += words.lines([e for m in planned for e in m.evidence][:1], "  ")
    lines.append(f"  # {'The plan names no instrument.' if planned else 'No plan is told.'}")
    guess = [k for k in GUESS if k not in beside][: max(0, len(GUESS) - len(beside))]
    for kind in (k for k in ORDER if k in beside or k in guess):
        lines.append(f"  - name: {kind.replace('_', ' ')}")
        if kind in beside:
            lines += _mentioned(beside[kind], words)
        else:
            note = "ASSUMED: the stories name too few instruments; this rung is a first guess"
            lines += [f"    note: {quoted(note)}", "    measures:", *_measure(kind, ())]
    return lines


def _mentioned(one: Mentioned, words: Words) -> list[str]:
    """Return a rung of what the stories mention, marked as no plan."""
    note = f"MENTIONED, NOT PLANNED: the stories tell it beside the plan ({one.how})"
    return [
        f"    note: {quoted(note)}",
        "    measures:",
        *words.lines(one.evidence[:MOST_EVIDENCE], "      "),
        *_measure(one.kind, one.goods),
    ]


def _measure(kind: str, goods: Iterable[str]) -> list[str]:
    depth = next(row for row in rows("depths") if row["kind"] == kind)
    table = {row["goods"]: row["sectors"] for row in rows("goods_sectors")}
    known = list(dict.fromkeys(table[g] for g in goods if g in table))
    lines = [f"      - kind: {depth['measure']}"]
    if known:
        lines.append(f"        # goods told: {', '.join(goods)}; the sectors they lie in are wider")
        lines.append(f"        sectors: [{', '.join(known)}]")
    else:
        lines.append("        # ASSUMED: the stories tell no goods")
        lines.append(f"        sectors: [{depth['sectors']}]")
    for what in ("coverage", "cut"):
        if depth[f"{what}_mode"]:
            low, mode, high = (depth[f"{what}_{part}"] for part in ("low", "mode", "high"))
            lines += [f"        {what}:", f"          low: {low}", f"          mode: {mode}",
                      f"          high: {high}",
                      f"          note: {quoted('ASSUMED: ' + depth['why'])}"]  # fmt: skip
    if depth["rate"]:
        lines += ["        rate:", f"          mode: {depth['rate']}",
                  f"          note: {quoted('ASSUMED: ' + depth['why'])}"]  # fmt: skip
    return lines
