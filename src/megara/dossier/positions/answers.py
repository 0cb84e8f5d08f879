"""The stance of a target that speaks, where no word tells one: it is against what hits it.

"Caracas would find other buyers, its oil minister said": of a party that measures hit, a reader
assumes that it minds them. One that only denies what it is accused of tells nothing, and neither
does one that is not hit yet, unless it says what it will do.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.claims.findings import Found as FoundClaim
from megara.dossier.measures import Anchor
from megara.dossier.positions.holders import Found, spoken_of
from megara.dossier.positions.matters import is_on_measure
from megara.dossier.positions.senders import DECIDED
from megara.dossier.schema import Measure
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

OFFICIAL = frozenset({"named_official", "spokesperson", "institution", "anonymous_official"})
LATER = frozenset("will would 'll wo shall".split())
NOT = frozenset("not n't no never nothing none neither".split())


def of_answers(
    story: Story,
    measured: list[tuple[Measure, list[Anchor]]],
    claims: list[FoundClaim],
    heard: set[str],
) -> Iterator[tuple[Sentence, Found]]:
    """Yield the targets that assert something, but those ``heard`` to take a stance."""
    silent = story.targets - heard
    if not silent:
        return
    hit = {p for measure, _ in measured if measure.status in DECIDED for p in measure.against}
    denying = {found.claim.affiliation for found in claims if found.claim.status == "denied"}
    for found in claims:
        claim, party = found.claim, found.claim.affiliation
        if party is None or party not in silent:
            continue
        if claim.status == "asserted" and claim.source_kind in OFFICIAL:
            sure = party in hit and party not in denying
            if _minds(story, found.sentence, party in hit, sure):
                yield found.sentence, (party, "the measures against it", "opposed")


def _minds(story: Story, sentence: Sentence, hit: bool, sure: bool) -> bool:
    """Say whether what a target says is on the measures, as far as one can tell."""
    if not hit and LATER.isdisjoint(sentence.present) and not any(sentence.quoted):
        return False
    if is_on_measure(sentence):
        return True
    return sure and NOT.isdisjoint(sentence.present) and spoken_of(story, sentence, 2)
