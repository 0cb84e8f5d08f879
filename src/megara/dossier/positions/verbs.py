"""Positions told by a verb: "backs the ban", "stood in the way of the deal", "wants it lifted".

Each verb of ``data/stance.csv`` has a stance and a condition (its column ``of``) on what it must
be about. :mod:`~megara.dossier.positions.direction` says which way that points, and
:mod:`~megara.dossier.positions.turning` what is left of the stance after negations.
"""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.lexicon import Cue, stance_cues
from megara.dossier.positions.direction import Direction, complement, of_complement, set_apart
from megara.dossier.positions.holders import Found, doer, held_by, spoken_of, topic
from megara.dossier.positions.matters import speaks_of_measure, words
from megara.dossier.positions.outcome import of_outcome
from megara.dossier.positions.phrases import INSTEAD
from megara.dossier.positions.sayings import place_of_nobody
from megara.dossier.positions.studying import WHETHER, studies_the_matter
from megara.dossier.positions.turning import (
    NOT_DOING,
    not_done,
    on_measure,
    only_after,
    turned_by_verbs,
)
from megara.dossier.schema import Stance
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

# Of approval or refusal, whose "it" is what was spoken of before.
PLAIN = frozenset("support back endorse welcome praise hail applaud oppose reject condemn denounce "
                  "criticise criticize slam favour favor block urge ask decry deplore blast "
                  "lambast dismiss deride rebuff assail scorn commend laud salute spurn like "
                  "want need defend push press brush shrug wave laugh".split())  # fmt: skip
ASKING = frozenset("seek demand want call push press lobby insist propose urge ask request need "
                   "like appeal plead beg prefer hope angle bargain fight battle "
                   "struggle see look wish".split())  # fmt: skip
# What is supported or kept must itself be the measure, not a country or its people.
DIRECT = frozenset(
    "support back lead keep maintain retain uphold prolong promote defend justify "
    "approve draft circulate float submit".split()
)
ANSWERED = frozenset({"refuse", "decline", "demur", "agree", "disagree", "consent", "object"})
SILENT = frozenset("speculate comment say elaborate disclose confirm reveal specify name".split())
SHORT = 7  # tokens of a sentence that only tells how somebody took it
ANSWERING = frozenset({"retaliate", "hit", "strike"})
RIVAL = frozenset({"rival", "competing", "alternative", "counter"})
KEEPING = frozenset({"keep", "maintain", "retain", "uphold"})


