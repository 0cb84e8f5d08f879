"""The body, else the party, that a source belongs to."""

from __future__ import annotations

from megara.dossier.sentence import Sentence
from megara.dossier.speakers.roles import organisation
from megara.dossier.story import Story


def affiliation_of(story: Story, sentence: Sentence, token: int) -> str | None:
    """Return the body, else the party, that a source belongs to."""
    inside = [i for i in sentence.subtree(token) if not _in_clause(sentence, i, token)]
    best = _listed(sentence, inside) or _before(sentence, token)
    if best is not None:
        return best
    for i in inside:
        if sentence.tag[i] in ("NNP", "NNPS") and sentence.dep[i] == "pobj":
            full = story.person(sentence, i)
            if full is not None and (organisation(full) or sentence.low[sentence.head[i]] in
                                     ("at", "with", "of", "for")):  # fmt: skip
                return full
    parties = story.parties(sentence, token)
    return parties[0] if parties else None


def party_of(story: Story, affiliation: str | None) -> str | None:
    """Return the party of an affiliation: that of a body, else the affiliation itself."""
    if affiliation is None:
        return None
    for body in story.gazetteer.bodies:
        if body.name == affiliation:
            return body.party or None
    return affiliation


def _listed(sentence: Sentence, inside: list[int]) -> str | None:
    """Return the first listed body inside a phrase, else the first listed party."""
    best: str | None = None
    for i in inside:
        mention = sentence.mention[i]
        if mention is None or mention.name.kind in ("outlet", "person"):
            continue
        if mention.name.kind == "body":
            return mention.name.name
        if best is None and mention.name.party:
            best = mention.name.party
    return best


def _before(sentence: Sentence, token: int) -> str | None:
    """Return the party named in the run of nouns before a source, nearest first."""
    run = token - 1
    while run >= 0 and sentence.tag[run] in ("NNP", "NNPS", "JJ", "POS", "NN"):
        mention = sentence.mention[run]
        if mention is not None and mention.name.party:
            return mention.name.party
        run -= 1
    return None


def _in_clause(sentence: Sentence, token: int, top: int) -> bool:
    """Say whether a token stands in a clause of its own below the noun, not in its name."""
    here = token
    while here != top:
        if sentence.dep[here] in ("ccomp", "advcl", "parataxis", "conj") and here != token:
            return True
        if sentence.dep[here] == "conj":
            return True
        above = sentence.head[here]
        if above == here:
            return False
        here = above
    return False
