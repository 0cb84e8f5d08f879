"""Positions told by an adjective or a preposition: "is wary of", "is open to", "is against"."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.lexicon import roles, stance_cues
from megara.dossier.positions.direction import direction, of_complement
from megara.dossier.positions.holders import Found, held_by, spoken_of, topic
from megara.dossier.positions.matters import speaks_of_measure, words
from megara.dossier.positions.sayings import place_of_nobody
from megara.dossier.positions.turning import TURNED, on_measure
from megara.dossier.positions.verbs import SHORT
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.nouns import COLLECTIVE, MEMBERS

# These are said of so much else that what they are said of must be a measure, if it is told.
OF_ANYTHING = frozenset({"ready", "prepared", "concerned", "worried", "nervous", "furious"})
LESS = frozenset({"less", "hardly", "scarcely", "barely", "anything"})
PREDICATIVE = frozenset({"acomp", "oprd", "attr", "conj", "xcomp", "ccomp", "ROOT", "advcl", "dep"})
TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "RB", "VBD", "IN", "RP"})


def of_adjective(story: Story, sentence: Sentence, at: int) -> Iterator[Found]:
    """Yield the positions that an adjective tells."""
    if sentence.tag[at] not in TAGS or not _about_measure(story, sentence, at):
        return
    cue = stance_cues()["adj"][sentence.low[at]][0]
    way = of_complement(sentence, at, context=cue.needs == "felt")
    if cue.needs == "felt" and way is None and not _plainly(story, sentence):
        return  # "was disappointed" about what?
    stance: Stance = on_measure(cue.value, way)  # type: ignore[arg-type]
    above = sentence.head[at]
    holder: int | None = None
    if sentence.dep[at] in PREDICATIVE:
        verb = at if sentence.dep[at] == "ROOT" else above
        if sentence.dep[at] == "conj" and not sentence.is_verb(above):
            verb = sentence.head[above]
        holder = sentence.child(at, "nsubj", "nsubjpass")
        if holder is None:
            holder = sentence.subject(verb)
        place = None if holder is None else place_of_nobody(sentence, holder)
        if place is not None:
            holder, stance = place, TURNED.get(stance, stance)
        less = any(sentence.low[k] in LESS for k in sentence.kids[at])
        if less or sentence.negated(at) or sentence.negated(verb):
            if stance not in TURNED:
                return
            stance = TURNED[stance]
    elif sentence.dep[at] in ("amod", "acl") and _may_hold(sentence, above):
        holder = above
    if holder is not None:
        yield from held_by(story, sentence, holder, stance, topic(story, sentence, at))


def _plainly(story: Story, sentence: Sentence) -> bool:
    """Say whether a sentence tells no more than how somebody took a measure: "Kyiv was happy."."""
    return len(sentence) <= SHORT and spoken_of(story, sentence, 1)


def _may_hold(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun is a party or somebody who speaks for one, not "its neutral status"."""
    return (
        sentence.mention[noun] is not None
        or sentence.base[noun] in MEMBERS | COLLECTIVE
        or sentence.low[noun] in COLLECTIVE
        or sentence.low[noun] == "those"  # "among those opposed is Hungary"
        or roles().get(sentence.base[noun]) is not None
    )


def of_preposition(story: Story, sentence: Sentence, at: int) -> Iterator[Found]:
    """Yield the positions that "is against" or "are behind" tells."""
    verb = sentence.head[at]
    if sentence.dep[at] not in ("prep", "acomp") or sentence.lemma[verb] != "be":
        return
    holder = sentence.subject(verb)
    thing, way = sentence.child(at, "pobj", "pcomp"), None
    if thing is not None:
        way = direction(sentence, thing, spoken_of(story, sentence))
    if holder is None or (way is None and not speaks_of_measure(sentence, sentence.subtree(at))):
        return
    told: Stance = stance_cues()["prep"][sentence.low[at]][0].value  # type: ignore[assignment]
    stance = on_measure(told, way)
    if sentence.negated(verb):
        stance = TURNED.get(stance, stance)
    yield from held_by(story, sentence, holder, stance, topic(story, sentence, at))


def _about_measure(story: Story, sentence: Sentence, at: int) -> bool:
    """Say whether the adjective is used of a measure, and as an adjective."""
    word = sentence.low[at]
    about = speaks_of_measure(sentence, range(len(sentence)))
    what = sentence.child(at, "prep", "xcomp", "ccomp")
    follows = what is not None and sentence.lemma[what] in words("verb", "following")
    of_else = word in OF_ANYTHING and what is not None and not follows
    if stance_cues()["adj"][word][0].needs == "measure" and not (
        about or (not of_else and spoken_of(story, sentence))
    ):
        return False
    if word == "open" and "to" not in sentence.low[at + 1 : at + 3]:
        return False
    if word == "opposed" and (sentence.dep[at] == "prep" or sentence.child(at, "dobj")):
        return False  # "opposed any use of force" is the verb
    if sentence.tag[at] == "VBN" and any(
        sentence.low[k] in ("being", "has", "have", "had") for k in sentence.kids[at]
    ):
        return False  # "being prepared", "has prepared an answer": no readiness
    of_something = any(sentence.low[k] in ("to", "about") for k in sentence.kids[at])
    return about or word not in ("opposed", "open") or not of_something
