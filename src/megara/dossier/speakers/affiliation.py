"""The body, else the party, that a source belongs to."""

from __future__ import annotations

from functools import cache

from megara.dossier.gazetteer import Gazetteer, Name
from megara.dossier.sentence import Sentence
from megara.dossier.speakers.roles import organisation
from megara.dossier.story import Story

# Whose "of" leads to a book: "the author of Chip War".
WRITERS = frozenset({"author", "co-author", "coauthor", "editor", "co-editor", "translator"})


def affiliation_of(story: Story, sentence: Sentence, token: int) -> str | None:
    """Return the body, else the party, that a source belongs to."""
    inside = [
        i
        for i in sentence.subtree(token)
        if not (_in_clause(sentence, i, token) or _of_a_book(sentence, i, token))
    ]
    best = _listed(story, sentence, inside) or _before(sentence, token)
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
    return _parties_of_bodies(story.gazetteer).get(affiliation, affiliation)


@cache
def _parties_of_bodies(gazetteer: Gazetteer) -> dict[str, str | None]:
    """Return the party of each listed body."""
    return {body.name: body.party or None for body in reversed(gazetteer.bodies)}


def body_meant(story: Story, sentence: Sentence, token: int, body: Name) -> tuple[str, str | None]:
    """Return the body that a name means and its party: "the British Treasury" is not the US one."""
    mention = sentence.mention[token]
    head = mention.last - 1 if mention is not None else token
    owners = [p for p in story.modifiers(sentence, head) if p] if body.party else []
    if not owners or owners[0] == body.party:
        return body.name, body.party or None
    last = sentence.words[head]
    for other in story.gazetteer.bodies:
        if other.party == owners[0] and last in other.name.split():
            return other.name, other.party
    return owners[0], owners[0]


def _listed(story: Story, sentence: Sentence, inside: list[int]) -> str | None:
    """Return the first listed body inside a phrase, else the first listed party."""
    best: str | None = None
    for i in inside:
        mention = sentence.mention[i]
        if mention is None or mention.name.kind in ("outlet", "person"):
            continue
        if sentence.low[sentence.head[i]] == "to" and sentence.dep[i] == "pobj":
            continue  # an ambassador to the United Nations does not speak for them
        if mention.name.kind != "body" and _in_relative(sentence, i, inside[0]):
            continue  # "a trader who buys Russian wheat" is no Russian
        if mention.name.kind == "body" and not _in_which(sentence, i, inside[0]):
            return body_meant(story, sentence, i, mention.name)[0]
        if best is None and mention.name.party and mention.name.kind != "body":
            best = mention.name.party
    return best


def _in_relative(sentence: Sentence, token: int, first: int) -> bool:
    """Say whether a token stands in a clause with "who" or "which" below a noun."""
    for above in sentence.ancestors(token):
        if above < first:
            return False
        if sentence.dep[above] == "relcl":
            return True
    return False


def _in_which(sentence: Sentence, token: int, first: int) -> bool:
    """Say whether a body stands in what a government did: "which had curbed ASML's sales"."""
    for above in (token, *sentence.ancestors(token)):
        if above < first:
            return False
        if sentence.dep[above] == "relcl":
            return any(sentence.low[k] == "which" for k in sentence.kids[above])
    return False


def _of_a_book(sentence: Sentence, token: int, top: int) -> bool:
    """Say whether a token is of what somebody wrote: "Jane Roe, author of The Long Game"."""
    for above in sentence.ancestors(token):
        if above < top:
            return False
        if sentence.low[above] in WRITERS and above < token:
            return True
    return False


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
