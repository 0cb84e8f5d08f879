"""Copies of one story, put side by side.

Two documents are copies if most of the longer runs of words of the shorter one stand in the other.
Their sentences are aligned by likeness. Where three copies or more are at hand, a sentence that
stands in one copy only is junk, and a word that one copy alone has is garbling. A sentence whose
sense differs (a negation, a number, a party, or who does it to whom) is flagged, whichever copy is
right. The copy with the least that stands alone is read; the others point to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from megara.dossier.intake import Intake
from megara.dossier.lexicon import names, rows
from megara.dossier.schema import Difference, Evidence, JunkLine

RUN = 3  # words
COPY = 0.35  # share of the shorter one's runs that the other has
ALIKE = 62  # of 100, for two sentences to be the same one in two copies
SURELY = 80  # of 100, for a difference of sense to be one of the same sentence
MOST = 60  # copies that are compared with one another
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’')]*(?=\s+[\"“'‘(]?[A-Z0-9])|(?=\n)|\Z)", re.DOTALL)
NEGATIONS = frozenset("not no never neither nor without cannot n't nobody none denied denies deny "
                      "rejected rejects refused refuses ruled against".split())  # fmt: skip
NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve dozen hundred "
                    "half double".split())  # fmt: skip
OPPOSED = (
    ("support", "oppose"), ("supports", "opposes"), ("supported", "opposed"),
    ("backed", "opposed"), ("backs", "opposes"), ("backed", "rejected"),
    ("accept", "reject"), ("accepted", "rejected"), ("agreed", "refused"),
    ("impose", "lift"), ("imposed", "lifted"), ("tighten", "ease"), ("tightened", "eased"),
    ("confirmed", "denied"), ("confirms", "denies"), ("increase", "reduce"),
    ("increased", "reduced"), ("rise", "fall"), ("rose", "fell"), ("before", "after"),
    ("allow", "ban"), ("allowed", "banned"), ("include", "exclude"), ("will", "may"),
    ("possible", "impossible"), ("likely", "unlikely"), ("more", "less"), ("reluctant", "willing"),
    ("reluctant", "eager"), ("reticent", "enthusiastic"), ("imports", "exports"),
    ("import", "export"), ("initial", "final"), ("preliminary", "final"), ("imposed", "considered"),
)  # fmt: skip


@dataclass
class Unit:
    """One sentence of one copy."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


def collate_copies(intakes: Sequence[Intake]) -> list[Difference]:
    """Find the copies among the documents, mark them, and return the differences of sense.

    Each copy but the one that is read gets ``copy_of``; junk found by majority is added to the
    documents and taken out of their paragraphs.
    """
    differences: list[Difference] = []
    for group in _groups(intakes[:MOST]):
        differences.extend(_collate([intakes[i] for i in group]))
    return differences


def _groups(intakes: Sequence[Intake]) -> list[list[int]]:
    runs = [_runs(intake.text) for intake in intakes]
    group_of = list(range(len(intakes)))
    for one in range(len(intakes)):
        for other in range(one):
            small = min(len(runs[one]), len(runs[other]))
            if small >= 20 and len(runs[one] & runs[other]) >= COPY * small:
                first, second = group_of[one], group_of[other]
                group_of = [second if g == first else g for g in group_of]
    groups: dict[int, list[int]] = {}
    for index, group in enumerate(group_of):
        groups.setdefault(group, []).append(index)
    return [g for g in groups.values() if len(g) > 1]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [w.lower() for w in WORD.findall(text)]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def _collate(copies: list[Intake]) -> list[Difference]:
    units = [_units(copy) for copy in copies]
    alone = [0] * len(copies)
    aligned: list[dict[int, dict[int, int]]] = [{} for _ in copies]
    for one, mine in enumerate(units):
        for other, theirs in enumerate(units):
            if one != other:
                aligned[one][other] = _align(mine, theirs)
        for index in range(len(mine)):
            alone[one] += not any(index in a for a in aligned[one].values())
    if len(copies) > 2:
        for one, copy in enumerate(copies):
            _majority_junk(copy, units[one], aligned[one])
    garbled = [_garbled(units, aligned, one) for one in range(len(copies))]
    best = min(range(len(copies)), key=lambda i: (alone[i] + garbled[i], -len(units[i]), i))
    for index, copy in enumerate(copies):
        if index != best:
            copy.document.copy_of = copies[best].document.id
    return _senses(copies, units, aligned, best)


