"""Positions told by a judgement: "called the sanctions illegal", "said the ban would backfire"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from megara.dossier.lexicon import classes, rows
from megara.dossier.positions.direction import Direction, direction
from megara.dossier.positions.holders import Found, held_by, spoken_of, topic
from megara.dossier.positions.matters import matters, speaks_of_measure, words
from megara.dossier.positions.nouns import BEING
from megara.dossier.positions.sayings import asides
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

GRAVEST: tuple[Stance, ...] = ("opposed", "reticent", "supportive")
AMOUNTING = frozenset({"amount", "constitute", "represent", "mean"})
APPOSED = frozenset({"amod", "acl", "dep"})
DENOUNCING = frozenset({"condemn", "denounce", "reject", "slam", "decry", "deplore"})
WARNING = frozenset({"warn", "caution", "fear", "worry", "complain"})
THINKING = frozenset("think believe find feel reckon".split())
ACCUSING = frozenset("accuse blame condemn denounce slam criticise criticize attack assail chide "
                     "rebuke".split())  # fmt: skip
TREATING = frozenset({"treat", "regard", "see", "view", "consider", "come", "go"})
WORDS_OF = frozenset({"words", "view", "eyes", "opinion"})
JUDGING = frozenset("consider find judge view see call describe brand label term deem regard "
                    "characterize characterise dismiss denounce condemn".split())  # fmt: skip


@cache
def judgements() -> dict[str, Stance]:
    """Return the stance that a word of judgement tells (``data/judgements.csv``)."""
    return {row["word"]: row["stance"] for row in rows("judgements")}  # type: ignore[misc]


@cache
def effects(negated: bool) -> dict[str, Stance]:
    """Return the stance that an effect of measures, or its absence, tells (``effects.csv``)."""
    column = "negated" if negated else "stance"
    return {row["verb"]: row[column] for row in rows("effects") if row[column]}  # type: ignore


def of_judgement(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Yield the positions that "called it X" or "said it was X" tells."""
    if sentence.number in story.by_experts:
        return
    if sentence.dep[verb] in APPOSED:
        yield from _branded(story, sentence, verb)
    lemma = sentence.lemma[verb]
    judges = lemma in JUDGING or lemma in THINKING or lemma in classes()["say"]
    if not judges and sentence.dep[verb] in ("ccomp", "relcl", "acl"):
        return
    holder = sentence.subject(verb)
    if holder is None or sentence.child(verb, "nsubjpass") is not None:
        return
    lemma = sentence.lemma[verb]
    if lemma in ACCUSING and _sender_accused(story, sentence, verb, holder):
        yield from held_by(story, sentence, holder, "opposed", topic(story, sentence, verb))
    judged = _called(story, sentence, verb, holder) if lemma in JUDGING else None
    if judged is None and sentence.dep[verb] not in ("ccomp", "relcl", "acl"):
        yield from _unsaid(story, sentence, verb)
    if judged is None and (lemma in classes()["say"] or lemma in THINKING):
        judged = _said(story, sentence, verb, holder)
        if judged is not None and sentence.negated(verb):  # "I do not think it is wise"
            judged = "opposed" if judged == "supportive" else None
    if judged is not None:
        on = topic(story, sentence, verb)
        yield from held_by(story, sentence, holder, judged, on)


def _sender_accused(story: Story, sentence: Sentence, verb: int, holder: int) -> bool:
    """Say whether a target accuses who struck it: "accused Washington of stealing"."""
    accused = sentence.child(verb, "dobj")
    parties = story.parties(sentence, accused) if accused is not None else []
    return bool(parties) and set(parties) <= story.senders and _by_target(story, sentence, holder)


