"""Which way a phrase points: towards measures, to softer ones, away from them, or nowhere.

    TOWARD   "sanctions", "to adopt the package", "calls for a ban", "a tougher text"
    SOFTER   "an exemption from the ban", "to delay the vote", "a weaker text"
    AWAY     "an end to the sanctions", "to lift the embargo", "opposition to the cap"

The direction of a phrase is that of its head applied to what stands below the head, so that
"calls to lift the ban" is AWAY although each of its words but one is TOWARD. The words are those of
``data/directions.csv``.
"""

from __future__ import annotations

from enum import Enum

from megara.dossier.lexicon import classes, instrument_verbs, instruments, stance_cues
from megara.dossier.measures.mentions.phrases import match_phrase
from megara.dossier.positions.matters import speaks_of_measure, words
from megara.dossier.sentence import NOUNS, SUBJECTS, Sentence

# Relations under which the rest of a predicate stands, nearest first.
COMPLEMENTS = ("oprd", "dobj", "nsubjpass", "xcomp", "ccomp", "dative", "prep", "prt", "advcl")
PRONOUNS = frozenset({"it", "them", "this", "that", "these", "those", "so", "one"})
OBJECTS = ("dobj", "nsubjpass")
BESIDE = frozenset({"poss", "punct", "det", "mark", "aux", "auxpass"})
NEAR = frozenset({"dobj", "pobj", "xcomp", "ccomp", "pcomp", "oprd"}) | SUBJECTS
PERIODS = frozenset({"period", "phase", "clause", "deadline", "arrangement"})
CEASING = frozenset({"end", "cease", "stop", "expire", "lapse"})
TRADING = frozenset({"buy", "sell", "import", "export", "purchase", "supply"})
FAILING = frozenset({"fail", "decline", "refuse", "neglect", "omit"})
SPARING = frozenset({"spare", "exempt", "shield", "excuse"})
HURRYING = frozenset({"rush", "hurry", "hasten", "escalate"})
# What stands under these is not what is wanted: "think hard before imposing sanctions".
APART = frozenset("before until unless without instead rather if because while although despite "
                  "as when once since".split())  # fmt: skip
# Nor under these: "held back, citing fears that Beijing would ban exports".
REASONING = frozenset({"cite", "fear", "say", "argue", "warn", "note", "invoke", "complain"})
RULINGS = frozenset("ruling decision vote resolution verdict judgment judgement deal order law "
                    "bill agreement".split())  # fmt: skip
PARTICLES = frozenset({"out", "in", "off", "down"})
DEEPEST = 6


class Direction(Enum):
    """Which way a phrase points."""

    TOWARD = 1
    SOFTER = 0
    AWAY = -1


def complement(sentence: Sentence, predicate: int) -> list[int]:
    """Return the tokens of all that a predicate governs but its subject, in order."""
    kids = (kid for kid in sentence.kids[predicate] if sentence.dep[kid] in COMPLEMENTS)
    return sorted(
        t for kid in kids if not _beside(sentence, kid, predicate) for t in sentence.subtree(kid)
    )


def of_complement(
    sentence: Sentence, predicate: int, context: bool, plain: bool = False
) -> Direction | None:
    """Return the direction of what a predicate governs: the nearest part that has one.

    ``plain`` says that "it" may be the measure even as the object: "opposes it", not "seeks it".
    """
    told = {sentence.dep[kid] for kid in sentence.kids[predicate]}
    for relation in COMPLEMENTS:
        if relation not in told:
            continue
        for kid in sentence.children(predicate, relation):
            if relation == "advcl" and sentence.child(kid, "nsubj") is not None:
                continue  # a clause with a subject of its own is another's affair
            if set_apart(sentence, kid, relation) or _beside(sentence, kid, predicate):
                continue
            way = direction(sentence, kid, context and (plain or relation not in OBJECTS))
            if way is not None:
                return way
    return None


def direction(
    sentence: Sentence, token: int, context: bool = False, depth: int = 0
) -> Direction | None:
    """Return which way the phrase headed by a token points, or None.

    ``context`` says that a measure was spoken of before, so that "it" and "the text" may be one.
    """
    if depth > DEEPEST:
        return None
    way = _of_one(sentence, token, context, depth)
    for other in sentence.children(token, "conj"):
        if way is None or way is Direction.TOWARD:
            joined = direction(sentence, other, context, depth + 1)
            way = way if joined is None else joined
    return way