def of_verb(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Yield the positions that a verb tells."""
    if verb in sentence.measures and sentence.lemma[verb] not in ("block", "veto"):
        return  # "would stop shipments" is a measure, not a stance on one
    if sentence.number in story.by_experts and sentence.quoted[verb]:
        return
    for cue in stance_cues()["verb"].get(sentence.lemma[verb], ()):
        if len(cue.words) > 1 and not _continues(sentence, verb, cue.words):
            continue
        stance = _stance(story, sentence, verb, cue)
        if stance is None:
            continue
        holder = _holder(sentence, verb)
        told = cue.needs == "negated"
        verdict = stance if told else turned_by_verbs(sentence, verb, stance)
        place = None if holder is None else place_of_nobody(sentence, holder)
        if place is not None:
            holder, verdict = place, not_done(sentence, verb, stance)
        if holder is not None and verdict is not None:
            on = topic(story, sentence, verb)
            for one in (holder, *_echoes(sentence, verb, holder)):
                yield from held_by(story, sentence, one, verdict, on)
            return


def _echoes(sentence: Sentence, verb: int, holder: int) -> list[int]:
    """Return who does the same: "voted against, as did Hungary", "and, to a degree, China"."""
    found = [k for k in sentence.children(verb, "nsubj") if k != holder and k < verb]
    for clause in sentence.children(verb, "advcl", "ccomp", "conj", "parataxis"):
        if sentence.lemma[clause] in ("do", "be", "have", "will") and any(
            sentence.low[k] in ("as", "so") for k in sentence.kids[clause]
        ):
            found += sentence.children(clause, "nsubj")
    return found


def _stance(story: Story, sentence: Sentence, verb: int, cue: Cue) -> Stance | None:
    """Return the stance of a cue here on the measure, or None where the cue does not hold."""
    stance: Stance = cue.value  # type: ignore[assignment]
    context = spoken_of(story, sentence)
    if _backs_a_sender(story, sentence, verb):
        return stance
    if _of_something_else(sentence, verb, cue):
        return None
    if cue.needs == "alone":
        return stance if context and _stands_alone(sentence, verb) else None
    if cue.needs == "matter":
        return stance if studies_the_matter(sentence, verb) else None
    if cue.needs == "will" and not _will(sentence, verb):
        return None
    if cue.needs == "wish" and not _wished(sentence, verb):
        return None
    way = _way(sentence, verb, context, cue.needs == "escape")
    thing = sentence.child(verb, "dobj", "nsubjpass")
    if way is not Direction.AWAY and thing is not None:
        way = of_outcome(story, sentence, thing) or way
    if cue.needs == "escape":
        return stance if way is Direction.SOFTER else None
    if cue.needs == "negated":  # "does not intend to lift the sanctions"
        return stance if way is Direction.AWAY and sentence.negated(verb) else None
    if cue.needs == "joining":
        joins = {sentence.lemma[k] for k in sentence.children(verb, "xcomp")}
        return stance if way is Direction.TOWARD and joins & words("verb", "joining") else None
    if stance == "supportive" and _talks(sentence, verb):
        return "reticent" if context and INSTEAD & sentence.present else None
    if cue.needs in ("measure", "will", "wish") and way is None:
        return None
    if sentence.lemma[verb] not in ASKING and way is Direction.SOFTER and stance == "supportive":
        way = Direction.TOWARD  # who agrees to a measure "with an exemption" is for it
    if sentence.lemma[verb] in ANSWERING:
        return stance  # "will retaliate at a time it sees fit"
    return on_measure(stance, way)


def _backs_a_sender(story: Story, sentence: Sentence, verb: int) -> bool:
    """Say whether it is who imposes that is backed: "backed the bloc"."""
    if sentence.lemma[verb] not in ("back", "support"):
        return False
    thing = sentence.child(verb, "dobj")
    parties = story.parties(sentence, thing) if thing is not None else []
    return bool(parties) and set(parties) <= story.senders


def _way(sentence: Sentence, verb: int, context: bool, escape: bool) -> Direction | None:
    """Return which way the object points; where the parse lost it, whether one is named there."""
    lemma = sentence.lemma[verb]
    way = of_complement(sentence, verb, context, plain=lemma in PLAIN or escape)
    if way is not None:
        return way
    if sentence.dep[verb] == "relcl" and _of_its_noun(sentence, verb):
        noun = sentence.head[verb]  # "sanctions that Moscow denounced"
        return Direction.TOWARD if context and speaks_of_measure(sentence, [noun]) else None
    if sentence.dep[verb] == "acl" and sentence.tag[verb] == "VBN":
        noun = sentence.head[verb]  # "a text put forward by France"
        return Direction.TOWARD if speaks_of_measure(sentence, [noun]) else None
    below = complement(sentence, verb)
    apart = {i for k in sentence.kids[verb] if set_apart(sentence, k, sentence.dep[k])
             for i in sentence.subtree(k)}  # fmt: skip
    below = [i for i in below if i not in apart]
    plain = [i for i in below if not any(sentence.low[k] == "no" for k in sentence.kids[i])]
    if speaks_of_measure(sentence, plain):
        return Direction.TOWARD
    if context and words("adj", "hardening") & {sentence.low[i] for i in below}:
        softer = words("noun", "softening") & {sentence.base[i] for i in below}
        return Direction.SOFTER if softer else Direction.TOWARD
    thing = sentence.child(verb, "dobj", "nsubjpass")
    if context and thing is not None and lemma in PLAIN:
        answered = sentence.base[thing] in words("noun", "answered")
        return Direction.TOWARD if answered else None
    if lemma == "oppose" and not below:
        return Direction.TOWARD
    return None


def _of_its_noun(sentence: Sentence, verb: int) -> bool:
    """Say whether a relative clause tells what is done with the noun that it hangs on."""
    thing = sentence.child(verb, "dobj", "pobj")
    if thing is None:
        return sentence.child(verb, "nsubj") is not None and not sentence.children(verb, "prep")
    return sentence.tag[thing] == "WDT" or sentence.low[thing] in ("that", "which")


def _of_something_else(sentence: Sentence, verb: int, cue: Cue) -> bool:
    """Say whether the verb is used in another sense, or tells no stance in this form."""
    lemma, tag, relation = sentence.lemma[verb], sentence.tag[verb], sentence.dep[verb]
    if any(sentence.low[k] in WHETHER for k in sentence.children(verb, "mark")):
        return True
    patient = sentence.child(verb, "dobj")
    if relation == "advcl" and lemma in ("ask", "press", "urge", "challenge") and patient is None:
        return True  # "when asked about the sanctions"
    if lemma in ("warn", "caution") and patient is not None and sentence.mention[patient]:
        return True  # who warns a party against something threatens it
    if lemma == "need" and tag == "VBN":
        return True  # "was needed to protect"
    if lemma in ANSWERED and SILENT & {sentence.lemma[k] for k in sentence.children(verb, "xcomp")}:
        return True
    if lemma == "stop" and relation == "conj" and cue.value == "reticent":
        above = stance_cues()["verb"].get(sentence.lemma[sentence.head[verb]], ())
        if any(other.value == "supportive" for other in above):
            return True  # "welcomed the step but stopped short of copying it" is for it
    if cue.words[:2] == ("hold", "back") and len(cue.words) == 2 and patient is not None:
        return True  # to hold aid back is a measure
    if lemma in ("do", "follow") and tag != "VB" and cue.needs != "will" and len(cue.words) == 1:
        return True  # having done it is imposing, which is told as a measure
    if cue.value == "supportive" and only_after(sentence, verb):
        return True  # "wants a guarantee before it agrees" is no agreement
    by = any(sentence.low[k] == "by" for k in sentence.kids[verb])
    if tag == "VBN" and relation in ("amod", "acl") and not by:
        return True
    thing = sentence.child(verb, "dobj")
    if lemma in ("dismiss", "reject", "refuse", "rebuff"):
        if thing is not None and sentence.base[thing] in words("noun", "allegation"):
            return True
        refused = {sentence.lemma[k] for k in sentence.children(verb, "xcomp")}
        if refused & {"say", "comment", "discuss", "be"}:
            return True
        if lemma == "refuse" and refused & set(stance_cues()["verb"]):
            return True  # the other verb tells it
    if lemma == "decline" and thing is None:
        return True  # "declined to comment"
    if thing is not None and RIVAL & {sentence.low[k] for k in sentence.kids[thing]}:
        return cue.value == "supportive"  # "circulated a rival text"
    if cue.words == ("stop", "short") and sentence.child(verb, "nsubj") is not None:
        subject = sentence.low[sentence.child(verb, "nsubj")]  # type: ignore[index]
        if subject in ("it", "this", "that", "which"):
            return True  # the order does, not who gave it
    if cue.words == ("stop", "short") and not speaks_of_measure(sentence, sentence.subtree(verb)):
        return True  # "stopped short of taking sides"
    if lemma == "consider" and cue.value == "open":
        return not _could(sentence, verb)
    if lemma in DIRECT and len(cue.words) == 1:
        return not _object_is_measure(sentence, verb)
    return False


def _holder(sentence: Sentence, verb: int) -> int | None:
    holder = doer(sentence, verb)
    if sentence.dep[verb] == "acl":
        if sentence.base[sentence.head[verb]] in words("noun", "letter"):
            holder = sentence.subject(sentence.head[sentence.head[verb]])
        holder = None if holder is None else sentence.first_conjunct(holder)
    return None if holder == verb else holder


def _continues(sentence: Sentence, verb: int, rest: tuple[str, ...]) -> bool:
    """Say whether the rest of a cue follows its verb closely."""
    place = verb
    for word in rest[1:]:
        near = range(place + 1, min(len(sentence), place + 4))
        place = next((i for i in near if sentence.low[i] == word), -1)
        if place < 0:
            return False
    return True


def _stands_alone(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb such as "follow" has no object, and is not what was done already."""
    if any(sentence.dep[k] in ("dobj", "ccomp", "agent") for k in sentence.kids[verb]):
        return False
    if sentence.tag[verb] in ("VBG", "VBN", "VBD"):
        return sentence.lemma[verb] in ANSWERED and len(sentence) <= SHORT  # "Bolivia refused."
    return not any(
        sentence.low[k] == "no"
        for above in sentence.ancestors(verb)
        if sentence.tag[above] in NOUNS
        for k in sentence.kids[above]
    )


def _talks(sentence: Sentence, verb: int) -> bool:
    """Say whether talks are called for."""
    return bool({sentence.base[i] for i in complement(sentence, verb)} & words("noun", "talking"))


def _will(sentence: Sentence, verb: int) -> bool:
    """Say whether it is told for the time to come: "will implement", "would not apply"."""
    if sentence.dep[verb] == "xcomp" and sentence.lemma[sentence.head[verb]] in NOT_DOING:
        return True  # "refuses to apply them"
    return any(sentence.low[k] in ("will", "would", "wo", "'ll") for k in sentence.kids[verb])


def _wished(sentence: Sentence, verb: int) -> bool:
    """Say whether it is wished to be seen: "would rather see them put off"."""
    would = any(sentence.low[k] in ("would", "'d") for k in sentence.kids[verb])
    return would or (
        sentence.dep[verb] == "xcomp" and sentence.lemma[sentence.head[verb]] in ("like", "want")
    )


def _could(sentence: Sentence, verb: int) -> bool:
    above = sentence.head[verb]
    modal = any(sentence.low[k] in ("would", "could", "might") for k in sentence.kids[verb])
    return modal or sentence.low[above] in ("willing", "ready", "prepared", "open")


def _object_is_measure(sentence: Sentence, verb: int) -> bool:
    """Say whether it is the measure that is supported, and not a country or a claim."""
    thing = sentence.child(verb, "dobj", "nsubjpass")
    if thing is None and sentence.dep[verb] == "acl" and sentence.tag[verb] == "VBN":
        thing = sentence.head[verb]  # "a draft circulated by Albania"
    if thing is None and sentence.lemma[verb] in KEEPING:
        return False
    if thing is None:
        return any(sentence.dep[k] in ("xcomp", "ccomp") for k in sentence.kids[verb])
    if sentence.tag[thing] in ("PRP", "DT"):
        return sentence.low[thing] in ("it", "them", "this", "that")
    mention = sentence.mention[thing]
    near = [i for i in sentence.subtree(thing) if i <= thing + 5]
    return speaks_of_measure(sentence, near) and not (mention and mention.name.party)