def _unsaid(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Read "the tariff is, in the words of Delhi, unfair", and what a speaker says in quotes."""
    quoted = story.speakers.get(sentence.number) if sentence.quoted[verb] else None
    preps = sentence.children(verb, "prep")
    if not quoted and not preps:
        return
    whose = [place for prep in preps for place in _in_words_of(sentence, prep)]
    subject = sentence.child(verb, "nsubj", "nsubjpass", "csubj") if whose or quoted else None
    if subject is None:
        return
    again = sentence.low[subject] in ("it", "this", "that") and spoken_of(story, sentence, 2)
    if not again and not _is_measure(sentence, subject):
        return
    stance = _judged(story, sentence, verb)
    if stance is None:
        return
    on = topic(story, sentence, verb)
    for holder in whose:
        against = stance == "reticent" and _by_target(story, sentence, holder)
        yield from held_by(story, sentence, holder, "opposed" if against else stance, on)
    if quoted and not whose:
        yield quoted, on, "opposed" if stance == "reticent" and quoted in story.targets else stance


def _in_words_of(sentence: Sentence, prep: int) -> list[int]:
    """Return who is named by "in the words of X", "in X's view", "for X", "according to X"."""
    below = sentence.subtree(prep)[:5] if sentence.low[prep] == "in" else []
    if not WORDS_OF.isdisjoint(sentence.low[i] for i in below):
        thing = sentence.child(prep, "pobj")
        if thing is None:
            return []
        owners = sentence.children(thing, "poss")
        of = (k for p in sentence.children(thing, "prep") for k in sentence.children(p, "pobj"))
        return owners or list(of)
    if sentence.low[prep] in ("for", "to", "according"):
        while (inner := sentence.child(prep, "prep")) is not None:
            prep = inner
        return [k for k in sentence.children(prep, "pobj") if sentence.mention[k] is not None]
    return []


def _branded(story: Story, sentence: Sentence, verb: int) -> Iterator[Found]:
    """Read "a step Beijing branded coercion", where the parser takes "branded" for an adjective."""
    mention = sentence.mention[verb - 1] if verb else None
    if sentence.lemma[verb] not in JUDGING or mention is None or mention.first == 0:
        return
    before = sentence.base[mention.first - 1]
    if before not in matters() and before not in ("which", "that", "what"):
        return
    for token in range(verb + 1, min(len(sentence), verb + 8)):
        stance = _word(sentence, token)
        if stance is not None:
            yield from held_by(story, sentence, verb - 1, stance, topic(story, sentence, verb))
            return


def _called(story: Story, sentence: Sentence, verb: int, holder: int) -> Stance | None:
    """Read "called the sanctions illegal", "described the move as unfair"."""
    thing = sentence.child(verb, "dobj") or sentence.child(verb, "ccomp", "oprd")
    if sentence.dep[verb] == "relcl" and thing is None:
        thing = sentence.head[verb]
    if thing is None:
        return None
    below = [i for k in sentence.kids[verb] if k != holder for i in sentence.subtree(k)]
    said = {sentence.low[i] for i in below}
    denounced = sentence.lemma[sentence.head[verb]] in DENOUNCING
    if "what" in said and not denounced:
        return None  # "what it termed an unacceptable approach" is the other's doing
    again = bool(said & {"it", "them", "this", "which"}) or ("what" in said and denounced)
    about = speaks_of_measure(sentence, [*below, thing])
    generic = bool({sentence.base[i] for i in below} & words("noun", "answered"))
    if not about and not ((again or generic) and spoken_of(story, sentence)):
        return None
    if not about and not spoken_of(story, sentence, 2) and _by_sender(story, sentence, holder):
        return None  # it is what the measure answers that is "a dramatic escalation"
    if words("noun", "allegation") & sentence.bases:
        return None  # "rejected the charges, calling them baseless"
    stance = _gravest(sentence, [i for i in below if i > verb])
    if stance == "opposed" and said & {"moment", "time"}:
        stance = "reticent"  # "considered this the wrong moment"
    if stance == "reticent" and _by_target(story, sentence, holder):
        return "opposed"
    if stance is not None:
        return stance
    return "opposed" if _by_target(story, sentence, holder) else None


def _gravest(sentence: Sentence, tokens: list[int]) -> Stance | None:
    """Return the gravest judgement of some words: "a great injustice" is no praise."""
    told = {_word(sentence, token) for token in tokens}
    return next((s for s in GRAVEST if s in told), None)


def _word(sentence: Sentence, token: int) -> Stance | None:
    """Return what a word judges, or it with a "too" before it."""
    word = sentence.low[token]
    if token and sentence.low[token - 1] == "too" and f"too {word}" in judgements():
        return judgements()[f"too {word}"]
    return judgements().get(word)


def _said(story: Story, sentence: Sentence, verb: int, holder: int) -> Stance | None:
    """Read "said the restrictions were illegal", "sanctions have never worked, he said"."""
    for clause in _told(sentence, verb):
        subject = sentence.child(clause, "nsubj", "nsubjpass", "csubj")
        if subject is None or subject == holder:
            continue
        again = sentence.low[subject] in ("they", "it", "this", "that") and speaks_of_measure(
            sentence, range(min(verb, clause))
        )
        if sentence.low[subject] in ("it", "this", "that", "they") and not again:
            # "It is theft," the Kremlin said; "it would come too early"
            target = _by_target(story, sentence, holder)
            again = spoken_of(story, sentence) if target else spoken_of(story, sentence, 1)
        if not again and not _is_measure(sentence, subject):
            continue
        stance = _judged(story, sentence, clause)
        harms = sentence.child(clause, "dobj") is not None and not sentence.negated(clause)
        if stance is None and sentence.lemma[verb] in WARNING and harms:
            stance = "reticent"
        if stance == "reticent" and _by_target(story, sentence, holder):
            return "opposed"
        if stance is not None:
            return stance
    return None


def _told(sentence: Sentence, verb: int) -> list[int]:
    """Return the clauses that a verb of saying has, or that it is an aside to."""
    clauses = sentence.children(verb, "ccomp")
    root = next((t for t in sentence.ancestors(verb) if sentence.dep[t] == "ROOT"), None)
    if root is not None and verb in asides(sentence, root):
        clauses.append(root)
    return clauses


def _is_measure(sentence: Sentence, subject: int) -> bool:
    """Say whether the subject is a measure, a plan for one, or the doing of one."""
    return speaks_of_measure(sentence, [subject]) or (
        sentence.is_verb(subject) and direction(sentence, subject, context=True) is Direction.TOWARD
    )


def _by_target(story: Story, sentence: Sentence, holder: int) -> bool:
    """Say whether it is a target of the measures who speaks."""
    parties = story.parties(sentence, holder)
    return bool(parties) and set(parties) <= story.targets


def _by_sender(story: Story, sentence: Sentence, holder: int) -> bool:
    """Say whether it is one who sends the measures, and is hit by none, who speaks."""
    parties = set(story.parties(sentence, holder))
    return bool(parties) and parties <= story.senders - story.targets


def _judged(story: Story, sentence: Sentence, clause: int) -> Stance | None:
    """Return what a clause with a measure as its subject thinks of the measure."""
    if any(sentence.low[k] in ("whether", "if") for k in sentence.children(clause, "mark")):
        return None
    for part in (clause, *sentence.children(clause, "conj")):
        stance = effects(sentence.negated(part)).get(sentence.lemma[part])
        if sentence.child(part, "acomp") is not None:
            continue  # "will not go unanswered"
        if stance is not None and sentence.is_verb(part):
            struck = sentence.child(part, "dobj")
            if struck is not None and speaks_of_measure(sentence, [struck]):
                return None  # "they will trigger the snapback"
            people = struck is not None and sentence.tag[struck] == "NNPS"
            if not people and set(story.parties(sentence, struck)) & story.targets:
                return None  # that it hurts the target is its purpose
            return stance
    if {"off", "table"} <= {sentence.low[i] for i in sentence.subtree(clause)}:
        return "opposed"
    if sentence.lemma[clause] in BEING | AMOUNTING | TREATING:
        for kid in sentence.children(clause, "acomp", "attr", "dobj", "prep", "advmod"):
            stance = _gravest(sentence, sentence.subtree(kid))
            if stance is not None and sentence.negated(clause):
                return "opposed" if stance == "supportive" else None
            if stance is not None:
                return stance
    return None