def _units(copy: Intake) -> list[Unit]:
    found = []
    for start, end in copy.paragraphs:
        for match in SENTENCE.finditer(copy.text[start:end]):
            words = tuple(w.lower().replace("’", "'") for w in WORD.findall(match.group()))
            if words:
                lead = len(match.group()) - len(match.group().lstrip())
                first = start + match.start() + lead
                last = start + match.start() + len(match.group().rstrip())
                found.append(Unit(first, last, copy.text[first:last], words))
    return found


def _align(mine: list[Unit], theirs: list[Unit]) -> dict[int, int]:
    """Return for each of my sentences the one of theirs that is most like it, if any is."""
    choices = [" ".join(unit.words) for unit in theirs]
    found = {}
    for index, unit in enumerate(mine):
        best = process.extractOne(
            " ".join(unit.words), choices, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        if best is not None:
            found[index] = best[2]
    return found


def _majority_junk(copy: Intake, mine: list[Unit], aligned: dict[int, dict[int, int]]) -> None:
    """Throw out the lines whose every sentence stands in this copy alone."""
    kept = []
    for start, end in copy.paragraphs:
        inside = [i for i, unit in enumerate(mine) if start <= unit.start < end]
        if inside and not any(i in a for i in inside for a in aligned.values()):
            copy.document.junk_lines.append(
                JunkLine(start=start, end=end, text=copy.text[start:end],
                         reason=f"stands in none of the other {len(aligned)} copies")
            )  # fmt: skip
        else:
            kept.append((start, end))
    copy.document.junk_lines.sort(key=lambda line: line.start)
    copy.paragraphs[:] = kept


def _garbled(units: list[list[Unit]], aligned: list[dict[int, dict[int, int]]], one: int) -> int:
    """Count the words of a copy that most other copies of the sentence do not have."""
    count = 0
    for index, unit in enumerate(units[one]):
        others = [units[o][a[index]].words for o, a in aligned[one].items() if index in a]
        if others:
            held = Counter(word for words in others for word in set(words))
            count += sum(held[word] * 2 < len(others) for word in unit.words)
    return count


def _senses(
    copies: list[Intake], units: list[list[Unit]], aligned: list[dict[int, dict[int, int]]],
    best: int,
) -> list[Difference]:  # fmt: skip
    found = []
    for index, unit in enumerate(units[best]):
        for other, matches in aligned[best].items():
            if index not in matches:
                continue
            twin = units[other][matches[index]]
            reason = sense_differs(unit.words, twin.words)
            if reason:
                found.append(
                    Difference(
                        reason=reason,
                        evidence=[_evidence(copies[best], unit), _evidence(copies[other], twin)],
                    )
                )
    return found


def _evidence(copy: Intake, unit: Unit) -> Evidence:
    return Evidence(document=copy.document.id, start=unit.start, end=unit.end, text=unit.text)


def sense_differs(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Return how the sense of two wordings of a sentence, in lower-case words, differs, or None."""
    if fuzz.token_sort_ratio(" ".join(one), " ".join(other)) < SURELY:
        near = fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= 86
        if not near:
            return None
    a, b = Counter(one), Counter(other)
    extra, missing = set(a - b), set(b - a)
    negations = [sum(_negates(w) * n for w, n in c.items()) for c in (a, b)]
    if negations[0] % 2 != negations[1] % 2:
        return "one copy denies what the other states"
    for left, right in OPPOSED:
        if (left in extra and right in missing) or (right in extra and left in missing):
            return f"one copy has {left!r} where the other has {right!r}"
    figures = [sorted(w for w in part if w.isdigit() or w in NUMBERS) for part in (extra, missing)]
    if figures[0] and figures[1] and figures[0] != figures[1]:
        return f"the figures differ: {', '.join(figures[0])} and {', '.join(figures[1])}"
    lands = [_lands(words) for words in (one, other)]
    only = [set(lands[0]) - set(lands[1]), set(lands[1]) - set(lands[0])]
    if only[0] and only[1]:
        return f"the parties differ: {', '.join(sorted(only[0]))} and {', '.join(sorted(only[1]))}"
    if lands[0] != lands[1] and sorted(lands[0]) == sorted(lands[1]) and len(set(lands[0])) == 2:
        return "the parties stand in the other order"
    return None


def _negates(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


@cache
def _countries() -> dict[str, str]:
    found = {}
    for row in rows("countries"):
        for written in [row["name"], *names(row["aliases"]), *names(row["demonyms"]),
                        *names(row["seats"])]:  # fmt: skip
            parts = WORD.findall(written.lower())
            if len(parts) == 1 and len(parts[0]) > 3:
                found[parts[0]] = row["iso3"]
    return found


def _lands(words: Sequence[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        party = _countries().get(word.removesuffix("'s"))
        if party and (not found or found[-1] != party):
            found.append(party)
    return found
