"""The ladder of a draft scenario: planned measures as rungs, their assumed depths marked so.

Here too is how the story's words stand in the draft: as comments that nothing can break out of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from megara.dossier.lexicon import rows
from megara.dossier.schema import Evidence, Measure

ORDER = ("designation", "unspecified", "export_control", "tariff", "import_ban", "price_cap",
         "secondary", "financial", "embargo")  # fmt: skip


def ladder(planned: Sequence[Measure], senders: set[str]) -> list[str]:
    """Return the rungs: each planned measure by kind, mildest first."""
    lines = ["ladder:"]
    kinds = {m.kind for m in planned}
    if not planned or kinds == {"unspecified"}:
        told = [e for m in planned for e in m.evidence][:1]
        lines += [
            *comments(told, "  "),
            "  # ASSUMED: the stories name no instrument; these three rungs are a first guess",
        ]
        for kind in ("designation", "export_control", "embargo"):
            lines += [
                f"  - name: {kind.replace('_', ' ')}",
                "    measures:",
                *_measure(kind, [], []),
            ]
        return lines
    for kind in ORDER:
        same = [m for m in planned if m.kind == kind]
        if not same or kind == "unspecified":
            continue
        goods = list(dict.fromkeys(g for m in same for g in m.goods))
        evidence = [m.evidence[0] for m in same][:3]
        lines += [f"  - name: {kind.replace('_', ' ')}", "    measures:"]
        lines += _measure(kind, goods, evidence)
    return lines


def _measure(kind: str, goods: Iterable[str], evidence: Sequence[Evidence]) -> list[str]:
    depth = next(row for row in rows("depths") if row["kind"] == kind)
    table = {row["goods"]: row["sectors"] for row in rows("goods_sectors")}
    known = list(dict.fromkeys(table[g] for g in goods if g in table))
    lines = comments(evidence, "      ")
    lines.append(f"      - kind: {depth['measure']}")
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


def comments(evidence: Iterable[Evidence], indent: str = "") -> list[str]:
    """Return each piece of evidence as a comment line, with its place in its document."""
    return [
        f'{indent}# "{plain(e.text)}" ({plain(e.document)}, {e.start}-{e.end})' for e in evidence
    ]


def plain(text: str) -> str:
    """Return a text on one line, with nothing that could end a YAML comment."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return re.sub(r"\s+", " ", printable).strip()[:500]


def quoted(text: str) -> str:
    """Return a text as a quoted YAML string on one line."""
    return json.dumps(plain(text)[:200], ensure_ascii=False)
