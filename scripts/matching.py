"""When a labelled item counts as found: the rules of ``score_dossier.py``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from megara.dossier.lexicon import goods, singular
from megara.dossier.measures.mentions.phrases import match_phrase
from megara.dossier.parse import parser as tools
from megara.dossier.schema import Claim, Measure, Position, Trigger


def allows(label: str | None, value: str | None) -> bool:
    """Say whether a value is one of those that a label allows."""
    return value in label.split("|") if label else not value


def overlap(label: list[str], found: list[str]) -> bool:
    """Say whether two lists of parties share one, or are both empty."""
    return bool(set(label) & set(found)) or (not label and not found)


def same_measure(label: dict[str, Any], found: Measure) -> bool:
    """Say whether a labelled measure was found."""
    return (
        allows(label["kind"], found.kind)
        and allows(label["status"], found.status)
        and overlap(label["by"], found.imposed_by)
        and overlap(label["against"], found.against)
        and all(named_in(good, found.goods) for good in label.get("goods", []))
    )


def only_sender(found: Position, label: dict[str, Any]) -> bool:
    """Say whether a position not labelled is a labelled sender's, for what it weighs or imposes.

    Readers differ on whether imposing is to be listed as a stance too; neither way is an error.
    """
    return (
        found.stance in ("supportive", "open")
        and any(found.party in measure["by"] for measure in label["measures"])
        and not any(party == found.party for party, _ in label["positions"])
    )


def named_in(good: str, found: list[str]) -> bool:
    """Say whether a good, in the story's words, is among those found, by the name of its kind."""
    words = [singular(w) for w in re.sub(r"([^\w\s])", r" \1 ", good.lower()).split()]
    cues = (match_phrase(goods(), words, at) for at in range(len(words)))
    return good in found or any(cue is not None and cue.value in found for cue in cues)


def same_trigger(label: list[str | None], found: Trigger) -> bool:
    """Say whether a labelled trigger was found."""
    actor, action, recipient = label
    shared = {w[:5] for w in str(action).lower().split()} & {
        w[:5] for w in found.action.lower().split()
    }
    return allows(actor, found.actor) and recipient == found.recipient and bool(shared)


def same_claim(label: dict[str, Any], found: Claim) -> bool:
    """Say whether a labelled claim was found, whatever its kind and status."""
    if not any(label["find"] in evidence.text for evidence in found.evidence):
        return False
    return "name" not in label or same_person(label["name"], found.source_name or "")


def same_person(label: str, found: str) -> bool:
    """Say whether two names are one person's: alike, or both listed for him ("Zelenskiy")."""
    wanted, name = plain(label), plain(found)
    return wanted == name or bool(wanted and name and listed_as(wanted) & listed_as(name))


@cache
def spellings() -> dict[str, set[str]]:
    """Return the canonical names that each listed spelling of a person stands for."""
    known: dict[str, set[str]] = {}
    for person in tools().gazetteer.people:
        for written in tools().gazetteer.spellings[person.name]:
            known.setdefault(plain(written), set()).add(person.name)
    return known


def listed_as(name: str) -> set[str]:
    """Return the canonical names of the listed people of a spelling."""
    return spellings().get(name, set())


def plain(name: str) -> str:
    """Return a name without its accents, in lower case, its hyphens spaces, its marks straight."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.replace("’", "'").replace("-", " ").lower()


def match(labels: list[Any], found: list[Any], same: Any) -> list[tuple[Any, Any]]:
    """Pair labels with found items, each at most once, closest pairs first."""
    pairs, free = [], list(found)
    for label in labels:
        fits = [item for item in free if same(label, item)]
        if isinstance(label, dict) and "source_kind" in label:
            fits.sort(
                key=lambda c: (
                    not allows(label["source_kind"], c.source_kind),
                    not allows(label["status"], c.status),
                )
            )
        if fits:
            pairs.append((label, fits[0]))
            free.remove(fits[0])
    return pairs
