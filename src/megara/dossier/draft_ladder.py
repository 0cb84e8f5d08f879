"""The ladder of a draft scenario: measures as rungs, mildest first, each with its source.

The rungs are the planned measures. Where the plan names no instrument they are those that the
story mentions against the same target (``draft_mentioned``), marked as no plan; what is missing
to three rungs is a guess, marked as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from megara.dossier.draft_depths import Codes, Part, measure_lines, parts
from megara.dossier.draft_mentioned import Mentioned
from megara.dossier.draft_words import Words, quoted
from megara.dossier.schema import Evidence, Measure

ORDER = ("designation", "export_control", "tariff", "import_ban", "price_cap",
         "secondary", "financial", "embargo")  # fmt: skip
GUESS = ("designation", "export_control", "embargo")  # where the stories name too few
MOST_EVIDENCE = 3


def names_instruments(planned: Sequence[Measure]) -> bool:
    """Say whether a plan tells an instrument, not only "sanctions"."""
    return any(m.kind in ORDER for m in planned)


def ladder(
    planned: Sequence[Measure],
    beside: Mapping[str, Mentioned],
    targets: Iterable[str],
    codes: Codes,
    words: Words,
) -> list[str]:
    """Return the rungs as lines of YAML, mildest first.

    Parameters
    ----------
    planned
        The measures of the plan.
    beside
        The instruments mentioned against the target, by kind, where the plan names none.
    targets
        ISO3 codes of whom they are against.
    codes
        Gives the codes of a set of sectors.
    words
        The comments and sources of the draft.
    """
    lines = ["ladder:"]
    if names_instruments(planned):
        for kind in ORDER:
            same = [m for m in planned if m.kind == kind]
            if same:
                lines += _rung(kind, "", [m.evidence[0] for m in same], words)
                for part in parts(same, targets, codes):
                    lines += measure_lines(part, words)
        return lines
    lines += words.lines([e for m in planned for e in m.evidence][:1], "  ")
    lines.append(f"  # {'The plan names no instrument.' if planned else 'No plan is told.'}")
    guess = [k for k in GUESS if k not in beside][: max(0, len(GUESS) - len(beside))]
    for kind in (k for k in ORDER if k in beside or k in guess):
        if kind not in beside:
            note = "ASSUMED: the stories name too few instruments; this rung is a first guess"
            lines += _rung(kind, note, [], words)
            lines += measure_lines(Part(kind), words)
            continue
        one = beside[kind]
        note = f"MENTIONED, NOT PLANNED: the stories tell it beside the plan ({one.how})"
        lines += _rung(kind, note, one.evidence, words)
        told = Measure(id=kind, kind=one.kind, goods=one.goods, status="considered",
                       evidence=one.evidence)  # fmt: skip
        for part in parts([told], targets, codes):
            lines += measure_lines(part, words)
    return lines


def _rung(kind: str, note: str, evidence: Sequence[Evidence], words: Words) -> list[str]:
    """Return the head of a rung, up to its measures."""
    lines = [f"  - name: {kind.replace('_', ' ')}"]
    if note:
        lines.append(f"    note: {quoted(note)}")
    if evidence:
        lines.append(f"    source: {quoted(words.source(evidence[0]), 500)}")
    lines.append("    measures:")
    return lines + words.lines(evidence[:MOST_EVIDENCE], "      ")
