"""Where each party stands by the rules: by the cues of ``data/stance.csv``, and by what it does.

A cue is a verb ("backs"; :mod:`.verbs`), a noun with its owner ("Hungary's objections";
:mod:`.nouns`), an adjective or preposition after a verb of being ("is wary of";
:mod:`.adjectives`), a phrase ("has cold feet"; :mod:`.phrases`) or a judgement ("called it
illegal"; :mod:`.judgements`). :mod:`.direction` says which way the thing it is about points,
:mod:`.turning` what negation leaves of it, :mod:`.holders` whose stance it is and :mod:`.private`
who has none. Without a cue a stance is told by imposing (:mod:`.senders`), by being hit
and answering it (:mod:`.answers`), or by another's (:mod:`.echoes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from megara.dossier.claims.findings import Found as FoundClaim
from megara.dossier.lexicon import classes, stance_cues
from megara.dossier.measures import Anchor
from megara.dossier.positions.adjectives import of_adjective, of_preposition
from megara.dossier.positions.answers import of_answers
from megara.dossier.positions.echoes import of_echoes
from megara.dossier.positions.holders import Found, spoken_of
from megara.dossier.positions.idioms import idioms_in, of_idiom
from megara.dossier.positions.judgements import of_judgement
from megara.dossier.positions.lifting import LEAD, of_lifting
from megara.dossier.positions.norms import of_norm
from megara.dossier.positions.nouns import of_noun
from megara.dossier.positions.phrases import INSTEAD, of_phrase, of_preference, phrases_in
from megara.dossier.positions.senders import of_senders
from megara.dossier.positions.siding import TELLING, of_siding
from megara.dossier.positions.sponsors import SPONSORED, of_sponsor
from megara.dossier.positions.threats import SUPPOSING, of_threat
from megara.dossier.positions.verbs import of_verb
from megara.dossier.schema import Measure
from megara.dossier.sentence import VERBS, Sentence
from megara.dossier.story import Story
from megara.dossier.story.feared import is_feared, is_unclear

EVIDENCE = frozenset({"evidence", "proof"})


Told = tuple[Sentence, Found]


def told_by_rules(
    story: Story, measured: list[tuple[Measure, list[Anchor]]], claims: list[FoundClaim]
) -> list[Told]:
    """Return what the rules tell of where parties stand, with its sentence, in order."""
    told = _heard(story)
    told.extend(of_echoes(story, told))
    heard = {(party, stance) for _, (party, _, stance) in told}
    senders = list(of_senders(story, measured, heard))
    imposing = {party for _, (party, _, stance) in senders if stance == "supportive"}
    told.extend(s for s in senders if s[1][2] == "supportive" or s[1][0] not in imposing)
    told.extend(of_answers(story, measured, claims, {party for _, (party, _, _) in told}))
    told.sort(key=lambda item: item[0].number)
    backing = {party for _, (party, _, stance) in told if stance == "supportive"}
    # "all options are on the table" adds nothing to having imposed some
    return [t for t in told if t[1][2] != "open" or t[1][0] not in backing]


def _heard(story: Story) -> list[Told]:
    """Return what the cues of all sentences tell, without what counts for less.

    Who abstained and tells why thinks what he tells. What a target that is against the measures is
    open to, or uneasy about, are talks or its own countermeasures; and who "is open to it but wants
    to see evidence first" is open.
    """
    told = [(s, found) for s in story.sentences
            if not (story.quotes_expert(s) or is_unclear(s))
            for found in _in_sentence(story, s)]  # fmt: skip
    against = {p for _, (p, _, stance) in told if stance == "opposed"} & story.targets
    open_in = {
        (s.number, p)
        for s, (p, _, stance) in told
        if stance == "open" and not EVIDENCE.isdisjoint(s.present)
    }
    explained = {
        p for s, (p, _, stance) in told if stance != "undecided" and "abstain" not in s.lemma
    }
    told = [
        (s, found)
        for s, found in told
        if not (found[2] == "undecided" and found[0] in explained and "abstain" in s.lemma)
        and not (found[2] in ("open", "reticent") and found[0] in against)
        and not (found[2] == "reticent" and (s.number, found[0]) in open_in)
    ]
    weaker = _weaker(told)
    return [(s, found) for s, found in told if (found[0], found[2]) not in weaker]


def _weaker(told: list[Told]) -> set[tuple[str, str]]:
    """Return the stances that are a shade of another of the same party, told as often or more.

    Who "has doubts" and "is against" is against; who "had doubts, but will not block it" has them.
    """
    times = Counter((party, stance) for _, (party, _, stance) in told)
    found = set()
    for party, stance in times:
        if stance == "reticent" and times[party, "opposed"]:
            less = times[party, "opposed"] < times[party, "reticent"]
            found.add((party, "opposed" if less else "reticent"))
        if stance == "open" and times[party, "reticent"] >= times[party, "open"]:
            found.add((party, "open"))
    return found


@cache
def _words_that_tell() -> frozenset[str]:
    """Return the words, but verbs and those of phrases, that may tell a stance."""
    cues = stance_cues()
    return frozenset({*cues["adj"], *cues["prep"], *cues["noun"], *SPONSORED, *INSTEAD})


def _in_sentence(story: Story, sentence: Sentence) -> Iterator[Found]:
    """Yield what the cues of a sentence tell.

    But not what a clause inside the object of another cue tells of the same party: "would not
    support a step that raises prices for its farmers" is one stance, by its outer verb.
    """
    told = list(_at_cues(story, sentence))
    for at, found in told:
        if not any(
            other[0] == found[0] and other[2] != found[2] and _inside(sentence, at, outer)
            for outer, other in told
        ):
            yield found


def _inside(sentence: Sentence, token: int, outer: int) -> bool:
    """Say whether a token stands in a relative clause below a verb that comes before it."""
    if token <= outer or not sentence.is_verb(outer):
        return False
    relative = sentence.dep[token] == "relcl"
    for above in sentence.ancestors(token):
        if above == outer:
            return relative
        relative = relative or sentence.dep[above] == "relcl"
    return False


def _at_cues(story: Story, sentence: Sentence) -> Iterator[tuple[int, Found]]:
    """Yield what each cue tells, with its token."""
    nouns = stance_cues()["noun"]
    phrases = {at: cue for at, cue in phrases_in(sentence)}
    begins = idioms_in(sentence) if spoken_of(story, sentence) else {}
    tag, base, telling = sentence.tag, sentence.base, _words_that_tell()
    in_phrase: set[int] = set()
    for at, word in enumerate(sentence.low):
        if not (
            word in telling
            or tag[at] in VERBS
            or base[at] in nouns
            or at in phrases
            or word in begins
        ):
            continue  # as most words are passed
        if at in in_phrase or is_feared(sentence, at, hoped=True):
            continue
        told: Iterable[Found]
        if word in begins and (of_idioms := list(of_idiom(story, sentence, at, begins[word]))):
            in_phrase.update(range(at, of_idioms[0][0] + 1))
            told = [found for _, found in of_idioms]
        elif at in phrases and (told := list(of_phrase(story, sentence, at, phrases[at]))):
            in_phrase.update(range(at, at + len(phrases[at].words)))
        else:
            told = _of_word(story, sentence, at)
        for found in told:
            yield at, found


def _of_word(story: Story, sentence: Sentence, at: int) -> Iterator[Found]:
    """Yield what one word tells that stands in no phrase."""
    cues, says, present = stance_cues(), classes()["say"], sentence.present
    word, base, lemma = sentence.low[at], sentence.base[at], sentence.lemma[at]
    if word in SPONSORED:
        yield from of_sponsor(story, sentence, at)
    if word in INSTEAD:
        yield from of_preference(story, sentence, at)
    if sentence.tag[at] in VERBS:
        if lemma in cues["verb"]:
            yield from of_verb(story, sentence, at)
        yield from of_judgement(story, sentence, at)
        if lemma in TELLING:
            yield from of_siding(story, sentence, at)
        if lemma in says:
            yield from of_norm(story, sentence, at)
        if not SUPPOSING.isdisjoint(present):
            yield from of_threat(story, sentence, at)
        if sentence.number < LEAD or "announced" in present:
            yield from of_lifting(story, sentence, at)
    if word in cues["adj"]:
        yield from of_adjective(story, sentence, at)
    elif word in cues["prep"]:
        yield from of_preposition(story, sentence, at)
    elif word in cues["noun"] or base in cues["noun"]:
        yield from of_noun(story, sentence, at)