def _of_one(sentence: Sentence, token: int, context: bool, depth: int) -> Direction | None:
    """Return the direction of a phrase without those joined to it by "and"."""
    if sentence.is_verb(token):
        return _of_verb(sentence, token, context, depth)
    if sentence.low[token] in PRONOUNS and sentence.tag[token] in ("PRP", "DT", "RB", "CD"):
        return Direction.TOWARD if context else None
    return _of_noun(sentence, token, context, depth)


def _below(
    sentence: Sentence, token: int, context: bool, depth: int, done_to: bool = False
) -> Direction | None:
    """Return the direction of what stands below, and of the subject if it is what is done to."""
    found: Direction | None = None
    subject = sentence.subject(token) if done_to else None
    if subject is not None and subject != token:
        found = direction(sentence, subject, context, depth + 1)
    for kid in sentence.kids[token]:
        relation = sentence.dep[kid]
        if relation in BESIDE or relation in SUBJECTS or relation == "conj":
            continue
        if relation == "relcl" and not _to_be_done(sentence, kid) and (
            sentence.base[token] not in RULINGS
        ):  # fmt: skip
            continue
        if set_apart(sentence, kid, relation):
            continue
        near = relation in NEAR or sentence.low[kid] == "so"
        text = relation == "relcl"  # "a resolution that would put it off"
        way = direction(sentence, kid, (context and near) or text, depth + 1)
        if way is not None and way is not Direction.TOWARD:
            return way
        found = found or way
    return found


def _of_noun(sentence: Sentence, token: int, context: bool, depth: int) -> Direction | None:
    word = sentence.base[token]
    noun = sentence.tag[token] in NOUNS
    below = _below(sentence, token, context, depth)
    if token in sentence.measures and word not in words("noun", "ending"):
        below = below or Direction.TOWARD
    kids = sentence.kids[token]
    softening = words("adj", "softening")
    if noun and kids and any(sentence.low[k] in softening for k in kids):
        return Direction.SOFTER
    if word in words("noun", "height") and "higher" in {
        sentence.low[i] for i in (*sentence.subtree(token), token)
    }:  # fmt: skip
        return Direction.SOFTER  # a higher price cap bites less
    if word in PARTICLES:  # the parser parts "carve-outs" and "phase-in" at the hyphen
        word = next((sentence.base[k] for k in sentence.kids[token] if k < token), word)
    if word in PERIODS:
        word = next((b for k in sentence.children(token, "compound")
                     if (b := sentence.base[k]) in words("noun", "softening")), word)  # fmt: skip
    if noun and word in words("noun", "softening") and (below is not None or context):
        return Direction.SOFTER
    if token in sentence.measures and any(
        sentence.tag[k] == "VBN" and sentence.lemma[k] in words("verb", "ending")
        for k in sentence.children(token, "acl")
    ):
        return Direction.AWAY  # "wants the sanctions scrapped"
    if noun and word in words("noun", "trade") and any(
        sentence.lemma[k] in words("verb", "ending") for k in sentence.children(token, "amod")
    ):  # fmt: skip
        return Direction.TOWARD  # "proposed halting sales", as the parser takes it
    if noun and word in words("noun", "ending") and below is Direction.TOWARD:
        return Direction.AWAY
    if noun and word in ("relief", "easing") and context:
        return Direction.AWAY
    if noun and word in stance_cues()["noun"] and below is not None:
        against = stance_cues()["noun"][word][0].value in ("opposed", "reticent")
        return turned(below) if against else below
    if kids and any(sentence.low[k] == "no" for k in kids):
        return None
    if speaks_of_measure(sentence, [token]) and (
        noun or match_phrase(instruments(), sentence.base, token) is not None
    ):
        return below if below is not None else Direction.TOWARD
    return below


