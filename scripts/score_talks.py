"""Score the consultation and the events of labelled passages, one a line with its published date.

A party of ``initiator`` or ``invited`` counts by itself; ``stage`` and ``agreed`` count once a
passage where the label or the reading tells one. An event counts by date, kind and parties, all
three. Labels allow alternatives with a bar ("vote|meeting"; a stage "ongoing|none"); what ends in a
question mark may be found or left ("RUS?", an event of kind "statement?"): readers differ on
whether whom a measure hits takes part in imposing it.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from megara.dossier.parse import parser as tools
from megara.dossier.reader import read_intakes, take_in
from megara.dossier.schema import Consultation, Event

OF_TALKS = ("initiator", "invited", "stage", "agreed", "events")


def score_talks(file: Path, say: Any) -> dict[str, Counter[str]]:
    """Score every labelled passage of a file, each read alone."""
    total = {name: Counter[str]() for name in OF_TALKS}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        label = json.loads(line)
        dossier = read_intakes([take_in(label["text"], 1, published=label["published"])], tools())
        say(f"{file.name}:{number} {label['published']} {label['text']}")
        for name, counts in score_passage(label, dossier.consultation, dossier.events, say).items():
            total[name].update(counts)
    return total


def score_passage(
    label: dict[str, Any], consultation: Consultation, events: list[Event], say: Any
) -> dict[str, Counter[str]]:
    """Count what was found, missed and made up of one passage."""
    wanted = label["consultation"]
    counts = {
        name: parties_told(wanted[name], getattr(consultation, name)) for name in OF_TALKS[:2]
    }
    stages = wanted["stage"].split("|")
    counts["stage"] = one_told(stages, consultation.stage, "none")
    counts["agreed"] = one_told([wanted["agreed"]], consultation.agreed, None)
    for name, told in counts.items():
        if told["hit"] < max(told["label"], told["found"]):
            say(f"  {name}: {wanted[name]} but {getattr(consultation, name)}")
    counts["events"] = events_told(label["events"], events, say)
    return counts


def one_told(allowed: list[Any], found: Any, nothing: Any) -> Counter[str]:
    """Count one value; a value that tells nothing is neither found nor, if allowed, missed."""
    told = found != nothing
    return Counter(
        hit=told and found in allowed,
        label=told if nothing in allowed and found in allowed else allowed != [nothing],
        found=told,
    )


def parties_told(label: list[str], found: list[str]) -> Counter[str]:
    """Count the parties found of those labelled; those that may be left count only as no error."""
    needed = [party for party in label if not party.endswith("?")]
    extra = [p for p in found if not any(fits(want, p) for want in label)]
    hits = sum(any(fits(want, p) for p in found) for want in needed)
    return Counter(hit=hits, label=len(needed), found=hits + len(extra))


def fits(label: str, party: str) -> bool:
    """Say whether a party is one that a label allows."""
    return party in label.rstrip("?").split("|")


def same_event(label: list[Any], found: Event) -> bool:
    """Say whether a labelled event was found: its date, its kind, and its parties."""
    date, kind, parties = label
    told = parties_told(parties, found.parties)
    return (
        found.date in date.split("|")
        and fits(kind, found.kind)
        and told["hit"] == told["label"] == told["found"]
    )


def events_told(labels: list[list[Any]], events: list[Event], say: Any) -> Counter[str]:
    """Count the events found, each label and each event at most once."""
    free, hits, wanted = list(events), 0, 0
    for label in sorted(labels, key=lambda label: label[1].endswith("?")):
        needed = not label[1].endswith("?")
        wanted += needed
        found = next((event for event in free if same_event(label, event)), None)
        if found is not None:
            free.remove(found)
            hits += needed
        elif needed:
            say(f"  missed event: {label}")
    for event in free:
        say(f"  extra  event: {event.date} {event.kind} {event.parties} {event.place}"
            f" <- {event.evidence[0].text!r}")  # fmt: skip
    return Counter(hit=hits, label=wanted, found=hits + len(free))
