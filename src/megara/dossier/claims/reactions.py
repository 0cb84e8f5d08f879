"""Reactions: "denounced the plan as theft", "called on Beijing to drop it", "ruled it out".

Such a verb tells a stance and an act of speech at once. It makes a claim if a person, a body or a
spokesperson is its subject; that "China rejects sanctions" only tells the country's position. Verbs
of demanding carry their own content. Verbs of praise and blame do so with "as", with a quotation,
with a clause that says why, or where a place tells that something was spoken ("on state
television"); "rejected the plan" alone is no more than a position, unless a spokesperson or a named
official does.
"""

from __future__ import annotations

from functools import cache

from megara.dossier.claims.findings import Findings
from megara.dossier.claims.idioms import ASKING, clear, idiomatic
from megara.dossier.claims.quotations import has_opening
from megara.dossier.claims.subject import hypothetical, inside_saying, own_subject
from megara.dossier.claims.venues import PREPOSITIONS, VENUES
from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence
from megara.dossier.speakers import Source, role_of

PLACES = ("country", "seat", "bloc", "demonym")


@cache
def demands() -> dict[str, frozenset[str]]:
    """Return the verbs of demanding with the particles they need: call -> {on, for, upon}."""
    found: dict[str, set[str]] = {}
    for cue in classes()["demand"]:
        verb, _, particle = cue.partition(" ")
        found.setdefault(verb, set()).add(particle)
    return {verb: frozenset(particles) for verb, particles in found.items()}


def read_reaction(so_far: Findings, sentence: Sentence, verb: int, text: str) -> bool:
    """Read what the subject of a verb of praise, blame or demanding thinks, if he tells it."""
    if (
        sentence.tag[verb] == "VBG"
        or sentence.quoted[verb]
        or sentence.child(verb, "nsubjpass", "auxpass") is not None
        or hypothetical(sentence, verb)
        or inside_saying(sentence, verb)
    ):
        return False
    subject = own_subject(sentence, verb)
    if subject is None:
        return False
    whose = "whose" in (sentence.low[k] for k in sentence.kids[subject])
    own = sentence.child(verb, "nsubj") is not None
    as_what = sentence.child(verb, "prep") is not None and "as" in sentence.low[verb + 1 : verb + 3]
    if sentence.dep[verb] in ("relcl", "advcl") and own and not whose and not as_what:
        return False
    named = sentence.mention[subject]
    place = (sentence.low[subject] in ("it", "they") and not so_far.just_heard(sentence)) or (
        named is not None and named.name.kind in PLACES
    )
    worded = _worded(sentence, verb, text)
    spoken = idiomatic(sentence, verb)
    plain = place and spoken and clear(sentence, verb)
    if place and not plain and (spoken or demanding(sentence, verb)) and not has_opening(text):
        return False
    if place and not plain and (not worded or sentence.lemma[verb] in classes()["deny"]):
        return False
    source = so_far.speakers.source(sentence, subject)
    if (
        source is not None
        and (source.kind, source.affiliation) == ("institution", None)
        and role_of(sentence.low[subject]) == "company"
        and sentence.tag[subject] == "NNS"
    ):
        return False  # "Miners complained of delays" names nobody
    asked = spoken and sentence.lemma[verb] in ASKING
    if asked and source is not None and source.party and source.kind == "institution":
        return False  # what a government asks of another is policy, and no words of its own
    if source is None or not (worded or spoken or _spoken(sentence, verb, source)):
        return False
    so_far.speaks(sentence, source)
    so_far.keep(sentence, source, sentence.text(_predicate(sentence, verb), so_far.story.text),
                "asserted")  # fmt: skip
    return True


def demanding(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb demands something: "urged", "called on", "ruled out"."""
    particles = demands().get(sentence.lemma[verb])
    if particles is None:
        return False
    return "" in particles or any(
        sentence.low[k] in particles and verb < k < verb + 4
        for k in (*sentence.kids[verb], *range(verb + 1, min(verb + 2, len(sentence))))
    )


def _worded(sentence: Sentence, verb: int, text: str) -> bool:
    """Say whether the sentence tells the words: "as theft", or a quotation."""
    if has_opening(text):
        return True
    for token in sentence.subtree(verb):
        if token > verb and sentence.low[token] == "as" and token + 1 < len(sentence):
            return sentence.low[token + 1] not in ("well", "part", "soon", "long", "of", "they")
    return False


def _spoken(sentence: Sentence, verb: int, source: Source) -> bool:
    """Say whether a reaction without its words was spoken."""
    judged = sentence.lemma[verb] in classes()["judge"] and sentence.lemma[verb] != "speak"
    named = source.kind == "named_official" and judged
    if source.kind == "spokesperson" or named or demanding(sentence, verb):
        return True
    for kid in sentence.kids[verb]:
        told = sentence.lemma[kid] in classes()["say"]
        if told and sentence.dep[kid] in ("advcl", "conj", "xcomp"):
            return True
        if sentence.low[kid] in PREPOSITIONS and any(
            sentence.base[thing] in VENUES for thing in sentence.children(kid, "pobj")
        ):
            return True
    return False


def _predicate(sentence: Sentence, verb: int) -> list[int]:
    """Return the tokens of a verb with all that follows it in its clause."""
    return [i for i in sentence.subtree(verb) if i >= verb] or [verb]