def _of_verb(sentence: Sentence, token: int, context: bool, depth: int) -> Direction | None:
    lemma = sentence.lemma[token]
    for particle in sentence.children(token, "prt", "prep", "advmod"):
        phrasal = f"{lemma} {sentence.low[particle]}"
        if any(phrasal in words("verb", kind) for kind in ("softening", "ending", "lasting")):
            lemma = phrasal
    below = _below(sentence, token, context, depth, _done_to(sentence, token))
    again = any(sentence.low[k] in PRONOUNS for k in sentence.children(token, "dobj", "nsubjpass"))
    way = below
    if below is Direction.TOWARD and _set_higher(sentence, token):
        way = Direction.SOFTER
    elif (lemma in SPARING or sentence.low[token] == "spared") and below is Direction.TOWARD:
        way = Direction.SOFTER  # "to be spared the ban"
    elif token in sentence.measures:
        way = Direction.TOWARD  # "to bar aircraft", "to freeze assets"
    elif (lemma in CEASING or _must_go(sentence, token)) and below is None and (
        sentence.child(token, "dobj") is None
    ):  # fmt: skip
        subject = sentence.subject(token)
        at = direction(sentence, subject, context, depth + 1) if subject is not None else None
        way = Direction.AWAY if at is Direction.TOWARD else None  # "the freeze must end"
    elif lemma in FAILING and below is Direction.TOWARD:
        way = Direction.AWAY  # "failed to agree on the sanctions"
    elif lemma in HURRYING and below is Direction.TOWARD and sentence.negated(token):
        return Direction.SOFTER  # "not to rush into sanctions"
    elif lemma in words("verb", "ending") and _of_trade(sentence, token):
        way = Direction.TOWARD  # to end purchases is itself a measure
    elif lemma in words("verb", "ending"):
        away = below is Direction.TOWARD or (again and context)
        # to lift a block on sanctions is to let them pass
        way = Direction.AWAY if away else Direction.TOWARD if below is Direction.AWAY else None
    elif lemma in words("verb", "lasting") and below is None:
        subject = sentence.subject(token)
        way = direction(sentence, subject, context, depth + 1) if subject is not None else None
    elif lemma in words("verb", "following") and below is None and context:
        way = Direction.TOWARD  # "wants the bloc to follow"
    elif lemma in words("verb", "softening"):
        way = Direction.SOFTER if below is not None or context else None
    elif lemma in words("verb", "harming") or lemma in instrument_verbs():
        way = Direction.TOWARD
    elif below is not None and _opposes(lemma):
        way = turned(below)
    if way is not None and sentence.negated(token):
        return turned(way)
    return way


def _beside(sentence: Sentence, kid: int, predicate: int) -> bool:
    """Say whether a clause only stands before another: "Berlin voted no, Madrid abstained"."""
    return (
        sentence.dep[kid] == "ccomp"
        and kid < predicate
        and sentence.lemma[predicate] not in classes()["say"]
    )


def set_apart(sentence: Sentence, kid: int, relation: str) -> bool:
    """Say whether a phrase tells a condition, a time or a reason, not what is meant."""
    if relation == "prep":
        return sentence.low[kid] in APART
    if sentence.lemma[kid] in REASONING and sentence.tag[kid] == "VBG" and relation == "advcl":
        return True
    marks = sentence.children(kid, "mark", "advmod") if relation == "advcl" else ()
    return any(sentence.low[k] in APART for k in marks)


def _to_be_done(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause after a noun tells what is to be done: "asked for it to be put off"."""
    return any(sentence.low[kid] == "to" for kid in sentence.children(verb, "aux"))


def _set_higher(sentence: Sentence, verb: int) -> bool:
    """Say whether a cap is to be "set higher"."""
    thing = sentence.child(verb, "dobj", "nsubj", "nsubjpass")
    return (
        thing is not None
        and sentence.base[thing] in words("noun", "height")
        and any(sentence.low[k] == "higher" for k in sentence.kids[verb])
    )


def _done_to(sentence: Sentence, verb: int) -> bool:
    """Say whether it is done to its subject: "that the ban be lifted", "the ban scrapped"."""
    if sentence.tag[verb] == "VBN":
        return sentence.child(verb, "dobj") is None
    # the tagger takes "wants the sanctions scrapped" for a past tense
    return (
        sentence.tag[verb] == "VBD"
        and sentence.dep[verb] == "ccomp"
        and sentence.lemma[sentence.head[verb]] in ("want", "like", "see", "prefer")
    )


def _must_go(sentence: Sentence, verb: int) -> bool:
    """Say whether a thing is to go, and not to go somewhere: "the tariffs have to go"."""
    plain = ("nsubj", "aux", "mark", "punct", "cc", "conj")
    return sentence.lemma[verb] == "go" and all(
        sentence.dep[k] in plain for k in sentence.kids[verb]
    )


def _of_trade(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.base[thing] in words("noun", "trade")
        or (sentence.is_verb(thing) and sentence.lemma[thing] in TRADING)
        for thing in sentence.children(verb, "dobj", "xcomp")
    )


def _opposes(lemma: str) -> bool:
    return any(
        cue.value == "opposed" and len(cue.words) == 1
        for cue in stance_cues()["verb"].get(lemma, ())
    )


def turned(way: Direction) -> Direction:
    """Return the other way: what is against softening or ending is for the measure."""
    return Direction.AWAY if way is Direction.TOWARD else Direction.TOWARD
