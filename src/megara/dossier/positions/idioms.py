"""Positions told by an idiom: "gave the plan short shrift", "could see its way to a ban".

An idiom of ``data/idioms.csv`` is a run of base forms: ``a/b`` allows either word, ``*`` a few
words between, and ``NOT`` any negation ("NOT lift * finger" is "would not lift a finger").
Articles, possessives, adverbs and adjectives between its words do not count. Its column ``of``:

    any      the story must speak of a measure
    measure  the sentence must
    said     it is told of the measure, so that who says it holds it: "it is a dead end"
    blame    it is told of who imposes it, so that who says it does: "abuses export controls"
    target   only a target of measures can mean them by it: "will respond in kind"
    speech   who says it after measures were spoken of means them: "dialogue is the only way"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from megara.dossier.lexicon import rows, stance_cues, verb_forms
from megara.dossier.positions.direction import Direction, direction
from megara.dossier.positions.holders import Found, asked_for, held_by, spoken_of, topic
from megara.dossier.positions.matters import is_on_measure, speaks_of_measure
from megara.dossier.positions.norms import OUGHT
from megara.dossier.positions.sayings import for_whom, sayers, speakers
from megara.dossier.positions.turning import on_measure, only_after, turned_by_verbs
from megara.dossier.schema import Stance
from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.story import Story

NEGATIONS = frozenset("not n't never no nor neither hardly scarcely barely little nothing none "
                      "nobody without".split())  # fmt: skip
BETWEEN = frozenset(
    {"DT", "PRP$", "POS", "RB", "JJ", "JJR", "JJS", "CD", "PDT", "HYPH", "``", "CC", "MD"}
)
NEAR, FAR = 4, 8  # tokens that may stand between two words of an idiom, without and with a "*"
UNCHANGING = frozenset("to for of in on at over that from out off up by with against behind "
                       "under no not do go as a the its own must should".split())  # fmt: skip
OBJECTS_OF = ("dobj", "prep", "pobj", "pcomp", "xcomp", "acl")
CHARGES = frozenset({"accusation", "allegation", "charge"})
BE = ("is", "are", "am", "was", "were", "been", "being", "'s", "'re")
BARE = frozenset("it this that they these those there which now what here".split())


@dataclass(frozen=True)
class Idiom:
    """An idiom: the words allowed at each place, and whether others may stand before it."""

    places: tuple[tuple[frozenset[str], bool], ...]
    stance: Stance
    needs: str
    negative: bool


@cache
def known_idioms() -> list[Idiom]:
    """Return the idioms, the longest first."""
    found: list[Idiom] = []
    for row in rows("idioms"):
        places: list[tuple[frozenset[str], bool]] = []
        loose, negative = False, False
        for word in row["idiom"].split():
            if word == "*":
                loose = True
                continue
            negative = negative or word in ("NOT", "no", "without", "nor")
            places.append((NEGATIONS if word == "NOT" else _forms(word), loose))
            loose = False
        found.append(Idiom(tuple(places), row["stance"], row["of"], negative))  # type: ignore[arg-type]
    return sorted(found, key=lambda idiom: -len(idiom.places))


@cache
def _forms(words: str) -> frozenset[str]:
    """Return every form that the words between bars may take, as verbs or as nouns."""
    found: set[str] = set()
    for word in words.lower().split("/"):
        found.add(word)
        if word in UNCHANGING:
            continue
        irregular = _irregular().get(word)
        found.update(
            BE if word == "be" else irregular or (*verb_forms(word), word + word[-1] + "ed")
        )
        found.update((word + "s", word[:-1] + "ies"))
    return frozenset(found)


@cache
def _irregular() -> dict[str, list[str]]:
    return {row["lemma"]: list(row.values()) for row in rows("irregular")}


def of_idiom(
    story: Story, sentence: Sentence, at: int, likely: list[Idiom]
) -> Iterator[tuple[int, Found]]:
    """Yield the positions that one of the likely idioms, begun at a token, tells.

    Each comes with the last token of the idiom.
    """
    for idiom in likely:
        last = _matched(sentence, at, idiom)
        if last is None or not _about_measure(story, sentence, idiom):
            continue
        told = list(_told(story, sentence, at, last, idiom))
        yield from ((last, found) for found in told)
        if told:
            return


def idioms_in(sentence: Sentence) -> dict[str, list[Idiom]]:
    """Return the idioms that have a word of the sentence at each place, by their first word.

    Few sentences have any: of each idiom only the word that fewest others have is looked for first.
    """
    present, listed, index = sentence.present, known_idioms(), _by_rarest_word()
    lacks = present.isdisjoint
    likely = {number for word in index.keys() & present for number, others in index[word]
              if not any(map(lacks, others))}  # fmt: skip
    found: dict[str, list[Idiom]] = {}
    for number in sorted(likely):
        for word in listed[number].places[0][0] & present:
            found.setdefault(word, []).append(listed[number])
    return found


@cache
def _by_rarest_word() -> dict[str, list[tuple[int, list[frozenset[str]]]]]:
    """Return the numbers of the idioms by each word allowed at their rarest place.

    With each come the words allowed at its other places, the rarest first.
    """
    found: dict[str, list[tuple[int, list[frozenset[str]]]]] = {}
    for number, idiom in enumerate(known_idioms()):
        # the longer a word the rarer it is
        rarest, *others = sorted((a for a, _ in idiom.places), key=_shortest, reverse=True)
        for word in rarest:
            found.setdefault(word, []).append((number, others))
    return found


def _shortest(allowed: frozenset[str]) -> int:
    return min(map(len, allowed))


def _matched(sentence: Sentence, at: int, idiom: Idiom) -> int | None:
    """Return the last token of an idiom that begins at a token, or None."""
    place = at
    for allowed, loose in idiom.places[1:]:
        reach = range(place + 1, min(len(sentence), place + (FAR if loose else NEAR)))
        for token in reach:
            if sentence.low[token] in allowed:
                place = token
                break
            if not loose and sentence.tag[token] not in BETWEEN:
                return None
        else:
            return None
    return place


def _about_measure(story: Story, sentence: Sentence, idiom: Idiom) -> bool:
    if idiom.needs in ("said", "target") and CHARGES & sentence.bases:
        return False  # "rejected the allegations, calling them without legal basis"
    if is_on_measure(sentence):
        return True
    if idiom.needs in ("said", "speech"):
        return spoken_of(story, sentence, 2)
    return idiom.needs in ("any", "target") and spoken_of(story, sentence)


def _told(story: Story, sentence: Sentence, at: int, last: int, idiom: Idiom) -> Iterator[Found]:
    """Yield the stance of who is said to hold it, or else of who says it."""
    verb = _verb(sentence, at, last)
    if only_after(sentence, verb):
        return  # "before he could lift it"
    stance = _stance(sentence, at, last, verb, idiom)
    if stance is None:
        return
    said = idiom.needs == "said"
    blamed = idiom.needs == "blame"
    speech = idiom.needs == "speech"
    if said and not _of_measure(sentence, verb):
        return
    on = topic(story, sentence, last)
    whose: Iterator[int]
    if blamed:
        whose = sayers(sentence, at)
    elif speech:
        whose = speakers(sentence, verb)
    elif said:
        whose = chain(for_whom(sentence, at), sayers(sentence, verb))
    else:
        whose = holders(sentence, verb, at, last)
    for holder in whose:
        targeted = set(story.parties(sentence, holder)) & story.targets
        if idiom.needs == "target" and not targeted:
            continue
        against = stance == "reticent" and said and bool(targeted)
        found = list(held_by(story, sentence, holder, "opposed" if against else stance, on))
        if found:
            yield from found
            return
    speaker = story.speakers.get(sentence.number)
    if speaker is not None and sentence.quoted[at] and idiom.needs != "target":
        against = stance == "reticent" and speaker in story.targets
        yield speaker, on, "opposed" if against else stance


def _verb(sentence: Sentence, at: int, last: int) -> int:
    """Return the verb of an idiom: one of its own, or the nearest above."""
    inside = range(at, last + 1)
    own = [t for t in inside if sentence.is_verb(t) and sentence.dep[t] != "amod"]
    return next(iter((*own, *(t for t in sentence.ancestors(at) if sentence.is_verb(t)))), at)


def _of_measure(sentence: Sentence, verb: int) -> bool:
    """Say whether it is a measure, or "it", that a clause tells of, and not a party."""
    subject = sentence.child(verb, *SUBJECTS)
    if subject is None or sentence.low[subject] in BARE:
        return True
    return speaks_of_measure(sentence, sentence.subtree(subject)) or sentence.is_verb(subject)


def holders(sentence: Sentence, verb: int, first: int, last: int) -> Iterator[int]:
    """Yield who may hold what a clause tells: its subject, whom it is "for", who says it."""
    before = sentence.dep[verb] == "ccomp" and verb < sentence.head[verb]
    if not before and (asked_for(sentence, verb) or _hoped_for(sentence, verb)):
        asker = sentence.subject(sentence.head[sentence.first_conjunct(verb)])
        if asker is not None:
            yield asker  # "wants both to line up", "hopes it will think again"
        return
    ought = any(sentence.low[k] in OUGHT for k in sentence.kids[verb])
    subject = sentence.subject(verb)
    if subject is not None and not first <= subject <= last and not ought:
        yield sentence.first_conjunct(subject)
    if not ought:
        for token in range(first, last + 1):
            yield from sentence.children(token, "poss")
    yield from for_whom(sentence, first)
    yield from sayers(sentence, verb)


def _hoped_for(sentence: Sentence, verb: int) -> bool:
    return (
        sentence.dep[verb] == "ccomp"
        and sentence.lemma[sentence.head[verb]] in ("hope", "wish", "want", "expect")
        and sentence.child(verb, *SUBJECTS) is not None
    )


def _stance(sentence: Sentence, at: int, last: int, verb: int, idiom: Idiom) -> Stance | None:
    """Return the stance after a negation outside the idiom, and after what it is about."""
    stance: Stance | None = idiom.stance
    if not idiom.negative:
        own = at <= verb <= last or idiom.needs not in ("said", "speech")
        stance = turned_by_verbs(sentence, verb, idiom.stance) if own else idiom.stance
        if idiom.stance == "supportive" and stance == "reticent":
            stance = "opposed"  # "will not raise our hand for them"
        if sentence.negated(verb) and at <= verb <= last and idiom.needs in ("said", "speech"):
            return None
    if stance is None:
        return None
    for token in dict.fromkeys((last, verb)):
        for kid in sentence.children(token, *OBJECTS_OF):
            if at <= kid <= last or _in_protest(sentence, kid):
                continue
            if (way := direction(sentence, kid)) is Direction.AWAY:
                return on_measure(stance, way)
    return stance


def _in_protest(sentence: Sentence, prep: int) -> bool:
    """Say whether a phrase tells the stance once more: "recalled its envoy in protest at it"."""
    thing = sentence.child(prep, "pobj")
    return thing is not None and sentence.base[thing] in stance_cues()["noun"]
